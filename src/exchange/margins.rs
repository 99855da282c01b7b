//! MARGINS.csv: population by margin and category. `margin,category,target`.

use crate::exchange::fault::{DataFault, Expected, Faults};
use crate::exchange::table::{cell, open};

#[derive(Clone, Debug, PartialEq)]
pub struct MarginRow {
    pub margin: String,
    pub category: String,
    /// People in this category.
    pub target: f64,
}

pub fn read(file: &str, bytes: &[u8]) -> Result<Vec<MarginRow>, Vec<DataFault>> {
    let mut faults = Faults::new(file);
    let mut table = open(bytes, &mut faults);
    let places = ["margin", "category", "target"].map(|column| table.required(column, &mut faults));
    let mut rows: Vec<MarginRow> = Vec::new();
    table.each(&mut faults, |line, record, faults| {
        let [Some(margin), Some(category), Some(target)] =
            places.map(|place| place.map(|at| cell(record, at).into_owned()))
        else {
            return;
        };
        for (column, text) in [("margin", &margin), ("category", &category)] {
            if text.is_empty() {
                faults.add(line, column, "", Expected::Text);
            }
        }
        if rows
            .iter()
            .any(|row| row.margin == margin && row.category == category)
        {
            faults.add(line, "category", &category, Expected::UniqueCode);
        }
        match target
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite() && *number >= 0.0)
        {
            Some(target) => rows.push(MarginRow {
                margin,
                category,
                target,
            }),
            None => faults.add(line, "target", &target, Expected::PositiveNumber),
        }
    });
    faults.or(rows)
}
