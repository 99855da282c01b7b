//! Localities, their changes and their residential groups, as CSV.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::exchange::fault::{DataFaults, Expected, Faults, MOST_PEOPLE};
use crate::exchange::table::{name, open};
use crate::survey::locality::{Group, Locality, LocalityChange, LocalityKey};

/// One row's cells by column name.
pub(super) struct Cells<'a> {
    header: &'a [String],
    record: &'a csv::ByteRecord,
    pub line: u64,
}

impl Cells<'_> {
    /// `None` when there is no such column.
    fn text(&self, column: &str, faults: &mut Faults) -> Option<String> {
        let place = self.header.iter().position(|name| name == column)?;
        Some(name(self.record, place, self.line, column, faults).into_owned())
    }

    pub fn required(&self, column: &str, faults: &mut Faults) -> String {
        let text = self.text(column, faults);
        if text.as_deref() == Some("") {
            faults.add(self.line, column, "", Expected::Text);
        }
        text.unwrap_or_default()
    }

    pub fn optional(&self, column: &str, faults: &mut Faults) -> Option<String> {
        self.text(column, faults).filter(|text| !text.is_empty())
    }

    fn date(&self, column: &str, faults: &mut Faults) -> Option<NaiveDate> {
        let text = self.optional(column, faults)?;
        let date = text.parse().ok();
        if date.is_none() {
            faults.add(self.line, column, &text, Expected::Date);
        }
        date
    }

    fn number(&self, column: &str, faults: &mut Faults) -> Option<i64> {
        let text = self.optional(column, faults)?;
        let number = text.parse::<i64>().ok();
        let number = number.filter(|number| (0..=MOST_PEOPLE).contains(number));
        if number.is_none() {
            let expected = Expected::NoOrWholeNumber {
                min: 0,
                max: MOST_PEOPLE,
            };
            faults.add(self.line, column, &text, expected);
        }
        number
    }

    pub fn key(&self, code: &str, from: &str, faults: &mut Faults) -> LocalityKey {
        let code = self.required(code, faults);
        let date = self.date(from, faults);
        if date.is_none() && self.text(from, faults).as_deref() == Some("") {
            faults.add(self.line, from, "", Expected::Date);
        }
        LocalityKey {
            code,
            valid_from: date.unwrap_or_default(),
        }
    }
}

pub(super) fn rows<T>(
    file: &str,
    bytes: &[u8],
    columns: &[&str],
    mut read: impl FnMut(&Cells<'_>, &mut Faults) -> T,
) -> Result<Vec<T>, DataFaults> {
    let mut faults = Faults::new(file);
    let Some(table) = open(bytes, &mut faults) else {
        return faults.or(Vec::new());
    };
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
pub fn read(file: &str, bytes: &[u8]) -> Result<Vec<Locality>, DataFaults> {
    let mut known = HashSet::new();
    rows(
        file,
        bytes,
        &["code", "valid_from", "kind", "name"],
        |cells, faults| {
            let key = cells.key("code", "valid_from", faults);
            if !known.insert(key.clone()) {
                faults.add(cells.line, "code", &key.code, Expected::UniqueCode);
            }
            Locality {
                key,
                valid_to: cells.date("valid_to", faults),
                kind: cells.required("kind", faults),
                name: cells.required("name", faults),
                parent_code: cells.optional("parent_code", faults),
                population: cells.number("population", faults),
                households: cells.number("households", faults),
                reference_date: cells.date("reference_date", faults),
            }
        },
    )
}

/// `from_code,from_valid_from,to_code,to_valid_from,act`.
pub fn read_changes(file: &str, bytes: &[u8]) -> Result<Vec<LocalityChange>, DataFaults> {
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
pub fn read_groups(file: &str, bytes: &[u8]) -> Result<Vec<Group>, DataFaults> {
    let mut known = HashSet::new();
    let columns = ["code", "valid_from", "group_code", "group_name"];
    rows(file, bytes, &columns, |cells, faults| {
        let group = Group {
            locality: cells.key("code", "valid_from", faults),
            code: cells.required("group_code", faults),
            name: cells.required("group_name", faults),
            households: cells.number("households", faults),
        };
        if !known.insert((group.locality.clone(), group.code.clone())) {
            faults.add(cells.line, "group_code", &group.code, Expected::UniqueCode);
        }
        group
    })
}
