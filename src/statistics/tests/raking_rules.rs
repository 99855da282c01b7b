//! What raking and trimming keep, whatever the sample.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use hailong_statistics::raking::{Margin, RakingError, collapse, rake, with_unknown};
use hailong_statistics::weights::{adjust_for_nonresponse, kish, rake_trimmed};
use proptest::prelude::*;

/// Everybody's weight, one of two sexes, one of three age bands; every category has somebody.
fn people() -> impl Strategy<Value = Vec<(f64, u32, u32)>> {
    let one = (0.5..20.0_f64, 0..2_u32, 0..3_u32);
    prop::collection::vec(one, 1..60).prop_map(|mut people| {
        for (sex, age) in [(0, 0), (1, 1), (0, 2), (1, 0), (0, 1), (1, 2)] {
            people.push((1.0, sex, age));
        }
        people
    })
}

fn margins(people: &[(f64, u32, u32)]) -> Vec<Margin> {
    vec![
        Margin {
            category: people.iter().map(|one| one.1).collect(),
            target: vec![480.0, 520.0],
        },
        Margin {
            category: people.iter().map(|one| one.2).collect(),
            target: vec![300.0, 450.0, 250.0],
        },
    ]
}

fn base(people: &[(f64, u32, u32)]) -> Vec<f64> {
    people.iter().map(|one| one.0).collect()
}

proptest! {
    #[test]
    fn every_margin_is_met(people in people()) {
        let margins = margins(&people);
        let raked = rake(&base(&people), &margins).unwrap();
        for margin in &margins {
            for (category, target) in margin.target.iter().enumerate() {
                let own = raked.weight.iter().zip(&margin.category).filter(|(_, at)| **at as usize == category);
                let sum: f64 = own.map(|(weight, _)| weight).sum();
                prop_assert!((sum / target - 1.0).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn doubling_every_row_with_half_the_weight_changes_nothing(people in people()) {
        let twice: Vec<_> = people.iter().flat_map(|one| [(one.0 / 2.0, one.1, one.2); 2]).collect();
        let once = rake(&base(&people), &margins(&people)).unwrap();
        let double = rake(&base(&twice), &margins(&twice)).unwrap();
        for (one, pair) in once.weight.iter().zip(double.weight.chunks(2)) {
            prop_assert!((pair[0] + pair[1] - one).abs() < 1e-8 * one);
        }
    }

    #[test]
    fn the_order_of_rows_changes_no_weight(people in people()) {
        let back: Vec<_> = people.iter().rev().copied().collect();
        let once = rake(&base(&people), &margins(&people)).unwrap();
        let other = rake(&base(&back), &margins(&back)).unwrap();
        for (one, other) in once.weight.iter().zip(other.weight.iter().rev()) {
            prop_assert!((one - other).abs() < 1e-8 * one);
        }
    }

    #[test]
    fn trimmed_weights_keep_the_margins_and_the_cap_or_say_that_they_do_not(people in people(), cap in 1.5..6.0_f64) {
        let margins = margins(&people);
        let locality = vec![0; people.len()];
        let plain = rake(&base(&people), &margins).unwrap();
        let trimmed = rake_trimmed(&base(&people), &margins, &locality, 1, cap).unwrap();
        prop_assert!(trimmed.raked.error < 1e-6);
        if trimmed.cap_dropped {
            prop_assert_eq!(trimmed.raked.weight, plain.weight);
        } else {
            let limit = cap * kish(&plain.weight).median * 1.0001;
            prop_assert!(trimmed.raked.weight.iter().all(|weight| *weight <= limit * (1.0 + 1e-9)));
        }
    }
}

#[test]
fn respondents_stand_for_everybody_eligible_in_their_class() {
    let adjusted = adjust_for_nonresponse(&[1.0, 3.0, 2.0], &[0, 0, 1], &[8.0, 5.0]);
    assert_eq!(adjusted, Ok(vec![2.0, 6.0, 5.0]));
    assert!(adjust_for_nonresponse(&[1.0], &[2], &[8.0, 5.0]).is_err());
}

#[test]
fn what_cannot_be_raked_is_named() {
    let margin = |category: Vec<u32>, target: Vec<f64>| vec![Margin { category, target }];
    let nobody = rake(&[1.0, 1.0], &margin(vec![0, 0], vec![5.0, 5.0]));
    assert_eq!(
        nobody,
        Err(RakingError::NobodyInCategory {
            margin: 0,
            category: 1
        })
    );
    let zero = rake(&[1.0, 1.0], &margin(vec![0, 1], vec![5.0, 0.0]));
    assert_eq!(
        zero,
        Err(RakingError::TargetZero {
            margin: 0,
            category: 1
        })
    );
    for weight in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(matches!(
            rake(&[1.0, weight], &margin(vec![0, 1], vec![5.0, 5.0])),
            Err(RakingError::BaseWeight { row: 1, .. })
        ));
    }
    assert!(rake(&[1.0], &margin(vec![7], vec![5.0])).is_err());
    assert!(rake(&[1.0], &margin(vec![0], vec![f64::NAN])).is_err());
}

#[test]
fn an_empty_category_joins_its_neighbour_and_unknown_people_are_a_category_of_their_own() {
    let mut margin = Margin {
        category: vec![0, 2, 2],
        target: vec![4.0, 3.0, 3.0],
    };
    collapse(&mut margin, 1, 2);
    assert_eq!(margin.target, [4.0, 0.0, 6.0]);
    assert!(rake(&[1.0; 3], &[margin]).is_ok());
    let known = with_unknown(&[1.0, 1.0, 2.0], &[Some(0), Some(1), None], &[60.0, 40.0]);
    assert_eq!(known.target, [30.0, 20.0, 50.0]);
    assert_eq!(known.category, [0, 1, 2]);
}
