//! The answers, column by column.
//!
//! ```
//! use hailong_statistics::error::Error;
//! use hailong_statistics::sample::Sample;
//! let mut sample = Sample {
//!     items: vec![vec![5, 0, 255]], locality: vec![0, 0, 1], localities: 2, stratum: vec![0, 0, 1], strata: 2,
//!     weight: vec![10.0, 10.0, 20.0],
//! };
//! assert_eq!(sample.check(), Ok(()));
//! sample.weight[2] = 0.0;
//! assert_eq!(sample.check(), Err(Error::Weight { row: 2, weight: 0.0 }));
//! ```

use std::ops::RangeInclusive;

use rayon::prelude::*;

use crate::error::Error;
use crate::score::MISSING;
use crate::summation::CHUNK;

/// Weights outside would make sums of squares overflow or vanish.
pub const WEIGHTS: RangeInclusive<f64> = 1e-100..=1e100;

/// Respondents that passed screening. Every column has one value per respondent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// Per item: codes 1–5 (5 best, reversed items already flipped), 0 = don't know, 255 = missing.
    pub items: Vec<Vec<u8>>,
    /// Locality of each respondent, below `localities`.
    pub locality: Vec<u32>,
    /// How many localities there are, with respondents or without.
    pub localities: usize,
    /// Stratum of each respondent, below `strata`.
    pub stratum: Vec<u32>,
    /// How many strata there are.
    pub strata: usize,
    /// w_i, within [`WEIGHTS`].
    pub weight: Vec<f64>,
}

impl Sample {
    /// Respondents.
    pub fn len(&self) -> usize {
        self.locality.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.locality.is_empty()
    }

    /// Checks every column before any arithmetic.
    pub fn check(&self) -> Result<(), Error> {
        let n = self.len();
        if n == 0 {
            return Err(Error::Empty);
        }
        if self.stratum.len() != n {
            return Err(Error::UnevenColumns("stratum"));
        }
        if self.weight.len() != n {
            return Err(Error::UnevenColumns("weight"));
        }
        for count in [n, self.localities, self.strata] {
            if u32::try_from(count).is_err() {
                return Err(Error::TooManyRows { rows: count });
            }
        }
        self.check_places()?;
        self.check_weights()?;
        self.items
            .iter()
            .try_for_each(|column| self.check_item(column))
    }

    fn check_places(&self) -> Result<(), Error> {
        for (places, count) in [
            (&self.locality, self.localities),
            (&self.stratum, self.strata),
        ] {
            let last = places
                .par_chunks(CHUNK)
                .map(|part| part.iter().copied().max())
                .max();
            if last.flatten().is_some_and(|last| last as usize >= count) {
                let row = places.iter().position(|place| *place as usize >= count);
                return Err(Error::Place {
                    row: row.unwrap_or_default(),
                });
            }
        }
        Ok(())
    }

    fn check_weights(&self) -> Result<(), Error> {
        let good = |weight: &f64| WEIGHTS.contains(weight);
        let is_good = |part: &[f64]| part.iter().fold(true, |all, weight| all & good(weight));
        if self.weight.par_chunks(CHUNK).all(is_good) {
            return Ok(());
        }
        let row = self
            .weight
            .iter()
            .position(|weight| !good(weight))
            .unwrap_or_default();
        Err(Error::Weight {
            row,
            weight: self.weight[row],
        })
    }

    fn check_item(&self, column: &[u8]) -> Result<(), Error> {
        if column.len() != self.len() {
            return Err(Error::UnevenColumns("item"));
        }
        let good = |code: u8| (code <= 5) | (code == MISSING);
        let is_good = |part: &[u8]| part.iter().fold(true, |all, code| all & good(*code));
        if column.par_chunks(CHUNK).all(is_good) {
            return Ok(());
        }
        let row = column
            .iter()
            .position(|code| !good(*code))
            .unwrap_or_default();
        Err(Error::AnswerCode {
            row,
            code: column[row],
        })
    }
}
