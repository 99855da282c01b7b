//! Commands on letters.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use crate::cli::{Said, failure, serve};
use crate::clock::{Clock, local};
use crate::mail::bounces;
use crate::store::{Store, audit, outbox};
use crate::survey::audit::Act;
use crate::wording::command::Command as Words;
use crate::wording::{Tongue, fill, letters_desk};

#[derive(Subcommand)]
pub enum MailOrder {
    /// Đọc thư bị trả lại từ hộp thư (mbox, Maildir hoặc từng thư) · Read letters that came back from a mailbox
    Bounces {
        #[arg(long)]
        config: PathBuf,
        mailbox: PathBuf,
    },
    /// Thư đang chờ và lỗi gần nhất · Letters that wait, and the last trouble
    State {
        #[arg(long)]
        config: PathBuf,
    },
}

pub fn run(order: &MailOrder, tongue: Tongue) -> Said {
    match order {
        MailOrder::Bounces { config, mailbox } => read_bounces(config, mailbox, tongue),
        MailOrder::State { config } => state(config, tongue),
    }
}

fn open(config: &Path, tongue: Tongue) -> Result<Store, Vec<String>> {
    let settings = serve::settings(config, tongue)?;
    Store::open(&settings.database).map_err(|problem| failure::store(&problem, tongue))
}

fn state(config: &Path, tongue: Tongue) -> Said {
    let health = open(config, tongue)?
        .read_blocking(outbox::health)
        .map_err(|problem| failure::store(&problem, tongue))?;
    let at = |instant| local(instant).format("%Y-%m-%d %H:%M").to_string();
    let (waiting, given_up) = (health.waiting.to_string(), health.given_up.to_string());
    let oldest = health.oldest.map_or_else(|| "–".to_owned(), at);
    let trouble = health.trouble.map_or_else(
        || "–".to_owned(),
        |(when, trouble)| format!("{} {}", at(when), letters_desk::trouble(tongue, trouble)),
    );
    let values = [
        ("waiting", waiting.as_str()),
        ("oldest", &oldest),
        ("trouble", &trouble),
        ("given_up", &given_up),
    ];
    Ok(vec![fill(Words::in_tongue(tongue).letters_state, &values)])
}

fn read_bounces(config: &Path, mailbox: &Path, tongue: Tongue) -> Said {
    let words = Words::in_tongue(tongue);
    let messages = bounces::messages(mailbox).map_err(|problem| {
        let file = mailbox.display().to_string();
        let values = [("file", file.as_str()), ("problem", &problem.to_string())];
        vec![fill(words.cannot_read, &values)]
    })?;
    let taken = open(config, tongue)?
        .write_blocking(|connection| {
            let taken = bounces::take(connection, &messages)?;
            let act = Act {
                at: Clock::System.now(),
                actor: None,
                action: "bounces-read",
                subject: String::new(),
                detail: format!(
                    "messages={} hard={} soft={}",
                    messages.len(),
                    taken.hard,
                    taken.soft
                ),
            };
            audit::append(connection, &act)?;
            Ok(taken)
        })
        .map_err(|problem| failure::store(&problem, tongue))?;
    let counts = [messages.len() as u64, taken.hard, taken.soft, taken.ignored];
    let [messages, hard, soft, ignored] = counts.map(|count| count.to_string());
    let values = [
        ("messages", messages.as_str()),
        ("hard", &hard),
        ("soft", &soft),
        ("ignored", &ignored),
    ];
    Ok(vec![fill(words.bounces_read, &values)])
}
