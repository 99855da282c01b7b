//! How fast responses are screened: `cargo bench -p hailong-statistics --bench screening`.
//!
//! Straight-lining, equal answers and variability over a million respondents, on one thread and on two; the items are two grids.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::hint::black_box;
use std::time::Instant;

use hailong_statistics::screening::same_answers::{SameAnswersRule, same_answers};
use hailong_statistics::screening::straight_lining::{Grid, StraightLiningRule, straight_lined};
use hailong_statistics::screening::variability::irv;

fn columns(n: usize, items: usize) -> Vec<Vec<u8>> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        [0, 1, 2, 3, 3, 4, 4, 4, 5, 255][((state >> 33) % 10) as usize]
    };
    (0..items)
        .map(|_| (0..n).map(|_| next()).collect())
        .collect()
}

fn screen(columns: &[Vec<u8>]) -> [f64; 3] {
    let slices: Vec<&[u8]> = columns.iter().map(Vec::as_slice).collect();
    let n = slices.first().map_or(0, |column| column.len());
    let half = slices.len().div_ceil(2);
    let grids: Vec<Grid<'_>> = slices
        .chunks(half)
        .map(|own| Grid {
            columns: own.to_vec(),
            has_reversed: false,
        })
        .collect();
    let start = Instant::now();
    let rule = StraightLiningRule { items: 6, grids: 2 };
    let straight = black_box(straight_lined(&grids, n, &rule).unwrap());
    let middle = Instant::now();
    let rule = SameAnswersRule {
        items: 8,
        ..SameAnswersRule::default()
    };
    black_box(same_answers(&slices, n, &straight, &rule).unwrap());
    let last = Instant::now();
    black_box(irv(&slices, n).unwrap());
    [middle - start, last - middle, last.elapsed()].map(|time| time.as_secs_f64())
}

fn main() {
    for items in [12, 40] {
        let columns = columns(1_000_000, items);
        for threads in [1, 2] {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            let runs: Vec<[f64; 3]> = (0..5).map(|_| pool.install(|| screen(&columns))).collect();
            let best = |at: usize| runs.iter().map(|run| run[at]).fold(f64::INFINITY, f64::min);
            println!(
                "1 M respondents, {items} items, {threads} threads: straight-lining {:.3} s, equal answers {:.3} s, variability {:.3} s",
                best(0),
                best(1),
                best(2)
            );
        }
    }
}
