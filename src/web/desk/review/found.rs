//! What screening found, in rows. Nothing about fewer than ten people.

use std::collections::BTreeMap;

use crate::edition::quality::{Quality, QualityRow, ReviewKind};
use crate::store::waves::KeptWave;
use crate::survey::coverage::{Shown, parts};
use crate::survey::exclusion::{Rule, Verdict};
use crate::web::desk::list::{Heading, Wish};
use crate::web::desk::review::Names;
use crate::web::desk::review::decisions::start_words;
use crate::wording::coverage::part;
use crate::wording::numbers::{count, percent, plain};
use crate::wording::review::{self, Review};
use crate::wording::{Tongue, collation, fill};

pub struct RuleRow {
    pub name: String,
    pub answers: String,
    pub state: &'static str,
    pub mark: &'static str,
}

pub struct FlagRow {
    pub name: &'static str,
    pub threshold: String,
    pub answers: String,
}

pub struct PlaceRow {
    pub name: String,
    pub received: String,
    pub flagged: String,
    pub share: String,
    pub caution: bool,
    known_received: Option<i64>,
    known_flagged: Option<i64>,
    per_mille: Option<i64>,
}

fn number(value: Option<u64>) -> i64 {
    value
        .and_then(|value| i64::try_from(value).ok())
        .unwrap_or(0)
}

/// A count that stands alone.
pub fn alone(tongue: Tongue, value: Option<u64>) -> String {
    match Shown::alone(number(value)) {
        Shown::Few => Review::of(tongue).few.to_owned(),
        Shown::Exactly(value) => count(tongue, value.unsigned_abs()),
    }
}

fn state(
    words: &'static Review,
    rule: &Rule,
    is_there: bool,
    excludes: bool,
    in_force: &BTreeMap<Rule, Verdict>,
) -> (&'static str, &'static str) {
    match in_force.get(rule) {
        _ if !is_there => (words.nothing_to_decide, "quiet"),
        _ if !excludes => (words.never, "quiet"),
        Some(Verdict::Exclude) => (words.excluded, "bad"),
        Some(Verdict::Keep) => (words.kept, "ok"),
        None => (words.undecided, "caution"),
    }
}

pub fn rule_rows(
    tongue: Tongue,
    kept: &KeptWave,
    names: &Names,
    quality: &Quality,
    in_force: &BTreeMap<Rule, Verdict>,
) -> Vec<RuleRow> {
    let words = Review::of(tongue);
    let Some(whole) = quality.rows.first() else {
        return Vec::new();
    };
    let excludes = quality.rules.exclude;
    let hard = |name: &str, value: Option<u64>| RuleRow {
        name: name.to_owned(),
        answers: alone(tongue, value),
        state: words.always,
        mark: "quiet",
    };
    let two_flags = whole.by_reason.two_flags;
    let (said, mark) = state(
        words,
        &Rule::TwoFlags,
        number(two_flags) > 0,
        excludes,
        in_force,
    );
    let mut rows = vec![
        hard(words.impossible, whole.by_reason.impossible),
        hard(words.same_person, whole.by_reason.same_person),
        RuleRow {
            name: words.two_flags.to_owned(),
            answers: alone(tongue, two_flags),
            state: said,
            mark,
        },
    ];
    for one in &quality.review {
        if one.kind != ReviewKind::Burst {
            continue;
        }
        let rule = Rule::Burst {
            locality: one.domain.clone(),
            start: one.code.clone(),
        };
        let (place, start) = (
            names.place(kept, &one.domain),
            start_words(tongue, &one.code),
        );
        let (state, mark) = state(words, &rule, true, excludes, in_force);
        rows.push(RuleRow {
            name: review::rule(tongue, &rule, place, &start),
            answers: alone(tongue, Some(one.n)),
            state,
            mark,
        });
    }
    rows
}

pub fn flag_rows(tongue: Tongue, quality: &Quality) -> Vec<FlagRow> {
    let words = Review::of(tongue);
    let (Some(whole), rules) = (quality.rows.first(), &quality.rules) else {
        return Vec::new();
    };
    let n = |value: f64| plain(tongue, value, 2);
    let rows = [
        (
            words.straight_lining,
            fill(
                words.straight_lining_rule,
                &[
                    ("grids", &rules.straight_line_grids.to_string()),
                    ("items", &rules.straight_line_items.to_string()),
                ],
            ),
            whole.by_flag.straight_lining,
        ),
        (
            words.speeding,
            fill(
                words.speeding_rule,
                &[
                    ("seconds", &n(rules.seconds_per_item)),
                    ("share", &percent(tongue, 100.0 * rules.median_share)),
                ],
            ),
            whole.by_flag.speeding,
        ),
        (
            words.same_answers,
            fill(
                words.same_answers_rule,
                &[
                    ("members", &rules.same_answers_members.to_string()),
                    ("items", &rules.same_answers_items.to_string()),
                ],
            ),
            whole.by_flag.same_answers,
        ),
        (
            words.bursts,
            fill(
                words.bursts_rule,
                &[
                    ("count", &rules.burst_count.to_string()),
                    ("z", &n(rules.burst_z)),
                ],
            ),
            whole.by_flag.burst,
        ),
    ];
    rows.into_iter()
        .map(|(name, threshold, value)| FlagRow {
            name,
            threshold,
            answers: alone(tongue, value),
        })
        .collect()
}

pub fn caution_note(tongue: Tongue, quality: &Quality) -> String {
    let share = percent(tongue, quality.rules.caution_share);
    fill(Review::of(tongue).caution_note, &[("share", &share)])
}

pub fn headings(wish: &Wish, words: &Review) -> Vec<Heading> {
    vec![
        wish.heading("name", words.place),
        wish.heading("received", words.received),
        wish.heading("flagged", words.flagged),
        wish.heading("share", words.share),
    ]
}

/// A share is said only where it gives no small number away: that of the doubted, or that of the others.
fn place_row(
    tongue: Tongue,
    name: &str,
    row: &QualityRow,
    received: Shown,
    flagged: Shown,
) -> PlaceRow {
    let known = received.known().zip(flagged.known());
    let rest = known.map(|(received, flagged)| Shown::alone(received - flagged));
    let known = known.filter(|_| matches!(rest, Some(Shown::Exactly(_))));
    let flagged = known.map_or(Shown::Few, |(_, flagged)| Shown::Exactly(flagged));
    let share = known.map(|(received, flagged)| 100.0 * flagged as f64 / received as f64);
    PlaceRow {
        name: name.to_owned(),
        received: part(tongue, received),
        flagged: part(tongue, flagged),
        share: share.map_or_else(|| "–".to_owned(), |share| percent(tongue, share)),
        caution: row.caution && share.is_some(),
        known_received: received.known(),
        known_flagged: flagged.known(),
        per_mille: share.map(|share| (share * 10.0) as i64),
    }
}

pub fn place_rows(
    tongue: Tongue,
    kept: &KeptWave,
    names: &Names,
    quality: &Quality,
    wish: &Wish,
) -> Vec<PlaceRow> {
    let localities = quality.rows.get(1..).unwrap_or_default();
    let counts = |of: fn(&QualityRow) -> Option<u64>| {
        parts(
            &localities
                .iter()
                .map(|row| number(of(row)))
                .collect::<Vec<_>>(),
        )
    };
    let shown = counts(|row| row.received)
        .into_iter()
        .zip(counts(|row| row.flagged));
    let mut rows: Vec<PlaceRow> = localities
        .iter()
        .zip(shown)
        .map(|(row, (received, flagged))| {
            let name = names.place(kept, &row.domain);
            place_row(tongue, name, row, received, flagged)
        })
        .filter(|row| wish.finds(&[&row.name]))
        .collect();
    match wish.column.as_str() {
        "received" => wish.sort_by_key(&mut rows, |row| row.known_received),
        "flagged" => wish.sort_by_key(&mut rows, |row| row.known_flagged),
        "share" => wish.sort_by_key(&mut rows, |row| row.per_mille),
        _ => wish.sort_by_key(&mut rows, |row| collation::key(&row.name)),
    }
    rows
}
