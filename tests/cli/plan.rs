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

/// The cells of a locality's line.
fn cells<'a>(table: &'a str, code: &str) -> Vec<&'a str> {
    let line = table.lines().find(|line| line.starts_with(code)).unwrap();
    line.split_whitespace().collect()
}

const TWO_GROUPS: [&str; 4] = ["--per-cluster", "250", "--correlation", "0.05"];

#[test]
fn interviews_follow_the_known_sample_sizes() {
    let oracles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/oracles");
    let known = std::fs::read(oracles.join("answers/sample_size.json")).unwrap();
    let known: serde_json::Value = serde_json::from_slice(&known).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut checked = 0;
    for one in known.as_array().unwrap() {
        let (Some(size), Some(0.5)) = (one["N"].as_u64(), one["p"].as_f64()) else {
            continue;
        };
        let margin = (100.0 * one["e"].as_f64().unwrap()).to_string();
        let frame = format!("code,name,population\n1,One,{size}\n");
        let table = said(&plan(folder.path(), &frame, &["--margin", &margin]));
        let own = cells(&table, "1 ");
        assert_eq!(own[3], one["ours_srs"].to_string());
        let yamane = one["yamane"].as_f64().unwrap().ceil();
        assert_eq!(own[5], yamane.to_string());
        checked += 1;
    }
    assert_eq!(checked, 3);
}

#[test]
fn two_groups_of_250_are_worth_37_interviews_and_25_of_20_are_worth_256() {
    let folder = tempfile::tempdir().unwrap();
    // Places where the finite population brings the interviews to 500.
    let two = said(&plan(
        folder.path(),
        "code,name,population\n1,One,553\n",
        &TWO_GROUPS,
    ));
    let own = cells(&two, "1 ");
    assert_eq!(own[3..6], ["500", "2", "37"], "{two}");
    assert!(two.contains("the design effect is 13.45: 100 interviews are worth 7 "));
    assert!(two.contains("Warning: with fewer than 25 clusters") && two.contains("in: One."));
    let many = said(&plan(
        folder.path(),
        "code,name,population\n1,One,1500\n",
        &["--per-cluster", "20", "--correlation", "0.05"],
    ));
    let own = cells(&many, "1 ");
    assert_eq!(own[3..6], ["500", "25", "256"], "{many}");
    assert!(many.contains("the design effect is 1.95:"));
    assert!(!many.contains("Warning"), "{many}");
}

#[test]
fn the_csv_has_clusters_and_what_interviews_are_worth() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("plan.csv");
    let csv = ["--csv", out.to_str().unwrap()];
    let frame = "code,name,population\n1,One,553\n";
    said(&plan(
        folder.path(),
        frame,
        &[&TWO_GROUPS[..], &csv].concat(),
    ));
    let record = |place: usize| -> Vec<String> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_path(&out)
            .unwrap();
        let row = reader.records().nth(place).unwrap().unwrap();
        row.iter().map(str::to_owned).collect()
    };
    assert_eq!(record(0)[8..], ["clusters", "effective_interviews"]);
    assert_eq!(record(1)[8], "2");
    let worth: f64 = record(1)[9].parse().unwrap();
    assert!((worth / (500.0 / 13.45) - 1.0).abs() < 1e-9);
    said(&plan(folder.path(), frame, &csv));
    assert_eq!(record(1)[8..], ["", ""]);
}

#[test]
fn costs_give_the_best_number_per_cluster() {
    let folder = tempfile::tempdir().unwrap();
    let costs = [
        "--cost-per-cluster",
        "16",
        "--cost-per-interview",
        "1",
        "--correlation",
        "0.04",
    ];
    let frame = "code,name,population\n1,One,100000\n";
    let table = said(&plan(folder.path(), frame, &costs));
    // sqrt(16 * 0.96 / 0.04) = 19.6, and 20 are taken.
    assert!(
        table.contains("about 19.6 interviews per cluster are best"),
        "{table}"
    );
    assert!(table.contains("With 20 interviews per cluster"), "{table}");
    let own = [&costs[..], &["--per-cluster", "10"]].concat();
    let table = said(&plan(folder.path(), frame, &own));
    assert!(
        table.contains("about 19.6") && table.contains("With 10 interviews"),
        "{table}"
    );
}

#[test]
fn it_closes_with_what_such_a_sample_tells_apart() {
    let folder = tempfile::tempdir().unwrap();
    let table = said(&plan(folder.path(), &frame("502", "2024-10-01"), &[]));
    let last = table.trim_end().lines().last().unwrap();
    // 1.96 or 3.41, and 0.84, times 25 sqrt(2/n) at the smallest n of 353 (Phước Hòa).
    assert!(
        last.contains("differ by 5.3 points or more")
            && last.contains("ranking of all 13 they must differ by 8.0 points"),
        "{last}"
    );
    let alone = said(&plan(
        folder.path(),
        "code,name,population\n1,One,3000\n",
        &[],
    ));
    assert!(!alone.contains("tells two localities apart"));
}

#[test]
fn a_design_effect_and_clusters_exclude_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let frame = "code,name,population\n1,One,1000\n";
    let refused = |more: &[&str]| {
        let output = plan(folder.path(), frame, more);
        assert!(!output.status.success(), "{more:?}");
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let both = [&TWO_GROUPS[..], &["--deff", "1.5"]].concat();
    assert_eq!(refused(&both).0, Some(2));
    assert_eq!(refused(&["--per-cluster", "20"]).0, Some(2));
    assert_eq!(
        refused(&["--cost-per-cluster", "20", "--correlation", "0.1"]).0,
        Some(2)
    );
    assert!(
        refused(&["--correlation", "0.1"])
            .1
            .contains("--per-cluster")
    );
    let (_, said) = refused(&["--per-cluster", "0.5", "--correlation", "1"]);
    assert!(
        said.contains("--per-cluster") && said.contains("--correlation"),
        "{said}"
    );
    let (_, said) = refused(&[
        "--cost-per-cluster",
        "0",
        "--cost-per-interview",
        "1",
        "--correlation",
        "0",
    ]);
    assert!(
        said.contains("--cost-per-cluster") && said.contains("--correlation"),
        "{said}"
    );
}

#[test]
fn it_speaks_vietnamese() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("frame.csv");
    std::fs::write(&file, frame("502", "2024-10-01")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_hailong"))
        .args([
            "--language",
            "vi",
            "plan",
            "--per-cluster",
            "20",
            "--correlation",
            "0.05",
        ])
        .args([
            "--cost-per-cluster",
            "16",
            "--cost-per-interview",
            "1",
            "--frame",
        ])
        .arg(&file)
        .output()
        .unwrap();
    let table = said(&output);
    for part in [
        "số cụm",
        "hệ số thiết kế là 1,95, nghĩa là cứ 100 phỏng vấn chỉ đáng như 51",
        "hỏi khoảng 17,4 người mỗi cụm là lợi nhất",
        "khi xếp hạng cả 13 địa phương thì phải chênh nhau từ",
    ] {
        assert!(table.contains(part), "{part} in {table}");
    }
    assert!(!table.contains('{'), "{table}");
}
