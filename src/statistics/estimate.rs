//! Every estimate of a survey with its linearised variance (method §2, §3, §6, §8).

use rayon::prelude::*;

use crate::calibration::Calibration;
use crate::clustering::Clustering;
use crate::counts::Counts;
use crate::design::{Design, stratum_counts};
use crate::error::Error;
use crate::histogram::{Cell, histogram};
use crate::index::IndexSpec;
use crate::linearise::{Scores, Sums, cells_of, sums, value};
use crate::sample::Sample;
use crate::score::{DONT_KNOW, Style};

/// One estimate on 0–100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub value: f64,
    /// Linearised; strata, weights and finite populations considered.
    pub variance: f64,
    /// Respondents in the domain − strata with at least one of them.
    pub df: f64,
    /// V / V₀, V₀ as if drawn with simple random sampling without replacement where N is known; `None` when V₀ = 0.
    pub deff: Option<f64>,
    /// n / (V / V₀ with replacement); n when V₀ = 0.
    pub n_eff: f64,
    /// Covariance with the same estimate of all localities together.
    pub covariance_with_whole: f64,
}

/// An estimate with the number of respondents behind it; `None` where it does not exist.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counted {
    pub n: u64,
    pub estimate: Option<Estimate>,
}

/// The estimates of one style in one domain.
#[derive(Clone, Debug, PartialEq)]
pub struct StyleEstimates {
    pub items: Vec<Counted>,
    pub components: Vec<Counted>,
    pub index: Counted,
}

/// One locality, or all together.
#[derive(Clone, Debug, PartialEq)]
pub struct DomainEstimates {
    pub respondents: u64,
    pub mean: StyleEstimates,
    pub satisfied: StyleEstimates,
    /// Per item: 100 Σ w d / Σ w (d + a).
    pub dont_know: Vec<Counted>,
    /// Per item: weighted percentages of codes 1–5 among valid answers.
    pub levels: Vec<Option<[f64; 5]>>,
}

impl DomainEstimates {
    pub fn style(&self, style: Style) -> &StyleEstimates {
        match style {
            Style::Mean => &self.mean,
            Style::Satisfied => &self.satisfied,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Estimates {
    /// In the order of the sample's locality numbers.
    pub localities: Vec<DomainEstimates>,
    /// All localities together, not the mean of the localities.
    pub whole: DomainEstimates,
}

/// Computes items, components and index in both styles, and don't-know rates, for every locality and the whole.
pub fn estimate(sample: &Sample, index: &IndexSpec, design: &Design) -> Result<Estimates, Error> {
    computed(sample, index, design, None, None)
}

/// As [`estimate`] with weights that were calibrated: variances are those of the regression residuals (method §6).
pub fn estimate_calibrated(
    sample: &Sample,
    index: &IndexSpec,
    design: &Design,
    calibration: &Calibration,
) -> Result<Estimates, Error> {
    computed(sample, index, design, Some(calibration), None)
}

/// As [`estimate`] with respondents in clusters: variances between primary sampling units, degrees of freedom counted in
/// them (method §6, first stage only).
pub fn estimate_clustered(
    sample: &Sample,
    index: &IndexSpec,
    design: &Design,
    clustering: &Clustering,
) -> Result<Estimates, Error> {
    if clustering.psu.len() != sample.len() {
        return Err(Error::UnevenColumns("psu"));
    }
    computed(sample, index, design, None, Some(clustering))
}

fn computed(
    sample: &Sample,
    index: &IndexSpec,
    design: &Design,
    calibration: Option<&Calibration>,
    clustering: Option<&Clustering>,
) -> Result<Estimates, Error> {
    sample.check()?;
    index.check(sample.items.len())?;
    let pass = Pass {
        sample,
        index,
        calibration,
        clustering,
        remaining: design.remaining_fractions(sample)?,
        stratum_counts: stratum_counts(sample),
        cells: histogram(sample),
        counts: Counts::of(sample, index, clustering),
    };
    let mean = pass.style(Style::Mean);
    let satisfied = pass.style(Style::Satisfied);
    let dont_know = pass.dont_know();
    let mut domains: Vec<DomainEstimates> = mean
        .into_iter()
        .zip(satisfied)
        .zip(dont_know)
        .enumerate()
        .map(|(domain, ((mean, satisfied), dont_know))| DomainEstimates {
            respondents: pass.counts.respondents[domain],
            mean,
            satisfied,
            dont_know,
            levels: pass.cells[domain].iter().map(level_shares).collect(),
        })
        .collect();
    domains
        .pop()
        .map(|whole| Estimates {
            localities: domains,
            whole,
        })
        .ok_or(Error::Empty)
}

fn level_shares(cell: &Cell) -> Option<[f64; 5]> {
    let total = cell.answered();
    (cell.valid > 0).then(|| std::array::from_fn(|at| 100.0 * cell.weight[at + 1] / total))
}

struct Pass<'a> {
    sample: &'a Sample,
    index: &'a IndexSpec,
    calibration: Option<&'a Calibration>,
    clustering: Option<&'a Clustering>,
    remaining: Vec<f64>,
    stratum_counts: Vec<usize>,
    cells: Vec<Vec<Cell>>,
    counts: Counts,
}

impl Pass<'_> {
    fn style(&self, style: Style) -> Vec<StyleEstimates> {
        let items = self.sample.items.len();
        let components = self.index.components.len();
        let scores: Vec<Scores> = self
            .cells
            .iter()
            .map(|cells| Scores {
                combinations: self.combinations(cells),
                table: Scores::of_items(cells, style),
            })
            .collect();
        let variances = self.variances(&scores);
        (0..self.cells.len())
            .map(|domain| {
                let cells = &self.cells[domain];
                let count = |at: usize, n: u64| {
                    let combination = scores[domain].combinations[at].as_ref();
                    let value = combination.map(|parts| {
                        let term = |&(item, factor): &(usize, f64)| {
                            factor * cells[item].mean(style).unwrap_or(0.0)
                        };
                        parts.iter().map(term).sum::<f64>()
                    });
                    self.counted(domain, n, value, &variances[domain][at])
                };
                StyleEstimates {
                    items: (0..items)
                        .map(|item| count(item, cells[item].valid))
                        .collect(),
                    components: (0..components)
                        .map(|at| count(items + at, self.counts.component[domain][at]))
                        .collect(),
                    index: count(items + components, self.counts.index[domain]),
                }
            })
            .collect()
    }

    fn dont_know(&self) -> Vec<Vec<Counted>> {
        let items = self.sample.items.len();
        let scores: Vec<Scores> = self
            .cells
            .iter()
            .map(|cells| Scores {
                combinations: (0..items).map(|item| Some(vec![(item, 1.0)])).collect(),
                table: Scores::of_dont_know(cells),
            })
            .collect();
        let variances = self.variances(&scores);
        (0..self.cells.len())
            .map(|domain| {
                (0..items)
                    .map(|item| {
                        let cell = &self.cells[domain][item];
                        let total = cell.answered() + cell.weight[usize::from(DONT_KNOW)];
                        let rate = (total > 0.0)
                            .then(|| 100.0 * cell.weight[usize::from(DONT_KNOW)] / total);
                        let n = self.counts.asked[domain][item];
                        self.counted(domain, n, rate, &variances[domain][item])
                    })
                    .collect()
            })
            .collect()
    }

    /// Items, then components, then the index, as combinations of item means; `None` where one cannot be formed.
    fn combinations(&self, cells: &[Cell]) -> Vec<Option<Vec<(usize, f64)>>> {
        let answered = |item: usize| cells[item].valid > 0;
        let mut all: Vec<Option<Vec<(usize, f64)>>> = (0..cells.len())
            .map(|item| answered(item).then(|| vec![(item, 1.0)]))
            .collect();
        let components = self.index.usable(answered);
        let whole = components.iter().all(Option::is_some).then(|| {
            let weighted = self.index.components.iter().zip(&components);
            weighted
                .flat_map(|(component, parts)| {
                    parts
                        .iter()
                        .flatten()
                        .map(|(item, weight)| (*item, component.weight * weight))
                })
                .collect()
        });
        all.extend(components);
        all.push(whole);
        all
    }

    /// `[domain][estimate]`.
    fn variances(&self, scores: &[Scores]) -> Vec<Vec<Spread>> {
        let cells = cells_of(self.sample);
        let sums = sums(self.sample, &cells, scores);
        let estimates = scores.first().map_or(0, |scores| scores.combinations.len());
        let mut spreads = vec![vec![Spread::default(); estimates]; self.cells.len()];
        let mut whole = vec![Sums::zero(estimates); self.sample.strata];
        for ((_, stratum), (_, all)) in cells.places.iter().zip(&sums) {
            whole[*stratum as usize].add(all);
        }
        for ((locality, stratum), (own, _)) in cells.places.iter().zip(&sums) {
            let stratum = *stratum as usize;
            self.spread(
                &mut spreads[*locality as usize],
                stratum,
                own,
                &whole[stratum],
            );
        }
        for (stratum, all) in whole.iter().enumerate() {
            self.spread(&mut spreads[self.sample.localities], stratum, all, all);
        }
        if self.calibration.is_some() || self.clustering.is_some() {
            self.look_at_all(scores, &mut spreads);
        }
        spreads
    }

    /// Puts the variances of residuals, or between clusters, in place of those of single scores. A residual is not 0
    /// outside its domain, so that every estimate of every domain looks at all respondents.
    fn look_at_all(&self, scores: &[Scores], spreads: &mut [Vec<Spread>]) {
        let sample = self.sample;
        let estimates = scores.first().map_or(0, |scores| scores.combinations.len());
        let residuals = |domain: usize, at: usize| {
            let raw: Vec<f64> = (0..sample.len())
                .map(|row| {
                    let inside =
                        domain == sample.localities || sample.locality[row] as usize == domain;
                    if inside {
                        sample.weight[row] * value(sample, &scores[domain], at, row)
                    } else {
                        0.0
                    }
                })
                .collect();
            match self.calibration {
                Some(calibration) => calibration.residuals(&raw, &sample.weight),
                None => raw,
            }
        };
        let found: Vec<Vec<(f64, f64)>> = (0..estimates)
            .into_par_iter()
            .map(|at| {
                let whole = residuals(sample.localities, at);
                (0..scores.len())
                    .map(|domain| {
                        let own = residuals(domain, at);
                        (self.product(&own, &own), self.product(&own, &whole))
                    })
                    .collect()
            })
            .collect();
        for (at, domains) in found.iter().enumerate() {
            for (spread, (variance, with_whole)) in spreads.iter_mut().zip(domains) {
                spread[at].variance = *variance;
                spread[at].with_whole = *with_whole;
            }
        }
    }

    /// Σ_h (1 − f) n/(n − 1) Σ (a − ā)(b − b̄) over the strata, of respondents or of clusters.
    fn product(&self, a: &[f64], b: &[f64]) -> f64 {
        if let Some(clustering) = self.clustering {
            return clustering.product_of(a, b);
        }
        let mut sums = vec![[0.0; 3]; self.sample.strata];
        for ((a, b), stratum) in a.iter().zip(b).zip(&self.sample.stratum) {
            let [sum_a, sum_b, sum_ab] = &mut sums[*stratum as usize];
            *sum_a += a;
            *sum_b += b;
            *sum_ab += a * b;
        }
        let strata = sums.iter().zip(&self.stratum_counts).zip(&self.remaining);
        strata
            .map(|(([sum_a, sum_b, sum_ab], &n), remaining)| {
                let n = n as f64;
                let (factor, centre) = if n > 1.0 {
                    (n / (n - 1.0), 1.0 / n)
                } else {
                    (1.0, 0.0)
                };
                remaining * factor * (sum_ab - sum_a * sum_b * centre)
            })
            .sum()
    }

    /// Adds one stratum: (1 − f) n/(n − 1) (Σ u² − (Σ u)²/n); a stratum with one respondent is centred at 0.
    fn spread(&self, spreads: &mut [Spread], stratum: usize, own: &Sums, whole: &Sums) {
        let n = self.stratum_counts[stratum] as f64;
        let (factor, centre) = if n > 1.0 {
            (n / (n - 1.0), 1.0 / n)
        } else {
            (1.0, 0.0)
        };
        let factor = factor * self.remaining[stratum];
        for (at, spread) in spreads.iter_mut().enumerate() {
            spread.variance += factor * (own.square[at] - own.u[at] * own.u[at] * centre).max(0.0);
            spread.with_whole += factor * (own.cross[at] - own.u[at] * whole.u[at] * centre);
            spread.per_weight += own.per_weight[at];
        }
    }

    fn counted(&self, domain: usize, n: u64, value: Option<f64>, spread: &Spread) -> Counted {
        let estimate = value.map(|value| {
            let respondents = self.counts.respondents[domain] as f64;
            let population = self.counts.weight[domain];
            // S² = n/(n − 1) Σ w y² / Σ w with y = u Σw / w
            let square =
                respondents / (respondents - 1.0).max(1.0) * spread.per_weight * population;
            let with_replacement = square / respondents;
            let without = with_replacement * (1.0 - respondents / population).max(0.0);
            let plain = if self.remaining.iter().all(|left| *left >= 1.0) {
                with_replacement
            } else {
                without
            };
            Estimate {
                value,
                variance: spread.variance,
                df: self.counts.df[domain],
                deff: (plain > 0.0).then(|| spread.variance / plain),
                n_eff: if spread.variance > 0.0 {
                    n as f64 * with_replacement / spread.variance
                } else {
                    n as f64
                },
                covariance_with_whole: spread.with_whole,
            }
        });
        Counted { n, estimate }
    }
}

#[derive(Clone, Debug, Default)]
struct Spread {
    variance: f64,
    with_whole: f64,
    per_weight: f64,
}
