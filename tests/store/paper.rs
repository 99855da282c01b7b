//! Batches, sheets and typists lie alike in both databases.

use std::collections::BTreeSet;

use hailong::store::paper::{End, Waiting};
use hailong::store::responses::{KeptResponse, TypedIn};
use hailong::store::{StoreFailure, links, paper, responses};
use hailong::survey::link::Token;
use hailong::survey::paper::Agreement;
use hailong::survey::paper_batch::{Batch, NewBatch, Typist};
use hailong::survey::response::{Mode, ResponseId};
use hailong::survey::wave::WaveId;

use crate::harness::databases::{self, Database};
use crate::harness::wave;

const WAVE: WaveId = WaveId(1);

fn new_batch(group: Option<&str>) -> NewBatch {
    NewBatch {
        group: group.map(ToOwned::to_owned),
        received: wave::now().date(),
        sheets: 40,
    }
}

fn kept(database: &Database, locality: i16, group: Option<&str>) -> i32 {
    let new = new_batch(group);
    let keep = |connection: &mut _| paper::keep_batch(connection, WAVE, locality, &new);
    database.store.write_blocking(keep).unwrap()
}

#[test]
fn a_batch_is_found_in_its_own_locality_only() {
    for database in databases::both() {
        wave::open(&database.store);
        assert_eq!(kept(&database, 0, Some("kp1")), 1);
        assert_eq!(kept(&database, 1, None), 2);
        assert_eq!(kept(&database, 0, None), 3);
        let found = |locality| {
            let all = |connection: &mut _| paper::batches(connection, WAVE, locality);
            database.store.read_blocking(all).unwrap()
        };
        let numbers: Vec<i32> = found(0).iter().map(|batch| batch.number).collect();
        assert_eq!(numbers, [3, 1]);
        let first = Batch {
            number: 1,
            of: new_batch(Some("kp1")),
            entered: 0,
            set_aside: 0,
            unchecked: 0,
            compared: 0,
            differing: 0,
        };
        assert_eq!(found(0)[1], first);
        let elsewhere = |connection: &mut _| paper::batch(connection, WAVE, 1, 1);
        assert_eq!(database.store.read_blocking(elsewhere).unwrap(), None);
    }
}

#[test]
fn batches_that_are_made_at_once_have_different_numbers() {
    for database in databases::both() {
        wave::open(&database.store);
        let numbers: BTreeSet<i32> = std::thread::scope(|scope| {
            let made: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| kept(&database, 0, None)))
                .collect();
            made.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(numbers, (1..=8).collect());
    }
}

#[test]
fn a_sheet_is_keyed_once_waits_and_ends_in_a_count() {
    for database in databases::both() {
        wave::open(&database.store);
        let batch = kept(&database, 0, None);
        let outcome: Result<(), StoreFailure> = database.store.write_blocking(|connection| {
            let (an, binh) = (Typist("an".to_owned()), Typist("binh".to_owned()));
            let mut keep = |sheet, who: &Typist| {
                paper::keep_sheet(connection, WAVE, batch, sheet, who, b"sealed")
            };
            assert!(keep(7, &an)? && keep(2, &binh)? && keep(4, &an)?);
            assert!(!keep(7, &binh)?, "keyed before");
            let waiting = paper::waiting(connection, WAVE, batch)?;
            let expected = |number, typist: &Typist| Waiting {
                number,
                typist: typist.clone(),
            };
            assert_eq!(
                waiting,
                [expected(2, &binh), expected(4, &an), expected(7, &an)]
            );
            let agreement = Agreement {
                compared: 14,
                differing: 1,
            };
            paper::end_sheet(connection, WAVE, batch, 7, End::Entered(agreement))?;
            paper::end_sheet(connection, WAVE, batch, 2, End::SetAside)?;
            assert_eq!(paper::hold_first(connection, WAVE, batch, 7)?, None);
            let left = paper::hold_first(connection, WAVE, batch, 4)?;
            assert_eq!(left, Some((an.clone(), b"sealed".to_vec())));
            paper::replace_first(connection, WAVE, batch, 4, &binh, b"anew")?;
            let left = paper::hold_first(connection, WAVE, batch, 4)?;
            assert_eq!(left, Some((binh, b"anew".to_vec())));
            assert_eq!(paper::taken(connection, WAVE, batch)?, [2, 4, 7]);
            assert!(
                !paper::keep_sheet(connection, WAVE, batch, 7, &an, b"again")?,
                "done"
            );
            paper::seal(connection, WAVE)?;
            assert!(paper::taken(connection, WAVE, batch)?.is_empty());
            let counted = paper::batch(connection, WAVE, 0, batch)?.unwrap();
            assert_eq!(
                (counted.entered, counted.set_aside, counted.unchecked),
                (1, 1, 1)
            );
            assert_eq!((counted.compared, counted.differing), (14, 1));
            Ok(())
        });
        outcome.unwrap();
    }
}

#[test]
fn the_typist_stays_with_the_answer_when_rows_are_sealed() {
    for database in databases::both() {
        wave::open(&database.store);
        let response = |number: u8, typed: bool| KeptResponse {
            id: ResponseId([number; 16]),
            locality: 0,
            group: None,
            mode: if typed { Mode::Entry } else { Mode::Open },
            complete: true,
            answers: vec![number],
            typed: typed.then(|| TypedIn {
                batch: i32::from(number),
                typist: Typist(format!("typist {number}")),
            }),
        };
        let all: Vec<KeptResponse> = (1..=40).map(|at| response(at, at % 2 == 0)).collect();
        let outcome: Result<(), StoreFailure> = database.store.write_blocking(|connection| {
            for one in &all {
                responses::keep(connection, WAVE, one, &[])?;
            }
            assert_eq!(responses::of_wave(connection, WAVE)?, all);
            responses::seal(connection, WAVE)?;
            assert_eq!(responses::of_wave(connection, WAVE)?, all);
            Ok(())
        });
        outcome.unwrap();
        database.store.compact().unwrap();
    }
}

#[test]
fn a_token_is_spent_once() {
    for database in databases::both() {
        wave::open(&database.store);
        let spend = |byte: u8| {
            let spend = |connection: &mut _| links::spend(connection, WAVE, Token([byte; 16]));
            database.store.write_blocking(spend).unwrap()
        };
        assert!(spend(1) && spend(2));
        assert!(!spend(1));
    }
}

#[test]
fn paper_is_taken_by_an_open_wave_only() {
    for database in databases::both() {
        let hold = |id| {
            let hold = |connection: &mut _| paper::hold_open(connection, WaveId(id));
            database.store.write_blocking(hold).unwrap()
        };
        assert!(!hold(1));
        wave::open(&database.store);
        assert!(hold(1) && !hold(2));
    }
}
