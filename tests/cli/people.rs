//! The first account, and the audit log, from the command line.

use std::process::{Command, Output};

use hailong::store::audit;

use crate::harness::databases::{self, Database};

fn hailong(database: &Database, words: &[&str]) -> Output {
    let config = database.folder.path().join("hailong.toml");
    let data = database.folder.path().join("data");
    let text = format!(
        "database = {:?}\ndata = {:?}\nbase_url = \"https://khaosat.example\"\n",
        database.url,
        data.to_str().unwrap()
    );
    std::fs::write(&config, text).unwrap();
    Command::new(env!("CARGO_BIN_EXE_hailong"))
        .args(["--language", "en"])
        .args(words)
        .arg("--config")
        .arg(config)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    let text = if output.status.success() {
        &output.stdout
    } else {
        &output.stderr
    };
    String::from_utf8(text.clone()).unwrap()
}

const FIRST: [&str; 8] = [
    "people",
    "invite",
    "--name",
    "quan-tri",
    "--full-name",
    "Lê Minh Đức",
    "--role",
    "operator",
];

#[test]
fn the_first_operator_is_invited_on_the_command_line_and_may_get_another_code() {
    for database in databases::both() {
        let first = hailong(&database, &FIRST);
        assert!(first.status.success(), "{}", said(&first));
        assert!(said(&first).contains("https://khaosat.example/desk/code"));
        let again = hailong(&database, &FIRST);
        assert_eq!(again.status.code(), Some(1));
        assert!(said(&again).contains("There is an account of this name"));
        let code = hailong(&database, &["people", "code", "quan-tri"]);
        assert!(code.status.success() && said(&code) != said(&first));
        let unknown = hailong(&database, &["people", "code", "ai-do"]);
        assert!(said(&unknown).contains("no account of this name"));
    }
}

#[test]
fn the_audit_log_is_checked_and_must_meet_what_was_noted_before() {
    for database in databases::both() {
        hailong(&database, &FIRST);
        let whole = hailong(&database, &["audit", "verify"]);
        assert!(said(&whole).contains("1 lines"), "{}", said(&whole));
        let lines = database
            .store
            .read_blocking(|connection| audit::back_from(connection, 9, 9));
        let digest: String = lines.unwrap()[0]
            .digest
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let check = |witness: &str| hailong(&database, &["audit", "verify", "--witness", witness]);
        assert!(check(&format!("1:{digest}")).status.success());
        let shortened = check(&format!("2:{digest}"));
        assert_eq!(shortened.status.code(), Some(1));
        assert!(said(&shortened).contains("Line 2"));
    }
}
