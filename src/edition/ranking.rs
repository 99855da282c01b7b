//! Who can be told apart: rank sets and pairs.

use hailong_statistics::estimate::Estimates;
use hailong_statistics::ranks::{Contestant, Difference, Ranking, correlated_rank_sets};

use crate::edition::compute::of_statistics;
use crate::edition::figures::{Figure, FigureKind, Level, PairRow, RankingRow, Style};
use crate::edition::inputs::Inputs;
use crate::edition::standing::Standing;

/// Only localities whose index is at level A or B take part.
pub fn ranking(
    inputs: &Inputs,
    estimates: &Estimates,
    figures: &[Figure],
    style: Style,
) -> (Vec<RankingRow>, Vec<PairRow>) {
    let level_of = |code: &str| {
        let own = |figure: &&Figure| {
            figure.domain == code && figure.kind == FigureKind::Index && figure.style == style
        };
        figures
            .iter()
            .find(own)
            .map_or(Level::C, |figure| figure.level)
    };
    let indices = estimates
        .localities
        .iter()
        .map(|own| own.style(of_statistics(style)).index.estimate);
    let rows: Vec<_> = inputs
        .frame
        .iter()
        .zip(indices)
        .map(|(row, found)| (row, found, level_of(&row.code)))
        .collect();
    let contestants: Vec<Contestant> = rows
        .iter()
        .filter(|(_, _, level)| *level != Level::C)
        .filter_map(|(_, found, _)| *found)
        .map(|found| Contestant {
            estimate: found.value,
            variance: found.variance,
            df: found.df,
        })
        .collect();
    let ranked: Vec<usize> = (0..rows.len())
        .filter(|at| rows[*at].2 != Level::C && rows[*at].1.is_some())
        .collect();
    let covariance = |j: usize, k: usize| {
        let all = estimates.covariance(of_statistics(style));
        all.map_or(0.0, |all| all[ranked[j]][ranked[k]])
    };
    let sets = correlated_rank_sets(&contestants, covariance, 1.0 - inputs.method.confidence);
    let codes: Vec<&str> = rows
        .iter()
        .filter(|(_, found, level)| *level != Level::C && found.is_some())
        .map(|(row, _, _)| row.code.as_str())
        .collect();
    let pairs = pairs(&codes, &contestants, covariance, &sets, style);
    let mut places = 0..contestants.len();
    let ranked = rows
        .into_iter()
        .map(|(row, found, level)| {
            let place = if level == Level::C {
                None
            } else {
                places.next()
            };
            let simultaneous = place.and_then(|at| sets.simultaneous.get(at));
            let marginal = place.and_then(|at| sets.marginal.get(at));
            RankingRow {
                locality: row.code.clone(),
                style,
                estimate: found.map(|found| found.value),
                rank: place.and_then(|at| sets.rank.get(at).copied()),
                set_low: simultaneous.map(|set| set.low),
                set_high: simultaneous.map(|set| set.high),
                marginal_low: marginal.map(|set| set.low),
                marginal_high: marginal.map(|set| set.high),
                level,
                standing: Standing::default(),
            }
        })
        .collect();
    (ranked, pairs)
}

/// Every two localities of the ranking once, the higher first.
fn pairs(
    codes: &[&str],
    contestants: &[Contestant],
    covariance: impl Fn(usize, usize) -> f64,
    sets: &Ranking,
    style: Style,
) -> Vec<PairRow> {
    let mut rows = Vec::new();
    for j in 0..codes.len() {
        for k in 0..j {
            let (high, low) = if contestants[j].estimate > contestants[k].estimate {
                (j, k)
            } else {
                (k, j)
            };
            let found =
                Difference::of(&contestants[high], &contestants[low], covariance(high, low));
            rows.push(PairRow {
                style,
                higher: codes[high].to_owned(),
                lower: codes[low].to_owned(),
                difference: found.value,
                se: found.variance.sqrt(),
                p: sets.p[high][low],
                shown: sets.higher[high][low],
            });
        }
    }
    rows
}
