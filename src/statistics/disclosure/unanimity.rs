//! Cells where everybody gave the same answer (method §14 b): the figure would say what each of them thinks.
//!
//! ```
//! use hailong_statistics::disclosure::unanimity::{OneSided, is_unanimous, one_sided};
//! assert!(is_unanimous(&[0.0, 0.0, 0.0, 100.0, 0.0]));
//! assert!(!is_unanimous(&[0.0, 0.0, 0.0, 99.0, 1.0]));
//! assert_eq!(one_sided(100.0), Some(OneSided::Above90));
//! assert_eq!(one_sided(75.0), None);
//! ```

/// Shares come from sums of weights, so that 100 % may be off in the last digits.
const ROUNDING: f64 = 1e-9;

/// Whether one code has all the valid answers; `shares` in per cent, one per code.
pub fn is_unanimous(shares: &[f64]) -> bool {
    shares.iter().any(|share| *share >= 100.0 - ROUNDING)
}

/// Whether an estimate on 0–100 lies at an end of the scale, which it does only when everybody's score does.
pub fn is_extreme(estimate: f64) -> bool {
    !(ROUNDING..=100.0 - ROUNDING).contains(&estimate)
}

/// All that may be said of a unanimous cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneSided {
    Above90,
    Below10,
}

/// What may be said of a unanimous cell with this estimate on 0–100; between 10 and 90 nothing.
pub fn one_sided(estimate: f64) -> Option<OneSided> {
    if estimate > 90.0 {
        Some(OneSided::Above90)
    } else if estimate < 10.0 {
        Some(OneSided::Below10)
    } else {
        None
    }
}
