//! FRAME.csv: the localities that the figures are about. `code,name,population[,valid_from,kind,households]`.

use unicode_normalization::UnicodeNormalization;

use crate::exchange::fault::{DataFault, Expected, Faults};
use crate::exchange::table::{cell, open};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameRow {
    pub code: String,
    pub name: String,
    pub population: i64,
    pub valid_from: Option<String>,
    pub kind: Option<String>,
    pub households: Option<i64>,
}

pub fn read(file: &str, bytes: &[u8]) -> Result<Vec<FrameRow>, Vec<DataFault>> {
    let mut faults = Faults::new(file);
    let mut table = open(bytes, &mut faults);
    let code = table.required("code", &mut faults);
    let name = table.required("name", &mut faults);
    let population = table.required("population", &mut faults);
    let optional = ["valid_from", "kind", "households"].map(|column| table.optional(column));
    let mut rows: Vec<FrameRow> = Vec::new();
    table.each(&mut faults, |line, record, faults| {
        let text =
            |place: Option<usize>| place.map(|at| cell(record, at).nfc().collect::<String>());
        let [valid_from, kind, households] = optional;
        let (Some(code), Some(name), Some(people)) = (text(code), text(name), text(population))
        else {
            return;
        };
        if code.is_empty() || code == "*" {
            faults.add(line, "code", &code, Expected::Text);
        }
        if rows.iter().any(|row| row.code == code) {
            faults.add(line, "code", &code, Expected::UniqueCode);
        }
        let population = people.parse::<i64>().ok().filter(|number| *number > 0);
        if population.is_none() {
            faults.add(
                line,
                "population",
                &people,
                Expected::WholeNumber {
                    min: 1,
                    max: i64::MAX,
                },
            );
        }
        let households = text(households).filter(|number| !number.is_empty());
        let counted = households
            .as_ref()
            .and_then(|number| number.parse::<i64>().ok().filter(|n| *n >= 0));
        if let (Some(written), None) = (&households, counted) {
            faults.add(
                line,
                "households",
                written,
                Expected::WholeNumber {
                    min: 0,
                    max: i64::MAX,
                },
            );
        }
        rows.push(FrameRow {
            code,
            name,
            population: population.unwrap_or_default(),
            valid_from: text(valid_from).filter(|text| !text.is_empty()),
            kind: text(kind).filter(|text| !text.is_empty()),
            households: counted,
        });
    });
    faults.or(rows)
}
