//! Each locality against the whole that contains it (method §11).

use crate::distribution::t_sf;
use crate::estimate::Estimate;
use crate::holm;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    Above,
    NotDifferent,
    Below,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    pub difference: f64,
    pub se: f64,
    /// Two-sided, degrees of freedom of the whole.
    pub p: f64,
    /// Holm over all localities.
    pub p_holm: f64,
    pub band: Band,
}

/// D_j = I_j − I_whole with V(D) = V_j + V_whole − 2 Cov(I_j, I_whole).
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
