//! Estimates from values, variances and counts.

use crate::engine::found::Found;
use crate::engine::moments::{COUNT, SLOTS, WEIGHT, add};
use crate::engine::scoring::{Measure, Options};
use crate::engine::tables;
use crate::engine::work::Work;
use crate::estimate::{Counted, DomainEstimates, Estimate, Estimates, StyleEstimates};
use crate::score::{DONT_KNOW, Style};

impl Work<'_> {
    pub fn assembled(
        &self,
        remaining: &[f64],
        chosen: &Found,
        linearised: &Found,
        elements: &Found,
    ) -> Estimates {
        let mut domains: Vec<DomainEstimates> = (0..self.domains.len())
            .map(|domain| {
                let counts = self.counts(domain);
                let mut strata = self.shares[domain]
                    .iter()
                    .map(|(at, _)| self.places.all[*at].stratum);
                let is_finite = strata.any(|stratum| remaining[stratum as usize] < 1.0);
                let spread = |at: usize| {
                    let value = self.linear[domain][at].as_ref()?.value;
                    let own = chosen.spreads[domain][at];
                    Some((
                        value,
                        own,
                        linearised.spreads[domain][at],
                        elements.spreads[domain][at],
                    ))
                };
                let counted = |at: usize, n: u64| Counted {
                    n,
                    estimate: spread(at).map(|(value, own, linearised, elements)| {
                        let plain = counts.plain(own.per_weight);
                        Estimate {
                            value,
                            variance: own.variance,
                            linearised: linearised.variance,
                            of_elements: elements.variance,
                            df: chosen.df[domain],
                            pooled: false,
                            deff: Some(if is_finite {
                                counts.finite(plain)
                            } else {
                                plain
                            })
                            .filter(|plain| *plain > 0.0)
                            .map(|plain| own.variance / plain),
                            n_eff: if own.variance > 0.0 {
                                n as f64 * plain / own.variance
                            } else {
                                n as f64
                            },
                            covariance_with_whole: own.with_whole,
                        }
                    }),
                };
                let style = |style: Style| self.style(style, &counts, &counted);
                DomainEstimates {
                    respondents: counts.respondents,
                    mean: style(Style::Mean),
                    satisfied: style(Style::Satisfied),
                    dont_know: (0..self.order.items)
                        .map(|item| {
                            counted(
                                self.order.dont_know(item),
                                counts.of(item, Measure::DontKnow, self.options),
                            )
                        })
                        .collect(),
                    levels: self.weights[domain].iter().map(level_shares).collect(),
                    dont_know_bounds: self.dont_know_bounds(domain),
                }
            })
            .collect();
        let whole = domains.pop().unwrap_or_default();
        Estimates {
            localities: domains,
            whole,
            covariance: chosen.between.clone(),
        }
    }

    /// Every "don't know" becomes the worst answer, and the best.
    fn dont_know_bounds(&self, domain: usize) -> [Option<(f64, f64)>; 2] {
        let moved_to = |code: usize| {
            let mut weights = self.weights[domain].clone();
            for item in &mut weights {
                item[code] += std::mem::take(&mut item[usize::from(DONT_KNOW)]);
            }
            tables::values(&weights, self.index, self.options)
        };
        let (worst, best) = (moved_to(1), moved_to(5));
        Style::ALL.map(|style| {
            let at = self.order.index(style);
            worst[at].zip(best[at])
        })
    }

    fn style(
        &self,
        style: Style,
        counts: &Counts,
        counted: &dyn Fn(usize, u64) -> Counted,
    ) -> StyleEstimates {
        let components = self.order.components;
        let n = |item: usize| counts.of(item, Measure::Score(style), self.options);
        StyleEstimates {
            items: (0..self.order.items)
                .map(|item| counted(self.order.item(style, item), n(item)))
                .collect(),
            components: (0..components)
                .map(|at| counted(self.order.component(style, at), counts.answered[at]))
                .collect(),
            index: counted(self.order.index(style), counts.answered[components]),
        }
    }

    fn counts(&self, domain: usize) -> Counts {
        let mut counts = Counts {
            respondents: 0,
            population: 0.0,
            answered: vec![0; self.order.components + 1],
            codes: vec![[0.0; SLOTS]; self.order.items],
        };
        for (unit, _) in &self.domains[domain] {
            for (count, own) in counts
                .answered
                .iter_mut()
                .zip(&self.moments.answered[*unit])
            {
                *count += own;
            }
        }
        let mut all = [0.0; 4];
        for &(place, share) in &self.shares[domain] {
            let own = &self.moments.place[place];
            add(&mut all, own);
            counts.population += share * own[WEIGHT];
            for (item, codes) in counts.codes.iter_mut().enumerate() {
                for (count, sums) in codes.iter_mut().zip(self.moments.item(place, item)) {
                    *count += sums[COUNT];
                }
            }
        }
        counts.respondents = all[COUNT] as u64;
        counts
    }
}

/// Who is in a domain, unweighted, and how many people they stand for.
struct Counts {
    respondents: u64,
    population: f64,
    /// Criteria, then the index.
    answered: Vec<u64>,
    codes: Vec<[f64; SLOTS]>,
}

impl Counts {
    /// Respondents in the denominator of an item.
    fn of(&self, item: usize, measure: Measure, options: Options) -> u64 {
        let scores = measure.scores(options);
        let codes = self.codes[item].iter().zip(scores);
        codes
            .filter(|(_, score)| score.is_some())
            .map(|(n, _)| *n)
            .sum::<f64>() as u64
    }

    /// S²/n with S² = n/(n − 1) Σ w y² / Σ w and y = u Σw / w (method §8).
    fn plain(&self, per_weight: f64) -> f64 {
        per_weight * self.population / (self.respondents as f64 - 1.0).max(1.0)
    }

    /// The same, drawn without replacement from Σ w.
    fn finite(&self, plain: f64) -> f64 {
        plain * (1.0 - self.respondents as f64 / self.population).max(0.0)
    }
}

fn level_shares(weights: &[f64; SLOTS]) -> Option<[f64; 5]> {
    let total: f64 = weights[1..=5].iter().sum();
    (total > 0.0).then(|| std::array::from_fn(|at| 100.0 * weights[at + 1] / total))
}
