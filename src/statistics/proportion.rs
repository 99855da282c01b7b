//! Other intervals of one proportion, for comparison with other software (method §9). What is published takes
//! [`crate::interval::of_proportion`].
//!
//! ```
//! use hailong_statistics::proportion::{arcsine, likelihood};
//! let own = arcsine(0.815, 0.000_733_2, 199.0, 0.95).unwrap();
//! assert!(own.low > 75.8 && own.high < 86.6);
//! let other = likelihood(0.815, 0.000_733_2, 200, 199.0, 0.95).unwrap();
//! assert!((own.low - other.low).abs() < 0.2);
//! ```

use crate::distribution::t_quantile;
use crate::interval::Interval;

fn quantile(share: f64, variance: f64, df: f64, confidence: f64) -> Option<f64> {
    let t = t_quantile(0.5 + confidence / 2.0, df);
    (share > 0.0 && share < 1.0 && variance >= 0.0 && t.is_finite()).then_some(t)
}

/// sin²(arcsin √p ± t √(V/(4 p (1 − p)))), in points on 0–100, cut off at 0 and 100. `share` is p in 0–1 and `variance`
/// V(p). `None` for p = 0 or 1 and without degrees of freedom. Source: R `svyciprop`, method "asin".
pub fn arcsine(share: f64, variance: f64, df: f64, confidence: f64) -> Option<Interval> {
    let t = quantile(share, variance, df, confidence)?;
    let half = t * (variance / (4.0 * share * (1.0 - share))).sqrt();
    let limit = |angle: f64| {
        let sine = angle.clamp(0.0, std::f64::consts::FRAC_PI_2).sin();
        100.0 * sine * sine
    };
    let centre = share.sqrt().asin();
    Some(Interval {
        low: limit(centre - half),
        high: limit(centre + half),
    })
}

/// The shares π whose deviance is that of t: 2 (n − 1) (p ln(p/π) + (1 − p) ln((1 − p)/(1 − π))) = t² V / (p (1 − p)/n), in
/// points on 0–100. `share` is p in 0–1, `variance` V(p), `n` the respondents. `None` as for [`arcsine`] and for n < 2.
///
/// Source: R `svyciprop`, method "likelihood", whose figures lie within 1e-5 of these: R reads them off a spline through a few
/// points of the profile.
pub fn likelihood(share: f64, variance: f64, n: u64, df: f64, confidence: f64) -> Option<Interval> {
    let t = quantile(share, variance, df, confidence).filter(|_| n >= 2)?;
    let n = n as f64;
    let wanted = t * t * variance / (share * (1.0 - share) / n);
    let deviance = |other: f64| {
        let yes = share * (share / other).ln();
        let no = (1.0 - share) * ((1.0 - share) / (1.0 - other)).ln();
        2.0 * (n - 1.0) * (yes + no)
    };
    // The deviance grows on either side of p, without limit.
    let limit = |end: f64| {
        let (mut inside, mut outside) = (share, end);
        for _ in 0..200 {
            let middle = f64::midpoint(inside, outside);
            if deviance(middle) > wanted {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        100.0 * inside
    };
    Some(Interval {
        low: limit(0.0),
        high: limit(1.0),
    })
}
