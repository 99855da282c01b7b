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
    run(folder, responses, &fixture("method.toml"), None)
}

/// The same with weights raked to districts, sex and age band, without a cap that counts.
pub fn compute_raked(folder: &Path, responses: &str, margins: Option<&str>) -> Output {
    let method = std::fs::read_to_string(fixture("method.toml")).unwrap();
    let raking = "raking = [\"locality\", \"sex\", \"age_band\"]\ncap = 1000\n";
    compute_with(folder, responses, &(method + raking), margins)
}

/// The same by another method and with margins, both given as text.
pub fn compute_with(folder: &Path, responses: &str, method: &str, margins: Option<&str>) -> Output {
    let file = folder.join("method.toml");
    std::fs::write(&file, method).unwrap();
    let written = folder.join("margins.csv");
    let margins = margins.map(|text| {
        std::fs::write(&written, text).unwrap();
        written.as_path()
    });
    run(folder, responses, &file, margins)
}

fn run(folder: &Path, responses: &str, method: &Path, margins: Option<&Path>) -> Output {
    let file = folder.join("responses.csv");
    std::fs::write(&file, responses).unwrap();
    Command::new(env!("CARGO_BIN_EXE_hailong"))
        .args(["--language", "en", "compute", "--form"])
        .arg(fixture("form.toml"))
        .arg("--method")
        .arg(method)
        .arg("--frame")
        .arg(fixture("frame.csv"))
        .arg("--responses")
        .arg(&file)
        .args(
            margins
                .iter()
                .flat_map(|file| [Path::new("--margins"), file]),
        )
        .arg("--out")
        .arg(folder.join("out"))
        .output()
        .unwrap()
}
