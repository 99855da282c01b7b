//! The answers, column by column.

use std::ops::RangeInclusive;

use crate::error::Error;
use crate::score::{DONT_KNOW, MISSING, is_valid};

/// Weights outside would make sums of squares overflow or vanish.
pub const WEIGHTS: RangeInclusive<f64> = 1e-100..=1e100;

/// Respondents that passed screening. Every column has one value per respondent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// Per item: codes 1–5 (5 best, reversed items already flipped), 0 = don't know, 255 = missing.
    pub items: Vec<Vec<u8>>,
    /// Locality of each respondent, below `localities`.
    pub locality: Vec<u32>,
    pub localities: usize,
    /// Stratum of each respondent, below `strata`.
    pub stratum: Vec<u32>,
    pub strata: usize,
    /// w_i, within [`WEIGHTS`].
    pub weight: Vec<f64>,
}

impl Sample {
    pub fn len(&self) -> usize {
        self.locality.len()
    }

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
        let outside =
            |places: &[u32], count: usize| places.iter().position(|place| *place as usize >= count);
        if let Some(row) =
            outside(&self.locality, self.localities).or_else(|| outside(&self.stratum, self.strata))
        {
            return Err(Error::Place { row });
        }
        for (row, &weight) in self.weight.iter().enumerate() {
            if !WEIGHTS.contains(&weight) {
                return Err(Error::Weight { row, weight });
            }
        }
        for column in &self.items {
            if column.len() != n {
                return Err(Error::UnevenColumns("item"));
            }
            let allowed = |code: u8| is_valid(code) || code == DONT_KNOW || code == MISSING;
            if let Some(row) = column.iter().position(|code| !allowed(*code)) {
                return Err(Error::AnswerCode {
                    row,
                    code: column[row],
                });
            }
        }
        Ok(())
    }
}
