//! The minimum publication rule (method §10).
//!
//! ```
//! use hailong_statistics::interval::Interval;
//! use hailong_statistics::publication::{Judged, Level, Measure, Thresholds, level};
//! let index = Judged {
//!     measure: Measure::MeanScore, n: 150, n_eff: 120.0, df: 149.0, value: 60.0, se: 2.0,
//!     interval: Some(Interval { low: 56.0, high: 64.0 }),
//! };
//! assert_eq!(level(&index, &Thresholds::default()), Level::A);
//! assert_eq!(level(&Judged { n: 40, n_eff: 35.0, ..index }, &Thresholds::default()), Level::B);
//! assert_eq!(level(&Judged { n: 9, ..index }, &Thresholds::default()), Level::C);
//! ```

use crate::disclosure::small_cells::FEWEST;
use crate::interval::Interval;

/// How a figure may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Shown with interval and rank set.
    A,
    /// Shown with a caution mark.
    B,
    /// Not published.
    C,
}

/// What is asked of one level; widths in points, shares in percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// Respondents, at least.
    pub n: u64,
    /// Effective n, at least.
    pub n_eff: f64,
    /// Degrees of freedom, at least.
    pub df: f64,
    /// Half-width of a mean score's interval, at most.
    pub half_width: f64,
    /// Width of a percentage's interval, at most.
    pub width: f64,
    /// Coefficient of variation of a single percentage, at most, in per cent …
    pub cv: f64,
    /// … or this width.
    pub cv_width: f64,
}

/// What is asked of the levels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// Of level A.
    pub a: Threshold,
    /// Of level B.
    pub b: Threshold,
    /// Below this number of respondents nothing is shown, whatever the interval.
    pub never_below: u64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            a: Threshold {
                n: 100,
                n_eff: 60.0,
                df: 8.0,
                half_width: 5.0,
                width: 20.0,
                cv: 16.5,
                cv_width: 5.0,
            },
            b: Threshold {
                n: 30,
                n_eff: 30.0,
                df: 1.0,
                half_width: 10.0,
                width: 30.0,
                cv: 33.3,
                cv_width: 10.0,
            },
            never_below: FEWEST,
        }
    }
}

/// What kind of number is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A style A item, component or index.
    MeanScore,
    /// A style B component or index.
    Percentage,
    /// One item's percentage or a don't-know rate.
    SinglePercentage,
}

/// A figure to be judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// What kind of number it is.
    pub measure: Measure,
    /// Respondents behind it.
    pub n: u64,
    /// n / deff, drawn with replacement.
    pub n_eff: f64,
    /// Degrees of freedom of its variance.
    pub df: f64,
    /// In points or per cent on 0–100.
    pub value: f64,
    /// Standard error, in the same.
    pub se: f64,
    /// `None` where it has none: then it is not published.
    pub interval: Option<Interval>,
}

/// The level of a figure.
pub fn level(figure: &Judged, thresholds: &Thresholds) -> Level {
    if figure.n < thresholds.never_below {
        Level::C
    } else if meets(figure, &thresholds.a) {
        Level::A
    } else if meets(figure, &thresholds.b) {
        Level::B
    } else {
        Level::C
    }
}

/// Whether there are enough respondents for level B; if so, a figure at level C is too uncertain rather than too few.
pub fn has_enough_respondents(figure: &Judged, thresholds: &Thresholds) -> bool {
    figure.n >= thresholds.b.n.max(thresholds.never_below) && figure.n_eff >= thresholds.b.n_eff
}

fn meets(figure: &Judged, asked: &Threshold) -> bool {
    let Some(interval) = figure.interval else {
        return false;
    };
    let precise = match figure.measure {
        Measure::MeanScore => interval.width() / 2.0 <= asked.half_width,
        Measure::Percentage => interval.width() <= asked.width,
        Measure::SinglePercentage => {
            let smaller = figure.value.min(100.0 - figure.value);
            interval.width() <= asked.cv_width
                || (smaller > 0.0 && 100.0 * figure.se / smaller <= asked.cv)
        }
    };
    precise && figure.n >= asked.n && figure.n_eff >= asked.n_eff && figure.df >= asked.df
}
