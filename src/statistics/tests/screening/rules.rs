//! What holds whatever the rows.

use hailong_statistics::screening::burst::{Arrivals, BurstRule, bursts};
use hailong_statistics::screening::same_answers::{SameAnswersRule, same_answers};
use hailong_statistics::screening::same_person::same_person;
use hailong_statistics::screening::speed::{SpeedRule, speeding};
use hailong_statistics::screening::straight_lining::{
    StraightLiningRule, longstring, straight_lined,
};
use hailong_statistics::screening::variability::irv;
use proptest::prelude::*;

use crate::people::vectors;
use crate::{DK, GONE, columns, grid, slices};

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
