//! The answering rules.

use hailong::survey::answering::{Answer, Checked, FaultKind, Part, Typed, check, field_is_asked};
use hailong::survey::form::Form;
use hailong::survey::response::{decode, encode, is_complete};
use proptest::prelude::*;

use super::sample::form;

fn typed(pairs: &[(&str, &str)]) -> Typed {
    Typed::new(
        pairs
            .iter()
            .map(|(code, value)| ((*code).to_owned(), (*value).to_owned()))
            .collect(),
    )
}

fn all(form: &Form, pairs: &[(&str, &str)]) -> Checked {
    check(form, Part::All, &typed(pairs), &[])
}

fn fault(form: &Form, pairs: &[(&str, &str)], code: &str) -> Option<FaultKind> {
    let at = form.field_index(code)?;
    all(form, pairs)
        .faults
        .into_iter()
        .find(|fault| fault.field == at)
        .map(|fault| fault.kind)
}

#[test]
fn required_questions_must_be_answered_and_others_need_not() {
    let form = form();
    let missing: Vec<&str> = all(&form, &[])
        .faults
        .iter()
        .map(|fault| form.fields[fault.field].code.as_str())
        .collect();
    assert_eq!(missing, ["dust", "burning"]);
}

#[test]
fn dont_know_answers_a_required_question_in_the_forms_own_code() {
    let form = form();
    let checked = all(&form, &[("dust", "9"), ("burning", "no")]);
    assert!(checked.faults.is_empty());
    assert_eq!(checked.answers[0], Some(Answer::DontKnow));
}

#[test]
fn a_question_that_is_not_asked_has_neither_answer_nor_fault() {
    let form = form();
    let checked = all(
        &form,
        &[
            ("dust", "1"),
            ("burning", "no"),
            ("days", "99"),
            ("what", "straw"),
        ],
    );
    assert!(checked.faults.is_empty());
    assert_eq!(checked.answers[form.field_index("what").unwrap()], None);
    let detail = form.fields.iter().filter(|field| field.section == 1);
    assert!(
        detail.clone().count() > 0
            && detail
                .clone()
                .all(|field| !field_is_asked(&form, field, &checked.answers))
    );
}

#[test]
fn each_rule_names_its_fault() {
    let form = form();
    let asked = |code, value| vec![("dust", "1"), ("burning", "yes"), (code, value)];
    assert_eq!(
        fault(&form, &asked("days", "32"), "days"),
        Some(FaultKind::OutOfRange { min: 0, max: 31 })
    );
    assert_eq!(
        fault(&form, &asked("days", "many"), "days"),
        Some(FaultKind::NotANumber)
    );
    assert_eq!(
        fault(&form, &asked("where", "quá dài quá dài"), "where"),
        Some(FaultKind::TooLong { max_length: 10 })
    );
    assert_eq!(
        fault(&form, &asked("what", "tyres"), "what"),
        Some(FaultKind::UnknownOption)
    );
    assert_eq!(
        fault(&form, &asked("hamlet", "kp1"), "hamlet"),
        Some(FaultKind::UnknownGroup)
    );
    assert_eq!(
        fault(&form, &asked("sex", "x"), "sex"),
        Some(FaultKind::UnknownOption)
    );
    assert_eq!(
        fault(&form, &[("dust", "1"), ("dust", "2")], "dust"),
        Some(FaultKind::TooManyAnswers)
    );
    assert_eq!(
        fault(&form, &[("dust", "6")], "dust"),
        Some(FaultKind::UnknownOption)
    );
    let several = |chosen: &[&'static str]| {
        let mut pairs = vec![("dust", "1"), ("burning", "yes")];
        pairs.extend(chosen.iter().map(|code| ("what", *code)));
        fault(&form, &pairs, "what")
    };
    assert_eq!(
        several(&["straw", "none"]),
        Some(FaultKind::ExclusiveWithOthers)
    );
    assert_eq!(
        several(&["straw", "plastic", "leaves"]),
        Some(FaultKind::TooMany { max: 2 })
    );
    assert_eq!(several(&["straw", "plastic"]), None);
}

#[test]
fn one_section_is_judged_by_itself() {
    let form = form();
    let checked = check(&form, Part::Section(1), &typed(&[("burning", "yes")]), &[]);
    let codes: Vec<&str> = checked
        .faults
        .iter()
        .map(|fault| form.fields[fault.field].code.as_str())
        .collect();
    assert_eq!(codes, ["what"]);
}

#[test]
fn a_response_is_complete_from_four_items_in_five() {
    let form = form();
    let enough = all(
        &form,
        &[
            ("dust", "1"),
            ("noise_day", "2"),
            ("noise_night", "9"),
            ("burning", "no"),
        ],
    );
    let too_few = all(
        &form,
        &[("dust", "1"), ("noise_day", "2"), ("burning", "no")],
    );
    assert!(is_complete(&form, &enough.answers));
    assert!(!is_complete(&form, &too_few.answers));
}

fn values_for(code: &'static str) -> BoxedStrategy<Vec<(String, String)>> {
    let words = prop_oneof![
        4 => prop::sample::select(vec!["1", "2", "3", "4", "5", "9", "yes", "no", "straw", "plastic", "leaves", "none", "f", "m"])
            .prop_map(str::to_owned),
        1 => (-50..50_i32).prop_map(|n| n.to_string()),
        1 => "\\PC{0,14}",
    ];
    prop::collection::vec(words.prop_map(move |value| (code.to_owned(), value)), 0..3).boxed()
}

fn anything_typed() -> impl Strategy<Value = Vec<(String, String)>> {
    let codes = [
        "dust",
        "noise_day",
        "noise_night",
        "burning",
        "what",
        "days",
        "where",
        "hamlet",
        "sex",
    ];
    codes
        .into_iter()
        .map(values_for)
        .collect::<Vec<_>>()
        .prop_map(|parts| parts.concat())
}

/// Answers as they would be typed again.
fn retyped(form: &Form, answers: &[Option<Answer>]) -> Typed {
    let mut pairs = Vec::new();
    for (field, answer) in form.fields.iter().zip(answers) {
        let option = |at: &u8| {
            form.question(field).kind.options()[usize::from(*at)]
                .code
                .clone()
        };
        let values = match answer {
            None => vec![],
            Some(Answer::Level(level)) => vec![level.to_string()],
            Some(Answer::DontKnow) => vec!["9".to_owned()],
            Some(Answer::One(at)) => vec![option(at)],
            Some(Answer::Many(several)) => several.iter().map(option).collect(),
            Some(Answer::Number(number)) => vec![number.to_string()],
            Some(Answer::Text(text) | Answer::Group(text)) => vec![text.clone()],
        };
        pairs.extend(values.into_iter().map(|value| (field.code.clone(), value)));
    }
    Typed::new(pairs)
}

proptest! {
    #[test]
    fn stored_bytes_give_the_closed_answers_back(pairs in anything_typed()) {
        let form = form();
        let answers = check(&form, Part::All, &Typed::new(pairs), &[]).answers;
        let closed: Vec<_> =
            answers.iter().cloned().map(|a| a.filter(|a| !matches!(a, Answer::Text(_) | Answer::Group(_)))).collect();
        prop_assert_eq!(decode(&form, &encode(&form, &answers)).unwrap(), closed);
    }

    #[test]
    fn accepted_answers_are_accepted_again_unchanged(pairs in anything_typed()) {
        let form = form();
        let first = check(&form, Part::All, &Typed::new(pairs), &[]);
        let again = check(&form, Part::All, &retyped(&form, &first.answers), &[]);
        prop_assert_eq!(&again.answers, &first.answers);
        prop_assert!(again.faults.iter().all(|fault| fault.kind == FaultKind::Missing));
    }

    #[test]
    fn no_accepted_answer_breaks_a_rule(pairs in anything_typed()) {
        let form = form();
        let answers = check(&form, Part::All, &Typed::new(pairs), &[]).answers;
        let of = |code| answers[form.field_index(code).unwrap()].clone();
        if let Some(Answer::Many(chosen)) = of("what") {
            prop_assert!(chosen.len() <= 2 && (chosen.len() == 1 || !chosen.contains(&3)));
        }
        if let Some(Answer::Number(days)) = of("days") {
            prop_assert!((0..=31).contains(&days));
        }
        if let Some(Answer::Text(place)) = of("where") {
            prop_assert!(place.chars().count() <= 10);
        }
        if of("burning") != Some(Answer::One(0)) {
            prop_assert!(of("what").is_none() && of("days").is_none() && of("where").is_none());
        }
    }

    #[test]
    fn random_bytes_never_panic_the_decoder(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let _ = decode(&form(), &bytes);
    }
}
