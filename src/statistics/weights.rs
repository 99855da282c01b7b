//! Weights before and after calibration (method §4).
//!
//! ```
//! use hailong_statistics::weights::kish;
//! let spread = kish(&[1.0, 1.0, 2.0]);
//! assert!((spread.deff - 1.125).abs() < 1e-12);
//! ```

use std::cmp::Ordering;

use crate::error::Error;
use crate::raking::{Margin, Raked, RakingError, rake};

/// How unequal a set of weights is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The smallest weight.
    pub min: f64,
    /// The largest weight.
    pub max: f64,
    /// The median weight.
    pub median: f64,
    /// Kish: n Σ w² / (Σ w)².
    pub deff: f64,
    /// Kish: (Σ w)² / Σ w².
    pub n_eff: f64,
}

/// Above this design effect of the weights alone, a warning is due.
pub const DEFF_WARNING: f64 = 2.0;

/// Kish's design effect and effective n; zeros for no weights.
pub fn kish(weights: &[f64]) -> Spread {
    let max = weights.iter().copied().fold(0.0, f64::max);
    // In units of the largest, so that squares of weights of any size are numbers.
    let shares = || weights.iter().map(|weight| weight / max);
    let sum: f64 = shares().sum();
    let squares: f64 = shares().map(|share| share * share).sum();
    let n_eff = if squares > 0.0 {
        sum * sum / squares
    } else {
        0.0
    };
    Spread {
        min: weights.iter().copied().reduce(f64::min).unwrap_or(0.0),
        max,
        median: median(weights),
        deff: if n_eff > 0.0 {
            weights.len() as f64 / n_eff
        } else {
            0.0
        },
        n_eff,
    }
}

pub(crate) fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    let middle = values.len() / 2;
    if values.is_empty() {
        return 0.0;
    }
    let (below, upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    let upper = *upper;
    match below.iter().copied().max_by(f64::total_cmp) {
        Some(lower) if values.len().is_multiple_of(2) => f64::midpoint(lower, upper),
        _ => upper,
    }
}

/// Non-response within classes: d_i · Σ_eligible d / Σ_respondents d. `eligible` is the sum of base weights of everyone
/// eligible per class; a class without respondents has nothing to multiply. A respondent of no class, and a weight that
/// is no number above 0 before or after, are errors.
pub fn adjust_for_nonresponse(
    base: &[f64],
    class: &[u32],
    eligible: &[f64],
) -> Result<Vec<f64>, Error> {
    if class.len() != base.len() {
        return Err(Error::UnevenColumns("class"));
    }
    if let Some(row) = class
        .iter()
        .position(|class| *class as usize >= eligible.len())
    {
        return Err(Error::Place { row });
    }
    refuse_bad(base)?;
    let mut responded = vec![0.0; eligible.len()];
    for (weight, class) in base.iter().zip(class) {
        responded[*class as usize] += weight;
    }
    let factor = |class: u32| eligible[class as usize] / responded[class as usize];
    let adjusted: Vec<f64> = base
        .iter()
        .zip(class)
        .map(|(weight, class)| weight * factor(*class))
        .collect();
    refuse_bad(&adjusted)?;
    Ok(adjusted)
}

fn refuse_bad(weights: &[f64]) -> Result<(), Error> {
    let is_bad = |weight: &f64| !(weight.is_finite() && *weight > 0.0);
    match weights.iter().position(is_bad) {
        Some(row) => Err(Error::Weight {
            row,
            weight: weights[row],
        }),
        None => Ok(()),
    }
}

/// Post-stratification: w_i = d_i · T_g / Σ_{k∈g} d_k, which is raking to one margin.
pub fn poststratify(base: &[f64], cells: &Margin) -> Result<Raked, RakingError> {
    rake(base, std::slice::from_ref(cells))
}

/// Weights outside `lower..=upper` are set to the limit, and what was cut off is spread equally over the others (as
/// `survey::trimWeights`). `strict` repeats it until nothing is outside. Unless `lower` ≤ `upper` nothing is done.
pub fn redistribute(weights: &[f64], lower: f64, upper: f64, strict: bool) -> Vec<f64> {
    let mut current = weights.to_vec();
    // A NaN is no limit either.
    if lower.partial_cmp(&upper).is_none_or(Ordering::is_gt) {
        return current;
    }
    for _ in 0..if strict { 1_000 } else { 1 } {
        let inside = |weight: f64| weight >= lower && weight <= upper;
        let untrimmed = current.iter().filter(|weight| inside(**weight)).count();
        if untrimmed == current.len() || untrimmed == 0 {
            break;
        }
        let excess: f64 = current
            .iter()
            .map(|weight| weight - weight.clamp(lower, upper))
            .sum();
        let extra = excess / untrimmed as f64;
        for weight in &mut current {
            *weight = if inside(*weight) {
                *weight + extra
            } else {
                weight.clamp(lower, upper)
            };
        }
    }
    current
}

/// What trimming inside the raking loop came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Trimmed {
    /// The weights that are used.
    pub raked: Raked,
    /// Weights that stand at the cap.
    pub at_cap: usize,
    /// The margins could not be met under the cap: the weights are raked without it.
    pub cap_dropped: bool,
}

/// A weight may be this many times the median weight of its locality, unless another cap is asked for.
pub const CAP: f64 = 5.0;
const TRIMMING_ROUNDS: usize = 20;
/// Raked weights may pass the cap by this factor.
const CAP_SLACK: f64 = 1.0001;
const MARGIN_SLACK: f64 = 1e-6;

/// Rakes, sets every weight above cap_j = `cap` × the median weight of its locality to the cap, and so on, at most 20 times or
/// until no weight passes 1.0001 cap after raking. Where the margins cannot be met within 1e-6 under the cap, the cap is
/// dropped and said so.
pub fn rake_trimmed(
    base: &[f64],
    margins: &[Margin],
    locality: &[u32],
    localities: usize,
    cap: f64,
) -> Result<Trimmed, RakingError> {
    let plain = rake(base, margins)?;
    let mut places = locality.iter();
    if let Some(row) =
        (0..base.len()).find(|_| places.next().is_none_or(|at| *at as usize >= localities))
    {
        return Err(RakingError::Locality { row });
    }
    let caps = caps(&plain.weight, locality, localities, cap);
    let above = |weights: &[f64], slack: f64| {
        weights
            .iter()
            .zip(locality)
            .filter(|(weight, at)| **weight > caps[**at as usize] * slack)
            .count()
    };
    if above(&plain.weight, CAP_SLACK) == 0 {
        return Ok(Trimmed {
            raked: plain,
            at_cap: 0,
            cap_dropped: false,
        });
    }
    let mut current = plain.clone();
    for _ in 0..TRIMMING_ROUNDS {
        let cut: Vec<f64> = current
            .weight
            .iter()
            .zip(locality)
            .map(|(weight, at)| weight.min(caps[*at as usize]))
            .collect();
        match rake(&cut, margins) {
            Ok(again) => current = again,
            Err(_) => break,
        }
        if above(&current.weight, CAP_SLACK) == 0 {
            break;
        }
    }
    if above(&current.weight, CAP_SLACK) > 0 || current.error > MARGIN_SLACK {
        return Ok(Trimmed {
            raked: plain,
            at_cap: 0,
            cap_dropped: true,
        });
    }
    let at_cap = above(&current.weight, 1.0 - (CAP_SLACK - 1.0));
    current.rescaled = plain.rescaled;
    Ok(Trimmed {
        raked: current,
        at_cap,
        cap_dropped: false,
    })
}

fn caps(weights: &[f64], locality: &[u32], localities: usize, cap: f64) -> Vec<f64> {
    let mut own = vec![Vec::new(); localities];
    for (weight, at) in weights.iter().zip(locality) {
        own[*at as usize].push(*weight);
    }
    own.iter().map(|weights| cap * median(weights)).collect()
}
