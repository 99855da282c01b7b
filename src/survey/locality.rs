//! Wards and communes. Codes are reused by units with other areas, so the key is (code, valid_from).

use chrono::NaiveDate;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalityKey {
    pub code: String,
    pub valid_from: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locality {
    pub key: LocalityKey,
    /// Last day on which the unit existed.
    pub valid_to: Option<NaiveDate>,
    /// `ward`, `commune`, `city`, `province` …: the number of levels is data.
    pub kind: String,
    pub name: String,
    pub parent_code: Option<String>,
    pub population: Option<i64>,
    pub households: Option<i64>,
    pub reference_date: Option<NaiveDate>,
}

/// `from` went, wholly or in part, into `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalityChange {
    pub from: LocalityKey,
    pub to: LocalityKey,
    /// The legal act.
    pub act: String,
}

/// A residential group (khối phố, thôn, tổ dân phố) inside a locality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub locality: LocalityKey,
    pub code: String,
    pub name: String,
    pub households: Option<i64>,
}
