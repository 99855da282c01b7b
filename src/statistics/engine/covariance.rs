//! Covariances between the indices of localities that have strata, clusters or respondents in common.

use crate::engine::fit::shares_of;
use crate::engine::moments::{SQUARE, WEIGHT};
use crate::engine::places::Places;
use crate::engine::squares::{Pair, Tally, squares};
use crate::engine::strata::{Domain, Strata};
use crate::engine::work::Work;
use crate::error::Error;
use crate::score::Style;

/// A symmetric matrix with 0 on its diagonal, from its lower half.
pub(crate) fn symmetric(size: usize, value: impl Fn(usize, usize) -> f64) -> Vec<Vec<f64>> {
    let row = |j: usize| {
        (0..size)
            .map(|k| match j.cmp(&k) {
                std::cmp::Ordering::Greater => value(j, k),
                std::cmp::Ordering::Less => value(k, j),
                std::cmp::Ordering::Equal => 0.0,
            })
            .collect()
    };
    (0..size).map(row).collect()
}

/// Whether the respondents of a stratum (and so of a cluster) count for more than one locality.
pub(crate) fn is_wanted(work: &Work<'_>) -> bool {
    if work.membership.is_shared() {
        return true;
    }
    let mut owner = vec![None; work.sample.strata];
    work.places.all.iter().any(|place| {
        let own = work.membership.of_unit[place.unit as usize]
            .first()
            .map(|(domain, _)| *domain);
        let known = owner[place.stratum as usize].get_or_insert(own);
        *known != own
    })
}

/// What the index of one domain sums to.
struct Scores<'a> {
    domain: Domain<'a>,
    /// Per stratum.
    u: Vec<f64>,
    /// Per block: Σ w² times the score.
    weighted: Vec<f64>,
    at: usize,
}

impl<'a> Scores<'a> {
    fn of(strata: &Strata<'_>, domain: Domain<'a>, at: usize, block_of: &[usize]) -> Self {
        let mut scores = Self {
            domain,
            u: vec![0.0; strata.sampled.len()],
            weighted: vec![0.0; strata.blocks.len()],
            at,
        };
        if let Some(linear) = &domain.linear[at] {
            for (place, share) in shares_of(strata.places, domain.units) {
                let sum = |kind| share * linear.sum(strata.moments, place, kind);
                scores.u[strata.places.all[place].stratum as usize] += sum(WEIGHT);
                if domain.fit.is_some() {
                    scores.weighted[block_of[place]] += sum(SQUARE);
                }
            }
        }
        if let Some(fit) = domain.fit {
            for block in strata.blocks {
                scores.u[block.stratum as usize] -= block.weight * fit[at][block.cell as usize];
            }
        }
        scores
    }

    fn fit(&self, cell: u32) -> f64 {
        self.domain
            .fit
            .map_or(0.0, |fit| fit[self.at][cell as usize])
    }
}

/// Σ u_j u_k of respondents who count for both, per pair of localities (the lower first), spot and style.
pub(crate) struct Shared(Vec<(u32, u32, Vec<[f64; 2]>)>);

pub(crate) fn shared(work: &Work<'_>) -> Shared {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for shares in &work.membership.of_unit {
        for (at, (a, _)) in shares.iter().enumerate() {
            pairs.extend(shares[..at].iter().map(|(b, _)| (*a.min(b), *a.max(b))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let composites = work.index.components.len() + 1;
    let of_pair = |&(a, b): &(u32, u32)| {
        let side = |unit: &[(u32, f64)], domain: u32| {
            let own = unit.iter().find(|(other, _)| *other == domain)?;
            Some((&work.linear[domain as usize][..], own.1))
        };
        let units = work.membership.of_unit.iter();
        let tables: Vec<Pair<'_>> = units
            .map(|unit| match (side(unit, a), side(unit, b)) {
                (Some(first), Some(second)) => [Some(first), Some(second)],
                _ => [None, None],
            })
            .collect();
        let tallies = squares(work.sample, &work.places, &work.layout, work.order, &tables);
        let index = tallies
            .chunks_exact(composites)
            .map(|own: &[Tally]| own[composites - 1].cross);
        (a, b, index.collect())
    };
    Shared(pairs.iter().map(of_pair).collect())
}

/// `[style][j][k]` where every respondent is a PSU.
pub(crate) fn between(
    strata: &Strata<'_>,
    domains: &[Domain<'_>],
    block_of: &[usize],
    shared: &Shared,
) -> Result<[Vec<Vec<f64>>; 2], Error> {
    let mut factors = Vec::new();
    for stratum in 0..strata.sampled.len() {
        factors.push(match strata.sampled[stratum] {
            0 => None,
            _ => strata.factors(stratum)?,
        });
    }
    let average = strata.average();
    let of_style = |(side, style): (usize, Style)| {
        let at = strata.order.index(style);
        let scores: Vec<Scores<'_>> = domains
            .iter()
            .map(|domain| Scores::of(strata, *domain, at, block_of))
            .collect();
        symmetric(domains.len(), |j, k| {
            let shared = shared.of(strata.places, k, j, side);
            let cross = crossed(strata, &scores[j], &scores[k], shared);
            let terms = cross.iter().zip(&factors).enumerate();
            let sum: f64 = terms
                .filter_map(|(h, (cross, factor))| {
                    let (factor, centre) = (*factor)?;
                    Some(factor * (cross - scores[j].u[h] * scores[k].u[h] * centre))
                })
                .sum();
            average * sum
        })
    };
    Ok([(0, Style::Mean), (1, Style::Satisfied)].map(of_style))
}

impl Shared {
    /// Per stratum.
    fn of(&self, places: &Places, low: usize, high: usize, side: usize) -> Vec<(u32, f64)> {
        let own = self
            .0
            .iter()
            .find(|(a, b, _)| (*a as usize, *b as usize) == (low, high));
        own.map_or_else(Vec::new, |(_, _, spots)| {
            places
                .spots
                .iter()
                .zip(spots)
                .map(|((_, stratum), cross)| (*stratum, cross[side]))
                .collect()
        })
    }
}

/// Σ r_j r_k per stratum.
fn crossed(
    strata: &Strata<'_>,
    a: &Scores<'_>,
    b: &Scores<'_>,
    shared: Vec<(u32, f64)>,
) -> Vec<f64> {
    let mut cross = vec![0.0; strata.sampled.len()];
    for (stratum, sum) in shared {
        cross[stratum as usize] += sum;
    }
    if a.domain.fit.is_some() {
        for (at, block) in strata.blocks.iter().enumerate() {
            let (own, other) = (a.fit(block.cell), b.fit(block.cell));
            cross[block.stratum as usize] +=
                block.square * own * other - own * b.weighted[at] - other * a.weighted[at];
        }
    }
    cross
}
