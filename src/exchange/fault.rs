//! What can be wrong with a data file. The sentences are in `wording/data_faults.rs`.

/// So many faults are reported at once.
pub const MOST: usize = 50;

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
    /// A whole number from `min` to `max`, or nothing.
    WholeNumber { min: i64, max: i64 },
    /// A finite number above zero.
    PositiveNumber,
    /// A code that no earlier row has.
    UniqueCode,
    /// Some text.
    Text,
    /// A date such as 2025-07-01.
    Date,
    /// UTF-8 text with as many cells as the header.
    WellFormedRow,
}

/// Collects up to [`MOST`] faults of one file.
#[derive(Debug)]
pub struct Faults {
    file: String,
    found: Vec<DataFault>,
}

impl Faults {
    pub fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            found: Vec::new(),
        }
    }

    pub fn add(&mut self, row: u64, column: &str, found: &str, expected: Expected) {
        if self.found.len() < MOST {
            let short: String = found.chars().take(60).collect();
            let file = self.file.clone();
            self.found.push(DataFault {
                file,
                row,
                column: column.to_owned(),
                found: short,
                expected,
            });
        }
    }

    pub fn is_full(&self) -> bool {
        self.found.len() >= MOST
    }

    pub fn or<T>(self, value: T) -> Result<T, Vec<DataFault>> {
        if self.found.is_empty() {
            Ok(value)
        } else {
            Err(self.found)
        }
    }
}
