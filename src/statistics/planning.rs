//! How many answers are needed (method §17).
//!
//! ```
//! use hailong_statistics::planning::{Target, interviews, percentage};
//! let target = Target { deff: 1.0, population: Some(3_000.0) };
//! assert_eq!(interviews(percentage(0.5, 0.05, 0.95), &target), 341.0);
//! ```

use crate::distribution::normal_quantile;

/// For whom, and with which design.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// D, the design effect expected.
    pub deff: f64,
    /// N; `None` for one without limit.
    pub population: Option<f64>,
}

fn two_sided(confidence: f64) -> f64 {
    normal_quantile(0.5 + confidence / 2.0)
}

/// n₀ = z² P(1 − P)/e² for a share `p` to ± `margin`, both in 0–1.
pub fn percentage(p: f64, margin: f64, confidence: f64) -> f64 {
    let z = two_sided(confidence);
    z * z * p * (1.0 - p) / (margin * margin)
}

/// n₀ = z² S²/e² for a mean score with standard deviation `sd`, both in points.
pub fn mean_score(sd: f64, margin: f64, confidence: f64) -> f64 {
    let z = two_sided(confidence);
    z * z * sd * sd / (margin * margin)
}

/// n = D n₀ / (1 + (D n₀ − 1)/N), rounded up.
pub fn interviews(n0: f64, target: &Target) -> f64 {
    let wanted = target.deff * n0;
    let n = match target.population {
        Some(population) => wanted / (1.0 + (wanted - 1.0) / population),
        None => wanted,
    };
    n.ceil()
}

/// People to invite for `interviews` answers at `response_rate` in (0, 1].
pub fn invitations(interviews: f64, response_rate: f64) -> f64 {
    (interviews / response_rate).ceil()
}

/// Yamane: N/(1 + N e²), not rounded; it is Cochran with z = 2, P = ½ and D = 1.
pub fn yamane(population: f64, margin: f64) -> f64 {
    population / (1.0 + population * margin * margin)
}

/// D = 1 + (m − 1) ρ for clusters of m interviews with intra-class correlation ρ.
pub fn cluster_deff(per_cluster: f64, correlation: f64) -> f64 {
    1.0 + (per_cluster - 1.0) * correlation
}

/// m = √(cost per cluster / cost per interview · (1 − ρ)/ρ).
pub fn optimal_cluster(cost_per_cluster: f64, cost_per_interview: f64, correlation: f64) -> f64 {
    (cost_per_cluster / cost_per_interview * (1.0 - correlation) / correlation).sqrt()
}

/// z for telling localities apart in a ranking of `localities`: Φ⁻¹(1 − α/(p(p − 1))), or the two-sided one for a pair.
pub fn separation_quantile(localities: usize, confidence: f64) -> f64 {
    let alpha = 1.0 - confidence;
    let pairs = (localities * localities.saturating_sub(1)) as f64;
    if localities <= 2 {
        two_sided(confidence)
    } else {
        normal_quantile(1.0 - alpha / pairs)
    }
}

/// Φ⁻¹(0.8), for a power of 80 %.
pub(crate) const POWER: f64 = 0.841_621_233_572_914_2;

/// Telling two localities apart by their mean scores, with a power of 80 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Separation {
    /// S, the standard deviation of a mean score, in points.
    pub sd: f64,
    /// D
    pub deff: f64,
    /// How many are ranked; 2 for a pair looked at by itself.
    pub localities: usize,
    /// 1 − α, as 0.95.
    pub confidence: f64,
}

impl Separation {
    fn quantile(&self) -> f64 {
        separation_quantile(self.localities, self.confidence) + POWER
    }

    /// n in each of two localities to tell them apart by `difference` points: (z + Φ⁻¹(0.8))² · 2 S² D/Δ², not rounded.
    pub fn interviews(&self, difference: f64) -> f64 {
        let share = self.quantile() * self.sd / difference;
        share * share * 2.0 * self.deff
    }

    /// The smallest difference, in points, that `a` and `b` interviews can tell apart.
    pub fn smallest(&self, a: f64, b: f64) -> f64 {
        self.quantile() * self.sd * (self.deff * (1.0 / a + 1.0 / b)).sqrt()
    }
}
