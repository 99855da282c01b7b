//! The life of a wave, from its form to a published edition.

use std::fs;

use hailong::edition::figures::Level;
use hailong::flow::close::close;
use hailong::flow::collect::{Collector, Sent};
use hailong::flow::compute::{WaveComputeFailure, compute};
use hailong::flow::folder::DataFolder;
use hailong::flow::prepare::{PrepareFailure, create_wave, open_wave};
use hailong::flow::publish::read;
use hailong::store::{StoreFailure, editions};
use hailong::survey::link::LinkKind;

use crate::harness::parties::publish;
use crate::harness::{databases, wave};

pub fn answered(database: &databases::Database, first: usize, second: usize) -> DataFolder {
    wave::open(&database.store);
    let here = wave::codes(&database.store, LinkKind::Single, 0, first);
    let there = wave::codes(&database.store, LinkKind::Single, 1, second);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let collector = Collector::start(database.store.clone(), wave::clock()).unwrap();
        for (number, code) in here.iter().chain(&there).enumerate() {
            let sent = wave::send(&collector, code, "k", number).await;
            assert!(matches!(sent, Sent::Taken { fresh: true, .. }));
        }
    });
    DataFolder::open(database.folder.path()).unwrap()
}

#[test]
fn answers_become_an_edition_with_equal_bytes_however_often_it_is_computed() {
    for database in databases::both() {
        let folder = answered(&database, 150, 130);
        close(&database.store, &folder, wave::WAVE).unwrap();
        compute(&database.store, &folder, wave::WAVE).unwrap();
        let bytes = |name: &str| fs::read(folder.computed(wave::WAVE).join(name)).unwrap();
        let before = (
            bytes("figures.csv"),
            bytes("ranking.csv"),
            bytes("figures.json"),
        );
        compute(&database.store, &folder, wave::WAVE).unwrap();
        assert!(
            before
                == (
                    bytes("figures.csv"),
                    bytes("ranking.csv"),
                    bytes("figures.json")
                )
        );
        let id = publish(&database, &folder).unwrap().id;
        let kept = database.store.read_blocking(editions::all).unwrap();
        assert_eq!(
            kept.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
            [id.as_str()]
        );
        let edition = read(&folder, &kept[0]).unwrap();
        let responses: Vec<_> = edition
            .figures
            .localities
            .iter()
            .map(|one| one.responses)
            .collect();
        assert_eq!(responses, [Some(150), Some(130)]);
        assert!(
            edition
                .figures
                .figures
                .iter()
                .any(|figure| figure.level == Level::A)
        );
    }
}

#[test]
fn a_small_locality_takes_a_second_one_with_it_so_that_nothing_can_be_subtracted() {
    let database = databases::sqlite();
    let folder = answered(&database, 150, 29);
    close(&database.store, &folder, wave::WAVE).unwrap();
    compute(&database.store, &folder, wave::WAVE).unwrap();
    publish(&database, &folder).unwrap();
    let kept = database.store.read_blocking(editions::all).unwrap();
    let figures = read(&folder, &kept[0]).unwrap().figures;
    let whole = figures
        .figures
        .iter()
        .find(|figure| figure.domain == "*")
        .unwrap();
    assert!(whole.estimate.is_some(), "the whole is shown");
    for figure in figures.figures.iter().filter(|figure| figure.domain != "*") {
        assert_eq!(
            (figure.level, figure.estimate),
            (Level::C, None),
            "{figure:?}"
        );
    }
    assert!(figures.ranking.iter().all(|row| row.estimate.is_none()));
}

#[test]
fn a_changed_sealed_dataset_is_refused() {
    let database = databases::sqlite();
    let folder = answered(&database, 20, 20);
    close(&database.store, &folder, wave::WAVE).unwrap();
    let file = folder.sealed(wave::WAVE).join("responses.csv");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen(",1,", ",5,", 1)).unwrap();
    let refused = compute(&database.store, &folder, wave::WAVE);
    assert!(
        matches!(refused, Err(WaveComputeFailure::SealBroken)),
        "{refused:?}"
    );
}

#[test]
fn illegal_moves_are_refused_by_the_rules() {
    for database in databases::both() {
        wave::open(&database.store);
        let folder = DataFolder::open(database.folder.path()).unwrap();
        assert!(matches!(
            open_wave(&database.store, wave::WAVE),
            Err(StoreFailure::IllegalMove(_))
        ));
        assert!(compute(&database.store, &folder, wave::WAVE).is_err());
        assert!(publish(&database, &folder).is_err());
        close(&database.store, &folder, wave::WAVE).unwrap();
        assert!(matches!(
            close(&database.store, &folder, wave::WAVE),
            Err(StoreFailure::IllegalMove(_))
        ));
    }
}

#[test]
fn a_form_that_a_wave_uses_is_frozen() {
    for database in databases::both() {
        wave::open(&database.store);
        let mut changed = wave::new_wave();
        changed.code = "another".to_owned();
        changed.form = changed.form.replace("Bụi?", "Bụi đường?");
        let refused = create_wave(&database.store, &changed);
        assert!(
            matches!(
                refused,
                Err(PrepareFailure::Store(StoreFailure::FormChanged { .. }))
            ),
            "{refused:?}"
        );
        changed.form = changed.form.replace("version = 1", "version = 2");
        assert!(create_wave(&database.store, &changed).is_ok());
    }
}
