//! Variance with strata, clusters and finite populations, for any linear score (method §6).
//!
//! V = Σ_h (1 − f_h) n_h/(n_h − 1) Σ_p (t_hp − t̄_h)², t_hp the sum of the score u_i over a primary sampling unit. Every
//! sampled PSU counts in n_h, also one without anybody in the domain: its total is 0.
//!
//! ```
//! use hailong_statistics::clustering::{Clustering, LonelyPsu};
//! let design = Clustering::new(&[0, 0, 0, 0], &[1, 1, 2, 2], &[None], LonelyPsu::Adjust).unwrap();
//! let v = design.covariance(&[vec![1.0, 2.0, -1.0, -2.0]]).unwrap();
//! assert_eq!(v[0][0], 36.0);
//! ```

use crate::crossing::crossed;
use crate::error::Error;

/// What a stratum with one PSU adds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LonelyPsu {
    /// (1 − f) t²: centred at 0.
    #[default]
    Adjust,
    /// Nothing: the PSU was taken with certainty.
    Certainty,
    /// As much as the others on average.
    Average,
    /// An error.
    Fail,
}

/// Strata, and the PSUs in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Clustering {
    /// PSU of each respondent.
    pub psu: Vec<u32>,
    /// Stratum of each PSU.
    pub stratum_of: Vec<u32>,
    /// n_h
    pub sampled: Vec<usize>,
    /// 1 − f_h
    pub remaining: Vec<f64>,
    pub lonely: LonelyPsu,
}

impl Clustering {
    /// `psu` labels are taken within their stratum. `population` is N_h, the PSUs of each stratum; `None` = no finite
    /// population correction.
    pub fn new(
        stratum: &[u32],
        psu: &[u32],
        population: &[Option<f64>],
        lonely: LonelyPsu,
    ) -> Result<Self, Error> {
        if stratum.len() != psu.len() {
            return Err(Error::UnevenColumns("psu"));
        }
        if let Some(row) = stratum
            .iter()
            .position(|stratum| *stratum as usize >= population.len())
        {
            return Err(Error::Place { row });
        }
        let mut of_row = stratum.to_vec();
        let pairs = crossed(&mut of_row, psu, population.len());
        let mut sampled = vec![0; population.len()];
        for (stratum, _) in &pairs {
            sampled[*stratum as usize] += 1;
        }
        let mut remaining = Vec::with_capacity(population.len());
        for (stratum, (&population, &sampled)) in population.iter().zip(&sampled).enumerate() {
            remaining.push(match population {
                Some(population) if !(population.is_finite() && population >= sampled as f64) => {
                    return Err(Error::StratumPopulation {
                        stratum,
                        sampled,
                        population,
                    });
                }
                Some(population) if population > 0.0 => 1.0 - sampled as f64 / population,
                _ => 1.0,
            });
        }
        Ok(Self {
            psu: of_row,
            stratum_of: pairs.into_iter().map(|(stratum, _)| stratum).collect(),
            sampled,
            remaining,
            lonely,
        })
    }

    /// Every respondent is a PSU.
    pub fn of_elements(
        stratum: &[u32],
        population: &[Option<f64>],
        lonely: LonelyPsu,
    ) -> Result<Self, Error> {
        let psu: Vec<u32> = (0..stratum.len() as u32).collect();
        Self::new(stratum, &psu, population, lonely)
    }

    /// Strata with one PSU.
    pub fn lonely_strata(&self) -> usize {
        self.sampled.iter().filter(|sampled| **sampled == 1).count()
    }

    /// PSUs − strata, of those with at least one respondent for whom `is_in` holds.
    pub fn degrees_of_freedom(&self, is_in: impl Fn(usize) -> bool) -> f64 {
        let mut psus = vec![false; self.stratum_of.len()];
        let mut strata = vec![false; self.sampled.len()];
        for (row, psu) in self.psu.iter().enumerate() {
            if is_in(row) {
                psus[*psu as usize] = true;
                strata[self.stratum_of[*psu as usize] as usize] = true;
            }
        }
        let count = |seen: &[bool]| seen.iter().filter(|seen| **seen).count() as f64;
        count(&psus) - count(&strata)
    }

    /// Variances and covariances of the estimates whose scores u_i are given, one list per estimate.
    pub fn covariance(&self, scores: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, Error> {
        let mut totals = vec![vec![0.0; self.stratum_of.len()]; scores.len()];
        for (total, score) in totals.iter_mut().zip(scores) {
            if score.len() != self.psu.len() {
                return Err(Error::UnevenColumns("score"));
            }
            for (psu, u) in self.psu.iter().zip(score) {
                total[*psu as usize] += u;
            }
        }
        self.refuse_lonely()?;
        let means: Vec<Vec<f64>> = totals
            .iter()
            .map(|totals| self.stratum_means(totals))
            .collect();
        let mut covariance = vec![vec![0.0; scores.len()]; scores.len()];
        for a in 0..scores.len() {
            for b in 0..=a {
                let value = self.centred(&totals[a], &means[a], &totals[b], &means[b]);
                covariance[a][b] = value;
                covariance[b][a] = value;
            }
        }
        Ok(covariance)
    }

    pub(crate) fn refuse_lonely(&self) -> Result<(), Error> {
        let lonely = self.sampled.iter().position(|sampled| *sampled == 1);
        match (self.lonely, lonely) {
            (LonelyPsu::Fail, Some(stratum)) => Err(Error::LonelyPsu { stratum }),
            _ => Ok(()),
        }
    }

    /// The strata with one PSU alone, each centred at 0; `None` where there are none or the rule leaves them out.
    pub(crate) fn only_lonely(&self) -> Option<Self> {
        let is_wanted = self.lonely == LonelyPsu::Adjust && self.lonely_strata() > 0;
        is_wanted.then(|| {
            let mut lonely = self.clone();
            for (remaining, sampled) in lonely.remaining.iter_mut().zip(&self.sampled) {
                if *sampled != 1 {
                    *remaining = 0.0;
                }
            }
            lonely
        })
    }

    /// Covariance of two estimates by the sums of their scores over each PSU.
    pub(crate) fn product(&self, a: &[f64], b: &[f64]) -> f64 {
        self.centred(a, &self.stratum_means(a), b, &self.stratum_means(b))
    }

    fn stratum_means(&self, totals: &[f64]) -> Vec<f64> {
        let mut means = vec![0.0; self.sampled.len()];
        for (stratum, total) in self.stratum_of.iter().zip(totals) {
            means[*stratum as usize] += total;
        }
        for (mean, sampled) in means.iter_mut().zip(&self.sampled) {
            *mean = if *sampled > 1 {
                *mean / *sampled as f64
            } else {
                0.0
            };
        }
        means
    }

    fn centred(&self, a: &[f64], mean_a: &[f64], b: &[f64], mean_b: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (psu, stratum) in self.stratum_of.iter().enumerate() {
            let stratum = *stratum as usize;
            let n = self.sampled[stratum] as f64;
            let factor = match (self.sampled[stratum], self.lonely) {
                (1, LonelyPsu::Adjust) => 1.0,
                (1, _) => 0.0,
                _ => n / (n - 1.0),
            };
            sum += self.remaining[stratum]
                * factor
                * (a[psu] - mean_a[stratum])
                * (b[psu] - mean_b[stratum]);
        }
        let strata = self.sampled.iter().filter(|sampled| **sampled > 0).count() as f64;
        let kept = strata - self.lonely_strata() as f64;
        if self.lonely == LonelyPsu::Average && kept > 0.0 {
            sum * strata / kept
        } else {
            sum
        }
    }
}
