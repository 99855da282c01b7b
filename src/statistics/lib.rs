//! Design-based survey estimation and honest ranks.
//!
//! The order of work: describe the answers as a [`sample::Sample`], the index as an [`index::IndexSpec`] and how people
//! were chosen as a [`design::Design`]; [`estimate::estimate`] gives every estimate with its linearised variance;
//! [`interval`] turns it into limits, [`publication`] says whether it may be shown, [`ranks`] says which localities can
//! be told apart. Scores are on 0–100. Sums run over fixed chunks that are combined in order, so the same input gives
//! the same bits on any number of threads.

pub mod bands;
pub mod calibration;
pub mod change;
pub mod clustering;
mod crossing;
pub mod design;
pub mod disclosure;
pub mod distribution;
mod engine;
pub mod error;
pub mod estimate;
pub mod grades;
pub mod groups;
pub mod holm;
pub mod index;
pub mod interval;
pub mod membership;
pub mod planning;
pub mod points;
pub mod pooling;
pub mod publication;
pub mod raking;
pub mod ranks;
pub mod ratio;
pub mod replicates;
pub mod response_rates;
pub mod sample;
pub mod score;
pub mod screening;
pub mod selection;
pub mod sensitivity;
mod summation;
pub mod weights;
