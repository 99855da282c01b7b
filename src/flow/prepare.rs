//! Before a wave opens: localities, forms, waves.

use chrono::NaiveDateTime;
use thiserror::Error;

use crate::edition::method::{Method, MethodFault};
use crate::store::{Store, StoreFailure, forms, localities, waves};
use crate::survey::form_fault::FormFault;
use crate::survey::locality::{Group, Locality, LocalityChange, LocalityKey};
use crate::survey::reading;
use crate::survey::wave::{Wave, WaveId, WaveState};
use crate::survey::wave_edit::{self, EditFault};

/// What an office decides about a wave.
#[derive(Clone, Debug)]
pub struct NewWave {
    pub code: String,
    pub title_vi: String,
    pub title_en: String,
    /// Contents of the form file.
    pub form: String,
    /// Contents of the method file.
    pub method: String,
    pub localities: Vec<LocalityKey>,
    /// UTC.
    pub opens_at: NaiveDateTime,
    /// UTC.
    pub closes_at: NaiveDateTime,
    pub simulated: bool,
}

#[derive(Debug, Error)]
pub enum PrepareFailure {
    #[error("the form has faults")]
    Form(Vec<FormFault>),
    #[error("the method has faults")]
    Method(Vec<MethodFault>),
    /// Lower-case letters, digits and hyphens.
    #[error("{0:?} cannot be the code of a wave")]
    BadCode(String),
    #[error("there is a wave {0:?} already")]
    Taken(String),
    #[error("a wave needs localities that are known; {0:?} is not")]
    UnknownLocality(Option<LocalityKey>),
    #[error("a wave closes after it opens")]
    Period,
    #[error("the rules do not allow this")]
    Rules(Vec<EditFault>),
    #[error(transparent)]
    Store(#[from] StoreFailure),
}

pub fn keep_localities(
    store: &Store,
    all: &[Locality],
    changes: &[LocalityChange],
    groups: &[Group],
) -> Result<(), StoreFailure> {
    store.write_blocking(|connection| {
        localities::keep(connection, all, changes)?;
        localities::keep_groups(connection, groups)
    })
}

/// Keeps the form, frozen from now on, and a wave in draft.
pub fn create_wave(store: &Store, new: &NewWave) -> Result<WaveId, PrepareFailure> {
    let form = reading::read(&new.form).map_err(PrepareFailure::Form)?;
    Method::read(&new.method, &form).map_err(PrepareFailure::Method)?;
    let shape = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    // `/desk/waves/new` is a page.
    let is_taken = new.code == "new";
    if is_taken || new.code.is_empty() || new.code.len() > 60 || !new.code.bytes().all(shape) {
        return Err(PrepareFailure::BadCode(new.code.clone()));
    }
    if new.closes_at <= new.opens_at {
        return Err(PrepareFailure::Period);
    }
    if store
        .read_blocking(|connection| waves::find(connection, &new.code))?
        .is_some()
    {
        return Err(PrepareFailure::Taken(new.code.clone()));
    }
    let known = store.read_blocking(localities::all)?;
    let unknown = new
        .localities
        .iter()
        .find(|key| !known.iter().any(|one| &one.key == *key));
    if unknown.is_some() || new.localities.is_empty() {
        return Err(PrepareFailure::UnknownLocality(unknown.cloned()));
    }
    let wave = Wave {
        id: WaveId(0),
        code: new.code.clone(),
        title_vi: new.title_vi.clone(),
        title_en: new.title_en.clone(),
        state: WaveState::Draft,
        form_code: form.code.clone(),
        form_version: form.version,
        method: new.method.clone(),
        opens_at: new.opens_at,
        closes_at: new.closes_at,
        simulated: new.simulated,
        localities: new.localities.clone(),
    };
    let faults = wave_edit::whole(&wave);
    if !faults.is_empty() {
        return Err(PrepareFailure::Rules(faults));
    }
    let key: [u8; 32] = rand::random();
    Ok(store.write_blocking(|connection| {
        forms::keep(connection, &form)?;
        waves::create(connection, &wave, &key)
    })?)
}

pub fn open_wave(store: &Store, code: &str) -> Result<(), StoreFailure> {
    store.write_blocking(|connection| {
        let kept = waves::find(connection, code)?.ok_or(StoreFailure::Missing("wave"))?;
        waves::move_on(connection, kept.wave.id, kept.wave.state, WaveState::Open)
    })
}
