//! Whether the ranking hangs on the choices of the method or on sampling noise (method §12; Saisana, Saltelli and
//! Tarantola 2005).
//!
//! The index is formed again and again with other weights, another aggregation, another style, another way with "don't
//! know", one component left out, and noise of the size of the standard errors; how far ranks move is then shared out
//! among these [`Factor`]s by Sobol' indices. Everything works on the small [`Table`] of component scores.
//!
//! ```
//! use hailong_statistics::sensitivity::{Factor, Table, Uniforms, analyse};
//! // Three localities and two components: the first locality is best on both, the others trade places.
//! let table = Table::plain(vec![0.5, 0.5], vec![vec![90.0, 90.0], vec![60.0, 50.0], vec![52.0, 56.0]]);
//! let factors = [Factor::Weights, Factor::DropOne];
//! // Rows of the matrices A and B beside each other: two weights and what is dropped, twice.
//! let rows = vec![vec![0.1, 0.9, 0.2, 0.5, 0.5, 0.5], vec![0.8, 0.3, 0.5, 0.4, 0.6, 0.9]];
//! let found = analyse(&table, &factors, &Uniforms::beside(rows)?)?;
//! assert_eq!((found.ranks[0].p05, found.ranks[0].p95), (1.0, 1.0));
//! assert!(found.ranks[1].p05 < found.ranks[1].p95);
//! # Ok::<(), hailong_statistics::sensitivity::SensitivityError>(())
//! ```

mod effects;
mod factors;
mod model;
mod person_mean;
mod report;
mod table;
mod uniforms;

pub use effects::{Effect, effect, variance};
pub use factors::{Factor, columns};
pub use person_mean::{PersonMeans, person_means};
pub use report::{RankSpread, Sensitivity, analyse};
pub use table::{Scores, Table, Treatments};
pub use uniforms::Uniforms;

use thiserror::Error;

#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum SensitivityError {
    #[error("a sensitivity analysis needs at least two runs and two localities")]
    TooFew,
    #[error("row {row} of the uniforms has {found} columns instead of {wanted}")]
    Columns {
        row: usize,
        found: usize,
        wanted: usize,
    },
    /// Uniforms lie strictly between 0 and 1.
    #[error("row {row}, column {column} of the uniforms is {value}")]
    Uniform {
        row: usize,
        column: usize,
        value: f64,
    },
    /// Weights are above 0, standard errors not below, and there is one finite score per locality and component.
    #[error("the table of component scores is not complete")]
    Table,
}
