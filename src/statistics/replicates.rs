//! Jackknife with every replicate raked again, and the Rao–Wu bootstrap (method §7).
//!
//! Everything is linear in cell sums: a replicate takes one PSU out of the sums per raking cell, rakes the cells and forms
//! the statistic anew.

use rand_core::Rng;
use rayon::prelude::*;

use crate::clustering::Clustering;
use crate::error::Error;
use crate::raking::{Cells, Margin, RakingError, checked, rake_cells};

/// What a replicate method needs of the sample.
pub struct Replicates<'a> {
    pub clustering: &'a Clustering,
    /// d_i
    pub base: &'a [f64],
    /// Empty for weights that are not raked.
    pub margins: &'a [Margin],
    /// The variables that the statistic is formed from.
    pub columns: &'a [Vec<f64>],
    /// Cells that the statistic needs apart, per respondent, besides the margins (the domain).
    pub domain: &'a [u32],
}

struct Prepared {
    categories: Vec<Vec<u32>>,
    domains: Vec<u32>,
    targets: Vec<Vec<f64>>,
    /// `[psu]`: (cell, Σ d, Σ d x per column), only cells it has anybody in.
    of_psu: Vec<Vec<(usize, f64, Vec<f64>)>>,
}

/// A cell total, with the domain the cell belongs to.
pub struct DomainSums {
    /// `[domain][column]` of Σ w x.
    pub sums: Vec<Vec<f64>>,
}

impl Replicates<'_> {
    /// Delete-one-PSU jackknife: V = Σ_h (1 − f_h)(n_h − 1)/n_h Σ_p (θ^(hp) − θ̄)(θ^(hp) − θ̄)′, θ̄ the mean of all
    /// replicates. `statistic` makes the estimates from the weighted sums per domain.
    pub fn jackknife(
        &self,
        statistic: impl Fn(&DomainSums) -> Vec<f64> + Sync,
    ) -> Result<Vec<Vec<f64>>, Error> {
        let prepared = self.prepare()?;
        let factors = |out: usize| {
            let stratum = self.clustering.stratum_of[out];
            let n = self.clustering.sampled[stratum as usize] as f64;
            (0..self.clustering.stratum_of.len())
                .map(
                    |psu| match (psu == out, self.clustering.stratum_of[psu] == stratum) {
                        (true, _) => 0.0,
                        (false, true) => n / (n - 1.0),
                        (false, false) => 1.0,
                    },
                )
                .collect::<Vec<f64>>()
        };
        let psus: Vec<usize> = (0..self.clustering.stratum_of.len())
            .filter(|psu| self.clustering.sampled[self.clustering.stratum_of[*psu] as usize] > 1)
            .collect();
        let estimates: Result<Vec<Vec<f64>>, RakingError> = psus
            .par_iter()
            .map(|psu| self.replicate(&prepared, &factors(*psu), &statistic))
            .collect();
        let estimates = estimates.map_err(|_| Error::ReplicateNotRaked)?;
        let scale: Vec<f64> = psus
            .iter()
            .map(|psu| {
                let stratum = self.clustering.stratum_of[*psu] as usize;
                let n = self.clustering.sampled[stratum] as f64;
                self.clustering.remaining[stratum] * (n - 1.0) / n
            })
            .collect();
        Ok(spread(&estimates, &scale))
    }

    /// Rao–Wu rescaling bootstrap: per stratum n_h − 1 PSUs are drawn with replacement; the factor on d is
    /// 1 − l + l m n_h/(n_h − 1), l = √(1 − f_h). V divides by B − 1.
    pub fn bootstrap(
        &self,
        replicates: usize,
        random: &mut impl Rng,
        statistic: impl Fn(&DomainSums) -> Vec<f64> + Sync,
    ) -> Result<Vec<Vec<f64>>, Error> {
        let prepared = self.prepare()?;
        let draws = rao_wu(self.clustering, replicates, random);
        self.supplied(&prepared, &draws, &statistic)
    }

    fn supplied(
        &self,
        prepared: &Prepared,
        factors: &[Vec<f64>],
        statistic: &(impl Fn(&DomainSums) -> Vec<f64> + Sync),
    ) -> Result<Vec<Vec<f64>>, Error> {
        let estimates: Result<Vec<Vec<f64>>, RakingError> = factors
            .par_iter()
            .map(|factors| self.replicate(prepared, factors, statistic))
            .collect();
        let estimates = estimates.map_err(|_| Error::ReplicateNotRaked)?;
        let scale = vec![1.0 / (factors.len() as f64 - 1.0); factors.len()];
        Ok(spread(&estimates, &scale))
    }

    fn prepare(&self) -> Result<Prepared, Error> {
        let rows = self.base.len();
        let even = self.clustering.psu.len() == rows
            && self.domain.len() == rows
            && self.columns.iter().all(|column| column.len() == rows)
            && self
                .margins
                .iter()
                .all(|margin| margin.category.len() == rows);
        if !even {
            return Err(Error::UnevenColumns("replicates"));
        }
        checked(self.base, self.margins)?;
        let mut all = self.margins.to_vec();
        let domains = self
            .domain
            .iter()
            .max()
            .map_or(0, |last| *last as usize + 1);
        all.push(Margin {
            category: self.domain.to_vec(),
            target: vec![0.0; domains],
        });
        let cells = Cells::of(&all, self.base.len());
        let mut of_psu: Vec<Vec<(usize, f64, Vec<f64>)>> =
            vec![Vec::new(); self.clustering.stratum_of.len()];
        for row in 0..self.base.len() {
            let (cell, weight) = (cells.of_row[row] as usize, self.base[row]);
            let own = &mut of_psu[self.clustering.psu[row] as usize];
            let at = own
                .iter()
                .position(|(known, _, _)| *known == cell)
                .unwrap_or_else(|| {
                    own.push((cell, 0.0, vec![0.0; self.columns.len()]));
                    own.len() - 1
                });
            let (_, sum, sums) = &mut own[at];
            *sum += weight;
            for (sum, column) in sums.iter_mut().zip(self.columns) {
                *sum += weight * column[row];
            }
        }
        let (categories, domains) = cells
            .categories
            .into_iter()
            .map(|mut cell| {
                let domain = cell.pop().unwrap_or_default();
                (cell, domain)
            })
            .unzip();
        let targets = self
            .margins
            .iter()
            .map(|margin| margin.target.clone())
            .collect();
        Ok(Prepared {
            categories,
            domains,
            targets,
            of_psu,
        })
    }

    fn replicate(
        &self,
        prepared: &Prepared,
        factors: &[f64],
        statistic: &(impl Fn(&DomainSums) -> Vec<f64> + Sync),
    ) -> Result<Vec<f64>, RakingError> {
        let cells = prepared.categories.len();
        let mut weight = vec![0.0; cells];
        let mut sums = vec![vec![0.0; self.columns.len()]; cells];
        for (own, factor) in prepared
            .of_psu
            .iter()
            .zip(factors)
            .filter(|(_, factor)| **factor != 0.0)
        {
            for (cell, base, columns) in own {
                weight[*cell] += factor * base;
                for (sum, own) in sums[*cell].iter_mut().zip(columns) {
                    *sum += factor * own;
                }
            }
        }
        let begin = weight.clone();
        if !prepared.targets.is_empty() {
            rake_cells(&prepared.categories, &mut weight, &prepared.targets)?;
        }
        let domains = prepared
            .domains
            .iter()
            .max()
            .map_or(0, |last| *last as usize + 1);
        let mut all = vec![vec![0.0; self.columns.len()]; domains];
        for (cell, domain) in prepared.domains.iter().enumerate() {
            let factor = if begin[cell] > 0.0 {
                weight[cell] / begin[cell]
            } else {
                0.0
            };
            for (sum, own) in all[*domain as usize].iter_mut().zip(&sums[cell]) {
                *sum += factor * own;
            }
        }
        Ok(statistic(&DomainSums { sums: all }))
    }
}

/// Factors on the base weights per replicate and PSU for [`Replicates::bootstrap`]: n_h − 1 PSUs of each stratum are
/// drawn with replacement; the factor is 1 − l + l m n_h/(n_h − 1), l = √(1 − f_h). A stratum with one PSU keeps it.
pub fn rao_wu(clustering: &Clustering, replicates: usize, random: &mut impl Rng) -> Vec<Vec<f64>> {
    let mut psus_of = vec![Vec::new(); clustering.sampled.len()];
    for (psu, stratum) in clustering.stratum_of.iter().enumerate() {
        psus_of[*stratum as usize].push(psu);
    }
    let strata = || {
        psus_of
            .iter()
            .enumerate()
            .filter(|(_, psus)| psus.len() > 1)
    };
    let mut draw = || {
        let mut factors = vec![1.0; clustering.stratum_of.len()];
        for (stratum, psus) in strata() {
            let mut drawn = vec![0.0_f64; psus.len()];
            for _ in 1..psus.len() {
                // The bias of a 64-bit multiply-shift is below 2^-40 for any real number of PSUs.
                let at = (u128::from(random.next_u64()) * psus.len() as u128) >> 64;
                drawn[at as usize] += 1.0;
            }
            let n = psus.len() as f64;
            let l = clustering.remaining[stratum].sqrt();
            for (psu, m) in psus.iter().zip(drawn) {
                factors[*psu] = 1.0 - l + l * m * n / (n - 1.0);
            }
        }
        factors
    };
    (0..replicates).map(|_| draw()).collect()
}

/// Σ_r c_r (θ_r − θ̄)(θ_r − θ̄)′ in the order of the replicates.
pub fn spread(estimates: &[Vec<f64>], scale: &[f64]) -> Vec<Vec<f64>> {
    let size = estimates.first().map_or(0, Vec::len);
    let mut mean = vec![0.0; size];
    for estimate in estimates {
        for (mean, value) in mean.iter_mut().zip(estimate) {
            *mean += value / estimates.len() as f64;
        }
    }
    let mut variance = vec![vec![0.0; size]; size];
    for (estimate, scale) in estimates.iter().zip(scale) {
        for a in 0..size {
            for b in 0..size {
                variance[a][b] += scale * (estimate[a] - mean[a]) * (estimate[b] - mean[b]);
            }
        }
    }
    variance
}
