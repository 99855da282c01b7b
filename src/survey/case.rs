//! A case: comments that somebody must answer, from its unit and due date to the reply that the public reads.

use chrono::NaiveDate;
use thiserror::Error;

use crate::survey::comment::FEWEST_SHOWN;

/// Small and never reused: staff say "kiến nghị số 12".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId(pub i32);

/// Characters of a title, a unit's name or a place.
pub const LONGEST_LINE: usize = 200;
/// Characters of an answer or a summary.
pub const LONGEST_TEXT: usize = 4_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseState {
    /// Nobody has been asked yet.
    Open,
    /// A named unit must answer by a day.
    Handed,
    Answered,
    Closed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseAct {
    HandOver,
    Answer,
    Close,
    Reopen,
    Publish,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a case that is {} does not take this act", from.as_str())]
pub struct CaseRefusal {
    pub from: CaseState,
    pub act: CaseAct,
}

impl CaseAct {
    pub const ALL: [Self; 5] = [
        Self::HandOver,
        Self::Answer,
        Self::Close,
        Self::Reopen,
        Self::Publish,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::HandOver => "hand-over",
            Self::Answer => "answer",
            Self::Close => "close",
            Self::Reopen => "reopen",
            Self::Publish => "publish",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.as_str() == word)
    }
}

impl CaseState {
    pub const ALL: [Self; 4] = [Self::Open, Self::Handed, Self::Answered, Self::Closed];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Handed => "handed",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// The state after an act. `has_unit`: a reopened case goes back to the unit that had it.
    pub fn after(self, act: CaseAct, has_unit: bool) -> Result<Self, CaseRefusal> {
        use CaseState::{Answered, Closed, Handed, Open};
        match (self, act) {
            (Open | Handed, CaseAct::HandOver) => Ok(Handed),
            // An answer may be mended until the case is closed.
            (Open | Handed | Answered, CaseAct::Answer) => Ok(Answered),
            (Open | Handed | Answered, CaseAct::Close) => Ok(Closed),
            (Answered | Closed, CaseAct::Reopen) => Ok(if has_unit { Handed } else { Open }),
            (Answered | Closed, CaseAct::Publish) => Ok(self),
            (from, act) => Err(CaseRefusal { from, act }),
        }
    }
}

/// How urgent a case is, in the order in which a list shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// So many days late, counted down so that the latest stands first.
    Overdue(std::cmp::Reverse<i64>),
    Today,
    /// So many days are left.
    Due(i64),
    NotHanded,
    Answered,
    Closed,
}

pub fn urgency(state: CaseState, due: Option<NaiveDate>, today: NaiveDate) -> Urgency {
    match (state, due) {
        (CaseState::Closed, _) => Urgency::Closed,
        (CaseState::Answered, _) => Urgency::Answered,
        (CaseState::Handed, Some(due)) => match (due - today).num_days() {
            0 => Urgency::Today,
            left if left > 0 => Urgency::Due(left),
            late => Urgency::Overdue(std::cmp::Reverse(-late)),
        },
        (CaseState::Open | CaseState::Handed, _) => Urgency::NotHanded,
    }
}

/// The count of comments of a published reply: fewer than ten people are not counted in public.
pub fn shown_count(comments: i64) -> Option<i64> {
    (comments >= FEWEST_SHOWN).then_some(comments)
}

/// A person's own words stand beside a locality only when enough people answered there.
pub fn may_name_locality(quotes: bool, responses_there: i64) -> bool {
    !quotes || responses_there >= FEWEST_SHOWN
}

/// What is wrong with a line or a text that somebody typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedFault {
    Missing,
    TooLong(usize),
    /// Not a day such as 2026-05-31.
    NotADay,
    /// The day is over.
    Past,
}

/// Without blanks around it.
pub fn required(typed: &str, longest: usize) -> Result<String, TypedFault> {
    match optional(typed, longest)? {
        Some(text) => Ok(text),
        None => Err(TypedFault::Missing),
    }
}

pub fn optional(typed: &str, longest: usize) -> Result<Option<String>, TypedFault> {
    let clean = typed.trim().replace("\r\n", "\n");
    if clean.chars().count() > longest {
        return Err(TypedFault::TooLong(longest));
    }
    Ok((!clean.is_empty()).then_some(clean))
}

/// The day until which a unit is to answer.
pub fn due_day(typed: &str, today: NaiveDate) -> Result<NaiveDate, TypedFault> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(TypedFault::Missing);
    }
    let day: NaiveDate = typed.parse().map_err(|_| TypedFault::NotADay)?;
    if day < today {
        return Err(TypedFault::Past);
    }
    Ok(day)
}
