//! Decisions as they lie in the method file.

use hailong::edition::method::decided::decided;
use hailong::survey::exclusion::{Rule, Verdict};

const BARE: &str =
    "# as fixed\ncode = \"m\"\nversion = 1\nstyle = \"mean\"\n\n[design]\nkind = \"opt_in\"\n";

fn burst() -> Rule {
    Rule::Burst {
        locality: "20335".to_owned(),
        start: "2026-05-03T14:20".to_owned(),
    }
}

fn with(text: &str, decisions: &[(Rule, Verdict)]) -> String {
    decided(
        text,
        decisions.iter().map(|(rule, verdict)| (rule, verdict)),
    )
    .unwrap()
}

#[test]
fn a_method_that_says_it_already_stays_as_it_was_written() {
    for decisions in [
        vec![],
        vec![(Rule::TwoFlags, Verdict::Exclude)],
        vec![(burst(), Verdict::Keep)],
    ] {
        assert_eq!(with(BARE, &decisions), BARE);
    }
}

#[test]
fn what_is_decided_is_added_once_and_everything_else_stays() {
    let decisions = [
        (Rule::TwoFlags, Verdict::Exclude),
        (burst(), Verdict::Exclude),
    ];
    let once = with(BARE, &decisions);
    let table: toml::Table = once.parse().unwrap();
    let bursts = table["screening"]["confirmed_bursts"].as_array().unwrap();
    assert_eq!(bursts.len(), 1);
    assert_eq!(bursts[0]["start"].as_str(), Some("2026-05-03T14:20"));
    assert_eq!(table["design"]["kind"].as_str(), Some("opt_in"));
    let again: toml::Table = with(&once, &decisions).parse().unwrap();
    assert_eq!(again, table);
    let kept = with(BARE, &[(Rule::TwoFlags, Verdict::Keep)]);
    assert!(kept.contains("exclude = false"), "{kept}");
}

#[test]
fn what_is_no_method_file_is_not_guessed_at() {
    assert_eq!(decided("code = ", []), None);
}
