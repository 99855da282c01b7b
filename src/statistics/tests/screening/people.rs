//! Flags that compare people: speed, one person twice, the same answers.

use hailong_statistics::screening::same_answers::{SameAnswersRule, same_answers};
use hailong_statistics::screening::same_person::same_person;
use hailong_statistics::screening::speed::{SpeedRule, speeding};

use crate::{DK, GONE, columns, slices};

fn pace(seconds: &[f64], shown: u32, group: &[u32]) -> Vec<usize> {
    let seconds: Vec<Option<f64>> = seconds.iter().copied().map(Some).collect();
    let shown = vec![shown; seconds.len()];
    speeding(&seconds, &shown, group, &SpeedRule::default())
        .unwrap()
        .flagged
}

#[test]
fn too_fast_is_below_a_second_an_item_or_far_below_the_median_of_the_same_group() {
    assert_eq!(pace(&[29.9, 30.0, 30.0], 30, &[0; 3]), [0]);
    // The median is 250, 0.4 of it 100.
    assert_eq!(pace(&[99.0, 100.0, 250.0, 9000.0, 300.0], 1, &[0; 5]), [0]);
    // The fast group is compared with itself only.
    assert!(pace(&[50.0, 60.0, 500.0, 600.0], 1, &[0, 0, 1, 1]).is_empty());
    assert_eq!(pace(&[50.0, 500.0, 600.0, 550.0], 1, &[0; 4]), [0]);
    let unknown = speeding(&[None, Some(2.0)], &[9, 0], &[0, 0], &SpeedRule::default()).unwrap();
    assert!(
        unknown.flagged.is_empty(),
        "no time, or no items and nobody to compare with"
    );
    assert_eq!(unknown.percentile, [None, Some(50.0)]);
}

#[test]
fn the_percentile_counts_the_faster_ones_of_the_own_group_and_ties_by_half() {
    let seconds = [40.0, 10.0, 20.0, 20.0, 7.0].map(Some);
    let found = speeding(&seconds, &[1; 5], &[0, 0, 0, 0, 1], &SpeedRule::default()).unwrap();
    assert_eq!(
        found.percentile,
        [Some(87.5), Some(12.5), Some(50.0), Some(50.0), Some(50.0)]
    );
}

#[test]
fn of_one_person_the_most_complete_then_the_latest_is_kept() {
    let rows = [
        vec![1, 2, GONE],
        vec![1, 2, DK],
        vec![5, 5, 5],
        vec![4, 4, 4],
        vec![4, 4, 4],
        vec![4, 4, 4],
    ];
    let columns = columns(&rows);
    let person = [Some(7), Some(7), Some(8), Some(8), None, None];
    let time = [Some(99), Some(1), Some(10), Some(20), None, None];
    let dropped = |time| same_person(&person, &slices(&columns), time).unwrap();
    assert_eq!(dropped(Some(&time[..])), [0, 2]);
    let earlier = [Some(99), Some(1), Some(20), Some(10), None, None];
    assert_eq!(dropped(Some(&earlier[..])), [0, 3]);
    assert_eq!(dropped(None).len(), 2);
}

/// 25 items; the first `same` of `n` rows have the same answers, the others differ in a pattern of their own.
pub fn vectors(n: usize, same: usize) -> Vec<Vec<u8>> {
    let row = |at: usize| {
        let own = if at < same { 0 } else { at as u64 };
        let mut state = own.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x1234_5678;
        (0..25)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                (1 + (state >> 40) % 5) as u8
            })
            .collect()
    };
    (0..n).map(row).collect()
}

fn same(rows: &[Vec<u8>], straight: &[usize]) -> Vec<Vec<usize>> {
    let columns = columns(rows);
    let rule = SameAnswersRule::default();
    same_answers(&slices(&columns), rows.len(), straight, &rule)
        .unwrap()
        .groups
}

#[test]
fn equal_vectors_are_flagged_from_three_and_twenty_answers() {
    assert_eq!(same(&vectors(200, 3), &[]), [[0, 1, 2]]);
    assert!(same(&vectors(200, 2), &[]).is_empty(), "two may happen");
    let mut short = vectors(200, 3);
    for row in &mut short {
        row[..6].fill(GONE);
    }
    assert!(same(&short, &[]).is_empty(), "19 answers each");
    short.iter_mut().for_each(|row| row[5] = DK);
    assert_eq!(same(&short, &[]), [[0, 1, 2]], "don't know is an answer");
    let cut: Vec<Vec<u8>> = vectors(200, 3)
        .iter()
        .map(|row| row[..19].to_vec())
        .collect();
    assert!(same(&cut, &[]).is_empty());
}

#[test]
fn vectors_that_differ_anywhere_are_never_equal() {
    let codes = [DK, 1, GONE];
    let rows: Vec<Vec<u8>> = (0..3_usize.pow(8))
        .map(|number| {
            (0..9_u32)
                .map(|at| codes[number / 3_usize.pow(at) % 3])
                .collect()
        })
        .collect();
    let columns = columns(&rows);
    let rule = SameAnswersRule {
        items: 2,
        ..SameAnswersRule::default()
    };
    let found = same_answers(&slices(&columns), rows.len(), &[], &rule).unwrap();
    assert!(found.compared > 6_000);
    assert_eq!(found.pairs, 0);
}

#[test]
fn straight_liners_are_not_each_others_duplicates() {
    let mut rows = vectors(200, 3);
    assert!(same(&rows, &[0, 1, 2]).is_empty());
    for row in &mut rows[10..20] {
        row.fill(5);
    }
    assert_eq!(same(&rows, &[]), [[0, 1, 2]]);
}

#[test]
fn where_chance_explains_the_pairs_nobody_is_flagged() {
    // Everybody answers 4 but for one of 25 items, so that many agree by chance.
    let rows: Vec<Vec<u8>> = (0..300)
        .map(|at| {
            let mut row = vec![4; 25];
            row[at % 25] = 5;
            row
        })
        .collect();
    let columns = columns(&rows);
    let rule = SameAnswersRule::default();
    let found = same_answers(&slices(&columns), 300, &[], &rule).unwrap();
    assert_eq!((found.compared, found.pairs), (300, 25 * 66));
    // Each item: 12 of 300 say 5.
    let agree = (0.04_f64.powi(2) + 0.96_f64.powi(2)).powi(25);
    assert!((found.expected / (300.0 * 299.0 / 2.0 * agree) - 1.0).abs() < 1e-12);
    assert!(found.p > 0.001 && found.groups.is_empty(), "{found:?}");
}
