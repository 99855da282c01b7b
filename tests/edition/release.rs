//! What the public gets: nothing that says, or lets somebody work out, what a few people answered.

use hailong::edition::figures::{FigureKind, Figures, Level, Style, WHOLE, WithheldReason};
use hailong::edition::release::release;
use hailong::edition::tables::figures_csv;
use proptest::prelude::*;

use crate::edition::small::{METHOD, Row, figures, of, varied};

fn published(localities: &[&str], rows: &[Row]) -> (Figures, Figures) {
    let full = figures(METHOD, localities, rows);
    (full.clone(), release(full))
}

fn is_hidden(figures: &Figures, domain: &str, kind: FigureKind, code: &str) -> bool {
    let figure = of(figures, domain, kind, code, Style::Mean);
    assert_eq!(figure.level == Level::C, figure.estimate.is_none());
    figure.level == Level::C
}

fn index_is_hidden(figures: &Figures, domain: &str) -> bool {
    is_hidden(figures, domain, FigureKind::Index, "index")
}

#[test]
fn a_single_withheld_locality_takes_the_next_smallest_with_it() {
    let rows = [
        varied("1", 9),
        varied("2", 150),
        varied("3", 120),
        varied("4", 200),
    ]
    .concat();
    let (full, released) = published(&["1", "2", "3", "4"], &rows);
    assert_eq!(
        of(&full, "3", FigureKind::Index, "index", Style::Mean).level,
        Level::A
    );
    assert!(index_is_hidden(&released, "1") && index_is_hidden(&released, "3"));
    assert!(!index_is_hidden(&released, "2") && !index_is_hidden(&released, "4"));
    assert!(!index_is_hidden(&released, WHOLE));
    let reason = released
        .withheld
        .iter()
        .find(|one| one.domain == "3" && one.kind == FigureKind::Index)
        .unwrap()
        .reason;
    assert_eq!(reason, WithheldReason::WouldReveal);
    let row = released
        .ranking
        .iter()
        .find(|row| row.locality == "3")
        .unwrap();
    assert_eq!(
        (row.estimate, row.set_low, row.level),
        (None, None, Level::C)
    );
}

#[test]
fn a_small_count_cannot_be_found_by_subtracting_the_others() {
    let rows = [varied("1", 9), varied("2", 150), varied("3", 120)].concat();
    let (_, released) = published(&["1", "2", "3"], &rows);
    let n = |domain: &str| of(&released, domain, FigureKind::Index, "index", Style::Mean).n;
    assert_eq!(
        (n("1"), n("3"), n("2"), n(WHOLE)),
        (None, None, Some(150), Some(279))
    );
    let responses: Vec<Option<u64>> = released
        .localities
        .iter()
        .map(|one| one.responses)
        .collect();
    assert_eq!(responses, [None, Some(150), None]);
}

#[test]
fn that_nobody_answered_is_no_secret() {
    let rows = [varied("2", 150), varied("3", 120)].concat();
    let (_, released) = published(&["1", "2", "3"], &rows);
    assert_eq!(
        of(&released, "1", FigureKind::Index, "index", Style::Mean).n,
        Some(0)
    );
    assert!(!index_is_hidden(&released, "2") && !index_is_hidden(&released, "3"));
}

#[test]
fn an_item_on_which_all_agree_is_withheld_and_cannot_be_worked_out() {
    let mut rows = [varied("1", 120), varied("2", 150), varied("3", 200)].concat();
    for row in rows.iter_mut().filter(|row| row.0 == "1") {
        row.2 = "4";
    }
    let (full, released) = published(&["1", "2", "3"], &rows);
    assert_eq!(
        of(&full, "1", FigureKind::Item, "noise_day", Style::Mean).estimate,
        Some(75.0)
    );
    assert!(is_hidden(&released, "1", FigureKind::Item, "noise_day"));
    let shares = released
        .distributions
        .iter()
        .find(|one| one.domain == "1" && one.item == "noise_day")
        .unwrap();
    assert_eq!((shares.n, shares.levels), (None, None));
    assert!(
        is_hidden(&released, "1", FigureKind::Item, "noise_night"),
        "the criterion less the other item would give it back"
    );
    assert!(!is_hidden(&released, "1", FigureKind::Component, "quiet"));
    assert!(
        is_hidden(&released, "2", FigureKind::Item, "noise_day"),
        "so would the whole"
    );
}

#[test]
fn a_criterion_of_one_question_goes_with_its_question() {
    let mut rows = [varied("1", 120), varied("2", 150), varied("3", 200)].concat();
    for row in rows.iter_mut().filter(|row| row.0 == "1") {
        row.1 = "5";
    }
    let (_, released) = published(&["1", "2", "3"], &rows);
    assert!(is_hidden(&released, "1", FigureKind::Item, "dust"));
    assert!(is_hidden(&released, "1", FigureKind::Component, "air"));
    assert!(is_hidden(&released, "1", FigureKind::Component, "quiet"));
    assert!(!index_is_hidden(&released, "1"));
}

#[test]
fn bounds_go_with_their_index() {
    let rows = [varied("1", 9), varied("2", 150), varied("3", 120)].concat();
    let (_, released) = published(&["1", "2", "3"], &rows);
    for one in &released.bounds {
        assert_eq!(
            one.low.is_none(),
            ["1", "3"].contains(&one.domain.as_str()),
            "{one:?}"
        );
    }
}

fn people() -> impl Strategy<Value = Vec<Row>> {
    let cell = || prop::sample::select(vec!["1", "2", "3", "4", "5", "5", "5", "9", ""]);
    let one = |place: &'static str| (Just(place), cell(), cell(), cell());
    let many = move |place, most| prop::collection::vec(one(place), 0..most);
    (many("1", 25), many("2", 60), many("3", 150), many("4", 150))
        .prop_filter_map("somebody must answer", |(a, b, c, d)| {
            Some([a, b, c, d].concat()).filter(|rows| !rows.is_empty())
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn nothing_released_gives_a_few_people_away(rows in people()) {
        let (full, released) = published(&["1", "2", "3", "4"], &rows);
        for (before, after) in full.figures.iter().zip(&released.figures) {
            prop_assert!(after.n.is_none_or(|n| n == 0 || n >= 10));
            if after.level == Level::C {
                prop_assert!(after.estimate.or(after.se).or(after.n_eff).or(after.ci_low).is_none());
            } else {
                prop_assert!(before.n >= Some(10));
                prop_assert_eq!(before, after);
            }
        }
        for whole in released.figures.iter().filter(|one| one.domain == WHOLE) {
            let own = released.figures.iter().zip(&full.figures).filter(|(one, _)| {
                one.domain != WHOLE && one.row() == whole.row()
            });
            let (mut hidden, mut people, mut uncounted) = (0, 0, Vec::new());
            for (after, before) in own.filter(|(_, before)| before.n > Some(0)) {
                let is_small = before.n < Some(10);
                if after.level == Level::C && (before.estimate.is_some() || is_small) {
                    hidden += 1;
                    people += before.n.unwrap();
                }
                if after.n.is_none() {
                    uncounted.push(before.n.unwrap());
                }
            }
            if whole.level != Level::C {
                prop_assert!(hidden == 0 || (hidden >= 2 && people >= 10), "{:?}", whole.row());
            }
            if whole.n.is_some() && !uncounted.is_empty() {
                prop_assert!(uncounted.len() >= 2 && uncounted.iter().sum::<u64>() >= 10);
            }
        }
        let again = release(released.clone());
        prop_assert_eq!(figures_csv(&again), figures_csv(&released));
        prop_assert_eq!(again, released);
    }
}
