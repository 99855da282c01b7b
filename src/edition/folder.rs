//! The folder of a computation: written beside its place, then moved there whole.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::edition::figures::Figures;
use crate::edition::pictures;
use crate::edition::quality::table::{quality_csv, rates_csv, review_csv};
use crate::edition::release::release;
use crate::edition::tables::{
    SIMULATED, change_csv, figures_csv, pairs_csv, ranking_csv, sensitivity_csv, weights_csv,
};
use crate::edition::ways::ways_csv;
use crate::edition::withheld::suppressed::suppressed_csv;

const FIGURES: &str = "figures.json";

#[derive(Debug, Error)]
pub enum FolderFailure {
    /// Something is there already; nothing was touched.
    #[error("the folder exists and is not empty")]
    Occupied,
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Whether a computation may be written to `out`: it does not exist, or is an empty folder.
pub fn free(out: &Path) -> Result<(), FolderFailure> {
    if out.exists() && (!out.is_dir() || fs::read_dir(out)?.next().is_some()) {
        return Err(FolderFailure::Occupied);
    }
    Ok(())
}

/// Writes `figures.csv`, `ranking.csv`, `pairs.csv`, `weights.csv`, `quality.csv`, `suppressed.csv`, `figures.json`, `inputs.json` and `charts/*.svg`
/// into a new folder `out`, which is there either whole, on disk, or not at all. The pictures show only what may be released.
pub fn write(
    out: &Path,
    figures: &Figures,
    unused_columns: &[String],
) -> Result<(), FolderFailure> {
    free(out)?;
    let partial = beside(out);
    if partial.exists() {
        // Left by a computation that was killed.
        fs::remove_dir_all(&partial)?;
    }
    let written = fill(&partial, figures, unused_columns).and_then(|()| {
        if out.exists() {
            fs::remove_dir(out)?;
        }
        fs::rename(&partial, out)?;
        match partial.parent() {
            Some(parent) if parent != Path::new("") => fs::File::open(parent)?.sync_all(),
            _ => Ok(()),
        }
    });
    if written.is_err() {
        // The first failure is the one to report.
        let _ = fs::remove_dir_all(&partial);
    }
    Ok(written?)
}

/// A hidden folder in the same place, so that the last step is one rename.
fn beside(out: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(out.file_name().unwrap_or_default());
    name.push(".hailong-partial");
    out.with_file_name(name)
}

/// The figures of a folder that [`write`] made.
pub fn read(folder: &Path) -> io::Result<Figures> {
    let bytes = fs::read(folder.join(FIGURES))?;
    serde_json::from_slice(&bytes).map_err(io::Error::other)
}

fn fill(folder: &Path, figures: &Figures, unused_columns: &[String]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut inputs = serde_json::json!({
        "program": figures.program,
        "inputs": figures.inputs,
        "unused_columns": unused_columns,
    });
    let released = release(figures.clone());
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
        ("pairs.csv", pairs_csv(figures)),
        ("weights.csv", weights_csv(figures)),
        ("suppressed.csv", suppressed_csv(&released)),
        ("quality.csv", quality_csv(figures)),
        (FIGURES, json(&everything)?),
        ("inputs.json", json(&inputs)?),
    ] {
        write_file(&folder.join(name), &bytes)?;
    }
    if !figures.changes.is_empty() {
        write_file(&folder.join("change.csv"), &change_csv(figures))?;
    }
    if let Some(found) = &figures.sensitivity {
        let bytes = sensitivity_csv(found, figures.simulated);
        write_file(&folder.join("sensitivity.csv"), &bytes)?;
    }
    if !figures.ways.is_empty() {
        write_file(&folder.join("ways.csv"), &ways_csv(figures))?;
    }
    if !figures.quality.rates.is_empty() {
        write_file(&folder.join("rates.csv"), &rates_csv(figures))?;
    }
    if !figures.quality.review.is_empty() {
        write_file(&folder.join("review.csv"), &review_csv(figures))?;
    }
    let charts = folder.join("charts");
    fs::create_dir_all(&charts)?;
    for (name, picture) in pictures::files(&released) {
        write_file(&charts.join(name), picture.as_bytes())?;
    }
    fs::File::open(&charts)?.sync_all()?;
    fs::File::open(folder)?.sync_all()
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
