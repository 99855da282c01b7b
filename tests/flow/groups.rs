//! A committee keeps the list of its residential groups.

use hailong::flow::groups::{self, GroupFailure, Imported};
use hailong::store::{Store, localities};
use hailong::survey::group::GroupEntry;
use hailong::survey::locality::Group;

use crate::harness::{databases, wave};

fn entry(name: &str, households: impl Into<Option<i64>>) -> GroupEntry {
    GroupEntry::new(name, households.into()).unwrap()
}

fn add(store: &Store, locality: &str, entry: &GroupEntry) -> Result<Group, GroupFailure> {
    store.attempt_blocking(|connection| groups::add(connection, &wave::key(locality), entry))
}

fn listed(store: &Store, locality: &str) -> Vec<(String, String, Option<i64>)> {
    let all =
        store.read_blocking(|connection| localities::groups(connection, &wave::key(locality)));
    let plain = |group: Group| (group.code, group.name, group.households);
    all.unwrap().into_iter().map(plain).collect()
}

#[test]
fn a_group_is_added_once_under_whatever_spelling() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        let first = add(store, "1", &entry("Thôn Hòa An", 120)).unwrap();
        let again = add(store, "1", &entry("thôn Hoà An", None));
        assert!(matches!(again, Err(GroupFailure::Taken(name)) if name == first.name));
        // The neighbours may have one of the same name.
        assert_eq!(
            add(store, "2", &entry("Thôn Hoà An", None)).unwrap().code,
            "tha"
        );
        assert_eq!(listed(store, "1").len(), 1);
    }
}

#[test]
fn groups_added_at_the_same_time_get_codes_of_their_own() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        std::thread::scope(|scope| {
            for name in ["An", "Anh", "Ảnh", "Ánh", "Ấn", "Ân"] {
                let entry = entry(&format!("Thôn {name}"), None);
                scope.spawn(move || add(store, "1", &entry).unwrap());
            }
        });
        assert_eq!(listed(store, "1").len(), 6);
    }
}

#[test]
fn a_renamed_group_keeps_its_code() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        let group = add(store, "1", &entry("Khối phố 1", 100)).unwrap();
        add(store, "1", &entry("Khối phố 2", 100)).unwrap();
        let change = |locality: &str, code: &str, entry: &GroupEntry| {
            store.attempt_blocking(|connection| {
                groups::change(connection, &wave::key(locality), code, entry)
            })
        };
        assert!(change("1", &group.code, &entry("Khối phố Trường Đồng", 90)).unwrap());
        let taken = change("1", &group.code, &entry("KHỐI PHỐ 2", 90));
        assert!(matches!(taken, Err(GroupFailure::Taken(_))));
        assert!(change("1", &group.code, &entry("Khối phố Trường Đồng", 91)).unwrap());
        assert!(!change("2", &group.code, &entry("Khối phố 9", 1)).unwrap());
        assert_eq!(
            listed(store, "1")[0],
            (
                "kp1".to_owned(),
                "Khối phố Trường Đồng".to_owned(),
                Some(91)
            )
        );
        // Nobody else is given the code that answers carry already.
        assert_eq!(
            add(store, "1", &entry("Khối phố 1", 5)).unwrap().code,
            "kp1-2"
        );
    }
}

#[test]
fn a_list_adds_what_is_new_corrects_households_and_loses_nothing() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        add(store, "1", &entry("Khối phố 1", 100)).unwrap();
        add(store, "1", &entry("Khối phố 2", 200)).unwrap();
        let list = [
            entry("khối phố 1", 150),
            entry("Khối phố 3", 300),
            entry("Khối phố 2", None),
        ];
        let import = || {
            store.attempt_blocking(|connection| groups::import(connection, &wave::key("1"), &list))
        };
        let expected = Imported {
            added: 1,
            changed: 1,
        };
        assert_eq!(import().unwrap(), expected);
        assert_eq!(import().unwrap(), Imported::default());
        let households: Vec<Option<i64>> = listed(store, "1")
            .into_iter()
            .map(|group| group.2)
            .collect();
        assert_eq!(households, [Some(150), Some(200), Some(300)]);
    }
}
