//! How what may be shown is printed (method §14 g). Files keep full precision, so that anyone can recompute them.
//!
//! ```
//! use hailong_statistics::disclosure::rounding;
//! assert_eq!([10, 12, 13, 984].map(rounding::count), [10, 10, 15, 985]);
//! assert_eq!(rounding::estimate(53.96), 54.0);
//! ```

/// Printed counts are multiples of this.
pub const STEP: u64 = 5;

/// The nearest multiple of 5.
pub fn count(n: u64) -> u64 {
    let below = n - n % STEP;
    if n % STEP > STEP / 2 {
        below.saturating_add(STEP)
    } else {
        below
    }
}

/// The nearest number with one decimal, as decimal printing finds it; what is not finite stays.
pub fn estimate(value: f64) -> f64 {
    format!("{value:.1}").parse().unwrap_or(value)
}
