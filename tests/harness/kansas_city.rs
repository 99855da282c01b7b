//! The resident survey of Kansas City as the four input files.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/kansas_city")
        .join(name)
}

pub fn oracle(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/oracles")
        .join(path)
}

/// The real file with `district` called `locality`; everything else as it came.
pub fn responses() -> String {
    std::fs::read_to_string(oracle("data/kansas_city_2022.csv"))
        .unwrap()
        .replacen("district", "locality", 1)
}

/// Runs `hailong compute` on these responses into `folder/out`.
pub fn compute(folder: &Path, responses: &str) -> Output {
    let file = folder.join("responses.csv");
    std::fs::write(&file, responses).unwrap();
    Command::new(env!("CARGO_BIN_EXE_hailong"))
        .args(["--language", "en", "compute", "--form"])
        .arg(fixture("form.toml"))
        .arg("--method")
        .arg(fixture("method.toml"))
        .arg("--frame")
        .arg(fixture("frame.csv"))
        .arg("--responses")
        .arg(&file)
        .arg("--out")
        .arg(folder.join("out"))
        .output()
        .unwrap()
}
