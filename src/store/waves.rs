//! Waves and the localities they are asked in.

use diesel::prelude::*;

use crate::store::columns::{from_micros, to_key, to_micros};
use crate::store::connection::AnyConnection;
use crate::store::failure::StoreFailure;
use crate::store::schema::{wave, wave_locality};
use crate::survey::locality::LocalityKey;
use crate::survey::wave::{IllegalMove, Wave, WaveId, WaveState};

/// All but the margins, which may be long.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = wave)]
struct Row {
    id: i32,
    code: String,
    title_vi: String,
    title_en: String,
    state: String,
    form_code: String,
    form_version: i32,
    method: String,
    opens_at: i64,
    closes_at: i64,
    simulated: bool,
    code_key: Option<Vec<u8>>,
    sealed_digest: Option<String>,
    revision: i32,
}

/// A wave with what only the program needs to know of it.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptWave {
    pub wave: Wave,
    /// Key of its codes; `None` once it was closed.
    pub code_key: Option<Vec<u8>>,
    pub sealed_digest: Option<String>,
    /// How often it was changed, from 1.
    pub revision: i32,
}

/// Keeps a new wave under the next free number; `new.id` is not looked at.
pub fn create(
    connection: &mut AnyConnection,
    new: &Wave,
    code_key: &[u8],
) -> Result<WaveId, StoreFailure> {
    let last: Option<i32> = wave::table
        .select(diesel::dsl::max(wave::id))
        .first(connection)?;
    let id = last.unwrap_or(0) + 1;
    let row = Row {
        id,
        code: new.code.clone(),
        title_vi: new.title_vi.clone(),
        title_en: new.title_en.clone(),
        state: new.state.as_str().to_owned(),
        form_code: new.form_code.clone(),
        form_version: i32::try_from(new.form_version)
            .map_err(|_| StoreFailure::Unreadable("form version"))?,
        method: new.method.clone(),
        opens_at: to_micros(new.opens_at),
        closes_at: to_micros(new.closes_at),
        simulated: new.simulated,
        code_key: Some(code_key.to_vec()),
        sealed_digest: None,
        revision: 1,
    };
    diesel::insert_into(wave::table)
        .values(row)
        .execute(connection)?;
    keep_localities(connection, id, &new.localities)?;
    Ok(WaveId(id))
}

/// In their order: links and responses name a locality by its place.
pub(super) fn keep_localities(
    connection: &mut AnyConnection,
    id: i32,
    localities: &[LocalityKey],
) -> Result<(), StoreFailure> {
    diesel::delete(wave_locality::table.filter(wave_locality::wave.eq(id))).execute(connection)?;
    for (place, key) in (0_i16..).zip(localities) {
        let row = (
            wave_locality::wave.eq(id),
            wave_locality::place.eq(place),
            wave_locality::code.eq(&key.code),
            wave_locality::valid_from.eq(key.valid_from.to_string()),
        );
        diesel::insert_into(wave_locality::table)
            .values(row)
            .execute(connection)?;
    }
    Ok(())
}

fn with_localities(connection: &mut AnyConnection, row: Row) -> Result<KeptWave, StoreFailure> {
    let keys: Vec<(String, String)> = wave_locality::table
        .filter(wave_locality::wave.eq(row.id))
        .order(wave_locality::place)
        .select((wave_locality::code, wave_locality::valid_from))
        .load(connection)?;
    let localities: Result<Vec<_>, _> = keys
        .into_iter()
        .map(|(code, from)| to_key(code, &from))
        .collect();
    Ok(KeptWave {
        code_key: row.code_key,
        sealed_digest: row.sealed_digest,
        revision: row.revision,
        wave: Wave {
            id: WaveId(row.id),
            code: row.code,
            title_vi: row.title_vi,
            title_en: row.title_en,
            state: WaveState::parse(&row.state)
                .ok_or(StoreFailure::Unreadable("state of a wave"))?,
            form_code: row.form_code,
            form_version: u32::try_from(row.form_version)
                .map_err(|_| StoreFailure::Unreadable("form version"))?,
            method: row.method,
            opens_at: from_micros(row.opens_at)?,
            closes_at: from_micros(row.closes_at)?,
            simulated: row.simulated,
            localities: localities?,
        },
    })
}

/// All waves, oldest first.
pub fn all(connection: &mut AnyConnection) -> Result<Vec<KeptWave>, StoreFailure> {
    let rows: Vec<Row> = wave::table
        .order(wave::id)
        .select(Row::as_select())
        .load(connection)?;
    rows.into_iter()
        .map(|row| with_localities(connection, row))
        .collect()
}

pub fn find(connection: &mut AnyConnection, code: &str) -> Result<Option<KeptWave>, StoreFailure> {
    let row: Option<Row> = wave::table
        .filter(wave::code.eq(code))
        .select(Row::as_select())
        .first(connection)
        .optional()?;
    row.map(|row| with_localities(connection, row)).transpose()
}

/// Moves a wave on, if the rules allow it and nobody moved it meanwhile.
pub fn move_on(
    connection: &mut AnyConnection,
    id: WaveId,
    from: WaveState,
    to: WaveState,
) -> Result<(), StoreFailure> {
    from.may_move_to(to)?;
    let unmoved = wave::table.filter(wave::id.eq(id.0).and(wave::state.eq(from.as_str())));
    let moved = diesel::update(unmoved)
        .set(wave::state.eq(to.as_str()))
        .execute(connection)?;
    if moved == 1 {
        Ok(())
    } else {
        Err(IllegalMove { from, to }.into())
    }
}

/// Records the digest of the sealed dataset and destroys the key of the codes.
pub fn seal(connection: &mut AnyConnection, id: WaveId, digest: &str) -> Result<(), StoreFailure> {
    diesel::update(wave::table.find(id.0))
        .set((
            wave::sealed_digest.eq(digest),
            wave::code_key.eq(None::<Vec<u8>>),
        ))
        .execute(connection)?;
    Ok(())
}
