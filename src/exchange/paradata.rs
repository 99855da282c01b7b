//! What a file of responses may say about a response besides its answers: how, how long, when and from whom it came.
//!
//! Every column may be missing, and so may every cell. A column that is also a question of the form is its answers.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::exchange::fault::{Expected, Faults};
use crate::exchange::responses::Categories;
use crate::exchange::table::{Table, name, raw, text};

const SECONDS: &str = "seconds";
const TIME: &str = "time";
/// Columns of names, and the column without which they say nothing.
const NAMED: [(&str, Option<&str>); 6] = [
    ("person", None),
    ("interviewer", None),
    ("mode", Some(SECONDS)),
    ("path", Some(SECONDS)),
    ("language", Some(SECONDS)),
    ("device", Some(TIME)),
];

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paradata {
    /// From start to end.
    pub seconds: Option<Vec<Option<f64>>>,
    /// Start, in seconds of the local clock since 1 January 1970.
    pub time: Option<Vec<Option<i64>>>,
    named: Vec<(&'static str, Categories)>,
}

impl Paradata {
    /// `person` (one token per respondent), `interviewer`, `mode`, `path`, `language` or `device`.
    pub fn named(&self, column: &str) -> Option<&Categories> {
        let mut named = self.named.iter();
        named
            .find(|(own, _)| *own == column)
            .map(|(_, values)| values)
    }

    /// Only the rows to keep.
    pub fn kept(&self, keep: &[bool]) -> Self {
        Self {
            seconds: self.seconds.as_ref().map(|column| filtered(column, keep)),
            time: self.time.as_ref().map(|column| filtered(column, keep)),
            named: self
                .named
                .iter()
                .map(|(column, values)| (*column, values.kept(keep)))
                .collect(),
        }
    }
}

/// The values of the rows to keep.
pub fn filtered<T: Clone>(column: &[T], keep: &[bool]) -> Vec<T> {
    let rows = column.iter().zip(keep);
    rows.filter(|(_, keep)| **keep)
        .map(|(value, _)| value.clone())
        .collect()
}

/// Reads the columns, record by record.
pub struct Reader {
    seconds: Option<(usize, Vec<Option<f64>>)>,
    time: Option<(usize, Vec<Option<i64>>)>,
    named: Vec<Names>,
}

struct Names {
    column: &'static str,
    place: usize,
    by_bytes: HashMap<Vec<u8>, u32>,
    values: Categories,
}

impl Reader {
    pub fn new(table: &Table<'_>, is_question: impl Fn(&str) -> bool) -> Self {
        let find = |column: &str| table.optional(column).filter(|_| !is_question(column));
        let named = NAMED
            .into_iter()
            .filter(|(_, other)| other.is_none_or(|other| find(other).is_some()))
            .filter_map(|(column, _)| {
                Some(Names {
                    column,
                    place: find(column)?,
                    by_bytes: HashMap::new(),
                    values: Categories::default(),
                })
            });
        Self {
            seconds: find(SECONDS).map(|place| (place, Vec::new())),
            time: find(TIME).map(|place| (place, Vec::new())),
            named: named.collect(),
        }
    }

    pub fn takes(&self, column: &str) -> bool {
        (column == SECONDS && self.seconds.is_some())
            || (column == TIME && self.time.is_some())
            || self.named.iter().any(|own| own.column == column)
    }

    pub fn take(&mut self, line: u64, record: &csv::ByteRecord, faults: &mut Faults) {
        if let Some((place, values)) = &mut self.seconds {
            let number = std::str::from_utf8(raw(record, *place)).unwrap_or_default();
            let found = number.parse::<f64>().ok();
            let found = found.filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
            if found.is_none() && !raw(record, *place).is_empty() {
                faults.add(line, SECONDS, &text(record, *place), Expected::NotNegative);
            }
            values.push(found);
        }
        if let Some((place, values)) = &mut self.time {
            let cell = text(record, *place);
            let found = local_seconds(&cell);
            if found.is_none() && !cell.is_empty() {
                faults.add(line, TIME, &cell, Expected::Time);
            }
            values.push(found);
        }
        for Names {
            column,
            place,
            by_bytes,
            values,
        } in &mut self.named
        {
            let cell = raw(record, *place);
            if cell.is_empty() {
                values.of_row.push(None);
                continue;
            }
            let known = by_bytes.get(cell).copied().unwrap_or_else(|| {
                let next = values.names.len() as u32;
                let written = name(record, *place, line, column, faults);
                values.names.push(written.into_owned());
                by_bytes.insert(cell.to_vec(), next);
                next
            });
            values.of_row.push(Some(known));
        }
    }

    pub fn finish(self) -> Paradata {
        let named = self.named.into_iter();
        Paradata {
            seconds: self.seconds.map(|(_, values)| values),
            time: self.time.map(|(_, values)| values),
            named: named.map(|own| (own.column, own.values)).collect(),
        }
    }
}

/// `2026-05-03T14:20` or `2026-05-03 14:20:05`, by the local clock and therefore without a zone; in seconds since the
/// first midnight of 1970.
pub fn local_seconds(text: &str) -> Option<i64> {
    let (day, clock) = text.split_once(['T', ' '])?;
    let number = |digits: &str, long: usize| -> Option<u32> {
        let is_number = digits.len() == long && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| is_number)
    };
    let mut parts = day.splitn(3, '-');
    let mut part = |long| parts.next().and_then(|digits| number(digits, long));
    let (year, month, date) = (part(4)?, part(2)?, part(2)?);
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, date)?;
    let mut parts = clock.splitn(3, ':');
    let mut part = |below: u32| {
        let digits = parts.next().map(|digits| number(digits, 2));
        digits.map(|number| number.filter(|number| *number < below))
    };
    let (hour, minute, second) = (part(24)??, part(60)??, part(60).unwrap_or(Some(0))?);
    let clock = day.and_hms_opt(hour, minute, second)?;
    Some(clock.and_utc().timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_a_day_and_a_clock_without_a_zone() {
        assert_eq!(local_seconds("1970-01-02T00:10"), Some(87_000));
        assert_eq!(local_seconds("1970-01-01 01:00:59"), Some(3659));
        for wrong in [
            "",
            "2026-05-03",
            "2026-05-03T24:00",
            "2026-02-30T10:00",
            "2026-05-03T10",
            "2026-05-03T10:00Z",
            "2026-05-03T10:00:00+07:00",
            "03/05/2026 10:00",
            "2026-05-03T10:+5",
        ] {
            assert_eq!(local_seconds(wrong), None, "{wrong}");
        }
    }
}
