//! Walking a TOML document with line numbers, collecting every fault on the way.

use std::cell::RefCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::survey::form_fault::{Expected, FormFault, FormFaultKind};

/// Collects faults; knows where lines begin.
pub struct Faults {
    line_starts: Vec<usize>,
    found: RefCell<Vec<FormFault>>,
}

impl Faults {
    pub fn new(source: &str) -> Self {
        let breaks = source
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0)
            .chain(breaks.map(|(at, _)| at + 1))
            .collect();
        Self {
            line_starts,
            found: RefCell::default(),
        }
    }

    pub fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    pub fn add(&self, line: usize, kind: FormFaultKind) {
        self.found.borrow_mut().push(FormFault { line, kind });
    }

    /// All faults in the order of their lines.
    pub fn into_sorted(self) -> Vec<FormFault> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|fault| fault.line);
        found
    }
}

/// A table of the document with the line it starts on.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    pub table: &'a DeTable<'a>,
    pub line: usize,
    pub faults: &'a Faults,
}

/// A value with its line.
pub struct Value<'a> {
    pub value: &'a DeValue<'a>,
    pub line: usize,
}

impl<'a> Node<'a> {
    pub fn fault(&self, line: usize, kind: FormFaultKind) {
        self.faults.add(line, kind);
    }

    fn wrong(&self, line: usize, key: &str, expected: Expected) {
        self.fault(
            line,
            FormFaultKind::WrongType {
                key: key.to_owned(),
                expected,
            },
        );
    }

    /// Reports every key that is not in `known`, with the nearest one that is.
    pub fn only(&self, known: &[&'static str]) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let nearest = known
                    .iter()
                    .filter(|candidate| distance(name, candidate) <= 2);
                let nearest = nearest.min_by_key(|candidate| distance(name, candidate));
                self.fault(
                    self.faults.line(key.span().start),
                    FormFaultKind::UnknownKey {
                        key: name.to_owned(),
                        nearest: nearest.map(|k| (*k).to_owned()),
                    },
                );
            }
        }
    }

    pub fn get(&self, key: &str) -> Option<Value<'a>> {
        let (name, value) = self.table.iter().find(|(name, _)| name.get_ref() == key)?;
        Some(Value {
            value: value.get_ref(),
            line: self.faults.line(name.span().start),
        })
    }

    fn required(&self, key: &'static str) -> Option<Value<'a>> {
        let value = self.get(key);
        if value.is_none() {
            self.fault(self.line, FormFaultKind::MissingKey { key });
        }
        value
    }

    pub fn string(&self, key: &'static str) -> Option<(String, usize)> {
        let found = self.required(key)?;
        match found.value.as_str() {
            Some(text) => Some((text.to_owned(), found.line)),
            None => {
                self.wrong(found.line, key, Expected::Text);
                None
            }
        }
    }

    pub fn optional_string(&self, key: &'static str) -> Option<(String, usize)> {
        self.get(key).and_then(|_| self.string(key))
    }

    pub fn flag(&self, key: &'static str, otherwise: bool) -> bool {
        let Some(found) = self.get(key) else {
            return otherwise;
        };
        found.value.as_bool().unwrap_or_else(|| {
            self.wrong(found.line, key, Expected::YesOrNo);
            otherwise
        })
    }

    /// A whole number, when the key is there.
    pub fn whole<T: TryFrom<i64>>(&self, key: &'static str) -> Option<(T, usize)> {
        let found = self.get(key)?;
        let number = found.value.as_integer().and_then(|digits| {
            i64::from_str_radix(&digits.as_str().replace('_', ""), digits.radix()).ok()
        });
        match number.and_then(|number| T::try_from(number).ok()) {
            Some(number) => Some((number, found.line)),
            None => {
                self.wrong(found.line, key, Expected::WholeNumber);
                None
            }
        }
    }

    pub fn required_whole<T: TryFrom<i64>>(&self, key: &'static str) -> Option<(T, usize)> {
        self.required(key)?;
        self.whole(key)
    }

    pub fn number(&self, key: &str) -> Option<(f64, usize)> {
        let found = self.get(key)?;
        let text = match found.value {
            DeValue::Float(float) => float.as_str().replace('_', ""),
            DeValue::Integer(integer) => integer.as_str().replace('_', ""),
            _ => String::new(),
        };
        match text.parse::<f64>().ok().filter(|number| number.is_finite()) {
            Some(number) => Some((number, found.line)),
            None => {
                self.wrong(found.line, key, Expected::Number);
                None
            }
        }
    }

    pub fn list(&self, key: &'static str) -> Vec<Value<'a>> {
        let Some(found) = self.get(key) else {
            return Vec::new();
        };
        match found.value.as_array() {
            Some(array) => array
                .iter()
                .map(|item| Value {
                    value: item.get_ref(),
                    line: self.faults.line(item.span().start),
                })
                .collect(),
            None => {
                self.wrong(found.line, key, Expected::List);
                Vec::new()
            }
        }
    }

    pub fn strings(&self, key: &'static str) -> Vec<(String, usize)> {
        let mut texts = Vec::new();
        for item in self.list(key) {
            match item.value.as_str() {
                Some(text) => texts.push((text.to_owned(), item.line)),
                None => self.wrong(item.line, key, Expected::Text),
            }
        }
        texts
    }

    /// The tables of a list of tables.
    pub fn tables(&self, key: &'static str) -> Vec<Self> {
        let mut tables = Vec::new();
        for item in self.list(key) {
            match item.value {
                DeValue::Table(table) => tables.push(Self {
                    table,
                    line: item.line,
                    faults: self.faults,
                }),
                _ => self.wrong(item.line, key, Expected::Table),
            }
        }
        tables
    }

    /// A text in several languages.
    pub fn table(&self, key: &'static str) -> Option<Self> {
        self.inside(key, Expected::TextPerLanguage)
    }

    /// A table of keys, written `[key]`.
    pub fn section(&self, key: &'static str) -> Option<Self> {
        self.inside(key, Expected::Table)
    }

    fn inside(&self, key: &str, expected: Expected) -> Option<Self> {
        let found = self.get(key)?;
        match found.value {
            DeValue::Table(table) => Some(Self {
                table,
                line: found.line,
                faults: self.faults,
            }),
            _ => {
                self.wrong(found.line, key, expected);
                None
            }
        }
    }

    /// Language → text pairs of a table.
    pub fn entries(&self) -> impl Iterator<Item = (&'a str, Value<'a>)> {
        let faults = self.faults;
        self.table
            .iter()
            .map(move |(name, value): (&Spanned<_>, &Spanned<DeValue<'a>>)| {
                let name_text: &str = name.get_ref();
                (
                    name_text,
                    Value {
                        value: value.get_ref(),
                        line: faults.line(name.span().start),
                    },
                )
            })
    }
}

/// Levenshtein distance in bytes, enough to guess a misspelt key.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.bytes().enumerate() {
        let mut diagonal = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        for (j, right) in b.bytes().enumerate() {
            let here = row[j + 1];
            row[j + 1] = (diagonal + usize::from(left != right))
                .min(here + 1)
                .min(row[j] + 1);
            diagonal = here;
        }
    }
    row.last().copied().unwrap_or_default()
}
