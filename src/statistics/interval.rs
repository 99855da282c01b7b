//! Confidence intervals (method §9), in points on 0–100.
//!
//! Components and the index are weighted sums of ratios: in both styles they take the t interval, as R's `svycontrast`
//! gives it, and the logit form where that would leave [0, 100]. A single percentage takes the logit form, and
//! Korn–Graubard where it is near 0 or 100.
//!
//! ```
//! use hailong_statistics::estimate::Estimate;
//! use hailong_statistics::interval::{of_mean, of_proportion};
//! let at = |value, variance| Estimate {
//!     value, variance, linearised: variance, of_elements: variance, df: 199.0, pooled: false, deff: None, n_eff: 200.0,
//!     covariance_with_whole: 0.0,
//! };
//! let index = of_mean(&at(60.0, 4.0), 0.95).unwrap();
//! assert!((index.low - 56.056).abs() < 1e-3 && (index.high - 63.944).abs() < 1e-3);
//! // Nobody of 200 says yes: up to 1.8 % may.
//! let nobody = of_proportion(&at(0.0, 0.0), 200, 0.95).unwrap();
//! assert!(nobody.low == 0.0 && (nobody.high - 1.8276).abs() < 1e-3);
//! ```

use crate::distribution::{beta_quantile, t_quantile};
use crate::estimate::Estimate;

/// Confidence limits, in points on 0–100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower limit.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
}

impl Interval {
    /// high − low
    pub fn width(self) -> f64 {
        self.high - self.low
    }
}

/// Items of style A, components and the index: est ± t SE; the logit form when a limit leaves [0, 100]. `None` without
/// degrees of freedom.
pub fn of_mean(estimate: &Estimate, confidence: f64) -> Option<Interval> {
    let half = half_width(estimate, confidence)?;
    let (low, high) = (estimate.value - half, estimate.value + half);
    if low >= 0.0 && high <= 100.0 {
        return Some(Interval { low, high });
    }
    logit(estimate.value, half)
}

/// A percentage: L = ln(p/(1 − p)), limits 100/(1 + exp(−(L ∓ h))), h = t SE/(100 p (1 − p)).
pub fn of_percentage(estimate: &Estimate, confidence: f64) -> Option<Interval> {
    logit(estimate.value, half_width(estimate, confidence)?)
}

/// One proportion: Korn–Graubard where n min(p, 1 − p) < 10, else logit.
pub fn of_proportion(estimate: &Estimate, n: u64, confidence: f64) -> Option<Interval> {
    let p = estimate.value / 100.0;
    // Exactly ten of equal weight are ten, whichever way they were summed.
    if n as f64 * p.min(1.0 - p) < 10.0 * (1.0 - 1e-12) {
        return korn_graubard(estimate, n, confidence, true);
    }
    of_percentage(estimate, confidence)
}

/// t SE; `None` unless it is a number.
fn half_width(estimate: &Estimate, confidence: f64) -> Option<f64> {
    let half = t_quantile(0.5 + confidence / 2.0, estimate.df) * estimate.variance.sqrt();
    half.is_finite().then_some(half)
}

fn logit(value: f64, half: f64) -> Option<Interval> {
    let p = value / 100.0;
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    let centre = (p / (1.0 - p)).ln();
    let h = half / (100.0 * p * (1.0 - p));
    let limit = |at: f64| 100.0 / (1.0 + (-at).exp());
    Some(Interval {
        low: limit(centre - h),
        high: limit(centre + h),
    })
}

/// Clopper–Pearson on the effective sample size n* = p(1 − p)/V · (t_{n−1}/t_df)², `capped` at n. For p = 0 or 1 the
/// effective size is the estimate's n_eff.
pub fn korn_graubard(
    estimate: &Estimate,
    n: u64,
    confidence: f64,
    capped: bool,
) -> Option<Interval> {
    let n = n as f64;
    if n < 2.0 || estimate.df <= 0.0 {
        return None;
    }
    let p = (estimate.value / 100.0).clamp(0.0, 1.0);
    let tail = (1.0 - confidence) / 2.0;
    let variance = estimate.variance / 10_000.0;
    let effective = if p <= 0.0 || p >= 1.0 || variance <= 0.0 {
        estimate.n_eff
    } else {
        // A locality has more degrees of freedom than answers to an item that few were asked: that adds nothing.
        let most = f64::max(n - 1.0, estimate.df);
        let ratio = t_quantile(1.0 - tail, most) / t_quantile(1.0 - tail, estimate.df);
        p * (1.0 - p) / variance * ratio * ratio
    };
    let size = if capped { effective.min(n) } else { effective };
    let (yes, no) = (size * p, size * (1.0 - p));
    let low = if p <= 0.0 {
        0.0
    } else {
        beta_quantile(tail, yes, no + 1.0)
    };
    let high = if p >= 1.0 {
        1.0
    } else {
        beta_quantile(1.0 - tail, yes + 1.0, no)
    };
    (low <= high).then_some(Interval {
        low: 100.0 * low,
        high: 100.0 * high,
    })
}
