//! Groups, bands and points as readers take them, and what an open survey is worth.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use hailong_statistics::grades::{Grade, Grades};
use hailong_statistics::groups::{QUARTERS, group_span, possibly_among_best};
use hailong_statistics::interval::Interval;
use hailong_statistics::points::points;
use hailong_statistics::ranks::RankSet;
use hailong_statistics::selection::effective_n;
use proptest::prelude::*;

#[test]
fn quarters_of_63_have_sixteen_or_fifteen() {
    let group = |rank| {
        group_span(
            RankSet {
                low: rank,
                high: rank,
            },
            63,
            QUARTERS,
        )
        .0
    };
    let sizes: Vec<usize> = (1..=4)
        .map(|own| (1..=63).filter(|rank| group(*rank) == own).count())
        .collect();
    assert_eq!(sizes, [16, 16, 16, 15]);
}

#[test]
fn with_fewer_localities_than_groups_the_best_is_still_in_the_first() {
    let group = |rank, ranked| {
        group_span(
            RankSet {
                low: rank,
                high: rank,
            },
            ranked,
            QUARTERS,
        )
        .0
    };
    assert_eq!((group(1, 1), group(1, 2), group(2, 2)), (1, 1, 3));
}

#[test]
fn a_band_that_begins_at_the_upper_limit_is_touched() {
    let span = Grades::default().span(Interval {
        low: 60.0,
        high: 70.0,
    });
    assert_eq!(span, (Grade::Fair, Grade::Good));
    assert_eq!(Grades::default().of(49.999), Grade::Below);
}

#[test]
fn an_open_survey_is_never_worth_more_than_its_answers() {
    assert_eq!(effective_n(300.0, 1_000.0, 0.005), Some(300.0));
    assert!(effective_n(300.0, 100_000.0, 0.005).unwrap() < 300.0);
    for (n, population, correlation) in [
        (0.0, 10.0, 0.1),
        (10.0, 10.0, 0.1),
        (5.0, 10.0, 0.0),
        (5.0, 0.0, 0.1),
    ] {
        assert_eq!(effective_n(n, population, correlation), None);
    }
}

proptest! {
    #[test]
    fn groups_follow_ranks(ranked in 1_u32..400, a in 1_u32..400, b in 1_u32..400) {
        let (low, high) = (a.min(b).min(ranked), a.max(b).min(ranked));
        let (first, last) = group_span(RankSet { low, high }, ranked, QUARTERS);
        prop_assert!(1 <= first && first <= last && last <= QUARTERS);
        prop_assert_eq!(possibly_among_best(RankSet { low, high }, 1), low == 1);
    }

    #[test]
    fn a_cap_scales_points_and_keeps_their_order(cap in 0.1_f64..100.0, low in 0.0_f64..50.0, value in 50.0_f64..60.0) {
        let found = points(cap, value, Interval { low, high: 90.0 });
        prop_assert!(found.interval.low <= found.value && found.value <= found.interval.high);
        prop_assert!(found.interval.high <= cap);
    }
}
