//! What a code opens.

use chrono::Duration;
use hailong::clock::Clock;
use hailong::flow::close::close;
use hailong::flow::collect::{Collector, Entrance, Sent};
use hailong::flow::draft::Draft;
use hailong::flow::folder::DataFolder;
use hailong::flow::invite::{Invitation, new_links};
use hailong::survey::answering::Typed;
use hailong::survey::link::{Code, LinkKind};
use hailong::survey::wave::WaveId;

use crate::harness::{databases, wave};

#[test]
fn every_state_of_a_code_has_its_own_door() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        let codes = wave::codes(store, LinkKind::Single, 0, 2);
        let expired = new_links(
            store,
            wave::clock(),
            wave::WAVE,
            &Invitation {
                kind: LinkKind::Open,
                locality: 1,
                group: None,
                expires_at: Some(wave::now()),
                count: 1,
            },
        )
        .unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let at = |days| {
                Collector::start(
                    store.clone(),
                    Clock::Fixed(wave::now() + Duration::days(days)),
                )
                .unwrap()
            };
            let today = at(0);
            assert!(matches!(
                today.enter(&codes[0]).await.unwrap(),
                Entrance::Ready(_)
            ));
            assert!(matches!(
                at(-5).enter(&codes[0]).await.unwrap(),
                Entrance::NotYet { .. }
            ));
            assert!(matches!(
                at(30).enter(&codes[0]).await.unwrap(),
                Entrance::Closed { .. }
            ));
            assert!(matches!(
                today.enter(&expired[0]).await.unwrap(),
                Entrance::Expired { .. }
            ));
            let unknown = Code::new(WaveId(1), [7; 10]);
            assert!(matches!(
                today.enter(&unknown).await.unwrap(),
                Entrance::Unknown
            ));
            let Sent::Taken { receipt: sent, .. } = wave::send(&today, &codes[0], "k", 3).await
            else {
                panic!()
            };
            match today.enter(&codes[0]).await.unwrap() {
                Entrance::Used { receipt, .. } => assert_eq!(receipt, sent),
                other => panic!("{other:?}"),
            }
            assert_eq!(wave::send(&today, &expired[0], "k", 3).await, Sent::NoWayIn);
            assert_eq!(wave::send(&today, &unknown, "k", 3).await, Sent::NoWayIn);
            assert_eq!(wave::send(&at(30), &codes[1], "k", 3).await, Sent::NoWayIn);
        });
    }
}

#[test]
fn after_closing_no_answer_lands_and_the_code_says_closed() {
    for database in databases::both() {
        wave::open(&database.store);
        let codes = wave::codes(&database.store, LinkKind::Single, 0, 1);
        let folder = DataFolder::open(database.folder.path()).unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let collector = Collector::start(database.store.clone(), wave::clock()).unwrap();
        // The collector still believes that the wave is open.
        runtime.block_on(collector.waves()).unwrap();
        close(&database.store, &folder, wave::WAVE).unwrap();
        runtime.block_on(async {
            assert_eq!(
                wave::send(&collector, &codes[0], "k", 1).await,
                Sent::NoWayIn
            );
            assert!(matches!(
                collector.enter(&codes[0]).await.unwrap(),
                Entrance::Closed { .. }
            ));
        });
    }
}

#[test]
fn a_draft_comes_back_with_its_secret_only_and_ends_with_the_submission() {
    for database in databases::both() {
        wave::open(&database.store);
        let code = wave::codes(&database.store, LinkKind::Single, 0, 1).remove(0);
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let collector = Collector::start(database.store.clone(), wave::clock()).unwrap();
            let Entrance::Ready(way) = collector.enter(&code).await.unwrap() else {
                panic!()
            };
            let typed = Typed::new(vec![("dust".to_owned(), "4".to_owned())]);
            let draft = Draft {
                consented: true,
                section: 1,
                typed,
            };
            collector
                .save_draft(&way, code.as_str(), &draft)
                .await
                .unwrap();
            assert_eq!(
                collector.load_draft(&way, code.as_str()).await.unwrap(),
                Some(draft)
            );
            assert_eq!(
                collector.load_draft(&way, "somebody else").await.unwrap(),
                None
            );
            let answers = wave::answers(&way.wave.form, 3);
            let sending = hailong::flow::collect::Sending {
                code: &code,
                idempotency_key: "k",
                answers: &answers,
                draft_secret: Some(code.as_str()),
                device_mark: None,
            };
            assert!(matches!(
                collector.submit(&sending).await.unwrap(),
                Sent::Taken { fresh: true, .. }
            ));
            assert_eq!(
                collector.load_draft(&way, code.as_str()).await.unwrap(),
                None
            );
        });
    }
}
