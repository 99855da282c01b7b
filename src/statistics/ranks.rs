//! Rank confidence sets by Holm's procedure over ordered pairs (method §11): no simulation, no seed, valid under any
//! dependence, each pair with its own Welch degrees of freedom.
//!
//! ```
//! use hailong_statistics::ranks::{Contestant, rank_sets};
//! let at = |estimate| Contestant { estimate, variance: 1.0, df: 200.0 };
//! let ranking = rank_sets(&[at(60.0), at(70.0), at(70.5)], 0.05);
//! // The first is the last for certain; the other two cannot be told apart.
//! assert!(ranking.higher[1][0] && ranking.higher[2][0] && !ranking.higher[2][1]);
//! assert_eq!(ranking.rank, [3, 2, 1]);
//! ```

use crate::distribution::t_sf;
use crate::holm;

/// A locality that takes part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contestant {
    /// x_j
    pub estimate: f64,
    /// V_jj
    pub variance: f64,
    /// ∞ for a normal reference distribution.
    pub df: f64,
}

/// A set of ranks, both ends included; 1 is the highest estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankSet {
    /// The best rank that cannot be excluded.
    pub low: u32,
    /// The worst.
    pub high: u32,
}

/// Ranks of all localities that take part, and who is higher than whom.
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
    correlated_rank_sets(contestants, |_, _| 0.0, alpha)
}

/// As [`rank_sets`] for localities that share clusters or respondents: `covariance(j, k)` is V_jk, j ≠ k.
pub fn correlated_rank_sets(
    contestants: &[Contestant],
    covariance: impl Fn(usize, usize) -> f64,
    alpha: f64,
) -> Ranking {
    let p = contestants.len();
    let mut p_values = vec![vec![1.0; p]; p];
    for j in 0..p {
        for k in 0..j {
            let (upper, lower) = if contestants[j].estimate > contestants[k].estimate {
                (j, k)
            } else {
                (k, j)
            };
            let difference = Difference::of(
                &contestants[upper],
                &contestants[lower],
                covariance(upper, lower),
            );
            // The smaller of the two tails is the one that is computed.
            let value = difference.p();
            // What is not a number tells nobody apart.
            if value.is_nan() {
                continue;
            }
            let is_certain = difference.variance <= 0.0;
            p_values[upper][lower] = value;
            p_values[lower][upper] = if is_certain { 1.0 } else { 1.0 - value };
        }
    }
    let pairs = (0..p).flat_map(|j| (0..p).filter(move |k| *k != j).map(move |k| (j, k)));
    let mut higher = vec![vec![false; p]; p];
    for (j, k) in rejected(&p_values, pairs.collect(), alpha) {
        higher[j][k] = true;
    }
    let marginal = |own: usize| {
        let others = (0..p).filter(|other| *other != own);
        let mine = others
            .flat_map(|other| [(own, other), (other, own)])
            .collect();
        let shown = rejected(&p_values, mine, alpha);
        let above = count(shown.iter().map(|(_, k)| *k == own));
        RankSet {
            low: 1 + above,
            high: p as u32 - (shown.len() as u32 - above),
        }
    };
    let simultaneous = |own: usize| RankSet {
        low: 1 + count(higher.iter().map(|row| row[own])),
        high: p as u32 - count(higher[own].iter().copied()),
    };
    let rank = |own: &Contestant| {
        1 + count(
            contestants
                .iter()
                .map(|other| other.estimate > own.estimate),
        )
    };
    Ranking {
        rank: contestants.iter().map(rank).collect(),
        simultaneous: (0..p).map(simultaneous).collect(),
        marginal: (0..p).map(marginal).collect(),
        higher,
        p: p_values,
    }
}

/// Two localities beside each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// x_a − x_b
    pub value: f64,
    /// V_jj + V_kk − 2 V_jk, at least 0.
    pub variance: f64,
    /// ν = (V_jj + V_kk)² / (V_jj²/ν_j + V_kk²/ν_k), by Welch.
    pub df: f64,
}

impl Difference {
    /// a − b with their covariance V_ab.
    pub fn of(a: &Contestant, b: &Contestant, covariance: f64) -> Self {
        let variance = a.variance + b.variance - 2.0 * covariance;
        Self {
            value: a.estimate - b.estimate,
            variance: if variance < 0.0 { 0.0 } else { variance },
            df: welch(a, b),
        }
    }

    /// One-sided: P(T_ν ≥ t) for "a is higher than b"; NaN where nothing is known of one of them.
    pub fn p(&self) -> f64 {
        if self.variance <= 0.0 && self.df > 0.0 {
            return if self.value > 0.0 { 0.0 } else { 1.0 };
        }
        t_sf(self.value / self.variance.sqrt(), self.df)
    }
}

/// Degrees of freedom of a difference, by Welch: (V_a + V_b)² / (V_a²/ν_a + V_b²/ν_b); 0 where one of them has none.
pub(crate) fn welch(a: &Contestant, b: &Contestant) -> f64 {
    if !(a.df > 0.0 && b.df > 0.0) {
        return 0.0;
    }
    let variance = a.variance + b.variance;
    let share = |one: &Contestant| one.variance * one.variance / one.df;
    let shares = share(a) + share(b);
    if shares > 0.0 {
        variance * variance / shares
    } else {
        f64::INFINITY
    }
}

/// The pairs (j, k) of `pairs`, judged together, for which "j is higher than k" is shown.
fn rejected(p: &[Vec<f64>], mut pairs: Vec<(usize, usize)>, alpha: f64) -> Vec<(usize, usize)> {
    // No pair above the level by itself is rejected: only the others need an order.
    let all = pairs.len();
    pairs.retain(|(j, k)| p[*j][*k] <= alpha);
    pairs.sort_by(|a, b| p[a.0][a.1].total_cmp(&p[b.0][b.1]).then(a.cmp(b)));
    let values: Vec<f64> = pairs.iter().map(|(j, k)| p[*j][*k]).collect();
    pairs.truncate(holm::rejected(&values, all, alpha));
    pairs
}

fn count(holds: impl Iterator<Item = bool>) -> u32 {
    holds.map(u32::from).sum()
}
