//! The sketch of devices: how near its number is, and what it does not depend on.

use hailong::survey::sketch::Sketch;
use proptest::prelude::*;
use rand::{RngExt, SeedableRng};

/// `count` different devices, as their keyed hashes would be.
fn hashes(seed: u64, count: usize) -> Vec<u64> {
    let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
    (0..count).map(|_| random.random()).collect()
}

fn sketch(hashes: &[u64]) -> Sketch {
    let mut sketch = Sketch::default();
    hashes.iter().for_each(|hash| sketch.see(*hash));
    sketch
}

#[test]
fn nobody_is_nobody_and_a_few_are_counted_exactly_or_nearly() {
    assert_eq!(Sketch::default().estimate(), 0);
    for seed in 0..50 {
        for count in 1..=10 {
            let estimate = sketch(&hashes(seed, count)).estimate();
            assert!(estimate.abs_diff(count as u64) <= 1, "{count}: {estimate}");
        }
    }
}

#[test]
fn its_error_is_that_of_the_theory() {
    for count in [50, 300, 1_000, 10_000, 100_000] {
        let runs = 60;
        let mut squares = 0.0;
        for seed in 0..runs {
            let estimate = sketch(&hashes(seed * 977 + count as u64, count)).estimate();
            let off = (estimate as f64 - count as f64) / count as f64;
            assert!(off.abs() < 0.3, "{count}: {estimate}");
            squares += off * off;
        }
        // 1.04 / √256 = 0.065; a mean of 60 squares stays below 1.4² of its expectation.
        let error = (squares / runs as f64).sqrt();
        assert!(error < 0.065 * 1.4, "{count}: {error}");
    }
}

#[test]
fn bytes_that_are_no_sketch_are_refused() {
    assert_eq!(Sketch::from_bytes(&[0; 255]), None);
    assert_eq!(Sketch::from_bytes(&[58; 256]), None);
    assert!(Sketch::from_bytes(&[57; 256]).is_some());
}

proptest! {
    #[test]
    fn order_and_repetition_do_not_matter_and_joining_is_seeing_both(
        first in prop::collection::vec(any::<u64>(), 0..200),
        second in prop::collection::vec(any::<u64>(), 0..200),
    ) {
        let mut joined = sketch(&first);
        joined.join(&sketch(&second));
        let mut both: Vec<u64> = first.iter().chain(&second).chain(&first).copied().collect();
        both.reverse();
        prop_assert_eq!(&joined, &sketch(&both));
        prop_assert_eq!(Sketch::from_bytes(joined.as_bytes()), Some(joined));
    }
}
