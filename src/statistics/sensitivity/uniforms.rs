//! The matrices A and B of uniforms that drive the runs.

use std::ops::Range;

use rand_core::Rng;

use crate::sensitivity::SensitivityError;

/// Two matrices of one shape, every value strictly between 0 and 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Uniforms {
    a: Vec<Vec<f64>>,
    b: Vec<Vec<f64>>,
}

impl Uniforms {
    /// Rows of A and B beside each other: the first half of each row is A's.
    pub fn beside(rows: Vec<Vec<f64>>) -> Result<Self, SensitivityError> {
        let wanted = rows.first().map_or(0, Vec::len);
        let (mut a, mut b) = (
            Vec::with_capacity(rows.len()),
            Vec::with_capacity(rows.len()),
        );
        for (row, mut values) in rows.into_iter().enumerate() {
            let found = values.len();
            if found != wanted || found % 2 == 1 {
                return Err(SensitivityError::Columns { row, found, wanted });
            }
            let inside = |value: &f64| *value > 0.0 && *value < 1.0;
            if let Some(column) = values.iter().position(|value| !inside(value)) {
                let value = values[column];
                return Err(SensitivityError::Uniform { row, column, value });
            }
            b.push(values.split_off(found / 2));
            a.push(values);
        }
        Ok(Self { a, b })
    }

    /// `runs` rows of `columns` values for each matrix, from 52 bits each of `random`.
    pub fn draw(random: &mut impl Rng, runs: usize, columns: usize) -> Self {
        let mut row = || -> Vec<f64> {
            let mut uniform = || ((random.next_u64() >> 12) as f64 + 0.5) / (1_u64 << 52) as f64;
            (0..columns).map(|_| uniform()).collect()
        };
        let (mut a, mut b) = (Vec::with_capacity(runs), Vec::with_capacity(runs));
        for _ in 0..runs {
            a.push(row());
            b.push(row());
        }
        Self { a, b }
    }

    pub fn runs(&self) -> usize {
        self.a.len()
    }

    pub fn columns(&self) -> usize {
        self.a.first().map_or(0, Vec::len)
    }

    pub fn a(&self) -> &[Vec<f64>] {
        &self.a
    }

    pub fn b(&self) -> &[Vec<f64>] {
        &self.b
    }

    /// A row of A_B^g: A's, with the columns of some factors from B.
    pub fn mixed(&self, row: usize, columns: &[Range<usize>]) -> Vec<f64> {
        let mut mixed = self.a[row].clone();
        for own in columns {
            mixed[own.clone()].copy_from_slice(&self.b[row][own.clone()]);
        }
        mixed
    }
}
