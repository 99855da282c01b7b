//! Letters that came back: reports of several mail servers, in every kind of mailbox, and files that mean harm.

use std::fs;

use hailong::mail::bounces::{self, Bounce, Taken};
use hailong::store::outbox::{self, Letter};
use hailong::store::{Store, addresses};
use hailong::survey::addresses::{AddressList, AddressState, Basis};
use hailong::survey::email::EmailAddress;
use hailong::survey::letter::{AddressId, LetterId, LetterKind, SurveyLetter};
use hailong::survey::wave::WaveId;
use proptest::prelude::*;

use crate::harness::databases;
use crate::harness::wave::{self, now};

/// A report as Postfix writes it.
fn report(recipient: &str, status: &str, action: &str, returned: &str) -> String {
    format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: khaosat@tamky.example\r\nSubject: Undelivered Mail\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nI'm sorry.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.example\r\nArrival-Date: Sun, 1 Mar 2026 08:00:00 +0000\r\n\r\n\
         Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: {status}\r\n\
         Diagnostic-Code: smtp; 550 5.1.1 no such\r\n user here\r\n\r\n\
         --b\r\n{returned}\r\n--b--\r\n"
    )
}

fn returned_whole(id: LetterId) -> String {
    format!(
        "Content-Type: message/rfc822\r\n\r\nMessage-ID: <{id}@tamky.example>\r\nSubject: x\r\n\r\nText\r\n"
    )
}

fn returned_headers(id: LetterId) -> String {
    format!(
        "Content-Type: text/rfc822-headers\r\n\r\nSubject: x\r\nMessage-ID: <{id}@tamky.example>\r\n\r\n"
    )
}

fn email(text: &str) -> EmailAddress {
    EmailAddress::read(text).unwrap()
}

#[test]
fn a_report_says_the_letter_the_recipient_and_whether_it_is_for_good() {
    let id = LetterId([0x5a; 16]);
    for returned in [returned_whole(id), returned_headers(id)] {
        let text = report("Lan@K.example", "5.1.1", "failed", &returned);
        let wanted = Bounce {
            letter: Some(id),
            recipient: Some(email("lan@k.example")),
            hard: true,
        };
        assert_eq!(bounces::read(text.as_bytes()), [wanted]);
    }
    let soft =
        |status, action| bounces::read(report("lan@k.example", status, action, "").as_bytes());
    assert!(!soft("4.2.2", "failed")[0].hard);
    assert!(!soft("4.4.1", "delayed")[0].hard);
    assert!(soft("2.0.0", "delivered").is_empty());
    let ordinary = "From: lan@k.example\r\nSubject: Re: khảo sát\r\n\r\nTôi đi vắng.\r\n";
    assert!(bounces::read(ordinary.as_bytes()).is_empty());
}

#[test]
fn a_mailbox_file_a_maildir_and_a_single_message_are_read_alike() {
    let folder = tempfile::tempdir().unwrap();
    let first = report("lan@k.example", "5.1.1", "failed", "");
    let second = report("mai@k.example", "4.2.2", "failed", "");
    let quoted = first
        .replace("I'm sorry.", ">From here on")
        .replace("\r\n", "\n");
    let mbox = format!(
        "From MAILER-DAEMON Sun Mar  1 08:00:00 2026\n{quoted}\nFrom MAILER-DAEMON Sun Mar  1 08:01:00 2026\n{}",
        second.replace("\r\n", "\n")
    );
    let file = folder.path().join("mbox");
    fs::write(&file, mbox).unwrap();
    let maildir = folder.path().join("Maildir");
    for (place, text) in [("cur/1:2,S", &first), ("new/2", &second)] {
        let path = maildir.join(place);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let single = folder.path().join("one.eml");
    fs::write(&single, &first).unwrap();
    let found = |path: &std::path::Path| -> Vec<(String, bool)> {
        bounces::messages(path)
            .unwrap()
            .iter()
            .flat_map(|message| bounces::read(message))
            .map(|bounce| (bounce.recipient.unwrap().as_str().to_owned(), bounce.hard))
            .collect()
    };
    let both = [
        ("lan@k.example".to_owned(), true),
        ("mai@k.example".to_owned(), false),
    ];
    assert_eq!(found(&file), both);
    assert_eq!(found(&maildir), both);
    assert_eq!(found(&single), both[..1]);
    assert!(bounces::messages(&folder.path().join("nowhere")).is_err());
}

fn listed(store: &Store) -> Vec<AddressId> {
    wave::open(store);
    let list = AddressList {
        wave: WaveId(1),
        locality: 0,
        id: [1; 16],
        basis: Basis::Asked,
        note: String::new(),
        added_at: now(),
    };
    let wanted = ["lan@k.example", "mai@k.example", "tu@k.example"].map(|text| (email(text), None));
    store
        .write_blocking(|connection| addresses::keep(connection, &list, &wanted))
        .unwrap();
    wanted
        .iter()
        .map(|(email, _)| {
            store
                .read_blocking(|connection| addresses::with_email(connection, email))
                .unwrap()[0]
                .1
        })
        .collect()
}

fn state(store: &Store, id: AddressId) -> AddressState {
    store
        .read_blocking(|connection| addresses::find(connection, WaveId(1), id))
        .unwrap()
        .unwrap()
        .state
}

#[test]
fn hard_bounces_mark_the_address_of_the_letter_soft_ones_count_and_strangers_are_ignored() {
    for database in databases::both() {
        let store = &database.store;
        let [lan, mai, tu] = listed(store).try_into().unwrap();
        let letter = Letter {
            kind: LetterKind::Invitation,
            language: "vi",
            recipient: None,
            link: String::new(),
            survey: Some(SurveyLetter {
                wave: WaveId(1),
                locality: 0,
                address: lan,
            }),
            written_at: now(),
            good_until: now() + chrono::Duration::days(1),
        };
        let id = store
            .write_blocking(|connection| outbox::keep(connection, &letter))
            .unwrap();
        let messages: Vec<Vec<u8>> = [
            // Passed on to another mailbox: the letter says whose it was.
            report(
                "lan@elsewhere.example",
                "5.1.1",
                "failed",
                &returned_whole(id),
            ),
            report("mai@k.example", "4.2.2", "failed", ""),
            report("stranger@k.example", "5.1.1", "failed", ""),
            "Subject: hello\r\n\r\nTôi đi vắng\r\n".to_owned(),
        ]
        .map(String::into_bytes)
        .to_vec();
        let taken = store
            .write_blocking(|connection| bounces::take(connection, &messages))
            .unwrap();
        let wanted = Taken {
            hard: 1,
            soft: 1,
            ignored: 2,
        };
        assert_eq!(taken, wanted);
        assert_eq!(state(store, lan), AddressState::Bounced);
        assert_eq!(state(store, mai), AddressState::Good);
        assert_eq!(state(store, tu), AddressState::Good);
    }
}

#[test]
fn the_command_reads_a_mailbox_and_leaves_a_line_in_the_audit_log() {
    let database = databases::sqlite();
    let store = &database.store;
    let [lan, ..] = listed(store)[..] else {
        panic!("three addresses");
    };
    let folder = database.folder.path();
    let config = folder.join("h.toml");
    let text = format!(
        "database = {:?}\ndata = {:?}\nbase_url = \"https://k.example\"\n",
        database.url,
        folder.to_str().unwrap()
    );
    fs::write(&config, text).unwrap();
    let mailbox = folder.join("mbox");
    let bounce = report("lan@k.example", "5.1.1", "failed", "");
    fs::write(
        &mailbox,
        format!("From x Sun Mar  1 08:00:00 2026\n{bounce}"),
    )
    .unwrap();
    let run = |path: &std::path::Path| {
        std::process::Command::new(env!("CARGO_BIN_EXE_hailong"))
            .args(["--language", "en", "mail", "bounces", "--config"])
            .args([&config, path])
            .output()
            .unwrap()
    };
    let done = run(&mailbox);
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(said.contains("1 addresses take no letters"), "{done:?}");
    assert_eq!(state(store, lan), AddressState::Bounced);
    let acts = databases::texts(
        &database,
        "SELECT action || ' ' || detail AS said FROM audit",
    );
    assert_eq!(acts, ["bounces-read messages=1 hard=1 soft=0"]);
    assert_eq!(run(&folder.join("nowhere")).status.code(), Some(1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Reports with pieces taken out, doubled and made wild.
    #[test]
    fn no_message_brings_the_reader_down(
        cuts in prop::collection::vec((0_usize..900, 0_usize..60, prop::collection::vec(any::<u8>(), 0..20)), 0..8),
    ) {
        let mut bytes = report("lan@k.example", "5.1.1", "failed", &returned_whole(LetterId([1; 16]))).into_bytes();
        for (at, length, put) in cuts {
            let from = at.min(bytes.len());
            let to = (from + length).min(bytes.len());
            bytes.splice(from..to, put);
        }
        for message in bounces::split(bytes) {
            let _ = bounces::read(&message);
        }
    }

    #[test]
    fn no_bytes_bring_the_reader_down(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for message in bounces::split([b"From x\n".to_vec(), bytes.clone()].concat()) {
            let _ = bounces::read(&message);
        }
        let _ = bounces::read(&bytes);
    }
}
