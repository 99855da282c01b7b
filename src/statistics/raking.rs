//! Weights that meet known totals: raking on the cells of the cross-classification (method §5).
//!
//! w_i = d_i · f_cell, so that after one pass over the respondents raking works on one number per cell. The limit does
//! not depend on the order of the margins.
//!
//! ```
//! use hailong_statistics::raking::{Margin, rake};
//! let sex = Margin { category: vec![0, 0, 1, 1], target: vec![60.0, 40.0] };
//! let age = Margin { category: vec![0, 1, 0, 1], target: vec![50.0, 50.0] };
//! let raked = rake(&[1.0; 4], &[sex, age]).unwrap();
//! assert!((raked.weight[0] - 30.0).abs() < 1e-8);
//! ```

use thiserror::Error;

use crate::crossing::crossed;

/// A full round changes no margin by more than this share.
const TOLERANCE: f64 = 1e-10;
const ROUNDS: usize = 1_000;
/// Margin totals further apart than this share are not the same.
const SAME_TOTAL: f64 = 1e-9;

/// A partition of the respondents, and how many people each part stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Margin {
    /// Per respondent, below the number of targets.
    pub category: Vec<u32>,
    /// T_mk, in people.
    pub target: Vec<f64>,
}

/// Why weights cannot meet the margins. Margins, categories and rows are counted from 0.
#[allow(missing_docs, reason = "the messages say what each means")]
#[derive(Clone, Debug, PartialEq, Error)]
pub enum RakingError {
    #[error("margin {margin} does not have one known category per respondent")]
    Category { margin: usize },
    #[error("margin {margin}, category {category}: the target {target} is not a number from 0")]
    Target {
        margin: usize,
        category: usize,
        target: f64,
    },
    /// Its target is above 0. Collapse it into a neighbour ([`collapse`]).
    #[error("margin {margin}, category {category} has a target but no respondent")]
    NobodyInCategory { margin: usize, category: usize },
    #[error("margin {margin}, category {category} has respondents but the target 0")]
    TargetZero { margin: usize, category: usize },
    #[error("after {rounds} rounds a margin is still off by the share {error}")]
    NoConvergence { rounds: usize, error: f64 },
    #[error("respondent {row} has the base weight {weight}")]
    BaseWeight { row: usize, weight: f64 },
    /// Only where weights are trimmed by locality.
    #[error("respondent {row} has no known locality")]
    Locality { row: usize },
}

/// Weights that meet the margins.
#[derive(Clone, Debug, PartialEq)]
pub struct Raked {
    /// w_i
    pub weight: Vec<f64>,
    /// Rounds through all margins.
    pub rounds: usize,
    /// max |Σ w / T − 1| over all categories after the last round.
    pub error: f64,
    /// Margins whose targets were rescaled to the total of the first.
    pub rescaled: Vec<usize>,
}

/// The cross-classification of the respondents by all margins.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells {
    /// Per respondent.
    pub of_row: Vec<u32>,
    /// Per cell, its category in each margin.
    pub categories: Vec<Vec<u32>>,
}

impl Cells {
    /// Numbers the combinations that occur, in order of their categories.
    pub fn of(margins: &[Margin], rows: usize) -> Self {
        let mut of_row = vec![0; rows];
        let mut categories: Vec<Vec<u32>> = vec![Vec::new(); 1];
        for margin in margins {
            let pairs = crossed(&mut of_row, &margin.category, categories.len());
            categories = pairs
                .into_iter()
                .map(|(cell, category)| {
                    let mut own = categories[cell as usize].clone();
                    own.push(category);
                    own
                })
                .collect();
        }
        Self { of_row, categories }
    }

    /// Σ of `values` per cell.
    pub fn sums(&self, values: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.categories.len()];
        for (cell, value) in self.of_row.iter().zip(values) {
            sums[*cell as usize] += value;
        }
        sums
    }
}

/// Rakes `base` to all margins; an error leaves the caller with what it had. Base weights and raked weights are numbers
/// above 0.
pub fn rake(base: &[f64], margins: &[Margin]) -> Result<Raked, RakingError> {
    let (targets, rescaled) = checked(base, margins)?;
    let cells = Cells::of(margins, base.len());
    let mut sums = cells.sums(base);
    let begin = sums.clone();
    let (rounds, error) = rake_cells(&cells.categories, &mut sums, &targets)?;
    let factor: Vec<f64> = sums
        .iter()
        .zip(&begin)
        .map(|(end, begin)| end / begin)
        .collect();
    let weight: Vec<f64> = base
        .iter()
        .zip(&cells.of_row)
        .map(|(weight, cell)| weight * factor[*cell as usize])
        .collect();
    refuse_bad(&weight, base)?;
    Ok(Raked {
        weight,
        rounds,
        error,
        rescaled,
    })
}

/// Names the base weight of the first of `weights` that is no number above 0.
fn refuse_bad(weights: &[f64], base: &[f64]) -> Result<(), RakingError> {
    let is_bad = |weight: &f64| !(weight.is_finite() && *weight > 0.0);
    match weights.iter().position(is_bad) {
        Some(row) => Err(RakingError::BaseWeight {
            row,
            weight: base[row],
        }),
        None => Ok(()),
    }
}

/// Rakes the cell sums in place; cells with nobody stay at 0. Rounds and the last error.
pub(crate) fn rake_cells(
    categories: &[Vec<u32>],
    sums: &mut [f64],
    targets: &[Vec<f64>],
) -> Result<(usize, f64), RakingError> {
    let totals = |sums: &[f64], margin: usize, size: usize| {
        let mut totals = vec![0.0; size];
        for (cell, sum) in categories.iter().zip(sums) {
            totals[cell[margin] as usize] += sum;
        }
        totals
    };
    let mut error = 0.0;
    for round in 1..=ROUNDS {
        for (margin, target) in targets.iter().enumerate() {
            let totals = totals(sums, margin, target.len());
            for (cell, sum) in categories.iter().zip(sums.iter_mut()) {
                let category = cell[margin] as usize;
                if totals[category] > 0.0 {
                    *sum *= target[category] / totals[category];
                }
            }
        }
        error = 0.0;
        for (margin, target) in targets.iter().enumerate() {
            for (total, target) in totals(sums, margin, target.len()).iter().zip(target) {
                if *target > 0.0 {
                    let off = (total / target - 1.0).abs();
                    // Numbers that ran out of the range of f64 never meet a margin.
                    error = if off.is_nan() {
                        f64::INFINITY
                    } else {
                        f64::max(error, off)
                    };
                }
            }
        }
        if error < TOLERANCE {
            return Ok((round, error));
        }
    }
    Err(RakingError::NoConvergence {
        rounds: ROUNDS,
        error,
    })
}

/// The checks of §5 before raking starts: base weights, and targets brought to one total, and which margins that changed.
pub(crate) fn checked(
    base: &[f64],
    margins: &[Margin],
) -> Result<(Vec<Vec<f64>>, Vec<usize>), RakingError> {
    refuse_bad(base, base)?;
    for (margin, one) in margins.iter().enumerate() {
        let size = one.target.len();
        if one.category.len() != base.len()
            || one
                .category
                .iter()
                .any(|category| *category as usize >= size)
        {
            return Err(RakingError::Category { margin });
        }
        let mut found = vec![false; size];
        for category in &one.category {
            found[*category as usize] = true;
        }
        for (category, (&target, found)) in one.target.iter().zip(found).enumerate() {
            if !(target.is_finite() && target >= 0.0) {
                return Err(RakingError::Target {
                    margin,
                    category,
                    target,
                });
            }
            match (target > 0.0, found) {
                (true, false) => return Err(RakingError::NobodyInCategory { margin, category }),
                (false, true) => return Err(RakingError::TargetZero { margin, category }),
                _ => {}
            }
        }
    }
    let targets = common_totals(margins);
    let rescaled = (0..margins.len())
        .filter(|at| targets[*at] != margins[*at].target)
        .collect();
    Ok((targets, rescaled))
}

/// The targets of all margins, those with another total than the first scaled to it.
fn common_totals(margins: &[Margin]) -> Vec<Vec<f64>> {
    let total = |margin: &Margin| margin.target.iter().sum::<f64>();
    let wanted = margins.first().map_or(0.0, total);
    let scaled = |margin: &Margin| {
        let own = total(margin);
        if (own / wanted - 1.0).abs() > SAME_TOTAL {
            margin
                .target
                .iter()
                .map(|target| target * wanted / own)
                .collect()
        } else {
            margin.target.clone()
        }
    };
    margins.iter().map(scaled).collect()
}

/// Puts `category` of a margin, which nobody answered for, into `neighbour`: respondents, target and all.
pub fn collapse(margin: &mut Margin, category: usize, neighbour: usize) {
    let moved = margin.target.get(category).copied().unwrap_or_default();
    if let Some(target) = margin.target.get_mut(neighbour) {
        *target += moved;
    }
    if let Some(target) = margin.target.get_mut(category) {
        *target = 0.0;
    }
    for own in &mut margin.category {
        if *own as usize == category {
            *own = neighbour as u32;
        }
    }
}

/// Makes a category of its own, the last one, for respondents whose category is not known (`None`): its target is their
/// weighted share of the total, and the known targets shrink by as much.
pub fn with_unknown(base: &[f64], category: &[Option<u32>], target: &[f64]) -> Margin {
    let unknown = target.len() as u32;
    let missing: f64 = base
        .iter()
        .zip(category)
        .filter(|(_, own)| own.is_none())
        .map(|(weight, _)| weight)
        .sum();
    let all: f64 = base.iter().sum();
    let share = if all > 0.0 { missing / all } else { 0.0 };
    let total: f64 = target.iter().sum();
    let mut targets: Vec<f64> = target.iter().map(|target| target * (1.0 - share)).collect();
    if missing > 0.0 {
        targets.push(total * share);
    }
    Margin {
        category: category.iter().map(|own| own.unwrap_or(unknown)).collect(),
        target: targets,
    }
}
