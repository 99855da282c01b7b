use std::cmp::Reverse;

use chrono::{Days, NaiveDate};
use hailong::survey::case::{
    CaseAct, CaseState, TypedFault, Urgency, due_day, may_name_locality, optional, required,
    shown_count, urgency,
};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 10).unwrap()
}

#[test]
fn a_case_is_handed_over_answered_closed_and_reopened_and_nothing_else() {
    use CaseState::{Answered, Closed, Handed, Open};
    let allowed = [
        (Open, CaseAct::HandOver, Handed),
        (Handed, CaseAct::HandOver, Handed),
        (Open, CaseAct::Answer, Answered),
        (Handed, CaseAct::Answer, Answered),
        (Answered, CaseAct::Answer, Answered),
        (Open, CaseAct::Close, Closed),
        (Handed, CaseAct::Close, Closed),
        (Answered, CaseAct::Close, Closed),
        (Answered, CaseAct::Reopen, Handed),
        (Closed, CaseAct::Reopen, Handed),
        (Answered, CaseAct::Publish, Answered),
        (Closed, CaseAct::Publish, Closed),
    ];
    for from in CaseState::ALL {
        for act in CaseAct::ALL {
            let expected = allowed
                .iter()
                .find(|(state, known, _)| (*state, *known) == (from, act));
            assert_eq!(
                from.after(act, true).ok(),
                expected.map(|(_, _, to)| *to),
                "{from:?} {act:?}"
            );
        }
    }
    assert_eq!(Closed.after(CaseAct::Reopen, false), Ok(Open));
}

#[test]
fn the_most_overdue_case_stands_first_and_closed_ones_last() {
    let due = |state, days: i64| urgency(state, Some(day() + chrono::Duration::days(days)), day());
    let mut found = vec![
        urgency(CaseState::Closed, Some(day() - Days::new(9)), day()),
        due(CaseState::Answered, -9),
        urgency(CaseState::Open, None, day()),
        due(CaseState::Handed, 5),
        due(CaseState::Handed, 0),
        due(CaseState::Handed, -1),
        due(CaseState::Handed, -3),
        due(CaseState::Handed, 2),
    ];
    found.sort();
    let expected = [
        Urgency::Overdue(Reverse(3)),
        Urgency::Overdue(Reverse(1)),
        Urgency::Today,
        Urgency::Due(2),
        Urgency::Due(5),
        Urgency::NotHanded,
        Urgency::Answered,
        Urgency::Closed,
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_public_sees_no_count_below_ten_and_no_quote_with_a_locality_where_few_answered() {
    assert_eq!((shown_count(9), shown_count(10)), (None, Some(10)));
    assert!(may_name_locality(false, 1));
    assert!(!may_name_locality(true, 9));
    assert!(may_name_locality(true, 10));
}

#[test]
fn what_is_typed_is_trimmed_and_measured_in_letters() {
    assert_eq!(required("  Đội thu gom ", 11), Ok("Đội thu gom".to_owned()));
    assert_eq!(required("  Đội thu gom ", 10), Err(TypedFault::TooLong(10)));
    assert_eq!(required(" \n", 10), Err(TypedFault::Missing));
    assert_eq!(optional(" \n", 10), Ok(None));
    assert_eq!(due_day("2026-03-10", day()), Ok(day()));
    assert_eq!(due_day("2026-03-09", day()), Err(TypedFault::Past));
    assert_eq!(due_day("10/03/2026", day()), Err(TypedFault::NotADay));
    assert_eq!(due_day("", day()), Err(TypedFault::Missing));
}
