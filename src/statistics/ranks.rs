//! Rank confidence sets by Holm's procedure over ordered pairs (method §11): no simulation, no seed, valid under any
//! dependence, each pair with its own Welch degrees of freedom.

use crate::distribution::t_sf;
use crate::holm;

/// A locality that takes part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contestant {
    pub estimate: f64,
    pub variance: f64,
    /// ∞ for a normal reference distribution.
    pub df: f64,
}

/// A set of ranks, both ends included; 1 is the highest estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankSet {
    pub low: u32,
    pub high: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// 1 + how many estimates are higher; ties share.
    pub rank: Vec<u32>,
    /// All localities at once.
    pub simultaneous: Vec<RankSet>,
    /// One locality looked at by itself.
    pub marginal: Vec<RankSet>,
    /// `higher[j][k]`: j is higher than k, with all pairs judged at once.
    pub higher: Vec<Vec<bool>>,
    /// `p[j][k]`: P(T_ν ≥ t) for "j is higher than k", before Holm; 1 on the diagonal.
    pub p: Vec<Vec<f64>>,
}

/// Rank sets at the level 1 − `alpha`. Estimates of different localities are taken as uncorrelated.
///
/// ```
/// use hailong_statistics::ranks::{Contestant, RankSet, rank_sets};
/// let at = |estimate| Contestant { estimate, variance: 1.0, df: 200.0 };
/// let ranking = rank_sets(&[at(60.0), at(70.0), at(70.5)], 0.05);
/// assert_eq!(ranking.simultaneous[0], RankSet { low: 3, high: 3 });
/// assert_eq!(ranking.simultaneous[1], RankSet { low: 1, high: 2 });
/// ```
pub fn rank_sets(contestants: &[Contestant], alpha: f64) -> Ranking {
    let p = contestants.len();
    let mut pairs: Vec<(f64, usize, usize)> = Vec::with_capacity(p * p);
    for j in 0..p {
        for k in 0..j {
            let (upper, lower) = if contestants[j].estimate > contestants[k].estimate {
                (j, k)
            } else {
                (k, j)
            };
            // The smaller of the two tails is the one that is computed.
            let value = p_value(&contestants[upper], &contestants[lower]);
            let is_certain = contestants[upper].variance + contestants[lower].variance <= 0.0;
            pairs.push((value, upper, lower));
            pairs.push((if is_certain { 1.0 } else { 1.0 - value }, lower, upper));
        }
    }
    let higher = rejected(&pairs, alpha, p);
    let marginal = (0..p)
        .map(|own| {
            let mine: Vec<_> = pairs
                .iter()
                .copied()
                .filter(|(_, j, k)| *j == own || *k == own)
                .collect();
            set_of(&rejected(&mine, alpha, p), own)
        })
        .collect();
    let mut p_values = vec![vec![1.0; p]; p];
    for (value, j, k) in &pairs {
        p_values[*j][*k] = *value;
    }
    Ranking {
        p: p_values,
        rank: contestants
            .iter()
            .map(|own| {
                1 + count(
                    contestants
                        .iter()
                        .map(|other| other.estimate > own.estimate),
                )
            })
            .collect(),
        simultaneous: (0..p).map(|own| set_of(&higher, own)).collect(),
        marginal,
        higher,
    }
}

/// P(T_ν ≥ t) for "a is higher than b", ν by Welch.
fn p_value(a: &Contestant, b: &Contestant) -> f64 {
    let variance = a.variance + b.variance;
    let difference = a.estimate - b.estimate;
    if variance <= 0.0 {
        return if difference > 0.0 { 0.0 } else { 1.0 };
    }
    t_sf(difference / variance.sqrt(), welch(a, b))
}

/// Degrees of freedom of a difference, by Welch: (V_a + V_b)² / (V_a²/ν_a + V_b²/ν_b).
pub(crate) fn welch(a: &Contestant, b: &Contestant) -> f64 {
    let variance = a.variance + b.variance;
    let share = |one: &Contestant| one.variance * one.variance / one.df;
    let shares = share(a) + share(b);
    if shares > 0.0 {
        variance * variance / shares
    } else {
        f64::INFINITY
    }
}

/// `[j][k]`: "j is higher than k" is shown, with `pairs` judged together.
fn rejected(pairs: &[(f64, usize, usize)], alpha: f64, p: usize) -> Vec<Vec<bool>> {
    let mut rejected = vec![vec![false; p]; p];
    let adjusted = holm::adjusted(&pairs.iter().map(|pair| pair.0).collect::<Vec<f64>>());
    for ((_, j, k), adjusted) in pairs.iter().zip(adjusted) {
        rejected[*j][*k] = adjusted <= alpha;
    }
    rejected
}

fn set_of(higher: &[Vec<bool>], own: usize) -> RankSet {
    let above = count(higher.iter().map(|row| row[own]));
    let below = count(higher[own].iter().copied());
    RankSet {
        low: 1 + above,
        high: higher.len() as u32 - below,
    }
}

fn count(holds: impl Iterator<Item = bool>) -> u32 {
    holds.map(u32::from).sum()
}
