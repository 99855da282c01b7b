//! How the respondents came to be in the sample (method §6).
//!
//! ```
//! use hailong_statistics::design::{Design, DesignKind};
//! use hailong_statistics::sample::Sample;
//! let sample = Sample { locality: vec![0; 3], localities: 1, stratum: vec![0; 3], strata: 1, ..Sample::default() };
//! let of = |kind| Design { kind, stratum_population: vec![Some(12.0)] }.remaining_fractions(&sample).unwrap();
//! assert_eq!(of(DesignKind::Probability), [0.75]);
//! // Whoever came by is no fraction of anything.
//! assert_eq!(of(DesignKind::OptIn), [1.0]);
//! ```

use crate::error::Error;
use crate::sample::Sample;

/// What the sample may claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DesignKind {
    /// Drawn at random within strata.
    Probability,
    /// Everyone was approached; non-response is taken as random within strata.
    CensusAttempt,
    /// Whoever wished to answer: never a fraction sampled.
    OptIn,
}

/// The kind of sample, and the populations that it was drawn from.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// Whether there is a fraction sampled at all.
    pub kind: DesignKind,
    /// N_h per stratum; `None` where it is not known or no finite population correction is wanted.
    pub stratum_population: Vec<Option<f64>>,
}

impl Design {
    /// 1 − f_h per stratum, with f_h = n_h / N_h; 1 for an open survey.
    pub fn remaining_fractions(&self, sample: &Sample) -> Result<Vec<f64>, Error> {
        self.remaining_of(&stratum_counts(sample))
    }

    /// The same from n_h.
    pub(crate) fn remaining_of(&self, counts: &[usize]) -> Result<Vec<f64>, Error> {
        let mut fractions = Vec::with_capacity(counts.len());
        for (stratum, &sampled) in counts.iter().enumerate() {
            let population = match self.kind {
                DesignKind::OptIn => None,
                DesignKind::Probability | DesignKind::CensusAttempt => {
                    self.stratum_population.get(stratum).copied().flatten()
                }
            };
            fractions.push(match population {
                None => 1.0,
                Some(population) if population.is_finite() && population >= sampled as f64 => {
                    if sampled == 0 {
                        1.0
                    } else {
                        1.0 - sampled as f64 / population
                    }
                }
                Some(population) => {
                    return Err(Error::StratumPopulation {
                        stratum,
                        sampled,
                        population,
                    });
                }
            });
        }
        Ok(fractions)
    }
}

/// n_h: all respondents of each stratum.
pub fn stratum_counts(sample: &Sample) -> Vec<usize> {
    let mut counts = vec![0; sample.strata];
    for &stratum in &sample.stratum {
        if let Some(count) = counts.get_mut(stratum as usize) {
            *count += 1;
        }
    }
    counts
}
