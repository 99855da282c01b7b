//! Both databases have the same tables, and keep to the same rules.

mod audit;
mod comments;
mod outbox;
mod paper;
mod tallies;

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use hailong::store::{Store, StoreFailure, localities};
use hailong::survey::locality::Group;

use crate::harness::{databases, wave};

/// `table.column` of every line of a migration, without types.
fn columns(folder: &str) -> BTreeSet<String> {
    let base = format!("{}/migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(base).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path().join("up.sql")).unwrap();
        let mut table = String::new();
        for line in text.lines() {
            let mut words = line.split_whitespace();
            match (words.next(), words.next(), words.next()) {
                (Some("CREATE"), Some("TABLE"), Some(name)) => table = name.to_owned(),
                (Some(column), Some(_), _) if line.starts_with("    ") && is_name(column) => {
                    found.insert(format!("{table}.{column}"));
                }
                _ => {}
            }
        }
    }
    found
}

/// Names are in small letters; keys and constraints may differ.
fn is_name(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_lowercase())
}

#[test]
fn both_databases_have_the_same_migrations_tables_and_columns() {
    let names = |folder: &str| -> BTreeSet<String> {
        let base = format!("{}/migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_dir(base)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    assert_eq!(names("sqlite"), names("postgresql"));
    assert_eq!(columns("sqlite"), columns("postgresql"));
    assert!(columns("sqlite").len() > 40);
}

#[test]
fn a_database_of_a_newer_version_is_refused() {
    for database in databases::both() {
        let newer = "INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101000000')";
        match database.url.strip_prefix("sqlite:") {
            Some(path) => SqliteConnection::establish(path)
                .unwrap()
                .batch_execute(newer)
                .unwrap(),
            None => PgConnection::establish(&database.url)
                .unwrap()
                .batch_execute(newer)
                .unwrap(),
        }
        assert!(matches!(
            Store::open(&database.url),
            Err(StoreFailure::Newer(_))
        ));
    }
}

#[test]
fn a_failed_transaction_leaves_nothing() {
    for database in databases::both() {
        wave::open(&database.store);
        let group = Group {
            locality: wave::key("1"),
            code: "kp1".to_owned(),
            name: "Khối phố 1".to_owned(),
            households: None,
        };
        let outcome: Result<(), StoreFailure> = database.store.write_blocking(|connection| {
            localities::keep_groups(connection, &[group])?;
            Err(StoreFailure::Missing("on purpose"))
        });
        assert!(outcome.is_err());
        let left = database
            .store
            .read_blocking(|connection| localities::groups(connection, &wave::key("1")))
            .unwrap();
        assert!(left.is_empty());
    }
}

#[test]
fn a_residential_group_of_an_unknown_locality_is_refused() {
    for database in databases::both() {
        let group = Group {
            locality: wave::key("9"),
            code: "kp1".to_owned(),
            name: "Khối phố 1".to_owned(),
            households: None,
        };
        assert!(
            database
                .store
                .write_blocking(|connection| localities::keep_groups(connection, &[group]))
                .is_err()
        );
    }
}

#[test]
fn four_writers_that_read_first_never_lock_each_other_out() {
    for database in databases::both() {
        wave::open(&database.store);
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let store = database.store.clone();
                scope.spawn(move || {
                    for number in 0..25 {
                        let code = format!("kp-{writer}-{number}");
                        let group = Group {
                            locality: wave::key("1"),
                            code,
                            name: "Khối phố".to_owned(),
                            households: None,
                        };
                        store
                            .write_blocking(|connection| {
                                localities::groups(connection, &wave::key("1"))?;
                                localities::keep_groups(connection, &[group])
                            })
                            .unwrap();
                    }
                });
            }
        });
        let kept = database
            .store
            .read_blocking(|connection| localities::groups(connection, &wave::key("1")))
            .unwrap();
        assert_eq!(kept.len(), 100);
    }
}
