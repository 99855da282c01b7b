//! What may be shown without saying what a few people answered (method §14), on plain numbers.
//!
//! [`small_cells`], [`unanimity`] and [`dominance`] say which figures may not be shown by themselves; [`lists`] and
//! [`two_way`] which others have to go with them, so that subtraction gives none of them back; [`differencing`] what
//! earlier releases of the same answers forbid; [`rounding`] how the rest is printed. [`subtraction`] is the attack that
//! all of it has to stand.
//!
//! ```
//! use hailong_statistics::disclosure::{small_cells, two_way::{Cell, Table}};
//!
//! // Four cells of 20 under published totals, and one of 3.
//! let mut table = Table::new(2, vec![Cell::Shown(20); 6]);
//! assert!(small_cells::is_small(3, small_cells::FEWEST));
//! table.cells[0] = Cell::Secret;
//! // One cell alone follows from its row; a rectangle does not.
//! let hidden = table.complement();
//! assert_eq!(hidden.added, [1, 2, 3]);
//! assert!(hidden.exposed.is_empty());
//! ```

mod bridges;
pub mod differencing;
pub mod dominance;
pub mod lists;
pub mod rounding;
pub mod small_cells;
pub mod subtraction;
pub mod two_way;
pub mod unanimity;
