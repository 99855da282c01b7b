//! Cells of too few respondents (method §14 a).
//!
//! ```
//! use hailong_statistics::disclosure::small_cells::{FEWEST, is_small};
//! assert!(is_small(9, FEWEST) && !is_small(10, FEWEST));
//! assert!(!is_small(0, FEWEST), "that nobody answered may be said");
//! ```

/// k: no count, estimate or percentage is shown for fewer respondents than this.
pub const FEWEST: u64 = 10;

/// Whether 0 < n < k, so that nothing may be shown.
pub fn is_small(n: u64, k: u64) -> bool {
    (1..k).contains(&n)
}
