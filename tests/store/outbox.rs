//! The outbox on both databases: a letter is a row of the transaction that caused it, and has one sender at a time.

use chrono::{Duration, NaiveDateTime};
use hailong::store::outbox::{self, Due, LEASE, Letter, Outcome, Turn};
use hailong::store::{Store, StoreFailure};
use hailong::survey::email::EmailAddress;
use hailong::survey::letter::{AddressId, LetterKind, LetterState, SurveyLetter, Trouble};
use hailong::survey::wave::WaveId;

use crate::harness::databases;
use crate::harness::wave::now;

const ONE: [u8; 16] = [1; 16];
const TWO: [u8; 16] = [2; 16];

fn letter(kind: LetterKind) -> Letter {
    let mut letter = Letter::of_account(
        kind,
        EmailAddress::read("tran@khaosat.example").unwrap(),
        "vi",
        "https://khaosat.example/desk/password/x".to_owned(),
        now(),
        now() + Duration::days(5),
    );
    if kind.keeps_quiet_hours() {
        (letter.recipient, letter.link) = (None, String::new());
        letter.survey = Some(SurveyLetter {
            wave: WaveId(1),
            locality: 0,
            address: AddressId([7; 16]),
        });
    }
    letter
}

fn keep(store: &Store, kind: LetterKind) {
    store
        .write_blocking(|connection| outbox::keep(connection, &letter(kind)))
        .unwrap();
}

fn turn(worker: [u8; 16], now: NaiveDateTime) -> Turn {
    Turn {
        worker,
        now,
        rate_per_minute: 1_000,
        quiet: false,
    }
}

fn claim(store: &Store, turn: Turn) -> Option<Due> {
    store
        .write_blocking(|connection| outbox::claim(connection, &turn))
        .unwrap()
}

fn settle(store: &Store, due: &Due, at: NaiveDateTime, outcome: Outcome) -> bool {
    store
        .write_blocking(|connection| outbox::settle(connection, due, at, outcome))
        .unwrap()
}

#[test]
fn a_letter_of_a_failed_transaction_is_never_sent() {
    for database in databases::both() {
        let outcome: Result<(), StoreFailure> = database.store.write_blocking(|connection| {
            outbox::keep(connection, &letter(LetterKind::PasswordReset))?;
            Err(StoreFailure::Missing("on purpose"))
        });
        assert!(outcome.is_err());
        assert!(claim(&database.store, turn(ONE, now())).is_none());
    }
}

#[test]
fn a_claimed_letter_is_left_to_its_worker_until_the_lease_ends_and_keeps_its_id() {
    for database in databases::both() {
        keep(&database.store, LetterKind::PasswordReset);
        let mine = claim(&database.store, turn(ONE, now())).unwrap();
        let just_before = now() + LEASE - Duration::microseconds(1);
        assert!(claim(&database.store, turn(TWO, just_before)).is_none());
        let again = claim(&database.store, turn(TWO, now() + LEASE)).unwrap();
        assert_eq!(again.id, mine.id);
        assert!(
            !settle(&database.store, &mine, now() + LEASE, Outcome::Sent),
            "the first worker has lost it"
        );
        assert!(settle(
            &database.store,
            &again,
            now() + LEASE,
            Outcome::Sent
        ));
        assert!(claim(&database.store, turn(ONE, now() + LEASE * 3)).is_none());
    }
}

#[test]
fn a_failed_letter_waits_longer_each_time_and_a_settled_one_is_emptied() {
    for database in databases::both() {
        keep(&database.store, LetterKind::PasswordReset);
        let mut at = now();
        for minutes in [1, 5, 30, 120, 360, 360] {
            let due = claim(&database.store, turn(ONE, at)).unwrap();
            assert!(due.recipient.is_some() && !due.link.is_empty());
            let failed = Outcome::Failed(Trouble::Reply(451));
            assert!(settle(&database.store, &due, at, failed));
            let early = at + Duration::minutes(minutes) - Duration::microseconds(1);
            assert!(
                claim(&database.store, turn(ONE, early)).is_none(),
                "{minutes}"
            );
            at += Duration::minutes(minutes);
        }
        let due = claim(&database.store, turn(ONE, at)).unwrap();
        assert!(settle(
            &database.store,
            &due,
            at,
            Outcome::Refused(Trouble::Reply(550))
        ));
        let left = databases::texts(&database, "SELECT recipient || link AS said FROM letter");
        assert_eq!(left, [""]);
    }
}

#[test]
fn a_letter_that_is_out_of_date_is_given_up_and_not_sent() {
    for database in databases::both() {
        keep(&database.store, LetterKind::PasswordReset);
        let late = now() + Duration::days(5);
        assert!(claim(&database.store, turn(ONE, late)).is_none());
        database
            .store
            .write_blocking(|connection| outbox::tidy(connection, late))
            .unwrap();
        let health = database.store.read_blocking(outbox::health).unwrap();
        assert_eq!((health.waiting, health.given_up), (0, 1));
    }
}

#[test]
fn passwords_leave_first_and_letters_of_a_wave_wait_in_quiet_hours() {
    for database in databases::both() {
        for kind in [
            LetterKind::Reminder,
            LetterKind::Invitation,
            LetterKind::PasswordReset,
        ] {
            keep(&database.store, kind);
        }
        let quiet = Turn {
            quiet: true,
            ..turn(ONE, now())
        };
        let first = claim(&database.store, quiet).unwrap();
        assert_eq!(first.kind, LetterKind::PasswordReset);
        assert!(claim(&database.store, quiet).is_none());
        let second = claim(&database.store, turn(ONE, now())).unwrap();
        assert_eq!(second.kind, LetterKind::Invitation);
        assert_eq!(second.survey.unwrap().address, AddressId([7; 16]));
    }
}

#[test]
fn no_more_letters_leave_in_a_minute_than_the_rate_allows() {
    for database in databases::both() {
        for _ in 0..5 {
            keep(&database.store, LetterKind::Invitation);
        }
        let slow = |worker, at| Turn {
            rate_per_minute: 2,
            ..turn(worker, at)
        };
        assert!(claim(&database.store, slow(ONE, now())).is_some());
        assert!(claim(&database.store, slow(TWO, now())).is_some());
        let later = now() + Duration::seconds(59);
        assert!(claim(&database.store, slow(ONE, later)).is_none());
        assert!(claim(&database.store, slow(ONE, now() + Duration::minutes(1))).is_some());
    }
}

#[test]
fn the_desk_learns_how_many_wait_since_when_and_why() {
    for database in databases::both() {
        keep(&database.store, LetterKind::Invitation);
        keep(&database.store, LetterKind::Invitation);
        let due = claim(&database.store, turn(ONE, now())).unwrap();
        let failed = Outcome::Failed(Trouble::Unreachable);
        settle(&database.store, &due, now(), failed);
        let health = database.store.read_blocking(outbox::health).unwrap();
        assert_eq!((health.waiting, health.oldest), (2, Some(now())));
        assert_eq!(health.trouble, Some((now(), Trouble::Unreachable)));
        let at = now() + Duration::seconds(1);
        let other = claim(&database.store, turn(ONE, at)).unwrap();
        settle(&database.store, &other, at, Outcome::Sent);
        let health = database.store.read_blocking(outbox::health).unwrap();
        assert_eq!((health.waiting, health.trouble), (1, None));
        // It answers again, so nothing waits for its own time any longer.
        database
            .store
            .write_blocking(|connection| outbox::hurry(connection, at))
            .unwrap();
        assert!(claim(&database.store, turn(ONE, at)).is_some());
    }
}

#[test]
fn totals_are_of_one_place_and_go_with_its_letters() {
    for database in databases::both() {
        keep(&database.store, LetterKind::Invitation);
        keep(&database.store, LetterKind::Invitation);
        keep(&database.store, LetterKind::AccountInvitation);
        let totals = |place| {
            database
                .store
                .read_blocking(|connection| outbox::totals(connection, WaveId(1), place))
                .unwrap()
        };
        let two = [(LetterKind::Invitation, LetterState::Waiting, 2)];
        assert_eq!(totals(0), two);
        assert_eq!(totals(1), []);
        let delete = |place| {
            database
                .store
                .write_blocking(|connection| outbox::delete(connection, WaveId(1), place))
                .unwrap();
        };
        delete(Some(1));
        assert_eq!(totals(0), two);
        delete(None);
        assert_eq!(totals(0), []);
        assert!(
            claim(&database.store, turn(ONE, now())).is_some(),
            "of the account"
        );
    }
}
