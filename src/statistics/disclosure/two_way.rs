//! Two-way tables with published totals (method §14 d).
//!
//! Rows and columns are the vertices of a graph and hidden cells its edges. With nothing else known, a hidden cell
//! follows from the totals exactly if and only if its edge is a bridge: otherwise it lies on a cycle, and adding and
//! subtracting the same amount around it changes no total. Totals that may be hidden themselves are simply cells of a
//! last row and a last column.
//!
//! ```
//! use hailong_statistics::disclosure::two_way::{Cell, Table};
//! // Every line has two hidden cells or more, and still two of them follow from the totals.
//! let (s, h) = (Cell::Shown(50), Cell::Secret);
//! let table = Table::new(5, vec![
//!     h, h, s, s, s,
//!     h, h, h, s, s,
//!     s, s, s, h, h,
//!     s, s, h, h, h,
//! ]);
//! let closed = Table::new(5, vec![h, h, s, s, s, h, h, s, s, s, s, s, s, h, h, s, s, s, h, h]);
//! assert_eq!(table.recoverable(), [7, 17]);
//! assert!(closed.recoverable().is_empty());
//! ```

use super::bridges::bridges;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nobody answered, or there is no such cell: no secret, and no help.
    Empty,
    /// Shown, with its number of respondents.
    Shown(u64),
    /// Not shown, though nobody needs protection.
    Hidden,
    /// Hidden, and not to be worked out.
    Secret,
}

/// Cells row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub columns: usize,
    pub cells: Vec<Cell>,
    /// Per row, whether its cells add up to something known (a published total, or zero where the total is a cell).
    pub row_adds_up: Vec<bool>,
    pub column_adds_up: Vec<bool>,
}

/// What must be hidden beyond the cells that are, by place in [`Table::cells`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Complement {
    pub added: Vec<usize>,
    /// Secret cells that still follow from the totals, because no rectangle of cells is left to hide: a total must go.
    pub exposed: Vec<usize>,
}

impl Table {
    /// A table under published totals of all rows and columns. Cells short of a whole row are [`Cell::Empty`].
    pub fn new(columns: usize, mut cells: Vec<Cell>) -> Self {
        let rows = cells.len().div_ceil(columns.max(1));
        cells.resize(rows * columns, Cell::Empty);
        Self {
            columns,
            cells,
            row_adds_up: vec![true; rows],
            column_adds_up: vec![true; columns],
        }
    }

    /// The secret cells that follow from the totals, in order.
    pub fn recoverable(&self) -> Vec<usize> {
        let is_hidden = |at: &usize| matches!(self.cells[*at], Cell::Hidden | Cell::Secret);
        let hidden: Vec<usize> = (0..self.cells.len()).filter(is_hidden).collect();
        let rows = self.row_adds_up.len();
        // All lines that add up to nothing known are one vertex, as if the rest of the world were.
        let outside = rows + self.columns;
        let vertex = |adds_up: bool, own: usize| if adds_up { own } else { outside };
        let edges: Vec<(usize, usize)> = hidden
            .iter()
            .map(|at| {
                let (row, column) = self.place(*at);
                (
                    vertex(self.row_adds_up[row], row),
                    vertex(self.column_adds_up[column], rows + column),
                )
            })
            .collect();
        let bridges = bridges(outside + 1, &edges);
        let given_away = hidden.into_iter().zip(bridges);
        given_away
            .filter(|(at, is_bridge)| *is_bridge && self.cells[*at] == Cell::Secret)
            .map(|(at, _)| at)
            .collect()
    }

    /// While a secret cell (i, j) is a bridge, the lowest first: hides (i, j'), (i', j) and (i', j') with the fewest
    /// respondents among the cells still shown (ties: lowest i', then j'). Each step closes a cycle, so that bridges only
    /// become fewer.
    pub fn complement(&self) -> Complement {
        let mut table = self.clone();
        let mut done = Complement::default();
        loop {
            let mut open = table.recoverable().into_iter();
            let Some((_, rectangle)) =
                open.find_map(|at| table.rectangle(at).map(|corners| (at, corners)))
            else {
                break;
            };
            for at in rectangle {
                if matches!(table.cells[at], Cell::Shown(_)) {
                    done.added.push(at);
                    table.cells[at] = Cell::Secret;
                }
            }
        }
        done.exposed = table.recoverable();
        done
    }

    fn place(&self, at: usize) -> (usize, usize) {
        (at / self.columns, at % self.columns)
    }

    /// The other three corners.
    fn rectangle(&self, at: usize) -> Option<[usize; 3]> {
        let (row, column) = self.place(at);
        // Hidden cells cost nothing.
        let cost = |at: usize| match self.cells[at] {
            Cell::Empty | Cell::Shown(0) => None,
            Cell::Shown(n) => Some(n),
            Cell::Hidden | Cell::Secret => Some(0),
        };
        let mut best: Option<(u64, [usize; 3])> = None;
        for other_row in (0..self.row_adds_up.len()).filter(|other| *other != row) {
            let below = other_row * self.columns + column;
            let Some(of_row) = cost(below) else { continue };
            for other_column in (0..self.columns).filter(|other| *other != column) {
                let beside = row * self.columns + other_column;
                let across = other_row * self.columns + other_column;
                let Some((beside_n, across_n)) = cost(beside).zip(cost(across)) else {
                    continue;
                };
                let sum = of_row.saturating_add(beside_n).saturating_add(across_n);
                if best.is_none_or(|(fewest, _)| sum < fewest) {
                    best = Some((sum, [beside, below, across]));
                }
            }
        }
        best.map(|(_, corners)| corners)
    }
}
