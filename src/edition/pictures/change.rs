//! The picture of the change since an earlier survey: localities in alphabetical order.

use crate::charts::Label;
use crate::charts::change::{Change, Changes, Row};
use crate::edition::figures::{Basis, ChangeRow, Shown};
use crate::edition::pictures::Words;
use crate::wording::change::Change as ChangeWords;
use crate::wording::numbers::{percent, signed};
use crate::wording::{Tongue, fill};

/// That an earlier figure is an estimated back-series, and how much of it (method §13).
pub fn estimated(row: &ChangeRow, tongue: Tongue) -> Option<String> {
    let share = percent(tongue, 100.0 * row.split_share);
    let text = ChangeWords::of(tongue).estimated;
    (row.basis == Basis::Estimated).then(|| fill(text, &[("share", &share)]))
}

impl Words<'_> {
    /// Since the survey at this place of the earlier ones.
    pub fn change(&self, at: usize) -> Changes {
        let words = ChangeWords::of(self.tongue);
        let previous = self.figures.previous();
        let previous = previous.get(at).copied().unwrap_or_default();
        let rows = self.alphabetical().into_iter().map(|locality| {
            let now = self.figures.index(&locality.code);
            let found = self.figures.index_change(previous, &locality.code);
            let remark = found.ok().and_then(|row| estimated(row, self.tongue));
            let label = self.label(&locality.name, now.is_ok_and(|shown| shown.caution));
            Row {
                label: Label {
                    remark: label.remark.or(remark),
                    ..label
                },
                change: found
                    .map(|row| Change {
                        before: row.before,
                        now: row.now,
                        low: row.ci_low,
                        high: row.ci_high,
                        text: signed(self.tongue, row.change),
                        shown: row.shown != Shown::NoChangeShown,
                    })
                    .map_err(|why| words.incomparable(why, self.charts).to_owned()),
            }
        });
        Changes {
            caption: self.caption(
                fill(words.picture_title, &[("previous", previous)]),
                self.change_finding(words, previous),
            ),
            legend: fill(words.legend, &[("previous", previous)]),
            rows: rows.collect(),
        }
    }

    fn change_finding(&self, words: &ChangeWords, previous: &str) -> String {
        let rows: Vec<&ChangeRow> = self.figures.locality_changes(previous).collect();
        let moved = |shown: Shown| -> Vec<&str> {
            let moved = rows.iter().filter(|row| row.shown == shown);
            let moved = moved.filter_map(|row| self.figures.locality(&row.domain));
            moved.map(|locality| locality.name.as_str()).collect()
        };
        let (rose, fell) = (moved(Shown::Rose), moved(Shown::Fell));
        let rest = rows.len().saturating_sub(rose.len() + fell.len());
        let text = match (rows.len(), rose.len() + fell.len()) {
            (0, _) => words.places_none,
            (_, 0) => words.places_unmoved,
            _ => words.places_moved,
        };
        let mut finding = fill(
            text,
            &[
                ("previous", previous),
                ("places", &rows.len().to_string()),
                ("rose", &rose.len().to_string()),
                ("fell", &fell.len().to_string()),
                ("rest", &rest.to_string()),
            ],
        );
        for (text, places) in [(words.these_rose, rose), (words.these_fell, fell)] {
            if !places.is_empty() {
                finding.push(' ');
                finding.push_str(&fill(text, &[("places", &places.join(", "))]));
            }
        }
        finding
    }
}
