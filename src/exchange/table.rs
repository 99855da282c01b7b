//! A CSV file with a header: which column is where, and on which line each record begins.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::exchange::fault::{Expected, Faults};
use crate::exchange::write_csv::takes_apostrophe;

pub struct Table<'a> {
    bytes: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    pub header: Vec<String>,
}

/// Opens the bytes of a CSV file; a byte order mark is passed over. An empty file, and one whose columns are not
/// separated by commas, has that one fault and `None`.
pub fn open<'a>(bytes: &'a [u8], faults: &mut Faults) -> Option<Table<'a>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        faults.add(1, "", "", Expected::Content);
        return None;
    }
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
    let header: Vec<String> = match reader.byte_headers() {
        Ok(record) => (0..record.len())
            .map(|at| text(record, at).into_owned())
            .collect(),
        Err(_) => Vec::new(),
    };
    if let [only] = header.as_slice()
        && let Some(separator) = only.chars().find(|c| matches!(c, ';' | '\t' | '|'))
    {
        faults.add(1, "", only, Expected::Commas(separator));
        return None;
    }
    for (at, name) in header.iter().enumerate() {
        if !name.is_empty() && header[..at].contains(name) {
            faults.add(1, name, name, Expected::OneColumn);
        }
    }
    Some(Table {
        bytes,
        reader,
        header,
    })
}

impl Table<'_> {
    pub fn optional(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    pub fn required(&self, name: &str, faults: &mut Faults) -> Option<usize> {
        let place = self.optional(name);
        if place.is_none() {
            faults.add(1, name, "", Expected::Column);
        }
        place
    }

    /// Calls `each` with the line and the cells of every record that has as many cells as the header.
    pub fn each(
        &mut self,
        faults: &mut Faults,
        mut each: impl FnMut(u64, &csv::ByteRecord, &mut Faults),
    ) {
        let mut record = csv::ByteRecord::new();
        let mut records = 0_u64;
        loop {
            let read = self.reader.read_byte_record(&mut record);
            let line = record.position().map_or(1, |position| self.line(position));
            match read {
                Ok(false) => break,
                Ok(true) => each(line, &record, faults),
                Err(problem) => {
                    let found = problem.position().map_or(line, |at| self.line(at));
                    let (cells, wanted) = match problem.kind() {
                        csv::ErrorKind::UnequalLengths {
                            len, expected_len, ..
                        } => (len.to_string(), *expected_len),
                        _ => (String::new(), self.header.len() as u64),
                    };
                    faults.add(found, "", &cells, Expected::Cells(wanted));
                }
            }
            records += 1;
        }
        if records == 0 {
            faults.add(1, "", "", Expected::Records);
        }
    }

    /// The line a record begins on: its position lies before the blank lines that were passed over.
    fn line(&self, position: &csv::Position) -> u64 {
        let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let ahead = self.bytes.get(from..).unwrap_or_default();
        let blank = ahead
            .iter()
            .take_while(|byte| matches!(byte, b'\n' | b'\r'))
            .filter(|byte| **byte == b'\n');
        position.line() + blank.count() as u64
    }
}

/// The bytes of a cell without surrounding blanks, and without the apostrophe that a spreadsheet wants in front of what
/// it would take for a formula.
pub fn raw(record: &csv::ByteRecord, place: usize) -> &[u8] {
    let cell = record.get(place).unwrap_or_default().trim_ascii();
    match cell.strip_prefix(b"'") {
        Some(rest) if takes_apostrophe(rest) => rest.trim_ascii(),
        _ => cell,
    }
}

/// The text of a cell as composed Unicode (NFC); what is not UTF-8 becomes replacement characters.
pub fn text(record: &csv::ByteRecord, place: usize) -> Cow<'_, str> {
    let found = String::from_utf8_lossy(raw(record, place));
    if found.is_ascii() {
        found
    } else {
        found.nfc().collect::<String>().into()
    }
}

/// The text of a cell that must be UTF-8.
pub fn name<'a>(
    record: &'a csv::ByteRecord,
    place: usize,
    line: u64,
    column: &str,
    faults: &mut Faults,
) -> Cow<'a, str> {
    let found = text(record, place);
    if std::str::from_utf8(raw(record, place)).is_err() {
        faults.add(line, column, &found, Expected::Utf8);
    }
    found
}
