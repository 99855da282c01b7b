//! Localities, their changes and their residential groups, as CSV.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use crate::exchange::fault::{DataFault, Expected, Faults};
use crate::exchange::table::{Table, cell, open};
use crate::survey::locality::{Group, Locality, LocalityChange, LocalityKey};

/// One row's cells by column name.
struct Cells<'a> {
    header: &'a [String],
    record: &'a csv::ByteRecord,
    line: u64,
}

impl Cells<'_> {
    fn text(&self, column: &str) -> String {
        let place = self.header.iter().position(|name| name == column);
        place
            .map(|at| cell(self.record, at).nfc().collect())
            .unwrap_or_default()
    }

    fn required(&self, column: &str, faults: &mut Faults) -> String {
        let text = self.text(column);
        if text.is_empty() {
            faults.add(self.line, column, "", Expected::Text);
        }
        text
    }

    fn optional(&self, column: &str) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    fn date(&self, column: &str, faults: &mut Faults) -> Option<NaiveDate> {
        let text = self.optional(column)?;
        let date = text.parse().ok();
        if date.is_none() {
            faults.add(self.line, column, &text, Expected::Date);
        }
        date
    }

    fn number(&self, column: &str, faults: &mut Faults) -> Option<i64> {
        let text = self.optional(column)?;
        let number = text.parse::<i64>().ok().filter(|number| *number >= 0);
        if number.is_none() {
            faults.add(
                self.line,
                column,
                &text,
                Expected::WholeNumber {
                    min: 0,
                    max: i64::MAX,
                },
            );
        }
        number
    }

    fn key(&self, code: &str, from: &str, faults: &mut Faults) -> LocalityKey {
        let code = self.required(code, faults);
        if self.optional(from).is_none() {
            faults.add(self.line, from, "", Expected::Date);
        }
        LocalityKey {
            code,
            valid_from: self.date(from, faults).unwrap_or_default(),
        }
    }
}

fn rows<T>(
    file: &str,
    bytes: &[u8],
    columns: &[&str],
    mut read: impl FnMut(&Cells<'_>, &mut Faults) -> T,
) -> Result<Vec<T>, Vec<DataFault>> {
    let mut faults = Faults::new(file);
    let mut table: Table<'_> = open(bytes, &mut faults);
    for column in columns {
        table.required(column, &mut faults);
    }
    let header = table.header.clone();
    let mut found = Vec::new();
    table.each(&mut faults, |line, record, faults| {
        found.push(read(
            &Cells {
                header: &header,
                record,
                line,
            },
            faults,
        ));
    });
    faults.or(found)
}

/// `code,valid_from,valid_to,kind,name,parent_code,population,households,reference_date`.
pub fn read(file: &str, bytes: &[u8]) -> Result<Vec<Locality>, Vec<DataFault>> {
    let mut known: Vec<LocalityKey> = Vec::new();
    rows(
        file,
        bytes,
        &["code", "valid_from", "kind", "name"],
        |cells, faults| {
            let key = cells.key("code", "valid_from", faults);
            if known.contains(&key) {
                faults.add(cells.line, "code", &key.code, Expected::UniqueCode);
            }
            known.push(key.clone());
            Locality {
                key,
                valid_to: cells.date("valid_to", faults),
                kind: cells.required("kind", faults),
                name: cells.required("name", faults),
                parent_code: cells.optional("parent_code"),
                population: cells.number("population", faults),
                households: cells.number("households", faults),
                reference_date: cells.date("reference_date", faults),
            }
        },
    )
}

/// `from_code,from_valid_from,to_code,to_valid_from,act`.
pub fn read_changes(file: &str, bytes: &[u8]) -> Result<Vec<LocalityChange>, Vec<DataFault>> {
    let columns = [
        "from_code",
        "from_valid_from",
        "to_code",
        "to_valid_from",
        "act",
    ];
    rows(file, bytes, &columns, |cells, faults| LocalityChange {
        from: cells.key("from_code", "from_valid_from", faults),
        to: cells.key("to_code", "to_valid_from", faults),
        act: cells.required("act", faults),
    })
}

/// `code,valid_from,group_code,group_name[,households]`.
pub fn read_groups(file: &str, bytes: &[u8]) -> Result<Vec<Group>, Vec<DataFault>> {
    rows(
        file,
        bytes,
        &["code", "valid_from", "group_code", "group_name"],
        |cells, faults| Group {
            locality: cells.key("code", "valid_from", faults),
            code: cells.required("group_code", faults),
            name: cells.required("group_name", faults),
            households: cells.number("households", faults),
        },
    )
}
