//! What has changed since earlier surveys: one sentence, a picture and its table for each of them.

use crate::edition::comparison::Incomparable;
use crate::edition::figures::{Basis, ChangeRow, FigureKind, Figures, Shown, Style, WHOLE};
use crate::edition::pictures::{self, Picture, estimated, in_unit};
use crate::web::public::edition::Drawn;
use crate::web::public::sorting::Sort;
use crate::wording::change::Change as Words;
use crate::wording::charts::Charts;
use crate::wording::edition::Edition;
use crate::wording::numbers::{decimal, signed};
use crate::wording::{Tongue, fill};

pub struct ChangeText {
    pub words: &'static Words,
    pub surveys: Vec<Survey>,
}

/// Compared with one earlier survey.
pub struct Survey {
    /// Empty where there is only one.
    pub head: String,
    pub whole: String,
    pub detectable: String,
    pub finding: String,
    pub picture: Drawn,
    pub localities: Table,
    pub criteria: Table,
}

pub struct Table {
    pub caption: String,
    pub first: &'static str,
    pub rows: Vec<Row>,
    /// What a reader of the table might wonder about.
    pub notes: Vec<&'static str>,
}

pub struct Row {
    pub name: String,
    pub whole: bool,
    /// To be read with caution: much of the earlier figure rests on places that were divided.
    pub caution: bool,
    /// Of an estimated back-series; empty elsewhere.
    pub remark: String,
    /// Or why there is none.
    pub change: Result<Moved, &'static str>,
}

pub struct Moved {
    pub before: String,
    pub now: String,
    pub change: String,
    pub range: String,
    pub verdict: &'static str,
    pub shown: bool,
}

impl ChangeText {
    /// Nothing where nothing was compared.
    pub fn new(
        figures: &Figures,
        tongue: Tongue,
        sort: Sort,
        draw: impl Fn(&Picture) -> Drawn,
    ) -> Option<Self> {
        let names = figures.previous();
        let surveys: Vec<Survey> = names
            .iter()
            .enumerate()
            .map(|(at, previous)| {
                let own = Comparison::new(figures, tongue, previous);
                let picture = Picture::Change(at);
                Survey {
                    head: if names.len() > 1 {
                        fill(own.words.since, &[("previous", previous)])
                    } else {
                        String::new()
                    },
                    whole: own.whole(),
                    detectable: own.detectable(),
                    finding: pictures::finding(figures, &picture, tongue),
                    picture: draw(&picture),
                    localities: own.localities(sort),
                    criteria: own.criteria(),
                }
            })
            .collect();
        (!surveys.is_empty()).then(|| Self {
            words: Words::of(tongue),
            surveys,
        })
    }
}

struct Comparison<'a> {
    figures: &'a Figures,
    tongue: Tongue,
    previous: &'a str,
    words: &'static Words,
    unit: &'static str,
}

impl<'a> Comparison<'a> {
    fn new(figures: &'a Figures, tongue: Tongue, previous: &'a str) -> Self {
        let words = Words::of(tongue);
        Self {
            figures,
            tongue,
            previous,
            words,
            unit: match figures.method.style {
                Style::Mean => words.points,
                Style::Satisfied => words.percentage_points,
            },
        }
    }

    fn fill(&self, text: &str) -> String {
        fill(text, &[("previous", self.previous), ("unit", self.unit)])
    }

    fn level(&self, value: f64) -> String {
        in_unit(self.tongue, self.figures.method.style, value)
    }

    fn whole(&self) -> String {
        let Ok(row) = self.figures.index_change(self.previous, WHOLE) else {
            return self.fill(self.words.whole_none);
        };
        let size = |value: f64| decimal(self.tongue, value.abs());
        let with_sign = |value: f64| signed(self.tongue, value);
        let (text, low, high) = match row.shown {
            Shown::Rose => (self.words.whole_rose, size(row.ci_low), size(row.ci_high)),
            Shown::Fell => (self.words.whole_fell, size(row.ci_high), size(row.ci_low)),
            Shown::NoChangeShown => (
                self.words.whole_unshown,
                with_sign(row.ci_low),
                with_sign(row.ci_high),
            ),
        };
        fill(
            text,
            &[
                ("previous", self.previous),
                ("unit", self.unit),
                ("change", &size(row.change)),
                ("before", &self.level(row.before)),
                ("now", &self.level(row.now)),
                ("low", &low),
                ("high", &high),
            ],
        )
    }

    /// Empty where the whole cannot be compared.
    fn detectable(&self) -> String {
        let Ok(row) = self.figures.index_change(self.previous, WHOLE) else {
            return String::new();
        };
        let detectable = decimal(self.tongue, row.detectable);
        let values = [("detectable", detectable.as_str()), ("unit", self.unit)];
        fill(self.words.detectable, &values)
    }

    fn localities(&self, sort: Sort) -> Table {
        let words = Edition::of(self.tongue);
        let index = |name: &str, domain: &str| {
            let found = self.figures.index_change(self.previous, domain);
            self.row(name, domain == WHOLE, found)
        };
        let each = sort.apply(self.figures).into_iter();
        Table {
            caption: self.fill(self.words.table),
            first: words.locality,
            rows: std::iter::once(index(words.all_localities, WHOLE))
                .chain(each.map(|locality| index(&locality.name, &locality.code)))
                .collect(),
            notes: self.notes(),
        }
    }

    fn criteria(&self) -> Table {
        let rows = self.figures.form.criteria.iter().map(|criterion| {
            let name = criterion.name.in_language(self.tongue.tag());
            let (figures, code) = (self.figures, &criterion.code);
            let found = figures.change(self.previous, WHOLE, FigureKind::Component, code);
            self.row(name, false, found)
        });
        Table {
            caption: self.fill(self.words.criteria_table),
            first: self.words.criterion,
            rows: rows.collect(),
            notes: Vec::new(),
        }
    }

    fn notes(&self) -> Vec<&'static str> {
        let mut rows = self.figures.locality_changes(self.previous);
        let has_moved = rows.any(|row| row.basis != Basis::Same);
        let mut rows = self.figures.changes.iter();
        let is_common = rows.any(|row| row.previous == self.previous && row.common);
        let notes = [
            (is_common, self.words.common),
            (has_moved, self.words.moved_borders),
            (self.judged_together(), self.words.together),
        ];
        let apply = notes.into_iter().filter(|(applies, _)| *applies);
        apply.map(|(_, note)| note).collect()
    }

    /// Whether a locality would show a change if it were looked at alone.
    fn judged_together(&self) -> bool {
        let mut rows = self.figures.locality_changes(self.previous);
        rows.any(|row| row.shown == Shown::NoChangeShown && (row.ci_low > 0.0 || row.ci_high < 0.0))
    }

    fn row(&self, name: &str, whole: bool, found: Result<&ChangeRow, Incomparable>) -> Row {
        let range = |row: &ChangeRow| {
            let (low, high) = (
                signed(self.tongue, row.ci_low),
                signed(self.tongue, row.ci_high),
            );
            let text = Edition::of(self.tongue).range;
            fill(text, &[("low", &low), ("high", &high)])
        };
        Row {
            name: name.to_owned(),
            whole,
            caution: found.is_ok_and(|row| row.caution),
            remark: found
                .ok()
                .and_then(|row| estimated(row, self.tongue))
                .unwrap_or_default(),
            change: found
                .map(|row| Moved {
                    before: self.level(row.before),
                    now: self.level(row.now),
                    change: signed(self.tongue, row.change),
                    range: range(row),
                    verdict: self.words.shown(row.shown),
                    shown: row.shown != Shown::NoChangeShown,
                })
                .map_err(|why| self.words.incomparable(why, Charts::of(self.tongue))),
        }
    }
}
