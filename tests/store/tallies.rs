//! Kept counts are those of the answers, on both databases.

use std::collections::BTreeMap;

use chrono::Duration;
use hailong::flow::collect::{Collector, Sending, Sent};
use hailong::flow::invite::{Invitation, new_links};
use hailong::store::{AnyConnection, StoreFailure, localities, responses, tallies};
use hailong::survey::link::{Code, LinkKind};
use hailong::survey::locality::Group;
use hailong::survey::response::Mode;
use hailong::survey::tally::{Count, Received};
use hailong::survey::wave::WaveId;

use crate::harness::databases::{self, Database};
use crate::harness::wave;
use crate::survey::sample::form;

const WAVE: WaveId = WaveId(1);

fn read<T>(
    database: &Database,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreFailure>,
) -> T {
    database.store.read_blocking(work).unwrap()
}

fn code(database: &Database, kind: LinkKind, locality: i16, group: &str) -> Code {
    let wanted = Invitation {
        kind,
        locality,
        group: Some(group.to_owned()),
        expires_at: None,
        count: 1,
    };
    let known = Group {
        locality: wave::new_wave()
            .localities
            .remove(usize::try_from(locality).unwrap()),
        code: group.to_owned(),
        name: group.to_owned(),
        households: None,
    };
    let store = &database.store;
    store
        .write_blocking(|connection| localities::keep_groups(connection, &[known]))
        .unwrap();
    let codes = new_links(store, wave::clock(), wave::WAVE, &wanted);
    codes.unwrap().remove(0)
}

/// The counts of the answers themselves.
fn truth(database: &Database, locality: i16) -> BTreeMap<String, Received> {
    let mut found: BTreeMap<String, Received> = BTreeMap::new();
    for one in read(database, |connection| responses::of_wave(connection, WAVE)) {
        if one.locality == locality {
            let cell = found.entry(one.group.unwrap_or_default()).or_default();
            *cell.of(one.mode) += Count {
                responses: 1,
                complete: i64::from(one.complete),
            };
        }
    }
    found
}

fn total(by_part: impl IntoIterator<Item = Received>) -> Received {
    let mut sum = Received::default();
    by_part.into_iter().for_each(|part| sum += part);
    sum
}

fn assert_true(database: &Database) {
    let everywhere = read(database, |connection| {
        tallies::by_locality(connection, WAVE)
    });
    for locality in [0, 1] {
        let groups = read(database, |connection| {
            tallies::by_group(connection, WAVE, locality)
        });
        assert_eq!(groups, truth(database, locality), "{}", database.url);
        let days = read(database, |connection| {
            tallies::by_day(connection, WAVE, Some(locality))
        });
        let here = everywhere.get(&locality).copied().unwrap_or_default();
        assert_eq!(here, total(groups.into_values()), "{}", database.url);
        assert_eq!(here, total(days.into_values()), "{}", database.url);
    }
}

/// Each entry is an answer: the code, and the mark of the browser.
fn send(collector: &Collector, sent: &[(&Code, Option<&str>)]) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        for (number, (code, mark)) in sent.iter().enumerate() {
            let outcome = collector
                .submit(&Sending {
                    code,
                    idempotency_key: &format!("key-{number}"),
                    answers: &wave::answers(&form(), number),
                    draft_secret: None,
                    device_mark: *mark,
                })
                .await;
            assert!(matches!(outcome, Ok(Sent::Taken { fresh: true, .. })));
        }
    });
}

/// Until the writer has added what it had summed.
fn settle(database: &Database, expected: i64) {
    let responses = |database: &Database| {
        let everywhere = read(database, |connection| {
            tallies::by_locality(connection, WAVE)
        });
        total(everywhere.into_values()).all().responses
    };
    for _ in 0..500 {
        if responses(database) == expected {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("{}: {}", database.url, responses(database));
}

#[test]
fn counts_follow_the_answers_by_locality_group_mode_and_day() {
    for database in databases::both() {
        wave::open(&database.store);
        let poster = code(&database, LinkKind::Open, 0, "kp1");
        let slip = code(&database, LinkKind::Single, 1, "kp9");
        let collector = Collector::start(database.store.clone(), wave::clock()).unwrap();
        send(
            &collector,
            &[(&poster, None), (&poster, None), (&slip, None)],
        );
        settle(&database, 3);
        assert_true(&database);
        let days = read(&database, |connection| {
            tallies::by_day(connection, WAVE, None)
        });
        assert_eq!(
            days.into_keys().collect::<Vec<_>>(),
            [wave::now().date()],
            "15:00 in Viet Nam is the same day"
        );
    }
}

#[test]
fn two_writers_add_up() {
    for database in databases::both() {
        wave::open(&database.store);
        let poster = code(&database, LinkKind::Open, 0, "kp1");
        let first = Collector::start(database.store.clone(), wave::clock()).unwrap();
        let second = Collector::start(database.store.clone(), wave::clock()).unwrap();
        send(&first, &[(&poster, Some("a")), (&poster, Some("b"))]);
        let other = code(&database, LinkKind::Open, 0, "kp1");
        send(&second, &[(&other, Some("a")), (&other, Some("c"))]);
        settle(&database, 4);
        assert_true(&database);
    }
}

#[test]
fn a_writer_that_starts_while_another_has_sums_in_hand_counts_nothing_twice() {
    for database in databases::both() {
        wave::open(&database.store);
        let slips: Vec<Code> = wave::codes(&database.store, LinkKind::Single, 0, 40);
        let first = Collector::start(database.store.clone(), wave::clock()).unwrap();
        let sent: Vec<_> = slips.iter().map(|code| (code, None)).collect();
        let (before, after) = sent.split_at(20);
        send(&first, before);
        let second = Collector::start(database.store.clone(), wave::clock()).unwrap();
        assert_true(&database);
        send(&second, &after[..10]);
        send(&first, &after[10..]);
        settle(&database, 40);
        std::thread::sleep(std::time::Duration::from_millis(1_300));
        assert_true(&database);
    }
}

#[test]
fn answers_from_before_there_were_counts_go_to_the_day_of_opening() {
    for database in databases::both() {
        wave::open(&database.store);
        let poster = code(&database, LinkKind::Open, 0, "kp1");
        let collector = Collector::start(database.store.clone(), wave::clock()).unwrap();
        send(&collector, &[(&poster, None), (&poster, None)]);
        settle(&database, 2);
        drop(collector);
        databases::run(&database, "DELETE FROM tally; DELETE FROM day_tally;");
        Collector::start(database.store.clone(), wave::clock()).unwrap();
        assert_true(&database);
        let days = read(&database, |connection| {
            tallies::by_day(connection, WAVE, None)
        });
        let opened = (wave::now() - Duration::days(1)).date();
        assert_eq!(days.into_keys().collect::<Vec<_>>(), [opened]);
    }
}

#[test]
fn an_answer_typed_in_by_staff_is_counted_in_its_own_transaction() {
    for database in databases::both() {
        wave::open(&database.store);
        let day = wave::now().date();
        let count = |connection: &mut AnyConnection| {
            tallies::count_one(connection, WAVE, (0, Some("kp1")), Mode::Entry, true, day)
        };
        database.store.write_blocking(count).unwrap();
        let undone: Result<(), StoreFailure> = database.store.write_blocking(|connection| {
            count(connection)?;
            Err(StoreFailure::Missing("on purpose"))
        });
        assert!(undone.is_err());
        database.store.write_blocking(count).unwrap();
        let groups = read(&database, |connection| {
            tallies::by_group(connection, WAVE, 0)
        });
        let typed = groups.get("kp1").unwrap().entry;
        assert_eq!((typed.responses, typed.complete), (2, 2));
    }
}

#[test]
fn an_open_link_knows_how_many_devices_sent_through_it_and_forgets_at_closing() {
    for database in databases::both() {
        wave::open(&database.store);
        let poster = code(&database, LinkKind::Open, 0, "kp1");
        let slip = code(&database, LinkKind::Single, 0, "kp1");
        let collector = Collector::start(database.store.clone(), wave::clock()).unwrap();
        let marks: Vec<String> = (0..9).map(|at| format!("mark-{}", at % 3)).collect();
        let mut sent: Vec<_> = marks
            .iter()
            .map(|mark| (&poster, Some(mark.as_str())))
            .collect();
        sent.push((&slip, Some("mark-9")));
        send(&collector, &sent);
        settle(&database, 10);
        let links = |locality| {
            read(&database, |connection| {
                tallies::by_link(connection, WAVE, locality)
            })
        };
        let found = links(Some(0));
        assert_eq!(found.len(), 1, "a household's code is not followed");
        assert_eq!((found[0].responses, found[0].devices.estimate()), (9, 3));
        assert_eq!(found[0].group.as_deref(), Some("kp1"));
        assert_eq!(links(None), found);
        assert!(links(Some(1)).is_empty());
        database
            .store
            .write_blocking(|connection| tallies::seal(connection, WAVE))
            .unwrap();
        assert!(links(None).is_empty());
        assert_true(&database);
    }
}
