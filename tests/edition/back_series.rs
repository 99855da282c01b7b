//! Tam Kỳ's thirteen old units on the four wards of today: exact, because whole units joined.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use hailong::edition::change::{ChangeFault, Lost};
use hailong::edition::command::{self, ComputeOrder, OrderFailure};
use hailong::edition::figures::{FigureKind, Shown};
use hailong::edition::folder;

use crate::survey::sample::FORM;

const LOCALITIES: &str = include_str!("../../src/demo/localities.csv");
const CHANGES: &str = include_str!("../../src/demo/locality_changes.csv");
const BEFORE: &str = "code = \"m\"\nversion = 1\nstyle = \"mean\"\n[design]\nkind = \"opt_in\"\n";
const BY_COLUMN: &str = "code = \"m\"\nversion = 1\nstyle = \"mean\"\n[design]\nkind = \"opt_in\"\n\
    strata = \"column\"\n[weighting]\nbase = \"column\"\n";

const UNITS: usize = 13;

/// Code, first day, population of the localities under `parent` on `day`.
fn localities(parent: &str, day: &str) -> Vec<(String, String, f64)> {
    let mut reader = csv::Reader::from_reader(LOCALITIES.as_bytes());
    let rows = reader.records().map(Result::unwrap);
    rows.filter(|row| &row[5] == parent && &row[1] <= day && (row[2].is_empty() || &row[2] >= day))
        .map(|row| {
            (
                row[0].to_owned(),
                row[1].to_owned(),
                row[6].parse().unwrap(),
            )
        })
        .collect()
}

fn frame(localities: &[(String, String, f64)]) -> String {
    let line =
        |(code, day, people): &(String, String, f64)| format!("{code},Nơi {code},{people},{day}\n");
    "code,name,population,valid_from\n".to_owned()
        + &localities.iter().map(line).collect::<String>()
}

/// Follows the changes by hand.
fn ward(code: &str, day: &str) -> String {
    let mut key = (code.to_owned(), day.to_owned());
    let mut reader = csv::Reader::from_reader(CHANGES.as_bytes());
    let changes: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    while let Some(change) = changes
        .iter()
        .find(|row| row[0] == key.0 && row[1] == key.1)
    {
        key = (change[2].to_owned(), change[3].to_owned());
    }
    key.0
}

/// Levels of three items that differ between units and people.
fn answers(unit: usize, person: usize, shift: usize) -> String {
    let level = |step: usize| 1 + (unit * 3 + person * step + person / 7 + shift) % 5;
    format!("{},{},{},,,,", level(1), level(2), level(3))
}

struct Scene {
    place: tempfile::TempDir,
    units: Vec<(String, String, f64)>,
    wards: Vec<(String, String, f64)>,
}

impl Scene {
    fn new() -> Self {
        let scene = Self {
            place: tempfile::tempdir().unwrap(),
            units: localities("502", "2024-10-01"),
            wards: localities("48", "2026-01-01"),
        };
        assert_eq!((scene.units.len(), scene.wards.len()), (UNITS, 4));
        let header = "locality,dust,noise_day,noise_night,burning,what,days,sex\n";
        let mut now = header.to_owned();
        for (at, (code, _, _)) in scene.wards.iter().enumerate() {
            for person in 0..200 {
                now += &format!("{code},{}\n", answers(at, person, 1));
            }
        }
        let mut before = header.to_owned();
        let mut by_ward = header.replace("sex\n", "sex,stratum,weight\n");
        for (at, (code, day, people)) in scene.units.iter().enumerate() {
            let answered = 60 + 5 * at;
            for person in 0..answered {
                let own = answers(at, person, 0);
                before += &format!("{code},{own}\n");
                by_ward += &format!(
                    "{},{own},{code},{}\n",
                    ward(code, day),
                    people / answered as f64
                );
            }
        }
        scene.put("2026", BEFORE, &scene.wards, &now);
        scene.put("2024", BEFORE, &scene.units, &before);
        scene.put("by-ward", BY_COLUMN, &scene.wards, &by_ward);
        scene
    }

    fn put(&self, name: &str, method: &str, localities: &[(String, String, f64)], responses: &str) {
        let folder = self.folder(name);
        fs::create_dir(&folder).unwrap();
        for (file, text) in [
            ("form.toml", FORM),
            ("method.toml", method),
            ("frame.csv", &frame(localities)),
            ("responses.csv", responses),
        ] {
            fs::write(folder.join(file), text).unwrap();
        }
        fs::write(self.folder("changes.csv"), CHANGES).unwrap();
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    fn order(&self, name: &str, previous: &[&str], crosswalk: Option<&Path>) -> ComputeOrder {
        let folder = self.folder(name);
        ComputeOrder {
            form: folder.join("form.toml"),
            method: folder.join("method.toml"),
            frame: folder.join("frame.csv"),
            margins: None,
            responses: folder.join("responses.csv"),
            previous: previous.iter().map(|name| self.folder(name)).collect(),
            crosswalk: crosswalk.map(Path::to_owned),
            out: self.folder(&format!("out-{name}")),
        }
    }
}

#[test]
fn the_old_units_of_each_ward_give_the_same_figures_as_the_ward_itself() {
    let scene = Scene::new();
    let changes = scene.folder("changes.csv");
    command::run(&scene.order("2026", &["2024"], Some(&changes))).unwrap();
    command::run(&scene.order("by-ward", &[], None)).unwrap();
    let found = folder::read(&scene.folder("out-2026")).unwrap();
    let wanted = folder::read(&scene.folder("out-by-ward")).unwrap();
    let now: BTreeMap<_, _> = found
        .figures
        .iter()
        .map(|one| {
            (
                (one.domain.clone(), one.code.clone(), one.style.as_str()),
                one,
            )
        })
        .collect();
    let mut compared = 0;
    for row in &found.changes {
        let same = |one: &&hailong::edition::figures::Figure| {
            one.domain == row.domain
                && one.kind == row.kind
                && one.code == row.code
                && one.style == row.style
        };
        let before = wanted.figures.iter().find(same).unwrap();
        let own = now[&(row.domain.clone(), row.code.clone(), row.style.as_str())];
        let close =
            |a: f64, b: f64| assert!((a - b).abs() <= 1e-12 * b.abs().max(1.0), "{a} {b} {row:?}");
        close(row.before, before.estimate.unwrap());
        close(row.now, own.estimate.unwrap());
        close(row.change, row.now - row.before);
        close(row.se, own.se.unwrap().hypot(before.se.unwrap()));
        assert!(row.p_holm >= row.p);
        assert_eq!(row.shown == Shown::NoChangeShown, row.p_holm > 0.05);
        compared += 1;
    }
    let indices = found
        .changes
        .iter()
        .filter(|row| row.kind == FigureKind::Index);
    assert_eq!(indices.count(), 2 * (4 + 1));
    assert!(compared > 10);
    assert!(scene.folder("out-2026/change.csv").exists());
    assert!(found.inputs.iter().any(|input| input.role == "crosswalk"));
    assert!(
        found
            .inputs
            .iter()
            .any(|input| input.role == "previous 2024 responses")
    );
}

#[test]
fn criteria_are_matched_by_their_codes_and_not_by_their_order() {
    let scene = Scene::new();
    let changes = scene.folder("changes.csv");
    let rows = || {
        let order = scene.order("2026", &["2024"], Some(&changes));
        command::run(&order).unwrap();
        let found = folder::read(&order.out).unwrap().changes;
        fs::remove_dir_all(&order.out).unwrap();
        found
    };
    let before = rows();
    assert!(before.iter().any(|row| row.kind == FigureKind::Component));
    let at = FORM.find("[[criterion]]").unwrap();
    let mut criteria: Vec<&str> = FORM[at..].split_inclusive("\n\n").collect();
    criteria.reverse();
    let turned = format!("{}{}\n", &FORM[..at], criteria.join("\n"));
    assert_ne!(turned.trim(), FORM.trim());
    fs::write(scene.folder("2024/form.toml"), turned).unwrap();
    assert_eq!(before, rows());
}

#[test]
fn a_locality_that_is_nowhere_today_or_was_split_is_named() {
    let scene = Scene::new();
    let refused =
        |crosswalk: Option<&Path>| match command::run(&scene.order("2026", &["2024"], crosswalk)) {
            Err(OrderFailure::Change(faults)) => faults,
            other => panic!("{other:?}"),
        };
    let gone = refused(None);
    assert!(gone.iter().all(|fault| matches!(
        fault,
        ChangeFault::Lost {
            lost: Lost::Gone,
            ..
        }
    )));
    assert_eq!(gone.len(), UNITS);
    let split = scene.folder("split.csv");
    let (code, day, _) = &scene.units[0];
    let other = scene
        .wards
        .iter()
        .find(|one| one.0 != ward(code, day))
        .unwrap();
    fs::write(
        &split,
        format!("{CHANGES}{code},{day},{},{},x\n", other.0, other.1),
    )
    .unwrap();
    let name = "2024".to_owned();
    assert_eq!(
        refused(Some(&split)),
        [ChangeFault::Lost {
            name,
            locality: code.clone(),
            lost: Lost::Split
        }]
    );
    assert!(!scene.folder("out-2026").exists());
}
