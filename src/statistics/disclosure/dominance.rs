//! Cells that a few respondents, or one source of answers, nearly make up alone (method §14 c).
//!
//! ```
//! use hailong_statistics::disclosure::dominance::Heaviest;
//! let mut cell = Heaviest::default();
//! for weight in [1.0; 40] {
//!     cell.add(weight);
//! }
//! assert!(!cell.is_dominated());
//! cell.add(5.0);
//! assert!(cell.is_dominated(), "5 of 45 is more than a tenth");
//! ```

/// Share of N_jq that the largest weight may have.
pub const LARGEST: f64 = 0.10;
/// Share of N_jq that the three largest weights together may have.
pub const THREE_LARGEST: f64 = 0.25;
/// Share of a locality's answers that one interviewer or one device may have, unless another is asked for.
pub const ONE_SOURCE: f64 = 0.20;

/// Sums come in any order, so that a share exactly at a limit may be off in the last digits.
const ROUNDING: f64 = 1e-9;

/// Sum and three largest of the weights of a cell. The three largest do not depend on the order in which weights come;
/// the sum does in its last digits, which no judgement looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Heaviest {
    /// N_jq = Σ w.
    pub sum: f64,
    /// Largest first; 0 where there are fewer.
    pub largest: [f64; 3],
}

impl Heaviest {
    /// Adds a respondent; weights are positive.
    #[inline]
    pub fn add(&mut self, weight: f64) {
        self.sum += weight;
        self.keep(weight);
    }

    /// Adds another cell with other respondents.
    pub fn merge(&mut self, other: &Self) {
        self.sum += other.sum;
        for weight in other.largest {
            self.keep(weight);
        }
    }

    #[inline]
    fn keep(&mut self, weight: f64) {
        let [first, second, third] = self.largest;
        if weight <= third {
            return;
        }
        self.largest = if weight > first {
            [weight, first, second]
        } else if weight > second {
            [first, weight, second]
        } else {
            [first, second, weight]
        };
    }

    /// Largest weight > 10 % of N_jq, or the three largest > 25 %. An empty cell is not dominated.
    pub fn is_dominated(&self) -> bool {
        let exceeds = |part: f64, limit: f64| part > limit * self.sum * (1.0 + ROUNDING);
        exceeds(self.largest[0], LARGEST) || exceeds(self.largest.iter().sum(), THREE_LARGEST)
    }
}

/// Whether the busiest interviewer or device brought more than the share `limit` of a locality's answers.
///
/// ```
/// use hailong_statistics::disclosure::dominance::{ONE_SOURCE, is_one_source};
/// assert!(is_one_source(21, 100, ONE_SOURCE) && !is_one_source(20, 100, ONE_SOURCE));
/// ```
pub fn is_one_source(busiest: u64, answers: u64, limit: f64) -> bool {
    busiest as f64 > limit * answers as f64 * (1.0 + ROUNDING)
}
