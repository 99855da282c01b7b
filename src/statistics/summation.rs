//! How floats are summed: in fixed chunks of rows whose sums are added in order, so that the same input gives the same
//! bits on every machine, number of threads and order of arrival (method §18).

use std::ops::Range;

use rayon::prelude::*;

/// Rows per chunk.
pub(crate) const CHUNK: usize = 65_536;

/// Sums `part` over all chunks of `rows`. Only a few parts exist at a time, so that memory does not grow with the rows;
/// the size of a chunk may depend on the data, never on the threads.
pub(crate) fn in_chunks<T: Send>(
    rows: usize,
    chunk: usize,
    start: T,
    part: impl Fn(Range<usize>) -> T + Sync,
    mut add: impl FnMut(&mut T, &T),
) -> T {
    let starts: Vec<usize> = (0..rows).step_by(chunk.max(1)).collect();
    let window = 2 * rayon::current_num_threads().max(1);
    let mut total = start;
    for some in starts.chunks(window) {
        let parts: Vec<T> = some
            .par_iter()
            .map(|&start| part(start..(start + chunk).min(rows)))
            .collect();
        for part in &parts {
            add(&mut total, part);
        }
    }
    total
}
