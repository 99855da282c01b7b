//! A small wave that is open now.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use hailong::clock::Clock;
use hailong::flow::collect::{Collector, Sending, Sent};
use hailong::flow::invite::{Invitation, new_links};
use hailong::flow::prepare::{NewWave, create_wave, keep_localities, open_wave};
use hailong::store::Store;
use hailong::survey::answering::{Answers, Part, Typed, check};
use hailong::survey::form::Form;
use hailong::survey::link::{Code, LinkKind};
use hailong::survey::locality::{Locality, LocalityKey};

use crate::survey::sample::{FORM, form};

pub const WAVE: &str = "test-2026";

pub const METHOD: &str =
    "code = \"test\"\nversion = 1\nstyle = \"satisfied\"\n\n[design]\nkind = \"probability\"\n";

pub fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 3, 1)
        .unwrap()
        .and_hms_opt(8, 0, 0)
        .unwrap()
}

pub fn clock() -> Clock {
    Clock::Fixed(now())
}

pub fn key(code: &str) -> LocalityKey {
    LocalityKey {
        code: code.to_owned(),
        valid_from: NaiveDate::from_ymd_opt(2025, 7, 1).unwrap(),
    }
}

fn locality(code: &str, name: &str) -> Locality {
    Locality {
        key: key(code),
        valid_to: None,
        kind: "ward".to_owned(),
        name: name.to_owned(),
        parent_code: None,
        population: Some(30_000),
        households: Some(8_000),
        reference_date: None,
    }
}

pub fn new_wave() -> NewWave {
    NewWave {
        code: WAVE.to_owned(),
        title_vi: "Đợt thử".to_owned(),
        title_en: "A test".to_owned(),
        form: FORM.to_owned(),
        method: METHOD.to_owned(),
        localities: vec![key("1"), key("2")],
        opens_at: now() - Duration::days(1),
        closes_at: now() + Duration::days(20),
        simulated: false,
    }
}

pub fn localities() -> Vec<Locality> {
    vec![locality("1", "Phường Một"), locality("2", "Phường Hai")]
}

/// Two localities, the sample form, an open wave.
pub fn open(store: &Store) {
    keep_localities(store, &localities(), &[], &[]).unwrap();
    create_wave(store, &new_wave()).unwrap();
    open_wave(store, WAVE).unwrap();
}

/// A wave of `form` that the machine's own clock finds open.
pub fn open_for_long(store: &Store, form: &str) {
    let mut new = new_wave();
    new.form = form.to_owned();
    new.opens_at = now() - Duration::days(3_650);
    new.closes_at = now() + Duration::days(36_500);
    keep_localities(store, &localities(), &[], &[]).unwrap();
    create_wave(store, &new).unwrap();
    open_wave(store, WAVE).unwrap();
}

pub fn codes(store: &Store, kind: LinkKind, locality: i16, count: usize) -> Vec<Code> {
    new_links(
        store,
        clock(),
        WAVE,
        &Invitation {
            kind,
            locality,
            group: None,
            expires_at: None,
            count,
        },
    )
    .unwrap()
}

/// Answers that differ by `number`: five levels each for two items and two sexes.
pub fn answers(form: &Form, number: usize) -> Answers {
    let level = |at: usize| (1 + at % 5).to_string();
    let pairs = [
        ("dust", level(number)),
        ("noise_day", level(number / 5)),
        ("noise_night", level(number / 25)),
        ("burning", "no".to_owned()),
        (
            "sex",
            if (number / 125).is_multiple_of(2) {
                "f"
            } else {
                "m"
            }
            .to_owned(),
        ),
    ];
    let typed = Typed::new(
        pairs
            .into_iter()
            .map(|(code, value)| (code.to_owned(), value))
            .collect(),
    );
    check(form, Part::All, &typed, &[]).answers
}

pub async fn send(
    collector: &Collector,
    code: &Code,
    idempotency_key: &str,
    number: usize,
) -> Sent {
    let answers = answers(&form(), number);
    collector
        .submit(&Sending {
            code,
            idempotency_key,
            answers: &answers,
            draft_secret: None,
            device_mark: None,
        })
        .await
        .unwrap()
}
