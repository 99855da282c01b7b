//! MARGINS.csv: population by margin and category. `margin,category,target[,neighbour]`.

use std::collections::HashSet;

use crate::exchange::fault::{DataFaults, Expected, Faults};
use crate::exchange::table::{name, open};

#[derive(Clone, Debug, PartialEq)]
pub struct MarginRow {
    pub margin: String,
    pub category: String,
    /// People in this category.
    pub target: f64,
    /// The category that takes this one in where nobody of it answered.
    pub neighbour: Option<String>,
}

pub fn read(file: &str, bytes: &[u8]) -> Result<Vec<MarginRow>, DataFaults> {
    let mut faults = Faults::new(file);
    let mut rows = Vec::new();
    let Some(table) = open(bytes, &mut faults) else {
        return faults.or(rows);
    };
    let places = ["margin", "category", "target"].map(|column| table.required(column, &mut faults));
    let neighbour_place = table.optional("neighbour");
    let mut known = HashSet::new();
    table.each(&mut faults, |line, record, faults| {
        let [Some(margin), Some(category), Some(target)] = places else {
            return;
        };
        let margin = name(record, margin, line, "margin", faults).into_owned();
        let category = name(record, category, line, "category", faults).into_owned();
        let neighbour = neighbour_place
            .map(|place| name(record, place, line, "neighbour", faults).into_owned())
            .filter(|neighbour| !neighbour.is_empty());
        if neighbour.as_ref() == Some(&category) {
            faults.add(line, "neighbour", &category, Expected::AnotherCategory);
        }
        let written = name(record, target, line, "target", faults);
        for (column, text) in [("margin", &margin), ("category", &category)] {
            if text.is_empty() {
                faults.add(line, column, "", Expected::Text);
            }
        }
        if !known.insert((margin.clone(), category.clone())) {
            faults.add(line, "category", &category, Expected::UniqueCode);
        }
        let target = written
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite() && *number >= 0.0);
        match target {
            Some(target) => rows.push(MarginRow {
                margin,
                category,
                target,
                neighbour,
            }),
            None => faults.add(line, "target", &written, Expected::NotNegative),
        }
    });
    faults.or(rows)
}
