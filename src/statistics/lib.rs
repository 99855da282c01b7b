//! Design-based survey estimation and honest ranks.
//!
//! The order of work: describe the answers as a [`sample::Sample`], the index as an [`index::IndexSpec`] and how people
//! were chosen as a [`design::Design`]; [`estimate::estimate`] gives every estimate with its linearised variance;
//! [`interval`] turns it into limits, [`publication`] says whether it may be shown, [`ranks`] says which localities can
//! be told apart. Scores are on 0–100. Sums run over fixed chunks that are combined in order, so the same input gives
//! the same bits on any number of threads.
//!
//! ```
//! use hailong_statistics::design::{Design, DesignKind};
//! use hailong_statistics::estimate::estimate;
//! use hailong_statistics::index::{Component, IndexSpec};
//! use hailong_statistics::interval;
//! use hailong_statistics::ranks::{Contestant, rank_sets};
//! use hailong_statistics::sample::Sample;
//!
//! // 60 people in each of three wards, one question; 1,000 adults live in each ward.
//! let locality: Vec<u32> = (0..180).map(|row| row / 60).collect();
//! let answer = |row: u32| [[1, 2, 3], [3, 4, 5], [4, 5, 5]][row as usize / 60][row as usize % 3];
//! let sample = Sample {
//!     items: vec![(0..180).map(answer).collect()],
//!     localities: 3,
//!     stratum: locality.clone(),
//!     locality,
//!     strata: 3,
//!     weight: vec![1_000.0 / 60.0; 180],
//! };
//! let index = IndexSpec { components: vec![Component { weight: 1.0, items: vec![(0, 1.0)] }] };
//! let design = Design { kind: DesignKind::Probability, stratum_population: vec![Some(1_000.0); 3] };
//!
//! let found = estimate(&sample, &index, &design).unwrap();
//! let wards: Vec<_> = found.localities.iter().filter_map(|ward| ward.mean.index.estimate).collect();
//! let first = interval::of_mean(&wards[0], 0.95).unwrap();
//! assert!((wards[0].value - 25.0).abs() < 1e-9 && first.low > 19.0 && first.high < 31.0);
//!
//! let contestants: Vec<_> = wards
//!     .iter()
//!     .map(|ward| Contestant { estimate: ward.value, variance: ward.variance, df: ward.df })
//!     .collect();
//! let ranking = rank_sets(&contestants, 0.05);
//! assert_eq!((ranking.simultaneous[0].low, ranking.simultaneous[0].high), (3, 3));
//! ```

pub mod bands;
pub mod calibration;
pub mod change;
pub mod clustering;
mod crossing;
pub mod design;
pub mod design_effect;
pub mod disclosure;
pub mod distribution;
mod engine;
pub mod error;
pub mod estimate;
pub mod grades;
pub mod groups;
pub mod holm;
mod incomplete_beta;
pub mod index;
pub mod interval;
pub mod membership;
pub mod planning;
pub mod points;
pub mod pooling;
pub mod proportion;
pub mod publication;
pub mod published;
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
