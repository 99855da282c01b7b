//! Going over columns in blocks of rows that stay in the cache, blocks in parallel, results in the order of the rows.

use std::ops::Range;

use rayon::prelude::*;

use crate::error::Error;

const BLOCK: usize = 8192;

/// One value per respondent in every column.
pub(crate) fn check_even(columns: &[&[u8]], n: usize) -> Result<(), Error> {
    match columns.iter().all(|column| column.len() == n) {
        true => Ok(()),
        false => Err(Error::UnevenColumns("item")),
    }
}

pub(crate) fn in_blocks<T: Send>(n: usize, of: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let starts: Vec<usize> = (0..n).step_by(BLOCK).collect();
    starts
        .into_par_iter()
        .map(|start| of(start..(start + BLOCK).min(n)))
        .collect()
}
