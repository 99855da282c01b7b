//! Checks across a form: conditions look back, everything can be reached, weights sum to one.

use crate::survey::condition::Condition;
use crate::survey::form::{Criterion, CriterionItem, Form};
use crate::survey::form_fault::{Expected, FormFaultKind};
use crate::survey::question::Kind;
use crate::survey::reading::{check_code, read_text};
use crate::survey::reading_questions::ReadSection;
use crate::survey::toml_walk::Node;

/// Resolves every `ask_if` and reports what no respondent could ever reach.
pub fn conditions(root: Node<'_>, form: &mut Form, read: &[ReadSection<'_>]) {
    let mut unreachable_fields = vec![false; form.fields.len()];
    for (at, section) in read.iter().enumerate() {
        let first = form
            .fields
            .iter()
            .position(|field| field.section == at)
            .unwrap_or(form.fields.len());
        let asked = resolve(section.node, form, first);
        let section_lost = cannot_hold(form, &asked, &unreachable_fields);
        if section_lost {
            let code = section.section.code.clone();
            root.fault(
                section.node.line,
                FormFaultKind::UnreachableSection { section: code },
            );
        }
        for (number, node) in section.questions.iter().enumerate() {
            let mine = |field: &crate::survey::form::Field| {
                field.section == at && field.question == number
            };
            let own = form
                .fields
                .iter()
                .position(mine)
                .unwrap_or(form.fields.len());
            let conditions = resolve(*node, form, own);
            let both: Vec<Condition> = asked.iter().chain(&conditions).cloned().collect();
            let lost = cannot_hold(form, &both, &unreachable_fields);
            if lost && !section_lost {
                let question = form.sections[at].questions[number].code.clone();
                root.fault(node.line, FormFaultKind::UnreachableQuestion { question });
            }
            for (place, field) in form.fields.iter().enumerate() {
                if mine(field) {
                    unreachable_fields[place] = lost;
                }
            }
            form.sections[at].questions[number].ask_if = conditions;
        }
        form.sections[at].ask_if = asked;
    }
}

/// The conditions of a node, all on fields before `own`.
fn resolve(node: Node<'_>, form: &Form, own: usize) -> Vec<Condition> {
    let mut conditions = Vec::new();
    for entry in node.tables("ask_if") {
        entry.only(&["question", "any_of"]);
        let Some((question, line)) = entry.string("question") else {
            continue;
        };
        let listed = entry.strings("any_of");
        if listed.is_empty() {
            entry.fault(entry.line, FormFaultKind::MissingKey { key: "any_of" });
        }
        let Some(field) = form.field_index(&question) else {
            entry.fault(line, FormFaultKind::ConditionUnknown { question });
            continue;
        };
        if field >= own {
            entry.fault(line, FormFaultKind::ConditionNotEarlier { question });
            continue;
        }
        let Some(known) = codes_of(form, field) else {
            entry.fault(line, FormFaultKind::ConditionOnOpenAnswer { question });
            continue;
        };
        for (option, line) in &listed {
            if !known.contains(option) {
                let (question, option) = (question.clone(), option.clone());
                entry.fault(
                    *line,
                    FormFaultKind::ConditionUnknownOption { question, option },
                );
            }
        }
        conditions.push(Condition {
            field,
            any_of: listed.into_iter().map(|(code, _)| code).collect(),
        });
    }
    conditions
}

/// The codes an answer to this field can have; `None` for numbers, texts and groups.
fn codes_of(form: &Form, field: usize) -> Option<Vec<String>> {
    let field = form.fields.get(field)?;
    if let Some(scale) = form.scale_of(field) {
        return Some(
            scale
                .levels
                .iter()
                .chain(&scale.dont_know)
                .map(|level| level.code.clone())
                .collect(),
        );
    }
    let options = form.question(field).kind.options();
    (!options.is_empty()).then(|| options.iter().map(|option| option.code.clone()).collect())
}

/// Whether no set of answers satisfies all conditions: one looks at a field that is never asked, or two ask one
/// single answer to be two things.
fn cannot_hold(form: &Form, conditions: &[Condition], unreachable_fields: &[bool]) -> bool {
    conditions.iter().enumerate().any(|(at, condition)| {
        let several = form
            .fields
            .get(condition.field)
            .is_some_and(|field| matches!(form.question(field).kind, Kind::Multiple { .. }));
        unreachable_fields
            .get(condition.field)
            .copied()
            .unwrap_or(false)
            || (!several
                && conditions[..at].iter().any(|other| {
                    other.field == condition.field
                        && !other
                            .any_of
                            .iter()
                            .any(|code| condition.any_of.contains(code))
                }))
    })
}

const TOLERANCE: f64 = 1e-9;

/// Reads the criteria: every item is a scale field, weights are positive and sum to one.
pub fn criteria(root: Node<'_>, form: &Form) -> Vec<Criterion> {
    let mut criteria: Vec<Criterion> = Vec::new();
    for node in root.tables("criterion") {
        node.only(&["code", "name", "weight", "items", "note"]);
        let (code, line) = node.string("code").unwrap_or_default();
        if line > 0 {
            check_code(node, &code, line);
            if criteria.iter().any(|known| known.code == code) {
                node.fault(line, FormFaultKind::Duplicate { code: code.clone() });
            }
        }
        if node.get("weight").is_none() {
            node.fault(node.line, FormFaultKind::MissingKey { key: "weight" });
        }
        let weight = positive(node, "weight").unwrap_or_default();
        let name = read_text(node, "name", &form.languages).unwrap_or_default();
        criteria.push(Criterion {
            code,
            name,
            weight,
            items: items(node, form),
        });
    }
    let sum: f64 = criteria.iter().map(|criterion| criterion.weight).sum();
    if let (false, Some(first)) = (
        (sum - 1.0).abs() <= TOLERANCE,
        root.tables("criterion").first(),
    ) {
        root.fault(first.line, FormFaultKind::WeightsDoNotSumToOne { sum });
    }
    criteria
}

fn positive(node: Node<'_>, key: &'static str) -> Option<f64> {
    let (weight, line) = node.number(key)?;
    if weight <= 0.0 {
        node.fault(line, FormFaultKind::WeightNotPositive);
    }
    Some(weight)
}

/// Items are codes, equally weighted, or tables with a weight each.
fn items(node: Node<'_>, form: &Form) -> Vec<CriterionItem> {
    let listed = node.list("items");
    if listed.is_empty() {
        node.fault(node.line, FormFaultKind::MissingKey { key: "items" });
    }
    let equal = 1.0 / listed.len().max(1) as f64;
    let mut items: Vec<CriterionItem> = Vec::new();
    for entry in &listed {
        let (question, weight) = match entry.value {
            toml::de::DeValue::String(code) => (Some(code.to_string()), Some(equal)),
            toml::de::DeValue::Table(table) => {
                let entry = Node {
                    table,
                    line: entry.line,
                    faults: node.faults,
                };
                entry.only(&["question", "weight"]);
                (
                    entry.string("question").map(|(code, _)| code),
                    positive(entry, "weight").or(Some(equal)),
                )
            }
            _ => {
                let key = "items".to_owned();
                node.fault(
                    entry.line,
                    FormFaultKind::WrongType {
                        key,
                        expected: Expected::Text,
                    },
                );
                continue;
            }
        };
        let (Some(question), Some(weight)) = (question, weight) else {
            continue;
        };
        match form.field_index(&question) {
            None => node.fault(entry.line, FormFaultKind::CriterionUnknown { question }),
            Some(field) if form.scale_of(&form.fields[field]).is_none() => {
                node.fault(entry.line, FormFaultKind::CriterionNotScale { question });
            }
            Some(field) if items.iter().any(|known| known.field == field) => {
                node.fault(entry.line, FormFaultKind::Duplicate { code: question });
            }
            Some(field) => items.push(CriterionItem { field, weight }),
        }
    }
    let sum: f64 = items.iter().map(|item| item.weight).sum();
    if items.len() == listed.len() && !items.is_empty() && (sum - 1.0).abs() > TOLERANCE {
        node.fault(node.line, FormFaultKind::WeightsDoNotSumToOne { sum });
    }
    items
}
