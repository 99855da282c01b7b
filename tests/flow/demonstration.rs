//! The demonstration, made once and gone on with.

use std::collections::BTreeMap;
use std::path::Path;

use hailong::clock::Clock;
use hailong::demo;
use hailong::flow::folder::DataFolder;
use hailong::store::{responses, waves};

use crate::harness::databases::{self, Database};

fn files(folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.insert(path.display().to_string(), std::fs::read(&path).unwrap());
        }
    }
}

/// Code, state and responses of each wave; every sealed and published file.
#[derive(PartialEq)]
struct Made {
    waves: Vec<(String, String, i64)>,
    files: BTreeMap<String, Vec<u8>>,
}

fn made(database: &Database, folder: &Path) -> Made {
    let waves = database.store.read_blocking(|connection| {
        let mut seen = Vec::new();
        for kept in waves::all(connection)? {
            let count = responses::count(connection, kept.wave.id)?;
            seen.push((kept.wave.code, kept.wave.state.as_str().to_owned(), count));
        }
        Ok(seen)
    });
    let mut found = BTreeMap::new();
    files(&folder.join("editions"), &mut found);
    files(&folder.join("sealed"), &mut found);
    Made {
        waves: waves.unwrap(),
        files: found,
    }
}

#[test]
fn a_second_run_goes_on_with_what_is_there() {
    let database = databases::sqlite();
    let place = tempfile::tempdir().unwrap();
    let folder = DataFolder::open(place.path()).unwrap();
    let first = demo::prepare(&database.store, &folder, Clock::System, "").unwrap();
    let before = made(&database, place.path());
    let second = demo::prepare(&database.store, &folder, Clock::System, "").unwrap();
    let after = made(&database, place.path());
    assert_eq!(before.waves.len(), 2);
    assert!(before.files.len() > 10);
    assert!(before == after);
    assert_ne!(
        first.single, second.single,
        "each run hands out a fresh household code"
    );
}
