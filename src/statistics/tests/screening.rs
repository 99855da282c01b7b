//! Quality screening: each flag by its rule, against naive counts on a real survey, and whatever the order of rows.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashMap;

use hailong_statistics::distribution::{binomial_sf, poisson_sf};
use hailong_statistics::screening::burst::{Arrivals, Burst, BurstRule, bursts};
use hailong_statistics::screening::flags::{Flag, Flags, Reason, raise, verdict};
use hailong_statistics::screening::flow::flows;
use hailong_statistics::screening::impossible::{Combination, impossible, out_of_range};
use hailong_statistics::screening::interviewer::interviewers;
use hailong_statistics::screening::same_answers::{SameAnswersRule, same_answers};
use hailong_statistics::screening::same_person::same_person;
use hailong_statistics::screening::speed::{SpeedRule, speeding};
use hailong_statistics::screening::straight_lining::{
    Grid, StraightLiningRule, longstring, straight_lined,
};
use hailong_statistics::screening::variability::irv;
use proptest::prelude::*;

const DK: u8 = 0;
const GONE: u8 = 255;

/// Columns of these rows.
fn columns(rows: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let items = rows.first().map_or(0, Vec::len);
    (0..items)
        .map(|item| rows.iter().map(|row| row[item]).collect())
        .collect()
}

fn slices(columns: &[Vec<u8>]) -> Vec<&[u8]> {
    columns.iter().map(Vec::as_slice).collect()
}

fn grid(columns: &[Vec<u8>], has_reversed: bool) -> Grid<'_> {
    Grid {
        columns: slices(columns),
        has_reversed,
    }
}

fn flagged(grids: &[Grid<'_>], n: usize) -> Vec<usize> {
    straight_lined(grids, n, &StraightLiningRule::default()).unwrap()
}

// 1

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

// 2

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

// 3

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

// 4

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
fn vectors(n: usize, same: usize) -> Vec<Vec<u8>> {
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

// 5

/// Minutes of day `day`, in seconds.
fn at(day: i64, hour: i64, minute: i64) -> i64 {
    (day * 24 + hour) * 3600 + minute * 60
}

fn found_bursts(visits: &[(u32, i64, f64)]) -> Vec<Burst> {
    let locality: Vec<u32> = visits.iter().map(|one| one.0).collect();
    let start: Vec<Option<i64>> = visits.iter().map(|one| Some(one.1)).collect();
    let score: Vec<Option<f64>> = visits.iter().map(|one| Some(one.2)).collect();
    let origin: Vec<Option<u32>> = (0..visits.len() as u32)
        .map(|row| Some(row % 4 / 3))
        .collect();
    let arrivals = Arrivals {
        locality: &locality,
        start: &start,
        origin: Some(&origin),
        score: &score,
    };
    bursts(&arrivals, &BurstRule::default()).unwrap()
}

#[test]
fn a_burst_is_twenty_in_ten_minutes_where_hardly_anybody_answers_at_that_hour() {
    let quiet = (0..10).map(|day| (0, at(day, 9, 5), 50.0 + day as f64));
    let crowd = |many: usize| {
        (0..many).map(move |n| (0, at(3, 14, 20 + n as i64 % 10), 90.0 + (n % 3) as f64))
    };
    let visits: Vec<_> = quiet.clone().chain(crowd(20)).collect();
    let found = found_bursts(&visits);
    assert_eq!(found.len(), 1);
    let burst = &found[0];
    assert_eq!(
        (burst.locality, burst.start, burst.expected),
        (0, at(3, 14, 20), 1.0)
    );
    assert_eq!(burst.rows, (10..30).collect::<Vec<usize>>());
    assert!((burst.z - 2.0 * (20.375_f64.sqrt() - 1.375_f64.sqrt())).abs() < 1e-12);
    assert_eq!(burst.commonest_origin, Some(0.75));
    let (points, z) = burst.difference.unwrap();
    assert!(
        (points - (90.95 - 54.5)).abs() < 1e-9 && z > 30.0,
        "{points} {z}"
    );
    let visits: Vec<_> = quiet.chain(crowd(19)).collect();
    assert!(found_bursts(&visits).is_empty());
}

#[test]
fn a_crowd_that_comes_every_day_at_that_hour_is_no_burst() {
    let usual = (0..9).flat_map(|day| {
        (0..6).flat_map(move |bin| (0..15).map(move |_| (0, at(day, 19, 10 * bin), 50.0)))
    });
    let busy = |many: usize| (0..many).map(|_| (0, at(9, 19, 30), 50.0));
    let visits: Vec<_> = usual.clone().chain(busy(40)).collect();
    assert!(found_bursts(&visits).is_empty(), "λ = 15");
    let other_hour = (0..40).map(|_| (0, at(9, 3, 30), 50.0));
    let visits: Vec<_> = usual.clone().chain(other_hour).collect();
    assert_eq!(found_bursts(&visits).len(), 1);
    let visits: Vec<_> = usual
        .chain((0..40).map(|_| (1, at(9, 19, 30), 50.0)))
        .collect();
    assert_eq!(
        found_bursts(&visits)[0].locality,
        1,
        "each locality by itself"
    );
}

#[test]
fn the_median_of_other_days_counts_their_empty_ten_minutes() {
    // Two other days: 12 bins in the hour, 7 of them with 9 responses each.
    let busy =
        (0..7).flat_map(|bin| (0..9).map(move |_| (0, at(bin / 6, 8, 10 * (bin % 6)), 50.0)));
    let crowd = (0..60).map(|_| (0, at(2, 8, 0), 50.0));
    let visits: Vec<_> = busy.chain(crowd).collect();
    assert_eq!(found_bursts(&visits)[0].expected, 9.0);
    let visits: Vec<_> = visits
        .into_iter()
        .filter(|one| one.1 != at(1, 8, 0))
        .collect();
    // Day 1 is no field day any more: 6 bins, all with 9.
    assert_eq!(found_bursts(&visits)[0].expected, 9.0);
    let visits: Vec<_> = visits
        .into_iter()
        .filter(|one| one.1 >= at(0, 8, 30))
        .collect();
    // 3 of 6.
    assert_eq!(found_bursts(&visits)[0].expected, 4.5);
}

// 6

#[test]
fn an_interviewer_is_judged_by_the_share_of_the_others() {
    let mut flags = vec![Flags::default(); 300];
    let interviewer: Vec<Option<u32>> = (0..300)
        .map(|row| (row < 290).then_some(row / 100))
        .collect();
    raise(&mut flags, Flag::Speeding, &[3, 105]);
    raise(
        &mut flags,
        Flag::SamePerson,
        &(200..210).collect::<Vec<usize>>(),
    );
    raise(&mut flags, Flag::Burst, &(10..60).collect::<Vec<usize>>());
    let found = interviewers(&interviewer, 4, &flags).unwrap();
    let counts: Vec<(u64, u64)> = found
        .iter()
        .map(|one| (one.interviews, one.flagged))
        .collect();
    assert_eq!(counts, [(100, 1), (100, 1), (90, 10)]);
    let suspect = found[2];
    assert_eq!(suspect.others, 2.5 / 201.0);
    // The sum of binomial probabilities.
    let naive: f64 = (10..=90)
        .map(|k| {
            let ways: f64 = (0..k)
                .map(|i| f64::from(90 - i) / f64::from(i + 1))
                .product();
            ways * suspect.others.powi(k) * (1.0 - suspect.others).powi(90 - k)
        })
        .sum();
    assert!(
        (suspect.p / naive - 1.0).abs() < 1e-9,
        "{} {naive}",
        suspect.p
    );
    assert_eq!(suspect.p_holm, 3.0 * suspect.p);
    assert!(suspect.p_holm < 0.05 && found[0].p_holm > 0.05);
}

// Exclusion

#[test]
fn hard_errors_always_go_and_otherwise_two_independent_flags_or_a_confirmed_burst() {
    use Flag::{
        Burst, ConfirmedBurst, Impossible, SameAnswers, SamePerson, Speeding, StraightLining,
    };
    let of = |several: &[Flag]| {
        let mut flags = Flags::default();
        several.iter().for_each(|flag| flags.add(*flag));
        flags
    };
    for (flags, reason) in [
        (&[][..], None),
        (&[StraightLining], None),
        (&[Speeding], None),
        (&[SameAnswers], None),
        (&[Burst], None),
        (&[Burst, Speeding], None),
        (&[StraightLining, Speeding], Some(Reason::TwoFlags)),
        (&[SameAnswers, Speeding], Some(Reason::TwoFlags)),
        (&[Burst, ConfirmedBurst], Some(Reason::ConfirmedBurst)),
        (&[Impossible, SamePerson], Some(Reason::Impossible)),
        (
            &[SamePerson, Speeding, StraightLining],
            Some(Reason::SamePerson),
        ),
    ] {
        assert_eq!(verdict(of(flags), true), reason, "{flags:?}");
        let hard = [Some(Reason::Impossible), Some(Reason::SamePerson)].contains(&reason);
        assert_eq!(
            verdict(of(flags), false),
            reason.filter(|_| hard),
            "{flags:?}"
        );
    }
}

#[test]
fn the_flow_adds_up_in_every_locality() {
    let mut flags = vec![Flags::default(); 6];
    raise(&mut flags, Flag::Impossible, &[0]);
    raise(&mut flags, Flag::Speeding, &[1, 2, 4]);
    raise(&mut flags, Flag::StraightLining, &[1]);
    let found = flows(&[0, 0, 0, 1, 1, 1], 3, &flags, true).unwrap();
    let counts: Vec<(u64, u64, u64, u64)> = found
        .iter()
        .map(|one| (one.received, one.all_excluded(), one.used, one.flagged))
        .collect();
    assert_eq!(
        counts,
        [(3, 2, 1, 3), (3, 0, 3, 1), (0, 0, 0, 0), (6, 2, 4, 4)]
    );
    assert_eq!(found[3].excluded, [1, 0, 1, 0]);
    assert_eq!(
        (found[0].flagged_share(), found[2].flagged_share()),
        (1.0, 0.0)
    );
    assert!(flows(&[0, 3], 3, &flags[..2], true).is_err());
}

// Known answers

fn oracle(path: &str) -> String {
    let place = format!(
        "{}/../../../shared/oracles/{path}",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read_to_string(place).unwrap()
}

#[test]
fn poisson_tails_are_rs() {
    let known: serde_json::Value =
        serde_json::from_str(&oracle("answers/distributions_R.json")).unwrap();
    let rows = known["poisson_P_ge_k"].as_array().unwrap();
    assert!(rows.len() >= 24);
    for row in rows {
        let (k, lambda) = (row["k"].as_u64().unwrap(), row["lambda"].as_f64().unwrap());
        let (wanted, found) = (row["sf_ge"].as_f64().unwrap(), poisson_sf(k, lambda));
        let is_near = (found - wanted).abs() <= 1e-9 * wanted.abs();
        assert!(
            is_near || found.max(wanted) < 1e-290,
            "{k} {lambda}: {found} {wanted}"
        );
    }
}

#[test]
fn tails_go_on_where_the_exact_ones_end() {
    for lambda in [0.999e6, 1.001e6] {
        let k = lambda as u64 + 3_000;
        let normal = hailong_statistics::distribution::normal_sf(
            2.0 * ((k as f64 - 0.5 + 0.375).sqrt() - (lambda + 0.375_f64).sqrt()),
        );
        assert!((poisson_sf(k, lambda) / normal - 1.0).abs() < 0.01);
    }
    assert_eq!((poisson_sf(0, 0.0), poisson_sf(1, 0.0)), (1.0, 0.0));
    assert_eq!((binomial_sf(0, 5, 0.1), binomial_sf(6, 5, 0.1)), (1.0, 0.0));
    assert!((binomial_sf(1, 5, 0.1) - (1.0 - 0.9_f64.powi(5))).abs() < 1e-12);
}

/// The resident survey of Kansas City, March 2022: column by name, codes as they came (9 = don't know).
fn kansas_city() -> (Vec<String>, Vec<Vec<String>>) {
    let text = oracle("data/kansas_city_2022.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let rows = reader
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect();
    (header, rows)
}

#[test]
fn in_kansas_city_eleven_of_984_straight_line_the_sixteen_services() {
    let (header, rows) = kansas_city();
    let code = |cell: &String| match cell.as_str() {
        "9" => DK,
        "" => GONE,
        other => other.parse().unwrap(),
    };
    let of = |prefixes: &[&str]| -> Vec<Vec<u8>> {
        let wanted = |name: &String| {
            let grid = name.split('_').next().unwrap();
            prefixes.contains(&grid)
        };
        let places = (0..header.len()).filter(|at| wanted(&header[*at]));
        places
            .map(|at| rows.iter().map(|row| code(&row[at])).collect())
            .collect()
    };
    assert_eq!(rows.len(), 984);
    let services = of(&["q3"]);
    let runs = longstring(&slices(&services), 984).unwrap();
    assert_eq!(runs.iter().filter(|run| **run == 16).count(), 11);
    // A count of its own, on the cells as they are written.
    let naive = |grids: &[&str]| -> Vec<usize> {
        let one_run = |row: &Vec<String>, grid: &str| {
            let own: Vec<&String> = (0..header.len())
                .filter(|at| header[*at].starts_with(grid))
                .map(|at| &row[at])
                .collect();
            !own[0].is_empty() && own.iter().all(|cell| *cell == own[0])
        };
        let all = |row: &usize| grids.iter().all(|grid| one_run(&rows[*row], grid));
        (0..984).filter(all).collect()
    };
    assert_eq!(naive(&["q3_"]).len(), 11);
    let (perceptions, streets) = (of(&["q2"]), of(&["q9"]));
    let grids = [
        grid(&perceptions, false),
        grid(&services, false),
        grid(&streets, false),
    ];
    let straight = flagged(&grids, 984);
    assert_eq!(straight, naive(&["q2_", "q3_", "q9_"]));
    assert_eq!(straight.len(), 6);

    // The 41 items of the index: four rows in two duplicate vectors, every one of them a straight line.
    let items = of(&["q2", "q3", "q5", "q9"]);
    let mut seen: HashMap<Vec<u8>, u64> = HashMap::new();
    for row in 0..984 {
        *seen
            .entry(items.iter().map(|column| column[row]).collect())
            .or_default() += 1;
    }
    let repeated: Vec<(&Vec<u8>, &u64)> = seen.iter().filter(|(_, n)| **n > 1).collect();
    assert_eq!((items.len(), repeated.len()), (41, 2));
    assert_eq!(repeated.iter().map(|(_, n)| **n).sum::<u64>(), 4);
    assert!(
        repeated
            .iter()
            .all(|(row, _)| row.iter().all(|code| code == &row[0]))
    );
    let found = same_answers(&slices(&items), 984, &straight, &SameAnswersRule::default()).unwrap();
    assert_eq!((found.pairs, found.groups.len()), (0, 0));
    assert!(found.expected < 1e-6 && found.compared > 970);
}

// Properties

fn rows() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let code = prop::sample::select(vec![DK, 1, 3, 3, 3, 4, GONE]);
    let straight = prop::sample::select(vec![1_u8, 3]).prop_map(|code| vec![code; 24]);
    let few = prop::sample::select(vec![3_u8, 4, DK])
        .prop_map(|code| [vec![code; 12], vec![1; 12]].concat());
    let own = prop::collection::vec(code, 24);
    prop::collection::vec(prop_oneof![own, straight, few], 1..80)
}

proptest! {
    #[test]
    fn the_longest_run_is_that_of_each_row_by_itself(rows in rows()) {
        let columns = columns(&rows);
        let found = longstring(&slices(&columns), rows.len()).unwrap();
        for (row, found) in rows.iter().zip(found) {
            let runs = row.chunk_by(|a, b| a == b && *b != GONE);
            prop_assert_eq!(runs.map(<[u8]>::len).max(), Some(usize::from(found)));
        }
    }

    #[test]
    fn the_order_of_rows_changes_no_flag(rows in rows(), seed in any::<u64>()) {
        let n = rows.len();
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by_key(|at| (*at as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        let all = |order: &[usize]| -> Vec<Vec<usize>> {
            let shuffled: Vec<Vec<u8>> = order.iter().map(|at| rows[*at].clone()).collect();
            let columns = columns(&shuffled);
            let slices = slices(&columns);
            let grids = [8..16, 16..24].map(|own| grid(&columns[own], false));
            let straight = straight_lined(&grids, n, &StraightLiningRule::default()).unwrap();
            let same = same_answers(&slices, n, &straight, &SameAnswersRule::default()).unwrap();
            let person: Vec<_> = order.iter().map(|at| (at % 3 > 0).then_some(*at as u32 / 6)).collect();
            let person = same_person(&person, &slices, None).unwrap();
            let seconds: Vec<_> = order.iter().map(|at| Some((at * 7 % 31) as f64)).collect();
            let group: Vec<_> = order.iter().map(|at| *at as u32 % 2).collect();
            let fast = speeding(&seconds, &vec![5; n], &group, &SpeedRule::default()).unwrap();
            let start: Vec<_> = order.iter().map(|at| Some(*at as i64 * 20)).collect();
            let score = vec![Some(50.0); n];
            let arrivals = Arrivals { locality: &group, start: &start, origin: None, score: &score };
            let rule = BurstRule { z: 3.0, count: 10 };
            let burst = bursts(&arrivals, &rule).unwrap();
            let burst = burst.into_iter().flat_map(|one| one.rows).collect();
            // Which vectors of one person are kept, since equal ones may stand for each other.
            let mut kept: Vec<usize> = person.iter().map(|at| order[*at]).collect();
            kept.sort_by_key(|at| (at / 6, rows[*at].clone()));
            let vectors = kept.iter().map(|at| rows.iter().position(|row| *row == rows[*at]).unwrap());
            let mut found = vec![vectors.collect::<Vec<usize>>()];
            for flagged in [straight, same.rows(), fast.flagged, burst] {
                let mut ids: Vec<usize> = flagged.iter().map(|at| order[*at]).collect();
                ids.sort_unstable();
                found.push(ids);
            }
            found
        };
        prop_assert_eq!(all(&order), all(&(0..n).collect::<Vec<usize>>()));
    }
}

#[test]
fn any_number_of_threads_finds_the_same() {
    let rows = vectors(30_000, 5);
    let columns = columns(&rows);
    let found = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| {
            let rule = SameAnswersRule::default();
            let same = same_answers(&slices(&columns), rows.len(), &[], &rule).unwrap();
            (same, longstring(&slices(&columns), rows.len()).unwrap())
        })
    };
    assert_eq!(found(1), found(3));
    assert_eq!(found(1).0.groups, [[0, 1, 2, 3, 4]]);
}

#[test]
fn every_column_has_one_value_per_respondent() {
    let (short, long) = (vec![3_u8; 4], vec![3_u8; 5]);
    let columns: Vec<&[u8]> = vec![&long, &short];
    assert!(longstring(&columns, 5).is_err() && irv(&columns, 5).is_err());
    assert!(same_answers(&columns, 5, &[], &SameAnswersRule::default()).is_err());
    assert!(same_person(&[None; 5], &columns, None).is_err());
    assert!(speeding(&[None; 2], &[1], &[0, 0], &SpeedRule::default()).is_err());
}
