//! Batches of links: made, printed again, revoked, renewed.

use std::collections::BTreeSet;

use chrono::Duration;
use hailong::clock::Clock;
use hailong::flow::close::close;
use hailong::flow::collect::{Collector, Entrance, Sent};
use hailong::flow::folder::DataFolder;
use hailong::flow::handout::{self, HandoutFailure, Wanted};
use hailong::store::waves::KeptWave;
use hailong::store::{Store, StoreFailure, batches, localities, responses, waves};
use hailong::survey::batch::{BadSize, Batch, BatchState, LARGEST, Purpose};
use hailong::survey::link::Code;
use hailong::survey::locality::Group;
use hailong::survey::wave::WaveId;

use crate::harness::{databases, wave};

fn kept(store: &Store) -> KeptWave {
    store
        .read_blocking(|connection| waves::find(connection, wave::WAVE))
        .unwrap()
        .unwrap()
}

fn wanted(purpose: Purpose, size: u32) -> Wanted {
    Wanted {
        purpose,
        locality: 0,
        group: None,
        size,
        expires_at: None,
        by: Some(7),
    }
}

fn make(store: &Store, wanted: &Wanted) -> Result<Batch, HandoutFailure> {
    let kept = kept(store);
    store.attempt_blocking(|connection| handout::make(connection, &kept, wanted, wave::now()))
}

fn made(store: &Store, purpose: Purpose, size: u32) -> (Batch, Vec<Code>) {
    let batch = make(store, &wanted(purpose, size)).unwrap();
    let codes = handout::codes(&kept(store), &batch).unwrap();
    (batch, codes)
}

fn found(store: &Store, locality: i16, of: &Batch) -> Option<Batch> {
    store
        .read_blocking(|connection| batches::find(connection, of.wave, locality, &of.id))
        .unwrap()
}

fn revoke(store: &Store, batch: &Batch) -> Result<(), HandoutFailure> {
    let kept = kept(store);
    store.attempt_blocking(|connection| handout::revoke(connection, &kept, batch, wave::now()))
}

/// A collector, its clock a little after the links were made and, perhaps, revoked.
fn later(store: &Store) -> Collector {
    Collector::start(
        store.clone(),
        Clock::Fixed(wave::now() + Duration::hours(1)),
    )
    .unwrap()
}

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new().unwrap().block_on(work)
}

#[test]
fn the_codes_of_a_batch_come_again_and_every_one_opens_a_door() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        let (batch, codes) = made(store, Purpose::Slips, 25);
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), 25);
        let again = found(store, 0, &batch).unwrap();
        assert_eq!(again, batch);
        assert_eq!(handout::codes(&kept(store), &again).unwrap(), codes);
        let (_, others) = made(store, Purpose::Slips, 25);
        assert!(others.iter().all(|code| !codes.contains(code)));
        run(async {
            let collector = later(store);
            for code in codes.iter().chain(&others) {
                let entrance = collector.enter(code).await.unwrap();
                assert!(matches!(entrance, Entrance::Ready(_)), "{entrance:?}");
            }
        });
    }
}

#[test]
fn a_batch_is_found_under_its_own_locality_and_wave_only() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        let (batch, _) = made(store, Purpose::Poster, 1);
        assert_eq!(found(store, 1, &batch), None);
        let elsewhere = Batch {
            wave: WaveId(2),
            ..batch.clone()
        };
        assert_eq!(found(store, 0, &elsewhere), None);
        let of = |locality| {
            store
                .read_blocking(|connection| batches::of_locality(connection, batch.wave, locality))
                .unwrap()
        };
        assert_eq!(of(0), std::slice::from_ref(&batch));
        assert_eq!(of(1), []);
    }
}

#[test]
fn a_revoked_batch_takes_no_answer_and_loses_none() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        let (batch, codes) = made(store, Purpose::Slips, 3);
        let (_, others) = made(store, Purpose::Slips, 1);
        run(async {
            let collector = later(store);
            let sent = wave::send(&collector, &codes[0], "k", 1).await;
            let Sent::Taken { receipt: first, .. } = sent else {
                panic!("{sent:?}")
            };
            revoke(store, &batch).unwrap();
            assert_eq!(
                wave::send(&collector, &codes[1], "k", 1).await,
                Sent::NoWayIn
            );
            let unused = collector.enter(&codes[1]).await.unwrap();
            assert!(matches!(unused, Entrance::Expired { .. }), "{unused:?}");
            let used = collector.enter(&codes[0]).await.unwrap();
            assert!(matches!(used, Entrance::Used { receipt, .. } if receipt == first));
            let other = collector.enter(&others[0]).await.unwrap();
            assert!(matches!(other, Entrance::Ready(_)), "{other:?}");
        });
        let count = store.read_blocking(|connection| responses::count(connection, batch.wave));
        assert_eq!(count.unwrap(), 1);
        let revoked = found(store, 0, &batch).unwrap();
        assert_eq!(revoked.state(wave::now()), BatchState::Revoked);
        assert!(matches!(
            handout::codes(&kept(store), &revoked),
            Err(HandoutFailure::Revoked)
        ));
        assert!(matches!(
            revoke(store, &batch),
            Err(HandoutFailure::Revoked)
        ));
    }
}

#[test]
fn a_link_that_expired_is_not_lengthened_by_revoking_it() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        let expired = Wanted {
            expires_at: Some(wave::now() - Duration::hours(2)),
            ..wanted(Purpose::Poster, 1)
        };
        let batch = make(store, &expired).unwrap();
        let codes = handout::codes(&kept(store), &batch).unwrap();
        assert_eq!(batch.state(wave::now()), BatchState::Expired);
        revoke(store, &batch).unwrap();
        let before = Clock::Fixed(wave::now() - Duration::hours(1));
        let collector = Collector::start(store.clone(), before).unwrap();
        let entrance = run(collector.enter(&codes[0])).unwrap();
        assert!(matches!(entrance, Entrance::Expired { .. }), "{entrance:?}");
    }
}

#[test]
fn renewing_gives_as_many_new_codes_and_ends_the_old_in_one_act() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        let (old, codes) = made(store, Purpose::Slips, 4);
        let kept = kept(store);
        let renew = || {
            store.attempt_blocking(|connection| {
                handout::renew(connection, &kept, &old, Some(8), wave::now())
            })
        };
        let new = renew().unwrap();
        assert_eq!((new.size, new.purpose), (old.size, old.purpose));
        assert_eq!(new.created_by, Some(8));
        let fresh = handout::codes(&kept, &new).unwrap();
        run(async {
            let collector = later(store);
            let (before, after) = (
                collector.enter(&codes[0]).await.unwrap(),
                collector.enter(&fresh[0]).await.unwrap(),
            );
            assert!(matches!(before, Entrance::Expired { .. }), "{before:?}");
            assert!(matches!(after, Entrance::Ready(_)), "{after:?}");
        });
        // A second colleague with the same page open makes no third batch.
        assert!(matches!(renew(), Err(HandoutFailure::Revoked)));
        let all = store
            .read_blocking(|connection| batches::of_locality(connection, old.wave, 0))
            .unwrap();
        assert_eq!(all.len(), 2);
    }
}

#[test]
fn an_expired_batch_is_renewed_until_the_wave_closes() {
    let database = databases::sqlite();
    let store = &database.store;
    wave::open(store);
    let expired = Wanted {
        expires_at: Some(wave::now()),
        ..wanted(Purpose::Poster, 1)
    };
    let old = make(store, &expired).unwrap();
    let kept = kept(store);
    let new = store
        .attempt_blocking(|connection| handout::renew(connection, &kept, &old, None, wave::now()))
        .unwrap();
    assert_eq!(
        new.state(wave::now() + Duration::days(400)),
        BatchState::InUse
    );
}

#[test]
fn too_few_too_many_and_foreign_groups_are_refused_and_leave_nothing() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        let group = Group {
            locality: wave::key("2"),
            code: "kp1".to_owned(),
            name: "Khối phố 1".to_owned(),
            households: None,
        };
        store
            .write_blocking(|connection| localities::keep_groups(connection, &[group]))
            .unwrap();
        for size in [0, LARGEST + 1, u32::MAX] {
            let refused = make(store, &wanted(Purpose::Slips, size));
            assert!(matches!(refused, Err(HandoutFailure::Size(BadSize(n))) if n == size));
        }
        let foreign = Wanted {
            group: Some("kp1".to_owned()),
            ..wanted(Purpose::Poster, 1)
        };
        assert!(matches!(
            make(store, &foreign),
            Err(HandoutFailure::UnknownGroup(code)) if code == "kp1"
        ));
        for locality in [-1, 2] {
            let nowhere = Wanted {
                locality,
                ..wanted(Purpose::Poster, 1)
            };
            assert!(matches!(
                make(store, &nowhere),
                Err(HandoutFailure::Store(StoreFailure::Missing("locality")))
            ));
        }
        let left = store
            .read_blocking(|connection| batches::of_locality(connection, WaveId(1), 0))
            .unwrap();
        assert_eq!(left, []);
        let own = Wanted {
            locality: 1,
            ..foreign
        };
        assert_eq!(make(store, &own).unwrap().group.as_deref(), Some("kp1"));
    }
}

#[test]
fn the_largest_batch_is_made_and_revoked_whole() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        let (batch, codes) = made(store, Purpose::Letters, LARGEST);
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), 5_000);
        revoke(store, &batch).unwrap();
        run(async {
            let collector = later(store);
            for code in [&codes[0], &codes[999], &codes[1_000], &codes[4_999]] {
                let entrance = collector.enter(code).await.unwrap();
                assert!(matches!(entrance, Entrance::Expired { .. }), "{entrance:?}");
            }
        });
    }
}

#[test]
fn after_closing_nobody_can_give_a_code_again() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        let (batch, codes) = made(store, Purpose::Slips, 3);
        let folder = DataFolder::open(database.folder.path()).unwrap();
        close(store, &folder, wave::WAVE).unwrap();
        let batch = found(store, 0, &batch).unwrap();
        let closed = kept(store);
        assert_eq!(closed.code_key, None);
        assert!(matches!(
            handout::codes(&closed, &batch),
            Err(HandoutFailure::WaveClosed)
        ));
        let more = make(store, &wanted(Purpose::Slips, 3));
        assert!(matches!(more, Err(HandoutFailure::WaveClosed)));
        let ended = revoke(store, &batch);
        assert!(matches!(ended, Err(HandoutFailure::WaveClosed)));
        // The salt without the key, or with another, gives other codes: nothing that is left leads back.
        let other_key = KeptWave {
            code_key: Some(vec![0; 32]),
            ..closed
        };
        let guessed = handout::codes(&other_key, &batch).unwrap();
        assert!(guessed.iter().all(|code| !codes.contains(code)));
    }
}
