//! Numbers for names, in the order in which they first appear.

use std::collections::HashMap;

use crate::exchange::fault::Faults;
use crate::exchange::table::{name, raw, text};

/// Names and their numbers; two spellings of one text (composed or not) have one number.
#[derive(Default)]
pub struct Places {
    pub names: Vec<String>,
    by_bytes: HashMap<Vec<u8>, u32>,
}

impl Places {
    pub fn known(names: &[String]) -> Self {
        let mut places = Self::default();
        for name in names {
            places.number(name);
        }
        places
    }

    pub fn find(&self, record: &csv::ByteRecord, place: usize) -> Option<u32> {
        let cell = raw(record, place);
        let composed = || {
            std::str::from_utf8(cell).ok()?;
            self.by_bytes.get(text(record, place).as_bytes())
        };
        self.by_bytes.get(cell).or_else(composed).copied()
    }

    /// Finds or adds what is in a cell. What is not UTF-8 is a fault every time.
    pub fn take(
        &mut self,
        record: &csv::ByteRecord,
        place: usize,
        line: u64,
        column: &str,
        faults: &mut Faults,
    ) -> u32 {
        let cell = raw(record, place);
        if let Some(at) = self.by_bytes.get(cell) {
            return *at;
        }
        let at = self.number(&name(record, place, line, column, faults));
        if std::str::from_utf8(cell).is_ok() {
            self.by_bytes.insert(cell.to_vec(), at);
        }
        at
    }

    /// Takes over the names of a later part; for each the number it has here.
    pub fn append(&mut self, later: &Self) -> Vec<u32> {
        later.names.iter().map(|name| self.number(name)).collect()
    }

    fn number(&mut self, name: &str) -> u32 {
        if let Some(at) = self.by_bytes.get(name.as_bytes()) {
            return *at;
        }
        let at = self.names.len() as u32;
        self.names.push(name.to_owned());
        self.by_bytes.insert(name.as_bytes().to_vec(), at);
        at
    }
}

/// Pairs of numbers and a number for each.
#[derive(Default)]
pub struct Pairs {
    pub all: Vec<(u32, u32)>,
    by_pair: HashMap<(u32, u32), u32>,
}

impl Pairs {
    pub fn number(&mut self, pair: (u32, u32)) -> u32 {
        let next = self.all.len() as u32;
        let at = *self.by_pair.entry(pair).or_insert(next);
        if at == next {
            self.all.push(pair);
        }
        at
    }
}
