//! `hailong plan` on the real localities of Tam Kỳ.

use std::path::Path;
use std::process::{Command, Output};

const LOCALITIES: &str = include_str!("../../src/demo/localities.csv");

/// FRAME.csv of the localities under `parent` that existed on `day`.
fn frame(parent: &str, day: &str) -> String {
    let mut reader = csv::Reader::from_reader(LOCALITIES.as_bytes());
    let mut text = "code,name,population,households\n".to_owned();
    for record in reader.records() {
        let row = record.unwrap();
        let valid = &row[1] <= day && (row[2].is_empty() || &row[2] >= day);
        if &row[5] == parent && valid {
            text += &format!("{},{},{},{}\n", &row[0], &row[4], &row[6], &row[7]);
        }
    }
    text
}

fn plan(folder: &Path, frame: &str, more: &[&str]) -> Output {
    let file = folder.join("frame.csv");
    std::fs::write(&file, frame).unwrap();
    Command::new(env!("CARGO_BIN_EXE_hailong"))
        .args(["--language", "en", "plan", "--frame"])
        .arg(&file)
        .args(more)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn thirteen_old_units_need_as_many_interviews_as_the_worked_example() {
    let folder = tempfile::tempdir().unwrap();
    let before = frame("502", "2024-10-01");
    let table = said(&plan(folder.path(), &before, &["--unit", "household"]));
    assert!(table.contains("4337 interviews"), "{table}");
    assert!(table.contains("by Yamane: 4488"), "{table}");
    let all = table.lines().find(|line| line.starts_with('*')).unwrap();
    assert!(all.contains(" 35558 ") && all.contains(" 381 "), "{all}");
    let clustered = said(&plan(
        folder.path(),
        &before,
        &["--unit", "household", "--deff", "1.5"],
    ));
    assert!(clustered.contains("6104 interviews"), "{clustered}");
}

#[test]
fn the_csv_has_the_table_in_full_precision() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("plan.csv");
    let wish = ["--response-rate", "0.6", "--csv", out.to_str().unwrap()];
    said(&plan(folder.path(), &frame("502", "2024-10-01"), &wish));
    let mut reader = csv::Reader::from_path(&out).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 14);
    for row in &rows {
        let (interviews, invitations): (f64, f64) =
            (row[3].parse().unwrap(), row[4].parse().unwrap());
        assert_eq!((interviews / 0.6).ceil(), invitations);
    }
}

#[test]
fn every_wish_that_cannot_be_is_named_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let wish = [
        "--margin",
        "0",
        "--deff",
        "0.5",
        "--response-rate",
        "2",
        "--unit",
        "household",
    ];
    let refused = plan(folder.path(), "code,name,population\n1,One,1000\n", &wish);
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8(refused.stderr).unwrap();
    for part in [
        "--margin",
        "--deff",
        "--response-rate",
        "frame.csv:2:households",
    ] {
        assert!(said.contains(part), "{said}");
    }
    assert_eq!(said.lines().count(), 4);
}
