//! What a letter says, in the order in which it is read. `html.rs` and [`Composed::text`] say it in two ways.

use chrono::NaiveDateTime;

use crate::clock::local;
use crate::mail::html;
use crate::store::outbox::Due;
use crate::survey::letter::{LetterKind, Ticket};
use crate::wording::letters::{Letters, committee};
use crate::wording::numbers::date;
use crate::wording::{Tongue, fill};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Words(String),
    /// What the letter is for: a button, with its address beneath.
    Button {
        label: String,
        address: String,
    },
    Code(String),
    Small(String),
    SmallLink {
        label: String,
        address: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    pub tongue: Tongue,
    pub subject: String,
    pub parts: Vec<Part>,
    /// Address of the way out of the list.
    pub unsubscribe: Option<String>,
}

/// A letter of an account. `until` is when its link ends.
pub fn account(kind: LetterKind, link: &str, until: NaiveDateTime, tongue: Tongue) -> Composed {
    let words = Letters::in_tongue(tongue);
    let (subject, why, label, ends, unexpected) = match kind {
        LetterKind::PasswordReset => (
            words.password_subject,
            words.password_why,
            words.password_link,
            words.password_until,
            words.password_unexpected,
        ),
        _ => (
            words.account_subject,
            words.account_why,
            words.account_link,
            words.account_until,
            words.account_unexpected,
        ),
    };
    let until = local(until);
    let ends = fill(
        ends,
        &[
            ("time", &until.format("%H:%M").to_string()),
            ("date", &date(tongue, until.date())),
        ],
    );
    Composed {
        tongue,
        subject: subject.to_owned(),
        parts: vec![
            Part::Words(words.greeting.to_owned()),
            Part::Words(why.to_owned()),
            Part::Button {
                label: label.to_owned(),
                address: link.to_owned(),
            },
            Part::Words(ends),
            Part::Small(unexpected.to_owned()),
        ],
        unsubscribe: None,
    }
}

/// An invitation to a survey or a reminder of it.
pub fn survey(kind: LetterKind, ticket: &Ticket, base_url: &str, tongue: Tongue) -> Composed {
    let words = Letters::in_tongue(tongue);
    let (title, other) = match tongue {
        Tongue::Vi => (&ticket.title_vi, Tongue::En),
        Tongue::En => (&ticket.title_en, Tongue::Vi),
    };
    let who = committee(&ticket.locality, tongue);
    let values = [("title", title.as_str()), ("who", who.as_str())];
    let (subject, why) = match kind {
        LetterKind::Reminder => (words.reminder_subject, words.reminder_why),
        _ => (words.invitation_subject, words.invitation_why),
    };
    let address = |tongue: Tongue| {
        format!(
            "{base_url}/s/{}?lang={}",
            ticket.code.as_str(),
            tongue.tag()
        )
    };
    let last_day = local(ticket.closes_at - chrono::Duration::seconds(1)).date();
    let last_day = date(tongue, last_day);
    let code = ticket.code.grouped();
    let unsubscribe = format!("{base_url}/unsubscribe/{}", ticket.address);
    Composed {
        tongue,
        subject: fill(subject, &values),
        parts: vec![
            Part::Words(words.greeting.to_owned()),
            Part::Words(fill(why, &values)),
            Part::Words(words.survey_use.to_owned()),
            Part::Button {
                label: words.survey_link.to_owned(),
                address: address(tongue),
            },
            Part::Code(fill(words.survey_code, &[("code", &code)])),
            Part::Words(fill(words.survey_until, &[("date", &last_day)])),
            Part::Words(words.survey_anonymous.to_owned()),
            Part::Words(words.survey_one.to_owned()),
            Part::Words(words.signature.to_owned()),
            Part::Words(who.clone()),
            Part::SmallLink {
                label: words.survey_other_language.to_owned(),
                address: address(other),
            },
            Part::Small(fill(words.unsubscribe_why, &values)),
            Part::SmallLink {
                label: words.unsubscribe_link.to_owned(),
                address: unsubscribe.clone(),
            },
        ],
        unsubscribe: Some(unsubscribe),
    }
}

/// The letter of a row; `ticket` for those of a survey.
pub fn of_row(due: &Due, ticket: Option<&Ticket>, base_url: &str) -> Composed {
    let tongue = Tongue::parse(&due.language).unwrap_or_default();
    match ticket {
        Some(ticket) => survey(due.kind, ticket, base_url, tongue),
        None => account(due.kind, &due.link, due.good_until, tongue),
    }
}

impl Composed {
    pub fn text(&self) -> String {
        let mut paragraphs = Vec::new();
        for part in &self.parts {
            paragraphs.push(match part {
                Part::Words(words) | Part::Code(words) | Part::Small(words) => words.clone(),
                Part::Button { label, address } => format!("{label}:\n{address}"),
                Part::SmallLink { label, address } => {
                    format!("{}:\n{address}", label.trim_end_matches(':'))
                }
            });
        }
        paragraphs.join("\n\n") + "\n"
    }

    pub fn html(&self) -> String {
        html::page(self)
    }
}
