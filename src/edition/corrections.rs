//! What a later edition of the same wave changes.

use std::collections::BTreeMap;

use crate::edition::figures::{Figure, Figures};
use crate::exchange::write_csv;

/// Every published figure that differs, appeared or went.
pub const FILE: &str = "changes_to_last_edition.csv";
/// Why there is another edition, in the words of those who publish it.
pub const REASON: &str = "CHANGES.txt";

type Key = (String, String, String, String);

fn key(figure: &Figure) -> Key {
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let of = |value: Result<serde_json::Value, serde_json::Error>| word(value.unwrap_or_default());
    (
        figure.domain.clone(),
        of(serde_json::to_value(figure.kind)),
        figure.code.clone(),
        of(serde_json::to_value(figure.style)),
    )
}

fn published(figures: &Figures) -> BTreeMap<Key, (f64, Option<f64>)> {
    let shown = figures.figures.iter();
    shown
        .filter_map(|figure| Some((key(figure), (figure.estimate?, figure.se))))
        .collect()
}

/// Both releases' figures side by side, where they are not the same.
pub fn csv(earlier: &Figures, now: &Figures) -> Vec<u8> {
    let (earlier, now) = (published(earlier), published(now));
    let header = [
        "domain",
        "kind",
        "code",
        "style",
        "estimate_before",
        "se_before",
        "estimate",
        "se",
    ];
    let mut keys: Vec<&Key> = earlier.keys().chain(now.keys()).collect();
    keys.sort();
    keys.dedup();
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let rows = keys.into_iter().filter_map(|key| {
        let (before, after) = (earlier.get(key), now.get(key));
        let same = before == after;
        (!same).then(|| {
            vec![
                key.0.clone(),
                key.1.clone(),
                key.2.clone(),
                key.3.clone(),
                number(before.map(|one| one.0)),
                number(before.and_then(|one| one.1)),
                number(after.map(|one| one.0)),
                number(after.and_then(|one| one.1)),
            ]
        })
    });
    write_csv::write(&header, rows)
}
