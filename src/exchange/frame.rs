//! FRAME.csv: the localities that the figures are about. `code,name,population[,valid_from,kind,households]`.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::exchange::fault::{DataFaults, Expected, Faults, MOST_PEOPLE};
use crate::exchange::table::{name, open};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameRow {
    /// In the file, from 1.
    pub line: u64,
    pub code: String,
    pub name: String,
    pub population: i64,
    pub valid_from: Option<String>,
    pub kind: Option<String>,
    pub households: Option<i64>,
}

pub fn read(file: &str, bytes: &[u8]) -> Result<Vec<FrameRow>, DataFaults> {
    let mut faults = Faults::new(file);
    let mut rows: Vec<FrameRow> = Vec::new();
    let Some(table) = open(bytes, &mut faults) else {
        return faults.or(rows);
    };
    let needed = ["code", "name", "population"].map(|column| table.required(column, &mut faults));
    let optional = ["valid_from", "kind", "households"].map(|column| table.optional(column));
    let mut codes = HashSet::new();
    table.each(&mut faults, |line, record, faults| {
        let mut cell = |column: &str, place: Option<usize>| {
            let found = place.map(|at| name(record, at, line, column, faults).into_owned());
            found.unwrap_or_default()
        };
        let code = cell("code", needed[0]);
        let title = cell("name", needed[1]);
        let people = cell("population", needed[2]);
        let valid_from = cell("valid_from", optional[0]);
        let kind = cell("kind", optional[1]);
        let households = cell("households", optional[2]);
        if needed.contains(&None) {
            return;
        }
        if code.is_empty() {
            faults.add(line, "code", "", Expected::Text);
        } else if code == "*" {
            faults.add(line, "code", &code, Expected::NotTheWhole);
        } else if !codes.insert(code.clone()) {
            faults.add(line, "code", &code, Expected::UniqueCode);
        }
        if title.is_empty() {
            faults.add(line, "name", "", Expected::Text);
        }
        let population = people.parse::<i64>().ok();
        let population = population.filter(|count| (1..=MOST_PEOPLE).contains(count));
        if population.is_none() {
            let expected = Expected::WholeNumber {
                min: 1,
                max: MOST_PEOPLE,
            };
            faults.add(line, "population", &people, expected);
        }
        if !valid_from.is_empty() && valid_from.parse::<NaiveDate>().is_err() {
            faults.add(line, "valid_from", &valid_from, Expected::Date);
        }
        let counted = households.parse::<i64>().ok();
        let counted = counted.filter(|count| (0..=MOST_PEOPLE).contains(count));
        if !households.is_empty() && counted.is_none() {
            let expected = Expected::NoOrWholeNumber {
                min: 0,
                max: MOST_PEOPLE,
            };
            faults.add(line, "households", &households, expected);
        }
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        rows.push(FrameRow {
            line,
            code,
            name: title,
            population: population.unwrap_or_default(),
            valid_from: given(valid_from),
            kind: given(kind),
            households: counted,
        });
    });
    faults.or(rows)
}
