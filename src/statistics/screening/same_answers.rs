//! Flag 4b: more respondents with the very same answers than chance explains. A cause to look, no more: answers
//! correlate, so this flags too many.

use std::ops::Range;

use rayon::prelude::*;

use crate::distribution::poisson_sf;
use crate::error::Error;
use crate::score::{DONT_KNOW, MISSING};
use crate::screening::columns::{check_even, in_blocks};
use crate::screening::fingerprint::fingerprints;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SameAnswersRule {
    /// Vectors with fewer answers ("don't know" is one) are not compared.
    pub items: usize,
    /// Groups of fewer respondents are never flagged.
    pub members: usize,
    /// Of the Poisson distribution, which the number of equal pairs must exceed.
    pub quantile: f64,
}

impl Default for SameAnswersRule {
    fn default() -> Self {
        Self {
            items: 20,
            members: 3,
            quantile: 0.999,
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SameAnswers {
    /// Respondents compared: enough answers, not all the same, not straight-lined.
    pub compared: u64,
    /// Pairs of equal vectors.
    pub pairs: u64,
    /// λ = C(n, 2) Π_q Σ_r p_qr²: pairs expected if items were independent; p counts "don't know" and missing as codes.
    pub expected: f64,
    /// P(X ≥ pairs) for X ~ Poisson(λ).
    pub p: f64,
    /// Flagged groups, each ascending, in the order of their first rows; none unless p ≤ 1 − quantile.
    pub groups: Vec<Vec<usize>>,
}

impl SameAnswers {
    /// Flagged rows, ascending.
    pub fn rows(&self) -> Vec<usize> {
        let mut rows = self.groups.concat();
        rows.sort_unstable();
        rows
    }
}

/// "Don't know" and the levels; everything else counts as one more code.
const LEVELS: [u8; 6] = [DONT_KNOW, 1, 2, 3, 4, 5];

/// What a block of rows gives: a fingerprint and row of everybody compared, and how often they chose each code.
struct Block {
    prints: Vec<([u64; 2], u32)>,
    counts: Vec<[u32; LEVELS.len() + 1]>,
}

/// `straight_lined` are the rows of flag 2, ascending.
pub fn same_answers(
    columns: &[&[u8]],
    n: usize,
    straight_lined: &[usize],
    rule: &SameAnswersRule,
) -> Result<SameAnswers, Error> {
    check_even(columns, n)?;
    if columns.len() < rule.items {
        return Ok(SameAnswers {
            p: 1.0,
            ..SameAnswers::default()
        });
    }
    let blocks = in_blocks(n, |rows| block(columns, rows, straight_lined, rule.items));
    let mut counts = vec![[0_u64; LEVELS.len() + 1]; columns.len()];
    let mut prints = Vec::with_capacity(blocks.iter().map(|block| block.prints.len()).sum());
    for block in blocks {
        for (sums, own) in counts.iter_mut().zip(&block.counts) {
            for (sum, count) in sums.iter_mut().zip(own) {
                *sum += u64::from(*count);
            }
        }
        prints.extend(block.prints);
    }
    prints.par_sort_unstable();
    let equal = || prints.chunk_by(|a, b| a.0 == b.0);
    let pairs = equal().map(|group| pairs_of(group.len() as u64)).sum();
    let compared = prints.len() as u64;
    let agree = |counts: &[u64; LEVELS.len() + 1]| -> f64 {
        let share = |count: &u64| (*count as f64 / compared as f64).powi(2);
        counts.iter().map(share).sum()
    };
    let expected = match compared {
        0 => 0.0,
        _ => pairs_of(compared) as f64 * counts.iter().map(agree).product::<f64>(),
    };
    let p = poisson_sf(pairs, expected);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    if p <= 1.0 - rule.quantile {
        groups = equal()
            .filter(|group| group.len() >= rule.members)
            .map(|group| group.iter().map(|(_, row)| *row as usize).collect())
            .collect();
        groups.sort_unstable();
    }
    Ok(SameAnswers {
        compared,
        pairs,
        expected,
        p,
        groups,
    })
}

/// How many of those compared chose this code. Sums of 255 fit a byte, so that many rows go at once.
fn chosen(codes: &[u8], code: u8, among: &[u8]) -> u32 {
    let parts = codes.chunks(255).zip(among.chunks(255));
    parts
        .map(|(codes, among)| {
            let hits = codes.iter().zip(among);
            let hits = hits.map(|(own, among)| u8::from(*own == code) & among);
            u32::from(hits.sum::<u8>())
        })
        .sum()
}

fn pairs_of(n: u64) -> u64 {
    n * n.saturating_sub(1) / 2
}

fn block(columns: &[&[u8]], rows: Range<usize>, straight_lined: &[usize], items: usize) -> Block {
    let mut answered = vec![0_u16; rows.len()];
    // Lowest code, and one above the highest: 255 and 0 where every answer is missing.
    let (mut low, mut above) = (vec![MISSING; rows.len()], vec![0_u8; rows.len()]);
    for column in columns {
        let bounds = low.iter_mut().zip(&mut above).zip(&mut answered);
        for (((low, above), answered), code) in bounds.zip(&column[rows.clone()]) {
            *low = (*low).min(*code);
            *above = (*above).max(code.wrapping_add(1));
            *answered += u16::from(*code != MISSING);
        }
    }
    let mut compared: Vec<bool> = answered
        .iter()
        .zip(low.iter().zip(&above))
        .map(|(answered, (low, above))| {
            usize::from(*answered) >= items && low.wrapping_add(1) != *above
        })
        .collect();
    let from = straight_lined.partition_point(|row| *row < rows.start);
    for row in straight_lined[from..]
        .iter()
        .take_while(|row| **row < rows.end)
    {
        compared[*row - rows.start] = false;
    }
    let among: Vec<u8> = compared
        .iter()
        .map(|compared| u8::from(*compared))
        .collect();
    let all = compared.iter().filter(|compared| **compared).count() as u32;
    let count = |column: &&[u8]| {
        let chosen = LEVELS.map(|code| chosen(&column[rows.clone()], code, &among));
        let other = all - chosen.iter().sum::<u32>();
        let mut counts = [other; LEVELS.len() + 1];
        counts[..LEVELS.len()].copy_from_slice(&chosen);
        counts
    };
    let counts = columns.iter().map(count).collect();
    let prints = fingerprints(columns, rows.clone()).into_iter().zip(rows);
    let prints = prints
        .zip(&compared)
        .filter_map(|((print, row), compared)| compared.then_some((print, row as u32)))
        .collect();
    Block { prints, counts }
}
