//! From a survey to its moments: one pass over the respondents, sums in fixed order.

use std::ops::Range;

use rayon::prelude::*;

use crate::clustering::Clustering;
use crate::engine::clusters::Clusters;
use crate::engine::estimates::{design_units, fits};
use crate::engine::fit::{Block, blocks, shares_of};
use crate::engine::moments::{COUNT, Moments as Sums, SLOTS, SQUARE, WEIGHT, slot};
use crate::engine::places::Places;
use crate::engine::strata::{Domain as Scored, Strata};
use crate::engine::work::Work;
use crate::error::Error;
use crate::estimate::{DomainEstimates, Estimates, Survey};
use crate::membership::Membership;
use crate::published::counts::Counts;
use crate::published::matrix::{Matrix, Triangle, half};
use crate::published::values::Values;
use crate::published::{Domain, Moments, Size, Totals};
use crate::score::{DONT_KNOW, Style};
use crate::summation::{CHUNK, in_chunks};

/// Moments of a survey whose units are its localities; `found` are its estimates, by whatever variance method. Variances
/// in the moments are linearised.
pub fn moments(survey: &Survey<'_>, found: &Estimates) -> Result<Moments, Error> {
    survey.check()?;
    if survey.membership.is_some() {
        return Err(Error::SharedRespondents);
    }
    let sample = survey.sample;
    let membership = Membership::identity(sample.localities);
    let (single, clustering) = design_units(survey);
    let work = Work::of(survey, &membership, clustering);
    let sampled = work.sampled();
    let (remaining, lonely) = match single {
        Some(single) => (single.remaining.clone(), single.lonely),
        None => (survey.design.remaining_of(&sampled)?, survey.lonely),
    };
    let fits = fits(survey, &work, &work.places, &work.moments);
    let (blocks, block_of) = blocks(&work.places, &work.moments);
    let strata = Strata {
        places: &work.places,
        moments: &work.moments,
        order: work.order,
        sampled: &sampled,
        remaining: &remaining,
        lonely,
        blocks: if fits.is_some() { &blocks } else { &[] },
    };
    let factors = factors(&strata, clustering)?;
    let (passed, mut counts) = pass(&work, &factors);
    if let Some(clustering) = clustering {
        counts.count_units(sample, clustering);
    }
    let clusters = clustering.map(|own| (Clusters::of(&work.places, &work.moments, own), own));
    let domains: Vec<usize> = (0..work.domains.len()).collect();
    let of_domain = |at: &usize| {
        let domain = work.domain(*at, fits.as_deref());
        let own = &passed[at * stride(&work)..(at + 1) * stride(&work)];
        let mut covariances = match &clusters {
            Some((clusters, clustering)) => {
                between_units(&work, &clusters.totals(domain), clustering)
            }
            None => {
                let mut squares = own[..lanes(&work)].to_vec();
                centre(&mut squares, &work, &strata, domain, &factors, &block_of);
                squares
            }
        };
        let size = size(&work, *at, clustering, &remaining);
        let plain = size.weight / (size.respondents as f64 - 1.0).max(1.0);
        let plain: Vec<f64> = own[lanes(&work)..].iter().map(|sum| plain * sum).collect();
        let found = found.localities.get(*at).unwrap_or(&found.whole);
        assembled(&work, *at, size, &mut covariances, &plain, found)
    };
    let mut localities: Vec<Domain> = domains.par_iter().map(of_domain).collect();
    let whole = localities.pop().unwrap_or_default();
    Ok(Moments {
        localities,
        whole,
        between: found.covariance.clone(),
        counts,
        values: Values::of(sample, survey.index),
    })
}

/// Lower halves of both styles, then the don't-know rates.
fn lanes(work: &Work<'_>) -> usize {
    2 * half(work.order.items) + work.order.items
}

/// Lanes of squares, then of squares per weight.
fn stride(work: &Work<'_>) -> usize {
    2 * lanes(work)
}

/// (1 − f) n/(n − 1) times what a left-out stratum asks of the others, and 1/n. Clusters have their own.
fn factors(strata: &Strata<'_>, clustering: Option<&Clustering>) -> Result<Vec<(f64, f64)>, Error> {
    if let Some(clustering) = clustering {
        clustering.refuse_lonely()?;
        return Ok(vec![(0.0, 0.0); strata.sampled.len()]);
    }
    let average = strata.average();
    let of = |(stratum, sampled): (usize, &usize)| match sampled {
        0 => Ok((0.0, 0.0)),
        _ => Ok(strata
            .factors(stratum)?
            .map_or((0.0, 0.0), |(factor, centre)| (average * factor, centre))),
    };
    strata.sampled.iter().enumerate().map(of).collect()
}

/// Scores u/w of the items of every domain: `[domain][style, don't-know last][item][slot]`.
fn tables(work: &Work<'_>) -> Vec<f64> {
    let items = work.order.items;
    let mut tables = vec![0.0; work.domains.len() * 3 * items * SLOTS];
    let of_domain = tables.chunks_exact_mut((3 * items * SLOTS).max(1));
    for (linear, table) in work.linear.iter().zip(of_domain) {
        for item in 0..items {
            let [mean, satisfied] = Style::ALL.map(|style| work.order.item(style, item));
            let own = [mean, satisfied, work.order.dont_know(item)];
            for (measure, at) in own.into_iter().enumerate() {
                let Some(linear) = &linear[at] else { continue };
                let start = (measure * items + item) * SLOTS;
                for (_, scores) in &linear.parts {
                    table[start..start + SLOTS].copy_from_slice(scores);
                }
            }
        }
    }
    tables
}

/// Per domain, the whole last: Σ factor w² t t′ and Σ w t t′ of the items' scores t = u/w.
fn pass(work: &Work<'_>, factors: &[(f64, f64)]) -> (Vec<f64>, Counts) {
    let (sample, items) = (work.sample, work.order.items);
    let tables = tables(work);
    let size = 3 * items * SLOTS;
    let stride = stride(work);
    let empty = || {
        (
            vec![0.0; work.domains.len() * stride],
            Counts::empty(sample),
        )
    };
    let part = |rows: Range<usize>| {
        let (mut sums, mut counts) = empty();
        let columns: Vec<&[u8]> = sample.items.iter().map(|own| &own[rows.clone()]).collect();
        let (mut codes, mut slots) = (vec![0; items], vec![0; items]);
        let mut scores = vec![0.0; 3 * items];
        for (at, row) in rows.enumerate() {
            for (place, column) in columns.iter().enumerate() {
                codes[place] = column[at];
                slots[place] = slot(column[at]);
            }
            let (locality, weight) = (sample.locality[row] as usize, sample.weight[row]);
            counts.take(locality, weight, &slots, &codes);
            let squared = factors[sample.stratum[row] as usize].0 * weight * weight;
            for domain in [locality, work.domains.len() - 1] {
                let table = &tables[domain * size..(domain + 1) * size];
                for (place, score) in scores.iter_mut().enumerate() {
                    *score = table[place * SLOTS + slots[place % items]];
                }
                let own = &mut sums[domain * stride..(domain + 1) * stride];
                take(own, &scores, squared, weight);
            }
        }
        (sums, counts)
    };
    let chunk = CHUNK * (1 + work.domains.len() * half(items) / 16_384);
    in_chunks(sample.len(), chunk, empty(), part, |total, part| {
        for (sum, own) in total.0.iter_mut().zip(&part.0) {
            *sum += own;
        }
        total.1.add(&part.1);
    })
}

#[inline]
fn take(sums: &mut [f64], scores: &[f64], squared: f64, weight: f64) {
    let items = scores.len() / 3;
    let (squares, plain) = sums.split_at_mut(sums.len() / 2);
    let mut start = 0;
    for style in scores[..2 * items].chunks_exact(items.max(1)) {
        for (at, own) in style.iter().enumerate() {
            let (a, b) = (squared * own, weight * own);
            let lanes = squares[start..=start + at].iter_mut();
            let pairs = lanes.zip(&mut plain[start..=start + at]).zip(&style[..=at]);
            for ((square, plain), other) in pairs {
                *square += a * other;
                *plain += b * other;
            }
            start += at + 1;
        }
    }
    for (at, own) in scores[2 * items..].iter().enumerate() {
        squares[start + at] += squared * own * own;
        plain[start + at] += weight * own * own;
    }
}

/// The estimates of a lane's two rows, lane by lane.
fn rows(work: &Work<'_>) -> Vec<(usize, usize)> {
    let (items, order) = (work.order.items, work.order);
    let mut rows = Vec::with_capacity(lanes(work));
    for style in Style::ALL {
        for a in 0..items {
            rows.extend((0..=a).map(|b| (order.item(style, a), order.item(style, b))));
        }
    }
    rows.extend((0..items).map(|item| (order.dont_know(item), order.dont_know(item))));
    rows
}

/// Takes off what the margins explain and the means of the strata.
fn centre(
    squares: &mut [f64],
    work: &Work<'_>,
    strata: &Strata<'_>,
    domain: Scored<'_>,
    factors: &[(f64, f64)],
    block_of: &[usize],
) {
    let estimates = work.order.len();
    let mut sums = vec![vec![0.0; estimates]; strata.sampled.len()];
    let mut weighted = vec![vec![0.0; estimates]; strata.blocks.len()];
    for (place, _) in shares_of(strata.places, domain.units) {
        let stratum = strata.places.all[place].stratum as usize;
        for (at, linear) in domain.linear.iter().enumerate() {
            let Some(linear) = linear else { continue };
            sums[stratum][at] += linear.sum(strata.moments, place, WEIGHT);
            if domain.fit.is_some() {
                weighted[block_of[place]][at] += linear.sum(strata.moments, place, SQUARE);
            }
        }
    }
    let rows = rows(work);
    if let Some(fit) = domain.fit {
        for (block, weighted) in strata.blocks.iter().zip(&weighted) {
            residual(squares, &rows, fit, block, weighted, factors);
            let sums = &mut sums[block.stratum as usize];
            for (sum, fit) in sums.iter_mut().zip(fit) {
                *sum -= block.weight * fit[block.cell as usize];
            }
        }
    }
    for (sums, (factor, centre)) in sums.iter().zip(factors) {
        let by = factor * centre;
        if by != 0.0 {
            for (square, (a, b)) in squares.iter_mut().zip(&rows) {
                *square -= by * sums[*a] * sums[*b];
            }
        }
    }
}

/// Σ w² (t_a − x′b_a)(t_b − x′b_b) less Σ w² t_a t_b, of a block.
fn residual(
    squares: &mut [f64],
    rows: &[(usize, usize)],
    fit: &[Vec<f64>],
    block: &Block,
    weighted: &[f64],
    factors: &[(f64, f64)],
) {
    let factor = factors[block.stratum as usize].0;
    let cell = block.cell as usize;
    for (square, (a, b)) in squares.iter_mut().zip(rows) {
        let (one, other) = (fit[*a][cell], fit[*b][cell]);
        let crossed = one * weighted[*b] + other * weighted[*a];
        *square += factor * (block.square * one * other - crossed);
    }
}

fn between_units(work: &Work<'_>, totals: &[Vec<f64>], clustering: &Clustering) -> Vec<f64> {
    let rows = rows(work).into_iter();
    rows.map(|(a, b)| clustering.product(&totals[a], &totals[b]))
        .collect()
}

fn size(work: &Work<'_>, at: usize, clustering: Option<&Clustering>, remaining: &[f64]) -> Size {
    let (places, sums): (&Places, &Sums) = (&work.places, &work.moments);
    let (mut respondents, mut weight) = (0.0, 0.0);
    let (mut strata, mut units) = (Vec::new(), Vec::new());
    let mut finite = false;
    for (place, _) in shares_of(places, &work.domains[at]) {
        let own = &places.all[place];
        respondents += sums.place[place][COUNT];
        weight += sums.place[place][WEIGHT];
        strata.push(match clustering {
            Some(clustering) => clustering.stratum_of[own.cluster as usize],
            None => own.stratum,
        });
        finite |= remaining[own.stratum as usize] < 1.0;
        units.push(own.cluster);
    }
    let different = |mut list: Vec<u32>| {
        list.sort_unstable();
        list.dedup();
        list.len() as u64
    };
    Size {
        respondents: respondents as u64,
        weight,
        units: match clustering {
            Some(_) => different(units),
            None => respondents as u64,
        },
        strata: different(strata),
        finite,
    }
}

fn assembled(
    work: &Work<'_>,
    at: usize,
    size: Size,
    covariances: &mut [f64],
    plain: &[f64],
    found: &DomainEstimates,
) -> Domain {
    let (items, own) = (work.order.items, half(work.order.items));
    let parts: Vec<Vec<(usize, f64)>> = (0..items).map(|item| vec![(item, 1.0)]).collect();
    let matrix = |style: usize| {
        let lanes = style * own..(style + 1) * own;
        Some(Matrix {
            parts: parts.clone(),
            covariance: Triangle(covariances[lanes.clone()].to_vec()),
            plain: Triangle(plain[lanes].to_vec()),
        })
    };
    let matrices = [matrix(0), matrix(1)];
    let codes = |item: usize| {
        let mut counts = [0.0; SLOTS];
        for (place, _) in shares_of(&work.places, &work.domains[at]) {
            for (count, sums) in counts.iter_mut().zip(work.moments.item(place, item)) {
                *count += sums[COUNT];
            }
        }
        counts
    };
    let totals = |(item, weights): (usize, &[f64; SLOTS])| {
        let dont_know = usize::from(DONT_KNOW);
        let counts = codes(item);
        let valid = |sums: &[f64; SLOTS]| sums[1..=5].iter().sum::<f64>();
        let scored = |style: Style| {
            let codes = (1..=5_u8).map(|code| style.score(code) * weights[usize::from(code)]);
            codes.sum::<f64>()
        };
        Totals {
            n: Some(valid(&counts) as u64),
            asked: Some((valid(&counts) + counts[dont_know]) as u64),
            answers: Some(valid(weights)),
            score: Some(scored(Style::Mean)),
            satisfied: Some(weights[4] + weights[5]),
            dont_know: Some(weights[dont_know]),
        }
    };
    let components = found.mean.components.iter().chain([&found.mean.index]);
    let with_whole = |style: Style| {
        let index = found.style(style).index.estimate;
        index.map(|index| index.covariance_with_whole)
    };
    Domain {
        size: Some(size),
        items: work.weights[at].iter().enumerate().map(totals).collect(),
        answered: components.map(|counted| Some(counted.n)).collect(),
        matrices,
        dont_know: (0..items)
            .map(|item| Some([covariances[2 * own + item], plain[2 * own + item]]))
            .collect(),
        with_whole: Style::ALL.map(with_whole),
    }
}
