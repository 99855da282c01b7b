//! Change between two independent samples (method §13).
//!
//! ```
//! use hailong_statistics::change::change;
//! use hailong_statistics::ranks::Contestant;
//! let at = |estimate| Contestant { estimate, variance: 1.0, df: 300.0 };
//! let found = change(&at(60.0), &at(55.0), 0.95);
//! assert_eq!(found.difference, 5.0);
//! assert!(found.low > 0.0 && found.p < 0.001);
//! ```

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
    /// √(V_now + V_before)
    pub se: f64,
    /// Welch; 0 where one of the two has none.
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

/// Limits are ±∞ and p is 1 without degrees of freedom; without variance both limits are the difference.
pub fn change(now: &Contestant, before: &Contestant, confidence: f64) -> Change {
    let difference = now.estimate - before.estimate;
    let se = (now.variance + before.variance).sqrt();
    let df = welch(now, before);
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
