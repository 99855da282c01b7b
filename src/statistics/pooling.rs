//! Few clusters: the design effect of all localities together (method §8).
//!
//! With two residential groups a locality has one degree of freedom, and an honest interval that is useless. Where df_j < 8,
//! V*_j = D · V_srs,j with D = Σ_j V_j / Σ_j V_srs,j over all localities, V_srs,j the variance if every respondent were a
//! PSU, and df* = Σ_j df_j. With fewer than 20 degrees of freedom in all, nothing is pooled.
//!
//! ```
//! use hailong_statistics::pooling::{OwnVariance, pooled};
//! let own = |variance| OwnVariance { variance, of_elements: 1.0, df: 2.0 };
//! let all: Vec<_> = (0..10).map(|at| own(1.0 + f64::from(at))).collect();
//! let found = pooled(&all).unwrap();
//! assert_eq!((found.design_effect, found.df), (5.5, 20.0));
//! assert!(pooled(&all[..9]).is_none());
//! ```

use crate::estimate::{DomainEstimates, Estimate, Estimates};

/// Localities with fewer degrees of freedom than this take the pooled design effect.
pub const FEW: f64 = 8.0;
/// The least number of degrees of freedom that all localities together must have.
pub const LEAST: f64 = 20.0;

/// One locality's variance of an estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnVariance {
    /// V_j, between clusters.
    pub variance: f64,
    /// V_srs,j, every respondent a PSU.
    pub of_elements: f64,
    /// PSUs − strata.
    pub df: f64,
}

/// What localities with few clusters take over from all together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pooled {
    /// D
    pub design_effect: f64,
    /// Σ df_j
    pub df: f64,
}

/// D and df* over the localities; `None` with fewer than [`LEAST`] degrees of freedom or no variance at all.
pub fn pooled(localities: &[OwnVariance]) -> Option<Pooled> {
    let sum = |of: fn(&OwnVariance) -> f64| localities.iter().map(of).sum::<f64>();
    let (between, elements) = (sum(|own| own.variance), sum(|own| own.of_elements));
    let df = sum(|own| own.df);
    (df >= LEAST && elements > 0.0).then(|| Pooled {
        design_effect: between / elements,
        df,
    })
}

/// Gives every estimate of localities with few degrees of freedom the pooled design effect of that estimate. Returns how
/// many localities were changed.
pub fn pool(estimates: &mut Estimates) -> usize {
    let few = |own: &Estimate| own.df < FEW;
    let is_few = |domain: &DomainEstimates| domain.mean.index.estimate.as_ref().is_some_and(few);
    let changed = estimates
        .localities
        .iter()
        .filter(|own| is_few(own))
        .count();
    if changed == 0 {
        return 0;
    }
    let width = estimates
        .localities
        .first_mut()
        .map_or(0, |first| all(first).len());
    for at in 0..width {
        let own: Vec<OwnVariance> = estimates
            .localities
            .iter_mut()
            .filter_map(|domain| {
                let found = all(domain).into_iter().nth(at)?.as_ref()?;
                Some(OwnVariance {
                    variance: found.variance,
                    of_elements: found.of_elements,
                    df: found.df,
                })
            })
            .collect();
        let Some(pooled) = pooled(&own) else { continue };
        for domain in &mut estimates.localities {
            let found = all(domain)
                .into_iter()
                .nth(at)
                .and_then(|found| found.as_mut());
            if let Some(found) = found.filter(|found| few(found)) {
                replace(found, &pooled);
            }
        }
    }
    changed
}

fn replace(estimate: &mut Estimate, pooled: &Pooled) {
    let variance = pooled.design_effect * estimate.of_elements;
    let ratio = variance / estimate.variance;
    if estimate.variance > 0.0 && ratio > 0.0 {
        estimate.deff = estimate.deff.map(|deff| deff * ratio);
        estimate.n_eff /= ratio;
        estimate.covariance_with_whole *= ratio.sqrt();
    }
    estimate.variance = variance;
    estimate.df = pooled.df;
    estimate.pooled = true;
}

/// Every estimate of a domain, always in the same order.
fn all(domain: &mut DomainEstimates) -> Vec<&mut Option<Estimate>> {
    let styles = [&mut domain.mean, &mut domain.satisfied];
    let own = styles.into_iter().flat_map(|style| {
        let parts = style.items.iter_mut().chain(&mut style.components);
        parts.chain(std::iter::once(&mut style.index))
    });
    own.chain(&mut domain.dont_know)
        .map(|counted| &mut counted.estimate)
        .collect()
}
