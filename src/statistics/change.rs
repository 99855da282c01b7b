//! Change between two samples (method §13): independent ones, and such that share their sampling units.
//!
//! ```
//! use hailong_statistics::change::change;
//! use hailong_statistics::ranks::Contestant;
//! let at = |estimate| Contestant { estimate, variance: 1.0, df: 300.0 };
//! let found = change(&at(60.0), &at(55.0), 0.95);
//! assert_eq!(found.difference, 5.0);
//! assert!(found.low > 0.0 && found.p < 0.001);
//! ```

use crate::clustering::Clustering;
use crate::distribution::{t_quantile, t_sf};
use crate::planning::POWER;
use crate::ranks::{Contestant, welch};

/// Φ⁻¹(0.975) + Φ⁻¹(0.8): what is detected four times in five.
const DETECTED: f64 = 1.959_963_984_540_054 + POWER;

/// A change in points, with its interval and p-value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Now − before.
    pub difference: f64,
    /// √(V_now + V_before), or of paired samples √V(u_now − u_before).
    pub se: f64,
    /// Welch; of paired samples units − strata; 0 where there are none.
    pub df: f64,
    /// The lower limit.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
    /// Two-sided.
    pub p: f64,
    /// (1.96 + 0.84) SE: a smaller change would usually not show.
    pub detectable: f64,
}

/// Two independent samples.
pub fn change(now: &Contestant, before: &Contestant, confidence: f64) -> Change {
    let difference = now.estimate - before.estimate;
    of_difference(
        difference,
        now.variance + before.variance,
        welch(now, before),
        confidence,
    )
}

/// Two samples that have sampling units in common. `now` and `before` are an estimate and the sums of its scores over each
/// unit of `units`, 0 for a unit that was not in that sample: with u = u_now − u_before the covariance comes by itself.
/// df = units − strata. `units` has one row per unit.
///
/// ```
/// use hailong_statistics::change::paired_change;
/// use hailong_statistics::clustering::{Clustering, LonelyPsu};
/// let units = Clustering::of_elements(&[0; 4], &[None], LonelyPsu::Adjust).unwrap();
/// let now = (12.0, &[1.0, 2.0, -1.0, -2.0][..]);
/// let before = (10.0, &[1.0, 2.0, -1.0, -2.0][..]);
/// let found = paired_change(now, before, &units, 0.95);
/// // Everybody moved by the same.
/// assert_eq!((found.difference, found.se), (2.0, 0.0));
/// ```
pub fn paired_change(
    now: (f64, &[f64]),
    before: (f64, &[f64]),
    units: &Clustering,
    confidence: f64,
) -> Change {
    let moved: Vec<f64> = now
        .1
        .iter()
        .zip(before.1)
        .map(|(now, before)| now - before)
        .collect();
    let df = units.degrees_of_freedom(|_| true);
    of_difference(
        now.0 - before.0,
        units.product(&moved, &moved),
        df,
        confidence,
    )
}

/// From the difference and its variance. Limits are ±∞ and p is 1 without degrees of freedom; without variance both limits
/// are the difference.
pub fn of_difference(difference: f64, variance: f64, df: f64, confidence: f64) -> Change {
    let se = variance.max(0.0).sqrt();
    let (half, p) = match (df > 0.0, se > 0.0) {
        (false, _) => (f64::INFINITY, 1.0),
        (true, true) => (
            t_quantile(0.5 + confidence / 2.0, df) * se,
            (2.0 * t_sf(difference.abs() / se, df)).min(1.0),
        ),
        (true, false) => (0.0, f64::from(u8::from(difference == 0.0))),
    };
    Change {
        difference,
        se,
        df,
        low: difference - half,
        high: difference + half,
        p,
        detectable: DETECTED * se,
    }
}
