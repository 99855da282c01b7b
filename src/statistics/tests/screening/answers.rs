//! Flags from the answers of one person: impossible, straight-lined, variable.

use hailong_statistics::screening::impossible::{Combination, impossible, out_of_range};
use hailong_statistics::screening::straight_lining::{
    StraightLiningRule, longstring, straight_lined,
};
use hailong_statistics::screening::variability::irv;

use crate::{DK, GONE, columns, flagged, grid, slices};

#[test]
fn a_code_that_no_answer_has_is_out_of_range() {
    let column = [0, 1, 5, 6, 255, 254, 3];
    assert_eq!(out_of_range(&[&[1; 7], &column], 7).unwrap(), [3, 5]);
    assert!(out_of_range(&[&column], 6).is_err());
}

#[test]
fn a_combination_is_impossible_only_where_all_of_it_holds() {
    let sex = [Some(0), Some(1), Some(1), None];
    let child = [Some(1), Some(1), Some(0), Some(1)];
    let both = Combination {
        parts: vec![(&sex, 1), (&child, 1)],
    };
    assert_eq!(impossible(&[both], 4).unwrap(), [1]);
    assert!(
        impossible(&[Combination { parts: vec![] }], 4)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn straight_lining_takes_two_long_grids_or_one_with_a_reversed_item() {
    let same = vec![vec![4]; 8];
    let seven = vec![vec![4]; 7];
    let mut broken = same.clone();
    broken[5] = vec![3];
    assert_eq!(flagged(&[grid(&same, false), grid(&same, false)], 1), [0]);
    assert_eq!(flagged(&[grid(&same, true)], 1), [0]);
    assert!(
        flagged(&[grid(&same, false)], 1).is_empty(),
        "one grid proves nothing"
    );
    assert!(flagged(&[grid(&seven, true)], 1).is_empty(), "too short");
    assert_eq!(
        flagged(
            &[
                grid(&same, false),
                grid(&same, false),
                grid(&seven[..3], false)
            ],
            1
        ),
        [0],
        "short grids are not looked at"
    );
    assert!(
        flagged(&[grid(&same, true), grid(&broken, true)], 1).is_empty(),
        "every long grid must be one run"
    );
    let unlike = vec![vec![2]; 8];
    assert_eq!(
        flagged(&[grid(&same, false), grid(&unlike, false)], 1),
        [0],
        "each grid by itself"
    );
}

#[test]
fn dont_know_is_a_code_and_a_missing_answer_ends_a_run() {
    let unsure = vec![vec![DK]; 8];
    let blank = vec![vec![GONE]; 8];
    let mut gap = vec![vec![5]; 8];
    gap[7] = vec![GONE];
    assert_eq!(flagged(&[grid(&unsure, true)], 1), [0]);
    assert!(flagged(&[grid(&blank, true)], 1).is_empty());
    assert!(flagged(&[grid(&gap, true)], 1).is_empty());
    let one = StraightLiningRule { items: 1, grids: 1 };
    assert!(
        straight_lined(&[grid(&blank[..1], false)], 1, &one)
            .unwrap()
            .is_empty()
    );
    let rows = [
        vec![3, 3, GONE, 3, 3, 3, 1],
        vec![GONE, GONE, GONE, GONE, GONE, GONE, GONE],
        vec![DK, DK, DK, DK, 1, 1, 1],
        vec![1, 2, 3, 4, 5, 1, 2],
    ];
    let columns = columns(&rows);
    // R: apply(x, 1, function(r) max(rle(r)$lengths)), NA where missing.
    assert_eq!(longstring(&slices(&columns), 4).unwrap(), [3, 1, 4, 1]);
}

#[test]
fn variability_is_the_standard_deviation_of_the_valid_codes() {
    let rows = [
        vec![1, 2, 3, 4, 5],
        vec![4, 4, 4, 4, 4],
        vec![2, DK, GONE, 5, GONE],
        vec![2, DK, GONE, DK, GONE],
    ];
    let columns = columns(&rows);
    let found = irv(&slices(&columns), 4).unwrap();
    // R: sd(1:5), sd(rep(4, 5)), sd(c(2, 5)), sd(2).
    let wanted = [
        Some(1.581_138_830_084_189_8),
        Some(0.0),
        Some(2.121_320_343_559_642_6),
        None,
    ];
    for (found, wanted) in found.iter().zip(wanted) {
        assert_eq!(found.is_some(), wanted.is_some());
        assert!((found.unwrap_or(0.0) - wanted.unwrap_or(0.0)).abs() < 1e-12);
    }
}
