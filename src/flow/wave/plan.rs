//! The sample plan of a wave: how many interviews each locality needs, and what was wished for.

use crate::edition::plan::{PlanRow, Unit, Wish, plan};
use crate::exchange::frame::FrameRow;
use crate::flow::wave::seen::Seen;
use crate::flow::wave::{Editor, Refusable, WaveFailure, may_change, on_seen_wave};
use crate::store::waves::KeptWave;
use crate::store::{AnyConnection, Store, StoreFailure, audit, localities, wave_edits};
use crate::survey::locality::Locality;
use crate::survey::wave::Wave;
use crate::survey::wave_edit::Part;

/// The localities of a wave, in its order.
pub fn places(connection: &mut AnyConnection, wave: &Wave) -> Result<Vec<Locality>, StoreFailure> {
    let known = localities::all(connection)?;
    let find = |key| known.iter().find(|one| &one.key == key).cloned();
    let found = wave.localities.iter().map(find);
    found
        .collect::<Option<Vec<_>>>()
        .ok_or(StoreFailure::Missing("locality"))
}

/// What a plan of these localities would be; nothing is kept.
pub fn of_places(places: &[Locality], wish: &Wish) -> Result<Vec<PlanRow>, WaveFailure> {
    let size = |one: &Locality| match wish.unit {
        Unit::Person => one.population,
        Unit::Household => one.households,
    };
    let unknown = places
        .iter()
        .filter(|one| size(one).is_none_or(|size| size < 1));
    let unknown: Vec<String> = unknown.map(|one| one.name.clone()).collect();
    if !unknown.is_empty() {
        return Err(WaveFailure::UnknownSize(unknown));
    }
    let row = |(line, one): (u64, &Locality)| FrameRow {
        line,
        code: one.key.code.clone(),
        name: one.name.clone(),
        population: one.population.unwrap_or_default(),
        valid_from: Some(one.key.valid_from.to_string()),
        kind: Some(one.kind.clone()),
        households: one.households,
    };
    let frame: Vec<FrameRow> = (1..).zip(places).map(row).collect();
    plan(&frame, wish).map_err(WaveFailure::Plan)
}

/// What the plan of a wave was made from.
pub fn wish(connection: &mut AnyConnection, kept: &KeptWave) -> Result<Option<Wish>, StoreFailure> {
    let text = wave_edits::plan(connection, kept.wave.id)?;
    let wish = text.map(|text| serde_json::from_str(&text));
    wish.transpose()
        .map_err(|_| StoreFailure::Unreadable("plan"))
}

/// Makes and keeps the plan of a wave.
pub fn keep_plan(
    store: &Store,
    code: &str,
    seen: &Seen,
    wish: &Wish,
    editor: &Editor,
) -> Result<Vec<PlanRow>, WaveFailure> {
    on_seen_wave(store, code, seen, |connection, kept| {
        match may_change(kept, Part::Plan) {
            Ok(()) => keep(connection, kept, wish, editor),
            Err(refused) => Ok(Err(refused)),
        }
    })
}

fn keep(
    connection: &mut AnyConnection,
    kept: &KeptWave,
    wish: &Wish,
    editor: &Editor,
) -> Refusable<Vec<PlanRow>> {
    let places = places(connection, &kept.wave)?;
    let rows = match of_places(&places, wish) {
        Ok(rows) => rows,
        Err(refused) => return Ok(Err(refused)),
    };
    let localities = rows.iter().filter(|row| row.is_locality());
    let planned: Vec<Option<i64>> = localities.map(|row| Some(row.interviews as i64)).collect();
    let text = serde_json::to_string(wish).map_err(|_| StoreFailure::Unreadable("plan"))?;
    wave_edits::keep_plan(connection, kept, &text, &planned)?;
    let act = editor.act("plan-kept", &kept.wave.code, text);
    audit::append(connection, &act)?;
    Ok(Ok(rows))
}
