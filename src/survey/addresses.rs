//! Address lists: how they were come by, who may be written to, and what may be said about them.

use chrono::{Duration, NaiveDateTime};

use crate::survey::batch::BatchId;
use crate::survey::coverage::FEWEST;
use crate::survey::email::EmailAddress;
use crate::survey::letter::AddressId;
use crate::survey::wave::WaveId;

/// An invitation and two reminders.
pub const MOST_LETTERS: u16 = 3;

/// Between two letters to one address.
pub const APART: Duration = Duration::days(3);

/// Addresses of one import at most, as many as a batch has codes.
pub const LARGEST: usize = 5_000;

/// Why these people may be written to, as whoever adds a list declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// They asked for it, for this wave.
    Asked,
    /// They gave the address and agreed to be asked in surveys.
    GivenForSurveys,
    /// They gave the address so that the residential group or the ward can reach them.
    GivenForContact,
    /// As the note says.
    Other,
}

impl Basis {
    pub const ALL: [Self; 4] = [
        Self::Asked,
        Self::GivenForSurveys,
        Self::GivenForContact,
        Self::Other,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::GivenForSurveys => "surveys",
            Self::GivenForContact => "contact",
            Self::Other => "other",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.as_str() == word)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressList {
    pub wave: WaveId,
    /// Place in the wave's localities.
    pub locality: i16,
    pub id: [u8; 16],
    pub basis: Basis,
    pub note: String,
    pub added_at: NaiveDateTime,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressState {
    Good,
    /// The mail servers say that there is nobody.
    Bounced,
    /// Whoever reads there wants no letters.
    Unsubscribed,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub wave: WaveId,
    pub id: AddressId,
    pub locality: i16,
    /// Code of the residential group.
    pub group: Option<String>,
    pub email: EmailAddress,
    pub state: AddressState,
    /// Batch and number that its code is derived from; `None` until it is invited.
    pub code: Option<(BatchId, u32)>,
    pub letters: u16,
    pub last_letter_at: NaiveDateTime,
}

impl Address {
    /// To be invited: nobody has written to it.
    pub fn awaits_invitation(&self) -> bool {
        self.state == AddressState::Good && self.letters == 0
    }

    /// When the next reminder may be written, if one is still to come.
    pub fn next_reminder(&self) -> Option<NaiveDateTime> {
        let to_come = (1..MOST_LETTERS).contains(&self.letters) && self.state == AddressState::Good;
        to_come.then(|| self.last_letter_at + APART)
    }

    /// May be reminded, if its code is unspent.
    pub fn may_be_reminded(&self, now: NaiveDateTime) -> bool {
        self.next_reminder().is_some_and(|from| now >= from)
    }
}

/// An address of an import that gets no letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub email: EmailAddress,
    pub why: Why,
}

/// One answer for unsubscribed, bounced, deleted and listed elsewhere: which of them is nobody's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Twice,
    ThereAlready,
    NotToBeWritten,
}

/// How many of those invited have not answered, as far as the desk may know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// Fewer than [`FEWEST`] have answered: nearly all.
    NearlyAll,
    /// Fewer than [`FEWEST`] are left.
    Few,
    /// This many, rounded down to tens, so that one more or less tells nothing about one person.
    About(u64),
}

impl Unanswered {
    pub fn of(invited: u64, unspent: u64) -> Self {
        let few = FEWEST.unsigned_abs();
        if unspent < few {
            Self::Few
        } else if invited.saturating_sub(unspent) < few {
            Self::NearlyAll
        } else {
            Self::About(unspent - unspent % 10)
        }
    }
}
