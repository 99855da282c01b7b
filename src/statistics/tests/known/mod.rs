//! Answers that this project did not write, and which of them have been compared.
//!
//! A test reads every number through a [`Known`], which crosses it off; [`Answers::all_compared`] fails while a leaf of the
//! file is left.

#![allow(dead_code)]

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Display;

use serde_json::Value;

/// The text of a file below `shared/oracles`.
pub fn oracle(path: &str) -> String {
    let path = format!(
        "{}/../../../shared/oracles/{path}",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read_to_string(&path).unwrap_or_else(|problem| panic!("{path}: {problem}"))
}

/// One file of answers.
pub struct Answers {
    name: String,
    root: Value,
    compared: RefCell<BTreeSet<String>>,
}

/// A place in the file.
#[derive(Clone)]
pub struct Known<'a> {
    answers: &'a Answers,
    path: String,
    value: &'a Value,
}

impl Answers {
    pub fn of(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            root: serde_json::from_str(&oracle(&format!("answers/{name}.json"))).unwrap(),
            compared: RefCell::default(),
        }
    }

    pub fn root(&self) -> Known<'_> {
        Known {
            answers: self,
            path: self.name.clone(),
            value: &self.root,
        }
    }

    /// Fails unless every leaf was compared, used as an input or set aside with a reason.
    #[track_caller]
    pub fn all_compared(&self) {
        let left: Vec<String> = leaves(&self.name, &self.root)
            .into_iter()
            .filter(|leaf| !self.compared.borrow().contains(leaf))
            .collect();
        assert!(
            left.is_empty(),
            "{} leaves of {} were not compared: {:?} …",
            left.len(),
            self.name,
            &left[..left.len().min(12)]
        );
    }
}

fn leaves(path: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(key, field)| leaves(&format!("{path}.{key}"), field))
            .collect(),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .flat_map(|(at, one)| leaves(&format!("{path}.{at}"), one))
            .collect(),
        _ => vec![path.to_owned()],
    }
}

impl<'a> Known<'a> {
    /// A field by its name, or a place in a list by its number.
    #[track_caller]
    pub fn at(&self, key: impl Display) -> Known<'a> {
        let key = key.to_string();
        let value = match self.value {
            Value::Array(list) => key.parse().ok().and_then(|at: usize| list.get(at)),
            other => other.get(&key),
        };
        Known {
            answers: self.answers,
            value: value.unwrap_or_else(|| panic!("{} has no {key}", self.path)),
            path: format!("{}.{key}", self.path),
        }
    }

    /// The fields of an object, or the elements of a list.
    pub fn each(&self) -> Vec<(String, Known<'a>)> {
        let keys: Vec<String> = match self.value {
            Value::Object(fields) => fields.keys().cloned().collect(),
            Value::Array(list) => (0..list.len()).map(|at| at.to_string()).collect(),
            _ => vec![],
        };
        keys.into_iter()
            .map(|key| (key.clone(), self.at(key)))
            .collect()
    }

    fn cross_off(&self) {
        let mut compared = self.answers.compared.borrow_mut();
        compared.extend(leaves(&self.path, self.value));
    }

    pub fn is_null(&self) -> bool {
        self.cross_off();
        self.value.is_null()
    }

    /// The number, for a comparison or as an input.
    #[track_caller]
    pub fn number(&self) -> f64 {
        self.cross_off();
        self.value
            .as_f64()
            .unwrap_or_else(|| panic!("{} is not a number", self.path))
    }

    pub fn numbers(&self) -> Vec<f64> {
        self.each().iter().map(|(_, one)| one.number()).collect()
    }

    #[track_caller]
    pub fn text(&self) -> &'a str {
        self.cross_off();
        self.value
            .as_str()
            .unwrap_or_else(|| panic!("{} is not a text", self.path))
    }

    pub fn texts(&self) -> Vec<&'a str> {
        self.each().iter().map(|(_, one)| one.text()).collect()
    }

    /// Within 1e-9, relative; numbers below 1e-3 within 1e-12.
    #[track_caller]
    pub fn close(&self, own: f64) {
        self.close_within(own, 1e-9);
    }

    #[track_caller]
    pub fn close_within(&self, own: f64, tolerance: f64) {
        let size = self.number().abs().max(1e-3);
        self.off_by_at_most(own, tolerance * size);
    }

    #[track_caller]
    pub fn off_by_at_most(&self, own: f64, difference: f64) {
        let wanted = self.number();
        assert!(
            (own - wanted).abs() <= difference,
            "{}: {own} against {wanted}",
            self.path
        );
    }

    #[track_caller]
    pub fn all_close(&self, own: &[f64]) {
        let places = self.each();
        assert_eq!(places.len(), own.len(), "{}", self.path);
        for ((_, known), own) in places.iter().zip(own) {
            known.close(*own);
        }
    }

    /// A covariance matrix; what is 0 but for rounding is held against the variances beside it.
    #[track_caller]
    pub fn all_close_matrix(&self, own: &[Vec<f64>]) {
        assert_eq!(self.each().len(), own.len(), "{}", self.path);
        let largest = own.iter().enumerate().map(|(at, row)| row[at]);
        let nothing = 1e-9 * largest.fold(0.0, f64::max);
        for (a, row) in own.iter().enumerate() {
            assert_eq!(self.at(a).each().len(), row.len(), "{}", self.path);
            for (b, own_value) in row.iter().enumerate() {
                let wanted = self.at(a).at(b).number();
                let beside = 1e-3 * (own[a][a] * own[b][b]).sqrt();
                let scale = wanted.abs().max(beside).max(nothing);
                assert!(
                    (own_value - wanted).abs() <= 1e-9 * scale,
                    "{}.{a}.{b}: {own_value} against {wanted}",
                    self.path
                );
            }
        }
    }

    #[track_caller]
    pub fn same(&self, own: impl Into<Value>) {
        self.cross_off();
        assert_eq!(*self.value, own.into(), "{}", self.path);
    }

    /// Not compared, for a reason that a reader can judge.
    pub fn set_aside(&self, reason: &str) {
        assert!(!reason.is_empty());
        self.cross_off();
    }
}
