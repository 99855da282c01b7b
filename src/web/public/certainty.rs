//! How sure the figures are, and what that rests on: only the sentences that apply.

use crate::edition::figures::{Figures, RakingSummary, Unsaid, VarianceSummary, WHOLE};
use crate::edition::method::VarianceName;
use crate::edition::pictures::in_unit;
use crate::wording::certainty::Certainty as Words;
use crate::wording::numbers::{count, decimal};
use crate::wording::{Tongue, fill, fill_with};

pub struct CertaintyText {
    pub title: &'static str,
    pub sentences: Vec<String>,
}

impl CertaintyText {
    pub fn new(figures: &Figures, tongue: Tongue) -> Self {
        let own = Certainty {
            figures,
            tongue,
            words: Words::of(tongue),
        };
        let mut sentences = Vec::new();
        if let Some(found) = &figures.variance {
            sentences.extend(own.variance(found));
        }
        if let Some(raking) = &figures.raking {
            sentences.extend(own.raking(raking));
        }
        sentences.extend(own.weights());
        sentences.extend(own.dont_know());
        if figures.method.design == "census_attempt" {
            sentences.extend(own.non_response());
            sentences.push(own.words.census_assumption.to_owned());
        }
        Self {
            title: own.words.title,
            sentences,
        }
    }
}

struct Certainty<'a> {
    figures: &'a Figures,
    tongue: Tongue,
    words: &'static Words,
}

impl Certainty<'_> {
    fn number(&self, value: usize) -> String {
        count(self.tongue, value as u64)
    }

    fn variance(&self, found: &VarianceSummary) -> Vec<String> {
        let words = self.words;
        let raked = self.figures.raking.is_some();
        let replicates = self.number(found.replicates.unwrap_or(0));
        let seed = self.figures.method.seed.unwrap_or(0).to_string();
        let bootstrap = [("replicates", replicates.as_str()), ("seed", &seed)];
        let mut sentences = vec![match (found.method, raked) {
            (VarianceName::Linearised, _) => words.linearised.to_owned(),
            (VarianceName::Jackknife, true) => words.jackknife_raked.to_owned(),
            (VarianceName::Jackknife, false) => words.jackknife.to_owned(),
            (VarianceName::Bootstrap, true) => fill(words.bootstrap_raked, &bootstrap),
            (VarianceName::Bootstrap, false) => fill(words.bootstrap, &bootstrap),
        }];
        let lonely = if found.clusters.is_some() {
            words.lonely
        } else {
            words.lonely_response
        };
        let numbered = [
            (words.clusters, found.clusters.unwrap_or(0)),
            (words.pooled, found.pooled_localities),
            (lonely, found.lonely_strata),
        ];
        for (text, n) in numbered.into_iter().filter(|(_, n)| *n > 0) {
            sentences.push(fill(text, &[("n", &self.number(n))]));
        }
        sentences
    }

    fn raking(&self, raking: &RakingSummary) -> Vec<String> {
        let words = self.words;
        let mut sentences = Vec::new();
        if !raking.rescaled.is_empty() {
            let margins = raking.rescaled.join(", ");
            sentences.push(fill(words.rescaled, &[("margins", &margins)]));
        }
        for [margin, category, neighbour] in &raking.collapsed {
            let values = [
                ("margin", margin.as_str()),
                ("category", category),
                ("neighbour", neighbour),
            ];
            sentences.push(fill(words.collapsed, &values));
        }
        if raking.cap_dropped {
            sentences.push(words.cap_dropped.to_owned());
        } else if raking.at_cap > 0 {
            let n = self.number(raking.at_cap);
            sentences.push(fill(words.at_cap, &[("n", &n)]));
        }
        sentences
    }

    /// Where the weights alone cost more than half of the answers.
    fn weights(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        let unequal = self.figures.unequal_weights();
        if let Some(row) = unequal.iter().find(|row| row.domain == WHOLE) {
            let values = [
                ("deff", decimal(self.tongue, row.deff)),
                ("n", count(self.tongue, row.n)),
                ("worth", count(self.tongue, row.n_eff.round() as u64)),
            ];
            sentences.push(fill_with(self.words.unequal, &values));
        }
        let places: Vec<String> = unequal
            .iter()
            .filter_map(|row| {
                let locality = self.figures.locality(&row.domain)?;
                Some(format!(
                    "{} ({})",
                    locality.name,
                    decimal(self.tongue, row.deff)
                ))
            })
            .collect();
        if !places.is_empty() {
            let places = places.join(", ");
            sentences.push(fill(self.words.unequal_places, &[("places", &places)]));
        }
        sentences
    }

    fn dont_know(&self) -> Option<String> {
        self.bounds(Unsaid::DontKnow, self.words.dont_know_bounds)
    }

    fn non_response(&self) -> Option<String> {
        self.bounds(Unsaid::NonResponse, self.words.non_response_bounds)
    }

    /// Of the whole index, where it is shown.
    fn bounds(&self, about: Unsaid, text: &str) -> Option<String> {
        let style = self.figures.method.style;
        self.figures.index(WHOLE).ok()?;
        let found = self
            .figures
            .bounds
            .iter()
            .find(|one| one.domain == WHOLE && one.style == style && one.about == about)?;
        let (low, high) = found.low.zip(found.high)?;
        let level = |value| in_unit(self.tongue, style, value);
        Some(fill(text, &[("low", &level(low)), ("high", &level(high))]))
    }
}
