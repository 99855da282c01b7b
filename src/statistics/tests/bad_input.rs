//! Input that is wrong or odd: a typed error that says where, or a defined figure; never a panic, never NaN.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod people;

use hailong_statistics::calibration::Calibration;
use hailong_statistics::clustering::{Clustering, LonelyPsu};
use hailong_statistics::design::{Design, DesignKind};
use hailong_statistics::error::Error;
use hailong_statistics::estimate::{
    Estimates, Survey, estimate, estimate_calibrated, estimate_clustered,
};
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::interval;
use hailong_statistics::membership::Membership;
use hailong_statistics::raking::{Margin, RakingError, rake};
use hailong_statistics::sample::Sample;
use hailong_statistics::weights::poststratify;
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
    let short = Calibration::new(&[1.0, 1.0], &[two]).unwrap();
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
