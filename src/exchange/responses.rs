//! RESPONSES.csv: one row per respondent; `locality`, one column per closed field, optional `stratum`, `weight`, `group`,
//! `psu` and those of [`paradata`].
//!
//! Codes are the form's own; an empty cell is a missing answer. Columns that the form does not know are passed over and
//! listed. What is kept takes a byte per scale field and respondent.

use std::collections::HashMap;

use crate::exchange::answer_cells::{Cells, written};
use crate::exchange::fault::{DataFaults, Expected, Faults};
use crate::exchange::paradata::{self, Paradata};
use crate::exchange::table::{name, open, raw, text};
use crate::exchange::write_csv;
use crate::survey::answering::Answers;
use crate::survey::form::{Field, Form};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Responses {
    /// Row of the frame, per respondent.
    pub locality: Vec<u32>,
    /// Scale fields by place in the form: 1–5, 0 = don't know, 255 = missing, as shown (not flipped).
    pub scales: Vec<(usize, Vec<u8>)>,
    /// Names of the strata and the stratum of each respondent.
    pub stratum: Option<(Vec<String>, Vec<u32>)>,
    pub weight: Option<Vec<f64>>,
    /// The columns that were asked for, in that order.
    pub categories: Vec<Categories>,
    /// Number of each respondent's primary sampling unit, where two respondents or more share one.
    pub psu: Option<Vec<u32>>,
    pub paradata: Paradata,
    /// Columns that were passed over.
    pub ignored: Vec<String>,
}

/// A column as it is written; an empty cell is `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Categories {
    pub names: Vec<String>,
    pub of_row: Vec<Option<u32>>,
}

struct Column {
    name: String,
    place: usize,
    field: usize,
    cells: Cells,
}

/// `codes` are the localities of the frame, in its order; `None` when the frame could not be read, so that the other
/// faults are found all the same. `wanted` columns are kept as categories.
pub fn read(
    file: &str,
    bytes: &[u8],
    form: &Form,
    codes: Option<&[String]>,
    wanted: &[String],
) -> Result<Responses, DataFaults> {
    let mut faults = Faults::new(file);
    let Some(mut table) = open(bytes, &mut faults) else {
        return faults.or(Responses::default());
    };
    let locality_place = table.required("locality", &mut faults);
    let mut columns = Vec::new();
    for (at, field) in form.fields.iter().enumerate() {
        let Some(cells) = Cells::of(form, field) else {
            continue;
        };
        if let Some(place) = table.required(&field.code, &mut faults) {
            columns.push(Column {
                name: field.code.clone(),
                place,
                field: at,
                cells,
            });
        }
    }
    let (stratum_place, weight_place) = (table.optional("stratum"), table.optional("weight"));
    let psu_place = table.optional("psu");
    let wanted_places: Vec<Option<usize>> = wanted
        .iter()
        .map(|column| table.required(column, &mut faults))
        .collect();
    let mut kept: Vec<(Places, Vec<Option<u32>>)> =
        wanted.iter().map(|_| Default::default()).collect();
    let mut units: HashMap<(Option<u32>, Vec<u8>), u32> = HashMap::new();
    let mut psu = Vec::new();
    let is_question = |name: &str| columns.iter().any(|column| column.name == name);
    let mut paradata = paradata::Reader::new(&table, is_question);
    let mut ignored = ignored(&table.header, &columns, wanted);
    ignored.retain(|column| !paradata.takes(column));
    let mut localities = codes.map(Places::known);
    let mut strata = Places::default();
    let (mut locality, mut stratum, mut weight) = (Vec::new(), Vec::new(), Vec::new());
    table.each(&mut faults, |line, record, faults| {
        paradata.take(line, record, faults);
        if let (Some(place), Some(localities)) = (locality_place, &mut localities) {
            match localities.find(raw(record, place)) {
                Some(at) => locality.push(at),
                None => faults.add(line, "locality", &text(record, place), Expected::Locality),
            }
        }
        for column in &mut columns {
            if let Err(expected) = column.cells.take(raw(record, column.place)) {
                faults.add(line, &column.name, &text(record, column.place), expected);
            }
        }
        if let Some(place) = stratum_place {
            let cell = raw(record, place);
            if cell.is_empty() {
                faults.add(line, "stratum", "", Expected::Text);
            }
            stratum.push(strata.find(cell).unwrap_or_else(|| {
                strata.add(cell, &name(record, place, line, "stratum", faults))
            }));
        }
        if let Some(place) = psu_place {
            let cell = raw(record, place);
            if cell.is_empty() {
                faults.add(line, "psu", "", Expected::Text);
            }
            // Units may be numbered anew in every stratum.
            let stratum = stratum.last().or(locality.last()).copied();
            let next = units.len() as u32;
            psu.push(*units.entry((stratum, cell.to_vec())).or_insert(next));
        }
        for (((places, rows), place), column) in kept.iter_mut().zip(&wanted_places).zip(wanted) {
            let Some(place) = *place else { continue };
            let cell = raw(record, place);
            rows.push((!cell.is_empty()).then(|| {
                places
                    .find(cell)
                    .unwrap_or_else(|| places.add(cell, &name(record, place, line, column, faults)))
            }));
        }
        if let Some(place) = weight_place {
            let found = std::str::from_utf8(raw(record, place))
                .ok()
                .and_then(|text| text.parse::<f64>().ok())
                .filter(|number| number.is_finite() && *number > 0.0);
            match found {
                Some(number) => weight.push(number),
                None => faults.add(
                    line,
                    "weight",
                    &text(record, place),
                    Expected::PositiveNumber,
                ),
            }
        }
    });
    let scales = columns
        .into_iter()
        .filter_map(|column| match column.cells {
            Cells::Scale { values, .. } => Some((column.field, values)),
            _ => None,
        })
        .collect();
    faults.or(Responses {
        locality,
        scales,
        stratum: stratum_place.map(|_| (strata.names, stratum)),
        weight: weight_place.map(|_| weight),
        categories: kept
            .into_iter()
            .map(|(places, of_row)| Categories {
                names: places.names,
                of_row,
            })
            .collect(),
        psu: Some(psu).filter(|psu| units.len() < psu.len()),
        paradata: paradata.finish(),
        ignored,
    })
}

/// The names in the header; none where it cannot be read.
pub fn columns(bytes: &[u8]) -> Vec<String> {
    open(bytes, &mut Faults::new("")).map_or_else(Vec::new, |table| table.header)
}

fn ignored(header: &[String], columns: &[Column], wanted: &[String]) -> Vec<String> {
    const KNOWN: [&str; 5] = ["locality", "stratum", "weight", "group", "psu"];
    let unknown = |name: &&String| {
        !name.is_empty()
            && !KNOWN.contains(&name.as_str())
            && !wanted.contains(*name)
            && columns.iter().all(|column| &column.name != *name)
    };
    header.iter().filter(unknown).cloned().collect()
}

/// Names and their places.
#[derive(Default)]
struct Places {
    names: Vec<String>,
    by_bytes: HashMap<Vec<u8>, u32>,
}

impl Places {
    fn known(names: &[String]) -> Self {
        let mut places = Self::default();
        for name in names {
            places.add(name.as_bytes(), name);
        }
        places
    }

    fn find(&self, bytes: &[u8]) -> Option<u32> {
        self.by_bytes.get(bytes).copied()
    }

    fn add(&mut self, bytes: &[u8], name: &str) -> u32 {
        let at = self.names.len() as u32;
        self.names.push(name.to_owned());
        self.by_bytes.insert(bytes.to_vec(), at);
        at
    }
}

/// A sealed dataset: `locality`, `group` and every closed field, in the order of `rows`.
pub fn write(form: &Form, rows: &[(String, Option<String>, Answers)]) -> Vec<u8> {
    let closed: Vec<(usize, &Field)> = form
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| Cells::of(form, field).is_some())
        .collect();
    let header: Vec<&str> = ["locality", "group"]
        .into_iter()
        .chain(closed.iter().map(|(_, field)| field.code.as_str()))
        .collect();
    let lines = rows.iter().map(|(locality, group, answers)| {
        let cell = |(at, field): &(usize, &Field)| {
            written(form, field, answers.get(*at).and_then(Option::as_ref))
        };
        let mut line = vec![locality.clone(), group.clone().unwrap_or_default()];
        line.extend(closed.iter().map(cell));
        line
    });
    write_csv::write(&header, lines)
}
