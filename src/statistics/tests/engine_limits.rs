//! Odd input to the estimation engine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod people;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hailong_statistics::calibration::Calibration;
use hailong_statistics::clustering::{Clustering, LonelyPsu};
use hailong_statistics::design::{Design, DesignKind};
use hailong_statistics::error::Error;
use hailong_statistics::estimate::{
    Estimates, Survey, VarianceMethod, estimate, estimate_calibrated, estimate_clustered,
};
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::membership::Membership;
use hailong_statistics::raking::Margin;
use hailong_statistics::replicates::Replicates;
use hailong_statistics::sample::Sample;
use people::{all_of, domains};

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

fn design(population: [Option<f64>; 2]) -> Design {
    Design {
        kind: DesignKind::Probability,
        stratum_population: population.to_vec(),
    }
}

fn open() -> Design {
    design([None, None])
}

/// What is wrong with the outcome: a panic, or a figure that is not a number. `None` for an error or numbers.
fn wrong(what: &str, work: impl FnOnce() -> Result<Estimates, Error>) -> Option<String> {
    let Ok(found) = catch_unwind(AssertUnwindSafe(work)) else {
        return Some(format!("{what}: a panic"));
    };
    let found = found.ok()?;
    let mut all = domains(&found)
        .flat_map(all_of)
        .filter_map(|one| one.estimate);
    let is_bad = all.any(|one| {
        let numbers = [
            one.value,
            one.variance,
            one.linearised,
            one.n_eff,
            one.covariance_with_whole,
        ];
        numbers.iter().any(|n| !n.is_finite())
    });
    is_bad.then(|| format!("{what}: NaN or infinite"))
}

#[track_caller]
fn assert_nothing(wrong: Vec<Option<String>>) {
    let wrong: Vec<String> = wrong.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_locality_has_the_same_design_effect_whatever_is_known_of_the_others() {
    let of = |other: Option<f64>| {
        let found = estimate(&good(), &index(), &design([None, other])).unwrap();
        found.localities[0].mean.index.estimate.unwrap().deff
    };
    assert_eq!(of(None), of(Some(5.0)));
}

#[test]
fn clusters_of_one_keep_the_strata_of_the_clustering() {
    let sample = good();
    let one_stratum = Clustering::of_elements(&[0; 6], &[None], LonelyPsu::Adjust).unwrap();
    let found = estimate_clustered(&sample, &index(), &open(), &one_stratum).unwrap();
    let plain = Sample {
        stratum: vec![0; 6],
        strata: 1,
        ..sample
    };
    let wanted = estimate(&plain, &index(), &open()).unwrap();
    let of = |found: &Estimates| found.whole.mean.index.estimate.unwrap();
    assert!((of(&found).variance - of(&wanted).variance).abs() < 1e-12);
    assert_eq!(of(&found).df, of(&wanted).df);
}

#[test]
fn clusters_of_one_keep_the_finite_population_of_the_clustering() {
    let sample = good();
    let population = [Some(6.0), Some(9.0)];
    let clusters =
        Clustering::of_elements(&sample.stratum, &population, LonelyPsu::Adjust).unwrap();
    let found = estimate_clustered(&sample, &index(), &open(), &clusters).unwrap();
    let wanted = estimate(&sample, &index(), &design(population)).unwrap();
    let of = |found: &Estimates| found.whole.mean.index.estimate.unwrap();
    assert!((of(&found).variance - of(&wanted).variance).abs() < 1e-12);
}

#[test]
fn places_beyond_count_are_refused() {
    let mut all = Vec::new();
    // 2^31 of them are no panic but end the process: memory is asked for each.
    let places = 1_usize << 62;
    all.push(wrong("localities", || {
        let sample = Sample {
            localities: places,
            ..good()
        };
        estimate(&sample, &index(), &open())
    }));
    all.push(wrong("strata", || {
        let sample = Sample {
            strata: places,
            ..good()
        };
        estimate(&sample, &index(), &open())
    }));
    all.push(wrong("localities of a crosswalk", || {
        let (sample, index, design) = (good(), index(), open());
        let crosswalk = Membership {
            localities: places,
            of_unit: vec![vec![(0, 1.0)], vec![(1, 1.0)]],
        };
        let mut survey = Survey::new(&sample, &index, &design);
        survey.membership = Some(&crosswalk);
        survey.estimates()
    }));
    assert_nothing(all);
}

#[test]
fn factors_of_a_bootstrap_fit_its_clusters_and_are_numbers() {
    let (sample, index, design) = (good(), index(), open());
    let clusters = Clustering::new(
        &sample.stratum,
        &[0, 0, 1, 0, 0, 1],
        &[None; 2],
        LonelyPsu::Adjust,
    );
    let clusters = clusters.unwrap();
    let draws = [
        vec![],
        vec![vec![1.0; 4]],
        vec![vec![1.0; 4], vec![1.0; 3]],
        vec![vec![], vec![]],
        vec![vec![1.0; 4], vec![f64::NAN; 4]],
        vec![vec![1.0; 4], vec![f64::INFINITY; 4]],
        vec![vec![0.0; 4], vec![0.0; 4]],
        vec![vec![-1.0; 4], vec![1.0; 4]],
    ];
    let outcome = |factors: &Vec<Vec<f64>>| {
        wrong(&format!("{factors:?}"), || {
            let mut survey = Survey::new(&sample, &index, &design);
            survey.clustering = Some(&clusters);
            survey.variance = VarianceMethod::Bootstrap(factors);
            survey.estimates()
        })
    };
    assert_nothing(draws.iter().map(outcome).collect());
}

#[test]
fn a_calibration_of_bad_margins_or_weights_is_refused() {
    let sample = good();
    let margin = |category: Vec<u32>, target: Vec<f64>| Margin { category, target };
    let two = || margin(vec![0, 1, 0, 1, 0, 1], vec![5.0, 5.0]);
    let cases = [
        (
            "a category without a target",
            sample.weight.clone(),
            margin(vec![0, 1, 7, 0, 1, 0], vec![5.0, 5.0]),
        ),
        (
            "a short margin",
            sample.weight.clone(),
            margin(vec![0, 1], vec![5.0, 5.0]),
        ),
        ("weights that are NaN", vec![f64::NAN; 6], two()),
        ("weights of 0", vec![0.0; 6], two()),
        ("weights without limit", vec![f64::INFINITY; 6], two()),
        (
            "targets that are NaN",
            sample.weight.clone(),
            margin(vec![0, 1, 0, 1, 0, 1], vec![f64::NAN; 2]),
        ),
    ];
    let outcome = |(what, base, margin): (&str, Vec<f64>, Margin)| {
        wrong(what, || {
            let calibration = Calibration::new(&base, &[margin])?;
            estimate_calibrated(&sample, &index(), &open(), &calibration)
        })
    };
    assert_nothing(cases.into_iter().map(outcome).collect());
}

#[test]
fn replicates_refuse_margins_that_do_not_fit() {
    let stratum = vec![0; 4];
    let clusters = Clustering::new(&stratum, &[0, 0, 1, 1], &[None], LonelyPsu::Adjust).unwrap();
    let columns = [vec![1.0; 4]];
    let run = |margins: &[Margin]| {
        let replicates = Replicates {
            clustering: &clusters,
            base: &[1.0; 4],
            margins,
            columns: &columns,
            domain: &[0; 4],
        };
        catch_unwind(AssertUnwindSafe(|| {
            replicates.jackknife(|sums| sums.sums[0].clone())
        }))
    };
    let odd = Margin {
        category: vec![0, 1, 9, 0],
        target: vec![5.0, 5.0],
    };
    assert!(matches!(run(&[odd]), Ok(Err(_))), "a panic or a figure");
}

#[test]
fn weights_of_an_index_below_0_are_refused() {
    let sample = good();
    let odd = IndexSpec {
        components: vec![Component {
            weight: 1.0,
            items: vec![(0, 2.0), (1, -1.0)],
        }],
    };
    assert!(estimate(&sample, &odd, &open()).is_err());
}
