//! What a sample, an index or a design can have wrong with it.

use thiserror::Error;

use crate::raking::RakingError;

#[derive(Clone, Debug, PartialEq, Error)]
pub enum Error {
    #[error("the sample has no respondents")]
    Empty,
    #[error("column {0} does not have one value per respondent")]
    UnevenColumns(&'static str),
    /// Weights are numbers from 1e-100 to 1e100.
    #[error("respondent {row} has the weight {weight}, which is not from 1e-100 to 1e100")]
    Weight { row: usize, weight: f64 },
    #[error("respondent {row} has the answer code {code}, which is not 0–5 or 255")]
    AnswerCode { row: usize, code: u8 },
    #[error("respondent {row} names a locality or stratum that is not declared")]
    Place { row: usize },
    #[error("item {item} of the index is not a column of the sample")]
    UnknownItem { item: usize },
    #[error("the weights of {what} sum to {sum}, not 1")]
    WeightSum { what: &'static str, sum: f64 },
    #[error("stratum {stratum} has {sampled} respondents but a population of {population}")]
    StratumPopulation {
        stratum: usize,
        sampled: usize,
        population: f64,
    },
    #[error("stratum {stratum} has one primary sampling unit")]
    LonelyPsu { stratum: usize },
    #[error(transparent)]
    Raking(#[from] RakingError),
    #[error("a replicate could not be raked to the margins")]
    ReplicateNotRaked,
}
