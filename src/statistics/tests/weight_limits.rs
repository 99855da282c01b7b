//! Weights that cannot be squared are refused; all others give numbers.

use hailong_statistics::design::{Design, DesignKind};
use hailong_statistics::error::Error;
use hailong_statistics::estimate::{Estimates, estimate};
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::sample::{Sample, WEIGHTS};

fn estimated(weight: Vec<f64>) -> Result<Estimates, Error> {
    let n = weight.len();
    let locality: Vec<u32> = (0..n as u32).map(|row| row % 2).collect();
    let sample = Sample {
        items: vec![(0..n as u8).map(|row| row / 2 % 6).collect()],
        stratum: locality.clone(),
        locality,
        localities: 2,
        strata: 2,
        weight,
    };
    let index = IndexSpec {
        components: vec![Component {
            weight: 1.0,
            items: vec![(0, 1.0)],
        }],
    };
    let design = Design {
        kind: DesignKind::OptIn,
        stratum_population: vec![None; 2],
    };
    estimate(&sample, &index, &design)
}

#[test]
fn a_weight_that_cannot_be_squared_is_named_by_its_respondent() {
    for weight in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e101, 1e-101, 5e-324] {
        let found = estimated(vec![1.0, 1.0, weight, 1.0]);
        assert!(
            matches!(found, Err(Error::Weight { row: 2, .. })),
            "{weight}"
        );
    }
}

#[test]
fn the_heaviest_and_the_lightest_weights_give_numbers() {
    let (light, heavy) = (*WEIGHTS.start(), *WEIGHTS.end());
    for pair in [
        [light, light],
        [heavy, heavy],
        [light, heavy],
        [1.0, heavy],
        [1.0, light],
    ] {
        let weights = (0..24).map(|row| pair[row / 3 % 2]).collect();
        let text = format!("{:?}", estimated(weights).unwrap());
        assert!(
            !text.contains("NaN") && !text.contains("inf"),
            "{pair:?}: {text}"
        );
    }
}
