//! Letters over a real connection to a mail server: taken, refused, interrupted, and nothing lost or sent twice.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::NaiveDateTime;
use hailong::clock::Clock;
use hailong::config::mail::{MailSettings, QuietHours, Security};
use hailong::mail::worker::{Step, Worker};
use hailong::store::outbox::{self, Health, LEASE, Letter, Outcome};
use hailong::store::{AnyConnection, Store, StoreFailure};
use hailong::survey::email::EmailAddress;
use hailong::survey::letter::{Found, LetterKind, SurveyLetter, Trouble};

use crate::harness::databases::{self, Database};
use crate::harness::smtp::{Act, Smtp};
use crate::harness::wave::now;

fn settings(port: u16) -> MailSettings {
    MailSettings {
        host: "127.0.0.1".to_owned(),
        port: Some(port),
        security: Security::None,
        user: None,
        password: None,
        authority: None,
        from: "khaosat@tamky.example".to_owned(),
        from_name: Some("Mặt trận Tam Kỳ".to_owned()),
        reply_to: None,
        rate_per_minute: 10_000,
        quiet_hours: QuietHours::default(),
    }
}

fn no_survey(
    _: &mut AnyConnection,
    _: &SurveyLetter,
    _: LetterKind,
    _: NaiveDateTime,
) -> Result<Found, StoreFailure> {
    Ok(Found::NoLongerWanted)
}

fn worker(store: &Store, settings: MailSettings) -> Worker {
    Worker::new(
        store.clone(),
        settings,
        "https://k.example".to_owned(),
        no_survey,
    )
    .unwrap()
    .with_patience(Duration::from_millis(300))
}

fn keep(store: &Store, count: usize) {
    let letters: Vec<Letter> = (0..count)
        .map(|number| {
            Letter::of_account(
                LetterKind::AccountInvitation,
                EmailAddress::read(&format!("can-bo-{number}@phuong.example")).unwrap(),
                "vi",
                format!("https://k.example/desk/invitation/{number}"),
                now(),
                now() + chrono::Duration::days(5),
            )
        })
        .collect();
    store
        .write_blocking(|connection| outbox::keep_all(connection, &letters))
        .unwrap();
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(work)
}

fn step(worker: &mut Worker, at: NaiveDateTime) -> Step {
    block_on(worker.step(Clock::Fixed(at))).unwrap()
}

fn health(database: &Database) -> Health {
    database.store.read_blocking(outbox::health).unwrap()
}

const SENT: Step = Step::Tried(Outcome::Sent);

fn failed(trouble: Trouble) -> Step {
    Step::Tried(Outcome::Failed(trouble))
}

#[test]
fn a_letter_arrives_in_two_forms_with_the_headers_of_a_machine() {
    let database = databases::sqlite();
    let smtp = Smtp::start(|_, _| Act::Take);
    keep(&database.store, 1);
    let mut worker = worker(&database.store, settings(smtp.port));
    assert_eq!(step(&mut worker, now()), SENT);
    assert_eq!(step(&mut worker, now()), Step::Idle);
    let [letter] = smtp.received().try_into().unwrap();
    assert_eq!(letter.to, "can-bo-0@phuong.example");
    for header in [
        "Auto-Submitted: auto-generated",
        "Content-Type: multipart/alternative",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Type: text/html; charset=utf-8",
        "@tamky.example>",
        "Date: Sun, 01 Mar 2026 08:00:00 +0000",
    ] {
        assert!(letter.data.contains(header), "{header} in {}", letter.data);
    }
    assert!(letter.data.is_ascii() && !letter.data.contains("List-Unsubscribe"));
}

#[test]
fn a_secure_connection_and_a_login_are_made_where_the_settings_ask_for_them() {
    let database = databases::sqlite();
    let smtp = Smtp::start_secure(database.folder.path());
    let secure = MailSettings {
        host: "localhost".to_owned(),
        security: Security::Starttls,
        user: Some("hailong".to_owned()),
        password: Some("secret".to_owned()),
        authority: smtp.certificate.clone(),
        ..settings(smtp.port)
    };
    keep(&database.store, 1);
    let strange = MailSettings {
        authority: None,
        ..secure.clone()
    };
    let mut distrustful = worker(&database.store, strange);
    assert_eq!(step(&mut distrustful, now()), failed(Trouble::Insecure));
    let wrong = MailSettings {
        password: Some("guess".to_owned()),
        ..secure.clone()
    };
    let at = now() + chrono::Duration::minutes(1);
    assert_eq!(
        step(&mut worker(&database.store, wrong), at),
        failed(Trouble::Login)
    );
    let at = at + chrono::Duration::minutes(5);
    assert_eq!(step(&mut worker(&database.store, secure), at), SENT);
    let [letter] = smtp.received().try_into().unwrap();
    assert!(letter.encrypted && letter.login);
}

#[test]
fn a_server_without_starttls_gets_no_letter_where_the_settings_ask_for_it() {
    let database = databases::sqlite();
    let smtp = Smtp::start(|_, _| Act::Take);
    keep(&database.store, 1);
    let starttls = MailSettings {
        security: Security::Starttls,
        ..settings(smtp.port)
    };
    let mut worker = worker(&database.store, starttls);
    assert_eq!(step(&mut worker, now()), failed(Trouble::Insecure));
    assert!(smtp.received().is_empty());
}

#[test]
fn a_letter_that_is_put_off_is_tried_again_after_a_while() {
    let database = databases::sqlite();
    let smtp = Smtp::start(|_, before| match before {
        0 => Act::Recipient("451 4.7.1 greylisted"),
        1 => Act::Letter("452 4.3.1 no room"),
        _ => Act::Take,
    });
    keep(&database.store, 1);
    let mut worker = worker(&database.store, settings(smtp.port));
    assert_eq!(step(&mut worker, now()), failed(Trouble::Reply(451)));
    assert_eq!(step(&mut worker, now()), Step::Idle);
    let at = now() + chrono::Duration::minutes(1);
    assert_eq!(step(&mut worker, at), failed(Trouble::Reply(452)));
    assert_eq!(
        step(&mut worker, at + chrono::Duration::minutes(4)),
        Step::Idle
    );
    assert_eq!(step(&mut worker, at + chrono::Duration::minutes(5)), SENT);
    assert_eq!(smtp.received().len(), 1);
}

#[test]
fn a_letter_refused_for_good_is_not_tried_again_and_keeps_nobody_waiting() {
    let database = databases::sqlite();
    let smtp = Smtp::start(|to, _| match to {
        "can-bo-0@phuong.example" => Act::Recipient("550 5.1.1 nobody"),
        "can-bo-1@phuong.example" => Act::Letter("554 5.6.0 no"),
        _ => Act::Take,
    });
    keep(&database.store, 3);
    let mut worker = worker(&database.store, settings(smtp.port));
    let mut steps: Vec<String> = (0..3)
        .map(|_| format!("{:?}", step(&mut worker, now())))
        .collect();
    steps.sort();
    assert_eq!(
        steps,
        [
            "Tried(Refused(Reply(550)))",
            "Tried(Refused(Reply(554)))",
            "Tried(Sent)"
        ]
    );
    let later = now() + chrono::Duration::days(1);
    assert_eq!(step(&mut worker, later), Step::Idle);
    assert_eq!(health(&database).waiting, 0);
}

#[test]
fn a_refusal_of_ourselves_loses_no_letter() {
    let database = databases::sqlite();
    let smtp = Smtp::start(|_, before| match before {
        0 => Act::Recipient("550 5.7.1 your network is on a list"),
        _ => Act::Take,
    });
    keep(&database.store, 1);
    let mut worker = worker(&database.store, settings(smtp.port));
    assert_eq!(step(&mut worker, now()), failed(Trouble::Sender));
    assert_eq!(
        step(&mut worker, now() + chrono::Duration::minutes(1)),
        SENT
    );
}

#[test]
fn a_server_that_falls_silent_in_the_middle_of_a_letter_is_not_waited_for_long() {
    let database = databases::sqlite();
    let smtp = Smtp::start(|_, before| match before {
        0 => Act::Silence,
        _ => Act::Take,
    });
    keep(&database.store, 1);
    let mut worker = worker(&database.store, settings(smtp.port));
    assert_eq!(step(&mut worker, now()), failed(Trouble::Interrupted));
    assert_eq!(
        step(&mut worker, now() + chrono::Duration::minutes(1)),
        SENT
    );
}

#[test]
fn a_letter_that_may_have_arrived_comes_again_under_the_same_message_id() {
    let database = databases::sqlite();
    let smtp = Smtp::start(|_, before| match before {
        0 => Act::TakeAndHangUp,
        _ => Act::Take,
    });
    keep(&database.store, 1);
    let mut worker = worker(&database.store, settings(smtp.port));
    assert_eq!(step(&mut worker, now()), failed(Trouble::Interrupted));
    assert_eq!(
        step(&mut worker, now() + chrono::Duration::minutes(1)),
        SENT
    );
    let ids: Vec<String> = smtp
        .received()
        .iter()
        .map(|letter| {
            let id = letter
                .data
                .lines()
                .find(|line| line.starts_with("Message-ID:"));
            id.unwrap().to_owned()
        })
        .collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], ids[1]);
}

#[test]
fn a_day_without_the_mail_server_loses_nothing_and_the_desk_can_say_so() {
    for database in databases::both() {
        let port = Smtp::start(|_, _| Act::Take).port;
        let closed = {
            let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            listener.local_addr().unwrap().port()
        };
        assert_ne!(port, closed);
        keep(&database.store, 5);
        let mut worker = worker(&database.store, settings(closed));
        let mut at = now();
        let mut attempts = 0;
        while at < now() + chrono::Duration::days(1) {
            if step(&mut worker, at) == failed(Trouble::Unreachable) {
                attempts += 1;
            }
            at += chrono::Duration::minutes(5);
        }
        assert!((20..80).contains(&attempts), "{attempts} attempts");
        let standing = health(&database);
        assert_eq!((standing.waiting, standing.oldest), (5, Some(now())));
        let (_, trouble) = standing.trouble.unwrap();
        assert_eq!(trouble, Trouble::Unreachable);
        // It comes back: the first letter that is due brings all others along.
        let smtp = Smtp::start_at(closed, |_, _| Act::Take);
        at = now() + chrono::Duration::hours(31);
        for _ in 0..5 {
            assert_eq!(step(&mut worker, at), SENT);
        }
        assert_eq!(smtp.received().len(), 5);
        assert_eq!(health(&database), Health::default());
    }
}

#[test]
fn two_workers_send_two_hundred_letters_once_each() {
    for database in databases::both() {
        let smtp = Smtp::start(|_, _| Act::Take);
        keep(&database.store, 200);
        std::thread::scope(|scope| {
            for _ in 0..2 {
                let mut worker = worker(&database.store, settings(smtp.port));
                scope.spawn(move || {
                    let mut idle = 0;
                    // A worker that was beaten to a letter asks again.
                    while idle < 3 {
                        idle += usize::from(step(&mut worker, now()) == Step::Idle);
                    }
                });
            }
        });
        let mut by_recipient: BTreeMap<String, usize> = BTreeMap::new();
        for letter in smtp.received() {
            *by_recipient.entry(letter.to).or_default() += 1;
        }
        assert_eq!(by_recipient.len(), 200, "{}", database.url);
        assert!(by_recipient.values().all(|times| *times == 1));
        assert_eq!(health(&database).waiting, 0);
    }
}

#[test]
fn what_a_killed_worker_was_sending_is_taken_up_when_its_lease_has_ended() {
    for database in databases::both() {
        let smtp = Smtp::start(|_, before| match before {
            0 => Act::TakeAfter(60_000),
            _ => Act::Take,
        });
        keep(&database.store, 1);
        let mut first =
            worker(&database.store, settings(smtp.port)).with_patience(Duration::from_secs(60));
        block_on(async {
            let sending = first.step(Clock::Fixed(now()));
            let cut = tokio::time::timeout(Duration::from_millis(500), sending).await;
            assert!(cut.is_err(), "it was to be cut off in the middle");
        });
        let mut second = worker(&database.store, settings(smtp.port));
        assert_eq!(step(&mut second, now() + LEASE / 2), Step::Idle);
        assert_eq!(step(&mut second, now() + LEASE), SENT);
        assert_eq!(smtp.received().len(), 1);
    }
}

#[test]
fn a_running_worker_stops_when_it_is_told_to() {
    let database = databases::sqlite();
    let smtp = Smtp::start(|_, _| Act::Take);
    keep(&database.store, 3);
    let worker = worker(&database.store, settings(smtp.port));
    let (stop, stopped) = tokio::sync::watch::channel(false);
    block_on(async {
        let running = tokio::spawn(worker.run(Clock::Fixed(now()), stopped));
        while smtp.received().len() < 3 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        stop.send(true).unwrap();
        tokio::time::timeout(Duration::from_secs(5), running)
            .await
            .expect("it did not stop")
            .unwrap();
    });
}
