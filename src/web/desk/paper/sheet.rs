//! The fields of one sheet, in its order.

use crate::survey::answering::{Fault, Typed};
use crate::survey::form::{Field, Form};
use crate::survey::locality::Group;
use crate::survey::paper::{keys, typed_fields};
use crate::survey::question::Kind;
use crate::web::desk::paper::ANSWER;
use crate::web::desk::refusal::Refusals;
use crate::wording::paper::Paper;
use crate::wording::{Tongue, fill};

pub struct Choice {
    pub key: String,
    pub words: String,
}

pub struct FieldView {
    /// Of the input, and its id.
    pub name: String,
    /// As printed on the sheet.
    pub code: String,
    pub text: String,
    pub options: Vec<Choice>,
    /// What may be typed where no options are.
    pub hint: String,
    pub value: String,
    /// What is wrong with it; the list on top names the question too.
    pub fault: Option<String>,
    /// One digit is a whole answer.
    pub one_digit: bool,
    /// Words, not numbers.
    pub words: bool,
    pub longest: usize,
}

pub struct SectionView {
    pub title: String,
    pub fields: Vec<FieldView>,
}

pub struct Sheet<'a> {
    pub form: &'a Form,
    pub groups: &'a [Group],
    pub tongue: Tongue,
}

impl Sheet<'_> {
    pub fn sections(&self, typed: &Typed, refusals: &Refusals) -> Vec<SectionView> {
        let tag = self.tongue.tag();
        let mut sections: Vec<(usize, SectionView)> = Vec::new();
        for (_, field) in typed_fields(self.form, self.groups) {
            let mut view = self.field(field, ANSWER, typed);
            let lead = said(&view.text, "");
            let fault = refusals.of(&view.name);
            view.fault = fault.map(|text| text.strip_prefix(&lead).unwrap_or(text).to_owned());
            match sections.last_mut().filter(|(own, _)| *own == field.section) {
                Some((_, section)) => section.fields.push(view),
                None => sections.push((
                    field.section,
                    SectionView {
                        title: self.form.sections[field.section]
                            .title
                            .in_language(tag)
                            .to_owned(),
                        fields: vec![view],
                    },
                )),
            }
        }
        sections.into_iter().map(|(_, section)| section).collect()
    }

    pub fn field(&self, field: &Field, prefix: &str, typed: &Typed) -> FieldView {
        let (words, tag) = (Paper::of(self.tongue), self.tongue.tag());
        let question = self.form.question(field);
        let options: Vec<Choice> = keys(self.form, field, self.groups)
            .into_iter()
            .map(|one| Choice {
                key: one.key,
                words: one.words.in_language(tag).to_owned(),
            })
            .collect();
        let (hint, longest) = match &question.kind {
            Kind::Number { min, max, .. } => {
                let (min, max) = (min.to_string(), max.to_string());
                (fill(words.number, &[("min", &min), ("max", &max)]), 11)
            }
            Kind::ShortText { max_length } | Kind::LongText { max_length } => {
                (words.words.to_owned(), *max_length)
            }
            Kind::Multiple { .. } => (words.several.to_owned(), 60),
            _ => (String::new(), 4),
        };
        let one_digit = options.iter().all(|one| one.key.len() == 1);
        FieldView {
            name: format!("{prefix}{}", field.code),
            code: field.code.clone(),
            text: self.form.field_text(field).in_language(tag).to_owned(),
            one_digit: one_digit
                && !options.is_empty()
                && !matches!(question.kind, Kind::Multiple { .. }),
            words: matches!(
                question.kind,
                Kind::ShortText { .. } | Kind::LongText { .. }
            ),
            value: typed
                .values(&field.code)
                .next()
                .unwrap_or_default()
                .to_owned(),
            options,
            hint,
            fault: None,
            longest,
        }
    }

    /// What is wrong, beside the field that it is about.
    pub fn refusals(&self, faults: &[Fault]) -> Refusals {
        let words = Paper::of(self.tongue);
        let mut refusals = Refusals::default();
        for fault in faults {
            let Some(field) = self.form.fields.get(fault.field) else {
                continue;
            };
            let text = self.form.field_text(field).in_language(self.tongue.tag());
            let said = said(text, &words.fault(self.tongue, &fault.kind));
            refusals.add(&format!("{ANSWER}{}", field.code), said);
        }
        refusals
    }

    /// What was typed, with the words that it stands for.
    pub fn said(&self, field: &Field, typed: &str) -> String {
        if typed.is_empty() {
            return Paper::of(self.tongue).nothing_typed.to_owned();
        }
        let keys = keys(self.form, field, self.groups);
        match keys.iter().find(|one| one.key == typed) {
            Some(one) => format!("{typed} – {}", one.words.in_language(self.tongue.tag())),
            None => typed.to_owned(),
        }
    }
}

/// A question and what is said of it.
fn said(question: &str, words: &str) -> String {
    format!("{question} – {words}")
}
