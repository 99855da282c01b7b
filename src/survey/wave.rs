//! A wave: one form asked in some localities for a period.

use chrono::NaiveDateTime;
use thiserror::Error;

use crate::survey::locality::LocalityKey;

/// Small and never reused: part of every key of links and responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WaveId(pub i32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WaveState {
    Draft,
    Open,
    Closed,
    Computed,
    Published,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Wave {
    pub id: WaveId,
    /// Short name in addresses and commands, for example `tam-ky-2026`.
    pub code: String,
    pub title_vi: String,
    pub title_en: String,
    pub state: WaveState,
    pub form_code: String,
    pub form_version: u32,
    /// The method file as it was given.
    pub method: String,
    /// UTC.
    pub opens_at: NaiveDateTime,
    /// UTC.
    pub closes_at: NaiveDateTime,
    /// Its answers were drawn by a program; every page and file says so.
    pub simulated: bool,
    /// In a fixed order; a response names its locality by its place here.
    pub localities: Vec<LocalityKey>,
}

impl WaveState {
    pub const ALL: [Self; 5] = [
        Self::Draft,
        Self::Open,
        Self::Closed,
        Self::Computed,
        Self::Published,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Computed => "computed",
            Self::Published => "published",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// May a wave go from `self` to `to`? A closed wave may be computed again until it is published.
    pub fn may_move_to(self, to: Self) -> Result<(), IllegalMove> {
        use WaveState::{Closed, Computed, Draft, Open, Published};
        match (self, to) {
            (Draft, Open)
            | (Open, Closed)
            | (Closed | Computed, Computed)
            | (Computed, Published) => Ok(()),
            (from, to) => Err(IllegalMove { from, to }),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a wave that is {} cannot become {}", from.as_str(), to.as_str())]
pub struct IllegalMove {
    pub from: WaveState,
    pub to: WaveState,
}

/// Whether a wave takes answers at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intake {
    Open,
    NotYet,
    Over,
}

impl Wave {
    pub fn intake(&self, now: NaiveDateTime) -> Intake {
        match self.state {
            WaveState::Draft => Intake::NotYet,
            WaveState::Open if now < self.opens_at => Intake::NotYet,
            WaveState::Open if now < self.closes_at => Intake::Open,
            _ => Intake::Over,
        }
    }
}
