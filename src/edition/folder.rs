//! The folder of a computation: written beside its place, then moved there whole.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::edition::figures::Figures;
use crate::edition::moments::{MOMENTS, Moments};
use crate::edition::pictures;
use crate::edition::quality::table::{quality_csv, rates_csv, review_csv};
use crate::edition::release::release;
use crate::edition::tables::{
    SIMULATED, change_csv, figures_csv, pairs_csv, ranking_csv, sensitivity_csv, weights_csv,
};
use crate::edition::ways::ways_csv;
use crate::edition::withheld::suppressed::suppressed_csv;

pub const FIGURES: &str = "figures.json";
const CHARTS: &str = "charts";

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
    write_with(out, figures, unused_columns, &[])
}

/// As [`write`], for the public: with what anybody needs to recompute the figures, `moments.json` and the inputs but the
/// answers.
pub fn write_edition(
    out: &Path,
    released: &Figures,
    moments: &Moments,
    inputs: &[(&str, &[u8])],
) -> Result<(), FolderFailure> {
    let moments = moments.bytes().map_err(io::Error::other)?;
    let mut also = vec![(MOMENTS, &moments[..])];
    also.extend(inputs);
    write_with(out, released, &[], &also)
}

fn write_with(
    out: &Path,
    figures: &Figures,
    unused_columns: &[String],
    also: &[(&str, &[u8])],
) -> Result<(), FolderFailure> {
    free(out)?;
    let partial = beside(out);
    if partial.exists() {
        // Left by a computation that was killed.
        fs::remove_dir_all(&partial)?;
    }
    let filled = fill(&partial, figures, unused_columns);
    let added = filled.and_then(|()| {
        also.iter()
            .try_for_each(|(name, bytes)| write_file(&partial.join(name), bytes))
    });
    let written = added.and_then(|()| {
        fs::File::open(&partial)?.sync_all()?;
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
    let charts = folder.join(CHARTS);
    fs::create_dir_all(&charts)?;
    let tables = tables(figures, unused_columns)?;
    for (name, bytes) in tables.into_iter().chain(drawn(figures)) {
        write_file(&folder.join(name), &bytes)?;
    }
    fs::File::open(&charts)?.sync_all()
}

/// Every table that follows from the figures, by its name.
pub fn tables(figures: &Figures, unused_columns: &[String]) -> io::Result<Vec<(String, Vec<u8>)>> {
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
    let mut files = vec![
        ("figures.csv".to_owned(), figures_csv(figures)),
        ("ranking.csv".to_owned(), ranking_csv(figures)),
        ("pairs.csv".to_owned(), pairs_csv(figures)),
        ("weights.csv".to_owned(), weights_csv(figures)),
        ("suppressed.csv".to_owned(), suppressed_csv(&released)),
        ("quality.csv".to_owned(), quality_csv(figures)),
        (FIGURES.to_owned(), json(&everything)?),
        ("inputs.json".to_owned(), json(&inputs)?),
    ];
    if !figures.changes.is_empty() {
        files.push(("change.csv".to_owned(), change_csv(figures)));
    }
    if let Some(found) = &figures.sensitivity {
        let bytes = sensitivity_csv(found, figures.simulated);
        files.push(("sensitivity.csv".to_owned(), bytes));
    }
    if !figures.ways.is_empty() {
        files.push(("ways.csv".to_owned(), ways_csv(figures)));
    }
    if !figures.quality.rates.is_empty() {
        files.push(("rates.csv".to_owned(), rates_csv(figures)));
    }
    if !figures.quality.review.is_empty() {
        files.push(("review.csv".to_owned(), review_csv(figures)));
    }
    Ok(files)
}

/// The pictures, by their paths; they show only what may be released.
pub fn drawn(figures: &Figures) -> impl Iterator<Item = (String, Vec<u8>)> {
    let pictures = pictures::files(&release(figures.clone())).into_iter();
    pictures.map(|(name, picture)| (format!("{CHARTS}/{name}"), picture.into_bytes()))
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
