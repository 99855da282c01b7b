//! The same inputs give the same bytes.

use std::fs;

use crate::harness::kansas_city::{compute, responses};

const FILES: [&str; 4] = ["figures.csv", "ranking.csv", "figures.json", "inputs.json"];

#[test]
fn two_computations_of_the_same_files_are_equal_byte_for_byte() {
    let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    assert!(compute(a.path(), &responses()).status.success());
    assert!(compute(b.path(), &responses()).status.success());
    for name in FILES {
        let read =
            |folder: &tempfile::TempDir| fs::read(folder.path().join("out").join(name)).unwrap();
        assert!(read(&a) == read(&b), "{name}");
    }
}

#[test]
fn the_order_of_respondents_changes_no_figure() {
    let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let text = responses();
    let (header, body) = text.split_once('\n').unwrap();
    let mut turned: Vec<&str> = body.lines().collect();
    turned.reverse();
    assert!(compute(a.path(), &text).status.success());
    assert!(
        compute(b.path(), &format!("{header}\n{}\n", turned.join("\n")))
            .status
            .success()
    );
    let read = |folder: &tempfile::TempDir, name: &str| {
        fs::read_to_string(folder.path().join("out").join(name)).unwrap()
    };
    for name in ["figures.csv", "ranking.csv"] {
        let (first, second) = (read(&a, name), read(&b, name));
        assert_eq!(first.lines().count(), second.lines().count());
        for (left, right) in first.lines().zip(second.lines()).skip(1) {
            for (x, y) in left.split(',').zip(right.split(',')) {
                match (x.parse::<f64>(), y.parse::<f64>()) {
                    (Ok(x), Ok(y)) => assert!(
                        (x - y).abs() <= 1e-12 * x.abs().max(1.0),
                        "{left} / {right}"
                    ),
                    _ => assert_eq!(x, y),
                }
            }
        }
    }
}
