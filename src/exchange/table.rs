//! A CSV file with a header: which column is where.

use crate::exchange::fault::{Expected, Faults};

pub struct Table<'a> {
    pub reader: csv::Reader<&'a [u8]>,
    pub header: Vec<String>,
}

/// Opens the bytes of a CSV file; a byte order mark is passed over.
pub fn open<'a>(bytes: &'a [u8], faults: &mut Faults) -> Table<'a> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::Headers)
        .from_reader(bytes);
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(ToOwned::to_owned).collect(),
        Err(_) => {
            faults.add(1, "", "", Expected::WellFormedRow);
            Vec::new()
        }
    };
    for (at, name) in header.iter().enumerate() {
        if header[..at].contains(name) {
            faults.add(1, name, name, Expected::OneColumn);
        }
    }
    Table { reader, header }
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

    /// Calls `each` with the line and the cells of every record; stops when there are enough faults.
    pub fn each(
        &mut self,
        faults: &mut Faults,
        mut each: impl FnMut(u64, &csv::ByteRecord, &mut Faults),
    ) {
        let mut record = csv::ByteRecord::new();
        let mut records = 0_u64;
        loop {
            match self.reader.read_byte_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {
                    records += 1;
                    let line = record.position().map_or(0, csv::Position::line);
                    each(line, &record, faults);
                }
                Err(problem) => {
                    let line = problem.position().map_or(0, csv::Position::line);
                    faults.add(line, "", "", Expected::WellFormedRow);
                    records += 1;
                }
            }
            if faults.is_full() {
                break;
            }
        }
        if records == 0 {
            faults.add(1, "", "", Expected::Records);
        }
    }
}

/// The text of a cell without surrounding blanks; what is not UTF-8 is shown with replacement characters.
pub fn cell(record: &csv::ByteRecord, place: usize) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(record.get(place).unwrap_or_default().trim_ascii())
}
