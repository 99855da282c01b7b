//! What a sample, an index or a design can have wrong with it.
//!
//! ```
//! use hailong_statistics::error::Error;
//! let message = Error::AnswerCode { row: 7, code: 9 }.to_string();
//! assert_eq!(message, "respondent 7 has the answer code 9, which is not 0–5 or 255");
//! ```

use thiserror::Error;

use crate::raking::RakingError;
use crate::sensitivity::SensitivityError;

/// Rows, items, strata and units are counted from 0.
#[allow(missing_docs, reason = "the messages say what each means")]
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Error {
    #[error("the sample has no respondents")]
    Empty,
    #[error("column {0} does not have one value per respondent")]
    UnevenColumns(&'static str),
    /// Weights are numbers from 1e-100 to 1e100, so that their squares are numbers above 0 too.
    #[error("respondent {row} has the weight {weight}, which is not from 1e-100 to 1e100")]
    Weight { row: usize, weight: f64 },
    #[error("respondent {row} has the answer code {code}, which is not 0–5 or 255")]
    AnswerCode { row: usize, code: u8 },
    #[error("respondent {row} names a locality or stratum that is not declared")]
    Place { row: usize },
    #[error("item {item} of the index is not a column of the sample")]
    UnknownItem { item: usize },
    #[error("item {item} stands twice in a component")]
    RepeatedItem { item: usize },
    /// Of a component or an item.
    #[error("the weight {weight} in the index is below 0")]
    IndexWeight {
        /// As given.
        weight: f64,
    },
    #[error("the weights of {what} sum to {sum}, not 1")]
    WeightSum { what: &'static str, sum: f64 },
    #[error("stratum {stratum} has {sampled} respondents but a population of {population}")]
    StratumPopulation {
        stratum: usize,
        sampled: usize,
        population: f64,
    },
    /// Shares are above 0, for different known localities, and sum to 1.
    #[error("the shares of unit {unit} sum to {sum}, or are not shares of known localities")]
    Membership { unit: usize, sum: f64 },
    /// Rows, places and clusters are numbered in 32 bits.
    #[error("{rows} respondents, localities or strata are more than can be numbered")]
    TooManyRows { rows: usize },
    /// Factors of the bootstrap are numbers from 0, one for each PSU.
    #[error("the factors of a replicate do not fit the clusters")]
    Factors,
    #[error("a bootstrap needs at least two replicates")]
    TooFewReplicates,
    /// Moments are of a survey's own localities.
    #[error("respondents count for localities other than those of the sample")]
    SharedRespondents,
    #[error("stratum {stratum} has one primary sampling unit")]
    LonelyPsu { stratum: usize },
    #[error(transparent)]
    Raking(#[from] RakingError),
    #[error(transparent)]
    Sensitivity(#[from] SensitivityError),
    #[error("a replicate could not be raked to the margins")]
    ReplicateNotRaked,
}
