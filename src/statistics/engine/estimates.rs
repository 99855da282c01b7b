//! From a survey to its estimates.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::clustering::Clustering;
use crate::engine::clusters::Clusters;
use crate::engine::covariance;
use crate::engine::fit::{blocks, fitted};
use crate::engine::found::{of_clusters, of_elements, of_replicates};
use crate::engine::moments::Moments;
use crate::engine::places::Places;
use crate::engine::replicate;
use crate::engine::strata::{Domain, Strata};
use crate::engine::tables::Linear;
use crate::engine::work::Work;
use crate::error::Error;
use crate::estimate::{Estimates, Survey, UnitScores, VarianceMethod};
use crate::membership::Membership;
use crate::sample::Sample;
use crate::score::Style;

/// Localities other than the sample's units, or the units themselves.
fn membership<'a>(survey: &Survey<'a>) -> Cow<'a, Membership> {
    survey.membership.map_or_else(
        || Cow::Owned(Membership::identity(survey.sample.localities)),
        Cow::Borrowed,
    )
}

/// x′b per domain, estimate and raking cell.
pub(crate) fn fits(
    survey: &Survey<'_>,
    work: &Work<'_>,
    places: &Places,
    moments: &Moments,
) -> Option<Vec<Vec<Vec<f64>>>> {
    let calibration = survey.calibration?;
    let domains = work.domains.par_iter().zip(&work.linear);
    let of = |(units, linear): (&Vec<(usize, f64)>, &Vec<Option<Linear>>)| {
        fitted(calibration, places, moments, units, linear)
    };
    Some(domains.map(of).collect())
}

pub(crate) fn unit_scores(survey: &Survey<'_>) -> Result<Option<UnitScores>, Error> {
    survey.check()?;
    let Some(clustering) = survey.clustering else {
        return Ok(None);
    };
    let membership = membership(survey);
    let work = Work::of(survey, &membership, Some(clustering));
    let fits = fits(survey, &work, &work.places, &work.moments);
    let clusters = Clusters::of(&work.places, &work.moments, clustering);
    let scores = (0..work.domains.len()).map(|at| {
        let mut totals = clusters.totals(work.domain(at, fits.as_deref()));
        Style::ALL.map(|style| {
            let composites = 0..=work.order.components;
            let own =
                composites.map(|at| std::mem::take(&mut totals[work.order.component(style, at)]));
            own.collect()
        })
    });
    Ok(Some(UnitScores::new(scores.collect())))
}

pub(crate) fn estimates(survey: &Survey<'_>) -> Result<Estimates, Error> {
    survey.check()?;
    let membership = membership(survey);
    let (single, clustering) = design_units(survey);
    let work = Work::of(survey, &membership, clustering);
    let sampled = work.sampled();
    let (remaining, lonely) = match single {
        Some(single) => (single.remaining.clone(), single.lonely),
        None => (survey.design.remaining_of(&sampled)?, survey.lonely),
    };
    let coarse = clustering.map(|_| work.without_clusters());
    let (places, moments) = match &coarse {
        Some((places, moments)) => (places, moments),
        None => (&work.places, &work.moments),
    };
    let fits = fits(survey, &work, places, moments);
    let (blocks, block_of) = blocks(places, moments);
    let strata = Strata {
        places,
        moments,
        order: work.order,
        sampled: &sampled,
        remaining: &remaining,
        lonely,
        blocks: if fits.is_some() { &blocks } else { &[] },
    };
    let domains: Vec<Domain<'_>> = (0..work.domains.len())
        .map(|at| work.domain(at, fits.as_deref()))
        .collect();
    let wanted = covariance::is_wanted(&work);
    let elements = of_elements(&work, &strata, &domains, &block_of, wanted)?;
    let Some(clustering) = clustering else {
        return Ok(work.assembled(&remaining, &elements, &elements, &elements));
    };
    let linearised = of_clusters(&work, clustering, &domains, &elements, wanted)?;
    let replicates = match survey.variance {
        VarianceMethod::Linearised => {
            return Ok(work.assembled(&remaining, &linearised, &linearised, &elements));
        }
        VarianceMethod::Jackknife => replicate::jackknife(clustering),
        VarianceMethod::Bootstrap(draws) => replicate::bootstrap(draws, clustering)?,
    };
    let chosen = of_replicates(
        &work,
        survey,
        clustering,
        &replicates,
        &domains,
        &linearised,
    )?;
    Ok(work.assembled(&remaining, &chosen, &linearised, &elements))
}

/// Where every respondent is a PSU of their own, elements are the clusters: the first; else the second, if there are any.
pub(crate) fn design_units<'a>(
    survey: &Survey<'a>,
) -> (Option<&'a Clustering>, Option<&'a Clustering>) {
    match survey.clustering {
        Some(own) if is_of_elements(own, survey.sample) => (Some(own), None),
        other => (None, other),
    }
}

/// Whether every respondent is a PSU, in the strata of the sample.
fn is_of_elements(clustering: &Clustering, sample: &Sample) -> bool {
    let mut rows = clustering.psu.iter().zip(&sample.stratum);
    clustering.stratum_of.len() == sample.len()
        && clustering.sampled.len() == sample.strata
        && rows.all(|(psu, stratum)| clustering.stratum_of[*psu as usize] == *stratum)
}
