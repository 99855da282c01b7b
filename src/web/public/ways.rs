//! How the responses came in: the share that staff typed in stands beside every locality.

use crate::edition::figures::{Figures, WHOLE};
use crate::edition::ways::WayRow;
use crate::wording::numbers::percent;
use crate::wording::ways::Ways as Words;
use crate::wording::{Tongue, fill};

pub struct WaysText {
    pub words: &'static Words,
    pub finding: String,
    /// Said only where there is paper.
    pub typing: Option<&'static str>,
    pub heads: Vec<String>,
    pub rows: Vec<Row>,
}

pub struct Row {
    pub name: String,
    pub whole: bool,
    /// What the column says and the share.
    pub cells: Vec<(String, String)>,
}

impl WaysText {
    pub fn new(figures: &Figures, tongue: Tongue) -> Option<Self> {
        let words = Words::of(tongue);
        let of = |domain: &str| -> Vec<&WayRow> {
            let rows = figures.ways.iter();
            rows.filter(|row| row.domain == domain).collect()
        };
        let whole = of(WHOLE);
        let finding = match whole.iter().find(|row| row.is_typed()) {
            _ if whole.is_empty() => return None,
            None => words.none_typed.to_owned(),
            Some(row) => match row.share {
                Some(share) => fill(words.typed, &[("share", &percent(tongue, share))]),
                None => words.few_typed.to_owned(),
            },
        };
        let heads: Vec<String> = whole.iter().map(|row| head(words, &row.mode)).collect();
        let localities = figures.localities.iter();
        let places = localities.map(|locality| (locality.code.as_str(), locality.name.as_str()));
        // Where all came one way the sentence says it all.
        let is_table = heads.len() > 1;
        let rows = places.chain([(WHOLE, words.whole)]).map(|(domain, name)| {
            let share = |row: &&WayRow| match row.share {
                Some(share) => percent(tongue, share),
                None => words.hidden.to_owned(),
            };
            let cells = of(domain).iter().map(share).collect::<Vec<_>>();
            Row {
                name: name.to_owned(),
                whole: domain == WHOLE,
                cells: heads.iter().cloned().zip(cells).collect(),
            }
        });
        Some(Self {
            words,
            finding,
            typing: whole
                .iter()
                .any(|row| row.is_typed())
                .then_some(words.typing),
            rows: rows.filter(|_| is_table).collect(),
            heads,
        })
    }
}

/// A file of answers may call its ways anything.
fn head(words: &Words, mode: &str) -> String {
    match mode {
        "open" => words.open,
        "single" => words.single,
        "entry" => words.entry,
        "simulated" => words.simulated,
        other => other,
    }
    .to_owned()
}
