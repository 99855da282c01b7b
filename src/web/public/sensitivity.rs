//! What other choices of the method would have done to the ranking.

use crate::edition::figures::Figures;
use crate::edition::lookup::Place;
use crate::edition::pictures::set_in_words;
use crate::edition::sensitivity::Sensitivity;
use crate::web::public::sorting::Sort;
use crate::wording::numbers::{count, decimal, plain};
use crate::wording::sensitivity::Sensitivity as Words;
use crate::wording::{Tongue, fill};

pub struct SensitivityText {
    pub words: &'static Words,
    pub finding: &'static str,
    pub text: String,
    /// Each factor with its part, the greatest first.
    pub factors: Vec<(&'static str, String)>,
    /// Each locality with its ranks.
    pub places: Vec<(String, String)>,
}

impl SensitivityText {
    /// Nothing where nothing was computed.
    pub fn new(figures: &Figures, tongue: Tongue, sort: Sort) -> Option<Self> {
        let found = figures.sensitivity.as_ref()?;
        let words = Words::of(tongue);
        let mut factors: Vec<_> = found
            .factors
            .iter()
            .filter_map(|own| Some((own.factor, own.total?)))
            .collect();
        factors.sort_by(|a, b| b.1.total_cmp(&a.1));
        let part = |total: f64| format!("{}%", plain(tongue, total * 100.0, 0));
        let times = count(tongue, 2 * found.runs);
        Some(Self {
            words,
            finding: finding(found, words),
            text: fill(
                words.text,
                &[
                    ("times", &times),
                    ("shift", &decimal(tongue, found.mean_shift)),
                ],
            ),
            factors: factors
                .into_iter()
                .map(|(factor, total)| (words.factor_name(factor), part(total)))
                .collect(),
            places: places(figures, found, tongue, sort),
        })
    }
}

/// A clear majority is three fifths.
fn finding(found: &Sensitivity, words: &Words) -> &'static str {
    match found.sampling_share {
        None => words.by_nothing,
        Some(share) if share >= 0.6 => words.by_sampling,
        Some(share) if share <= 0.4 => words.by_choices,
        Some(_) => words.by_both,
    }
}

fn places(
    figures: &Figures,
    found: &Sensitivity,
    tongue: Tongue,
    sort: Sort,
) -> Vec<(String, String)> {
    let each = sort.apply(figures).into_iter().filter_map(|locality| {
        let code = &locality.code;
        let own = found.localities.iter().find(|row| row.locality == *code)?;
        let place = figures.place(code)?;
        let ranks = Place {
            low: own.p05.floor() as u32,
            high: own.p95.ceil() as u32,
            ..place
        };
        Some((locality.name.clone(), set_in_words(tongue, &ranks)))
    });
    each.collect()
}
