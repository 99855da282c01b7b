//! Variances from replicates whose weights are raked again (method §7).
//!
//! Everything is linear in the sums per place: a replicate changes the weights of whole PSUs, rakes the cells and forms
//! the ratios anew. A replicate starts from the final weights, which are the base weights times a factor per category:
//! raking has the same limit from there, and is nearly there already.

use rayon::prelude::*;

use crate::calibration::Calibration;
use crate::clustering::Clustering;
use crate::engine::covariance;
use crate::engine::grouped::Grouped;
use crate::engine::moments::SLOTS;
use crate::engine::tables;
use crate::engine::work::Work;
use crate::error::Error;
use crate::score::Style;

/// How the weights of the PSUs change, and with which factor the replicate counts.
pub(crate) struct Replicate {
    pub out: Change,
    pub scale: f64,
}

pub(crate) enum Change {
    /// One PSU is left out, the others of its stratum make up for it.
    Without(usize),
    /// A factor for every PSU.
    Factors(Vec<f64>),
}

/// Moments of the replicates around the estimate itself.
struct Totals {
    replicates: f64,
    scales: f64,
    /// Σ δ per domain and estimate.
    sum: Vec<Vec<f64>>,
    /// Σ c δ, Σ c δ², Σ c δ δ_whole.
    scaled: Vec<Vec<[f64; 3]>>,
    /// `[style][j][k]`, j ≥ k, of the localities' indices; empty where they are not wanted.
    between: [Vec<Vec<f64>>; 2],
}

pub(crate) struct Variances {
    /// `[domain][estimate]`: variance and covariance with the whole.
    pub spreads: Vec<Vec<(f64, f64)>>,
    /// `[style][j][k]`, where wanted.
    pub between: Option<[Vec<Vec<f64>>; 2]>,
}

/// Replicates that are summed together before the next ones.
const BATCH: usize = 32;

/// V = Σ_r c_r (θ_r − θ̄)(θ_r − θ̄)′, θ̄ the mean of all replicates.
pub(crate) fn variances(
    work: &Work<'_>,
    clustering: &Clustering,
    calibration: Option<&Calibration>,
    replicates: &[Replicate],
    between: bool,
) -> Result<Variances, Error> {
    let localities = work.membership.localities;
    let size = if between { localities } else { 0 };
    let empty = || Totals {
        replicates: 0.0,
        scales: 0.0,
        sum: vec![vec![0.0; work.order.len()]; localities + 1],
        scaled: vec![vec![[0.0; 3]; work.order.len()]; localities + 1],
        between: [0, 1].map(|_| vec![vec![0.0; size]; size]),
    };
    let grouped = Grouped::of(work, clustering);
    let batches: Vec<Result<Totals, Error>> = replicates
        .par_chunks(BATCH)
        .map(|some| {
            let mut totals = empty();
            for one in some {
                let sums = grouped.changed(work, clustering, calibration, &one.out)?;
                totals.take(&deviation(work, &sums), one.scale, work);
            }
            Ok(totals)
        })
        .collect();
    let mut all = empty();
    for batch in batches {
        all.add(&batch?);
    }
    Ok(all.variances(work, between))
}

impl Totals {
    fn take(&mut self, moved: &[Vec<f64>], scale: f64, work: &Work<'_>) {
        self.replicates += 1.0;
        self.scales += scale;
        let Some(whole) = moved.last() else { return };
        for ((sum, scaled), own) in self.sum.iter_mut().zip(&mut self.scaled).zip(moved) {
            for (at, own) in own.iter().enumerate() {
                sum[at] += own;
                let terms = [1.0, *own, whole[at]];
                for (total, term) in scaled[at].iter_mut().zip(terms) {
                    *total += scale * own * term;
                }
            }
        }
        for (style, between) in Style::ALL.into_iter().zip(&mut self.between) {
            let at = work.order.index(style);
            for (j, row) in between.iter_mut().enumerate() {
                for (k, value) in row.iter_mut().enumerate().take(j) {
                    *value += scale * moved[j][at] * moved[k][at];
                }
            }
        }
    }

    fn add(&mut self, other: &Self) {
        self.replicates += other.replicates;
        self.scales += other.scales;
        for (own, other) in self
            .sum
            .iter_mut()
            .flatten()
            .zip(other.sum.iter().flatten())
        {
            *own += other;
        }
        let triples = self.scaled.iter_mut().flatten().flatten();
        for (own, other) in triples.zip(other.scaled.iter().flatten().flatten()) {
            *own += other;
        }
        for (own, other) in self.between.iter_mut().zip(&other.between) {
            for (own, other) in own.iter_mut().flatten().zip(other.iter().flatten()) {
                *own += other;
            }
        }
    }

    fn variances(&self, work: &Work<'_>, between: bool) -> Variances {
        let mean = |domain: usize, at: usize| self.sum[domain][at] / self.replicates.max(1.0);
        // Σ c (a − ā)(b − b̄) = Σ c a b − ā Σ c b − b̄ Σ c a + ā b̄ Σ c
        let centred = |product: f64, a: f64, b: f64, sum_a: f64, sum_b: f64| {
            product - a * sum_b - b * sum_a + a * b * self.scales
        };
        let whole = self.sum.len() - 1;
        let spreads = (0..=whole)
            .map(|domain| {
                (0..work.order.len())
                    .map(|at| {
                        let [sum, square, cross] = self.scaled[domain][at];
                        let (own, all) = (mean(domain, at), mean(whole, at));
                        let sum_all = self.scaled[whole][at][0];
                        let variance = centred(square, own, own, sum, sum).max(0.0);
                        (variance, centred(cross, own, all, sum, sum_all))
                    })
                    .collect()
            })
            .collect();
        let of_style = |(side, style): (usize, Style)| {
            let at = work.order.index(style);
            covariance::symmetric(whole, |j, k| {
                let sums = [j, k].map(|domain| self.scaled[domain][at][0]);
                let product = self.between[side][j][k];
                centred(product, mean(j, at), mean(k, at), sums[0], sums[1])
            })
        };
        Variances {
            spreads,
            between: between.then(|| [(0, Style::Mean), (1, Style::Satisfied)].map(of_style)),
        }
    }
}

/// θ_r − θ of every estimate of every domain; 0 where one of them does not exist. `sums` are Σ w per domain, item and
/// slot.
fn deviation(work: &Work<'_>, sums: &[f64]) -> Vec<Vec<f64>> {
    let width = work.order.items * SLOTS;
    let mut weights = vec![[0.0; SLOTS]; work.order.items];
    let domains = sums.chunks_exact(width.max(1)).zip(&work.linear);
    domains
        .map(|(sums, linear)| {
            for (own, slots) in weights.iter_mut().zip(sums.chunks_exact(SLOTS)) {
                own.copy_from_slice(slots);
            }
            let again = tables::values(&weights, work.index, work.options);
            let pairs = again.iter().zip(linear);
            pairs
                .map(|(again, own)| match (again, own) {
                    (Some(again), Some(own)) => again - own.value,
                    _ => 0.0,
                })
                .collect()
        })
        .collect()
}

/// Every PSU of a stratum with two or more left out once.
pub(crate) fn jackknife(clustering: &Clustering) -> Vec<Replicate> {
    let psus = clustering.stratum_of.iter().enumerate();
    psus.filter_map(|(psu, stratum)| {
        let n = clustering.sampled[*stratum as usize] as f64;
        (n > 1.0).then(|| Replicate {
            out: Change::Without(psu),
            scale: clustering.remaining[*stratum as usize] * (n - 1.0) / n,
        })
    })
    .collect()
}

/// Rao–Wu draws as replicates; V divides by B − 1. Every draw has a factor from 0 for every PSU.
pub(crate) fn bootstrap(
    draws: &[Vec<f64>],
    clustering: &Clustering,
) -> Result<Vec<Replicate>, Error> {
    let is_good = |factors: &Vec<f64>| {
        factors.len() == clustering.stratum_of.len()
            && factors.iter().any(|factor| *factor > 0.0)
            && factors
                .iter()
                .all(|factor| factor.is_finite() && *factor >= 0.0)
    };
    if !draws.iter().all(is_good) {
        return Err(Error::Factors);
    }
    let scale = 1.0 / (draws.len() as f64 - 1.0);
    let replicate = |factors: &Vec<f64>| Replicate {
        out: Change::Factors(factors.clone()),
        scale,
    };
    Ok(draws.iter().map(replicate).collect())
}
