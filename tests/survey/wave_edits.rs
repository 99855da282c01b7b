//! What may change about a wave, and when.

use chrono::{Duration, NaiveDateTime};
use hailong::survey::wave::{Wave, WaveId, WaveState};
use hailong::survey::wave_edit::{EditFault, Part, changed, check, may_change, whole};
use proptest::prelude::*;

use crate::harness::wave::{key, now};

fn day(number: i64) -> NaiveDateTime {
    now() + Duration::days(number)
}

fn wave(state: WaveState) -> Wave {
    Wave {
        id: WaveId(1),
        code: "w".to_owned(),
        title_vi: "Đợt".to_owned(),
        title_en: "Wave".to_owned(),
        state,
        form_code: "f".to_owned(),
        form_version: 1,
        method: "m".to_owned(),
        opens_at: day(-1),
        closes_at: day(20),
        simulated: false,
        localities: vec![key("1"), key("2")],
    }
}

prop_compose! {
    fn another(state: WaveState)(
        titles in ("[a-z]{0,3}", "[a-z]{0,3}"),
        form in ("[fg]", 1_u32..3),
        method in "[mn]",
        opens in -3_i64..25,
        closes in -3_i64..25,
        localities in prop::sample::subsequence(vec!["1", "2", "3", "1"], 0..4),
        alike in prop::collection::vec(any::<bool>(), 7),
    ) -> Wave {
        let old = wave(state);
        let mut new = old.clone();
        if !alike[0] { new.title_vi = titles.0; }
        if !alike[1] { new.title_en = titles.1; }
        if !alike[2] { (new.form_code, new.form_version) = form; }
        if !alike[3] { new.method = method; }
        if !alike[4] { new.localities = localities.into_iter().map(key).collect(); }
        if !alike[5] { new.opens_at = day(opens); }
        if !alike[6] { new.closes_at = day(closes); }
        new
    }
}

fn state() -> impl Strategy<Value = WaveState> {
    prop::sample::select(WaveState::ALL.to_vec())
}

proptest! {
    #[test]
    fn what_passes_changes_only_what_may_change(
        (old, new) in state().prop_flat_map(|state| (Just(wave(state)), another(state))),
        today in -2_i64..30,
    ) {
        let faults = check(&old, &new, day(today));
        let parts = changed(&old, &new);
        for part in &parts {
            let fixed = faults.contains(&EditFault::Fixed(*part));
            prop_assert_eq!(fixed, !may_change(old.state, *part));
        }
        if faults.is_empty() {
            prop_assert!(new.closes_at > new.opens_at && !new.localities.is_empty());
            prop_assert!(!new.title_vi.is_empty() && !new.title_en.is_empty());
            if old.state == WaveState::Open {
                prop_assert!(new.closes_at >= old.closes_at);
                prop_assert!(new.closes_at == old.closes_at || new.closes_at > day(today));
                prop_assert_eq!((&new.method, &new.localities, new.opens_at), (&old.method, &old.localities, old.opens_at));
            }
            if !matches!(old.state, WaveState::Draft | WaveState::Open) {
                prop_assert_eq!(&old, &new);
            }
        }
    }

    #[test]
    fn a_draft_that_is_whole_may_become_any_other_that_is(new in another(WaveState::Draft), today in -2_i64..30) {
        prop_assert_eq!(check(&wave(WaveState::Draft), &new, day(today)), whole(&new));
    }
}

#[test]
fn margins_and_plan_stand_fast_once_a_wave_is_open() {
    for state in WaveState::ALL {
        for part in [Part::Margins, Part::Plan] {
            assert_eq!(may_change(state, part), state == WaveState::Draft);
        }
    }
}

#[test]
fn an_open_wave_is_extended_and_never_shortened() {
    let old = wave(WaveState::Open);
    let ends = |at| Wave {
        closes_at: at,
        ..old.clone()
    };
    assert_eq!(check(&old, &ends(day(30)), day(5)), []);
    assert_eq!(check(&old, &ends(day(19)), day(5)), [EditFault::Shortened]);
    // Its last day has passed, nobody closed it yet.
    assert_eq!(check(&old, &ends(day(30)), day(25)), []);
    assert_eq!(check(&old, &ends(day(24)), day(25)), [EditFault::Past]);
}

#[test]
fn two_units_of_one_code_are_not_asked_in_one_wave() {
    let mut new = wave(WaveState::Draft);
    let mut old_unit = key("1");
    old_unit.valid_from = old_unit.valid_from.pred_opt().unwrap();
    new.localities.push(old_unit);
    assert_eq!(whole(&new), [EditFault::SameCode("1".to_owned())]);
}
