//! Is this answer allowed? The one place that decides; HTML attributes are hints.

use serde::{Deserialize, Serialize};

use crate::survey::condition::Condition;
use crate::survey::form::{Field, Form};
use crate::survey::locality::Group;
use crate::survey::question::{Choice, Kind, Scale};

/// What a person or a program sent, field code by field code, before any rule has seen it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed {
    pairs: Vec<(String, String)>,
}

impl Typed {
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self { pairs }
    }

    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// Forgets what was typed for `codes` and takes the values of `newer` for them instead.
    pub fn replace(&mut self, codes: &[&str], newer: &Self) {
        self.pairs
            .retain(|(name, _)| !codes.contains(&name.as_str()));
        self.pairs.extend(
            newer
                .pairs
                .iter()
                .filter(|(name, _)| codes.contains(&name.as_str()))
                .cloned(),
        );
    }

    /// Whether anything was sent for `code`, even nothing but blanks.
    pub fn has(&self, code: &str) -> bool {
        self.pairs.iter().any(|(name, _)| name == code)
    }

    /// Every value sent for `code`, in the order it was sent.
    pub fn values<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs
            .iter()
            .filter(move |(name, _)| name == code)
            .map(|(_, value)| value.as_str())
    }
}

/// One accepted answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// 1 worst to 5 best as shown; reversed items are flipped when they are scored, not here.
    Level(u8),
    DontKnow,
    /// Index into the options.
    One(u8),
    /// Indices into the options, ascending.
    Many(Vec<u8>),
    Number(i32),
    Text(String),
    /// Code of the residential group.
    Group(String),
}

/// Accepted answers, one place per [`crate::survey::form::Form::fields`]; `None` = not asked or left blank.
pub type Answers = Vec<Option<Answer>>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Index into [`crate::survey::form::Form::fields`].
    pub field: usize,
    pub kind: FaultKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A required question without an answer.
    Missing,
    /// More than one answer where one is allowed.
    TooManyAnswers,
    /// A code that the form does not offer.
    UnknownOption,
    TooFew {
        min: usize,
    },
    TooMany {
        max: usize,
    },
    /// An exclusive option together with another.
    ExclusiveWithOthers,
    NotANumber,
    OutOfRange {
        min: i32,
        max: i32,
    },
    TooLong {
        max_length: usize,
    },
    UnknownGroup,
}

/// What is being judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The whole form, before it is accepted.
    All,
    /// One section; the others are read for conditions, without faults.
    Section(usize),
}

/// Accepted answers and everything that is wrong, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    pub answers: Answers,
    pub faults: Vec<Fault>,
}

/// Judges what was typed. A question that is not asked under its conditions has no answer and no fault.
/// `groups` are the residential groups that a group question may name.
pub fn check(form: &Form, part: Part, typed: &Typed, groups: &[Group]) -> Checked {
    let mut checked = Checked {
        answers: vec![None; form.fields.len()],
        faults: Vec::new(),
    };
    for (at, field) in form.fields.iter().enumerate() {
        if !field_is_asked(form, field, &checked.answers) {
            continue;
        }
        let judged = match part {
            Part::All => true,
            Part::Section(section) => field.section == section,
        };
        match read_field(form, field, typed, groups) {
            Ok(Some(answer)) => checked.answers[at] = Some(answer),
            Ok(None)
                if judged
                    && form.question(field).required
                    && can_be_answered(form, field, groups) =>
            {
                checked.faults.push(Fault {
                    field: at,
                    kind: FaultKind::Missing,
                });
            }
            Ok(None) => {}
            Err(kind) if judged => checked.faults.push(Fault { field: at, kind }),
            Err(_) => {}
        }
    }
    checked
}

/// Whether a field is asked, given the answers before it.
pub fn field_is_asked(form: &Form, field: &Field, answers: &Answers) -> bool {
    let section = &form.sections[field.section].ask_if;
    let question = &form.question(field).ask_if;
    section
        .iter()
        .chain(question)
        .all(|condition| holds(form, condition, answers))
}

/// A group can be named only where groups are known.
fn can_be_answered(form: &Form, field: &Field, groups: &[Group]) -> bool {
    !matches!(form.question(field).kind, Kind::Group) || !groups.is_empty()
}

fn holds(form: &Form, condition: &Condition, answers: &Answers) -> bool {
    let (Some(field), Some(Some(answer))) = (
        form.fields.get(condition.field),
        answers.get(condition.field),
    ) else {
        return false;
    };
    let wanted = |code: &str| condition.any_of.iter().any(|listed| listed == code);
    let chosen = |at: &u8| {
        form.question(field)
            .kind
            .options()
            .get(usize::from(*at))
            .is_some_and(|o| wanted(&o.code))
    };
    match answer {
        Answer::Level(level) => form
            .scale_of(field)
            .and_then(|scale| scale.levels.get(usize::from(*level).wrapping_sub(1)))
            .is_some_and(|level| wanted(&level.code)),
        Answer::DontKnow => form
            .scale_of(field)
            .and_then(|scale| scale.dont_know.as_ref())
            .is_some_and(|level| wanted(&level.code)),
        Answer::One(at) => chosen(at),
        Answer::Many(several) => several.iter().any(chosen),
        Answer::Number(_) | Answer::Text(_) | Answer::Group(_) => false,
    }
}

fn read_field(
    form: &Form,
    field: &Field,
    typed: &Typed,
    groups: &[Group],
) -> Result<Option<Answer>, FaultKind> {
    let kind = &form.question(field).kind;
    let mut values = typed
        .values(&field.code)
        .map(str::trim)
        .filter(|value| !value.is_empty());
    if let Kind::Multiple { options, min, max } = kind {
        return read_many(options, *min, *max, values);
    }
    let Some(value) = values.next() else {
        return Ok(None);
    };
    if values.any(|other| other != value) {
        return Err(FaultKind::TooManyAnswers);
    }
    match kind {
        Kind::Scale { .. } | Kind::Grid { .. } => form
            .scale_of(field)
            .and_then(|scale| read_level(scale, value))
            .map(Some)
            .ok_or(FaultKind::UnknownOption),
        Kind::Number { min, max, .. } => read_number(value, *min, *max).map(Some),
        Kind::ShortText { max_length } => read_text(value, *max_length, false).map(Some),
        Kind::LongText { max_length } => read_text(value, *max_length, true).map(Some),
        Kind::Group if groups.iter().any(|group| group.code == value) => {
            Ok(Some(Answer::Group(value.to_owned())))
        }
        Kind::Group => Err(FaultKind::UnknownGroup),
        Kind::Single { options } | Kind::AgeBand { options } | Kind::Sex { options } => {
            option_index(options, value)
                .map(|at| Some(Answer::One(at)))
                .ok_or(FaultKind::UnknownOption)
        }
        Kind::Multiple { .. } => Ok(None),
    }
}

fn read_level(scale: &Scale, value: &str) -> Option<Answer> {
    if scale
        .dont_know
        .as_ref()
        .is_some_and(|level| level.code == value)
    {
        return Some(Answer::DontKnow);
    }
    let at = scale.levels.iter().position(|level| level.code == value)?;
    u8::try_from(at + 1).ok().map(Answer::Level)
}

fn option_index(options: &[Choice], value: &str) -> Option<u8> {
    options
        .iter()
        .position(|option| option.code == value)
        .and_then(|at| u8::try_from(at).ok())
}

fn read_many<'a>(
    options: &[Choice],
    min: usize,
    max: usize,
    values: impl Iterator<Item = &'a str>,
) -> Result<Option<Answer>, FaultKind> {
    let mut chosen = Vec::new();
    for value in values {
        chosen.push(option_index(options, value).ok_or(FaultKind::UnknownOption)?);
    }
    if chosen.is_empty() {
        return Ok(None);
    }
    chosen.sort_unstable();
    chosen.dedup();
    let alone = chosen.iter().any(|at| {
        options
            .get(usize::from(*at))
            .is_some_and(|option| option.exclusive)
    });
    match chosen.len() {
        count if alone && count > 1 => Err(FaultKind::ExclusiveWithOthers),
        count if count < min && !alone => Err(FaultKind::TooFew { min }),
        count if count > max => Err(FaultKind::TooMany { max }),
        _ => Ok(Some(Answer::Many(chosen))),
    }
}

fn read_number(value: &str, min: i32, max: i32) -> Result<Answer, FaultKind> {
    let number: i64 = value.parse().map_err(|_| FaultKind::NotANumber)?;
    match i32::try_from(number) {
        Ok(number) if (min..=max).contains(&number) => Ok(Answer::Number(number)),
        _ => Err(FaultKind::OutOfRange { min, max }),
    }
}

/// Line breaks stay where several lines are allowed; other control characters become spaces.
fn read_text(value: &str, max_length: usize, several_lines: bool) -> Result<Answer, FaultKind> {
    let unified = value.replace("\r\n", "\n");
    let clean: String = unified
        .chars()
        .map(|c| {
            if c.is_control() && !(several_lines && c == '\n') {
                ' '
            } else {
                c
            }
        })
        .collect();
    let clean = clean.trim();
    if clean.chars().count() > max_length {
        return Err(FaultKind::TooLong { max_length });
    }
    Ok(Answer::Text(clean.to_owned()))
}
