//! What an open survey is worth when answering hangs together with satisfaction (method §9; Meng 2018).
//!
//! ```
//! use hailong_statistics::selection::effective_n;
//! // A million of eight million adults, correlation 0.005.
//! let worth = effective_n(1_000_000.0, 8_000_000.0, 0.005).unwrap();
//! assert_eq!(worth.round(), 5_714.0);
//! ```

/// n_eff = f/((1 − f) ρ²) with f = n/N: how many drawn at random would be as far off. Never more than n. `None` unless
/// 0 < n < N and ρ ≠ 0.
pub fn effective_n(n: f64, population: f64, correlation: f64) -> Option<f64> {
    let share = n / population;
    let is_part = share > 0.0 && share < 1.0;
    let worth = share / ((1.0 - share) * correlation * correlation);
    (is_part && worth.is_finite()).then(|| worth.min(n))
}
