//! Batches: links of one place and purpose, handed out together. Their codes are derived, so that what was printed can be
//! printed again while the wave's key lives.

use chrono::NaiveDateTime;
use thiserror::Error;

use crate::survey::link::LinkKind;
use crate::survey::wave::WaveId;

/// Links of one batch at most: a ward of 5,000 households in one go.
pub const LARGEST: u32 = 5_000;

/// 32 hexadecimal digits, as in addresses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BatchId(String);

impl BatchId {
    pub fn new(random: [u8; 16]) -> Self {
        Self(random.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    pub fn read(text: &str) -> Option<Self> {
        let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (text.len() == 32 && text.bytes().all(digit)).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the links are printed or sent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Hangs where many pass, or is shared in a chat: many answer through it.
    Poster,
    /// One slip per household.
    Slips,
    /// One letter per address.
    Letters,
}

impl Purpose {
    pub const ALL: [Self; 3] = [Self::Poster, Self::Slips, Self::Letters];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Poster => "poster",
            Self::Slips => "slips",
            Self::Letters => "letters",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|purpose| purpose.as_str() == word)
    }

    pub fn kind(self) -> LinkKind {
        match self {
            Self::Poster => LinkKind::Open,
            Self::Slips | Self::Letters => LinkKind::Single,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a batch has 1 to {LARGEST} links, not {0}")]
pub struct BadSize(pub u32);

pub fn check_size(size: u32) -> Result<(), BadSize> {
    if (1..=LARGEST).contains(&size) {
        Ok(())
    } else {
        Err(BadSize(size))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    pub wave: WaveId,
    pub id: BatchId,
    pub purpose: Purpose,
    /// Place in [`crate::survey::wave::Wave::localities`].
    pub locality: i16,
    /// Code of the residential group, when it is for one.
    pub group: Option<String>,
    pub size: u32,
    /// The codes follow from it and the wave's key.
    pub salt: [u8; 16],
    /// UTC.
    pub created_at: NaiveDateTime,
    /// Account; `None` from the command line.
    pub created_by: Option<i64>,
    /// UTC; `None`: until the wave closes.
    pub expires_at: Option<NaiveDateTime>,
    /// UTC; from then on none of its links takes an answer.
    pub revoked_at: Option<NaiveDateTime>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchState {
    InUse,
    Expired,
    Revoked,
}

impl Batch {
    pub fn state(&self, now: NaiveDateTime) -> BatchState {
        if self.revoked_at.is_some() {
            BatchState::Revoked
        } else if self.expires_at.is_some_and(|end| now >= end) {
            BatchState::Expired
        } else {
            BatchState::InUse
        }
    }
}
