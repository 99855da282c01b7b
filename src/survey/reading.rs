//! Reading a form file. `survey-forms/README.md` is the grammar.

use std::collections::HashSet;

use toml::de::DeTable;

use crate::survey::checking;
use crate::survey::digest::Digest;
use crate::survey::form::{Field, Form};
use crate::survey::form_fault::{Expected, FormFault, FormFaultKind};
use crate::survey::language::{Language, Text};
use crate::survey::question::{Kind, Level, Scale};
use crate::survey::reading_questions::read_sections;
use crate::survey::toml_walk::{Faults, Node};

const TOP: &[&str] = &[
    "code",
    "version",
    "languages",
    "title",
    "introduction",
    "note",
    "scale",
    "section",
    "criterion",
];

/// Reads a form; every fault of the file comes back at once, in the order of the lines.
pub fn read(source: &str) -> Result<Form, Vec<FormFault>> {
    let faults = Faults::new(source);
    let (document, syntax) = DeTable::parse_recoverable(source);
    for problem in syntax {
        let line = faults.line(problem.span().map_or(0, |span| span.start));
        faults.add(
            line,
            FormFaultKind::Syntax {
                message: problem.message().to_owned(),
            },
        );
    }
    let form = {
        let root = Node {
            table: document.get_ref(),
            line: 1,
            faults: &faults,
        };
        read_root(root, source)
    };
    let found = faults.into_sorted();
    match form {
        Some(form) if found.is_empty() => Ok(form),
        _ => Err(found),
    }
}

fn read_root(root: Node<'_>, source: &str) -> Option<Form> {
    root.only(TOP);
    let code = root
        .string("code")
        .inspect(|(code, line)| check_code(root, code, *line));
    let version = root.required_whole::<u32>("version");
    let languages = read_languages(root);
    let title = read_text(root, "title", &languages);
    let introduction = read_text(root, "introduction", &languages);
    let scales = read_scales(root, &languages);
    let sections = read_sections(root, &languages, &scales);
    let mut form = Form {
        code: code.map(|(code, _)| code).unwrap_or_default(),
        version: version.map(|(version, _)| version).unwrap_or_default(),
        languages,
        title: title.unwrap_or_default(),
        introduction: introduction.unwrap_or_default(),
        scales,
        sections: Vec::new(),
        criteria: Vec::new(),
        fields: Vec::new(),
        digest: Digest::of(source.as_bytes()),
        source: source.to_owned(),
    };
    form.sections = sections.iter().map(|read| read.section.clone()).collect();
    form.fields = fields_of(&form);
    checking::conditions(root, &mut form, &sections);
    form.criteria = checking::criteria(root, &form);
    Some(form)
}

fn fields_of(form: &Form) -> Vec<Field> {
    let mut fields = Vec::new();
    for (section, page) in form.sections.iter().enumerate() {
        for (question, asked) in page.questions.iter().enumerate() {
            match &asked.kind {
                Kind::Grid { items, .. } => {
                    fields.extend(items.iter().enumerate().map(|(at, item)| Field {
                        code: item.code.clone(),
                        section,
                        question,
                        grid_item: Some(at),
                    }))
                }
                _ => fields.push(Field {
                    code: asked.code.clone(),
                    section,
                    question,
                    grid_item: None,
                }),
            }
        }
    }
    fields
}

fn read_languages(root: Node<'_>) -> Vec<Language> {
    let listed = root.strings("languages");
    if listed.is_empty() {
        root.fault(root.line, FormFaultKind::MissingKey { key: "languages" });
    }
    let mut seen = HashSet::new();
    for (tag, line) in &listed {
        if tag.len() < 2
            || !tag
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        {
            root.fault(*line, FormFaultKind::BadCode { code: tag.clone() });
        }
        if !seen.insert(tag.clone()) {
            root.fault(*line, FormFaultKind::Duplicate { code: tag.clone() });
        }
    }
    listed.into_iter().map(|(tag, _)| Language(tag)).collect()
}

fn read_scales(root: Node<'_>, languages: &[Language]) -> Vec<Scale> {
    let mut scales: Vec<Scale> = Vec::new();
    for node in root.tables("scale") {
        node.only(&["code", "levels", "dont_know"]);
        let Some((code, line)) = node.string("code") else {
            continue;
        };
        check_code(node, &code, line);
        if scales.iter().any(|scale| scale.code == code) {
            node.fault(line, FormFaultKind::Duplicate { code: code.clone() });
        }
        let mut levels = Vec::new();
        for (at, level) in node.tables("levels").into_iter().enumerate() {
            levels.push(read_level(level, &(at + 1).to_string(), languages));
        }
        if levels.len() != 5 {
            node.fault(
                node.line,
                FormFaultKind::ScaleLevels {
                    found: levels.len(),
                },
            );
        }
        let dont_know = node
            .table("dont_know")
            .map(|level| read_level(level, "0", languages));
        let mut seen = HashSet::new();
        for level in levels.iter().chain(&dont_know) {
            if !seen.insert(level.code.as_str()) {
                node.fault(
                    node.line,
                    FormFaultKind::Duplicate {
                        code: level.code.clone(),
                    },
                );
            }
        }
        scales.push(Scale {
            code,
            levels,
            dont_know,
        });
    }
    scales
}

fn read_level(node: Node<'_>, default_code: &str, languages: &[Language]) -> Level {
    node.only(&["code", "text"]);
    let code = match node.optional_string("code") {
        Some((code, line)) => {
            check_option_code(node, &code, line);
            code
        }
        None => default_code.to_owned(),
    };
    Level {
        code,
        text: read_text(node, "text", languages).unwrap_or_default(),
    }
}

/// A required text in every language of the form.
pub fn read_text(node: Node<'_>, key: &'static str, languages: &[Language]) -> Option<Text> {
    if node.get(key).is_none() {
        node.fault(node.line, FormFaultKind::MissingKey { key });
    }
    read_optional_text(node, key, languages)
}

pub fn read_optional_text(
    node: Node<'_>,
    key: &'static str,
    languages: &[Language],
) -> Option<Text> {
    let table = node.table(key)?;
    let mut text = Text::default();
    for (language, value) in table.entries() {
        let language = Language(language.to_owned());
        let Some(words) = value.value.as_str() else {
            node.fault(
                value.line,
                FormFaultKind::WrongType {
                    key: key.to_owned(),
                    expected: Expected::Text,
                },
            );
            continue;
        };
        let key = || key.to_owned();
        if !languages.contains(&language) {
            node.fault(
                value.line,
                FormFaultKind::UndeclaredLanguage {
                    key: key(),
                    language: language.0.clone(),
                },
            );
        }
        if words.trim().is_empty() {
            node.fault(value.line, FormFaultKind::EmptyText { key: key() });
        }
        if words.chars().any(|c| ('\u{300}'..='\u{36f}').contains(&c)) {
            node.fault(value.line, FormFaultKind::NotComposed { key: key() });
        }
        text.0.insert(language, words.trim().to_owned());
    }
    for language in languages
        .iter()
        .filter(|language| !text.0.contains_key(language))
    {
        node.fault(
            table.line,
            FormFaultKind::MissingTranslation {
                key: key.to_owned(),
                language: language.0.clone(),
            },
        );
    }
    Some(text)
}

/// Names that files or pages already use for something else.
const RESERVED: &[&str] = &[
    "locality", "group", "stratum", "psu", "weight", "action", "key", "consent", "lang", "code",
    "page", "draft",
];

pub fn check_code(node: Node<'_>, code: &str, line: usize) {
    let shape = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-'
    };
    if code.is_empty() || code.len() > 60 || !code.bytes().all(shape) {
        node.fault(
            line,
            FormFaultKind::BadCode {
                code: code.to_owned(),
            },
        );
    }
}

/// The code of a question or grid item: a column name and a field name on pages.
pub fn check_field_code(node: Node<'_>, code: &str, line: usize) {
    check_code(node, code, line);
    if RESERVED.contains(&code) {
        node.fault(
            line,
            FormFaultKind::ReservedCode {
                code: code.to_owned(),
            },
        );
    }
}

pub fn check_option_code(node: Node<'_>, code: &str, line: usize) {
    let shape = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if code.is_empty() || code.len() > 60 || !code.bytes().all(shape) {
        node.fault(
            line,
            FormFaultKind::BadCode {
                code: code.to_owned(),
            },
        );
    }
}
