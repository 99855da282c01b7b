//! Closing a wave: the sealed dataset is written, the key of the codes dies, the rows lose their order.

use std::fs;
use std::path::Path;

use crate::exchange::responses::{self as responses_csv, SealedRow};
use crate::exchange::write_csv;
use crate::flow::folder::{DataFolder, write_whole};
use crate::flow::letters;
use crate::store::waves::KeptWave;
use crate::store::{
    AnyConnection, Store, StoreFailure, audit, forms, localities, paper, responses, tallies,
    wave_edits, waves,
};
use crate::survey::audit::Act;
use crate::survey::digest::Digest;
use crate::survey::locality::Locality;
use crate::survey::reading;
use crate::survey::response::decode;
use crate::survey::wave::WaveState;

/// The files of a sealed dataset: the inputs of every later computation.
pub const FORM: &str = "form.toml";
pub const METHOD: &str = "method.toml";
pub const FRAME: &str = "frame.csv";
pub const RESPONSES: &str = "responses.csv";
/// Only where the wave has margins.
pub const MARGINS: &str = "margins.csv";

/// Closes a wave. Files are on the disk before the database says that it is closed; an interrupted closing leaves it
/// open, and closing again writes the files anew.
pub fn close(store: &Store, folder: &DataFolder, code: &str) -> Result<(), StoreFailure> {
    close_by(store, folder, code, None)
}

/// The same with a line in the audit log.
pub fn close_by(
    store: &Store,
    folder: &DataFolder,
    code: &str,
    act: Option<&Act>,
) -> Result<(), StoreFailure> {
    store.write_blocking(|connection| {
        let kept = waves::find(connection, code)?.ok_or(StoreFailure::Missing("wave"))?;
        // First, so that no more answers come in between.
        waves::move_on(connection, kept.wave.id, kept.wave.state, WaveState::Closed)?;
        let digest = write_sealed(connection, &folder.sealed(code), &kept)?;
        responses::seal(connection, kept.wave.id)?;
        if let Some(act) = act {
            audit::append(connection, act)?;
        }
        paper::seal(connection, kept.wave.id)?;
        letters::end(connection, kept.wave.id)?;
        tallies::seal(connection, kept.wave.id)?;
        waves::seal(connection, kept.wave.id, &digest.0)
    })?;
    store.compact()
}

pub fn frame_csv(localities: &[&Locality]) -> Vec<u8> {
    let header = [
        "code",
        "name",
        "population",
        "valid_from",
        "kind",
        "households",
    ];
    let number = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    let rows = localities.iter().map(|one| {
        vec![
            one.key.code.clone(),
            one.name.clone(),
            number(one.population),
            one.key.valid_from.to_string(),
            one.kind.clone(),
            number(one.households),
        ]
    });
    write_csv::write(&header, rows)
}

fn write_sealed(
    connection: &mut AnyConnection,
    out: &Path,
    kept: &KeptWave,
) -> Result<Digest, StoreFailure> {
    let wave = &kept.wave;
    let source = forms::source(connection, &wave.form_code, wave.form_version)?
        .ok_or(StoreFailure::Missing("form"))?;
    let form = reading::read(&source).map_err(|_| StoreFailure::Unreadable("form"))?;
    let everywhere = localities::all(connection)?;
    let mut frame = Vec::new();
    for key in &wave.localities {
        let known = everywhere
            .iter()
            .find(|one| &one.key == key)
            .ok_or(StoreFailure::Missing("locality"))?;
        frame.push(known);
    }
    let mut rows = Vec::new();
    for response in responses::of_wave(connection, wave.id)? {
        let place =
            usize::try_from(response.locality).map_err(|_| StoreFailure::Unreadable("locality"))?;
        let key = wave
            .localities
            .get(place)
            .ok_or(StoreFailure::Missing("locality"))?;
        let answers =
            decode(&form, &response.answers).map_err(|_| StoreFailure::Unreadable("answers"))?;
        let typed = response.typed.as_ref();
        rows.push(SealedRow {
            locality: key.code.clone(),
            group: response.group,
            mode: response.mode,
            typist: typed.map(|typed| typed.typist.0.clone()),
            batch: typed.map(|typed| typed.batch),
            answers,
        });
    }
    let answers = responses_csv::write(&form, &rows);
    fs::create_dir_all(out)?;
    write_whole(&out.join(FORM), source.as_bytes())?;
    write_whole(&out.join(METHOD), wave.method.as_bytes())?;
    write_whole(&out.join(FRAME), &frame_csv(&frame))?;
    if let Some(margins) = wave_edits::margins(connection, wave.id)? {
        write_whole(&out.join(MARGINS), margins.as_bytes())?;
    }
    write_whole(&out.join(RESPONSES), &answers)?;
    Ok(Digest::of(&answers))
}
