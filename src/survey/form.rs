//! A form: a versioned questionnaire. Identity = code + version + digest of the file.

use crate::survey::condition::Condition;
use crate::survey::digest::Digest;
use crate::survey::language::{Language, Text};
use crate::survey::question::{Kind, Question, Scale};

#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    pub code: String,
    pub version: u32,
    /// The first is the default.
    pub languages: Vec<Language>,
    pub title: Text,
    pub introduction: Text,
    pub scales: Vec<Scale>,
    /// One page each.
    pub sections: Vec<Section>,
    /// Components of the index; empty for a form without an index.
    pub criteria: Vec<Criterion>,
    /// Every column of answers in the order of the form; derived from the sections when the form is read.
    pub fields: Vec<Field>,
    pub digest: Digest,
    /// The file as it was read.
    pub source: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub code: String,
    pub title: Text,
    pub introduction: Option<Text>,
    /// All must hold; empty means always asked.
    pub ask_if: Vec<Condition>,
    pub questions: Vec<Question>,
}

/// A component of the index.
#[derive(Clone, Debug, PartialEq)]
pub struct Criterion {
    pub code: String,
    pub name: Text,
    /// W_c; the weights of all criteria sum to 1.
    pub weight: f64,
    pub items: Vec<CriterionItem>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct CriterionItem {
    /// Index into [`Form::fields`]; always a scale field.
    pub field: usize,
    /// v_q; the weights inside a criterion sum to 1.
    pub weight: f64,
}

/// One column of answers: a question, or one item of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Column name in files and `name` attribute on pages.
    pub code: String,
    pub section: usize,
    pub question: usize,
    pub grid_item: Option<usize>,
}

impl Form {
    pub fn question(&self, field: &Field) -> &Question {
        &self.sections[field.section].questions[field.question]
    }

    pub fn field_index(&self, code: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.code == code)
    }

    /// The scale of a scale question or grid item.
    pub fn scale_of(&self, field: &Field) -> Option<&Scale> {
        match self.question(field).kind {
            Kind::Scale { scale, .. } | Kind::Grid { scale, .. } => self.scales.get(scale),
            _ => None,
        }
    }

    /// Whether a high code means dissatisfied, so that the code is flipped before it is scored.
    pub fn is_reversed(&self, field: &Field) -> bool {
        match (&self.question(field).kind, field.grid_item) {
            (Kind::Scale { reversed, .. }, _) => *reversed,
            (Kind::Grid { items, .. }, Some(item)) => items[item].reversed,
            _ => false,
        }
    }

    /// What a reader calls this field: the item's own text in a grid, the question's otherwise.
    pub fn field_text(&self, field: &Field) -> &Text {
        let question = self.question(field);
        match (&question.kind, field.grid_item) {
            (Kind::Grid { items, .. }, Some(item)) => &items[item].text,
            _ => &question.text,
        }
    }
}
