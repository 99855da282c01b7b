//! The arrows between the rooms, read from the `use` lines and paths of the sources.

use std::fs;
use std::path::{Path, PathBuf};

/// Room, other rooms it may name, outside crates that only it (with those listed beside it) may name.
const ROOMS: &[(&str, &[&str])] = &[
    ("survey", &[]),
    ("store", &["survey", "clock", "config"]),
    ("edition", &["survey", "exchange", "charts", "wording"]),
    ("flow", &["survey", "edition", "store", "exchange", "clock"]),
    ("exchange", &["survey"]),
    ("charts", &[]),
    ("mail", &["wording", "store", "survey", "clock", "config"]),
    ("printed", &["survey", "clock", "wording"]),
    (
        "web",
        &[
            "flow", "edition", "exchange", "survey", "store", "charts", "mail", "printed",
            "wording", "clock",
        ],
    ),
    (
        "wording",
        &["survey", "exchange", "edition", "flow", "config"],
    ),
    ("config", &[]),
];

/// A crate, and the only rooms that may name it.
const CRATES: &[(&str, &[&str])] = &[
    ("diesel", &["store"]),
    ("diesel_migrations", &["store"]),
    ("actix_web", &["web"]),
    ("askama", &["web"]),
    ("lettre", &["mail"]),
    ("mail_parser", &["mail"]),
    ("plotters", &["charts"]),
    ("hailong_statistics", &["edition"]),
    ("hailong_print", &["printed"]),
    ("typst", &[]),
    ("csv", &["exchange"]),
    ("encoding_rs", &["exchange"]),
    ("argon2", &["flow"]),
    ("totp_rs", &["flow"]),
    ("ed25519_dalek", &["edition", "flow"]),
    ("pulldown_cmark", &["web"]),
    ("rayon", &["exchange", "edition"]),
    ("tokio", &["store", "flow", "web", "mail"]),
    ("toml", &["survey", "edition", "config"]),
];

const ALL_ROOMS: &[&str] = &[
    "survey", "store", "edition", "flow", "exchange", "charts", "mail", "web", "wording", "config",
    "clock", "printed", "demo", "cli",
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The code of a file up to its unit tests, without comment lines.
fn code_of(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let product = text.split("#[cfg(test)]").next().unwrap_or_default();
    product
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn names(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

fn each_file(mut look: impl FnMut(&str, &Path, &str)) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (room, _) in ROOMS {
        let mut files = Vec::new();
        rust_files(&source.join(room), &mut files);
        assert!(!files.is_empty(), "the room {room} is empty");
        for file in files {
            look(room, &file, &code_of(&file));
        }
    }
}

#[test]
fn no_arrow_between_rooms_runs_the_wrong_way() {
    let mut wrong = Vec::new();
    each_file(|room, file, code| {
        let allowed = ROOMS.iter().find(|(name, _)| *name == room).unwrap().1;
        for other in ALL_ROOMS
            .iter()
            .filter(|other| **other != room && !allowed.contains(other))
        {
            if names(code, &format!("crate::{other}")) {
                wrong.push(format!("{} imports {other}", file.display()));
            }
        }
        if code.contains("use crate::{") {
            wrong.push(format!(
                "{} groups rooms in one `use`, which hides arrows",
                file.display()
            ));
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_outside_crate_stays_in_its_room() {
    let mut wrong = Vec::new();
    each_file(|room, file, code| {
        for (name, rooms) in CRATES {
            if !rooms.contains(&room) && names(code, &format!("{name}::")) {
                wrong.push(format!("{} uses {name}", file.display()));
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_clock_asks_the_machine_for_the_time() {
    let mut wrong = Vec::new();
    each_file(|_, file, code| {
        for call in ["SystemTime::now", "Utc::now", "Local::now", "dsl::now"] {
            if code.contains(call) {
                wrong.push(format!("{} calls {call}", file.display()));
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_store_opens_transactions() {
    let mut wrong = Vec::new();
    each_file(|room, file, code| {
        if room != "store"
            && (code.contains(".transaction(") || code.contains("immediate_transaction("))
        {
            wrong.push(file.display().to_string());
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
