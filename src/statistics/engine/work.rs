//! What the first pass of a survey gives: sums per place, and every estimate as a linear function of the answers.

use crate::clustering::Clustering;
use crate::engine::fit::shares_of;
use crate::engine::moments::{COUNT, Moments, SLOTS, WEIGHT};
use crate::engine::places::Places;
use crate::engine::scoring::Options;
use crate::engine::squares::{Layout, Pair, Tally, squares};
use crate::engine::strata::Domain;
use crate::engine::tables::{self, Linear, Order};
use crate::estimate::Survey;
use crate::index::IndexSpec;
use crate::membership::Membership;
use crate::sample::Sample;

/// Everything that follows from the first pass.
pub(crate) struct Work<'a> {
    pub sample: &'a Sample,
    pub index: &'a IndexSpec,
    pub options: Options,
    pub membership: &'a Membership,
    pub places: Places,
    pub moments: Moments,
    pub order: Order,
    pub layout: Layout,
    /// Units of each locality, all units at the end.
    pub domains: Vec<Vec<(usize, f64)>>,
    /// The same as places.
    pub shares: Vec<Vec<(usize, f64)>>,
    /// Σ w per domain, item and slot.
    pub weights: Vec<Vec<[f64; SLOTS]>>,
    /// `[domain][estimate]`
    pub linear: Vec<Vec<Option<Linear>>>,
}

impl<'a> Work<'a> {
    pub fn of(
        survey: &Survey<'a>,
        membership: &'a Membership,
        clustering: Option<&Clustering>,
    ) -> Self {
        let (sample, index) = (survey.sample, survey.index);
        let cell = survey.calibration.map(|calibration| calibration.of_row());
        let places = Places::of(sample, clustering.map(|clusters| &clusters.psu[..]), cell);
        let base = survey.calibration.map(|calibration| calibration.base());
        let moments = Moments::of(sample, index, &places, base);
        let domains = membership.of_domains();
        let shares: Vec<_> = domains
            .iter()
            .map(|units| shares_of(&places, units))
            .collect();
        let of_domain = |shares: &Vec<(usize, f64)>| {
            let mut weights = vec![[0.0; SLOTS]; sample.items.len()];
            for &(place, share) in shares {
                for (item, weights) in weights.iter_mut().enumerate() {
                    for (weight, sums) in weights.iter_mut().zip(moments.item(place, item)) {
                        *weight += share * sums[WEIGHT];
                    }
                }
            }
            weights
        };
        let weights: Vec<Vec<[f64; SLOTS]>> = shares.iter().map(of_domain).collect();
        let options = survey.options;
        let linear = weights
            .iter()
            .map(|own| tables::all(own, index, options))
            .collect();
        Self {
            sample,
            index,
            options,
            membership,
            places,
            moments,
            order: Order {
                items: sample.items.len(),
                components: index.components.len(),
            },
            layout: Layout::of(index, options.pooled_answers),
            domains,
            shares,
            weights,
            linear,
        }
    }

    pub fn domain<'b>(&'b self, at: usize, fits: Option<&'b [Vec<Vec<f64>>]>) -> Domain<'b> {
        Domain {
            units: &self.domains[at],
            linear: &self.linear[at],
            fit: fits.map(|fits| &fits[at][..]),
        }
    }

    /// Places and their sums without regard to clusters.
    pub fn without_clusters(&self) -> (Places, Moments) {
        let (places, of_place) = self.places.without_clusters();
        let moments = self.moments.merged(&of_place, places.all.len());
        (places, moments)
    }

    /// n_h, respondents per stratum.
    pub fn sampled(&self) -> Vec<usize> {
        let mut sampled = vec![0; self.sample.strata];
        for (place, sums) in self.places.all.iter().zip(&self.moments.place) {
            sampled[place.stratum as usize] += sums[COUNT] as usize;
        }
        sampled
    }

    /// Squares of each unit's first locality beside the whole, then of its second, and so on.
    pub fn tallies(&self) -> Vec<Vec<Tally>> {
        let most = self
            .membership
            .of_unit
            .iter()
            .map(Vec::len)
            .max()
            .unwrap_or(0);
        let whole = self.linear.last().map(|linear| (&linear[..], 1.0));
        (0..most)
            .map(|nth| {
                let pair = |shares: &Vec<(u32, f64)>| -> Pair<'_> {
                    match shares.get(nth) {
                        Some((domain, share)) => {
                            [Some((&self.linear[*domain as usize][..], *share)), whole]
                        }
                        None => [None, None],
                    }
                };
                let pairs: Vec<Pair<'_>> = self.membership.of_unit.iter().map(pair).collect();
                squares(self.sample, &self.places, &self.layout, self.order, &pairs)
            })
            .collect()
    }
}
