//! Figures that are made from numbers which are none, or extreme: they do not exist or are defined, and show nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use hailong_statistics::bands::{Band, against_whole};
use hailong_statistics::change::change;
use hailong_statistics::error::Error;
use hailong_statistics::estimate::Estimate;
use hailong_statistics::holm;
use hailong_statistics::interval;
use hailong_statistics::publication::{Judged, Level, Measure, Thresholds, level};
use hailong_statistics::raking::Margin;
use hailong_statistics::ranks::{Contestant, RankSet, rank_sets};
use hailong_statistics::weights::{adjust_for_nonresponse, kish, rake_trimmed, redistribute};

fn estimated(value: f64, variance: f64, df: f64) -> Estimate {
    Estimate {
        value,
        variance,
        linearised: variance,
        of_elements: variance,
        df,
        pooled: false,
        deff: None,
        n_eff: 100.0,
        covariance_with_whole: 0.0,
    }
}

#[test]
fn an_interval_has_numbers_within_the_scale_or_does_not_exist() {
    let variances = [
        0.0,
        5e-324,
        1e-20,
        1.0,
        1e6,
        1e300,
        f64::INFINITY,
        f64::NAN,
        -1.0,
    ];
    for value in [
        0.0,
        1e-300,
        1e-9,
        50.0,
        100.0 - 1e-12,
        100.0,
        f64::NAN,
        -3.0,
        130.0,
    ] {
        for variance in variances {
            for df in [0.0, 1e-3, 1.0, 14.0, 1e9, f64::INFINITY, f64::NAN, -1.0] {
                let one = estimated(value, variance, df);
                for n in [0, 1, 2, 100, u64::MAX] {
                    for confidence in [0.0, 0.5, 0.95, 1.0] {
                        let found = [
                            interval::of_mean(&one, confidence),
                            interval::of_percentage(&one, confidence),
                            interval::of_proportion(&one, n, confidence),
                            interval::korn_graubard(&one, n, confidence, false),
                        ];
                        for own in found.into_iter().flatten() {
                            let fits = 0.0 <= own.low && own.low <= own.high && own.high <= 100.0;
                            assert!(fits, "{one:?} {n} {confidence}: {own:?}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_not_a_number_is_never_shown() {
    let interval = interval::of_mean(&estimated(50.0, 1.0, 100.0), 0.95);
    for (value, se, n_eff, df) in [
        (50.0, f64::NAN, 100.0, f64::NAN),
        (50.0, 1.0, f64::NAN, 100.0),
        (f64::NAN, f64::NAN, 100.0, 100.0),
    ] {
        let judged = Judged {
            measure: Measure::SinglePercentage,
            n: 1_000,
            n_eff,
            df,
            value,
            se,
            interval: interval.filter(|_| !value.is_nan() && !se.is_nan()),
        };
        assert_eq!(level(&judged, &Thresholds::default()), Level::C);
    }
}

#[test]
fn nobody_is_ranked_by_what_is_not_a_number() {
    assert_eq!(holm::adjusted(&[f64::NAN, 0.01]), [1.0, 0.02]);
    assert_eq!(holm::adjusted(&[]), [0.0; 0]);
    let at = |estimate: f64, variance: f64, df: f64| Contestant {
        estimate,
        variance,
        df,
    };
    let odd = [
        at(50.0, f64::NAN, 100.0),
        at(50.0, 1.0, f64::NAN),
        at(50.0, 1.0, 0.0),
        at(f64::NAN, 1.0, 100.0),
        at(50.0, f64::INFINITY, 100.0),
    ];
    for odd in odd {
        let found = rank_sets(&[at(40.0, 1.0, 100.0), odd, at(60.0, 1.0, 100.0)], 0.05);
        let anywhere = RankSet { low: 1, high: 3 };
        assert_eq!(found.simultaneous[1], anywhere, "{odd:?}");
        assert_eq!(found.marginal[1], anywhere, "{odd:?}");
        assert!(
            found.p.iter().flatten().all(|p| (0.0..=1.0).contains(p)),
            "{odd:?}"
        );
    }
    assert!(rank_sets(&[], 0.05).rank.is_empty());
    let alone = rank_sets(&[at(50.0, 1.0, 10.0)], 0.05);
    assert_eq!(alone.simultaneous, [RankSet { low: 1, high: 1 }]);
}

#[test]
fn without_degrees_of_freedom_no_difference_is_shown() {
    let at = |estimate: f64, variance: f64, df: f64| Contestant {
        estimate,
        variance,
        df,
    };
    let found = change(&at(60.0, 4.0, 0.0), &at(50.0, 4.0, 0.0), 0.95);
    assert_eq!((found.low, found.high), (f64::NEG_INFINITY, f64::INFINITY));
    assert_eq!((found.difference, found.p), (10.0, 1.0));
    // One answer each year: no variance, and no way to know it.
    let alone = change(&at(60.0, 0.0, 0.0), &at(50.0, 0.0, 0.0), 0.95);
    assert_eq!((alone.low, alone.p), (f64::NEG_INFINITY, 1.0));
    let sets = rank_sets(&[at(60.0, 0.0, 0.0), at(50.0, 0.0, 0.0)], 0.05);
    assert_eq!(sets.simultaneous, [RankSet { low: 1, high: 2 }; 2]);
    // Everybody was asked in both.
    let certain = change(&at(60.0, 0.0, 99.0), &at(50.0, 0.0, 99.0), 0.95);
    assert_eq!((certain.low, certain.high, certain.p), (10.0, 10.0, 0.0));
    let whole = estimated(50.0, 1.0, 0.0);
    let bands = against_whole(&[estimated(90.0, 1.0, 10.0)], &whole, 0.05);
    assert_eq!((bands[0].p, bands[0].band), (1.0, Band::NotDifferent));
    let nothing = estimated(90.0, f64::NAN, 10.0);
    let bands = against_whole(&[nothing], &estimated(50.0, 1.0, 99.0), 0.05);
    assert_eq!((bands[0].p, bands[0].band), (1.0, Band::NotDifferent));
}

#[test]
fn weights_of_any_size_have_a_kish_design_effect() {
    for weight in [5e-324, 1e-200, 1.0, 1e200, f64::MAX] {
        let spread = kish(&[weight; 4]);
        assert!((spread.deff - 1.0).abs() < 1e-12, "{weight}: {spread:?}");
        assert!((spread.n_eff - 4.0).abs() < 1e-12, "{weight}: {spread:?}");
        assert_eq!(spread.median, weight);
    }
    let none = kish(&[]);
    let numbers = [none.min, none.max, none.median, none.deff, none.n_eff];
    assert_eq!(numbers, [0.0; 5]);
}

#[test]
fn adjusting_and_trimming_refuse_what_they_cannot_do() {
    let bad = Err(Error::Weight {
        row: 1,
        weight: 0.0,
    });
    assert_eq!(
        adjust_for_nonresponse(&[1.0, 0.0], &[0, 1], &[4.0, 5.0]),
        bad
    );
    let uneven = adjust_for_nonresponse(&[1.0, 2.0], &[0], &[4.0]);
    assert_eq!(uneven, Err(Error::UnevenColumns("class")));
    for eligible in [f64::NAN, -1.0, 0.0, f64::INFINITY] {
        assert!(adjust_for_nonresponse(&[1.0], &[0], &[eligible]).is_err());
    }
    // Limits that are none leave the weights alone.
    for (lower, upper) in [(3.0, 1.0), (f64::NAN, 1.0), (0.0, f64::NAN)] {
        assert_eq!(redistribute(&[1.0, 9.0], lower, upper, true), [1.0, 9.0]);
    }
    let sex = [Margin {
        category: vec![0, 0, 1],
        target: vec![5.0, 5.0],
    }];
    for (locality, localities) in [(vec![0, 0, 5], 1), (vec![0, 0], 1), (vec![0; 3], 0)] {
        let found = rake_trimmed(&[1.0; 3], &sex, &locality, localities, 5.0);
        assert!(found.is_err(), "{locality:?}");
    }
    for cap in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let found = rake_trimmed(&[1.0; 3], &sex, &[0; 3], 1, cap).unwrap();
        assert!(found.raked.weight.iter().all(|w| w.is_finite() && *w > 0.0));
    }
}
