//! Scores of estimates with calibrated weights: regression residuals on the base weights (method §6).
//!
//! e = u/w is regressed on the dummies of all margins by least squares with the base weights d_i; u_i := w_i (e_i − x_i′b).
//! With a single margin this is exactly post-stratification.

use crate::raking::{Cells, Margin, RakingError, checked};

/// Least squares on the cells of the margins, factorised once for any number of scores.
pub struct Calibration {
    cells: Cells,
    /// Columns of the categories of each cell; the first category of each margin but the first has none.
    columns: Vec<Vec<usize>>,
    /// L of X′DX = L L′ by rows; a redundant column has a pivot of 0.
    factor: Vec<Vec<f64>>,
    base: Vec<f64>,
    /// What replicates are raked to.
    targets: Vec<Vec<f64>>,
}

/// A pivot below this share of its diagonal belongs to a column that the others already span.
const REDUNDANT: f64 = 1e-10;

impl Calibration {
    /// Refuses base weights and margins that [`crate::raking::rake`] refuses.
    pub fn new(base: &[f64], margins: &[Margin]) -> Result<Self, RakingError> {
        let (targets, _) = checked(base, margins)?;
        let cells = Cells::of(margins, base.len());
        let mut columns = Vec::with_capacity(margins.len());
        let mut count = 0;
        for (at, margin) in margins.iter().enumerate() {
            let own = (0..margin.target.len()).map(|category| {
                // The first margin carries the intercept.
                (at == 0 || category > 0).then(|| {
                    count += 1;
                    count - 1
                })
            });
            columns.push(own.collect());
        }
        let columns: Vec<Vec<usize>> = cells
            .categories
            .iter()
            .map(|cell| columns_of(&columns, cell))
            .collect();
        let weights = cells.sums(base);
        let mut square = vec![vec![0.0; count]; count];
        for (own, weight) in columns.iter().zip(&weights) {
            for &a in own {
                for &b in own {
                    square[a][b] += weight;
                }
            }
        }
        Ok(Self {
            cells,
            columns,
            factor: cholesky(square),
            base: base.to_vec(),
            targets,
        })
    }

    pub(crate) fn base(&self) -> &[f64] {
        &self.base
    }

    /// How many cells the margins' cross-classification has.
    pub(crate) fn cells(&self) -> usize {
        self.cells.categories.len()
    }

    /// Per cell, its category in each margin.
    pub(crate) fn categories(&self) -> &[Vec<u32>] {
        &self.cells.categories
    }

    /// The cell of each respondent.
    pub(crate) fn of_row(&self) -> &[u32] {
        &self.cells.of_row
    }

    pub(crate) fn targets(&self) -> &[Vec<f64>] {
        &self.targets
    }

    /// x_i′b per cell, from Σ d e per cell.
    pub(crate) fn fitted(&self, sums: &[f64]) -> Vec<f64> {
        let mut right = vec![0.0; self.factor.len()];
        for (columns, sum) in self.columns.iter().zip(sums) {
            for column in columns {
                right[*column] += sum;
            }
        }
        let coefficients = solve(&self.factor, right);
        let of_cell = |own: &Vec<usize>| own.iter().map(|column| coefficients[*column]).sum();
        self.columns.iter().map(of_cell).collect()
    }

    /// Replaces the score u_i by w_i times its residual.
    pub fn residuals(&self, score: &[f64], weight: &[f64]) -> Vec<f64> {
        let weighted: Vec<f64> = score
            .iter()
            .zip(weight)
            .zip(&self.base)
            .map(|((u, w), d)| d * u / w)
            .collect();
        let fitted = self.fitted(&self.cells.sums(&weighted));
        score
            .iter()
            .zip(weight)
            .zip(&self.cells.of_row)
            .map(|((u, w), cell)| u - w * fitted[*cell as usize])
            .collect()
    }
}

fn columns_of(columns: &[Vec<Option<usize>>], cell: &[u32]) -> Vec<usize> {
    columns
        .iter()
        .zip(cell)
        .filter_map(|(own, category)| own[*category as usize])
        .collect()
}

fn cholesky(mut a: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    for i in 0..a.len() {
        let diagonal = a[i][i];
        for j in 0..=i {
            let (before, rest) = a.split_at_mut(i);
            let row = &mut rest[0];
            let other: &[f64] = if j < i { &before[j] } else { row };
            let dot: f64 = (0..j).map(|k| row[k] * other[k]).sum();
            let left = row[j] - dot;
            row[j] = if j == i {
                if left > REDUNDANT * diagonal {
                    left.sqrt()
                } else {
                    0.0
                }
            } else {
                let pivot = before[j][j];
                if pivot > 0.0 { left / pivot } else { 0.0 }
            };
        }
    }
    a
}

fn solve(factor: &[Vec<f64>], mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for i in 0..size {
        let dot: f64 = (0..i).map(|k| factor[i][k] * right[k]).sum();
        let pivot = factor[i][i];
        right[i] = if pivot > 0.0 {
            (right[i] - dot) / pivot
        } else {
            0.0
        };
    }
    // By rows of the factor, which lie together.
    for i in (0..size).rev() {
        let pivot = factor[i][i];
        right[i] = if pivot > 0.0 { right[i] / pivot } else { 0.0 };
        let (above, own) = right.split_at_mut(i);
        for (left, known) in above.iter_mut().zip(&factor[i]) {
            *left -= known * own[0];
        }
    }
    right
}
