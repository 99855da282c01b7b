//! RESPONSES.csv: one row per respondent, `locality` and one column per closed field, optional `stratum` and `weight`.
//!
//! Codes are the form's own; an empty cell is a missing answer. Columns that the form does not know are passed over and
//! listed.

use std::collections::HashMap;

use crate::exchange::fault::{DataFault, Expected, Faults};
use crate::exchange::table::{cell, open};
use crate::exchange::write_csv;
use crate::survey::answering::{Answer, Answers};
use crate::survey::form::{Field, Form};
use crate::survey::question::Kind;
use crate::survey::response::{DONT_KNOW, MISSING};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Responses {
    /// Row of the frame, per respondent.
    pub locality: Vec<u32>,
    /// Scale fields by place in the form: 1–5, 0 = don't know, 255 = missing, as shown (not flipped).
    pub scales: Vec<(usize, Vec<u8>)>,
    /// Names of the strata and the stratum of each respondent.
    pub stratum: Option<(Vec<String>, Vec<u32>)>,
    pub weight: Option<Vec<f64>>,
    /// The file has a column `psu`.
    pub is_clustered: bool,
    /// Columns that were passed over.
    pub ignored: Vec<String>,
}

/// How the cells of one closed column are read.
enum Reader {
    Scale {
        codes: HashMap<Vec<u8>, u8>,
        shown: Vec<String>,
        values: Vec<u8>,
    },
    One {
        shown: Vec<String>,
    },
    Many {
        shown: Vec<String>,
    },
    Number {
        min: i32,
        max: i32,
    },
}

struct Column {
    name: String,
    place: usize,
    field: usize,
    reader: Reader,
}

/// `codes` are the localities of the frame, in its order.
pub fn read(
    file: &str,
    bytes: &[u8],
    form: &Form,
    codes: &[String],
) -> Result<Responses, Vec<DataFault>> {
    let mut faults = Faults::new(file);
    let mut table = open(bytes, &mut faults);
    let mut columns = Vec::new();
    for (at, field) in form.fields.iter().enumerate() {
        let Some(reader) = reader_of(form, field) else {
            continue;
        };
        if let Some(place) = table.required(&field.code, &mut faults) {
            columns.push(Column {
                name: field.code.clone(),
                place,
                field: at,
                reader,
            });
        }
    }
    let locality_place = table.required("locality", &mut faults);
    let (stratum_place, weight_place) = (table.optional("stratum"), table.optional("weight"));
    let known = |name: &String| {
        ["locality", "stratum", "weight", "group", "psu"].contains(&name.as_str())
            || columns.iter().any(|column| &column.name == name)
    };
    let ignored = table
        .header
        .iter()
        .filter(|name| !known(name))
        .cloned()
        .collect();
    let by_code: HashMap<&[u8], u32> = codes
        .iter()
        .zip(0_u32..)
        .map(|(code, at)| (code.as_bytes(), at))
        .collect();
    let mut strata: HashMap<String, u32> = HashMap::new();
    let mut stratum_names = Vec::new();
    let (mut locality, mut stratum, mut weight) = (Vec::new(), Vec::new(), Vec::new());
    table.each(&mut faults, |line, record, faults| {
        if let Some(place) = locality_place {
            let code = record.get(place).unwrap_or_default().trim_ascii();
            match by_code.get(code) {
                Some(at) => locality.push(*at),
                None => faults.add(line, "locality", &cell(record, place), Expected::Locality),
            }
        }
        for column in &mut columns {
            let raw = record.get(column.place).unwrap_or_default().trim_ascii();
            if let Err(expected) = column.reader.take(raw) {
                faults.add(line, &column.name, &cell(record, column.place), expected);
            }
        }
        if let Some(place) = stratum_place {
            let name = cell(record, place).into_owned();
            if name.is_empty() {
                faults.add(line, "stratum", "", Expected::Text);
            }
            let next = stratum_names.len() as u32;
            stratum.push(*strata.entry(name.clone()).or_insert_with(|| {
                stratum_names.push(name);
                next
            }));
        }
        if let Some(place) = weight_place {
            let text = cell(record, place);
            match text
                .parse::<f64>()
                .ok()
                .filter(|number| number.is_finite() && *number > 0.0)
            {
                Some(number) => weight.push(number),
                None => faults.add(line, "weight", &text, Expected::PositiveNumber),
            }
        }
    });
    let scales = columns
        .into_iter()
        .filter_map(|column| match column.reader {
            Reader::Scale { values, .. } => Some((column.field, values)),
            _ => None,
        })
        .collect();
    faults.or(Responses {
        locality,
        scales,
        stratum: stratum_place.map(|_| (stratum_names, stratum)),
        weight: weight_place.map(|_| weight),
        is_clustered: table.optional("psu").is_some(),
        ignored,
    })
}

fn reader_of(form: &Form, field: &Field) -> Option<Reader> {
    let question = form.question(field);
    let shown: Vec<String> = question
        .kind
        .options()
        .iter()
        .map(|option| option.code.clone())
        .collect();
    match &question.kind {
        Kind::Scale { .. } | Kind::Grid { .. } => {
            let scale = form.scale_of(field)?;
            let mut codes = HashMap::from([(Vec::new(), MISSING)]);
            let levels = scale.levels.iter().zip(1_u8..);
            let dont_know = scale.dont_know.iter().map(|level| (level, DONT_KNOW));
            for (level, value) in levels.chain(dont_know) {
                codes.insert(level.code.clone().into_bytes(), value);
            }
            let shown = scale
                .levels
                .iter()
                .chain(&scale.dont_know)
                .map(|level| level.code.clone())
                .collect();
            Some(Reader::Scale {
                codes,
                shown,
                values: Vec::new(),
            })
        }
        Kind::Single { .. } | Kind::AgeBand { .. } | Kind::Sex { .. } => {
            Some(Reader::One { shown })
        }
        Kind::Multiple { .. } => Some(Reader::Many { shown }),
        Kind::Number { min, max, .. } => Some(Reader::Number {
            min: *min,
            max: *max,
        }),
        Kind::ShortText { .. } | Kind::LongText { .. } | Kind::Group => None,
    }
}

impl Reader {
    fn take(&mut self, raw: &[u8]) -> Result<(), Expected> {
        match self {
            Self::Scale {
                codes,
                shown,
                values,
            } => {
                values.push(
                    *codes
                        .get(raw)
                        .ok_or_else(|| Expected::Codes(shown.clone()))?,
                );
                Ok(())
            }
            Self::One { shown } => {
                let known = raw.is_empty() || shown.iter().any(|code| code.as_bytes() == raw);
                if known {
                    Ok(())
                } else {
                    Err(Expected::Codes(shown.clone()))
                }
            }
            Self::Many { shown } => {
                let known = |part: &[u8]| shown.iter().any(|code| code.as_bytes() == part);
                let all = raw.is_empty() || raw.split(|byte| *byte == b';').all(known);
                if all {
                    Ok(())
                } else {
                    Err(Expected::Codes(shown.clone()))
                }
            }
            Self::Number { min, max } => {
                let number = std::str::from_utf8(raw)
                    .ok()
                    .and_then(|text| text.parse::<i32>().ok());
                let fits =
                    raw.is_empty() || number.is_some_and(|number| (*min..=*max).contains(&number));
                let expected = Expected::WholeNumber {
                    min: i64::from(*min),
                    max: i64::from(*max),
                };
                if fits { Ok(()) } else { Err(expected) }
            }
        }
    }
}

/// A sealed dataset: `locality`, `group` and every closed field, in the order of `rows`.
pub fn write(form: &Form, rows: &[(String, Option<String>, Answers)]) -> Vec<u8> {
    let closed: Vec<(usize, &Field)> = form
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| reader_of(form, field).is_some())
        .collect();
    let header: Vec<&str> = ["locality", "group"]
        .into_iter()
        .chain(closed.iter().map(|(_, field)| field.code.as_str()))
        .collect();
    let lines =
        rows.iter().map(|(locality, group, answers)| {
            let mut line = vec![locality.clone(), group.clone().unwrap_or_default()];
            line.extend(closed.iter().map(|(at, field)| {
                written(form, field, answers.get(*at).and_then(Option::as_ref))
            }));
            line
        });
    write_csv::write(&header, lines)
}

/// An answer in the form's own codes; several joined by `;`.
fn written(form: &Form, field: &Field, answer: Option<&Answer>) -> String {
    let option = |at: &u8| {
        let options = form.question(field).kind.options();
        options
            .get(usize::from(*at))
            .map(|option| option.code.clone())
            .unwrap_or_default()
    };
    let scale = form.scale_of(field);
    match answer {
        Some(Answer::Level(level)) => scale
            .and_then(|scale| scale.levels.get(usize::from(*level).wrapping_sub(1)))
            .map(|level| level.code.clone())
            .unwrap_or_default(),
        Some(Answer::DontKnow) => scale
            .and_then(|scale| scale.dont_know.as_ref())
            .map(|level| level.code.clone())
            .unwrap_or_default(),
        Some(Answer::One(at)) => option(at),
        Some(Answer::Many(several)) => several.iter().map(option).collect::<Vec<_>>().join(";"),
        Some(Answer::Number(number)) => number.to_string(),
        Some(Answer::Text(_) | Answer::Group(_)) | None => String::new(),
    }
}
