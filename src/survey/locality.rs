//! Wards and communes. Codes are reused by units with other areas, so the key is (code, valid_from).

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalityKey {
    pub code: String,
    pub valid_from: NaiveDate,
}

/// As written in addresses and commands: `20341@2025-07-01`.
impl fmt::Display for LocalityKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}@{}", self.code, self.valid_from)
    }
}

impl FromStr for LocalityKey {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let shape = "CODE@YYYY-MM-DD";
        let (code, from) = text.split_once('@').ok_or(shape)?;
        Ok(Self {
            code: code.to_owned(),
            valid_from: from.parse().map_err(|_| shape)?,
        })
    }
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
