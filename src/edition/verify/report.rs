//! What was found out about every published number.

use std::collections::BTreeMap;

/// One number of one row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub file: &'static str,
    /// What tells the row apart.
    pub row: String,
    pub number: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It follows from the moments, or from numbers that do.
    Holds,
    Differs {
        published: String,
        recomputed: String,
    },
    /// Nothing that is published says.
    Sealed,
}

/// What keeps a file from being what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    Unreadable {
        file: String,
        problem: String,
    },
    /// It is not the file that `figures.json` names.
    OtherInput(String),
    /// It does not say what `figures.json` says.
    NotTheFigures(String),
    /// The figures are an office's, with everything in them.
    NotReleased,
    /// The sealed dataset is not the one that the figures were made of.
    OtherSeal(String),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub checks: Vec<(Place, Finding)>,
    /// Files that say what `figures.json` says, or are the named inputs.
    pub files: Vec<String>,
    pub problems: Vec<Problem>,
}

impl Report {
    pub fn is_good(&self) -> bool {
        self.problems.is_empty() && self.differences().next().is_none()
    }

    pub fn differences(&self) -> impl Iterator<Item = (&Place, &str, &str)> {
        self.checks
            .iter()
            .filter_map(|(place, finding)| match finding {
                Finding::Differs {
                    published,
                    recomputed,
                } => Some((place, published.as_str(), recomputed.as_str())),
                _ => None,
            })
    }

    /// How many numbers of each file hold.
    pub fn holding(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for (place, finding) in &self.checks {
            if *finding == Finding::Holds {
                *counts.entry(place.file).or_default() += 1;
            }
        }
        counts
    }

    /// How many numbers of each file and kind are only in the sealed dataset.
    pub fn sealed(&self) -> BTreeMap<(&'static str, &'static str), usize> {
        let mut counts = BTreeMap::new();
        for (place, finding) in &self.checks {
            if *finding == Finding::Sealed {
                *counts.entry((place.file, place.number)).or_default() += 1;
            }
        }
        counts
    }

    pub(super) fn add(
        &mut self,
        file: &'static str,
        row: &str,
        number: &'static str,
        finding: Finding,
    ) {
        let row = row.to_owned();
        self.checks.push((Place { file, row, number }, finding));
    }
}

/// Estimates are recomputed in another order of sums; files have full precision.
const WITHIN: f64 = 1e-9;
/// Tails of distributions feel more of it.
const TAIL: f64 = 1e-6;

fn finding(same: bool, published: impl ToString, recomputed: impl ToString) -> Finding {
    match same {
        true => Finding::Holds,
        false => Finding::Differs {
            published: published.to_string(),
            recomputed: recomputed.to_string(),
        },
    }
}

pub(super) fn text(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| value.to_string())
}

pub(super) fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= WITHIN * a.abs().max(b.abs()).max(1.0)
}

/// Points, per cent, and all else that is no probability.
pub(super) fn number(published: Option<f64>, recomputed: Option<f64>) -> Finding {
    let same = match (published, recomputed) {
        (Some(a), Some(b)) => near(a, b),
        (a, b) => a.is_none() && b.is_none(),
    };
    finding(same, text(published), text(recomputed))
}

/// Probabilities, however small.
pub(super) fn probability(published: Option<f64>, recomputed: Option<f64>) -> Finding {
    let same = match (published, recomputed) {
        (Some(a), Some(b)) => (a - b).abs() <= TAIL * a.abs().max(b.abs()),
        (a, b) => a.is_none() && b.is_none(),
    };
    finding(same, text(published), text(recomputed))
}

pub(super) fn exact<T: PartialEq + ToString>(
    published: Option<T>,
    recomputed: Option<T>,
) -> Finding {
    finding(published == recomputed, text(published), text(recomputed))
}
