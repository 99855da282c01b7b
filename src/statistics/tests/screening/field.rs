//! Flags of the field: bursts and interviewers.

use hailong_statistics::screening::burst::{Arrivals, Burst, BurstRule, bursts};
use hailong_statistics::screening::flags::{Flag, Flags, raise};
use hailong_statistics::screening::interviewer::interviewers;

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
