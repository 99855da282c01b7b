//! What the ranking would have been by other choices, and with other people answering (method §12).

use hailong_statistics::estimate::Estimates;
use hailong_statistics::index::IndexSpec;
use hailong_statistics::sample::Sample;
use hailong_statistics::sensitivity::{Factor, Table, Uniforms, analyse, columns};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use serde::{Deserialize, Serialize};

use crate::edition::compute::{ComputeFailure, of_statistics};
use crate::edition::figures::RankingRow;
use crate::edition::inputs::Inputs;

/// Of the headline style.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sensitivity {
    /// N: the index was formed N times for each of A and B.
    pub runs: u64,
    /// By how many ranks a locality is off on average.
    pub mean_shift: f64,
    /// The part of the variance of that shift which is noise of sampling, 0–1; the rest is the choices'.
    pub sampling_share: Option<f64>,
    pub factors: Vec<FactorRow>,
    /// The localities of the ranking, in frame order.
    pub localities: Vec<SpreadRow>,
}

/// Sobol' indices; empty where ranks never moved differently.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactorRow {
    pub factor: FactorName,
    pub first_order: Option<f64>,
    pub total: Option<f64>,
}

/// Percentiles of a locality's rank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpreadRow {
    pub locality: String,
    pub p05: f64,
    pub p50: f64,
    pub p95: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactorName {
    Weights,
    Aggregation,
    Style,
    DontKnow,
    DropOne,
    Sampling,
}

impl FactorName {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Weights => "weights",
            Self::Aggregation => "aggregation",
            Self::Style => "style",
            Self::DontKnow => "dont_know",
            Self::DropOne => "drop_one",
            Self::Sampling => "sampling",
        }
    }
}

impl From<Factor> for FactorName {
    fn from(factor: Factor) -> Self {
        match factor {
            Factor::Weights => Self::Weights,
            Factor::Aggregation => Self::Aggregation,
            Factor::Style => Self::Style,
            Factor::DontKnow => Self::DontKnow,
            Factor::DropOne => Self::DropOne,
            Factor::Sampling => Self::Sampling,
        }
    }
}

/// With a seed, runs and two ranked localities at least.
pub fn sensitivity(
    asked: &Inputs,
    sample: &Sample,
    index: &IndexSpec,
    estimates: &Estimates,
    ranking: &[RankingRow],
) -> Result<Option<Sensitivity>, ComputeFailure> {
    let (style, runs) = (asked.method.style, asked.method.runs);
    let own = ranking.iter().filter(|row| row.style == style);
    let (places, codes): (Vec<usize>, Vec<&str>) = own
        .enumerate()
        .filter(|(_, row)| row.rank.is_some())
        .map(|(place, row)| (place, row.locality.as_str()))
        .unzip();
    let Some(seed) = asked.method.seed.filter(|_| runs > 0 && places.len() >= 2) else {
        return Ok(None);
    };
    let Some(table) = Table::of(&places, of_statistics(style), sample, index, estimates)? else {
        return Ok(None);
    };
    let columns = columns(&Factor::ALL, table.components(), table.localities());
    let width = columns.last().map_or(0, |last| last.end);
    let uniforms = Uniforms::draw(&mut ChaCha8Rng::seed_from_u64(seed), runs, width);
    let found = analyse(&table, &Factor::ALL, &uniforms)?;
    let factors = found.effects.iter().map(|(factor, effect)| FactorRow {
        factor: (*factor).into(),
        first_order: effect.map(|effect| effect.first_order),
        total: effect.map(|effect| effect.total),
    });
    let localities = codes.iter().zip(&found.ranks).map(|(code, own)| SpreadRow {
        locality: (*code).to_owned(),
        p05: own.p05,
        p50: own.p50,
        p95: own.p95,
    });
    Ok(Some(Sensitivity {
        runs: found.runs as u64,
        mean_shift: found.mean_shift,
        sampling_share: found.sampling_share(),
        factors: factors.collect(),
        localities: localities.collect(),
    }))
}
