//! From the numbers on a sheet to answers, and back.

use hailong::survey::answering::{Answer, Answers, FaultKind, Typed, field_is_asked};
use hailong::survey::form::Form;
use hailong::survey::locality::Group;
use hailong::survey::paper::{Agreement, differences, is_blank, keyed, keys, read, typed_fields};
use hailong::survey::paper_batch::{BatchFault, NewBatch};
use hailong::survey::question::Kind;
use proptest::prelude::*;

use super::sample::form;
use crate::harness::wave::key;

fn groups() -> Vec<Group> {
    ["kp7", "kp12", "x"]
        .map(|code| Group {
            locality: key("1"),
            code: code.to_owned(),
            name: format!("Khối phố {code}"),
            households: None,
        })
        .to_vec()
}

fn typed(pairs: &[(&str, &str)]) -> Typed {
    let owned = |(code, value): &(&str, &str)| ((*code).to_owned(), (*value).to_owned());
    Typed::new(pairs.iter().map(owned).collect())
}

fn answer(form: &Form, pairs: &[(&str, &str)], code: &str) -> Option<Answer> {
    let checked = read(form, &typed(pairs), &groups());
    checked.answers[form.field_index(code).unwrap()].clone()
}

fn fault(form: &Form, pairs: &[(&str, &str)]) -> Vec<(String, FaultKind)> {
    let checked = read(form, &typed(pairs), &groups());
    let faults = checked.faults.into_iter();
    faults
        .map(|fault| (form.fields[fault.field].code.clone(), fault.kind))
        .collect()
}

#[test]
fn digits_stand_for_what_is_printed_beside_them() {
    let form = form();
    for (pairs, code, expected) in [
        (vec![("dust", "4")], "dust", Some(Answer::Level(4))),
        (vec![("dust", " 9 ")], "dust", Some(Answer::DontKnow)),
        (vec![("dust", "0")], "dust", None),
        (vec![("dust", "")], "dust", None),
        (vec![("burning", "2")], "burning", Some(Answer::One(1))),
        (
            vec![("burning", "1"), ("what", "13")],
            "what",
            Some(Answer::Many(vec![0, 2])),
        ),
        (
            vec![("burning", "1"), ("what", "3, 1")],
            "what",
            Some(Answer::Many(vec![0, 2])),
        ),
        (
            vec![("burning", "1"), ("days", "0")],
            "days",
            Some(Answer::Number(0)),
        ),
        (vec![("burning", "1"), ("days", "")], "days", None),
        (
            vec![("hamlet", "2")],
            "hamlet",
            Some(Answer::Group("kp12".to_owned())),
        ),
        (vec![("hamlet", "0")], "hamlet", None),
    ] {
        assert_eq!(answer(&form, &pairs, code), expected, "{pairs:?}");
        assert!(fault(&form, &pairs).is_empty(), "{pairs:?}");
    }
}

#[test]
fn a_code_of_the_form_is_not_what_stands_on_the_sheet() {
    let form = form();
    for (code, wrong) in [
        ("burning", "yes"),
        ("dust", "6"),
        ("dust", "44"),
        ("hamlet", "kp7"),
        ("sex", "3"),
    ] {
        let expected = vec![(code.to_owned(), FaultKind::UnknownOption)];
        assert_eq!(fault(&form, &[(code, wrong)]), expected, "{code} {wrong}");
    }
}

#[test]
fn a_blank_on_paper_is_never_a_fault_but_too_much_is() {
    let form = form();
    assert!(fault(&form, &[]).is_empty());
    assert!(is_blank(
        &read(&form, &typed(&[("dust", "0")]), &groups()).answers
    ));
    let faults = fault(&form, &[("burning", "1"), ("what", "123"), ("days", "40")]);
    let kinds: Vec<_> = faults.into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(
        kinds,
        [
            FaultKind::TooMany { max: 2 },
            FaultKind::OutOfRange { min: 0, max: 31 }
        ]
    );
}

#[test]
fn what_the_sheet_should_have_skipped_is_neither_answer_nor_fault() {
    let form = form();
    let pairs = [("burning", "2"), ("what", "77"), ("days", "3")];
    assert!(fault(&form, &pairs).is_empty());
    assert_eq!(answer(&form, &pairs, "days"), None);
}

#[test]
fn a_group_that_the_batch_says_is_not_typed() {
    let form = form();
    let hamlet = form.field_index("hamlet").unwrap();
    let typed_in = |groups: &[Group]| {
        typed_fields(&form, groups)
            .iter()
            .any(|(at, _)| *at == hamlet)
    };
    assert!(typed_in(&groups()) && !typed_in(&[]));
    let checked = read(&form, &typed(&[("hamlet", "1")]), &[]);
    assert!(checked.faults.is_empty() && checked.answers[hamlet].is_none());
}

#[test]
fn two_typists_differ_in_what_the_words_say_not_in_how_they_are_spaced() {
    let form = form();
    let at =
        |where_: &str| read(&form, &typed(&[("burning", "1"), ("where", where_)]), &[]).answers;
    assert!(differences(&at("chợ  Mới"), &at("Chợ mới")).is_empty());
    let place = form.field_index("where").unwrap();
    assert_eq!(differences(&at("chợ"), &at("")), [place]);
    assert_eq!(Agreement::of(&at("chợ"), &at("sông")).differing, 0);
}

#[test]
fn slips_are_told_from_another_sheet() {
    let agreement = |compared, differing| Agreement {
        compared,
        differing,
    };
    for slips in [agreement(5, 3), agreement(16, 4), agreement(40, 10)] {
        assert!(!slips.is_another_sheet(), "{slips:?}");
    }
    for other in [agreement(4, 4), agreement(15, 4), agreement(40, 11)] {
        assert!(other.is_another_sheet(), "{other:?}");
    }
}

#[test]
fn a_batch_has_sheets_of_a_known_group_that_came_in_while_there_were_any() {
    let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
    let batch = |group: Option<&str>, received, sheets| {
        let new = NewBatch {
            group: group.map(ToOwned::to_owned),
            received: day(received),
            sheets,
        };
        new.faults(day(1), day(9), |code| code == "kp7")
    };
    assert!(batch(Some("kp7"), 1, 2_000).is_empty());
    assert!(batch(None, 9, 1).is_empty());
    assert_eq!(batch(Some("kp8"), 5, 1), [BatchFault::UnknownGroup]);
    assert_eq!(
        batch(None, 10, 0),
        [BatchFault::Received, BatchFault::Sheets]
    );
    assert_eq!(batch(None, 5, 2_001), [BatchFault::Sheets]);
}

/// Any answer that `kind` allows.
fn any_answer(form: &Form, at: usize) -> BoxedStrategy<Option<Answer>> {
    let field = &form.fields[at];
    let options = keys(form, field, &groups()).len() as u8;
    let given = match &form.question(field).kind {
        Kind::Scale { .. } | Kind::Grid { .. } => {
            prop_oneof![(1_u8..6).prop_map(Answer::Level), Just(Answer::DontKnow)].boxed()
        }
        Kind::Single { .. } | Kind::AgeBand { .. } | Kind::Sex { .. } => {
            (0..options).prop_map(Answer::One).boxed()
        }
        // The last option of the sample goes with no other.
        Kind::Multiple { max, .. } => prop_oneof![
            prop::sample::subsequence((0..options - 1).collect::<Vec<u8>>(), 1..=*max)
                .prop_map(Answer::Many),
            Just(Answer::Many(vec![options - 1])),
        ]
        .boxed(),
        Kind::Number { min, max, .. } => (*min..=*max).prop_map(Answer::Number).boxed(),
        Kind::ShortText { .. } | Kind::LongText { .. } => {
            "[a-zăâđêôơư]{1,10}".prop_map(Answer::Text).boxed()
        }
        Kind::Group => prop::sample::select(groups())
            .prop_map(|group| Answer::Group(group.code))
            .boxed(),
    };
    prop::option::weighted(0.8, given).boxed()
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let form = form();
    let fields: Vec<_> = (0..form.fields.len())
        .map(|at| any_answer(&form, at))
        .collect();
    fields.prop_map(move |mut answers| {
        for at in 0..answers.len() {
            if !field_is_asked(&form, &form.fields[at], &answers) {
                answers[at] = None;
            }
        }
        answers
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn what_is_keyed_for_answers_is_read_as_those_answers(answers in any_answers()) {
        let (form, groups) = (form(), groups());
        let pairs = form.fields.iter().zip(&answers);
        let pairs = pairs.map(|(field, answer)| {
            (field.code.clone(), keyed(&form, field, &groups, answer.as_ref()))
        });
        let checked = read(&form, &Typed::new(pairs.collect()), &groups);
        prop_assert!(checked.faults.is_empty());
        prop_assert!(differences(&answers, &checked.answers).is_empty());
        prop_assert_eq!(checked.answers, answers);
    }

    #[test]
    fn anything_can_be_typed_without_harm(values in prop::collection::vec(".{0,12}", 10)) {
        let form = form();
        let pairs = form.fields.iter().zip(values);
        let typed = Typed::new(pairs.map(|(field, value)| (field.code.clone(), value)).collect());
        let checked = read(&form, &typed, &groups());
        prop_assert_eq!(checked.answers.len(), form.fields.len());
        prop_assert!(checked.faults.is_sorted_by_key(|fault| fault.field));
    }

    #[test]
    fn differences_are_where_two_readings_differ(first in any_answers(), second in any_answers()) {
        let found = differences(&first, &second);
        prop_assert!(differences(&first, &first).is_empty());
        prop_assert_eq!(differences(&second, &first), found.clone());
        let agreement = Agreement::of(&first, &second);
        prop_assert!(agreement.differing as usize <= found.len());
        prop_assert!(agreement.differing <= agreement.compared);
    }
}
