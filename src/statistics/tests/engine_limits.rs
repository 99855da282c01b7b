//! Odd input to the estimation engine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod people;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hailong_statistics::clustering::{Clustering, LonelyPsu};
use hailong_statistics::design::{Design, DesignKind};
use hailong_statistics::error::Error;
use hailong_statistics::estimate::{Estimates, Survey, estimate, estimate_clustered};
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::membership::Membership;
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
