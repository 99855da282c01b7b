//! Variances between primary sampling units (method §6, first stage).

use crate::clustering::Clustering;
use crate::engine::fit::shares_of;
use crate::engine::moments::{Moments, WEIGHT};
use crate::engine::places::Places;
use crate::engine::strata::Domain;

/// What all domains share.
pub(crate) struct Clusters<'a> {
    places: &'a Places,
    moments: &'a Moments,
    psus: usize,
    /// Cluster, raking cell and Σ w of each place, close together for the many passes over them.
    weights: Vec<(u32, u32, f64)>,
}

impl<'a> Clusters<'a> {
    pub fn of(places: &'a Places, moments: &'a Moments, clustering: &Clustering) -> Self {
        let weights = places.all.iter().zip(&moments.place);
        Self {
            places,
            moments,
            psus: clustering.stratum_of.len(),
            weights: weights
                .map(|(place, sums)| (place.cluster, place.cell, sums[WEIGHT]))
                .collect(),
        }
    }

    /// Σ of the scores, or residuals, of every estimate of a domain over each PSU: `[estimate][psu]`.
    pub fn totals(&self, domain: Domain<'_>) -> Vec<Vec<f64>> {
        let shares = shares_of(self.places, domain.units);
        let estimates = domain.linear.iter().enumerate();
        estimates
            .map(|(at, linear)| {
                let mut totals = vec![0.0; self.psus];
                let Some(linear) = linear else { return totals };
                for &(place, share) in &shares {
                    totals[self.places.all[place].cluster as usize] +=
                        share * linear.sum(self.moments, place, WEIGHT);
                }
                if let Some(fit) = domain.fit {
                    for (cluster, cell, weight) in &self.weights {
                        totals[*cluster as usize] -= weight * fit[at][*cell as usize];
                    }
                }
                totals
            })
            .collect()
    }
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
