//! A CSV file with a header: which column is where, and on which line each record begins.

use std::borrow::Cow;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::exchange::fault::{Expected, Faults};
use crate::exchange::pieces::pieces;
use crate::exchange::write_csv::takes_apostrophe;

pub struct Table<'a> {
    pub header: Vec<String>,
    /// What comes after the header, and the line of its first byte.
    body: &'a [u8],
    line: u64,
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
    let read = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
    let (head, _) = bytes.split_at_checked(read).unwrap_or((bytes, &[]));
    // With the line end before its first record, as every piece.
    let head = head
        .strip_suffix(b"\n")
        .or_else(|| head.strip_suffix(b"\r"))
        .unwrap_or(head);
    Some(Table {
        header,
        body: &bytes[head.len()..],
        line: 1 + head.iter().filter(|byte| **byte == b'\n').count() as u64,
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
    pub fn each(&self, faults: &mut Faults, each: impl FnMut(u64, &csv::ByteRecord, &mut Faults)) {
        let (records, _) = self.read(self.body, self.line, faults, each);
        if records == 0 {
            faults.add(1, "", "", Expected::Records);
        }
    }

    /// The same in pieces of about `size` bytes, several at a time: every piece is taken into a part of its own. The
    /// parts are in the order of the file, and so are the faults, whatever the size.
    pub fn parts<Part: Send>(
        &self,
        size: usize,
        faults: &mut Faults,
        empty: impl Fn() -> Part + Sync,
        take: impl Fn(&mut Part, u64, &csv::ByteRecord, &mut Faults) + Sync,
    ) -> Vec<Part> {
        let none_yet: &Faults = faults;
        let read_piece = |piece: &&[u8]| {
            let (mut part, mut faults) = (empty(), none_yet.of_same_file());
            let each = |line, record: &csv::ByteRecord, faults: &mut Faults| {
                take(&mut part, line, record, faults);
            };
            let (records, lines) = self.read(piece, 0, &mut faults, each);
            (part, faults, records, lines)
        };
        let pieces = pieces(self.body, size);
        let read: Vec<_> = pieces.par_iter().map(read_piece).collect();
        let (mut records, mut line) = (0, self.line);
        let mut parts = Vec::with_capacity(read.len());
        for (part, found, own, lines) in read {
            faults.append(found, line);
            records += own;
            line += lines;
            parts.push(part);
        }
        if records == 0 {
            faults.add(1, "", "", Expected::Records);
        }
        parts
    }

    /// Reads what begins with `line`: the number of records, those with too many or too few cells among them, and of
    /// line ends.
    fn read(
        &self,
        bytes: &[u8],
        line: u64,
        faults: &mut Faults,
        mut each: impl FnMut(u64, &csv::ByteRecord, &mut Faults),
    ) -> (u64, u64) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes);
        let mut record = csv::ByteRecord::new();
        let mut records = 0;
        // Bytes in memory cannot fail to be read.
        while let Ok(true) = reader.read_byte_record(&mut record) {
            records += 1;
            let line = record
                .position()
                .map_or(line, |at| line + before(bytes, at));
            if record.len() == self.header.len() {
                each(line, &record, faults);
            } else {
                let wanted = Expected::Cells(self.header.len() as u64);
                faults.add(line, "", &record.len().to_string(), wanted);
            }
        }
        (records, reader.position().line() - 1)
    }
}

/// How many line ends there are before a record: its position lies before the blank lines that were passed over.
fn before(bytes: &[u8], position: &csv::Position) -> u64 {
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let ahead = bytes.get(from..).unwrap_or_default();
    let blank = ahead
        .iter()
        .take_while(|byte| matches!(byte, b'\n' | b'\r'));
    position.line() - 1 + blank.filter(|byte| **byte == b'\n').count() as u64
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
