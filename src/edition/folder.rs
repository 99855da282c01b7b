//! The folder of a computation: written beside its place, then moved there whole.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use thiserror::Error;

use crate::edition::figures::Figures;
use crate::edition::pictures;
use crate::edition::tables::{SIMULATED, figures_csv, ranking_csv};

#[derive(Debug, Error)]
pub enum FolderFailure {
    /// Something is there already; nothing was touched.
    #[error("the folder exists and is not empty")]
    Occupied,
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Writes `figures.csv`, `ranking.csv`, `figures.json`, `inputs.json` and `charts/*.svg` into a new folder `out`.
pub fn write(
    out: &Path,
    figures: &Figures,
    ignored_columns: &[String],
) -> Result<(), FolderFailure> {
    if out.exists() && (!out.is_dir() || fs::read_dir(out)?.next().is_some()) {
        return Err(FolderFailure::Occupied);
    }
    let mut name = out
        .file_name()
        .map_or_else(|| OsString::from("figures"), ToOwned::to_owned);
    name.push(".partial");
    let partial = out.with_file_name(name);
    if partial.exists() {
        fs::remove_dir_all(&partial)?;
    }
    let written = fill(&partial, figures, ignored_columns).and_then(|()| {
        if out.exists() {
            fs::remove_dir(out)?;
        }
        fs::rename(&partial, out)
    });
    if written.is_err() {
        // The first failure is the one to report.
        let _ = fs::remove_dir_all(&partial);
    }
    Ok(written?)
}

fn fill(folder: &Path, figures: &Figures, ignored_columns: &[String]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut inputs = serde_json::json!({
        "program": figures.program,
        "inputs": figures.inputs,
        "ignored_columns": ignored_columns,
    });
    let json =
        |value: &serde_json::Value| serde_json::to_vec_pretty(value).map_err(io::Error::other);
    let mut everything = serde_json::to_value(figures).map_err(io::Error::other)?;
    if figures.simulated {
        for table in [&mut everything, &mut inputs]
            .into_iter()
            .filter_map(|value| value.as_object_mut())
        {
            table.insert("note".to_owned(), SIMULATED.into());
        }
    }
    for (name, bytes) in [
        ("figures.csv", figures_csv(figures)),
        ("ranking.csv", ranking_csv(figures)),
        ("figures.json", json(&everything)?),
        ("inputs.json", json(&inputs)?),
    ] {
        let mut file = fs::File::create(folder.join(name))?;
        file.write_all(&bytes)?;
        file.sync_all()?;
    }
    let charts = folder.join("charts");
    fs::create_dir_all(&charts)?;
    for (name, picture) in pictures::files(figures) {
        fs::write(charts.join(name), picture)?;
    }
    fs::File::open(&charts)?.sync_all()?;
    fs::File::open(folder)?.sync_all()
}
