//! The questions of a form as they stand on paper: in the order and under the names of the screen, and before every
//! option the number that [`crate::survey::paper`] reads.

use hailong_print::{Block, Mark, Row, Section};

use crate::survey::condition::Condition;
use crate::survey::form::{Field, Form};
use crate::survey::language::Text;
use crate::survey::locality::Group;
use crate::survey::paper;
use crate::survey::question::{Kind, Question};
use crate::wording::print::{PaperForm, Print};
use crate::wording::{Tongue, fill};

struct Sheet<'a> {
    form: &'a Form,
    groups: &'a [Group],
    language: &'static str,
    words: &'static PaperForm,
    /// Printed number of each of [`Form::fields`]; empty for one that is not on paper.
    numbers: Vec<String>,
}

pub fn sections(form: &Form, groups: &[Group], tongue: Tongue) -> Vec<Section> {
    let fields = paper::typed_fields(form, groups);
    let sheet = Sheet {
        form,
        groups,
        language: tongue.tag(),
        words: &Print::of(tongue).paper_form,
        numbers: numbers(form, &fields),
    };
    let sections = form.sections.iter().enumerate();
    let printed = sections.map(|(at, section)| {
        let inside = fields.iter().filter(|(_, field)| field.section == at);
        Section {
            title: sheet.text(&section.title),
            introduction: sheet.text_if_any(section.introduction.as_ref()),
            only_if: sheet.only_if(&section.ask_if),
            blocks: sheet.blocks(inside.copied()),
        }
    });
    printed
        .filter(|section| !section.blocks.is_empty())
        .collect()
}

/// 1, 2, 3 …; the items of a grid are 3.1, 3.2 ….
fn numbers(form: &Form, fields: &[(usize, &Field)]) -> Vec<String> {
    let mut numbers = vec![String::new(); form.fields.len()];
    let mut question = 0;
    let mut before = None;
    for (at, field) in fields {
        let here = Some((field.section, field.question));
        question += usize::from(before != here);
        before = here;
        numbers[*at] = match field.grid_item {
            Some(item) => format!("{question}.{}", item + 1),
            None => question.to_string(),
        };
    }
    numbers
}

impl Sheet<'_> {
    fn text(&self, text: &Text) -> String {
        text.in_language(self.language).to_owned()
    }

    fn text_if_any(&self, text: Option<&Text>) -> String {
        text.map(|text| self.text(text)).unwrap_or_default()
    }

    /// Questions on one scale that follow each other share a table.
    fn blocks<'f>(&self, fields: impl Iterator<Item = (usize, &'f Field)>) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut scale_before = None;
        for (at, field) in fields {
            let question = self.form.question(field);
            let row = self.row(at, field, question);
            let mut scale_now = None;
            match &question.kind {
                Kind::Scale { scale, .. } => {
                    scale_now = Some(*scale);
                    match blocks.last_mut() {
                        Some(Block::Rated { rows, .. }) if scale_before == scale_now => {
                            rows.push(row);
                        }
                        _ => blocks.push(self.rated(field, None, row)),
                    }
                }
                Kind::Grid { .. } => match blocks.last_mut() {
                    Some(Block::Rated { rows, .. }) if field.grid_item != Some(0) => rows.push(row),
                    _ => blocks.push(self.rated(field, Some(self.lead(question)), row)),
                },
                Kind::Number { min, max, unit } => blocks.push(Block::Number {
                    row,
                    digits: min.to_string().len().max(max.to_string().len()),
                    note: self.range(*min, *max, unit.as_ref()),
                }),
                Kind::ShortText { max_length } => blocks.push(Block::Written {
                    row,
                    lines: if *max_length > 60 { 2 } else { 1 },
                }),
                Kind::LongText { .. } => blocks.push(Block::Written { row, lines: 5 }),
                Kind::Multiple { options, max, .. } => blocks.push(Block::Choice {
                    row,
                    note: self.several(*max, options.len()),
                    marks: self.marks(field),
                }),
                Kind::Single { .. } | Kind::AgeBand { .. } | Kind::Sex { .. } | Kind::Group => {
                    blocks.push(Block::Choice {
                        row,
                        note: String::new(),
                        marks: self.marks(field),
                    });
                }
            }
            scale_before = scale_now;
        }
        blocks
    }

    fn rated(&self, field: &Field, lead: Option<Row>, first: Row) -> Block {
        let levels = self
            .form
            .scale_of(field)
            .map_or(0, |scale| scale.levels.len());
        Block::Rated {
            lead,
            marks: self.marks(field),
            apart: levels,
            rows: vec![first],
        }
    }

    fn marks(&self, field: &Field) -> Vec<Mark> {
        let keys = paper::keys(self.form, field, self.groups).into_iter();
        let mark = |key: paper::Key<'_>| Mark {
            digit: key.key,
            text: key.words.in_language(self.language).to_owned(),
        };
        keys.map(mark).collect()
    }

    /// Help and condition of a grid stand once, over its items.
    fn row(&self, at: usize, field: &Field, question: &Question) -> Row {
        let is_item = field.grid_item.is_some();
        Row {
            number: self.numbers[at].clone(),
            text: self.text(self.form.field_text(field)),
            help: self.text_if_any(question.help.as_ref().filter(|_| !is_item)),
            only_if: if is_item {
                String::new()
            } else {
                self.only_if(&question.ask_if)
            },
            code: field.code.clone(),
        }
    }

    fn lead(&self, question: &Question) -> Row {
        Row {
            number: String::new(),
            text: self.text(&question.text),
            help: self.text_if_any(question.help.as_ref()),
            only_if: self.only_if(&question.ask_if),
            code: question.code.clone(),
        }
    }

    fn only_if(&self, conditions: &[Condition]) -> String {
        let said: Vec<String> = conditions.iter().map(|one| self.condition(one)).collect();
        said.join(self.words.and_if)
    }

    fn condition(&self, condition: &Condition) -> String {
        let keys = paper::keys(self.form, &self.form.fields[condition.field], self.groups);
        let named = keys
            .iter()
            .filter(|key| condition.any_of.iter().any(|code| code == key.code));
        let options: Vec<String> = named
            .map(|key| format!("{} {}", key.key, key.words.in_language(self.language)))
            .collect();
        let values = [
            ("number", self.numbers[condition.field].as_str()),
            ("options", &options.join(" / ")),
        ];
        fill(self.words.only_if, &values)
    }

    fn several(&self, max: usize, options: usize) -> String {
        if max < options {
            fill(self.words.several_at_most, &[("max", &max.to_string())])
        } else {
            self.words.several.to_owned()
        }
    }

    fn range(&self, min: i32, max: i32, unit: Option<&Text>) -> String {
        let values = [("min", min.to_string()), ("max", max.to_string())];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let range = fill(self.words.from_to, &values);
        match unit {
            Some(unit) => format!("{range} {}", self.text(unit)),
            None => range,
        }
    }
}
