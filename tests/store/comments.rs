//! Comments keep to the same rules in both databases.

use hailong::flow::close::close;
use hailong::flow::comments::{Change, change, fingerprint, strike_out};
use hailong::flow::folder::DataFolder;
use hailong::store::Store;
use hailong::store::comments::{self, Wanted};
use hailong::survey::comment::{CommentState, STRUCK};
use hailong::survey::folding::wanted;

use crate::harness::comments::{all, one, sent};
use crate::harness::{databases, wave};

const TEXTS: [(i16, &str); 4] = [
    (0, "Rác ở chợ Hoà Hương chưa thu gom"),
    (0, "Cống trước chợ ngập 100%_ mỗi khi mưa"),
    (1, "Đường bụi, xin trồng thêm cây"),
    (1, "Gọi cho tôi 0905123456"),
];

fn search(store: &Store, typed: &str) -> Vec<String> {
    let narrowed = Wanted {
        words: wanted(typed),
        ..Wanted::default()
    };
    store
        .read_blocking(|connection| {
            let of = hailong::store::waves::find(connection, wave::WAVE)?.unwrap();
            let found =
                comments::search(connection, of.wave.id, &narrowed, comments::Order::Locality)?;
            assert!(!found.more);
            let page = comments::some(connection, of.wave.id, &found.ids)?;
            assert!(page.is_sorted_by_key(|one| (one.locality, one.id)));
            Ok(page.into_iter().map(|one| one.words).collect())
        })
        .unwrap()
}

#[test]
fn a_search_finds_all_of_its_words_without_regard_to_diacritics() {
    for database in databases::both() {
        sent(&database.store, &TEXTS);
        assert_eq!(search(&database.store, "HÒA cho"), [TEXTS[0].1]);
        assert_eq!(search(&database.store, "chợ").len(), 3, "also “cho”");
        assert_eq!(search(&database.store, "duong bui"), [TEXTS[2].1]);
        assert_eq!(
            search(&database.store, "100%_"),
            [TEXTS[1].1],
            "no wildcards"
        );
        assert_eq!(search(&database.store, "%").len(), 1);
        assert!(search(&database.store, "chợ không có").is_empty());
        assert_eq!(search(&database.store, "").len(), 4);
    }
}

#[test]
fn comments_of_another_wave_are_not_found() {
    for database in databases::both() {
        let of = sent(&database.store, &TEXTS);
        let id = one(&database.store, &of, "Rác").id;
        let mut other = of.clone();
        other.wave.id.0 += 1;
        let found = database
            .store
            .read_blocking(|connection| comments::find(connection, other.wave.id, id))
            .unwrap();
        assert_eq!(found, None);
    }
}

#[test]
fn places_that_fold_alike_are_one_hot_spot_under_their_commonest_name() {
    for database in databases::both() {
        let of = sent(
            &database.store,
            &[(0, "a"), (0, "b"), (0, "c"), (1, "d"), (1, "e")],
        );
        let places = [
            ("a", "Chợ Hoà Hương"),
            ("b", "Chợ Hoà Hương"),
            ("c", "chợ Hòa hương"),
            ("d", "Chợ Hòa Hương"),
        ];
        for (begins, place) in places {
            let id = one(&database.store, &of, begins).id;
            let wanted = Change::Place(Some(place.to_owned()));
            database
                .store
                .write_blocking(|connection| change(connection, &of, &[id], &wanted))
                .unwrap()
                .unwrap();
        }
        let spots = database
            .store
            .read_blocking(|connection| comments::hot_spots(connection, of.wave.id))
            .unwrap();
        let seen: Vec<_> = spots
            .iter()
            .map(|spot| (spot.locality, spot.place.as_str(), spot.comments))
            .collect();
        assert_eq!(seen, [(0, "Chợ Hoà Hương", 3), (1, "Chợ Hòa Hương", 1)]);
    }
}

#[test]
fn closing_keeps_what_was_decided_about_comments() {
    for database in databases::both() {
        let of = sent(&database.store, &TEXTS);
        let id = one(&database.store, &of, "Rác").id;
        let tag = Change::Tag {
            topics: vec!["waste".to_owned()],
            place: Some("Chợ".to_owned()),
        };
        database
            .store
            .write_blocking(|connection| change(connection, &of, &[id], &tag))
            .unwrap()
            .unwrap();
        let before = database
            .store
            .read_blocking(|connection| Ok(all(connection, &of)))
            .unwrap();
        close(
            &database.store,
            &DataFolder::open(database.folder.path()).unwrap(),
            wave::WAVE,
        )
        .unwrap();
        let after = database
            .store
            .read_blocking(|connection| Ok(all(connection, &of)))
            .unwrap();
        assert_eq!(after, before);
        assert_eq!(
            after
                .iter()
                .filter(|one| one.state == CommentState::Tagged)
                .count(),
            1
        );
        assert_eq!(search(&database.store, "hoa huong").len(), 1);
    }
}

#[test]
fn struck_words_are_nowhere_in_the_database_file() {
    let database = databases::sqlite();
    let of = sent(&database.store, &TEXTS);
    let found = one(&database.store, &of, "Gọi");
    let everything = || -> Vec<u8> {
        let files = std::fs::read_dir(database.folder.path()).unwrap();
        files
            .flat_map(|file| std::fs::read(file.unwrap().path()).unwrap_or_default())
            .collect()
    };
    let holds = |bytes: &[u8]| bytes.windows(10).any(|part| part == b"0905123456");
    assert!(holds(&everything()));
    let struck = database.store.write_blocking(|connection| {
        strike_out(connection, &of, found.id, &fingerprint(&found.words), &[3])
    });
    assert_eq!(struck.unwrap(), Ok(10));
    database.store.forget_old_words().unwrap();
    assert!(!holds(&everything()));
    assert_eq!(
        one(&database.store, &of, "Gọi").words,
        format!("Gọi cho tôi {STRUCK}")
    );
}
