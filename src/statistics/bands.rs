//! Each locality against the whole that contains it (method §11).
//!
//! A locality is a part of the whole, so that the two go up and down together: V(D) = V_j + V_whole − 2 Cov(I_j, I_whole).
//!
//! ```
//! use hailong_statistics::bands::{Band, against_whole};
//! use hailong_statistics::estimate::Estimate;
//! let at = |value, covariance_with_whole| Estimate {
//!     value, variance: 4.0, linearised: 4.0, of_elements: 4.0, df: 200.0, pooled: false, deff: None, n_eff: 150.0,
//!     covariance_with_whole,
//! };
//! let whole = Estimate { variance: 1.0, ..at(60.0, 1.0) };
//! let found = against_whole(&[at(70.0, 1.0), at(61.0, 1.0)], &whole, 0.05);
//! assert_eq!((found[0].band, found[1].band), (Band::Above, Band::NotDifferent));
//! assert_eq!(found[0].se, 3.0_f64.sqrt());
//! ```

use crate::distribution::t_sf;
use crate::estimate::Estimate;
use crate::holm;

/// Where a locality stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// Shown to be higher than the whole.
    Above,
    /// Neither is shown.
    NotDifferent,
    /// Shown to be lower.
    Below,
}

/// A locality compared with the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// D_j, in points.
    pub difference: f64,
    /// √V(D), in points.
    pub se: f64,
    /// Two-sided, degrees of freedom of the whole.
    pub p: f64,
    /// Holm over all localities.
    pub p_holm: f64,
    /// By `p_holm` and the level.
    pub band: Band,
}

/// D_j = I_j − I_whole of every locality, judged together at the level 1 − `alpha`. What is not a number, or has no degrees
/// of freedom, shows nothing (p = 1).
pub fn against_whole(localities: &[Estimate], whole: &Estimate, alpha: f64) -> Vec<Comparison> {
    let mut compared: Vec<Comparison> = localities
        .iter()
        .map(|own| {
            let variance = own.variance + whole.variance - 2.0 * own.covariance_with_whole;
            let (difference, se) = (own.value - whole.value, variance.max(0.0).sqrt());
            let p = match (se > 0.0, difference == 0.0) {
                _ if variance.is_nan() || whole.df.is_nan() || whole.df <= 0.0 => 1.0,
                (true, _) => (2.0 * t_sf(difference.abs() / se, whole.df)).min(1.0),
                (false, same) => f64::from(u8::from(same)),
            };
            Comparison {
                difference,
                se,
                p,
                p_holm: p,
                band: Band::NotDifferent,
            }
        })
        .collect();
    let adjusted = holm::adjusted(&compared.iter().map(|one| one.p).collect::<Vec<f64>>());
    for (one, adjusted) in compared.iter_mut().zip(adjusted) {
        one.p_holm = adjusted;
        one.band = match (adjusted <= alpha, one.difference > 0.0) {
            (true, true) => Band::Above,
            (true, false) => Band::Below,
            (false, _) => Band::NotDifferent,
        };
    }
    compared
}
