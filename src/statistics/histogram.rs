//! Pass 1: weighted counts of every code per domain and item. Means follow from them.

use rayon::prelude::*;

use crate::sample::Sample;
use crate::score::{Style, is_valid};

/// Rows are summed in chunks of this size, and chunks in order: the same bits on every number of threads.
pub(crate) const CHUNK: usize = 65_536;

/// Σ w per code 0–5, and the number of valid answers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cell {
    pub weight: [f64; 6],
    pub valid: u64,
}

impl Cell {
    /// N_jq = Σ w a.
    pub fn answered(&self) -> f64 {
        self.weight[1..].iter().sum()
    }

    /// Y_jq; `None` without valid answers.
    pub fn mean(&self, style: Style) -> Option<f64> {
        let total = self.answered();
        let scored: f64 = (1..=5_u8)
            .map(|code| self.weight[usize::from(code)] * style.score(code))
            .sum();
        (self.valid > 0).then(|| scored / total)
    }

    fn add(&mut self, other: &Self) {
        for (sum, part) in self.weight.iter_mut().zip(other.weight) {
            *sum += part;
        }
        self.valid += other.valid;
    }
}

/// `[domain][item]`; the last domain is all localities together.
pub(crate) fn histogram(sample: &Sample) -> Vec<Vec<Cell>> {
    let empty = || vec![vec![Cell::default(); sample.items.len()]; sample.localities];
    let starts: Vec<usize> = (0..sample.len()).step_by(CHUNK).collect();
    let parts: Vec<Vec<Vec<Cell>>> = starts
        .par_iter()
        .map(|&start| {
            let rows = start..(start + CHUNK).min(sample.len());
            let mut cells = empty();
            for (item, column) in sample.items.iter().enumerate() {
                for row in rows.clone() {
                    let code = column[row];
                    let cell = &mut cells[sample.locality[row] as usize][item];
                    if let Some(sum) = cell.weight.get_mut(usize::from(code)) {
                        *sum += sample.weight[row];
                    }
                    cell.valid += u64::from(is_valid(code));
                }
            }
            cells
        })
        .collect();
    let mut total = empty();
    for part in &parts {
        for (sums, cells) in total.iter_mut().zip(part) {
            for (sum, cell) in sums.iter_mut().zip(cells) {
                sum.add(cell);
            }
        }
    }
    let mut whole = vec![Cell::default(); sample.items.len()];
    for cells in &total {
        for (sum, cell) in whole.iter_mut().zip(cells) {
            sum.add(cell);
        }
    }
    total.push(whole);
    total
}
