//! Flag 2: one answer to every item of long grids, read as shown (reversed items are not flipped).

use std::ops::Range;

use crate::error::Error;
use crate::score::MISSING;
use crate::screening::columns::{check_even, in_blocks};

/// A grid's items in the order shown: codes 1–5, 0 = don't know, 255 = missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid<'a> {
    pub columns: Vec<&'a [u8]>,
    /// One of its items is worded the other way round, so that no opinion gives one answer to all.
    pub has_reversed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StraightLiningRule {
    /// Grids with fewer items are not looked at.
    pub items: usize,
    /// So many grids make a flag; a single one does when it has a reversed item.
    pub grids: usize,
}

impl Default for StraightLiningRule {
    fn default() -> Self {
        Self { items: 8, grids: 2 }
    }
}

/// The longest run of identical codes per respondent, as `longstring` of the R package `careless`: "don't know" is a
/// code, a missing answer ends a run and is a run of one.
pub fn longstring(columns: &[&[u8]], n: usize) -> Result<Vec<u16>, Error> {
    check_even(columns, n)?;
    Ok(in_blocks(n, |rows| longest_runs(columns, rows)).concat())
}

/// Rows where every grid with `rule.items` items or more is one single run, and there are `rule.grids` such grids, or
/// one that has a reversed item.
pub fn straight_lined(
    grids: &[Grid<'_>],
    n: usize,
    rule: &StraightLiningRule,
) -> Result<Vec<usize>, Error> {
    let is_long = |grid: &&Grid<'_>| grid.columns.len() >= rule.items;
    let long: Vec<&Grid<'_>> = grids.iter().filter(is_long).collect();
    for grid in &long {
        check_even(&grid.columns, n)?;
    }
    let is_enough = long.len() >= rule.grids || long.iter().any(|grid| grid.has_reversed);
    if long.is_empty() || !is_enough {
        return Ok(Vec::new());
    }
    let rows = in_blocks(n, |rows| {
        let mut straight = vec![true; rows.len()];
        for grid in &long {
            let whole = grid.columns.len();
            let longest = longest_runs(&grid.columns, rows.clone());
            for ((straight, longest), first) in straight
                .iter_mut()
                .zip(longest)
                .zip(&grid.columns[0][rows.clone()])
            {
                *straight &= usize::from(longest) == whole && *first != MISSING;
            }
        }
        rows.zip(straight)
            .filter_map(|(row, straight)| straight.then_some(row))
            .collect::<Vec<usize>>()
    });
    Ok(rows.concat())
}

/// Column by column, so that many rows go at once.
fn longest_runs(columns: &[&[u8]], rows: Range<usize>) -> Vec<u16> {
    let mut run = vec![0_u16; rows.len()];
    let mut longest = vec![u16::from(!columns.is_empty()); rows.len()];
    let mut before: &[u8] = &[];
    for column in columns {
        let here = &column[rows.clone()];
        if before.is_empty() {
            run.fill(1);
        } else {
            let codes = before.iter().zip(here);
            for ((run, longest), (before, here)) in run.iter_mut().zip(&mut longest).zip(codes) {
                let goes_on = u16::from((before == here) & (*here != MISSING));
                *run = *run * goes_on + 1;
                *longest = (*longest).max(*run);
            }
        }
        before = here;
    }
    longest
}
