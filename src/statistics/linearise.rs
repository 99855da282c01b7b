//! Pass 2: the linearised score u_i of every estimate, summed per stratum (method §6).
//!
//! u_i = w_i a_iq (s_iq − Y_jq) / N_jq for an item, the same linear combination of item scores for a component or the
//! index, and w_i (a + d)(100 d − DK) / N for a don't-know rate.

use rayon::prelude::*;

use crate::histogram::{CHUNK, Cell};
use crate::sample::Sample;
use crate::score::{DONT_KNOW, Style, is_valid};

/// The estimates of one domain as linear functions of the answers: `[item][code]` → coefficient of w_i.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scores {
    /// Estimates that look at one item, in item order, then components, then the index: sparse lists of (item, factor).
    pub combinations: Vec<Option<Vec<(usize, f64)>>>,
    /// `[item][code]` with code 0–5: (s − Y) / N, 0 for codes that do not count.
    pub table: Vec<[f64; 6]>,
}

impl Scores {
    pub fn of_items(cells: &[Cell], style: Style) -> Vec<[f64; 6]> {
        cells
            .iter()
            .map(|cell| {
                let mut row = [0.0; 6];
                if let Some(mean) = cell.mean(style) {
                    for code in 1..=5_u8 {
                        row[usize::from(code)] = (style.score(code) - mean) / cell.answered();
                    }
                }
                row
            })
            .collect()
    }

    pub fn of_dont_know(cells: &[Cell]) -> Vec<[f64; 6]> {
        cells
            .iter()
            .map(|cell| {
                let total = cell.answered() + cell.weight[usize::from(DONT_KNOW)];
                let mut row = [0.0; 6];
                if total > 0.0 {
                    let rate = 100.0 * cell.weight[usize::from(DONT_KNOW)] / total;
                    row = [-rate / total; 6];
                    row[usize::from(DONT_KNOW)] = (100.0 - rate) / total;
                }
                row
            })
            .collect()
    }
}

/// Sums over the respondents of one (domain, stratum) cell, one place per estimate.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sums {
    /// Σ u
    pub u: Vec<f64>,
    /// Σ u²
    pub square: Vec<f64>,
    /// Σ u² / w, for the variance under simple random sampling
    pub per_weight: Vec<f64>,
    /// Σ u · (the same estimate's u for the whole)
    pub cross: Vec<f64>,
}

impl Sums {
    pub fn zero(estimates: usize) -> Self {
        let zeros = || vec![0.0; estimates];
        Self {
            u: zeros(),
            square: zeros(),
            per_weight: zeros(),
            cross: zeros(),
        }
    }

    pub fn add(&mut self, other: &Self) {
        let pairs = [
            (&mut self.u, &other.u),
            (&mut self.square, &other.square),
            (&mut self.per_weight, &other.per_weight),
            (&mut self.cross, &other.cross),
        ];
        for (sums, parts) in pairs {
            for (sum, part) in sums.iter_mut().zip(parts) {
                *sum += part;
            }
        }
    }
}

/// Which (locality, stratum) cell each respondent is in.
pub(crate) struct Cells {
    pub places: Vec<(u32, u32)>,
    pub of_row: Vec<u32>,
}

pub(crate) fn cells_of(sample: &Sample) -> Cells {
    let mut places: Vec<(u32, u32)> = sample
        .locality
        .iter()
        .copied()
        .zip(sample.stratum.iter().copied())
        .collect();
    let by_row = places.clone();
    places.sort_unstable();
    places.dedup();
    let of_row = by_row
        .iter()
        .map(|place| places.binary_search(place).unwrap_or_default() as u32)
        .collect();
    Cells { places, of_row }
}

/// Per cell: the sums of the locality's own scores, and those of the whole's scores.
pub(crate) fn sums(sample: &Sample, cells: &Cells, scores: &[Scores]) -> Vec<(Sums, Sums)> {
    let whole = &scores[sample.localities];
    let estimates = whole.combinations.len();
    let empty = || vec![(Sums::zero(estimates), Sums::zero(estimates)); cells.places.len()];
    let starts: Vec<usize> = (0..sample.len()).step_by(CHUNK).collect();
    let parts: Vec<Vec<(Sums, Sums)>> = starts
        .par_iter()
        .map(|&start| {
            let mut sums = empty();
            let mut scored = vec![[0.0; 2]; sample.items.len()];
            for row in start..(start + CHUNK).min(sample.len()) {
                let own = &scores[sample.locality[row] as usize];
                let (mine, all) = &mut sums[cells.of_row[row] as usize];
                let weight = sample.weight[row];
                for ((scored, column), tables) in scored
                    .iter_mut()
                    .zip(&sample.items)
                    .zip(own.table.iter().zip(&whole.table))
                {
                    let code = usize::from(column[row]);
                    let score = |table: &[f64; 6]| table.get(code).copied().unwrap_or(0.0);
                    *scored = [score(tables.0), score(tables.1)];
                }
                for estimate in 0..estimates {
                    let combined = |scores: &Scores, side: usize| {
                        let parts = scores.combinations[estimate].iter().flatten();
                        weight
                            * parts
                                .map(|(item, factor)| factor * scored[*item][side])
                                .sum::<f64>()
                    };
                    let (a, b) = (combined(own, 0), combined(whole, 1));
                    tally(mine, estimate, a, b, weight);
                    tally(all, estimate, b, b, weight);
                }
            }
            sums
        })
        .collect();
    let mut total = empty();
    for part in &parts {
        for ((mine, all), (other_mine, other_all)) in total.iter_mut().zip(part) {
            mine.add(other_mine);
            all.add(other_all);
        }
    }
    total
}

fn tally(sums: &mut Sums, estimate: usize, u: f64, whole: f64, weight: f64) {
    sums.u[estimate] += u;
    sums.square[estimate] += u * u;
    sums.per_weight[estimate] += u * u / weight;
    sums.cross[estimate] += u * whole;
}

/// The score of one respondent without the weight.
pub(crate) fn value(sample: &Sample, scores: &Scores, estimate: usize, row: usize) -> f64 {
    let Some(combination) = &scores.combinations[estimate] else {
        return 0.0;
    };
    combination
        .iter()
        .map(|&(item, factor)| {
            let code = sample.items[item][row];
            if is_valid(code) || code == DONT_KNOW {
                factor * scores.table[item][usize::from(code)]
            } else {
                0.0
            }
        })
        .sum()
}
