//! Absolute bands of an index, certain only where the whole interval lies in one (method §3).
//!
//! ```
//! use hailong_statistics::grades::{Grade, Grades};
//! use hailong_statistics::interval::Interval;
//! let grades = Grades::default();
//! assert_eq!(grades.span(Interval { low: 61.0, high: 66.0 }), (Grade::Fair, Grade::Fair));
//! assert_eq!(grades.span(Interval { low: 59.9, high: 66.0 }), (Grade::Average, Grade::Fair));
//! ```

use crate::interval::Interval;

/// From the worst to the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    Below,
    Average,
    Fair,
    Good,
}

/// From which value on a band begins, on 0–100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grades {
    pub good: f64,
    pub fair: f64,
    pub average: f64,
}

impl Default for Grades {
    fn default() -> Self {
        Self {
            good: 70.0,
            fair: 60.0,
            average: 50.0,
        }
    }
}

impl Grades {
    pub fn of(&self, value: f64) -> Grade {
        if value >= self.good {
            Grade::Good
        } else if value >= self.fair {
            Grade::Fair
        } else if value >= self.average {
            Grade::Average
        } else {
            Grade::Below
        }
    }

    /// The bands of both limits; the band is certain only where they are the same.
    pub fn span(&self, interval: Interval) -> (Grade, Grade) {
        (self.of(interval.low), self.of(interval.high))
    }
}
