//! No file of answers lies unread.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

/// `versions` names the software. The provinces behind the sensitivity answers are not among the data: `sensitivity.rs` holds
/// the runs, driven by the same uniforms, against a second implementation.
const WITHOUT_DATA: [&str; 3] = [
    "versions",
    "sensitivity_papi2016",
    "sensitivity_papi2016_COINr",
];

fn sources(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_file_of_answers_has_a_test_that_reads_all_of_it() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tests = String::new();
    sources(&here.join("tests"), &mut tests);
    let answers = fs::read_dir(here.join("../../../shared/oracles/answers")).unwrap();
    for answer in answers {
        let path = answer.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let read = format!("Answers::of(\"{name}\")");
        assert!(
            WITHOUT_DATA.contains(&name) || tests.contains(&read),
            "no test reads {name}"
        );
    }
}
