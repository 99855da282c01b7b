//! What the office and the Front do with comments.

use hailong::flow::cases;
use hailong::flow::comments::{Change, NotChanged, NotStruck, change, fingerprint, strike_out};
use hailong::survey::case::CaseId;
use hailong::survey::comment::{CommentId, CommentRefusal, CommentState, STRUCK};

use crate::harness::comments::{by, one, sent};
use crate::harness::databases;

const TEXTS: [(i16, &str); 3] = [(0, "Rác chợ"), (0, "Chợ bẩn"), (1, "Bụi, hỏi anh Nam")];

#[test]
fn several_comments_become_one_case_that_takes_what_they_share() {
    for database in databases::both() {
        let of = sent(&database.store, &TEXTS);
        let store = &database.store;
        let ids = [one(store, &of, "Rác").id, one(store, &of, "Chợ").id];
        let add = Change::AddTopics(vec!["waste".to_owned(), "other".to_owned()]);
        store
            .write_blocking(|connection| change(connection, &of, &ids, &add))
            .unwrap()
            .unwrap();
        let case = store
            .write_blocking(|connection| cases::open(connection, &by(), &of, "Chợ bẩn", &ids))
            .unwrap()
            .unwrap();
        let kept = store
            .read_blocking(|connection| hailong::store::cases::find(connection, case))
            .unwrap()
            .unwrap();
        assert_eq!(
            (kept.locality, kept.topic.as_deref()),
            (Some(0), Some("other"))
        );
        assert_eq!(one(store, &of, "Rác").state, CommentState::Merged);
        assert_eq!(one(store, &of, "Chợ").case, Some(case));
        let third = one(store, &of, "Bụi").id;
        store
            .write_blocking(|connection| change(connection, &of, &[third], &Change::Join(case)))
            .unwrap()
            .unwrap();
        store
            .write_blocking(|connection| change(connection, &of, &[ids[0]], &Change::Leave))
            .unwrap()
            .unwrap();
        let left = one(store, &of, "Rác");
        assert_eq!((left.state, left.case), (CommentState::Tagged, None));
    }
}

#[test]
fn one_comment_that_refuses_leaves_all_as_they_were() {
    for database in databases::both() {
        let of = sent(&database.store, &TEXTS);
        let store = &database.store;
        let aside = one(store, &of, "Bụi").id;
        let reason = Change::SetAside("Không phải việc môi trường".to_owned());
        store
            .write_blocking(|connection| change(connection, &of, &[aside], &reason))
            .unwrap()
            .unwrap();
        let ids = [one(store, &of, "Rác").id, aside];
        let refused = NotChanged::Refused(vec![(aside, CommentRefusal::SetAside)]);
        let add = Change::AddTopics(vec!["waste".to_owned()]);
        let done = store
            .write_blocking(|connection| change(connection, &of, &ids, &add))
            .unwrap();
        assert_eq!(done, Err(refused.clone()));
        let done = store
            .write_blocking(|connection| cases::open(connection, &by(), &of, "Chợ", &ids))
            .unwrap();
        assert_eq!(done, Err(refused));
        assert_eq!(one(store, &of, "Rác").state, CommentState::New);
        assert!(
            store
                .read_blocking(hailong::store::cases::all)
                .unwrap()
                .is_empty()
        );
        let unknown = [ids[0], CommentId([0; 16])];
        let done = store
            .write_blocking(|connection| change(connection, &of, &unknown, &Change::See))
            .unwrap();
        assert_eq!(done, Err(NotChanged::Unknown));
        let done = store
            .write_blocking(|connection| {
                change(connection, &of, &ids[..1], &Change::Join(CaseId(9)))
            })
            .unwrap();
        assert_eq!(done, Err(NotChanged::NoCase));
    }
}

#[test]
fn words_are_struck_only_where_they_were_read() {
    for database in databases::both() {
        let of = sent(&database.store, &TEXTS);
        let store = &database.store;
        let found = one(store, &of, "Bụi");
        let strike = |seen: &str, places: &[usize]| {
            store
                .write_blocking(|connection| strike_out(connection, &of, found.id, seen, places))
                .unwrap()
        };
        let seen = fingerprint(&found.words);
        assert_eq!(strike(&seen, &[]), Err(NotStruck::Nothing));
        assert_eq!(strike(&seen, &[40]), Err(NotStruck::Nothing));
        assert_eq!(strike(&seen, &[2, 3]), Ok("anh Nam".chars().count()));
        assert_eq!(strike(&seen, &[0]), Err(NotStruck::Changed));
        assert_eq!(one(store, &of, "Bụi").words, format!("Bụi, hỏi {STRUCK}"));
        store.forget_old_words().unwrap();
    }
}
