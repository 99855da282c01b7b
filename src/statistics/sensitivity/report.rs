//! All runs, and what they say.

use std::ops::Range;

use rayon::prelude::*;

use crate::sensitivity::SensitivityError;
use crate::sensitivity::effects::{Effect, effect, variance};
use crate::sensitivity::factors::{Factor, columns};
use crate::sensitivity::model::Model;
use crate::sensitivity::table::Table;
use crate::sensitivity::uniforms::Uniforms;

#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// N, the rows of A; the index was formed N (factors + 3) times.
    pub runs: usize,
    /// Mean over A and B of y = Σ_j |rank_j − published rank_j| / L.
    pub mean_shift: f64,
    /// Sample variance of y over A and B.
    pub variance: f64,
    /// In the order the factors were given; `None` where ranks never move differently.
    pub effects: Vec<(Factor, Option<Effect>)>,
    /// All factors but sampling, taken as one.
    pub choices: Option<Effect>,
    /// In the order of the localities.
    pub ranks: Vec<RankSpread>,
}

/// Where a locality stood in the runs of A and B.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankSpread {
    /// Of the published index.
    pub reference: u32,
    pub p05: f64,
    pub p50: f64,
    pub p95: f64,
}

impl Sensitivity {
    /// How much of the variance is sampling noise's, 0 to 1; the rest is the choices'. Halfway between what noise explains
    /// by itself, 1 − S_T of the choices together, and its own S_T: what noise and choices do together is shared equally.
    /// (S_T is far less noisy than S, whose y_B keeps its mean.) `None` without that factor, or where ranks never move
    /// differently.
    pub fn sampling_share(&self) -> Option<f64> {
        let is_sampling = |(factor, _): &&(Factor, Option<Effect>)| *factor == Factor::Sampling;
        let noise = self.effects.iter().find(is_sampling)?.1?;
        Some(((noise.total + 1.0 - self.choices?.total) / 2.0).clamp(0.0, 1.0))
    }
}

/// Runs `table` through all `uniforms`, whose columns are those of `factors` (see [`columns`]).
pub fn analyse(
    table: &Table,
    factors: &[Factor],
    uniforms: &Uniforms,
) -> Result<Sensitivity, SensitivityError> {
    table.check()?;
    if uniforms.runs() < 2 || table.localities() < 2 {
        return Err(SensitivityError::TooFew);
    }
    let columns = columns(factors, table.components(), table.localities());
    let wanted = columns.last().map_or(0, |last| last.end);
    if uniforms.columns() != wanted {
        let (row, found) = (0, uniforms.columns());
        return Err(SensitivityError::Columns { row, found, wanted });
    }
    let model = Model::new(table, factors, &columns);
    let reference = model.reference();
    let shift = |ranks: &[u32]| -> f64 {
        let moved: u32 = ranks
            .iter()
            .zip(&reference)
            .map(|(rank, published)| rank.abs_diff(*published))
            .sum();
        f64::from(moved) / reference.len() as f64
    };
    let all = |rows: &[Vec<f64>]| -> Vec<Vec<u32>> {
        rows.par_iter().map(|row| model.ranks(row)).collect()
    };
    let (ranks_a, ranks_b) = (all(uniforms.a()), all(uniforms.b()));
    let shifts = |ranks: &[Vec<u32>]| ranks.iter().map(|own| shift(own)).collect::<Vec<f64>>();
    let (a, b) = (shifts(&ranks_a), shifts(&ranks_b));
    let variance = variance(&a, &b);
    let effect_of = |columns: &[Range<usize>]| {
        let mixed: Vec<f64> = (0..uniforms.runs())
            .into_par_iter()
            .map(|row| shift(&model.ranks(&uniforms.mixed(row, columns))))
            .collect();
        effect(&a, &b, &mixed, variance)
    };
    let own = |(factor, columns): (&Factor, &Range<usize>)| {
        (*factor, effect_of(std::slice::from_ref(columns)))
    };
    let effects = factors.iter().zip(&columns).map(own).collect();
    let choices: Vec<Range<usize>> = factors
        .iter()
        .zip(&columns)
        .filter(|(factor, _)| **factor != Factor::Sampling)
        .map(|(_, columns)| columns.clone())
        .collect();
    let spread = |(locality, reference): (usize, &u32)| {
        let runs = ranks_a.iter().chain(&ranks_b);
        let mut own: Vec<u32> = runs.map(|ranks| ranks[locality]).collect();
        own.sort_unstable();
        RankSpread {
            reference: *reference,
            p05: quantile(&own, 0.05),
            p50: quantile(&own, 0.5),
            p95: quantile(&own, 0.95),
        }
    };
    Ok(Sensitivity {
        runs: uniforms.runs(),
        mean_shift: a.iter().chain(&b).sum::<f64>() / (a.len() + b.len()) as f64,
        variance,
        effects,
        choices: effect_of(&choices),
        ranks: reference.iter().enumerate().map(spread).collect(),
    })
}

/// Between the two neighbouring values by linear interpolation (type 7, R's default).
fn quantile(sorted: &[u32], p: f64) -> f64 {
    let at = p * (sorted.len() - 1) as f64;
    let value = |place: usize| f64::from(sorted[place.min(sorted.len() - 1)]);
    let below = at as usize;
    value(below) + (at - below as f64) * (value(below + 1) - value(below))
}
