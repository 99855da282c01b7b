//! RESPONSES.csv: one row per respondent; `locality`, one column per closed field, optional `stratum`, `weight`, `group`
//! and `psu`.
//!
//! Codes are the form's own; an empty cell is a missing answer. Columns that the form does not know are passed over and
//! listed. What is kept takes a byte per scale field and respondent.

use crate::exchange::answer_cells::{Cells, written};
use crate::exchange::fault::{DataFaults, Faults};
use crate::exchange::paradata::Paradata;
use crate::exchange::respondents::{Layout, Part};
use crate::exchange::table::open;
use crate::exchange::write_csv;
use crate::survey::answering::Answers;
use crate::survey::form::{Field, Form};
use crate::survey::response::Mode;

const INTERVIEWER: &str = "interviewer";
/// Which pile of paper a response was typed from; no figure depends on it.
pub const ENTRY_BATCH: &str = "entry_batch";

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

/// Bytes of a piece that is read at once.
const PIECE: usize = 1 << 18;

/// `codes` are the localities of the frame, in its order; `None` when the frame could not be read, so that the other
/// faults are found all the same. `wanted` columns are kept as categories.
pub fn read(
    file: &str,
    bytes: &[u8],
    form: &Form,
    codes: Option<&[String]>,
    wanted: &[String],
) -> Result<Responses, DataFaults> {
    read_in_pieces(file, bytes, form, codes, wanted, PIECE)
}

/// The same in pieces of about `size` bytes, which are read in parallel; every size gives the same.
pub fn read_in_pieces(
    file: &str,
    bytes: &[u8],
    form: &Form,
    codes: Option<&[String]>,
    wanted: &[String],
    size: usize,
) -> Result<Responses, DataFaults> {
    let mut faults = Faults::new(file);
    let Some(table) = open(bytes, &mut faults) else {
        return faults.or(Responses::default());
    };
    let layout = Layout::of(&table, form, codes, wanted, &mut faults);
    let parts = table.parts(
        size,
        &mut faults,
        || Part::empty(&layout),
        |part, line, record, faults| part.take(&layout, line, record, faults),
    );
    let mut all = Part::empty(&layout);
    for part in parts {
        all.append(&layout, part);
    }
    faults.or(all.finish(&layout, &table.header))
}

/// The names in the header; none where it cannot be read.
pub fn columns(bytes: &[u8]) -> Vec<String> {
    open(bytes, &mut Faults::new("")).map_or_else(Vec::new, |table| table.header)
}

/// A response as it is sealed.
#[derive(Clone, Debug, PartialEq)]
pub struct SealedRow {
    pub locality: String,
    pub group: Option<String>,
    pub mode: Mode,
    /// Who typed it in from paper, and the batch that it was in.
    pub typist: Option<String>,
    pub batch: Option<i32>,
    pub answers: Answers,
}

/// A sealed dataset in the order of `rows`: `locality`, `group`, how each came in, and every closed field. A question of
/// the form stands above a column of that name.
pub fn write(form: &Form, rows: &[SealedRow]) -> Vec<u8> {
    let closed: Vec<(usize, &Field)> = form
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| Cells::of(form, field).is_some())
        .collect();
    let from_paper = rows.iter().any(|row| row.typist.is_some());
    let ways = [
        ("mode", true),
        (INTERVIEWER, from_paper),
        (ENTRY_BATCH, from_paper),
    ];
    let ways = ways.into_iter().filter(|(name, is_wanted)| {
        *is_wanted && closed.iter().all(|(_, field)| field.code != *name)
    });
    let ways: Vec<&str> = ways.map(|(name, _)| name).collect();
    let header: Vec<&str> = ["locality", "group"]
        .into_iter()
        .chain(ways.iter().copied())
        .chain(closed.iter().map(|(_, field)| field.code.as_str()))
        .collect();
    let lines = rows.iter().map(|row| {
        let way = |name: &&str| match *name {
            INTERVIEWER => row.typist.clone().unwrap_or_default(),
            ENTRY_BATCH => row
                .batch
                .map_or_else(String::new, |batch| batch.to_string()),
            _ => row.mode.as_str().to_owned(),
        };
        let cell = |(at, field): &(usize, &Field)| {
            written(form, field, row.answers.get(*at).and_then(Option::as_ref))
        };
        let mut line = vec![row.locality.clone(), row.group.clone().unwrap_or_default()];
        line.extend(ways.iter().map(way));
        line.extend(closed.iter().map(cell));
        line
    });
    write_csv::write(&header, lines)
}
