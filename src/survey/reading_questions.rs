//! Reading sections and questions of a form file.

use std::collections::HashSet;

use crate::survey::form::Section;
use crate::survey::form_fault::FormFaultKind;
use crate::survey::language::Language;
use crate::survey::question::{Choice, GridItem, Kind, Question, Scale};
use crate::survey::reading::{
    check_code, check_field_code, check_option_code, read_optional_text, read_text,
};
use crate::survey::toml_walk::Node;

/// Option indices fit one byte, with room for "missing".
pub const MAX_OPTIONS: usize = 200;
const MAX_TEXT: usize = 5_000;

/// A section with the nodes it was read from: conditions are resolved when all questions are known.
pub struct ReadSection<'a> {
    pub section: Section,
    pub node: Node<'a>,
    pub questions: Vec<Node<'a>>,
}

pub fn read_sections<'a>(
    root: Node<'a>,
    languages: &[Language],
    scales: &[Scale],
) -> Vec<ReadSection<'a>> {
    let mut sections = Vec::new();
    let mut codes = HashSet::new();
    let mut fields = HashSet::new();
    let mut singular = HashSet::new();
    for node in root.tables("section") {
        node.only(&["code", "title", "introduction", "ask_if", "question"]);
        let code = node.string("code");
        if let Some((code, line)) = &code {
            check_code(node, code, *line);
            if !codes.insert(code.clone()) {
                node.fault(*line, FormFaultKind::Duplicate { code: code.clone() });
            }
        }
        let nodes = node.tables("question");
        if nodes.is_empty() {
            node.fault(node.line, FormFaultKind::MissingKey { key: "question" });
        }
        let mut read = ReadSection {
            section: Section {
                code: code.map(|(code, _)| code).unwrap_or_default(),
                title: read_text(node, "title", languages).unwrap_or_default(),
                introduction: read_optional_text(node, "introduction", languages),
                ask_if: Vec::new(),
                questions: Vec::new(),
            },
            node,
            questions: Vec::new(),
        };
        for question in nodes {
            let asked = read_question(question, languages, scales, &mut fields, &mut singular);
            read.section.questions.push(asked);
            read.questions.push(question);
        }
        sections.push(read);
    }
    if sections.is_empty() {
        root.fault(root.line, FormFaultKind::MissingKey { key: "section" });
    }
    sections
}

fn read_question(
    node: Node<'_>,
    languages: &[Language],
    scales: &[Scale],
    fields: &mut HashSet<String>,
    singular: &mut HashSet<&'static str>,
) -> Question {
    let (code, code_line) = node.string("code").unwrap_or_default();
    if code_line > 0 {
        check_field_code(node, &code, code_line);
        claim(node, fields, &code, code_line);
    }
    let (name, kind_line) = node.string("kind").unwrap_or_default();
    let kind = match name.as_str() {
        "scale" => Kind::Scale {
            scale: scale_of(node, scales),
            reversed: node.flag("reversed", false),
        },
        "grid" => Kind::Grid {
            scale: scale_of(node, scales),
            items: read_items(node, languages, fields),
        },
        "single" => Kind::Single {
            options: read_options(node, languages),
        },
        "multiple" => read_multiple(node, languages),
        "number" => read_number(node, languages),
        "short_text" => Kind::ShortText {
            max_length: read_length(node, 200),
        },
        "long_text" => Kind::LongText {
            max_length: read_length(node, 1_000),
        },
        "group" => Kind::Group,
        "age_band" => Kind::AgeBand {
            options: read_options(node, languages),
        },
        "sex" => Kind::Sex {
            options: read_options(node, languages),
        },
        _ => {
            if kind_line > 0 {
                node.fault(kind_line, FormFaultKind::UnknownKind { kind: name.clone() });
            }
            Kind::Group
        }
    };
    let own: &[&'static str] = match kind {
        Kind::Scale { .. } => &["scale", "reversed"],
        Kind::Grid { .. } => &["scale", "items"],
        Kind::Single { .. } | Kind::AgeBand { .. } | Kind::Sex { .. } => &["options"],
        Kind::Multiple { .. } => &["options", "min", "max"],
        Kind::Number { .. } => &["min", "max", "unit"],
        Kind::ShortText { .. } | Kind::LongText { .. } => &["max_length"],
        Kind::Group => &[],
    };
    let common = ["code", "kind", "text", "help", "required", "ask_if", "note"];
    node.only(&common.iter().chain(own).copied().collect::<Vec<_>>());
    if let Some(kind) = ["group", "age_band", "sex"]
        .into_iter()
        .find(|kind| *kind == name)
        && !singular.insert(kind)
    {
        node.fault(kind_line, FormFaultKind::OnlyOnce { kind });
    }
    Question {
        code,
        text: read_text(node, "text", languages).unwrap_or_default(),
        help: read_optional_text(node, "help", languages),
        required: node.flag("required", false),
        ask_if: Vec::new(),
        kind,
    }
}

fn claim(node: Node<'_>, fields: &mut HashSet<String>, code: &str, line: usize) {
    if !fields.insert(code.to_owned()) {
        node.fault(
            line,
            FormFaultKind::Duplicate {
                code: code.to_owned(),
            },
        );
    }
}

/// Index of the scale; 0 when the name is unknown, which is a fault anyway.
fn scale_of(node: Node<'_>, scales: &[Scale]) -> usize {
    let Some((name, line)) = node.string("scale") else {
        return 0;
    };
    scales
        .iter()
        .position(|scale| scale.code == name)
        .unwrap_or_else(|| {
            node.fault(line, FormFaultKind::UnknownScale { scale: name });
            0
        })
}

fn read_items(
    node: Node<'_>,
    languages: &[Language],
    fields: &mut HashSet<String>,
) -> Vec<GridItem> {
    let mut items = Vec::new();
    for item in node.tables("items") {
        item.only(&["code", "text", "reversed"]);
        let (code, line) = item.string("code").unwrap_or_default();
        if line > 0 {
            check_field_code(item, &code, line);
            claim(item, fields, &code, line);
        }
        let text = read_text(item, "text", languages).unwrap_or_default();
        items.push(GridItem {
            code,
            text,
            reversed: item.flag("reversed", false),
        });
    }
    if items.is_empty() {
        node.fault(node.line, FormFaultKind::MissingKey { key: "items" });
    }
    items
}

fn read_options(node: Node<'_>, languages: &[Language]) -> Vec<Choice> {
    let mut options: Vec<Choice> = Vec::new();
    for option in node.tables("options") {
        option.only(&["code", "text", "exclusive"]);
        let (code, line) = option.string("code").unwrap_or_default();
        if line > 0 {
            check_option_code(option, &code, line);
            if options.iter().any(|known| known.code == code) {
                option.fault(line, FormFaultKind::Duplicate { code: code.clone() });
            }
        }
        let text = read_text(option, "text", languages).unwrap_or_default();
        options.push(Choice {
            code,
            text,
            exclusive: option.flag("exclusive", false),
        });
    }
    if options.len() < 2 {
        node.fault(node.line, FormFaultKind::NoOptions);
    }
    if options.len() > MAX_OPTIONS {
        node.fault(
            node.line,
            FormFaultKind::TooManyOptions { max: MAX_OPTIONS },
        );
    }
    options
}

fn read_multiple(node: Node<'_>, languages: &[Language]) -> Kind {
    let options = read_options(node, languages);
    let min = node.whole::<usize>("min").map_or(0, |(min, _)| min);
    let (max, max_line) = node
        .whole::<usize>("max")
        .unwrap_or((options.len(), node.line));
    if max > options.len() {
        node.fault(
            max_line,
            FormFaultKind::MaxAboveOptions {
                options: options.len(),
            },
        );
    }
    if min > max {
        node.fault(max_line, FormFaultKind::MinAboveMax);
    }
    Kind::Multiple { options, min, max }
}

fn read_number(node: Node<'_>, languages: &[Language]) -> Kind {
    let (min, _) = node.required_whole::<i32>("min").unwrap_or_default();
    let (max, max_line) = node
        .required_whole::<i32>("max")
        .unwrap_or((i32::MAX, node.line));
    if min > max {
        node.fault(max_line, FormFaultKind::MinAboveMax);
    }
    Kind::Number {
        min,
        max,
        unit: read_optional_text(node, "unit", languages),
    }
}

fn read_length(node: Node<'_>, otherwise: usize) -> usize {
    node.whole::<usize>("max_length")
        .map_or(otherwise, |(length, _)| length.clamp(1, MAX_TEXT))
}
