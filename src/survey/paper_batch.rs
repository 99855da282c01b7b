//! A batch of paper: sheets that came in together and are typed in by two people.

use chrono::NaiveDate;

use crate::survey::staff::AccountId;

/// A pile of more sheets than this is made two.
pub const MOST_SHEETS: i32 = 2_000;

/// An account, as it is written with the answers that it typed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Typist(pub String);

impl From<AccountId> for Typist {
    fn from(account: AccountId) -> Self {
        Self(format!("account-{}", account.0))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBatch {
    /// Code of the residential group that all sheets are from, where it is one.
    pub group: Option<String>,
    /// Civil day in Viet Nam.
    pub received: NaiveDate,
    pub sheets: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchFault {
    UnknownGroup,
    /// The sheets would come in later than today, or before anybody could have had one.
    Received,
    Sheets,
}

impl NewBatch {
    /// `groups` are those of the locality.
    pub fn faults(
        &self,
        first_day: NaiveDate,
        today: NaiveDate,
        is_group: impl Fn(&str) -> bool,
    ) -> Vec<BatchFault> {
        let group = self.group.as_deref().is_some_and(|code| !is_group(code));
        let received = !(first_day..=today).contains(&self.received);
        let sheets = !(1..=MOST_SHEETS).contains(&self.sheets);
        [
            (group, BatchFault::UnknownGroup),
            (received, BatchFault::Received),
            (sheets, BatchFault::Sheets),
        ]
        .into_iter()
        .filter_map(|(is_wrong, fault)| is_wrong.then_some(fault))
        .collect()
    }
}

/// What is known of a batch besides its sheets. Counts only: who typed what when is nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Counts from 1 in its wave.
    pub number: i32,
    pub of: NewBatch,
    /// Sheets whose two keyings agree, which are responses now.
    pub entered: i32,
    /// Sheets put aside: torn, empty, or of a household that has answered already.
    pub set_aside: i32,
    /// Sheets that the wave's closing found keyed only once; their answers are gone.
    pub unchecked: i32,
    /// Questions that two typists were compared on, and those that they read differently.
    pub compared: i64,
    pub differing: i64,
}

impl Batch {
    /// Keying errors in per cent, once there is enough to judge by.
    pub fn error_rate(&self) -> Option<f64> {
        (self.compared >= 100).then(|| 100.0 * self.differing as f64 / self.compared as f64)
    }
}
