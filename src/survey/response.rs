//! One resident's answers, and how the closed ones lie in compact bytes.

use thiserror::Error;

use crate::survey::answering::{Answer, Answers};
use crate::survey::form::Form;
use crate::survey::question::Kind;

/// 128 random bits; says nothing about when or from where the response came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResponseId(pub [u8; 16]);

/// How the answers reached the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// A poster's link, open to whoever reads it.
    Open,
    /// A household's single-use code.
    Single,
    /// Paper, typed in by staff.
    Entry,
    /// Drawn by a program; never a person.
    Simulated,
}

impl Mode {
    /// As files of answers write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Single => "single",
            Self::Entry => "entry",
            Self::Simulated => "simulated",
        }
    }
}

/// The byte of a closed question that was not asked or left blank.
pub const MISSING: u8 = 255;
/// The byte of "don't know".
pub const DONT_KNOW: u8 = 0;

/// Closed answers in the order of the form: one byte for a scale (1–5, 0 = don't know) or a single choice (index), a
/// presence byte and ⌈options/8⌉ bytes for a multiple choice, a presence byte and four bytes (little endian) for a
/// number. Texts and the residential group lie elsewhere.
pub fn encode(form: &Form, answers: &Answers) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(form.fields.len() + 8);
    for (at, field) in form.fields.iter().enumerate() {
        let answer = answers.get(at).and_then(Option::as_ref);
        match &form.question(field).kind {
            Kind::Scale { .. } | Kind::Grid { .. } => bytes.push(match answer {
                Some(Answer::Level(level)) => *level,
                Some(Answer::DontKnow) => DONT_KNOW,
                _ => MISSING,
            }),
            Kind::Single { .. } | Kind::AgeBand { .. } | Kind::Sex { .. } => {
                bytes.push(match answer {
                    Some(Answer::One(option)) => *option,
                    _ => MISSING,
                })
            }
            Kind::Multiple { options, .. } => {
                let start = bytes.len();
                bytes.resize(start + 1 + options.len().div_ceil(8), 0);
                if let Some(Answer::Many(chosen)) = answer {
                    bytes[start] = 1;
                    for option in chosen {
                        if let Some(byte) = bytes.get_mut(start + 1 + usize::from(option / 8)) {
                            *byte |= 1 << (option % 8);
                        }
                    }
                }
            }
            Kind::Number { .. } => match answer {
                Some(Answer::Number(number)) => {
                    bytes.push(1);
                    bytes.extend(number.to_le_bytes());
                }
                _ => bytes.extend([0; 5]),
            },
            Kind::ShortText { .. } | Kind::LongText { .. } | Kind::Group => {}
        }
    }
    bytes
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the stored answers do not have the layout of this form version")]
pub struct WrongLayout;

/// The inverse of [`encode`]; texts and the group come back as `None`.
pub fn decode(form: &Form, bytes: &[u8]) -> Result<Answers, WrongLayout> {
    let mut rest = bytes;
    let mut take = |count: usize| -> Result<&[u8], WrongLayout> {
        let (head, tail) = rest.split_at_checked(count).ok_or(WrongLayout)?;
        rest = tail;
        Ok(head)
    };
    let mut answers = Vec::with_capacity(form.fields.len());
    for field in &form.fields {
        let kind = &form.question(field).kind;
        answers.push(match kind {
            Kind::Scale { .. } | Kind::Grid { .. } => match take(1)? {
                [MISSING] => None,
                [DONT_KNOW] => Some(Answer::DontKnow),
                [level @ 1..=5] => Some(Answer::Level(*level)),
                _ => return Err(WrongLayout),
            },
            Kind::Single { .. } | Kind::AgeBand { .. } | Kind::Sex { .. } => match take(1)? {
                [MISSING] => None,
                [option] if usize::from(*option) < kind.options().len() => {
                    Some(Answer::One(*option))
                }
                _ => return Err(WrongLayout),
            },
            Kind::Multiple { options, .. } => {
                let stored = take(1 + options.len().div_ceil(8))?;
                let is_set = |option: &u8| {
                    stored
                        .get(1 + usize::from(option / 8))
                        .is_some_and(|byte| byte & (1 << (option % 8)) != 0)
                };
                let count = u8::try_from(options.len()).map_err(|_| WrongLayout)?;
                (stored.first() == Some(&1))
                    .then(|| Answer::Many((0..count).filter(is_set).collect()))
            }
            Kind::Number { .. } => match take(5)? {
                [1, a, b, c, d] => Some(Answer::Number(i32::from_le_bytes([*a, *b, *c, *d]))),
                _ => None,
            },
            Kind::ShortText { .. } | Kind::LongText { .. } | Kind::Group => None,
        });
    }
    if rest.is_empty() {
        Ok(answers)
    } else {
        Err(WrongLayout)
    }
}

/// Complete = at least 80 % of the scale items were answered; "don't know" is an answer (AAPOR, method §16).
pub fn is_complete(form: &Form, answers: &Answers) -> bool {
    let (mut items, mut answered) = (0_usize, 0_usize);
    for (at, field) in form.fields.iter().enumerate() {
        if form.scale_of(field).is_some() {
            items += 1;
            answered += usize::from(answers.get(at).is_some_and(Option::is_some));
        }
    }
    is_enough(answered, items)
}

/// At least 80 % of the scale items.
pub fn is_enough(answered: usize, items: usize) -> bool {
    answered * 5 >= items * 4
}
