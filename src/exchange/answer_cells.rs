//! How an answer lies in a cell: the form's own codes, several joined by `;`, nothing when it is missing.

use crate::exchange::fault::Expected;
use crate::survey::answering::Answer;
use crate::survey::form::{Field, Form};
use crate::survey::question::Kind;
use crate::survey::response::{DONT_KNOW, MISSING};

/// The codes that a cell may have.
pub struct Codes {
    shown: Vec<String>,
    /// Value of every code of one byte, which nearly all are.
    short: [Option<u8>; 256],
    long: Vec<(String, u8)>,
}

impl Codes {
    fn new(codes: impl Iterator<Item = (String, u8)>) -> Self {
        let mut found = Self {
            shown: Vec::new(),
            short: [None; 256],
            long: Vec::new(),
        };
        for (code, value) in codes {
            match code.as_bytes() {
                [byte] => found.short[usize::from(*byte)] = Some(value),
                _ => found.long.push((code.clone(), value)),
            }
            found.shown.push(code);
        }
        found
    }

    fn value(&self, cell: &[u8]) -> Option<u8> {
        match cell {
            [byte] => self.short[usize::from(*byte)],
            _ => self
                .long
                .iter()
                .find(|(code, _)| {
                    code.as_bytes().first() == cell.first() && code.as_bytes() == cell
                })
                .map(|(_, value)| *value),
        }
    }
}

/// The cells of one closed field.
pub enum Cells {
    /// Levels and "don't know": kept, as 1–5, 0 and 255.
    Scale(Codes),
    /// Checked only: figures do not look at them.
    One(Codes),
    Many(Codes),
    Number {
        min: i32,
        max: i32,
    },
}

impl Cells {
    /// `None` for open fields, which are never in a file of answers, and for the group, which has its own column.
    pub fn of(form: &Form, field: &Field) -> Option<Self> {
        let kind = &form.question(field).kind;
        let options = || {
            let codes = kind.options().iter().map(|option| option.code.clone());
            Codes::new(codes.zip(0_u8..))
        };
        match kind {
            Kind::Scale { .. } | Kind::Grid { .. } => {
                let scale = form.scale_of(field)?;
                let levels = scale.levels.iter().zip(1_u8..);
                let dont_know = scale.dont_know.iter().map(|level| (level, DONT_KNOW));
                let codes = levels.chain(dont_know);
                let codes = codes.map(|(level, value)| (level.code.clone(), value));
                Some(Self::Scale(Codes::new(codes)))
            }
            Kind::Single { .. } | Kind::AgeBand { .. } | Kind::Sex { .. } => {
                Some(Self::One(options()))
            }
            Kind::Multiple { .. } => Some(Self::Many(options())),
            Kind::Number { min, max, .. } => Some(Self::Number {
                min: *min,
                max: *max,
            }),
            Kind::ShortText { .. } | Kind::LongText { .. } | Kind::Group => None,
        }
    }

    /// The value to keep, if it is one that is kept.
    pub fn read(&self, cell: &[u8]) -> Result<Option<u8>, Expected> {
        let checked = |is_good: bool, expected: &dyn Fn() -> Expected| {
            if is_good || cell.is_empty() {
                Ok(None)
            } else {
                Err(expected())
            }
        };
        match self {
            Self::Scale(_) if cell.is_empty() => Ok(Some(MISSING)),
            Self::Scale(codes) => match codes.value(cell) {
                Some(value) => Ok(Some(value)),
                None => Err(Expected::Codes(codes.shown.clone())),
            },
            Self::One(codes) => checked(codes.value(cell).is_some(), &|| {
                Expected::Codes(codes.shown.clone())
            }),
            Self::Many(codes) => checked(are_several(codes, cell), &|| {
                Expected::SeveralCodes(codes.shown.clone())
            }),
            Self::Number { min, max } => {
                let number = std::str::from_utf8(cell)
                    .ok()
                    .and_then(|text| text.parse::<i32>().ok());
                let is_good = number.is_some_and(|number| (*min..=*max).contains(&number));
                checked(is_good, &|| Expected::NoOrWholeNumber {
                    min: i64::from(*min),
                    max: i64::from(*max),
                })
            }
        }
    }
}

/// Each code once.
fn are_several(codes: &Codes, cell: &[u8]) -> bool {
    let mut seen = [false; 256];
    cell.split(|byte| *byte == b';').all(|part| {
        let value = codes.value(part.trim_ascii());
        value.is_some_and(|value| !std::mem::replace(&mut seen[usize::from(value)], true))
    })
}

/// An answer as it is written.
pub fn written(form: &Form, field: &Field, answer: Option<&Answer>) -> String {
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
