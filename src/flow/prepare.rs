//! Before a wave opens: localities, forms, waves.

use chrono::NaiveDateTime;
use thiserror::Error;

use crate::edition::method::{Method, MethodFault};
use crate::store::{Store, StoreFailure, audit, forms, localities, waves};
use crate::survey::audit::Act;
use crate::survey::form::Form;
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
    #[error("there is no locality {0}")]
    UnknownLocality(LocalityKey),
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

/// Everything that is wrong with a wave before the database is asked; the form where nothing is.
pub fn check(new: &NewWave) -> Result<Form, Vec<PrepareFailure>> {
    let mut faults = Vec::new();
    let shape = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    // `/desk/waves/new` is a page.
    let is_page = new.code == "new";
    if is_page || new.code.is_empty() || new.code.len() > 60 || !new.code.bytes().all(shape) {
        faults.push(PrepareFailure::BadCode(new.code.clone()));
    }
    let broken = wave_edit::whole(&drafted(new, "", 0));
    if !broken.is_empty() {
        faults.push(PrepareFailure::Rules(broken));
    }
    match reading::read(&new.form) {
        Err(found) => faults.push(PrepareFailure::Form(found)),
        Ok(form) => {
            if let Err(found) = Method::read(&new.method, &form) {
                faults.push(PrepareFailure::Method(found));
            }
            if faults.is_empty() {
                return Ok(form);
            }
        }
    }
    Err(faults)
}

fn drafted(new: &NewWave, form: &str, version: u32) -> Wave {
    Wave {
        id: WaveId(0),
        code: new.code.clone(),
        title_vi: new.title_vi.clone(),
        title_en: new.title_en.clone(),
        state: WaveState::Draft,
        form_code: form.to_owned(),
        form_version: version,
        method: new.method.clone(),
        opens_at: new.opens_at,
        closes_at: new.closes_at,
        simulated: new.simulated,
        localities: new.localities.clone(),
    }
}

/// Keeps the form, frozen from now on, and a wave in draft.
pub fn create_wave(store: &Store, new: &NewWave) -> Result<WaveId, PrepareFailure> {
    create_wave_by(store, new, None)
}

/// The same with a line in the audit log.
pub fn create_wave_by(
    store: &Store,
    new: &NewWave,
    act: Option<&Act>,
) -> Result<WaveId, PrepareFailure> {
    let form = check(new).map_err(|mut faults| faults.swap_remove(0))?;
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
    if let Some(key) = unknown {
        return Err(PrepareFailure::UnknownLocality(key.clone()));
    }
    let wave = drafted(new, &form.code, form.version);
    let key: [u8; 32] = rand::random();
    Ok(store.write_blocking(|connection| {
        forms::keep(connection, &form)?;
        if let Some(act) = act {
            audit::append(connection, act)?;
        }
        waves::create(connection, &wave, &key)
    })?)
}

pub fn open_wave(store: &Store, code: &str) -> Result<(), StoreFailure> {
    store.write_blocking(|connection| {
        let kept = waves::find(connection, code)?.ok_or(StoreFailure::Missing("wave"))?;
        waves::move_on(connection, kept.wave.id, kept.wave.state, WaveState::Open)
    })
}
