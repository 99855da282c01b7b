//! Numbering the combinations of columns that occur.

use std::collections::HashMap;

/// Largest table of pairs that is laid out densely.
const DENSE: usize = 1 << 22;

/// Numbers the pairs (`first`, `second`) that occur, in their order, into `first`.
pub(crate) fn crossed(first: &mut [u32], second: &[u32], firsts: usize) -> Vec<(u32, u32)> {
    let seconds = second.iter().max().map_or(0, |last| *last as usize + 1);
    if firsts.saturating_mul(seconds) <= DENSE {
        let mut number = vec![u32::MAX; firsts * seconds];
        for (a, b) in first.iter().zip(second) {
            number[*a as usize * seconds + *b as usize] = 0;
        }
        let mut pairs = Vec::new();
        for (key, number) in number.iter_mut().enumerate().filter(|(_, own)| **own == 0) {
            *number = pairs.len() as u32;
            pairs.push(((key / seconds) as u32, (key % seconds) as u32));
        }
        for (a, b) in first.iter_mut().zip(second) {
            *a = number[*a as usize * seconds + *b as usize];
        }
        return pairs;
    }
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut known: HashMap<(u32, u32), u32> = HashMap::new();
    for (a, b) in first.iter().zip(second) {
        known.entry((*a, *b)).or_insert_with(|| {
            pairs.push((*a, *b));
            0
        });
    }
    pairs.sort_unstable();
    for (pair, number) in pairs.iter().zip(0_u32..) {
        known.insert(*pair, number);
    }
    for (a, b) in first.iter_mut().zip(second) {
        *a = known.get(&(*a, *b)).copied().unwrap_or_default();
    }
    pairs
}
