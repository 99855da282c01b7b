//! Many attempts with one code at once.

use std::collections::BTreeSet;

use hailong::flow::collect::{Collector, Sent};
use hailong::store::responses;
use hailong::survey::link::LinkKind;
use hailong::survey::wave::WaveId;

use crate::harness::{databases, wave};

fn receipts(database: &databases::Database, kind: LinkKind, same_key: bool) -> Vec<(String, bool)> {
    wave::open(&database.store);
    let code = wave::codes(&database.store, kind, 0, 1).remove(0);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let collector = Collector::start(database.store.clone(), wave::clock()).unwrap();
        let attempts: Vec<_> = (0..64)
            .map(|number| {
                let (collector, code) = (collector.clone(), code.clone());
                let key = if same_key {
                    "one".to_owned()
                } else {
                    format!("key-{number}")
                };
                tokio::spawn(async move { wave::send(&collector, &code, &key, number).await })
            })
            .collect();
        let mut receipts = Vec::new();
        for attempt in attempts {
            match attempt.await.unwrap() {
                Sent::Taken { receipt, fresh } => receipts.push((receipt, fresh)),
                other => panic!("{other:?}"),
            }
        }
        receipts
    })
}

fn stored(database: &databases::Database) -> i64 {
    database
        .store
        .read_blocking(|connection| responses::count(connection, WaveId(1)))
        .unwrap()
}

#[test]
fn sixty_four_attempts_with_one_single_code_make_one_response_and_one_receipt() {
    for database in databases::both() {
        let receipts = receipts(&database, LinkKind::Single, false);
        let different: BTreeSet<&str> = receipts
            .iter()
            .map(|(receipt, _)| receipt.as_str())
            .collect();
        assert_eq!(different.len(), 1, "{}", database.url);
        assert_eq!(receipts.iter().filter(|(_, fresh)| *fresh).count(), 1);
        assert_eq!(stored(&database), 1);
    }
}

#[test]
fn an_open_link_takes_each_idempotency_key_once() {
    for database in databases::both() {
        assert_eq!(
            receipts(&database, LinkKind::Open, true)
                .iter()
                .filter(|(_, fresh)| *fresh)
                .count(),
            1
        );
        assert_eq!(stored(&database), 1);
    }
    for database in databases::both() {
        let receipts = receipts(&database, LinkKind::Open, false);
        let different: BTreeSet<&str> = receipts
            .iter()
            .map(|(receipt, _)| receipt.as_str())
            .collect();
        assert_eq!(different.len(), 64);
        assert_eq!(stored(&database), 64);
    }
}
