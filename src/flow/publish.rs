//! Publishing: the released figures become an edition that anyone may read.

use std::fs;

use crate::clock::{Clock, local};
use crate::edition::command::OrderFailure;
use crate::edition::figures::Figures;
use crate::edition::{folder, moments, release};
use crate::flow::compute::{WaveComputeFailure, from_seal, sealed};
use crate::flow::folder::DataFolder;
use crate::store::editions::{self, KeptEdition};
use crate::store::{Store, StoreFailure, waves};
use crate::survey::digest::Digest;
use crate::survey::wave::WaveState;

const FIGURES: &str = "figures.json";

/// Publishes a computed wave and returns the edition's id.
pub fn publish(
    store: &Store,
    folder: &DataFolder,
    clock: Clock,
    code: &str,
) -> Result<String, WaveComputeFailure> {
    let kept = store
        .read_blocking(|connection| waves::find(connection, code))?
        .ok_or(StoreFailure::Missing("wave"))?;
    kept.wave
        .state
        .may_move_to(WaveState::Published)
        .map_err(StoreFailure::from)?;
    let digest = kept
        .sealed_digest
        .ok_or(StoreFailure::Missing("sealed dataset"))?;
    let sealed = sealed(folder, code, &digest)?;
    let figures = release::release(from_seal(folder, code, &sealed)?);
    let moments = moments::of(&sealed.inputs, &figures).map_err(OrderFailure::from)?;
    let id = format!("{code}-1");
    let out = folder.edition(&id);
    if out.exists() {
        // Left by a publication that was interrupted before the database knew of it.
        fs::remove_dir_all(&out)?;
    }
    if let Some(parent) = out.parent() {
        fs::create_dir_all(parent)?;
    }
    let open: Vec<(&str, &[u8])> = sealed
        .open
        .iter()
        .map(|(name, bytes)| (*name, &bytes[..]))
        .collect();
    folder::write_edition(&out, &figures, &moments, &open)?;
    let edition = KeptEdition {
        id: id.clone(),
        wave: kept.wave.id,
        number: 1,
        digest: Digest::of(&fs::read(out.join(FIGURES))?).0,
        published_on: local(clock.now()).date(),
    };
    store.write_blocking(|connection| {
        waves::move_on(
            connection,
            kept.wave.id,
            kept.wave.state,
            WaveState::Published,
        )?;
        editions::keep(connection, &edition)
    })?;
    Ok(id)
}

/// A published edition with its figures, for the pages.
#[derive(Clone, Debug)]
pub struct Edition {
    pub kept: KeptEdition,
    pub figures: Figures,
}

/// `None` when there is no such edition or its files are gone.
pub fn read(folder: &DataFolder, kept: &KeptEdition) -> Option<Edition> {
    let figures = folder::read(&folder.edition(&kept.id)).ok()?;
    Some(Edition {
        kept: kept.clone(),
        figures,
    })
}
