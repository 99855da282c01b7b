//! Computing a closed wave: the pure path on its sealed dataset.

use std::fs;
use std::io;
use std::path::Path;

use thiserror::Error;

use crate::edition::command::{EarlierSurveys, OrderFailure, compared};
use crate::edition::figures::Figures;
use crate::edition::folder::{self, FolderFailure};
use crate::edition::inputs::{File, Files, InputFault, Inputs};
use crate::flow::close::{FORM, FRAME, MARGINS, METHOD, RESPONSES};
use crate::flow::folder::DataFolder;
use crate::flow::review;
use crate::store::{Store, StoreFailure, exclusions, waves};
use crate::survey::digest::Digest;
use crate::survey::exclusion::{Rule, in_force};
use crate::survey::wave::WaveState;

#[derive(Debug, Error)]
pub enum WaveComputeFailure {
    #[error("the sealed files have faults")]
    Inputs(Vec<InputFault>),
    /// The sealed dataset is not the one that was closed.
    #[error("the sealed dataset has changed since the wave was closed")]
    SealBroken,
    /// So many responses have two signs of carelessness, and no two people have decided about them.
    #[error("{0} responses await a decision")]
    Undecided(u64),
    #[error(transparent)]
    Compute(#[from] OrderFailure),
    #[error(transparent)]
    Folder(#[from] FolderFailure),
    #[error(transparent)]
    Store(#[from] StoreFailure),
}

impl From<io::Error> for WaveComputeFailure {
    fn from(problem: io::Error) -> Self {
        Self::Store(problem.into())
    }
}

/// Which earlier localities went into which, beside the earlier surveys' folders.
pub const CROSSWALK: &str = "locality_changes.csv";

/// The surveys in a folder, by name, the last first, so that years run backwards.
fn surveys(folder: &Path) -> io::Result<EarlierSurveys> {
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
    pub open: Vec<(&'static str, Vec<u8>)>,
}

/// Reads and checks the sealed dataset of a wave, with this method or with its own.
pub fn sealed(
    folder: &DataFolder,
    code: &str,
    digest: &str,
    method: Option<&str>,
) -> Result<Sealed, WaveComputeFailure> {
    let sealed = folder.sealed(code);
    let read = |name: &str| fs::read(sealed.join(name));
    let (form, frame, responses) = (read(FORM)?, read(FRAME)?, read(RESPONSES)?);
    let method = match method {
        Some(text) => text.as_bytes().to_vec(),
        None => read(METHOD)?,
    };
    let margins = match read(MARGINS) {
        Err(problem) if problem.kind() == io::ErrorKind::NotFound => None,
        margins => Some(margins?),
    };
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
        margins: margins.as_ref().map(|bytes| File {
            name: MARGINS,
            bytes,
        }),
    };
    let inputs = Inputs::read(&files).map_err(WaveComputeFailure::Inputs)?;
    let mut open = vec![(FORM, form), (METHOD, method), (FRAME, frame)];
    open.extend(margins.map(|bytes| (MARGINS, bytes)));
    Ok(Sealed { inputs, open })
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
    let proposals =
        store.read_blocking(|connection| exclusions::of_wave(connection, kept.wave.id))?;
    review::lay(folder, &kept.wave, &proposals)?;
    let figures = from_seal(folder, code, &sealed(folder, code, &digest, None)?)?;
    let whole = figures.quality.rows.first();
    let two_flags = whole.and_then(|row| row.by_reason.two_flags).unwrap_or(0);
    if two_flags > 0 && !in_force(&proposals).contains_key(&Rule::TwoFlags) {
        return Err(WaveComputeFailure::Undecided(two_flags));
    }
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
