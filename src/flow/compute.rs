//! Computing a closed wave: the pure path on its sealed dataset.

use std::fs;
use std::path::Path;

use thiserror::Error;

use crate::edition::command::{EarlierSurveys, OrderFailure, compared};
use crate::edition::figures::Figures;
use crate::edition::folder::{self, FolderFailure};
use crate::edition::inputs::{File, Files, InputFault, Inputs};
use crate::flow::close::{FORM, FRAME, METHOD, RESPONSES};
use crate::flow::folder::DataFolder;
use crate::store::{Store, StoreFailure, waves};
use crate::survey::digest::Digest;
use crate::survey::wave::WaveState;

#[derive(Debug, Error)]
pub enum WaveComputeFailure {
    #[error("the sealed files have faults")]
    Inputs(Vec<InputFault>),
    /// The sealed dataset is not the one that was closed.
    #[error("the sealed dataset has changed since the wave was closed")]
    SealBroken,
    #[error(transparent)]
    Compute(#[from] OrderFailure),
    #[error(transparent)]
    Folder(#[from] FolderFailure),
    #[error(transparent)]
    Store(#[from] StoreFailure),
}

impl From<std::io::Error> for WaveComputeFailure {
    fn from(problem: std::io::Error) -> Self {
        Self::Store(problem.into())
    }
}

/// Which earlier localities went into which, beside the earlier surveys' folders.
pub const CROSSWALK: &str = "locality_changes.csv";

/// The surveys in a folder, by name, the last first, so that years run backwards.
fn surveys(folder: &Path) -> std::io::Result<EarlierSurveys> {
    let mut found = EarlierSurveys::default();
    if !folder.exists() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.folders.push(path);
        }
    }
    found.folders.sort_by(|a, b| b.cmp(a));
    found.crosswalk = Some(folder.join(CROSSWALK)).filter(|path| path.exists());
    Ok(found)
}

/// A wave's sealed dataset, as it was closed.
pub struct Sealed {
    pub inputs: Inputs,
    /// The files that are no answers.
    pub open: [(&'static str, Vec<u8>); 3],
}

/// Reads and checks the sealed dataset of a wave.
pub fn sealed(folder: &DataFolder, code: &str, digest: &str) -> Result<Sealed, WaveComputeFailure> {
    let sealed = folder.sealed(code);
    let read = |name: &str| fs::read(sealed.join(name));
    let (form, method, frame, responses) =
        (read(FORM)?, read(METHOD)?, read(FRAME)?, read(RESPONSES)?);
    if Digest::of(&responses).0 != digest {
        return Err(WaveComputeFailure::SealBroken);
    }
    let files = Files {
        form: File {
            name: FORM,
            bytes: &form,
        },
        method: File {
            name: METHOD,
            bytes: &method,
        },
        frame: File {
            name: FRAME,
            bytes: &frame,
        },
        responses: File {
            name: RESPONSES,
            bytes: &responses,
        },
        margins: None,
    };
    let inputs = Inputs::read(&files).map_err(WaveComputeFailure::Inputs)?;
    Ok(Sealed {
        inputs,
        open: [(FORM, form), (METHOD, method), (FRAME, frame)],
    })
}

/// The figures of a sealed dataset, compared with the earlier surveys that lie in the data folder.
pub fn from_seal(
    folder: &DataFolder,
    code: &str,
    sealed: &Sealed,
) -> Result<Figures, WaveComputeFailure> {
    let surveys = surveys(&folder.earlier(code))?;
    Ok(compared(&sealed.inputs, &surveys)?)
}

/// Computes the office's full figures of a closed wave.
pub fn compute(store: &Store, folder: &DataFolder, code: &str) -> Result<(), WaveComputeFailure> {
    let kept = store
        .read_blocking(|connection| waves::find(connection, code))?
        .ok_or(StoreFailure::Missing("wave"))?;
    kept.wave
        .state
        .may_move_to(WaveState::Computed)
        .map_err(StoreFailure::from)?;
    let digest = kept
        .sealed_digest
        .ok_or(StoreFailure::Missing("sealed dataset"))?;
    let figures = from_seal(folder, code, &sealed(folder, code, &digest)?)?;
    let out = folder.computed(code);
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    folder::write(&out, &figures, &[])?;
    store.write_blocking(|connection| {
        waves::move_on(
            connection,
            kept.wave.id,
            kept.wave.state,
            WaveState::Computed,
        )
    })?;
    Ok(())
}
