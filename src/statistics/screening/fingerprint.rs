//! 128 bits for a whole vector of answers.

use std::ops::Range;

/// Odd multipliers of two lanes (the golden ratio's and one of the SplitMix constants).
const LANES: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xBF58_476D_1CE4_E5B9];

/// Two lanes per row. Eight codes go into a word; each word is mixed in by steps that can be undone, so that vectors
/// which differ in one word always differ, others with probability 1 − 2⁻¹²⁸.
pub(crate) fn fingerprints(columns: &[&[u8]], rows: Range<usize>) -> Vec<[u64; 2]> {
    let mut prints = vec![LANES; rows.len()];
    let mut words = vec![0_u64; rows.len()];
    for eight in columns.chunks(8) {
        words.fill(0);
        for column in eight {
            for (word, code) in words.iter_mut().zip(&column[rows.clone()]) {
                *word = (*word << 8) | u64::from(*code);
            }
        }
        for (print, word) in prints.iter_mut().zip(&words) {
            for (lane, multiplier) in print.iter_mut().zip(LANES) {
                *lane = mixed((*lane ^ word).wrapping_mul(multiplier));
            }
        }
    }
    prints
}

fn mixed(lane: u64) -> u64 {
    lane ^ (lane >> 29)
}
