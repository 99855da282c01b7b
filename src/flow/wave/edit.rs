//! Changing what an office decides about a wave; extending an open one is a change of its end.

use chrono::NaiveDateTime;

use crate::edition::method::Method;
use crate::flow::wave::seen::Seen;
use crate::flow::wave::{Editor, Refusable, WaveFailure, on_seen_wave};
use crate::store::waves::KeptWave;
use crate::store::{
    AnyConnection, Store, StoreFailure, audit, forms, links, localities, wave_edits,
};
use crate::survey::form::Form;
use crate::survey::locality::LocalityKey;
use crate::survey::reading;
use crate::survey::wave::{Wave, WaveState};
use crate::survey::wave_edit::{self, EditFault, Part};

/// What an editor wants a wave to be; `None` leaves a part as it is.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub title_vi: Option<String>,
    pub title_en: Option<String>,
    /// Contents of the form file.
    pub form: Option<String>,
    /// Contents of the method file.
    pub method: Option<String>,
    pub localities: Option<Vec<LocalityKey>>,
    /// UTC.
    pub opens_at: Option<NaiveDateTime>,
    /// UTC.
    pub closes_at: Option<NaiveDateTime>,
}

/// The form of a wave.
pub fn form_of(connection: &mut AnyConnection, wave: &Wave) -> Result<Form, StoreFailure> {
    let source = forms::source(connection, &wave.form_code, wave.form_version)?
        .ok_or(StoreFailure::Missing("form"))?;
    reading::read(&source).map_err(|_| StoreFailure::Unreadable("form"))
}

/// Changes a wave as far as the rules allow, all or nothing. Returns what changed.
pub fn edit(
    store: &Store,
    code: &str,
    seen: &Seen,
    wanted: &Wanted,
    editor: &Editor,
) -> Result<Vec<Part>, WaveFailure> {
    let form = wanted.form.as_deref().map(reading::read).transpose();
    let form = form.map_err(WaveFailure::Form)?;
    on_seen_wave(store, code, seen, |connection, kept| {
        change(connection, kept, wanted, form.as_ref(), editor)
    })
}

fn change(
    connection: &mut AnyConnection,
    kept: &KeptWave,
    wanted: &Wanted,
    new_form: Option<&Form>,
    editor: &Editor,
) -> Refusable<Vec<Part>> {
    let before = &kept.wave;
    let mut after = before.clone();
    let text = |wanted: &Option<String>, old: &str| {
        let wanted = wanted.as_deref().map(str::trim);
        wanted.unwrap_or(old).to_owned()
    };
    after.title_vi = text(&wanted.title_vi, &before.title_vi);
    after.title_en = text(&wanted.title_en, &before.title_en);
    after.opens_at = wanted.opens_at.unwrap_or(before.opens_at);
    after.closes_at = wanted.closes_at.unwrap_or(before.closes_at);
    if let Some(form) = new_form {
        (after.form_code, after.form_version) = (form.code.clone(), form.version);
    }
    if let Some(method) = &wanted.method {
        after.method.clone_from(method);
    }
    if let Some(wanted) = &wanted.localities {
        after.localities.clone_from(wanted);
    }
    let faults = wave_edit::check(before, &after, editor.now);
    if !faults.is_empty() {
        return Ok(Err(WaveFailure::Rules(faults)));
    }
    let parts = wave_edit::changed(before, &after);
    if parts.contains(&Part::Localities) {
        if !wave_edit::keeps_places(before, &after) && links::are_out(connection, before.id)? {
            return Ok(Err(WaveFailure::Rules(vec![EditFault::HandedOut])));
        }
        let unknown = unknown(connection, &after.localities)?;
        if !unknown.is_empty() {
            return Ok(Err(WaveFailure::UnknownLocalities(unknown)));
        }
    }
    if parts.contains(&Part::Form) || parts.contains(&Part::Method) {
        let own;
        let form = match new_form {
            Some(form) => form,
            None => {
                own = form_of(connection, before)?;
                &own
            }
        };
        if let Err(faults) = Method::read(&after.method, form) {
            return Ok(Err(WaveFailure::Method(faults)));
        }
    }
    // Refuses another file under a version that is there already.
    if let Some(form) = new_form {
        forms::keep(connection, form)?;
    }
    if !parts.is_empty() {
        wave_edits::change(connection, kept, &after)?;
        let was = Seen::of(connection, kept)?;
        let is = Seen::of(
            connection,
            &KeptWave {
                wave: after,
                ..kept.clone()
            },
        )?;
        let is_extended = before.state == WaveState::Open && parts.contains(&Part::ClosesAt);
        let action = if is_extended {
            "wave-extended"
        } else {
            "wave-edited"
        };
        let act = editor.act(action, &before.code, was.became(&is, &parts));
        audit::append(connection, &act)?;
    }
    Ok(Ok(parts))
}

fn unknown(
    connection: &mut AnyConnection,
    wanted: &[LocalityKey],
) -> Result<Vec<LocalityKey>, StoreFailure> {
    let known = localities::all(connection)?;
    let is_known = |key: &&LocalityKey| known.iter().any(|one| one.key == **key);
    Ok(wanted
        .iter()
        .filter(|key| !is_known(key))
        .cloned()
        .collect())
}
