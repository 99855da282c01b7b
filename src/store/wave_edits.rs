//! Changes of a wave: each counts up its revision, and happens only to the revision that was looked at.

use diesel::prelude::*;

use crate::store::columns::to_micros;
use crate::store::connection::AnyConnection;
use crate::store::failure::StoreFailure;
use crate::store::schema::{wave, wave_locality};
use crate::store::waves::{self, KeptWave};
use crate::survey::wave::{Wave, WaveId};

/// Counts the revision up if it is still this one; whoever comes second changes nothing.
fn next_revision(
    connection: &mut AnyConnection,
    id: WaveId,
    revision: i32,
) -> Result<(), StoreFailure> {
    let seen = wave::table.filter(wave::id.eq(id.0).and(wave::revision.eq(revision)));
    let counted = diesel::update(seen)
        .set(wave::revision.eq(revision + 1))
        .execute(connection)?;
    if counted == 1 {
        Ok(())
    } else {
        Err(StoreFailure::ChangedMeanwhile)
    }
}

/// Everything of `after` but its id, code, state and whether it is simulated. Localities that stay keep their planned
/// interviews.
pub fn change(
    connection: &mut AnyConnection,
    before: &KeptWave,
    after: &Wave,
) -> Result<(), StoreFailure> {
    let id = before.wave.id;
    next_revision(connection, id, before.revision)?;
    let version =
        i32::try_from(after.form_version).map_err(|_| StoreFailure::Unreadable("form version"))?;
    diesel::update(wave::table.find(id.0))
        .set((
            wave::title_vi.eq(&after.title_vi),
            wave::title_en.eq(&after.title_en),
            wave::form_code.eq(&after.form_code),
            wave::form_version.eq(version),
            wave::method.eq(&after.method),
            wave::opens_at.eq(to_micros(after.opens_at)),
            wave::closes_at.eq(to_micros(after.closes_at)),
        ))
        .execute(connection)?;
    if before.wave.localities == after.localities {
        return Ok(());
    }
    let known = planned(connection, id)?;
    waves::keep_localities(connection, id.0, &after.localities)?;
    let of_key = |key| {
        let at = before.wave.localities.iter().position(|own| own == key)?;
        *known.get(at)?
    };
    let kept: Vec<Option<i64>> = after.localities.iter().map(of_key).collect();
    keep_planned(connection, id, &kept)
}

/// The file of the margins, as it was sent.
pub fn margins(connection: &mut AnyConnection, id: WaveId) -> Result<Option<String>, StoreFailure> {
    Ok(wave::table
        .find(id.0)
        .select(wave::margins)
        .first(connection)?)
}

pub fn keep_margins(
    connection: &mut AnyConnection,
    before: &KeptWave,
    csv: Option<&str>,
) -> Result<(), StoreFailure> {
    next_revision(connection, before.wave.id, before.revision)?;
    diesel::update(wave::table.find(before.wave.id.0))
        .set(wave::margins.eq(csv))
        .execute(connection)?;
    Ok(())
}

/// What the sample plan was made from.
pub fn plan(connection: &mut AnyConnection, id: WaveId) -> Result<Option<String>, StoreFailure> {
    Ok(wave::table
        .find(id.0)
        .select(wave::plan)
        .first(connection)?)
}

/// Interviews planned, in the order of the wave's localities.
pub fn planned(
    connection: &mut AnyConnection,
    id: WaveId,
) -> Result<Vec<Option<i64>>, StoreFailure> {
    Ok(wave_locality::table
        .filter(wave_locality::wave.eq(id.0))
        .order(wave_locality::place)
        .select(wave_locality::planned)
        .load(connection)?)
}

pub fn keep_plan(
    connection: &mut AnyConnection,
    before: &KeptWave,
    plan: &str,
    planned: &[Option<i64>],
) -> Result<(), StoreFailure> {
    next_revision(connection, before.wave.id, before.revision)?;
    diesel::update(wave::table.find(before.wave.id.0))
        .set(wave::plan.eq(plan))
        .execute(connection)?;
    keep_planned(connection, before.wave.id, planned)
}

fn keep_planned(
    connection: &mut AnyConnection,
    id: WaveId,
    planned: &[Option<i64>],
) -> Result<(), StoreFailure> {
    for (place, number) in (0_i16..).zip(planned) {
        diesel::update(wave_locality::table.find((id.0, place)))
            .set(wave_locality::planned.eq(number))
            .execute(connection)?;
    }
    Ok(())
}
