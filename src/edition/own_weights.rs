//! A reader's own weights of the criteria: index, interval and rank set, from the moments.

use hailong_statistics::estimate::Estimate;
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::interval;
use hailong_statistics::ranks::{Contestant, RankSet, rank_sets};

use crate::edition::compute::of_statistics;
use crate::edition::figures::{Style, WHOLE};
use crate::edition::inputs::Inputs;
use crate::edition::moments::{DomainMoments, Moments};
use crate::edition::weighting::index_of;

#[derive(Clone, Debug, PartialEq)]
pub struct OwnPlace {
    pub locality: String,
    pub estimate: f64,
    pub ci_low: Option<f64>,
    pub ci_high: Option<f64>,
    pub set_low: u32,
    pub set_high: u32,
}

impl Moments {
    /// The localities that tell enough, in the frame's order. `weights` sum to 1, one for each criterion. `None` for other
    /// weights, and where localities have strata in common: how their indices hang together is told for the method's weights
    /// alone.
    pub fn ranked(&self, inputs: &Inputs, weights: &[f64], style: Style) -> Option<Vec<OwnPlace>> {
        let method = index_of(inputs, inputs);
        let own = IndexSpec {
            components: method
                .components
                .iter()
                .zip(weights)
                .map(|(component, weight)| Component {
                    weight: *weight,
                    items: component.items.clone(),
                })
                .collect(),
        };
        let fits = weights.len() == method.components.len() && own.check(self.items.len()).is_ok();
        if !fits || self.between.is_some() {
            return None;
        }
        let options = inputs.method.options;
        let index = |domain: &DomainMoments| -> Option<Estimate> {
            let sums = self.read(domain, &method, options);
            let found = sums.recomputed(&own, options);
            found.index(of_statistics(style)).estimate(&sums.size?)
        };
        let localities = self.domains.iter().filter(|own| own.domain != WHOLE);
        let found: Vec<(&str, Estimate)> = localities
            .filter_map(|own| Some((own.domain.as_str(), index(own)?)))
            .collect();
        let contestants: Vec<Contestant> = found
            .iter()
            .map(|(_, own)| Contestant {
                estimate: own.value,
                variance: own.variance,
                df: own.df,
            })
            .collect();
        let confidence = inputs.method.confidence;
        let sets = rank_sets(&contestants, 1.0 - confidence).simultaneous;
        let place = |((locality, own), set): ((&str, Estimate), RankSet)| {
            let limits = interval::of_mean(&own, confidence);
            OwnPlace {
                locality: locality.to_owned(),
                estimate: own.value,
                ci_low: limits.map(|own| own.low),
                ci_high: limits.map(|own| own.high),
                set_low: set.low,
                set_high: set.high,
            }
        };
        Some(found.into_iter().zip(sets).map(place).collect())
    }
}
