//! A case from the comments that make it to the reply that the public reads.

use chrono::Days;
use hailong::flow::cases::{Heading, Move, NotMoved, Publication, act, correct, open, withdraw};
use hailong::flow::comments::{Change, change, fingerprint, strike_out};
use hailong::store::Store;
use hailong::store::cases::{self, KeptCase, Published};
use hailong::store::waves::KeptWave;
use hailong::survey::case::{CaseId, CaseState};
use hailong::survey::comment::STRUCK;

use crate::harness::comments::{by, one, sent};
use crate::harness::databases;

fn made(store: &Store, texts: &[(i16, &str)]) -> (KeptWave, KeptCase) {
    let of = sent(store, texts);
    let ids: Vec<_> = texts
        .iter()
        .map(|(_, text)| one(store, &of, text).id)
        .collect();
    let id = store
        .write_blocking(|connection| open(connection, &by(), &of, "Rác ở chợ", &ids))
        .unwrap()
        .unwrap();
    (of, now(store, id))
}

fn now(store: &Store, id: CaseId) -> KeptCase {
    store
        .read_blocking(|connection| cases::find(connection, id))
        .unwrap()
        .unwrap()
}

fn moved(store: &Store, id: CaseId, wanted: &Move) -> Result<(), NotMoved> {
    let revision = now(store, id).revision;
    store
        .write_blocking(|connection| act(connection, &by(), id, revision, wanted))
        .unwrap()
}

fn published(store: &Store) -> Vec<Published> {
    store.read_blocking(cases::published).unwrap()
}

fn publication(store: &Store, of: &KeptWave, quoted: Option<&str>) -> Publication {
    Publication {
        said_vi: "Bà con nói rác ở chợ chậm thu gom.".to_owned(),
        said_en: None,
        done_vi: "Đã thêm hai chuyến mỗi tuần.".to_owned(),
        done_en: Some("Two more rounds a week.".to_owned()),
        name_locality: true,
        quote: quoted.map(|begins| one(store, of, begins).id),
    }
}

#[test]
fn a_case_is_handed_over_answered_published_closed_and_reopened_with_a_trace_of_each() {
    for database in databases::both() {
        let store = &database.store;
        let (of, case) = made(store, &[(0, "Rác chợ")]);
        let due = by().today() + Days::new(10);
        let hand = Move::HandOver {
            unit: "Đội vệ sinh môi trường".to_owned(),
            due,
        };
        assert_eq!(moved(store, case.id, &hand), Ok(()));
        let refused = moved(
            store,
            case.id,
            &Move::Publish(publication(store, &of, None)),
        );
        assert!(matches!(refused, Err(NotMoved::Refused(_))));
        assert_eq!(
            moved(store, case.id, &Move::Answer("Đã thêm chuyến.".to_owned())),
            Ok(())
        );
        assert_eq!(
            moved(
                store,
                case.id,
                &Move::Publish(publication(store, &of, None))
            ),
            Ok(())
        );
        assert_eq!(moved(store, case.id, &Move::Close(None)), Ok(()));
        assert_eq!(
            moved(store, case.id, &Move::Reopen("Rác lại ứ".to_owned())),
            Ok(())
        );
        let kept = now(store, case.id);
        assert_eq!((kept.state, kept.due_on), (CaseState::Handed, Some(due)));
        let steps = store
            .read_blocking(|connection| cases::steps(connection, case.id))
            .unwrap();
        let acts: Vec<_> = steps.iter().map(|step| step.act.as_str()).collect();
        assert_eq!(
            acts,
            ["open", "hand-over", "answer", "publish", "close", "reopen"]
        );
        assert!(
            steps
                .iter()
                .all(|step| step.by_name == by().name && step.on_day == "2026-03-01")
        );
        assert_eq!(published(store).len(), 1);
        assert!(
            store
                .write_blocking(|connection| withdraw(connection, &by(), case.id))
                .unwrap()
        );
        assert!(published(store).is_empty());
    }
}

#[test]
fn a_case_without_an_answer_is_closed_only_with_a_note() {
    let database = databases::sqlite();
    let store = &database.store;
    let (_, case) = made(store, &[(0, "Rác chợ")]);
    assert_eq!(
        moved(store, case.id, &Move::Close(None)),
        Err(NotMoved::NoteMissing)
    );
    assert_eq!(
        moved(
            store,
            case.id,
            &Move::Close(Some("Trùng việc khác".to_owned()))
        ),
        Ok(())
    );
}

#[test]
fn the_second_of_two_who_change_a_case_is_told() {
    for database in databases::both() {
        let store = &database.store;
        let (_, case) = made(store, &[(0, "Rác chợ")]);
        let heading = Heading {
            title: "Rác ở chợ Tam Kỳ".to_owned(),
            topic: Some("waste".to_owned()),
            locality: Some(0),
            place: None,
        };
        let correct = || {
            store
                .write_blocking(|connection| correct(connection, case.id, case.revision, &heading))
                .unwrap()
        };
        assert_eq!(correct(), Ok(()));
        assert_eq!(correct(), Err(NotMoved::Changed));
        let late = store.write_blocking(|connection| {
            act(
                connection,
                &by(),
                case.id,
                case.revision,
                &Move::Answer("Xong".to_owned()),
            )
        });
        assert_eq!(late.unwrap(), Err(NotMoved::Changed));
        assert_eq!(now(store, case.id).title, heading.title);
    }
}

#[test]
fn a_quote_where_few_answered_stands_without_a_place_and_few_comments_are_not_counted() {
    for database in databases::both() {
        let store = &database.store;
        let (of, case) = made(store, &[(0, "Rác chợ")]);
        moved(store, case.id, &Move::Answer("Đã làm.".to_owned())).unwrap();
        moved(
            store,
            case.id,
            &Move::Publish(publication(store, &of, Some("Rác"))),
        )
        .unwrap();
        let seen = published(store).remove(0);
        assert_eq!(seen.quoted.as_deref(), Some("Rác chợ"));
        assert_eq!((seen.reply.locality, seen.reply.comments), (None, None));
        moved(
            store,
            case.id,
            &Move::Publish(publication(store, &of, None)),
        )
        .unwrap();
        let seen = published(store).remove(0);
        assert_eq!((seen.reply.locality, seen.quoted), (Some(0), None));
    }
}

#[test]
fn where_ten_answered_a_quote_may_stand_with_its_locality_and_ten_comments_are_counted() {
    let database = databases::sqlite();
    let store = &database.store;
    let texts: Vec<(i16, String)> = (0..10).map(|number| (0, format!("Rác {number}"))).collect();
    let texts: Vec<(i16, &str)> = texts
        .iter()
        .map(|(place, text)| (*place, text.as_str()))
        .collect();
    let (of, case) = made(store, &texts);
    moved(store, case.id, &Move::Answer("Đã làm.".to_owned())).unwrap();
    moved(
        store,
        case.id,
        &Move::Publish(publication(store, &of, Some("Rác 3"))),
    )
    .unwrap();
    let seen = published(store).remove(0);
    assert_eq!(
        (seen.reply.locality, seen.reply.comments),
        (Some(0), Some(10))
    );
}

#[test]
fn what_is_struck_out_of_a_comment_or_taken_out_of_the_case_is_gone_from_the_public_page() {
    for database in databases::both() {
        let store = &database.store;
        let (of, case) = made(store, &[(0, "Rác nhà anh Nam")]);
        moved(store, case.id, &Move::Answer("Đã làm.".to_owned())).unwrap();
        moved(
            store,
            case.id,
            &Move::Publish(publication(store, &of, Some("Rác"))),
        )
        .unwrap();
        let quoted = one(store, &of, "Rác");
        store
            .write_blocking(|connection| {
                strike_out(
                    connection,
                    &of,
                    quoted.id,
                    &fingerprint(&quoted.words),
                    &[3],
                )
            })
            .unwrap()
            .unwrap();
        assert_eq!(
            published(store)[0].quoted,
            Some(format!("Rác nhà anh {STRUCK}"))
        );
        store
            .write_blocking(|connection| change(connection, &of, &[quoted.id], &Change::Leave))
            .unwrap()
            .unwrap();
        assert_eq!(published(store)[0].quoted, None);
        let strange = moved(
            store,
            case.id,
            &Move::Publish(publication(store, &of, Some("Rác"))),
        );
        assert_eq!(strange, Err(NotMoved::NoQuote));
    }
}
