//! What the command line refuses, in one line that says what to do.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

use hailong::store::Store;

fn hailong(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hailong"))
        .args(["--language", "en"])
        .args(arguments)
        .output()
        .unwrap()
}

fn one_line(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_busy_port_is_named_before_anything_is_made() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let address = taken.local_addr().unwrap().to_string();
    let said = one_line(&hailong(&[
        "demo",
        "--data",
        text(&data),
        "--listen",
        &address,
    ]));
    assert!(
        said.contains(&address) && said.contains("--listen"),
        "{said}"
    );
    assert!(!data.join("hailong.sqlite").exists());
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let said = one_line(&hailong(&[
        "demo",
        "--data",
        text(&file.join("inside")),
        "--listen",
        "127.0.0.1:0",
    ]));
    assert!(
        said.contains("inside") && said.contains("permission"),
        "{said}"
    );
}

#[test]
fn a_data_folder_of_a_newer_version_is_refused() {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, SqliteConnection};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hailong.sqlite");
    Store::open(&format!("sqlite:{}", file.display())).unwrap();
    SqliteConnection::establish(text(&file))
        .unwrap()
        .batch_execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101000000')")
        .unwrap();
    let said = one_line(&hailong(&[
        "demo",
        "--data",
        text(folder.path()),
        "--listen",
        "127.0.0.1:0",
    ]));
    assert!(said.contains("newer version"), "{said}");
}

#[test]
fn the_shipped_form_is_good_and_a_broken_one_shows_every_fault_with_file_and_line() {
    let shipped =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("survey-forms/living-environment-v1.toml");
    assert!(hailong(&["form", "check", text(&shipped)]).status.success());
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.toml");
    let source = std::fs::read_to_string(&shipped).unwrap();
    std::fs::write(
        &broken,
        source
            .replacen("version = 1", "version = 1\ncolour = 2", 1)
            .replace("max = 30\n", "max = -1\n"),
    )
    .unwrap();
    let output = hailong(&["form", "check", text(&broken)]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 2, "{said}");
    assert!(
        lines[0].starts_with(&format!("{}:7: unknown key “colour”: ", text(&broken))),
        "{said}"
    );
    assert!(lines[1].contains("min is above max: "), "{said}");
}

#[test]
fn an_unknown_setting_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hailong.toml");
    std::fs::write(
        &file,
        "database = \"sqlite:x\"\ndata = \"d\"\nbase_url = \"https://k.example\"\ncolour = 1\n",
    )
    .unwrap();
    let said = one_line(&hailong(&["check-config", "--config", text(&file)]));
    assert!(said.contains("hailong.toml:4:"), "{said}");
}
