//! The demonstration, made once and gone on with.

use std::collections::BTreeMap;
use std::path::Path;

use hailong::clock::Clock;
use hailong::demo;
use hailong::edition::command::EarlierSurveys;
use hailong::edition::figures::{Shown, WHOLE};
use hailong::edition::folder;
use hailong::edition::verify::{Sealed, against_sealed, recompute};
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
    files(&folder.join("earlier"), &mut found);
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

#[test]
fn its_edition_is_compared_with_a_simulated_survey_of_the_year_before() {
    let database = databases::sqlite();
    let place = tempfile::tempdir().unwrap();
    let folder = DataFolder::open(place.path()).unwrap();
    demo::prepare(&database.store, &folder, Clock::System, "").unwrap();
    let figures = folder::read(&folder.edition("tam-ky-2024-1")).unwrap();
    assert_eq!(figures.previous(), ["2023"]);
    assert!(figures.index_change("2023", WHOLE).is_ok());
    let shown: Vec<Shown> = figures
        .locality_changes("2023")
        .map(|row| row.shown)
        .collect();
    assert_eq!(shown.len(), 11);
    assert!(shown.contains(&Shown::NoChangeShown));
    let earlier = folder.earlier("tam-ky-2024");
    let mut report = recompute(&folder.edition("tam-ky-2024-1"));
    let sealed = Sealed {
        dataset: folder.sealed("tam-ky-2024"),
        earlier: EarlierSurveys {
            folders: vec![earlier.join("2023")],
            crosswalk: None,
        },
    };
    against_sealed(&folder.edition("tam-ky-2024-1"), &sealed, &mut report).unwrap();
    let differences: Vec<_> = report.differences().take(9).collect();
    assert!(report.is_good(), "{:?} {differences:?}", report.problems);
    let method = earlier.join("2023/method.toml");
    assert!(
        std::fs::read_to_string(method)
            .unwrap()
            .contains("simulated = true")
    );
}
