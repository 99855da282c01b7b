//! Address lists, invitations and reminders, on both databases: who is written to, and what nobody can find out.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDateTime};
use hailong::clock::Clock;
use hailong::exchange::addresses::{self as list, Addresses};
use hailong::flow::close::close;
use hailong::flow::collect::{Collector, Sent};
use hailong::flow::folder::DataFolder;
use hailong::flow::letters::{self, LetterFailure, Place, Standing};
use hailong::store::outbox::{self, Outcome, Turn};
use hailong::store::waves::KeptWave;
use hailong::store::{Store, addresses, waves};
use hailong::survey::addresses::{AddressList, Basis, LeftOut, Unanswered, Why};
use hailong::survey::email::EmailAddress;
use hailong::survey::letter::{Found, LetterKind, LetterState, Ticket};
use hailong::survey::wave::WaveId;

use crate::harness::databases::{self, Database};
use crate::harness::wave::{self, now};

fn kept(store: &Store) -> KeptWave {
    store
        .read_blocking(|connection| waves::find(connection, wave::WAVE))
        .unwrap()
        .unwrap()
}

fn people(from: usize, to: usize) -> Addresses {
    let lines: Vec<String> = (from..to).map(|at| format!("dan{at}@k.example")).collect();
    list::read("dán", lines.join("\n").as_bytes(), &[]).unwrap()
}

fn add(store: &Store, locality: i16, read: Addresses) -> Vec<LeftOut> {
    let kept = kept(store);
    let place = Place {
        kept: &kept,
        locality,
    };
    store
        .attempt_blocking(|connection| {
            letters::add_list(connection, place, read, Basis::Asked, "họp tổ", now())
        })
        .unwrap()
}

fn invite(store: &Store, at: NaiveDateTime) -> Result<usize, LetterFailure> {
    let kept = kept(store);
    let place = Place {
        kept: &kept,
        locality: 0,
    };
    store.attempt_blocking(|connection| letters::invite(connection, place, "vi", Some(1), at))
}

fn remind(store: &Store, at: NaiveDateTime) -> Result<usize, LetterFailure> {
    let kept = kept(store);
    let place = Place {
        kept: &kept,
        locality: 0,
    };
    store.attempt_blocking(|connection| letters::remind(connection, place, "vi", at))
}

fn standing(store: &Store, at: NaiveDateTime) -> Standing {
    let kept = kept(store);
    let place = Place {
        kept: &kept,
        locality: 0,
    };
    store
        .read_blocking(|connection| letters::standing(connection, place, at))
        .unwrap()
}

/// Does what the worker does with everything that is due: the tickets that would leave.
fn leave(store: &Store, at: NaiveDateTime) -> Vec<(LetterKind, Ticket)> {
    let turn = Turn {
        worker: [1; 16],
        now: at,
        rate_per_minute: 100_000,
        quiet: false,
    };
    let mut left = Vec::new();
    loop {
        let more = store
            .write_blocking(|connection| {
                let Some(due) = outbox::claim(connection, &turn)? else {
                    return Ok(false);
                };
                let survey = due.survey.unwrap();
                let outcome = match letters::ticket(connection, &survey, due.kind, at)? {
                    Found::Ticket(ticket) => {
                        left.push((due.kind, *ticket));
                        Outcome::Sent
                    }
                    Found::NothingToSay => Outcome::Sent,
                    Found::NoLongerWanted => Outcome::Dropped,
                };
                outbox::settle(connection, &due, at, outcome)?;
                Ok(true)
            })
            .unwrap();
        if !more {
            return left;
        }
    }
}

fn answer(database: &Database, ticket: &Ticket) {
    let collector = Collector::start(database.store.clone(), Clock::Fixed(now())).unwrap();
    let sent = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(wave::send(&collector, &ticket.code, "key", 3));
    assert!(matches!(sent, Sent::Taken { .. }), "{sent:?}");
}

#[test]
fn an_address_is_listed_once_in_a_wave_and_the_second_is_not_told_where() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        assert_eq!(add(store, 0, people(0, 3)), []);
        let again = add(store, 0, people(2, 4));
        assert_eq!(again.len(), 1);
        assert_eq!(again[0].why, Why::ThereAlready);
        let elsewhere = add(store, 1, people(3, 5));
        assert_eq!(elsewhere.len(), 1);
        assert_eq!(elsewhere[0].why, Why::NotToBeWritten);
        let twice = list::read("dán", b"a@k.example\nA@K.example", &[]).unwrap();
        assert_eq!(add(store, 0, twice)[0].why, Why::Twice);
        assert_eq!(standing(store, now()).addresses, 5);
        let lists = standing(store, now()).lists;
        let mut brought: Vec<u64> = lists.iter().map(|(_, number)| *number).collect();
        brought.sort_unstable();
        assert_eq!(brought, [1, 1, 3]);
        let said = |list: &AddressList| list.basis == Basis::Asked && list.note == "họp tổ";
        assert!(lists.iter().all(|(list, _)| said(list)));
    }
}

#[test]
fn everybody_is_invited_once_with_a_code_of_their_own_that_opens_the_survey() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        add(store, 0, people(0, 12));
        assert_eq!(invite(store, now()).unwrap(), 12);
        assert!(matches!(invite(store, now()), Err(LetterFailure::Nobody)));
        let left = leave(store, now());
        let codes: BTreeSet<&str> = left
            .iter()
            .map(|(_, ticket)| ticket.code.as_str())
            .collect();
        assert_eq!((left.len(), codes.len()), (12, 12));
        assert_eq!(left[0].1.locality, "Phường Một");
        answer(&database, &left[0].1);
        // The next list gets codes of its own.
        add(store, 0, people(12, 14));
        assert_eq!(invite(store, now()).unwrap(), 2);
    }
}

#[test]
fn a_reminder_reaches_only_unspent_codes_repeats_them_and_comes_twice_at_most() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        add(store, 0, people(0, 30));
        invite(store, now()).unwrap();
        let invited = leave(store, now());
        for (_, ticket) in &invited[..12] {
            answer(&database, ticket);
        }
        assert!(matches!(
            remind(store, now() + Duration::days(2)),
            Err(LetterFailure::Nobody)
        ));
        let mut at = now();
        for _ in 0..2 {
            at += Duration::days(3);
            assert_eq!(
                standing(store, at).unanswered,
                Some(Unanswered::About(10)),
                "18 are left"
            );
            assert_eq!(remind(store, at).unwrap(), 30);
            let reminded = leave(store, at);
            let codes = |of: &[(LetterKind, Ticket)]| -> BTreeSet<String> {
                of.iter()
                    .map(|(_, ticket)| ticket.code.as_str().to_owned())
                    .collect()
            };
            assert_eq!(codes(&reminded), codes(&invited[12..]));
            assert!(
                reminded
                    .iter()
                    .all(|(kind, _)| *kind == LetterKind::Reminder)
            );
        }
        assert!(matches!(
            remind(store, at + Duration::days(3)),
            Err(LetterFailure::Nobody)
        ));
        assert_eq!(standing(store, at).next_reminder, None);
    }
}

/// Whoever reads the tables of letters and addresses after the reminders finds every row alike.
#[test]
fn no_row_tells_who_has_answered() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        add(store, 0, people(0, 20));
        invite(store, now()).unwrap();
        let invited = leave(store, now());
        for (_, ticket) in &invited[..7] {
            answer(&database, ticket);
        }
        let at = now() + Duration::days(3);
        remind(store, at).unwrap();
        leave(store, at);
        let kinds = databases::texts(
            &database,
            "SELECT DISTINCT CAST(kind AS TEXT) || '/' || CAST(state AS TEXT) || '/' || CAST(attempts AS TEXT) || '/' \
             || CAST(due_at AS TEXT) || '/' || CAST(tried_at AS TEXT) || '/' || trouble AS said FROM letter",
        );
        assert_eq!(
            kinds.len(),
            2,
            "one for invitations, one for reminders: {kinds:?}"
        );
        let states = databases::texts(
            &database,
            "SELECT DISTINCT CAST(state AS TEXT) || '/' || CAST(letters AS TEXT) || '/' || CAST(last_letter_at AS TEXT) \
             AS said FROM address",
        );
        assert_eq!(states.len(), 1, "{states:?}");
        let standing = standing(store, at);
        assert_eq!(
            standing.letters,
            [
                (LetterKind::Invitation, LetterState::Sent, 20),
                (LetterKind::Reminder, LetterState::Sent, 20)
            ]
        );
    }
}

#[test]
fn no_code_and_no_answered_count_below_ten_is_kept_or_told() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        add(store, 0, people(0, 15));
        invite(store, now()).unwrap();
        let kept = databases::texts(
            &database,
            "SELECT recipient || language || link || trouble AS said FROM letter",
        );
        assert!(kept.iter().all(|text| text == "vi"), "{kept:?}");
        let invited = leave(store, now());
        let at = now() + Duration::days(3);
        assert_eq!(standing(store, at).unanswered, Some(Unanswered::NearlyAll));
        for (_, ticket) in &invited[..8] {
            answer(&database, ticket);
        }
        assert_eq!(standing(store, at).unanswered, Some(Unanswered::Few));
    }
}

#[test]
fn who_unsubscribes_gets_no_more_letters_in_this_wave_or_the_next() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        add(store, 0, people(0, 2));
        invite(store, now()).unwrap();
        let first = addresses_of(store)[0].clone();
        store
            .write_blocking(|connection| addresses::unsubscribe(connection, first.id))
            .unwrap();
        let left = leave(store, now());
        assert_eq!(left.len(), 1);
        assert_ne!(left[0].1.recipient, first.email);
        assert_eq!(standing(store, now()).unsubscribed, 1);
        close_wave(&database);
        let mut next = wave::new_wave();
        next.code = "next-2027".to_owned();
        hailong::flow::prepare::create_wave(store, &next).unwrap();
        let kept = store
            .read_blocking(|connection| waves::find(connection, "next-2027"))
            .unwrap()
            .unwrap();
        let place = Place {
            kept: &kept,
            locality: 0,
        };
        let left_out = store
            .attempt_blocking(|connection| {
                letters::add_list(connection, place, people(0, 2), Basis::Asked, "", now())
            })
            .unwrap();
        let refused = LeftOut {
            email: first.email,
            why: Why::NotToBeWritten,
        };
        assert_eq!(left_out, [refused]);
    }
}

fn addresses_of(store: &Store) -> Vec<hailong::survey::addresses::Address> {
    store
        .read_blocking(|connection| addresses::of_locality(connection, WaveId(1), 0))
        .unwrap()
}

fn close_wave(database: &Database) {
    let folder = DataFolder::open(database.folder.path()).unwrap();
    close(&database.store, &folder, wave::WAVE).unwrap();
}

#[test]
fn closing_deletes_every_address_and_every_letter_of_the_wave() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        add(store, 0, people(0, 4));
        invite(store, now()).unwrap();
        let bounced = addresses_of(store)[0].id;
        store
            .write_blocking(|connection| addresses::bounce(connection, WaveId(1), bounced, true))
            .unwrap();
        close_wave(&database);
        for table in ["address", "address_list", "letter", "no_letters"] {
            let query = format!("SELECT CAST(COUNT(*) AS TEXT) AS said FROM {table}");
            assert_eq!(databases::texts(&database, &query), ["0"], "{table}");
        }
        assert!(matches!(invite(store, now()), Err(LetterFailure::NotOpen)));
        assert!(leave(store, now()).is_empty());
    }
}

#[test]
fn a_deleted_list_leaves_no_address_and_gives_nobody_a_second_code() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        add(store, 0, people(0, 3));
        invite(store, now()).unwrap();
        add(store, 0, people(3, 4));
        let kept = kept(store);
        let place = Place {
            kept: &kept,
            locality: 0,
        };
        store
            .write_blocking(|connection| letters::delete_list(connection, place))
            .unwrap();
        assert!(leave(store, now()).is_empty());
        assert_eq!(standing(store, now()).addresses, 0);
        assert_eq!(standing(store, now()).lists, []);
        let left_out = add(store, 0, people(0, 4));
        assert_eq!(left_out.len(), 3, "only the one that had no letter yet");
    }
}

#[test]
fn another_place_is_neither_counted_nor_deleted() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        add(store, 1, people(0, 3));
        assert_eq!(standing(store, now()).addresses, 0);
        assert!(matches!(invite(store, now()), Err(LetterFailure::Nobody)));
        let kept = kept(store);
        let place = Place {
            kept: &kept,
            locality: 0,
        };
        store
            .write_blocking(|connection| letters::delete_list(connection, place))
            .unwrap();
        let email = EmailAddress::read("dan0@k.example").unwrap();
        let found = store
            .read_blocking(|connection| addresses::with_email(connection, &email))
            .unwrap();
        assert_eq!(found.len(), 1);
    }
}
