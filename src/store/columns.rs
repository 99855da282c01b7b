//! How a type of the survey lies in a column: the only place that knows.

use chrono::{DateTime, NaiveDate, NaiveDateTime};

use crate::store::failure::StoreFailure;
use crate::survey::link::LinkKind;
use crate::survey::locality::LocalityKey;
use crate::survey::response::Mode;

/// UTC as whole microseconds since 1970.
pub fn to_micros(instant: NaiveDateTime) -> i64 {
    instant.and_utc().timestamp_micros()
}

pub fn from_micros(micros: i64) -> Result<NaiveDateTime, StoreFailure> {
    DateTime::from_timestamp_micros(micros)
        .map(|time| time.naive_utc())
        .ok_or(StoreFailure::Unreadable("time"))
}

pub fn to_date(text: &str) -> Result<NaiveDate, StoreFailure> {
    text.parse().map_err(|_| StoreFailure::Unreadable("date"))
}

pub fn to_key(code: String, valid_from: &str) -> Result<LocalityKey, StoreFailure> {
    Ok(LocalityKey {
        code,
        valid_from: to_date(valid_from)?,
    })
}

pub fn to_bytes16(bytes: &[u8]) -> Result<[u8; 16], StoreFailure> {
    bytes
        .try_into()
        .map_err(|_| StoreFailure::Unreadable("16 bytes"))
}

pub fn from_kind(kind: LinkKind) -> i16 {
    match kind {
        LinkKind::Open => 0,
        LinkKind::Single => 1,
    }
}

pub fn to_kind(column: i16) -> Result<LinkKind, StoreFailure> {
    match column {
        0 => Ok(LinkKind::Open),
        1 => Ok(LinkKind::Single),
        _ => Err(StoreFailure::Unreadable("kind of link")),
    }
}

/// Modes of a link have the link's number.
pub fn to_mode(column: i16) -> Result<Mode, StoreFailure> {
    match column {
        0 => Ok(Mode::Open),
        1 => Ok(Mode::Single),
        2 => Ok(Mode::Entry),
        3 => Ok(Mode::Simulated),
        _ => Err(StoreFailure::Unreadable("mode")),
    }
}

pub fn from_mode(mode: Mode) -> i16 {
    match mode {
        Mode::Open => 0,
        Mode::Single => 1,
        Mode::Entry => 2,
        Mode::Simulated => 3,
    }
}
