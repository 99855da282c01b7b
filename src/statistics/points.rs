//! Points under a cap (method §3): P = cap · I/100, I a share of satisfied answers.
//!
//! ```
//! use hailong_statistics::interval::Interval;
//! use hailong_statistics::points::points;
//! let found = points(30.0, 80.0, Interval { low: 75.0, high: 85.0 });
//! assert_eq!((found.value, found.interval.low, found.interval.high), (24.0, 22.5, 25.5));
//! ```

use crate::interval::Interval;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Points {
    pub value: f64,
    pub interval: Interval,
}

/// The points of an index on 0–100 and of its limits.
pub fn points(cap: f64, index: f64, interval: Interval) -> Points {
    let of = |value: f64| cap * value / 100.0;
    Points {
        value: of(index),
        interval: Interval {
            low: of(interval.low),
            high: of(interval.high),
        },
    }
}
