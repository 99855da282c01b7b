//! Bad files: every fault at its place, and nothing is left behind.

use crate::harness::kansas_city::{compute, responses};

/// The response file with one cell changed: `row` counts from 1 for the header.
fn with_cell(row: usize, column: &str, value: &str) -> String {
    let text = responses();
    let place = text
        .lines()
        .next()
        .unwrap()
        .split(',')
        .position(|name| name == column)
        .unwrap();
    let lines: Vec<String> = text
        .lines()
        .enumerate()
        .map(|(at, line)| {
            let mut cells: Vec<&str> = line.split(',').collect();
            if at + 1 == row {
                cells[place] = value;
            }
            cells.join(",")
        })
        .collect();
    lines.join("\n")
}

fn refusal(responses: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let output = compute(folder.path(), responses);
    assert_eq!(output.status.code(), Some(1));
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["responses.csv"], "nothing but the input is left");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_code_outside_the_scale_is_named_with_file_row_and_column() {
    let said = refusal(&with_cell(3, "q2_01", "7"));
    assert!(
        said.contains(
            "responses.csv:3:q2_01: found “7”: expected one of the codes 1, 2, 3, 4, 5, 9"
        ),
        "{said}"
    );
}

#[test]
fn an_unknown_locality_is_named() {
    let said = refusal(&with_cell(5, "locality", "77"));
    assert!(
        said.contains("responses.csv:5:locality: found “77”"),
        "{said}"
    );
}

#[test]
fn a_missing_column_is_named() {
    let said = refusal(&responses().replacen("q2_01", "other", 1));
    assert!(
        said.contains("responses.csv:1:q2_01: found nothing: expected a column"),
        "{said}"
    );
}

#[test]
fn an_empty_file_is_refused() {
    let said = refusal("");
    assert!(
        said.ends_with("responses.csv:1:*: found nothing: expected a line of column names and at least one row of data\n"),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1);
}

#[test]
fn fifty_faults_are_described_and_the_others_counted() {
    let text = responses().replace(",4,", ",8,");
    let said = refusal(&text);
    assert_eq!(said.lines().count(), 51);
    assert!(
        said.lines().next_back().unwrap().ends_with(" more"),
        "{said}"
    );
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("out")).unwrap();
    std::fs::write(folder.path().join("out/mine.txt"), "mine").unwrap();
    let output = compute(folder.path(), &responses());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        std::fs::read(folder.path().join("out/mine.txt")).unwrap(),
        b"mine"
    );
    assert_eq!(
        std::fs::read_dir(folder.path().join("out"))
            .unwrap()
            .count(),
        1
    );
}
