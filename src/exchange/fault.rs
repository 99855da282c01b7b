//! What can be wrong with a data file. The sentences are in `wording/data_faults.rs`.

use std::ops::RangeInclusive;

use crate::survey::comment::CommentRefusal;

/// More people, or households, than there are anywhere, and few enough to add up.
pub const MOST_PEOPLE: i64 = 10_000_000_000;

/// So many faults of a file are described; the others are counted.
pub const MOST: usize = 50;

/// Nobody stands for more people than there are; sums of the squares neither overflow nor vanish.
pub const WEIGHTS: RangeInclusive<f64> = 1e-12..=1e12;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFault {
    pub file: String,
    /// Line of the record in the file, from 1; the header is 1.
    pub row: u64,
    /// Name of the column; empty when the whole row is meant.
    pub column: String,
    pub found: String,
    pub expected: Expected,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A header and at least one record; the file is empty.
    Content,
    /// Commas between the columns; the header has this other separator.
    Commas(char),
    /// A column of this name in the header.
    Column,
    /// A column name that was not there before.
    OneColumn,
    /// At least one record.
    Records,
    /// A locality of the frame.
    Locality,
    /// One of these codes, or nothing.
    Codes(Vec<String>),
    /// Some of these codes joined by `;`, each once, or nothing.
    SeveralCodes(Vec<String>),
    /// A whole number from `min` to `max`.
    WholeNumber { min: i64, max: i64 },
    /// The same, or nothing.
    NoOrWholeNumber { min: i64, max: i64 },
    /// At least so many people, because so many answered.
    Respondents(i64),
    /// How many people a respondent stands for: a number within [`WEIGHTS`].
    Weight,
    /// A finite number, zero or more.
    NotNegative,
    /// A code that no earlier row has.
    UniqueCode,
    /// A name that no earlier row has.
    UniqueName,
    /// So many letters at most.
    Letters(usize),
    /// A share above 0 and at most 1.
    Share,
    /// Another category of the same margin.
    AnotherCategory,
    /// Some text.
    Text,
    /// A code other than `*`.
    NotTheWhole,
    /// A date such as 2025-07-01.
    Date,
    /// A time of the local clock such as 2026-05-03T14:20, or nothing.
    Time,
    /// So many cells, as in the header.
    Cells(u64),
    /// UTF-8 text.
    Utf8,
    /// An e-mail address.
    Email,
    /// A residential group of the locality, or nothing.
    Group,
    /// No more rows than this.
    RowsAtMost(u64),
    /// The id of a comment of this wave.
    Comment,
    /// The number of a case of this wave that is not closed.
    Case,
    /// Nothing, because the column beside it already names a case.
    OneCase,
    /// A comment that can be changed in this way.
    Handled(CommentRefusal),
    /// At most so many characters.
    Shorter(usize),
}

/// The faults of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFaults {
    pub file: String,
    /// The first [`MOST`], in the order of the file.
    pub found: Vec<DataFault>,
    /// How many more there are.
    pub more: u64,
}

/// Collects the faults of one file while it is read.
#[derive(Debug)]
pub struct Faults(DataFaults);

impl Faults {
    pub fn new(file: &str) -> Self {
        Self(DataFaults {
            file: file.to_owned(),
            found: Vec::new(),
            more: 0,
        })
    }

    /// No faults yet, of the same file.
    pub fn of_same_file(&self) -> Self {
        Self::new(&self.0.file)
    }

    pub fn add(&mut self, row: u64, column: &str, found: &str, expected: Expected) {
        if self.0.found.len() >= MOST {
            self.0.more += 1;
            return;
        }
        self.0.found.push(DataFault {
            file: self.0.file.clone(),
            row,
            column: column.to_owned(),
            found: found.chars().take(60).map(visible).collect(),
            expected,
        });
    }

    /// The faults of a later part of the same file, with rows counted from 0, which is `row` of the file.
    pub fn append(&mut self, later: Self, row: u64) {
        let room = MOST - self.0.found.len();
        self.0.more += later.0.found.len().saturating_sub(room) as u64 + later.0.more;
        let first = later.0.found.into_iter().take(room);
        self.0.found.extend(first.map(|fault| DataFault {
            row: row + fault.row,
            ..fault
        }));
    }

    pub fn or<T>(self, value: T) -> Result<T, DataFaults> {
        if self.0.found.is_empty() {
            Ok(value)
        } else {
            Err(self.0)
        }
    }
}

/// A fault is one line on a terminal, whatever the file has in it.
fn visible(letter: char) -> char {
    if letter.is_control() {
        '\u{fffd}'
    } else {
        letter
    }
}
