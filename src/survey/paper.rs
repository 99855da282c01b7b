//! Paper: what stands before an option on the sheet, how digits become answers, and how two typists are compared.
//!
//! On paper nobody can be made to answer: a blank is never a fault. Everything else is judged by `answering`.

use crate::survey::answering::{
    Answer, Answers, Checked, Fault, FaultKind, Part, Typed, check, field_is_asked,
};
use crate::survey::form::{Field, Form};
use crate::survey::language::Text;
use crate::survey::locality::Group;
use crate::survey::question::Kind;

/// Something that can be circled on the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printed {
    /// A level of a scale, an option or a residential group, from 0 in the order of the form.
    Place(usize),
    DontKnow,
}

/// Typed for a question that was left blank; nothing at all says the same.
pub const BLANK: &str = "0";

/// The number printed before an option and typed for it.
pub fn key_of(option: Printed) -> String {
    match option {
        Printed::Place(place) => (place + 1).to_string(),
        Printed::DontKnow => "9".to_owned(),
    }
}

/// One option as it stands on the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key<'a> {
    pub key: String,
    /// As `answering` knows it.
    pub code: &'a str,
    pub words: Words<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words<'a> {
    Of(&'a Text),
    /// A name, the same in every language.
    Name(&'a str),
}

impl<'a> Words<'a> {
    pub fn in_language(self, language: &str) -> &'a str {
        match self {
            Self::Of(text) => text.in_language(language),
            Self::Name(name) => name,
        }
    }
}

/// What can be typed for a field; empty where numbers and words are written out.
pub fn keys<'a>(form: &'a Form, field: &Field, groups: &'a [Group]) -> Vec<Key<'a>> {
    let key = |option, code: &'a str, words| Key {
        key: key_of(option),
        code,
        words,
    };
    if let Some(scale) = form.scale_of(field) {
        let levels = scale.levels.iter().enumerate();
        let levels =
            levels.map(|(at, one)| key(Printed::Place(at), &one.code, Words::Of(&one.text)));
        let dont_know = scale.dont_know.iter();
        let dont_know =
            dont_know.map(|one| key(Printed::DontKnow, &one.code, Words::Of(&one.text)));
        return levels.chain(dont_know).collect();
    }
    match &form.question(field).kind {
        Kind::Group => as_listed(groups)
            .into_iter()
            .enumerate()
            .map(|(at, one)| key(Printed::Place(at), &one.code, Words::Name(&one.name)))
            .collect(),
        kind => kind
            .options()
            .iter()
            .enumerate()
            .map(|(at, one)| key(Printed::Place(at), &one.code, Words::Of(&one.text)))
            .collect(),
    }
}

/// The second before the tenth, so that the number of most groups is the one in their name.
fn as_listed(groups: &[Group]) -> Vec<&Group> {
    let number = |code: &str| {
        let word = code.trim_end_matches(|c: char| c.is_ascii_digit());
        let number: u32 = code[word.len()..].parse().unwrap_or(0);
        (word.to_owned(), number)
    };
    let mut listed: Vec<&Group> = groups.iter().collect();
    listed.sort_by_key(|group| (number(&group.code), group.code.clone()));
    listed
}

/// The fields that a typist goes through: a group that the batch already says is not typed.
pub fn typed_fields<'a>(form: &'a Form, groups: &[Group]) -> Vec<(usize, &'a Field)> {
    let fields = form.fields.iter().enumerate();
    fields
        .filter(|(_, field)| !groups.is_empty() || form.question(field).kind != Kind::Group)
        .collect()
}

/// What was typed from one sheet, judged. `groups` are those the sheet may name.
pub fn read(form: &Form, keyed: &Typed, groups: &[Group]) -> Checked {
    let mut codes = Vec::new();
    let mut unknown = Vec::new();
    for (at, field) in typed_fields(form, groups) {
        let typed = keyed.values(&field.code).next().unwrap_or_default().trim();
        match codes_of(form, field, groups, typed) {
            Some(found) => codes.extend(found.into_iter().map(|code| (field.code.clone(), code))),
            None => unknown.push(at),
        }
    }
    let mut checked = check(form, Part::All, &Typed::new(codes), groups);
    checked
        .faults
        .retain(|fault| fault.kind != FaultKind::Missing);
    unknown.retain(|at| field_is_asked(form, &form.fields[*at], &checked.answers));
    checked
        .faults
        .extend(unknown.into_iter().map(|field| Fault {
            field,
            kind: FaultKind::UnknownOption,
        }));
    checked.faults.sort_by_key(|fault| fault.field);
    checked
}

/// The codes that `typed` stands for; `None` when a number is not on the sheet.
fn codes_of(form: &Form, field: &Field, groups: &[Group], typed: &str) -> Option<Vec<String>> {
    let keys = keys(form, field, groups);
    if typed.is_empty() || (typed == BLANK && !keys.is_empty()) {
        return Some(Vec::new());
    }
    if keys.is_empty() {
        return Some(vec![typed.to_owned()]);
    }
    let code = |typed: &str| {
        let known = keys.iter().find(|known| known.key == typed)?;
        Some(known.code.to_owned())
    };
    match form.question(field).kind {
        Kind::Multiple { .. } => several(typed, keys.len())
            .iter()
            .map(|one| code(one))
            .collect(),
        _ => code(typed).map(|code| vec![code]),
    }
}

/// Several numbers: apart by a space or a mark, or run together while each has one digit.
fn several(typed: &str, options: usize) -> Vec<String> {
    let parts = typed.split(|c: char| c.is_whitespace() || ",;.+-".contains(c));
    let parts = parts.filter(|part| !part.is_empty());
    if options < 10 {
        parts.flat_map(str::chars).map(String::from).collect()
    } else {
        parts.map(ToOwned::to_owned).collect()
    }
}

/// What a typist would type for an answer.
pub fn keyed(form: &Form, field: &Field, groups: &[Group], answer: Option<&Answer>) -> String {
    let place = |at: u8| key_of(Printed::Place(usize::from(at)));
    match answer {
        None => String::new(),
        Some(Answer::Level(level)) => place(level.saturating_sub(1)),
        Some(Answer::DontKnow) => key_of(Printed::DontKnow),
        Some(Answer::One(at)) => place(*at),
        Some(Answer::Many(several)) => {
            let several: Vec<String> = several.iter().map(|at| place(*at)).collect();
            several.join(" ")
        }
        Some(Answer::Number(number)) => number.to_string(),
        Some(Answer::Text(words)) => words.clone(),
        Some(Answer::Group(code)) => keys(form, field, groups)
            .into_iter()
            .find(|known| known.code == code)
            .map(|known| known.key)
            .unwrap_or_default(),
    }
}

/// The fields that two typists read differently, in the order of the form.
pub fn differences(first: &Answers, second: &Answers) -> Vec<usize> {
    let both = first.iter().zip(second).enumerate();
    both.filter(|(_, (first, second))| !is_same(first.as_ref(), second.as_ref()))
        .map(|(at, _)| at)
        .collect()
}

/// Of words only what they say counts, not capitals and spaces.
fn is_same(first: Option<&Answer>, second: Option<&Answer>) -> bool {
    let words = |answer: Option<&Answer>| match answer {
        None => Some(String::new()),
        Some(Answer::Text(words)) => {
            let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
            Some(words.join(" "))
        }
        Some(_) => None,
    };
    match (words(first), words(second)) {
        (Some(first), Some(second)) => first == second,
        _ => first == second,
    }
}

/// How two keyings of one sheet agree: the keying error rate of a batch is the sum of these. Words do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Questions that either typist read an answer to.
    pub compared: u32,
    pub differing: u32,
}

impl Agreement {
    pub fn of(first: &Answers, second: &Answers) -> Self {
        let is_text = |answer: &Option<Answer>| matches!(answer, Some(Answer::Text(_)));
        let both = first.iter().zip(second);
        let closed = both.filter(|(first, second)| {
            (first.is_some() || second.is_some()) && !is_text(first) && !is_text(second)
        });
        closed.fold(Self::default(), |sum, (first, second)| Self {
            compared: sum.compared + 1,
            differing: sum.differing + u32::from(first != second),
        })
    }

    /// So many differences are two sheets, not slips of the finger. What the first typist read is then not shown, so
    /// that it cannot be fetched by typing anything at all.
    pub fn is_another_sheet(self) -> bool {
        self.differing > 3 && self.differing * 4 > self.compared
    }
}

/// Whether nothing at all was read from a sheet.
pub fn is_blank(answers: &Answers) -> bool {
    answers.iter().all(Option::is_none)
}
