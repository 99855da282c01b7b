//! Variances of every estimate of every domain, by each of the methods.

use rayon::prelude::*;

use crate::clustering::Clustering;
use crate::engine::clusters::{self, Clusters};
use crate::engine::covariance;
use crate::engine::fit::shares_of;
use crate::engine::moments::COUNT;
use crate::engine::replicate::{self, Replicate};
use crate::engine::squares::Tally;
use crate::engine::strata::{Domain, Spread, Strata};
use crate::engine::work::Work;
use crate::error::Error;
use crate::estimate::Survey;
use crate::score::Style;

/// Variances of all domains, by whatever method.
pub(crate) struct Found {
    pub spreads: Vec<Vec<Spread>>,
    /// Per domain.
    pub df: Vec<f64>,
    pub between: Option<[Vec<Vec<f64>>; 2]>,
}

pub(crate) fn of_elements(
    work: &Work<'_>,
    strata: &Strata<'_>,
    domains: &[Domain<'_>],
    block_of: &[usize],
    wanted: bool,
) -> Result<Found, Error> {
    let whole_at = domains.len() - 1;
    let whole = strata.whole(domains[whole_at], block_of);
    let tallies = work.tallies();
    let composites = work.index.components.len() + 1;
    let of_domain = |(at, domain): (usize, &Domain<'_>)| {
        let of_spot = |unit: usize, spot: usize| {
            let shares = &work.membership.of_unit[unit];
            let nth = shares.iter().position(|(domain, _)| *domain as usize == at);
            let own: &[Tally] = &tallies[nth.unwrap_or(0)];
            let lane = if at == whole_at { 2 } else { 0 };
            (&own[spot * composites..(spot + 1) * composites], lane)
        };
        strata.spread(*domain, &whole, &of_spot)
    };
    let spreads: Result<Vec<Vec<Spread>>, Error> =
        domains.par_iter().enumerate().map(of_domain).collect();
    let spreads = spreads?;
    let between = if wanted {
        let shared = covariance::shared(work);
        Some(covariance::between(
            strata,
            &domains[..whole_at],
            block_of,
            &shared,
        )?)
    } else {
        None
    };
    let df = |units: &Vec<(usize, f64)>| {
        let shares = shares_of(&work.places, units);
        let n: f64 = shares
            .iter()
            .map(|(place, _)| work.moments.place[*place][COUNT])
            .sum();
        let mut own: Vec<u32> = shares
            .iter()
            .map(|(place, _)| work.places.all[*place].stratum)
            .collect();
        own.sort_unstable();
        own.dedup();
        n - own.len() as f64
    };
    Ok(Found {
        spreads,
        df: work.domains.iter().map(df).collect(),
        between,
    })
}

pub(crate) fn of_clusters(
    work: &Work<'_>,
    clustering: &Clustering,
    domains: &[Domain<'_>],
    elements: &Found,
    wanted: bool,
) -> Result<Found, Error> {
    clustering.refuse_lonely()?;
    let clusters = Clusters::of(&work.places, &work.moments, clustering);
    let totals = |domain: Domain<'_>| clusters.totals(domain);
    let whole_at = domains.len() - 1;
    let whole = totals(domains[whole_at]);
    let of_domain = |(domain, elements): (&Domain<'_>, &Vec<Spread>)| {
        let mut own = totals(*domain);
        let pairs = own.iter().zip(&whole).zip(elements);
        let spreads: Vec<Spread> = pairs
            .map(|((own, whole), elements)| Spread {
                variance: clustering.product(own, own),
                with_whole: clustering.product(own, whole),
                per_weight: elements.per_weight,
            })
            .collect();
        let indices = Style::ALL.map(|style| std::mem::take(&mut own[work.order.index(style)]));
        (spreads, indices)
    };
    let found: Vec<(Vec<Spread>, [Vec<f64>; 2])> = domains
        .par_iter()
        .zip(&elements.spreads)
        .map(of_domain)
        .collect();
    let (spreads, indices): (Vec<Vec<Spread>>, Vec<[Vec<f64>; 2]>) = found.into_iter().unzip();
    let between = wanted.then(|| {
        [0, 1].map(|style: usize| {
            covariance::symmetric(whole_at, |j, k| {
                clustering.product(&indices[j][style], &indices[k][style])
            })
        })
    });
    let df =
        |units: &Vec<(usize, f64)>| clusters::degrees_of_freedom(units, &work.places, clustering);
    Ok(Found {
        spreads,
        df: work.domains.iter().map(df).collect(),
        between,
    })
}

/// Replicates say nothing about a stratum with one PSU: it adds what it adds to the linearised variance.
pub(crate) fn of_replicates(
    work: &Work<'_>,
    survey: &Survey<'_>,
    clustering: &Clustering,
    replicates: &[Replicate],
    domains: &[Domain<'_>],
    linearised: &Found,
) -> Result<Found, Error> {
    if replicates.len() < 2 {
        return Err(Error::TooFewReplicates);
    }
    let found = replicate::variances(
        work,
        clustering,
        survey.calibration,
        replicates,
        linearised.between.is_some(),
    )?;
    let lonely = clustering.only_lonely();
    let clusters = Clusters::of(&work.places, &work.moments, clustering);
    let totals = |domain: Domain<'_>| clusters.totals(domain);
    let whole = if lonely.is_some() {
        domains.last().map(|domain| totals(*domain))
    } else {
        None
    };
    let mut spreads = Vec::with_capacity(domains.len());
    for ((domain, found), linearised) in domains.iter().zip(found.spreads).zip(&linearised.spreads)
    {
        let added = match (&lonely, &whole) {
            (Some(lonely), Some(whole)) => totals(*domain)
                .iter()
                .zip(whole)
                .map(|(own, whole)| (lonely.product(own, own), lonely.product(own, whole)))
                .collect(),
            _ => vec![(0.0, 0.0); found.len()],
        };
        let pairs = found.into_iter().zip(added).zip(linearised);
        spreads.push(
            pairs
                .map(|(((variance, with_whole), added), linearised)| Spread {
                    variance: variance + added.0,
                    with_whole: with_whole + added.1,
                    per_weight: linearised.per_weight,
                })
                .collect(),
        );
    }
    Ok(Found {
        spreads,
        df: linearised.df.clone(),
        between: found.between,
    })
}
