//! Paper, typed in twice.

use std::fs;
use std::sync::Arc;

use hailong::flow::close::close;
use hailong::flow::collect::{Collector, Sent};
use hailong::flow::folder::DataFolder;
use hailong::flow::in_play::WaveInPlay;
use hailong::flow::paper::{CodeTrouble, Outcome, PaperDesk};
use hailong::flow::prepare::keep_localities;
use hailong::store::responses::KeptResponse;
use hailong::store::{paper, responses};
use hailong::survey::answering::{Answer, Typed};
use hailong::survey::link::LinkKind;
use hailong::survey::locality::Group;
use hailong::survey::paper_batch::NewBatch;
use hailong::survey::response::{Mode, decode};
use hailong::survey::staff::AccountId;
use hailong::survey::wave::WaveId;

use crate::harness::databases::{self, Database};
use crate::harness::wave;
use crate::survey::sample::form;

const SHEET: [(&str, &str); 6] = [
    ("dust", "4"),
    ("noise_day", "9"),
    ("noise_night", ""),
    ("burning", "1"),
    ("what", "12"),
    ("sex", "2"),
];

fn keyed(changes: &[(&str, &str)]) -> Typed {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (code, value) in SHEET.iter().chain(changes) {
        pairs.retain(|(known, _)| known != code);
        pairs.push(((*code).to_owned(), (*value).to_owned()));
    }
    Typed::new(pairs)
}

/// Two desks of the first ward, and one of the second, on an open wave.
struct Hall {
    an: PaperDesk,
    binh: PaperDesk,
    elsewhere: PaperDesk,
    collector: Collector,
    runtime: tokio::runtime::Runtime,
}

impl Hall {
    fn open(database: &Database) -> Self {
        let group = |code: &str| Group {
            locality: wave::key("1"),
            code: code.to_owned(),
            name: code.to_owned(),
            households: None,
        };
        let groups = [group("kp1"), group("kp2")];
        keep_localities(&database.store, &wave::localities(), &[], &groups).unwrap();
        wave::open(&database.store);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(4)
            .enable_all()
            .build()
            .unwrap();
        let _inside = runtime.enter();
        let collector = Collector::start(database.store.clone(), wave::clock()).unwrap();
        let waves = runtime.block_on(collector.waves()).unwrap();
        let desk = |wave: &Arc<WaveInPlay>, locality, account| PaperDesk {
            store: database.store.clone(),
            wave: Arc::clone(wave),
            locality,
            account: AccountId(account),
            now: wave::now(),
        };
        drop(_inside);
        Self {
            an: desk(&waves[0], 0, 1),
            binh: desk(&waves[0], 0, 2),
            elsewhere: desk(&waves[0], 1, 3),
            collector,
            runtime,
        }
    }

    fn batch(&self, group: Option<&str>, sheets: i32) -> i32 {
        let new = NewBatch {
            group: group.map(ToOwned::to_owned),
            received: wave::now().date(),
            sheets,
        };
        let made = self.runtime.block_on(self.an.new_batch(new)).unwrap();
        made.unwrap()
    }

    fn first(&self, who: &PaperDesk, batch: i32, sheet: i32, typed: Typed) -> Outcome {
        let work = who.key_first((batch, sheet), typed);
        self.runtime.block_on(work).unwrap()
    }

    fn second(&self, who: &PaperDesk, batch: i32, sheet: i32, typed: Typed) -> Outcome {
        self.decide(who, (batch, sheet), typed, &[], "")
    }

    fn decide(
        &self,
        who: &PaperDesk,
        place: (i32, i32),
        typed: Typed,
        decided: &[(&str, &str)],
        code: &str,
    ) -> Outcome {
        let owned = |(code, value): &(&str, &str)| ((*code).to_owned(), (*value).to_owned());
        let decided = Typed::new(decided.iter().map(owned).collect());
        let work = who.key_second(place, typed, decided, code.to_owned());
        self.runtime.block_on(work).unwrap()
    }
}

fn stored(database: &Database) -> Vec<KeptResponse> {
    let all = |connection: &mut _| responses::of_wave(connection, WaveId(1));
    database.store.read_blocking(all).unwrap()
}

fn answer(response: &KeptResponse, code: &str) -> Option<Answer> {
    let form = form();
    let answers = decode(&form, &response.answers).unwrap();
    answers[form.field_index(code).unwrap()].clone()
}

#[test]
fn a_sheet_that_two_people_read_alike_is_a_response_and_its_first_keying_is_gone() {
    for database in databases::both() {
        let hall = Hall::open(&database);
        let batch = hall.batch(Some("kp2"), 3);
        assert_eq!(hall.first(&hall.an, batch, 1, keyed(&[])), Outcome::Kept);
        assert!(stored(&database).is_empty());
        assert_eq!(hall.second(&hall.binh, batch, 1, keyed(&[])), Outcome::Kept);
        let [one] = &stored(&database)[..] else {
            panic!("one response");
        };
        assert_eq!(
            (one.mode, one.locality, one.complete),
            (Mode::Entry, 0, false)
        );
        assert_eq!(one.group.as_deref(), Some("kp2"));
        let typed = one.typed.as_ref().unwrap();
        assert_eq!((typed.batch, typed.typist.0.as_str()), (batch, "account-1"));
        assert_eq!(answer(one, "dust"), Some(Answer::Level(4)));
        assert_eq!(answer(one, "what"), Some(Answer::Many(vec![0, 1])));
        let left = |connection: &mut _| paper::hold_first(connection, WaveId(1), batch, 1);
        assert_eq!(database.store.read_blocking(left).unwrap(), None);
        assert_eq!(
            hall.second(&hall.binh, batch, 1, keyed(&[])),
            Outcome::Taken
        );
        assert_eq!(hall.first(&hall.binh, batch, 1, keyed(&[])), Outcome::Taken);
    }
}

#[test]
fn nobody_checks_their_own_keying() {
    for database in databases::both() {
        let hall = Hall::open(&database);
        let batch = hall.batch(None, 3);
        hall.first(&hall.an, batch, 1, keyed(&[]));
        assert_eq!(hall.second(&hall.an, batch, 1, keyed(&[])), Outcome::Own);
        let start_over = hall.an.start_over((batch, 1), keyed(&[]));
        assert_eq!(hall.runtime.block_on(start_over).unwrap(), Outcome::Own);
        let set_aside = hall.an.set_aside((batch, 1));
        assert_eq!(hall.runtime.block_on(set_aside).unwrap(), Outcome::Own);
        let own = hall
            .runtime
            .block_on(hall.an.batch(batch))
            .unwrap()
            .unwrap();
        assert_eq!((own.to_check.len(), own.own, own.next), (0, 1, Some(2)));
        let other = hall.runtime.block_on(hall.binh.batch(batch)).unwrap();
        assert_eq!(other.unwrap().to_check, [1]);
        assert!(stored(&database).is_empty());
    }
}

#[test]
fn a_difference_shows_only_what_differs_and_is_settled_by_the_paper() {
    for database in databases::both() {
        let hall = Hall::open(&database);
        let batch = hall.batch(None, 3);
        hall.first(&hall.an, batch, 1, keyed(&[("dust", "2"), ("hamlet", "1")]));
        let second = || keyed(&[("sex", "1"), ("hamlet", "1")]);
        let Outcome::Differs(found) = hall.second(&hall.binh, batch, 1, second()) else {
            panic!("a difference");
        };
        let form = form();
        let said: Vec<_> = found
            .iter()
            .map(|one| {
                let code = form.fields[one.field].code.as_str();
                (code, one.first.as_str(), one.second.as_str())
            })
            .collect();
        assert_eq!(said, [("dust", "2", "4"), ("sex", "2", "1")]);
        // One of two is not enough, and what both read alike is not open to decision.
        let half = [("dust", "3"), ("burning", "2")];
        let half = hall.decide(&hall.binh, (batch, 1), second(), &half, "");
        assert!(matches!(half, Outcome::Differs(left) if left.len() == 1));
        let both = [("dust", "3"), ("sex", "2"), ("burning", "2")];
        let both = hall.decide(&hall.binh, (batch, 1), second(), &both, "");
        assert_eq!(both, Outcome::Kept);
        let [one] = &stored(&database)[..] else {
            panic!("one response");
        };
        assert_eq!(answer(one, "dust"), Some(Answer::Level(3)));
        assert_eq!(answer(one, "sex"), Some(Answer::One(1)));
        assert_eq!(answer(one, "burning"), Some(Answer::One(0)));
        assert_eq!(one.group.as_deref(), Some("kp1"));
        let progress = hall.runtime.block_on(hall.an.batch(batch)).unwrap();
        let counts = progress.unwrap().batch;
        assert_eq!(
            (counts.entered, counts.compared, counts.differing),
            (1, 6, 2)
        );
    }
}

#[test]
fn a_decision_that_opens_a_question_asks_about_it() {
    let database = databases::sqlite();
    let hall = Hall::open(&database);
    let batch = hall.batch(None, 3);
    hall.first(
        &hall.an,
        batch,
        1,
        keyed(&[("what", "3"), ("burning", "2")]),
    );
    let second = || keyed(&[("burning", "0"), ("what", "2")]);
    let found = hall.second(&hall.binh, batch, 1, second());
    assert!(matches!(found, Outcome::Differs(found) if found.len() == 1));
    let opened = hall.decide(&hall.binh, (batch, 1), second(), &[("burning", "1")], "");
    let Outcome::Differs(opened) = opened else {
        panic!("a question that is asked now");
    };
    assert_eq!(
        (opened[0].first.as_str(), opened[0].second.as_str()),
        ("3", "2")
    );
    let decided = [("burning", "1"), ("what", "3")];
    let settled = hall.decide(&hall.binh, (batch, 1), second(), &decided, "");
    assert_eq!(settled, Outcome::Kept);
}

#[test]
fn typing_anything_at_all_shows_nothing_of_the_first_keying() {
    let database = databases::sqlite();
    let hall = Hall::open(&database);
    let batch = hall.batch(None, 3);
    hall.first(
        &hall.an,
        batch,
        1,
        keyed(&[("days", "3"), ("noise_night", "3")]),
    );
    let guess = || {
        let pairs = [("dust", "1"), ("sex", "1")];
        Typed::new(
            pairs
                .map(|(code, value)| (code.to_owned(), value.to_owned()))
                .to_vec(),
        )
    };
    let refused = hall.second(&hall.binh, batch, 1, guess());
    assert_eq!(refused, Outcome::AnotherSheet);
    assert_eq!(
        hall.second(&hall.binh, batch, 1, Typed::default()),
        Outcome::Blank
    );
    let over = hall.binh.start_over((batch, 1), guess());
    assert_eq!(hall.runtime.block_on(over).unwrap(), Outcome::Kept);
    assert_eq!(hall.second(&hall.binh, batch, 1, guess()), Outcome::Own);
    assert_eq!(hall.second(&hall.an, batch, 1, guess()), Outcome::Kept);
    assert_eq!(stored(&database).len(), 1);
}

#[test]
fn faults_name_their_question_and_keep_nothing() {
    let database = databases::sqlite();
    let hall = Hall::open(&database);
    let batch = hall.batch(None, 3);
    let refused = hall.first(&hall.an, batch, 1, keyed(&[("dust", "7")]));
    let Outcome::Faults(faults) = refused else {
        panic!("a fault: {refused:?}");
    };
    assert_eq!(form().fields[faults[0].field].code, "dust");
    assert_eq!(
        hall.first(&hall.an, batch, 1, Typed::default()),
        Outcome::Blank
    );
    let progress = hall
        .runtime
        .block_on(hall.an.batch(batch))
        .unwrap()
        .unwrap();
    assert_eq!((progress.next, progress.own), (Some(1), 0));
}

#[test]
fn guessed_numbers_of_other_localities_and_sheets_are_nothing() {
    for database in databases::both() {
        let hall = Hall::open(&database);
        let batch = hall.batch(None, 3);
        hall.first(&hall.an, batch, 1, keyed(&[]));
        for (who, batch, sheet) in [
            (&hall.elsewhere, batch, 1),
            (&hall.binh, batch + 1, 1),
            (&hall.binh, batch, 4),
            (&hall.binh, batch, 0),
        ] {
            assert_eq!(hall.first(who, batch, sheet, keyed(&[])), Outcome::Missing);
            assert_eq!(hall.second(who, batch, sheet, keyed(&[])), Outcome::Missing);
            let set_aside = hall.runtime.block_on(who.set_aside((batch, sheet)));
            assert_eq!(set_aside.unwrap(), Outcome::Missing);
        }
        let runtime = &hall.runtime;
        assert!(
            runtime
                .block_on(hall.elsewhere.batch(batch))
                .unwrap()
                .is_none()
        );
        assert!(
            runtime
                .block_on(hall.elsewhere.batches())
                .unwrap()
                .is_empty()
        );
        // A sheet that nobody has keyed cannot be checked.
        assert_eq!(
            hall.second(&hall.binh, batch, 2, keyed(&[])),
            Outcome::Taken
        );
    }
}

#[test]
fn a_household_answers_once_online_or_on_paper() {
    for database in databases::both() {
        let hall = Hall::open(&database);
        let batch = hall.batch(Some("kp1"), 9);
        let codes = wave::codes(&database.store, LinkKind::Single, 0, 2);
        let elsewhere = wave::codes(&database.store, LinkKind::Single, 1, 1).remove(0);
        let open = wave::codes(&database.store, LinkKind::Open, 0, 1).remove(0);
        for sheet in 1..=3 {
            hall.first(&hall.an, batch, sheet, keyed(&[]));
        }
        let check =
            |sheet, code: &str| hall.decide(&hall.binh, (batch, sheet), keyed(&[]), &[], code);
        for (code, trouble) in [
            ("ABCD", CodeTrouble::Mistyped),
            (elsewhere.as_str(), CodeTrouble::Unknown),
            (open.as_str(), CodeTrouble::Unknown),
        ] {
            assert_eq!(check(1, code), Outcome::Code(trouble));
        }
        assert!(stored(&database).is_empty());
        assert_eq!(check(1, &codes[0].grouped().to_lowercase()), Outcome::Kept);
        assert_eq!(
            check(2, codes[0].as_str()),
            Outcome::Code(CodeTrouble::Spent)
        );
        let online = hall
            .runtime
            .block_on(wave::send(&hall.collector, &codes[0], "k", 3));
        assert!(matches!(online, Sent::Taken { fresh: false, .. }));
        let online = hall
            .runtime
            .block_on(wave::send(&hall.collector, &codes[1], "k", 3));
        assert!(matches!(online, Sent::Taken { fresh: true, .. }));
        assert_eq!(
            check(2, codes[1].as_str()),
            Outcome::Code(CodeTrouble::Spent)
        );
        assert_eq!(stored(&database).len(), 2);
        let set_aside = hall.runtime.block_on(hall.binh.set_aside((batch, 2)));
        assert_eq!(set_aside.unwrap(), Outcome::Kept);
        let left = hall
            .runtime
            .block_on(hall.binh.batch(batch))
            .unwrap()
            .unwrap();
        assert_eq!((left.batch.set_aside, left.to_check), (1, vec![3]));
    }
}

#[test]
fn online_and_paper_at_the_same_moment_give_one_response() {
    for database in databases::both() {
        let hall = Hall::open(&database);
        let batch = hall.batch(None, 32);
        let codes = wave::codes(&database.store, LinkKind::Single, 0, 16);
        for sheet in 1..=32 {
            hall.first(&hall.an, batch, sheet, keyed(&[]));
        }
        hall.runtime.block_on(async {
            let mut running = tokio::task::JoinSet::new();
            for (number, code) in codes.iter().enumerate() {
                let (collector, online) = (hall.collector.clone(), code.clone());
                running.spawn(async move {
                    let sent = wave::send(&collector, &online, "k", number).await;
                    usize::from(matches!(sent, Sent::Taken { fresh: true, .. }))
                });
                // Two sheets of one household, and one sheet confirmed twice.
                for sheet in [number * 2 + 1, number * 2 + 2, number * 2 + 2] {
                    let (desk, code) = (hall.binh.clone(), code.as_str().to_owned());
                    running.spawn(async move {
                        let place = (batch, i32::try_from(sheet).unwrap());
                        let typed = keyed(&[]);
                        let done = desk.key_second(place, typed, Typed::default(), code);
                        usize::from(done.await.unwrap() == Outcome::Kept)
                    });
                }
            }
            let taken: usize = running.join_all().await.into_iter().sum();
            assert_eq!(taken, 16);
        });
        assert_eq!(stored(&database).len(), 16);
    }
}

#[test]
fn closing_destroys_and_counts_what_was_never_checked_and_seals_the_rest_with_its_typist() {
    for database in databases::both() {
        let hall = Hall::open(&database);
        let (batch, other) = (hall.batch(Some("kp1"), 9), hall.batch(None, 5));
        for sheet in 1..=3 {
            hall.first(&hall.an, batch, sheet, keyed(&[]));
        }
        hall.first(&hall.an, other, 1, keyed(&[]));
        hall.second(&hall.binh, batch, 2, keyed(&[]));
        hall.second(&hall.binh, other, 1, keyed(&[]));
        let code = wave::codes(&database.store, LinkKind::Open, 1, 1).remove(0);
        hall.runtime
            .block_on(wave::send(&hall.collector, &code, "k", 3));
        let folder = DataFolder::open(database.folder.path()).unwrap();
        close(&database.store, &folder, wave::WAVE).unwrap();
        let sealed = folder.sealed(wave::WAVE).join("responses.csv");
        let sealed = fs::read_to_string(sealed).unwrap();
        let mut lines: Vec<&str> = sealed.lines().collect();
        assert_eq!(
            lines.remove(0),
            "locality,group,mode,interviewer,entry_batch,dust,noise_day,noise_night,burning,what,days,sex"
        );
        lines.sort_unstable();
        assert_eq!(
            lines,
            [
                "1,,entry,account-1,2,4,9,,yes,straw;plastic,,m",
                "1,kp1,entry,account-1,1,4,9,,yes,straw;plastic,,m",
                "2,,open,,,4,1,1,no,,,f",
            ]
        );
        let batches = |connection: &mut _| paper::batches(connection, WaveId(1), 0);
        let batches = database.store.read_blocking(batches).unwrap();
        let counts: Vec<_> = batches
            .iter()
            .map(|batch| (batch.entered, batch.unchecked))
            .collect();
        assert_eq!(counts, [(1, 0), (1, 2)]);
        let taken = |connection: &mut _| paper::taken(connection, WaveId(1), batch);
        assert!(database.store.read_blocking(taken).unwrap().is_empty());
        assert!(
            stored(&database)
                .iter()
                .all(|one| one.typed.is_some() == (one.mode == Mode::Entry))
        );
        for outcome in [
            hall.first(&hall.an, batch, 5, keyed(&[])),
            hall.second(&hall.binh, batch, 1, keyed(&[])),
        ] {
            assert_eq!(outcome, Outcome::NotOpen);
        }
    }
}

#[test]
fn a_first_keying_is_unreadable_in_the_database() {
    let database = databases::sqlite();
    let hall = Hall::open(&database);
    let batch = hall.batch(None, 3);
    hall.first(&hall.an, batch, 1, keyed(&[("where", "chợ Mới")]));
    hall.first(&hall.an, batch, 2, keyed(&[("where", "xyz")]));
    let sealed = |sheet| {
        let find = move |connection: &mut _| paper::hold_first(connection, WaveId(1), batch, sheet);
        database.store.read_blocking(find).unwrap().unwrap().1
    };
    let bytes = sealed(1);
    assert_eq!(bytes.len(), sealed(2).len());
    for word in ["dust", "chợ", "Mới"] {
        let holds = bytes
            .windows(word.len())
            .any(|part| part == word.as_bytes());
        assert!(!holds, "{word}");
    }
}
