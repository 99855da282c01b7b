//! Variances between primary sampling units (method §6, first stage).

use crate::clustering::Clustering;
use crate::engine::fit::shares_of;
use crate::engine::moments::{Moments, WEIGHT};
use crate::engine::places::Places;
use crate::engine::strata::Domain;

/// Σ of the scores, or residuals, of every estimate of a domain over each PSU: `[estimate][psu]`.
pub(crate) fn totals(
    domain: Domain<'_>,
    places: &Places,
    moments: &Moments,
    clustering: &Clustering,
) -> Vec<Vec<f64>> {
    let shares = shares_of(places, domain.units);
    let estimates = domain.linear.iter().enumerate();
    estimates
        .map(|(at, linear)| {
            let mut totals = vec![0.0; clustering.stratum_of.len()];
            let Some(linear) = linear else { return totals };
            for &(place, share) in &shares {
                totals[places.all[place].cluster as usize] +=
                    share * linear.sum(moments, place, WEIGHT);
            }
            if let Some(fit) = domain.fit {
                for (place, sums) in places.all.iter().zip(&moments.place) {
                    totals[place.cluster as usize] -= sums[WEIGHT] * fit[at][place.cell as usize];
                }
            }
            totals
        })
        .collect()
}

/// PSUs − strata, of those with anybody in the domain.
pub(crate) fn degrees_of_freedom(
    units: &[(usize, f64)],
    places: &Places,
    clustering: &Clustering,
) -> f64 {
    let mut psus: Vec<u32> = shares_of(places, units)
        .into_iter()
        .map(|(place, _)| places.all[place].cluster)
        .collect();
    psus.sort_unstable();
    psus.dedup();
    let mut strata: Vec<u32> = psus
        .iter()
        .map(|psu| clustering.stratum_of[*psu as usize])
        .collect();
    strata.sort_unstable();
    strata.dedup();
    psus.len() as f64 - strata.len() as f64
}
