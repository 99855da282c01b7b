//! Questions as a page shows them.

use crate::survey::answering::{Fault, Typed};
use crate::survey::form::{Field, Form};
use crate::survey::locality::Group;
use crate::survey::question::{Kind, Question, Scale};
use crate::wording::respond::Respond;
use crate::wording::{Tongue, fill};

/// What a page is made from.
pub struct Looking<'a> {
    pub form: &'a Form,
    pub tongue: Tongue,
    pub typed: &'a Typed,
    pub groups: &'a [Group],
    pub faults: &'a [Fault],
}

pub struct QuestionView {
    /// The question above the items of a grid.
    pub heading: Option<String>,
    pub help: Option<String>,
    pub fields: Vec<FieldView>,
}

pub struct FieldView {
    pub code: String,
    pub text: String,
    pub help: Option<String>,
    pub mark: &'static str,
    pub error: Option<String>,
    pub control: Control,
}

pub enum Control {
    /// Options, and whether several may be chosen.
    Choices(Vec<OptionView>, bool),
    List(Vec<OptionView>),
    /// Value, `number` or `text`, most characters.
    Line(String, &'static str, usize),
    Area(String, usize),
}

pub struct OptionView {
    pub id: String,
    pub value: String,
    pub text: String,
    pub chosen: bool,
    /// Set apart from the ordered levels.
    pub apart: bool,
}

impl FieldView {
    pub fn is_described(&self) -> bool {
        self.help.is_some() || self.error.is_some()
    }

    pub fn described(&self) -> String {
        let help = self.help.iter().map(|_| format!("h-{}", self.code));
        let error = self.error.iter().map(|_| format!("e-{}", self.code));
        help.chain(error).collect::<Vec<_>>().join(" ")
    }
}

impl Looking<'_> {
    fn words(&self) -> &'static Respond {
        Respond::in_tongue(self.tongue)
    }

    /// The questions of a section that `is_asked` lets through.
    pub fn questions(&self, section: usize, is_asked: impl Fn(usize) -> bool) -> Vec<QuestionView> {
        let asked = self
            .form
            .sections
            .get(section)
            .map(|section| section.questions.as_slice())
            .unwrap_or_default();
        asked
            .iter()
            .enumerate()
            .filter_map(|(number, question)| {
                let own = |(at, field): (usize, &Field)| {
                    (field.section == section && field.question == number && is_asked(at))
                        .then(|| self.field(at, field, question))
                };
                let fields: Vec<FieldView> = self
                    .form
                    .fields
                    .iter()
                    .enumerate()
                    .filter_map(own)
                    .collect();
                let is_grid = matches!(question.kind, Kind::Grid { .. });
                (!fields.is_empty()).then(|| QuestionView {
                    heading: is_grid
                        .then(|| question.text.in_language(self.tongue.tag()).to_owned()),
                    help: self.help(question),
                    fields,
                })
            })
            .collect()
    }

    fn help(&self, question: &Question) -> Option<String> {
        question
            .help
            .as_ref()
            .map(|text| text.in_language(self.tongue.tag()).to_owned())
    }

    fn field(&self, at: usize, field: &Field, question: &Question) -> FieldView {
        let words = self.words();
        let fault = self.faults.iter().find(|fault| fault.field == at);
        let number = |value: i32| value.to_string();
        let own_help = match (&question.kind, self.help(question)) {
            (Kind::Grid { .. }, _) => None,
            (_, Some(help)) => Some(help),
            (Kind::Multiple { .. }, None) => Some(words.choose_several.to_owned()),
            (Kind::Number { min, max, .. }, None) => Some(fill(
                words.number_from_to,
                &[("min", &number(*min)), ("max", &number(*max))],
            )),
            (Kind::ShortText { max_length } | Kind::LongText { max_length }, None) => Some(fill(
                words.letters_at_most,
                &[("max", &max_length.to_string())],
            )),
            _ => None,
        };
        FieldView {
            code: field.code.clone(),
            text: self
                .form
                .field_text(field)
                .in_language(self.tongue.tag())
                .to_owned(),
            help: own_help,
            mark: if question.required {
                words.required
            } else {
                words.optional
            },
            error: fault.map(|fault| words.fault(&fault.kind)),
            control: self.control(field, question),
        }
    }

    fn control(&self, field: &Field, question: &Question) -> Control {
        let value = || {
            self.typed
                .values(&field.code)
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        match &question.kind {
            Kind::Scale { .. } | Kind::Grid { .. } => {
                let options = self
                    .form
                    .scale_of(field)
                    .map(|scale| self.levels(field, scale));
                Control::Choices(options.unwrap_or_default(), false)
            }
            Kind::Multiple { .. } => Control::Choices(self.options(field, question), true),
            Kind::Single { .. } | Kind::AgeBand { .. } | Kind::Sex { .. } => {
                Control::Choices(self.options(field, question), false)
            }
            Kind::Group => {
                let option = |group: &Group| self.option(field, &group.code, &group.name, false);
                Control::List(self.groups.iter().map(option).collect())
            }
            Kind::Number { .. } => Control::Line(value(), "number", 12),
            Kind::ShortText { max_length } => Control::Line(value(), "text", *max_length),
            Kind::LongText { max_length } => Control::Area(value(), *max_length),
        }
    }

    fn levels(&self, field: &Field, scale: &Scale) -> Vec<OptionView> {
        let level = |level: &crate::survey::question::Level, apart| {
            self.option(
                field,
                &level.code,
                level.text.in_language(self.tongue.tag()),
                apart,
            )
        };
        let levels = scale.levels.iter().map(|one| level(one, false));
        levels
            .chain(scale.dont_know.iter().map(|one| level(one, true)))
            .collect()
    }

    fn options(&self, field: &Field, question: &Question) -> Vec<OptionView> {
        let options = question.kind.options().iter();
        options
            .map(|one| {
                self.option(
                    field,
                    &one.code,
                    one.text.in_language(self.tongue.tag()),
                    one.exclusive,
                )
            })
            .collect()
    }

    fn option(&self, field: &Field, value: &str, text: &str, apart: bool) -> OptionView {
        OptionView {
            id: format!("i-{}-{value}", field.code),
            value: value.to_owned(),
            text: text.to_owned(),
            chosen: self.typed.values(&field.code).any(|typed| typed == value),
            apart,
        }
    }
}
