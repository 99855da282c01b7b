//! From a computed wave to an edition: drafted, signed by both, under embargo, visible, corrected.

use std::fs;

use chrono::Duration;
use hailong::clock::Clock;
use hailong::edition::signature::Signature;
use hailong::edition::signed::{self, sign as sign_folder};
use hailong::flow::close::close;
use hailong::flow::compute::compute;
use hailong::flow::edition_draft::{
    PublicationFailure, Wanted, accept, draft, publish, refuse, sign, standing,
};
use hailong::flow::folder::DataFolder;
use hailong::store::{audit, editions, parties};

use crate::flow::life::answered;
use crate::harness::databases::{self, Database};
use crate::harness::parties::{by, key, register, wanted};
use crate::harness::{site, wave};

fn computed(database: &Database) -> DataFolder {
    let folder = answered(database, 150, 130);
    close(&database.store, &folder, wave::WAVE).unwrap();
    compute(&database.store, &folder, wave::WAVE).unwrap();
    folder
}

fn visible(database: &Database) -> usize {
    let now = wave::now();
    database
        .store
        .read_blocking(|connection| editions::visible(connection, now))
        .unwrap()
        .len()
}

#[test]
fn nothing_is_visible_until_both_have_signed_and_the_embargo_is_over() {
    for database in databases::both() {
        let folder = computed(&database);
        let store = &database.store;
        let keys = register(&database);
        let base = site::start(&database);
        let later = wave::now() + Duration::hours(3);
        let wanted = Wanted {
            embargo: Some(later),
            ..wanted()
        };
        let made = draft(store, &folder, wave::WAVE, &wanted, by()).unwrap();
        let page = format!("{base}/editions/{}", made.id);
        assert_eq!(site::get(&page).status, 404);
        assert!(
            sign(store, &folder, wave::WAVE, ("office", &keys[0].1), by())
                .unwrap()
                .is_none()
        );
        assert_eq!((visible(&database), site::get(&page).status), (0, 404));
        let edition = sign(store, &folder, wave::WAVE, ("front", &keys[1].1), by())
            .unwrap()
            .unwrap();
        assert_eq!((edition.digest, edition.visible_from), (made.digest, later));
        assert_eq!(
            (visible(&database), site::get(&page).status),
            (0, 404),
            "under embargo"
        );
        assert_eq!(site::get(&format!("{page}/figures.csv")).status, 404);
        let base = site::start_at(&database, Clock::Fixed(later));
        assert_eq!(
            site::get(&format!("{base}/editions/{}", made.id)).status,
            200
        );
    }
}

#[test]
fn a_key_that_is_not_the_partys_or_was_revoked_signs_nothing() {
    for database in databases::both() {
        let folder = computed(&database);
        let store = &database.store;
        let keys = register(&database);
        draft(store, &folder, wave::WAVE, &wanted(), by()).unwrap();
        let own = (keys[0].0, &keys[0].1);
        for (party, wrong) in [("front", own.1), ("office", &key(9))] {
            let refused = sign(store, &folder, wave::WAVE, (party, wrong), by());
            assert!(
                matches!(refused, Err(PublicationFailure::OtherKey)),
                "{refused:?}"
            );
        }
        store
            .write_blocking(|connection| {
                let public = own.1.verifying_key();
                parties::revoke_key(connection, public.as_bytes(), "mất khoá", wave::now())
            })
            .unwrap();
        assert!(sign(store, &folder, wave::WAVE, own, by()).is_err());
        assert!(
            draft(store, &folder, wave::WAVE, &wanted(), by()).is_err(),
            "no valid key is left"
        );
    }
}

#[test]
fn the_operator_with_database_and_folder_in_hand_publishes_nothing_without_both_keys() {
    let database = databases::sqlite();
    let folder = computed(&database);
    let store = &database.store;
    let keys = register(&database);
    let made = draft(store, &folder, wave::WAVE, &wanted(), by()).unwrap();
    sign(store, &folder, wave::WAVE, ("office", &keys[0].1), by()).unwrap();
    // A key of the operator's own, written beside the files as the Front's.
    sign_folder(&folder.draft(&made.id), "front", &key(7)).unwrap();
    assert!(publish(store, &folder, wave::WAVE, by()).unwrap().is_none());
    // And even with that key registered, what anybody checks against the Front's published key fails.
    store
        .write_blocking(|connection| {
            parties::keep_key(
                connection,
                "front",
                key(7).verifying_key().as_bytes(),
                wave::now(),
            )
        })
        .unwrap();
    let edition = publish(store, &folder, wave::WAVE, by()).unwrap().unwrap();
    let published = [
        ("office".to_owned(), keys[0].1.verifying_key()),
        ("front".to_owned(), keys[1].1.verifying_key()),
    ];
    let found = signed::check(&folder.edition(&edition.id), &published).unwrap();
    assert!(!found.holds());
}

#[test]
fn a_new_draft_and_a_refusal_end_every_signature_and_a_draft_that_was_touched_is_not_published() {
    for database in databases::both() {
        let folder = computed(&database);
        let store = &database.store;
        let keys = register(&database);
        let first = draft(store, &folder, wave::WAVE, &wanted(), by()).unwrap();
        sign(store, &folder, wave::WAVE, ("office", &keys[0].1), by()).unwrap();
        let again = draft(store, &folder, wave::WAVE, &wanted(), by()).unwrap();
        assert_eq!(
            first.digest, again.digest,
            "the same inputs give the same bytes"
        );
        assert!(
            sign(store, &folder, wave::WAVE, ("front", &keys[1].1), by())
                .unwrap()
                .is_none()
        );
        refuse(
            store,
            &folder,
            wave::WAVE,
            ("front", "Bảng 3 thiếu chú thích"),
            by(),
        )
        .unwrap();
        let refused = sign(store, &folder, wave::WAVE, ("office", &keys[0].1), by());
        assert!(matches!(refused, Err(PublicationFailure::Refused)));
        draft(store, &folder, wave::WAVE, &wanted(), by()).unwrap();
        sign(store, &folder, wave::WAVE, ("office", &keys[0].1), by()).unwrap();
        let file = folder.draft(&again.id).join("ranking.csv");
        fs::write(&file, "mine is first\n").unwrap();
        assert!(sign(store, &folder, wave::WAVE, ("front", &keys[1].1), by()).is_err());
        assert!(publish(store, &folder, wave::WAVE, by()).unwrap().is_none());
        let lines = store
            .read_blocking(|connection| audit::back_from(connection, 99, 99))
            .unwrap();
        let acts: Vec<&str> = lines
            .iter()
            .rev()
            .map(|line| line.action.as_str())
            .collect();
        let drafted = acts.iter().filter(|act| **act == "edition-drafted").count();
        assert_eq!((drafted, acts.contains(&"edition-refused")), (3, true));
    }
}

#[test]
fn a_signature_made_elsewhere_is_taken_and_one_of_another_draft_is_not() {
    let database = databases::sqlite();
    let folder = computed(&database);
    let store = &database.store;
    let keys = register(&database);
    let made = draft(store, &folder, wave::WAVE, &wanted(), by()).unwrap();
    let digest = hailong::survey::digest::Digest(made.digest.clone());
    let other = hailong::survey::digest::Digest::of(b"another draft");
    let of = |digest| Signature::make(&keys[0].1, "office", "publisher", &made.id, digest);
    assert!(accept(store, &folder, wave::WAVE, &of(&other), by()).is_err());
    assert!(
        accept(store, &folder, wave::WAVE, &of(&digest), by())
            .unwrap()
            .is_none()
    );
    let found = standing(store, &folder, wave::WAVE, wave::now())
        .unwrap()
        .unwrap();
    assert!(!found.is_signed());
}

#[test]
fn a_correction_is_a_new_edition_that_says_what_changed_and_the_old_one_stays() {
    for database in databases::both() {
        let folder = computed(&database);
        let store = &database.store;
        let keys = register(&database);
        let both = |wanted: &Wanted| {
            draft(store, &folder, wave::WAVE, wanted, by())?;
            sign(store, &folder, wave::WAVE, ("office", &keys[0].1), by())?;
            sign(store, &folder, wave::WAVE, ("front", &keys[1].1), by())
        };
        let first = both(&wanted()).unwrap().unwrap();
        let before = fs::read(folder.edition(&first.id).join("MANIFEST.sha256")).unwrap();
        assert!(matches!(both(&wanted()), Err(PublicationFailure::NoReason)));
        let correction = Wanted {
            correction: Some("Sửa tên một địa phương".to_owned()),
            ..wanted()
        };
        let second = both(&correction).unwrap().unwrap();
        assert_eq!((first.number, second.number), (1, 2));
        let place = folder.edition(&second.id);
        assert!(
            fs::read_to_string(place.join("CHANGES.txt"))
                .unwrap()
                .contains("Sửa tên")
        );
        let changes = fs::read_to_string(place.join("changes_to_last_edition.csv")).unwrap();
        assert_eq!(
            changes.lines().count(),
            1,
            "the same answers and method give the same figures"
        );
        assert_eq!(
            fs::read(folder.edition(&first.id).join("MANIFEST.sha256")).unwrap(),
            before
        );
        assert_eq!(visible(&database), 2);
    }
}
