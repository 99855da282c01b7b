//! Accounts without the desk: the first operator, and a way back in.

use std::path::PathBuf;

use clap::Subcommand;

use crate::cli::{Said, failure, serve};
use crate::clock::Clock;
use crate::flow::staff::accounts::{Invited, invite, renew_code};
use crate::store::{Store, accounts};
use crate::survey::access::Role;
use crate::survey::locality::LocalityKey;
use crate::wording::people::People as Words;
use crate::wording::{Tongue, fill};

#[derive(Subcommand)]
pub enum PeopleOrder {
    /// Tạo tài khoản, in mã một lần · Make an account and print its one-time code
    Invite {
        #[arg(long)]
        config: PathBuf,
        #[arg(long)]
        name: String,
        #[arg(long)]
        full_name: String,
        #[arg(long)]
        email: Option<String>,
        /// operator | office | front | committee | auditor
        #[arg(long, value_parser = role)]
        role: Role,
        /// 20341@2025-07-01
        #[arg(long = "locality")]
        localities: Vec<LocalityKey>,
    },
    /// Cấp mã một lần mới · A new one-time code for an account
    Code {
        #[arg(long)]
        config: PathBuf,
        name: String,
    },
}

fn role(word: &str) -> Result<Role, &'static str> {
    Role::parse(word).ok_or("operator | office | front | committee | auditor")
}

pub fn run(order: &PeopleOrder, tongue: Tongue) -> Said {
    let words = Words::of(tongue);
    let config = match order {
        PeopleOrder::Invite { config, .. } | PeopleOrder::Code { config, .. } => config,
    };
    let settings = serve::settings(config, tongue)?;
    let store =
        Store::open(&settings.database).map_err(|problem| failure::store(&problem, tongue))?;
    let now = Clock::System.now();
    let (name, code) = match order {
        PeopleOrder::Invite {
            name,
            full_name,
            email,
            role,
            localities,
            ..
        } => {
            let new = Invited {
                name: name.clone(),
                full_name: full_name.clone(),
                email: email.clone(),
                role: *role,
                localities: localities.clone(),
            };
            (name, invite(&store, None, &new, now).map(|(_, code)| code))
        }
        PeopleOrder::Code { name, .. } => {
            let kept = store
                .read_blocking(|connection| accounts::by_name(connection, name))
                .map_err(|problem| failure::store(&problem, tongue))?
                .ok_or_else(|| vec![words.no_such_account.to_owned()])?;
            (name, renew_code(&store, None, &kept, now))
        }
    };
    let code = code.map_err(|problem| failure::account(&problem, tongue))?;
    Ok(vec![
        fill(words.printed_code, &[("name", name), ("code", &code)]),
        format!("{}/desk/code", settings.base_url),
    ])
}
