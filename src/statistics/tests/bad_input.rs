//! Input that is wrong or odd: a typed error that says where, or a defined figure; never a panic, never NaN.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod people;

use hailong_statistics::bands::{Band, against_whole};
use hailong_statistics::calibration::Calibration;
use hailong_statistics::change::change;
use hailong_statistics::clustering::{Clustering, LonelyPsu};
use hailong_statistics::design::{Design, DesignKind};
use hailong_statistics::error::Error;
use hailong_statistics::estimate::{
    Estimate, Estimates, Survey, estimate, estimate_calibrated, estimate_clustered,
};
use hailong_statistics::holm;
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::interval;
use hailong_statistics::membership::Membership;
use hailong_statistics::publication::{Judged, Level, Measure, Thresholds, level};
use hailong_statistics::raking::{Margin, RakingError, rake};
use hailong_statistics::ranks::{Contestant, RankSet, rank_sets};
use hailong_statistics::sample::Sample;
use hailong_statistics::weights::{
    adjust_for_nonresponse, kish, poststratify, rake_trimmed, redistribute,
};
use people::{all_of, domains};

/// Two localities of three people each, two items.
fn good() -> Sample {
    Sample {
        items: vec![vec![5, 4, 2, 4, 1, 0], vec![3, 255, 1, 5, 2, 4]],
        locality: vec![0, 0, 0, 1, 1, 1],
        localities: 2,
        stratum: vec![0, 0, 0, 1, 1, 1],
        strata: 2,
        weight: vec![1.0, 2.0, 3.0, 1.0, 2.0, 3.0],
    }
}

fn index() -> IndexSpec {
    IndexSpec {
        components: vec![Component {
            weight: 1.0,
            items: vec![(0, 0.5), (1, 0.5)],
        }],
    }
}

fn open() -> Design {
    Design {
        kind: DesignKind::OptIn,
        stratum_population: vec![],
    }
}

fn figures(sample: &Sample) -> Result<Estimates, Error> {
    estimate(sample, &index(), &open())
}

fn changed(change: impl FnOnce(&mut Sample)) -> Result<Estimates, Error> {
    let mut sample = good();
    change(&mut sample);
    figures(&sample)
}

fn assert_numbers(estimates: &Estimates) {
    for one in domains(estimates)
        .flat_map(all_of)
        .filter_map(|one| one.estimate)
    {
        let numbers = [
            one.value,
            one.variance,
            one.linearised,
            one.of_elements,
            one.df,
            one.n_eff,
            one.covariance_with_whole,
            one.deff.unwrap_or(0.0),
        ];
        assert!(numbers.iter().all(|number| number.is_finite()), "{one:?}");
    }
}

#[test]
fn weights_that_are_no_weights_are_named_with_their_row() {
    let bad = [
        0.0,
        -0.0,
        -1.0,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        5e-324,
        1e-310,
        1e300,
        f64::MAX,
    ];
    for weight in bad {
        match changed(|sample| sample.weight[4] = weight) {
            Err(Error::Weight { row: 4, .. }) => {}
            other => panic!("{weight}: {other:?}"),
        }
    }
}

#[test]
fn large_and_small_weights_side_by_side_give_numbers() {
    for [one, other] in [
        [1e100, 1e-100],
        [1e-100, 1e-100],
        [1e100, 1e100],
        [1.0, 1e-90],
    ] {
        let found = changed(|sample| {
            sample.weight = vec![one, other, one, other, one, other];
        });
        assert_numbers(&found.unwrap());
    }
}

#[test]
fn columns_that_do_not_fit_are_named() {
    type Change = fn(&mut Sample);
    let cases: [(Change, Error); 8] = [
        (|sample| *sample = Sample::default(), Error::Empty),
        (
            |sample| sample.weight.truncate(5),
            Error::UnevenColumns("weight"),
        ),
        (
            |sample| sample.stratum.truncate(5),
            Error::UnevenColumns("stratum"),
        ),
        (
            |sample| sample.items[1].truncate(5),
            Error::UnevenColumns("item"),
        ),
        (|sample| sample.localities = 0, Error::Place { row: 0 }),
        (|sample| sample.localities = 1, Error::Place { row: 3 }),
        (
            |sample| sample.stratum[2] = u32::MAX,
            Error::Place { row: 2 },
        ),
        (
            |sample| sample.items[0][5] = 6,
            Error::AnswerCode { row: 5, code: 6 },
        ),
    ];
    for (change, wanted) in cases {
        assert_eq!(changed(change).unwrap_err(), wanted);
    }
}

#[test]
fn an_index_that_is_none_is_refused() {
    let one = |weight: f64, items: Vec<(usize, f64)>| IndexSpec {
        components: vec![Component { weight, items }],
    };
    let bad = [
        IndexSpec { components: vec![] },
        one(1.0, vec![]),
        one(f64::NAN, vec![(0, 1.0)]),
        one(1.0, vec![(0, f64::INFINITY)]),
        one(1.0, vec![(0, 0.5)]),
        one(0.9, vec![(0, 1.0)]),
    ];
    for index in bad {
        let found = estimate(&good(), &index, &open());
        assert!(matches!(found, Err(Error::WeightSum { .. })), "{index:?}");
    }
    let unknown = estimate(&good(), &one(1.0, vec![(7, 1.0)]), &open());
    assert_eq!(unknown.unwrap_err(), Error::UnknownItem { item: 7 });
}

#[test]
fn a_population_below_the_sample_is_refused() {
    for population in [0.0, 2.0, -5.0, f64::NAN, f64::INFINITY] {
        let design = Design {
            kind: DesignKind::Probability,
            stratum_population: vec![None, Some(population)],
        };
        let found = estimate(&good(), &index(), &design);
        assert!(
            matches!(found, Err(Error::StratumPopulation { stratum: 1, .. })),
            "{population}"
        );
        let clusters = Clustering::new(
            &[0, 0, 0],
            &[0, 1, 2],
            &[Some(population)],
            LonelyPsu::Adjust,
        );
        assert!(clusters.is_err(), "{population}");
    }
    // Everybody was asked and answered: nothing is left to chance.
    let design = Design {
        kind: DesignKind::CensusAttempt,
        stratum_population: vec![Some(3.0); 2],
    };
    let found = estimate(&good(), &index(), &design).unwrap();
    assert_numbers(&found);
    assert_eq!(found.whole.mean.index.estimate.unwrap().variance, 0.0);
}

#[test]
fn one_respondent_has_a_value_and_no_interval() {
    let sample = Sample {
        items: vec![vec![4], vec![255]],
        locality: vec![0],
        localities: 2,
        stratum: vec![0],
        strata: 1,
        weight: vec![1.0],
    };
    let only = IndexSpec {
        components: vec![Component {
            weight: 1.0,
            items: vec![(0, 1.0)],
        }],
    };
    let found = estimate(&sample, &only, &open()).unwrap();
    assert_numbers(&found);
    let one = found.localities[0].mean.index.estimate.unwrap();
    assert_eq!((one.value, one.variance, one.df), (75.0, 0.0, 0.0));
    assert_eq!(interval::of_mean(&one, 0.95), None);
    assert_eq!(interval::of_percentage(&one, 0.95), None);
    assert_eq!(interval::of_proportion(&one, 1, 0.95), None);
    // Nobody answered the other item, and nobody lives in the other locality.
    assert_eq!(found.whole.mean.items[1].estimate, None);
    assert_eq!(found.localities[1].mean.index.estimate, None);
    assert_eq!(found.localities[1].respondents, 0);
}

#[test]
fn when_all_answers_are_equal_nothing_varies() {
    for code in [0, 1, 3, 5, 255] {
        let found = changed(|sample| sample.items = vec![vec![code; 6]; 2]).unwrap();
        assert_numbers(&found);
        for domain in domains(&found) {
            for one in all_of(domain).iter().filter_map(|one| one.estimate) {
                assert_eq!((one.variance, one.deff), (0.0, None), "{code}");
            }
            let exists = (1..=5).contains(&code);
            assert_eq!(domain.mean.index.estimate.is_some(), exists);
            assert_eq!(domain.levels[0].is_some(), exists);
        }
    }
}

fn margin(category: Vec<u32>, target: Vec<f64>) -> Margin {
    Margin { category, target }
}

#[test]
fn margins_that_cannot_be_met_are_named() {
    let of = |category: Vec<u32>, target: Vec<f64>| rake(&[1.0; 3], &[margin(category, target)]);
    let nobody = RakingError::NobodyInCategory {
        margin: 0,
        category: 1,
    };
    assert_eq!(of(vec![0; 3], vec![5.0, 5.0]), Err(nobody.clone()));
    assert_eq!(rake(&[], &[margin(vec![], vec![0.0, 5.0])]), Err(nobody));
    let category = Err(RakingError::Category { margin: 0 });
    assert_eq!(of(vec![0; 2], vec![5.0]), category);
    assert_eq!(of(vec![0, 1, 0], vec![5.0]), category);
    assert_eq!(of(vec![0; 3], vec![]), category);
    for target in [-1.0, f64::NAN, f64::INFINITY] {
        let found = of(vec![0, 0, 1], vec![5.0, target]);
        assert!(matches!(
            found,
            Err(RakingError::Target { category: 1, .. })
        ));
    }
    // No weights of two women in one cell make 6 and 4 of them.
    let apart = [
        margin(vec![0, 0, 1], vec![6.0, 4.0]),
        margin(vec![0, 0, 1], vec![4.0, 6.0]),
    ];
    let found = rake(&[1.0; 3], &apart);
    assert!(matches!(found, Err(RakingError::NoConvergence { .. })));
    assert!(poststratify(&[1.0; 3], &margin(vec![0, 0, 3], vec![5.0])).is_err());
}

#[test]
fn raking_extreme_numbers_gives_numbers_or_an_error() {
    let extremes = [5e-324, 1e-310, 1e-100, 1.0, 1e100, 1e300, f64::MAX];
    for base in extremes {
        for target in extremes {
            let margins = [
                margin(vec![0, 0, 1], vec![target, target / 2.0]),
                margin(vec![0, 1, 1], vec![target / 2.0, target]),
            ];
            for base in [vec![base; 3], vec![base, 1.0, 1.0]] {
                if let Ok(raked) = rake(&base, &margins) {
                    let all_positive = raked.weight.iter().all(|w| w.is_finite() && *w > 0.0);
                    assert!(all_positive, "{base:?} to {target}: {:?}", raked.weight);
                    let sum: f64 = raked.weight[..2].iter().sum();
                    assert!((sum / target - 1.0).abs() < 1e-6, "{base:?} to {target}");
                }
            }
        }
    }
}

#[test]
fn columns_beside_the_sample_must_fit_it() {
    let (sample, index, design) = (good(), index(), open());
    let short = Clustering::of_elements(&[0, 1], &[None, None], LonelyPsu::Adjust).unwrap();
    let found = estimate_clustered(&sample, &index, &design, &short);
    assert_eq!(found.unwrap_err(), Error::UnevenColumns("psu"));
    let two = margin(vec![0, 0], vec![5.0]);
    let short = Calibration::new(&[1.0, 1.0], &[two]);
    let found = estimate_calibrated(&sample, &index, &design, &short);
    assert!(matches!(found, Err(Error::UnevenColumns(_))));
    for of_unit in [
        vec![vec![(0, 1.0)]],
        vec![vec![(0, 1.0)], vec![]],
        vec![vec![(0, 1.0)], vec![(2, 1.0)]],
        vec![vec![(0, 1.0)], vec![(0, 0.5), (1, 0.4)]],
        vec![vec![(0, 1.0)], vec![(0, f64::NAN), (1, 0.5)]],
        vec![vec![(0, 1.0)], vec![(0, -0.5), (1, 1.5)]],
    ] {
        let crosswalk = Membership {
            localities: 2,
            of_unit,
        };
        let mut survey = Survey::new(&sample, &index, &design);
        survey.membership = Some(&crosswalk);
        assert!(survey.estimates().is_err(), "{crosswalk:?}");
    }
}

#[test]
fn a_stratum_with_one_unit_fails_where_it_is_asked_to() {
    let alone = |sample: &mut Sample| {
        sample.stratum = vec![0, 0, 0, 1, 1, 2];
        sample.strata = 3;
    };
    let mut sample = good();
    alone(&mut sample);
    let (index, design) = (index(), open());
    let mut survey = Survey::new(&sample, &index, &design);
    survey.lonely = LonelyPsu::Fail;
    let failed = Error::LonelyPsu { stratum: 2 };
    assert_eq!(survey.estimates().unwrap_err(), failed);
    let clusters = Clustering::new(
        &sample.stratum,
        &[0, 0, 1, 0, 1, 0],
        &[None; 3],
        LonelyPsu::Fail,
    );
    let found = estimate_clustered(&sample, &index, &design, &clusters.unwrap());
    assert_eq!(found.unwrap_err(), failed);
}

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
    let sex = [margin(vec![0, 0, 1], vec![5.0, 5.0])];
    for (locality, localities) in [(vec![0, 0, 5], 1), (vec![0, 0], 1), (vec![0; 3], 0)] {
        let found = rake_trimmed(&[1.0; 3], &sex, &locality, localities, 5.0);
        assert!(found.is_err(), "{locality:?}");
    }
    for cap in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let found = rake_trimmed(&[1.0; 3], &sex, &[0; 3], 1, cap).unwrap();
        assert!(found.raked.weight.iter().all(|w| w.is_finite() && *w > 0.0));
    }
}
