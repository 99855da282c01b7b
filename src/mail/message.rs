//! A letter as the bytes that travel.

use chrono::NaiveDateTime;
use lettre::address::AddressError;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};
use thiserror::Error;

use crate::config::mail::MailSettings;
use crate::mail::compose::Composed;
use crate::survey::email::EmailAddress;
use crate::survey::letter::LetterId;

#[derive(Debug, Error)]
pub enum Unmakeable {
    #[error("an address is not one that can be written to: {0}")]
    Address(#[from] AddressError),
    #[error("the letter cannot be put together: {0}")]
    Parts(#[from] lettre::error::Error),
}

/// The name by which a bounce, or somebody who gets a letter twice, knows it again.
pub fn message_id(id: LetterId, settings: &MailSettings) -> String {
    let (_, domain) = settings.from.split_once('@').unwrap_or_default();
    format!("<{id}@{domain}>")
}

pub fn build(
    letter: &Composed,
    id: LetterId,
    recipient: &EmailAddress,
    settings: &MailSettings,
    now: NaiveDateTime,
) -> Result<Message, Unmakeable> {
    let from: Address = settings.from.parse()?;
    let to: Address = recipient.as_str().parse()?;
    let date = std::time::UNIX_EPOCH
        + std::time::Duration::from_micros(now.and_utc().timestamp_micros().unsigned_abs());
    let mut builder = Message::builder()
        .from(Mailbox::new(settings.from_name.clone(), from))
        .to(Mailbox::new(None, to))
        .subject(letter.subject.as_str())
        .date(date)
        .message_id(Some(message_id(id, settings)))
        // RFC 3834: no machine answers a machine.
        .raw_header(header("Auto-Submitted", "auto-generated"));
    if let Some(address) = &settings.reply_to {
        builder = builder.reply_to(Mailbox::new(None, address.parse()?));
    }
    if let Some(unsubscribe) = &letter.unsubscribe {
        // RFC 8058: one click in the mail program.
        builder = builder
            .raw_header(header("List-Unsubscribe", &format!("<{unsubscribe}>")))
            .raw_header(header(
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click",
            ));
    }
    let body = MultiPart::alternative_plain_html(letter.text(), letter.html());
    Ok(builder.multipart(body)?)
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
