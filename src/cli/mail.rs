//! Commands on letters.

use std::path::PathBuf;

use clap::Subcommand;

use crate::cli::{Said, failure, serve};
use crate::clock::Clock;
use crate::mail::bounces;
use crate::store::{Store, audit};
use crate::survey::audit::Act;
use crate::wording::command::Command as Words;
use crate::wording::{Tongue, fill};

#[derive(Subcommand)]
pub enum MailOrder {
    /// Đọc thư bị trả lại từ hộp thư (mbox, Maildir hoặc từng thư) · Read letters that came back from a mailbox
    Bounces {
        #[arg(long)]
        config: PathBuf,
        mailbox: PathBuf,
    },
}

pub fn run(order: &MailOrder, tongue: Tongue) -> Said {
    let MailOrder::Bounces { config, mailbox } = order;
    let words = Words::in_tongue(tongue);
    let settings = serve::settings(config, tongue)?;
    let messages = bounces::messages(mailbox).map_err(|problem| {
        let file = mailbox.display().to_string();
        let values = [("file", file.as_str()), ("problem", &problem.to_string())];
        vec![fill(words.cannot_read, &values)]
    })?;
    let store =
        Store::open(&settings.database).map_err(|problem| failure::store(&problem, tongue))?;
    let taken = store
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
