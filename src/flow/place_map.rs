//! The operator's map: where each locality lies, kept in the data folder.

use std::collections::BTreeMap;
use std::fs;

use thiserror::Error;

use crate::exchange::map::{self, MapFault};
use crate::flow::folder::{DataFolder, write_whole};
use crate::store::{Store, StoreFailure, localities};

#[derive(Debug, Error)]
pub enum MapFailure {
    #[error("the map has faults")]
    Faults(Vec<MapFault>),
    #[error(transparent)]
    Store(#[from] StoreFailure),
}

impl From<std::io::Error> for MapFailure {
    fn from(problem: std::io::Error) -> Self {
        Self::Store(problem.into())
    }
}

/// Longitude and latitude by code.
pub type Places = BTreeMap<String, (f64, f64)>;

/// Keeps a GeoJSON's middles, instead of an earlier map; how many. Every feature must be a known locality.
pub fn keep(store: &Store, folder: &DataFolder, bytes: &[u8]) -> Result<usize, MapFailure> {
    let middles = map::read(bytes).map_err(MapFailure::Faults)?;
    let known = store.read_blocking(localities::all)?;
    let is_known = |code: &String| known.iter().any(|one| one.key.code == *code);
    let places: Places = middles
        .into_iter()
        .map(|one| (one.code, (one.longitude, one.latitude)))
        .collect();
    let unknown = places.keys().filter(|code| !is_known(code));
    let faults: Vec<MapFault> = unknown.cloned().map(MapFault::Unknown).collect();
    if !faults.is_empty() {
        return Err(MapFailure::Faults(faults));
    }
    let bytes = serde_json::to_vec(&places).map_err(std::io::Error::other)?;
    write_whole(&folder.map(), &bytes)?;
    Ok(places.len())
}

/// Empty where no map was given.
pub fn places(folder: &DataFolder) -> Places {
    let bytes = fs::read(folder.map()).ok();
    bytes
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}
