//! What the desk may say of counts: nothing about fewer than ten people, also by subtraction.

use hailong::survey::coverage::{FEWEST, Progress, Shown, Standing, parts, share_out};
use proptest::prelude::*;

/// Whether somebody who knows the rule, the total and what is shown can still take a hidden part for another number.
fn is_uncertain(counts: &[i64], at: usize) -> bool {
    let shown = parts(counts);
    let others = (0..counts.len()).filter(|other| *other != at && shown[*other] == Shown::Few);
    others.into_iter().any(|other| {
        (-FEWEST..=FEWEST).any(|moved| {
            let mut changed = counts.to_vec();
            changed[at] += moved;
            changed[other] -= moved;
            moved != 0 && changed.iter().all(|count| *count >= 0) && parts(&changed) == shown
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn no_small_part_follows_from_its_total_and_the_parts_that_are_shown(
        counts in prop::collection::vec(prop_oneof![0_i64..12, 8_i64..32, 0_i64..400], 1..8)
    ) {
        let shown = parts(&counts);
        for (at, count) in counts.iter().enumerate() {
            match shown[at] {
                Shown::Exactly(said) => prop_assert!(said == *count && said >= FEWEST),
                Shown::Few if *count < FEWEST && counts.iter().sum::<i64>() >= FEWEST => {
                    prop_assert!(counts.len() == 1 || is_uncertain(&counts, at), "{counts:?} at {at}");
                }
                Shown::Few => {}
            }
        }
    }

    #[test]
    fn without_a_small_part_everything_is_shown(counts in prop::collection::vec(10_i64..400, 0..8)) {
        let exact: Vec<Shown> = counts.iter().copied().map(Shown::Exactly).collect();
        prop_assert_eq!(parts(&counts), exact);
    }

    #[test]
    fn a_plan_is_shared_out_whole_and_in_proportion(
        planned in 0_i64..100_000,
        households in prop::collection::vec(0_i64..5_000, 1..40),
    ) {
        let all: i64 = households.iter().sum();
        let known: Vec<Option<i64>> = households.iter().copied().map(Some).collect();
        match share_out(planned, &known) {
            None => prop_assert_eq!(all, 0),
            Some(shares) => {
                prop_assert_eq!(shares.iter().sum::<i64>(), planned);
                for (share, own) in shares.iter().zip(&households) {
                    let exact = planned as f64 * *own as f64 / all as f64;
                    prop_assert!((*share as f64 - exact).abs() <= 1.0);
                }
            }
        }
    }
}

#[test]
fn one_small_part_takes_the_next_in_the_list_with_it() {
    let few = Shown::Few;
    let shown = parts(&[50, 7, 40, 60]);
    assert_eq!(shown, [Shown::Exactly(50), few, few, Shown::Exactly(60)]);
    assert_eq!(parts(&[50, 60, 7]), [few, Shown::Exactly(60), few]);
}

#[test]
fn small_parts_that_can_stand_for_each_other_take_nobody_with_them() {
    let few = Shown::Few;
    assert_eq!(parts(&[4, 5, 6, 80]), [few, few, few, Shown::Exactly(80)]);
}

#[test]
fn a_plan_needs_every_group_s_households() {
    assert_eq!(share_out(10, &[Some(5), None]), None);
    assert_eq!(
        share_out(10, &[Some(1), Some(1), Some(1)]),
        Some(vec![4, 3, 3])
    );
}

#[test]
fn what_is_missing_is_not_said_where_it_would_say_what_came() {
    let of = |planned, received| Progress { planned, received };
    assert_eq!(of(Some(30), Shown::Few).standing(), Standing::Few);
    assert_eq!(of(Some(30), Shown::Few).per_cent(), None);
    let half = of(Some(30), Shown::Exactly(15));
    assert_eq!(
        (half.standing(), half.per_cent()),
        (Standing::Missing(15), Some(50))
    );
    assert_eq!(of(Some(30), Shown::Exactly(45)).per_cent(), Some(100));
    assert_eq!(
        of(Some(30), Shown::Exactly(30)).standing(),
        Standing::Reached
    );
    assert_eq!(of(None, Shown::Exactly(30)).standing(), Standing::Unplanned);
}
