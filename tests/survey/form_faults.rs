//! Faults in form files: each is found, on its line, together with all others.

use hailong::survey::form_fault::{Expected, FormFault, FormFaultKind as Kind};
use hailong::survey::reading;
use hailong::wording::Tongue;
use hailong::wording::form_faults::sentence;
use proptest::prelude::*;

use super::sample::{FORM, line_of};

fn faults(source: &str) -> Vec<FormFault> {
    reading::read(source).err().unwrap_or_default()
}

/// `file:line: what is wrong: what to do`, with nothing left to fill in, and not the same words twice.
fn said_in_both_languages(fault: &FormFault) {
    let said = [Tongue::Vi, Tongue::En].map(|tongue| sentence("a.toml", fault, tongue));
    for one in &said {
        let begin = format!("a.toml:{}: ", fault.line);
        let rest = one.strip_prefix(&begin).unwrap();
        assert!(rest.contains(": ") && !rest.ends_with(": "), "{one}");
        for hole in ["{key}", "{code}", "{language}", "{expected}", "{nearest}"] {
            assert!(!one.contains(hole), "{one}");
        }
    }
    assert_ne!(said[0], said[1]);
}

#[test]
fn every_fault_is_found_on_its_line() {
    let table: Vec<(&str, &str, Kind)> = vec![
        (
            "version = 1",
            "version = \"one\"",
            Kind::WrongType {
                key: "version".into(),
                expected: Expected::WholeNumber,
            },
        ),
        (
            "required = true",
            "requird = true",
            Kind::UnknownKey {
                key: "requird".into(),
                nearest: Some("required".into()),
            },
        ),
        (
            "max_length = 10",
            "colour = 10",
            Kind::UnknownKey {
                key: "colour".into(),
                nearest: None,
            },
        ),
        (
            "code = \"days\"",
            "code = \"dust\"",
            Kind::Duplicate {
                code: "dust".into(),
            },
        ),
        (
            "code = \"noise_day\"",
            "code = \"dust\"",
            Kind::Duplicate {
                code: "dust".into(),
            },
        ),
        (
            "code = \"detail\"",
            "code = \"air\"",
            Kind::Duplicate { code: "air".into() },
        ),
        (
            "{ code = \"m\"",
            "{ code = \"f\"",
            Kind::Duplicate { code: "f".into() },
        ),
        (
            "code = \"dust\"",
            "code = \"Bụi\"",
            Kind::BadCode {
                code: "Bụi".into()
            },
        ),
        (
            "code = \"days\"",
            "code = \"weight\"",
            Kind::ReservedCode {
                code: "weight".into(),
            },
        ),
        (
            "vi = \"Bụi?\", en = \"Dust?\"",
            "vi = \"Bụi?\"",
            Kind::MissingTranslation {
                key: "text".into(),
                language: "en".into(),
            },
        ),
        (
            "vi = \"Bụi?\"",
            "vi = \" \"",
            Kind::EmptyText { key: "text".into() },
        ),
        (
            "vi = \"Bụi?\"",
            "vi = \"Bu\u{323}i?\"",
            Kind::NotComposed { key: "text".into() },
        ),
        (
            "vi = \"Bụi?\"",
            "fr = \"Poussière\", vi = \"Bụi?\"",
            Kind::UndeclaredLanguage {
                key: "text".into(),
                language: "fr".into(),
            },
        ),
        (
            "kind = \"number\"",
            "kind = \"numbr\"",
            Kind::UnknownKind {
                kind: "numbr".into(),
            },
        ),
        (
            "scale = \"satisfaction\"",
            "scale = \"other\"",
            Kind::UnknownScale {
                scale: "other".into(),
            },
        ),
        ("max = 2", "max = 9", Kind::MaxAboveOptions { options: 4 }),
        ("max = 31", "max = -1", Kind::MinAboveMax),
        (
            "question = \"burning\"",
            "question = \"fire\"",
            Kind::ConditionUnknown {
                question: "fire".into(),
            },
        ),
        (
            "question = \"burning\"",
            "question = \"sex\"",
            Kind::ConditionNotEarlier {
                question: "sex".into(),
            },
        ),
        (
            "any_of = [\"yes\"]",
            "any_of = [\"maybe\"]",
            Kind::ConditionUnknownOption {
                question: "burning".into(),
                option: "maybe".into(),
            },
        ),
        (
            "weight = 1.0",
            "weight = 0.5",
            Kind::WeightsDoNotSumToOne { sum: 0.5 },
        ),
        (
            "question = \"dust\", weight",
            "question = \"days\", weight",
            Kind::CriterionNotScale {
                question: "days".into(),
            },
        ),
        (
            "question = \"dust\", weight",
            "question = \"nothing\", weight",
            Kind::CriterionUnknown {
                question: "nothing".into(),
            },
        ),
        ("weight = 0.75", "weight = -0.75", Kind::WeightNotPositive),
        (
            "kind = \"group\"",
            "kind = \"sex\"",
            Kind::OnlyOnce { kind: "sex" },
        ),
        ("min = 0\n", "", Kind::MissingKey { key: "min" }),
    ];
    for (good, bad, expected) in table {
        assert!(FORM.contains(good), "{good}");
        let source = FORM.replacen(good, bad, 1);
        let found = faults(&source);
        let fault = found.iter().find(|fault| fault.kind == expected);
        let fault = fault.unwrap_or_else(|| panic!("{bad}: wanted {expected:?}, found {found:?}"));
        said_in_both_languages(fault);
        if !bad.is_empty()
            && !matches!(
                expected,
                Kind::WeightsDoNotSumToOne { .. } | Kind::OnlyOnce { .. }
            )
        {
            let first_changed = FORM
                .find(good)
                .map_or(0, |at| FORM[..at].matches('\n').count() + 1);
            assert_eq!(fault.line, first_changed, "{bad}");
        }
    }
}

#[test]
fn a_scale_without_five_levels_is_refused() {
    let source = FORM.replacen(
        "  { text = { vi = \"Bình thường\", en = \"Neutral\" } },\n",
        "",
        1,
    );
    assert!(
        faults(&source)
            .iter()
            .any(|fault| fault.kind == Kind::ScaleLevels { found: 4 })
    );
}

#[test]
fn a_section_that_nobody_can_reach_is_refused() {
    let source = FORM.replacen(
        "ask_if = [{ question = \"burning\", any_of = [\"yes\"] }]",
        "ask_if = [{ question = \"burning\", any_of = [\"yes\"] }, { question = \"burning\", any_of = [\"no\"] }]",
        1,
    );
    let found = faults(&source);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].kind,
        Kind::UnreachableSection {
            section: "detail".into()
        }
    );
    assert_eq!(found[0].line, line_of(&source, "code = \"detail\"") - 1);
}

#[test]
fn several_faults_come_back_at_once_in_the_order_of_the_lines() {
    let source =
        FORM.replacen("max = 31", "max = -1", 1)
            .replacen("required = true", "requird = true", 1);
    let lines: Vec<usize> = faults(&source).iter().map(|fault| fault.line).collect();
    assert_eq!(
        lines,
        [line_of(&source, "requird"), line_of(&source, "max = -1")]
    );
}

#[test]
fn broken_toml_is_reported_with_its_line() {
    let source = FORM.replacen("version = 1", "version = = 1", 1);
    let found = faults(&source);
    assert!(
        found
            .iter()
            .any(|fault| fault.line == 2 && matches!(fault.kind, Kind::Syntax { .. })),
        "{found:?}"
    );
}

proptest! {
    #[test]
    fn random_text_never_panics(text in "\\PC{0,400}") {
        let _ = reading::read(&text);
    }

    #[test]
    fn a_mutilated_form_never_panics(at in 0..FORM.len(), length in 0..80_usize, junk in "[\\[\\]{}=\",a-z0-9\\n]{0,6}") {
        let mut source = FORM.to_owned();
        let start = (0..=at).rev().find(|i| source.is_char_boundary(*i)).unwrap_or(0);
        let end = (start + length).min(source.len());
        let end = (end..=source.len()).find(|i| source.is_char_boundary(*i)).unwrap();
        source.replace_range(start..end, &junk);
        let _ = reading::read(&source);
    }
}
