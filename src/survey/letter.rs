//! Letters: what is written to whom, and what became of it.

use std::fmt;

use chrono::NaiveDateTime;

use crate::survey::email::EmailAddress;
use crate::survey::link::Code;
use crate::survey::wave::WaveId;

/// 128 random bits; the Message-ID of a letter says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LetterId(pub [u8; 16]);

/// 128 random bits; the way out of a list (`/unsubscribe/…`) says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AddressId(pub [u8; 16]);

macro_rules! as_hex {
    ($id:ident) => {
        impl fmt::Display for $id {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
            }
        }

        impl $id {
            /// Reads the 32 digits that `Display` writes.
            pub fn read(text: &str) -> Option<Self> {
                let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
                if text.len() != 32 || !text.bytes().all(is_hex) {
                    return None;
                }
                u128::from_str_radix(text, 16)
                    .ok()
                    .map(|number| Self(number.to_be_bytes()))
            }
        }
    };
}
as_hex!(LetterId);
as_hex!(AddressId);

/// In the order in which they leave: nobody waits for a password behind a thousand invitations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterKind {
    PasswordReset,
    AccountInvitation,
    Invitation,
    Reminder,
}

impl LetterKind {
    pub const ALL: [Self; 4] = [
        Self::PasswordReset,
        Self::AccountInvitation,
        Self::Invitation,
        Self::Reminder,
    ];

    /// Letters of a wave do not come at night.
    pub fn keeps_quiet_hours(self) -> bool {
        matches!(self, Self::Invitation | Self::Reminder)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterState {
    Waiting,
    Sent,
    /// The mail server refused it for good.
    Refused,
    /// It was not taken before it was out of date.
    GivenUp,
    /// No longer wanted: unsubscribed, revoked or closed meanwhile.
    Dropped,
}

impl LetterState {
    pub const ALL: [Self; 5] = [
        Self::Waiting,
        Self::Sent,
        Self::Refused,
        Self::GivenUp,
        Self::Dropped,
    ];
}

/// Why an attempt failed: never a text of the mail server, which may name people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No connection, or one that ended before anything was sent.
    Unreachable,
    /// No secure connection.
    Insecure,
    /// User or password was refused.
    Login,
    /// The sender was refused.
    Sender,
    /// The server takes nothing at the moment.
    Busy,
    /// The connection ended, or was silent, in the middle of a letter.
    Interrupted,
    /// The server refused this letter with a code.
    Reply(u16),
    /// The letter could not be made, for instance because the settings changed.
    Unmakeable,
}

impl Trouble {
    /// Those that would meet every other letter too.
    pub const OUTAGES: [Self; 5] = [
        Self::Unreachable,
        Self::Insecure,
        Self::Login,
        Self::Sender,
        Self::Busy,
    ];

    pub fn is_outage(self) -> bool {
        Self::OUTAGES.contains(&self)
    }

    pub fn read(text: &str) -> Option<Self> {
        let named = [
            Self::Unreachable,
            Self::Insecure,
            Self::Login,
            Self::Sender,
            Self::Busy,
            Self::Interrupted,
            Self::Unmakeable,
        ];
        let code = |text: &str| text.parse().ok().map(Self::Reply);
        named
            .into_iter()
            .find(|one| one.to_string() == text)
            .or_else(|| text.strip_prefix("reply ").and_then(code))
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable => out.write_str("unreachable"),
            Self::Insecure => out.write_str("insecure"),
            Self::Login => out.write_str("login"),
            Self::Sender => out.write_str("sender"),
            Self::Busy => out.write_str("busy"),
            Self::Interrupted => out.write_str("interrupted"),
            Self::Unmakeable => out.write_str("unmakeable"),
            Self::Reply(code) => write!(out, "reply {code}"),
        }
    }
}

/// Which address of which wave a letter is for. The address itself and its code are looked up when it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SurveyLetter {
    pub wave: WaveId,
    /// Place in the wave's localities.
    pub locality: i16,
    pub address: AddressId,
}

/// What is found out about a letter of a survey in the moment of sending.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    Ticket(Box<Ticket>),
    /// A reminder of a code that is spent. Its row is settled like one that was sent, so that no row tells who answered.
    NothingToSay,
    /// The address went or wants no letters, its batch was revoked, or the wave takes no answers.
    NoLongerWanted,
}

/// What an invitation or reminder says, looked up in the moment of sending.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticket {
    pub recipient: EmailAddress,
    pub address: AddressId,
    pub code: Code,
    pub title_vi: String,
    pub title_en: String,
    pub locality: String,
    /// UTC.
    pub closes_at: NaiveDateTime,
}
