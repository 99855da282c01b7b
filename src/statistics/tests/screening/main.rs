//! Quality screening: each flag by its rule, against naive counts on a real survey, and whatever the order of rows.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod field;
mod known;
mod outcome;
mod people;
mod rules;

use hailong_statistics::screening::straight_lining::{Grid, StraightLiningRule, straight_lined};

pub const DK: u8 = 0;
pub const GONE: u8 = 255;

/// Columns of these rows.
pub fn columns(rows: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let items = rows.first().map_or(0, Vec::len);
    (0..items)
        .map(|item| rows.iter().map(|row| row[item]).collect())
        .collect()
}

pub fn slices(columns: &[Vec<u8>]) -> Vec<&[u8]> {
    columns.iter().map(Vec::as_slice).collect()
}

pub fn grid(columns: &[Vec<u8>], has_reversed: bool) -> Grid<'_> {
    Grid {
        columns: slices(columns),
        has_reversed,
    }
}

pub fn flagged(grids: &[Grid<'_>], n: usize) -> Vec<usize> {
    straight_lined(grids, n, &StraightLiningRule::default()).unwrap()
}
