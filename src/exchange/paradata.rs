//! What a file of responses may say about a response besides its answers: how, how long, when and from whom it came.
//!
//! Every column may be missing, and so may every cell. A column that is also a question of the form is its answers.

use chrono::NaiveDate;

use crate::exchange::fault::{Expected, Faults};
use crate::exchange::places::Places;
use crate::exchange::responses::Categories;
use crate::exchange::table::{Table, raw, text};

const SECONDS: &str = "seconds";
const TIME: &str = "time";
/// Columns of names, and the column without which they say nothing.
const NAMED: [(&str, Option<&str>); 6] = [
    ("person", None),
    ("interviewer", None),
    ("mode", None),
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

/// Where the columns are.
pub struct Columns {
    seconds: Option<usize>,
    time: Option<usize>,
    named: Vec<(&'static str, usize)>,
}

impl Columns {
    pub fn of(table: &Table<'_>, is_question: impl Fn(&str) -> bool) -> Self {
        let find = |column: &str| table.optional(column).filter(|_| !is_question(column));
        let named = NAMED
            .into_iter()
            .filter(|(_, other)| other.is_none_or(|other| find(other).is_some()))
            .filter_map(|(column, _)| Some((column, find(column)?)));
        Self {
            seconds: find(SECONDS),
            time: find(TIME),
            named: named.collect(),
        }
    }

    pub fn takes(&self, column: &str) -> bool {
        (column == SECONDS && self.seconds.is_some())
            || (column == TIME && self.time.is_some())
            || self.named.iter().any(|(own, _)| *own == column)
    }

    pub fn empty(&self) -> Part {
        Part {
            seconds: Vec::new(),
            time: Vec::new(),
            named: self.named.iter().map(|_| Default::default()).collect(),
        }
    }
}

/// What was read of some respondents.
pub struct Part {
    seconds: Vec<Option<f64>>,
    time: Vec<Option<i64>>,
    named: Vec<(Places, Vec<Option<u32>>)>,
}

impl Part {
    pub fn take(
        &mut self,
        columns: &Columns,
        line: u64,
        record: &csv::ByteRecord,
        faults: &mut Faults,
    ) {
        if let Some(place) = columns.seconds {
            let number = std::str::from_utf8(raw(record, place)).unwrap_or_default();
            let found = number.parse::<f64>().ok();
            let found = found.filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
            if found.is_none() && !raw(record, place).is_empty() {
                faults.add(line, SECONDS, &text(record, place), Expected::NotNegative);
            }
            self.seconds.push(found);
        }
        if let Some(place) = columns.time {
            let cell = text(record, place);
            let found = local_seconds(&cell);
            if found.is_none() && !cell.is_empty() {
                faults.add(line, TIME, &cell, Expected::Time);
            }
            self.time.push(found);
        }
        for ((names, of_row), (column, place)) in self.named.iter_mut().zip(&columns.named) {
            let is_given = !raw(record, *place).is_empty();
            of_row.push(is_given.then(|| names.take(record, *place, line, column, faults)));
        }
    }

    /// The respondents that come after these in the file.
    pub fn append(&mut self, later: Self) {
        self.seconds.extend(later.seconds);
        self.time.extend(later.time);
        for ((names, of_row), (more, rows)) in self.named.iter_mut().zip(later.named) {
            let own = names.append(&more);
            let rows = rows.into_iter();
            of_row.extend(rows.map(|row| row.map(|name| own[name as usize])));
        }
    }

    pub fn finish(self, columns: &Columns) -> Paradata {
        let named = columns.named.iter().zip(self.named);
        Paradata {
            seconds: columns.seconds.map(|_| self.seconds),
            time: columns.time.map(|_| self.time),
            named: named
                .map(|((column, _), (places, of_row))| {
                    let names = places.names;
                    (*column, Categories { names, of_row })
                })
                .collect(),
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
