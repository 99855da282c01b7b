//! The folder of a computation: whole or not at all, and never over something else.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use hailong::edition::command::{self, ComputeOrder, OrderFailure};
use hailong::edition::folder::{self, FolderFailure};
use hailong::edition::release::release;

use crate::edition::small::{METHOD, csv, figures, frame, varied};
use crate::survey::sample::FORM;

/// Writes good inputs into `folder`; the output goes to `folder/out`.
fn order(folder: &Path) -> ComputeOrder {
    let rows = [varied("1", 120), varied("2", 150)].concat();
    let place = |name: &str, text: &str| {
        fs::write(folder.join(name), text).unwrap();
        folder.join(name)
    };
    ComputeOrder {
        form: place("form.toml", FORM),
        method: place("method.toml", METHOD),
        frame: place("frame.csv", &frame(&["1", "2"])),
        margins: Some(place("margins.csv", "margin,category,target\nsex,f,5000\n")),
        responses: place("responses.csv", &csv(&rows)),
        previous: Vec::new(),
        crosswalk: None,
        out: folder.join("out"),
    }
}

/// Every file below a folder by its path.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let inside = contents(&path).into_iter();
            found.extend(inside.map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
    found
}

#[test]
fn the_folder_has_every_file_and_says_which_inputs_it_came_from() {
    let folder = tempfile::tempdir().unwrap();
    let order = order(folder.path());
    let done = command::run(&order).unwrap();
    assert_eq!((done.responses, done.margins_unused), (270, true));
    let files = contents(&order.out);
    for name in ["figures.csv", "ranking.csv", "figures.json", "inputs.json"] {
        assert!(files.contains_key(name), "{name}");
    }
    assert!(
        files
            .keys()
            .any(|name| name.starts_with("charts/") && name.ends_with(".svg"))
    );
    let inputs: serde_json::Value = serde_json::from_slice(&files["inputs.json"]).unwrap();
    let roles: Vec<&str> = inputs["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|input| input["role"].as_str().unwrap())
        .collect();
    assert_eq!(roles, ["form", "method", "frame", "responses", "margins"]);
    let version = format!("hailong {}", env!("CARGO_PKG_VERSION"));
    assert_eq!(inputs["program"].as_str(), Some(version.as_str()));
    let text = String::from_utf8_lossy(&files["inputs.json"]);
    assert!(
        !text.contains(folder.path().to_str().unwrap()),
        "no path inside"
    );
    assert_eq!(folder::read(&order.out).unwrap().localities.len(), 2);
}

#[test]
fn the_same_inputs_elsewhere_give_the_same_bytes() {
    let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (first, second) = (order(a.path()), order(b.path()));
    command::run(&first).unwrap();
    command::run(&second).unwrap();
    assert!(contents(&first.out) == contents(&second.out));
}

#[test]
fn files_that_are_not_there_are_all_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut order = order(folder.path());
    order.frame = folder.path().join("none.csv");
    order.margins = Some(folder.path().join("none-either.csv"));
    let Err(OrderFailure::Unreadable(files)) = command::run(&order) else {
        panic!("two files are missing");
    };
    assert_eq!(files.len(), 2);
    assert!(!order.out.exists());
}

#[test]
fn what_is_there_already_is_never_touched() {
    let folder = tempfile::tempdir().unwrap();
    let order = order(folder.path());
    fs::write(&order.out, "a file").unwrap();
    let refused = command::run(&order);
    assert!(matches!(
        refused,
        Err(OrderFailure::Folder(FolderFailure::Occupied))
    ));
    assert_eq!(fs::read_to_string(&order.out).unwrap(), "a file");
}

#[test]
fn an_empty_folder_is_filled() {
    let folder = tempfile::tempdir().unwrap();
    let order = order(folder.path());
    fs::create_dir(&order.out).unwrap();
    command::run(&order).unwrap();
    assert!(order.out.join("figures.csv").exists());
}

#[test]
fn a_folder_that_cannot_be_written_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut order = order(folder.path());
    order.out = order.responses.join("out");
    let refused = command::run(&order);
    assert!(matches!(
        refused,
        Err(OrderFailure::Folder(FolderFailure::Io(_)))
    ));
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        5,
        "the inputs"
    );
}

#[test]
fn pictures_in_the_office_show_no_more_than_published_ones() {
    let mut rows = [varied("1", 120), varied("2", 150), varied("3", 200)].concat();
    for row in rows.iter_mut().filter(|row| row.0 == "1") {
        row.2 = "4";
    }
    let full = figures(METHOD, &["1", "2", "3"], &rows);
    let folder = tempfile::tempdir().unwrap();
    let (office, public) = (folder.path().join("office"), folder.path().join("public"));
    folder::write(&office, &full, &[]).unwrap();
    folder::write(&public, &release(full), &[]).unwrap();
    assert!(contents(&office.join("charts")) == contents(&public.join("charts")));
    assert!(contents(&office)["figures.csv"] != contents(&public)["figures.csv"]);
}

#[test]
fn a_killed_computation_leaves_the_folder_whole_or_absent() {
    let folder = tempfile::tempdir().unwrap();
    let order = order(folder.path());
    let start = || {
        Command::new(env!("CARGO_BIN_EXE_hailong"))
            .arg("compute")
            .arg("--form")
            .arg(&order.form)
            .arg("--method")
            .arg(&order.method)
            .arg("--frame")
            .arg(&order.frame)
            .arg("--responses")
            .arg(&order.responses)
            .arg("--out")
            .arg(&order.out)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    assert!(start().wait().unwrap().success());
    let whole = contents(&order.out);
    fs::remove_dir_all(&order.out).unwrap();
    let mut interrupted = 0;
    for round in 0..40 {
        let mut running = start();
        sleep(Duration::from_millis(2 * round));
        running.kill().unwrap();
        running.wait().unwrap();
        if order.out.exists() {
            assert!(contents(&order.out) == whole);
            fs::remove_dir_all(&order.out).unwrap();
        } else {
            interrupted += 1;
        }
    }
    assert!(interrupted > 0);
    assert!(
        start().wait().unwrap().success(),
        "what was left does not stand in the way"
    );
    assert!(contents(&order.out) == whole);
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 6, "the inputs and the folder");
}
