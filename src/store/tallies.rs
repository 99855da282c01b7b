//! How many answers came: kept counts, so that a page never counts answers.
//!
//! Every sum carries how often its wave had been counted anew (`wave.recounts`) when its answers were written. Counting
//! anew locks the wave's row, which every batch of answers locks too, and raises that number: what was written before is
//! counted and its sums are dropped, what is written afterwards is added. So the counts are exact, also when one of
//! several processes starts again while the others write.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::connection::SimpleConnection;
use diesel::dsl::max;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, SmallInt, Text};
use diesel::upsert::excluded;

use crate::clock::local;
use crate::store::columns::{from_micros, from_mode, to_bytes16, to_date, to_mode};
use crate::store::connection::{AnyConnection, each_backend};
use crate::store::failure::StoreFailure;
use crate::store::schema::{day_tally, link, link_tally, tally, wave_taking};
use crate::store::sums::Sums;
use crate::survey::link::Token;
use crate::survey::response::Mode;
use crate::survey::sketch::Sketch;
use crate::survey::tally::{Count, LinkUse, Received};
use crate::survey::wave::{WaveId, WaveState};

/// Rows of one statement on PostgreSQL.
const BATCH: usize = 1_000;

/// How often the wave was counted anew; on PostgreSQL its row stays locked against counting anew until the end of the
/// transaction. SQLite has one writer at a time.
fn recounts(connection: &mut AnyConnection, wave: WaveId) -> Result<Option<i32>, StoreFailure> {
    let row = wave_taking::table
        .find(wave.0)
        .select(wave_taking::recounts);
    Ok(match connection {
        AnyConnection::Postgresql(inner) => row.for_share().first(inner).optional()?,
        AnyConnection::Sqlite(inner) => row.first(inner).optional()?,
    })
}

type GroupRow = (i32, i16, String, i16, i64, i64);
type DayRow = (i32, i16, i16, String, i64, i64);
type LinkRow = (Vec<u8>, i16, Option<String>, i64, Vec<u8>);

/// Adds sums, in a transaction of their own: a count shares none with the answers that it counts.
pub fn add(connection: &mut AnyConnection, sums: &Sums) -> Result<(), StoreFailure> {
    let waves: BTreeSet<WaveId> = sums.cells.keys().map(|cell| cell.wave).collect();
    let mut current = BTreeMap::new();
    for wave in waves {
        current.insert(wave, recounts(connection, wave)?);
    }
    let (mut groups, mut days) = (BTreeMap::new(), BTreeMap::new());
    for (cell, count) in &sums.cells {
        if current.get(&cell.wave).copied().flatten() != Some(cell.recounts) {
            continue;
        }
        let group = (cell.wave.0, cell.locality, cell.group.as_str(), cell.mode);
        *groups.entry(group).or_insert_with(Count::default) += *count;
        let day = (cell.wave.0, cell.locality, cell.mode, cell.day);
        *days.entry(day).or_insert_with(Count::default) += *count;
    }
    let groups: Vec<GroupRow> = groups
        .into_iter()
        .map(|((wave, locality, group, mode), n)| {
            (
                wave,
                locality,
                group.to_owned(),
                mode,
                n.responses,
                n.complete,
            )
        })
        .collect();
    let days: Vec<DayRow> = days
        .into_iter()
        .map(|((wave, locality, mode, day), n)| {
            (
                wave,
                locality,
                mode,
                day.to_string(),
                n.responses,
                n.complete,
            )
        })
        .collect();
    add_groups(connection, &groups)?;
    add_days(connection, &days)?;
    add_links(connection, sums)
}

/// One answer that is written in the same transaction.
pub fn count_one(
    connection: &mut AnyConnection,
    wave: WaveId,
    place: (i16, Option<&str>),
    mode: Mode,
    complete: bool,
    day: NaiveDate,
) -> Result<(), StoreFailure> {
    recounts(connection, wave)?;
    let (locality, group) = (place.0, place.1.unwrap_or_default().to_owned());
    let (mode, complete) = (from_mode(mode), i64::from(complete));
    add_groups(connection, &[(wave.0, locality, group, mode, 1, complete)])?;
    add_days(
        connection,
        &[(wave.0, locality, mode, day.to_string(), 1, complete)],
    )
}

macro_rules! add_up {
    ($table:ident, $key:expr, $rows:expr, $connection:expr) => {
        diesel::insert_into($table::table)
            .values($rows)
            .on_conflict($key)
            .do_update()
            .set((
                $table::responses.eq($table::responses + excluded($table::responses)),
                $table::complete.eq($table::complete + excluded($table::complete)),
            ))
            .execute($connection)?
    };
}

fn add_groups(connection: &mut AnyConnection, rows: &[GroupRow]) -> Result<(), StoreFailure> {
    let row = |row: &GroupRow| {
        (
            tally::wave.eq(row.0),
            tally::locality.eq(row.1),
            tally::residential_group.eq(row.2.clone()),
            tally::mode.eq(row.3),
            tally::responses.eq(row.4),
            tally::complete.eq(row.5),
        )
    };
    let key = (
        tally::wave,
        tally::locality,
        tally::residential_group,
        tally::mode,
    );
    match connection {
        AnyConnection::Postgresql(inner) => {
            for part in rows.chunks(BATCH) {
                add_up!(tally, key, part.iter().map(row).collect::<Vec<_>>(), inner);
            }
        }
        AnyConnection::Sqlite(inner) => {
            for one in rows {
                add_up!(tally, key, row(one), inner);
            }
        }
    }
    Ok(())
}

fn add_days(connection: &mut AnyConnection, rows: &[DayRow]) -> Result<(), StoreFailure> {
    let row = |row: &DayRow| {
        (
            day_tally::wave.eq(row.0),
            day_tally::locality.eq(row.1),
            day_tally::mode.eq(row.2),
            day_tally::day.eq(row.3.clone()),
            day_tally::responses.eq(row.4),
            day_tally::complete.eq(row.5),
        )
    };
    let key = (
        day_tally::wave,
        day_tally::locality,
        day_tally::mode,
        day_tally::day,
    );
    match connection {
        AnyConnection::Postgresql(inner) => {
            for part in rows.chunks(BATCH) {
                add_up!(
                    day_tally,
                    key,
                    part.iter().map(row).collect::<Vec<_>>(),
                    inner
                );
            }
        }
        AnyConnection::Sqlite(inner) => {
            for one in rows {
                add_up!(day_tally, key, row(one), inner);
            }
        }
    }
    Ok(())
}

/// Sketches are joined under a lock of their row, which must be there first.
fn add_links(connection: &mut AnyConnection, sums: &Sums) -> Result<(), StoreFailure> {
    for ((wave, token), (responses, devices)) in &sums.links {
        let row = link_tally::table.find((wave.0, token.0.to_vec()));
        let empty = (
            link_tally::wave.eq(wave.0),
            link_tally::token.eq(token.0.to_vec()),
            link_tally::responses.eq(0_i64),
            link_tally::devices.eq(Sketch::default().as_bytes().to_vec()),
        );
        each_backend!(connection, inner => diesel::insert_into(link_tally::table)
            .values(empty)
            .on_conflict_do_nothing()
            .execute(inner))?;
        let known: Vec<u8> = match connection {
            AnyConnection::Postgresql(inner) => row
                .clone()
                .select(link_tally::devices)
                .for_update()
                .first(inner)?,
            AnyConnection::Sqlite(inner) => row.clone().select(link_tally::devices).first(inner)?,
        };
        let mut joined = to_sketch(&known)?;
        joined.join(devices);
        diesel::update(row)
            .set((
                link_tally::responses.eq(link_tally::responses + *responses),
                link_tally::devices.eq(joined.as_bytes().to_vec()),
            ))
            .execute(connection)?;
    }
    Ok(())
}

fn to_sketch(bytes: &[u8]) -> Result<Sketch, StoreFailure> {
    Sketch::from_bytes(bytes).ok_or(StoreFailure::Unreadable("devices"))
}

/// Counts the answers of every open wave anew: what a process that was killed had summed and not added is found again.
/// Nobody knows on which day those came. They are given to the last day that has answers, or to the day of opening.
pub fn recount_open(connection: &mut AnyConnection) -> Result<(), StoreFailure> {
    let open: Vec<i32> = wave_taking::table
        .filter(wave_taking::state.eq(WaveState::Open.as_str()))
        .order(wave_taking::id)
        .select(wave_taking::id)
        .load(connection)?;
    for id in open {
        recount(connection, WaveId(id))?;
    }
    Ok(())
}

#[derive(QueryableByName)]
struct Missing {
    #[diesel(sql_type = SmallInt)]
    locality: i16,
    #[diesel(sql_type = SmallInt)]
    mode: i16,
    #[diesel(sql_type = BigInt)]
    responses: i64,
    #[diesel(sql_type = BigInt)]
    complete: i64,
}

/// As [`recount_open`], of one wave.
pub fn recount(connection: &mut AnyConnection, wave: WaveId) -> Result<(), StoreFailure> {
    // First: this waits for the batches under way and makes the next ones wait.
    diesel::update(wave_taking::table.find(wave.0))
        .set(wave_taking::recounts.eq(wave_taking::recounts + 1))
        .execute(connection)?;
    let id = wave.0;
    let anew = format!(
        "DELETE FROM tally WHERE wave = {id};
         INSERT INTO tally (wave, locality, residential_group, mode, responses, complete)
         SELECT wave, locality, coalesce(residential_group, ''), mode, count(*), sum(CASE WHEN complete THEN 1 ELSE 0 END)
         FROM response WHERE wave = {id} GROUP BY wave, locality, coalesce(residential_group, ''), mode;"
    );
    each_backend!(connection, inner => inner.batch_execute(&anew))?;
    let missing = format!(
        "SELECT locality, mode, CAST(sum(responses) AS BIGINT) AS responses, CAST(sum(complete) AS BIGINT) AS complete
         FROM (SELECT locality, mode, responses, complete FROM tally WHERE wave = {id}
               UNION ALL SELECT locality, mode, -responses, -complete FROM day_tally WHERE wave = {id}) AS both_sides
         GROUP BY locality, mode HAVING sum(responses) <> 0 OR sum(complete) <> 0 ORDER BY locality, mode"
    );
    let missing: Vec<Missing> =
        each_backend!(connection, inner => diesel::sql_query(missing).load(inner))?;
    if missing.is_empty() {
        return Ok(());
    }
    let day = last_day(connection, wave)?;
    let rows: Vec<DayRow> = missing
        .into_iter()
        .map(|row| {
            let day = day.clone();
            (id, row.locality, row.mode, day, row.responses, row.complete)
        })
        .collect();
    add_days(connection, &rows)
}

fn last_day(connection: &mut AnyConnection, wave: WaveId) -> Result<String, StoreFailure> {
    let last: Option<String> = day_tally::table
        .filter(day_tally::wave.eq(wave.0))
        .select(max(day_tally::day))
        .first(connection)?;
    if let Some(day) = last {
        return Ok(day);
    }
    let opens_at: i64 = wave_taking::table
        .find(wave.0)
        .select(wave_taking::opens_at)
        .first(connection)?;
    Ok(local(from_micros(opens_at)?).date().to_string())
}

/// Closing: exact counts stay, written at once; of open links nothing stays.
pub fn seal(connection: &mut AnyConnection, wave: WaveId) -> Result<(), StoreFailure> {
    recount(connection, wave)?;
    diesel::delete(link_tally::table.filter(link_tally::wave.eq(wave.0))).execute(connection)?;
    Ok(())
}

#[derive(QueryableByName)]
struct Summed {
    #[diesel(sql_type = Text)]
    part: String,
    #[diesel(sql_type = SmallInt)]
    mode: i16,
    #[diesel(sql_type = BigInt)]
    responses: i64,
    #[diesel(sql_type = BigInt)]
    complete: i64,
}

/// Sums by a part of the key and mode.
fn summed(
    connection: &mut AnyConnection,
    part: &str,
    from: &str,
) -> Result<BTreeMap<String, Received>, StoreFailure> {
    let query = format!(
        "SELECT CAST({part} AS TEXT) AS part, mode, CAST(sum(responses) AS BIGINT) AS responses,
                CAST(sum(complete) AS BIGINT) AS complete
         FROM {from} GROUP BY {part}, mode"
    );
    let rows: Vec<Summed> =
        each_backend!(connection, inner => diesel::sql_query(query).load(inner))?;
    let mut found: BTreeMap<String, Received> = BTreeMap::new();
    for row in rows {
        *found.entry(row.part).or_default().of(to_mode(row.mode)?) += Count {
            responses: row.responses,
            complete: row.complete,
        };
    }
    Ok(found)
}

/// By place in the wave's localities; who has none is not there.
pub fn by_locality(
    connection: &mut AnyConnection,
    wave: WaveId,
) -> Result<BTreeMap<i16, Received>, StoreFailure> {
    let from = format!("day_tally WHERE wave = {}", wave.0);
    let place = |text: String| {
        text.parse()
            .map_err(|_| StoreFailure::Unreadable("locality"))
    };
    summed(connection, "locality", &from)?
        .into_iter()
        .map(|(text, received)| Ok((place(text)?, received)))
        .collect()
}

/// By code of the residential group; `""` for answers that name none.
pub fn by_group(
    connection: &mut AnyConnection,
    wave: WaveId,
    locality: i16,
) -> Result<BTreeMap<String, Received>, StoreFailure> {
    let from = format!("tally WHERE wave = {} AND locality = {locality}", wave.0);
    summed(connection, "residential_group", &from)
}

/// By civil day in Viet Nam, in one locality or everywhere.
pub fn by_day(
    connection: &mut AnyConnection,
    wave: WaveId,
    locality: Option<i16>,
) -> Result<BTreeMap<NaiveDate, Received>, StoreFailure> {
    let here = locality.map(|place| format!(" AND locality = {place}"));
    let from = format!(
        "day_tally WHERE wave = {}{}",
        wave.0,
        here.unwrap_or_default()
    );
    summed(connection, "day", &from)?
        .into_iter()
        .map(|(text, received)| Ok((to_date(&text)?, received)))
        .collect()
}

/// Open links that answers came through, in one locality or everywhere.
pub fn by_link(
    connection: &mut AnyConnection,
    wave: WaveId,
    locality: Option<i16>,
) -> Result<Vec<LinkUse>, StoreFailure> {
    let mut query = link_tally::table
        .inner_join(
            link::table.on(link::wave
                .eq(link_tally::wave)
                .and(link::token.eq(link_tally::token))),
        )
        .filter(link_tally::wave.eq(wave.0))
        .order((link::locality, link_tally::token))
        .select((
            link_tally::token,
            link::locality,
            link::residential_group,
            link_tally::responses,
            link_tally::devices,
        ))
        .into_boxed();
    if let Some(place) = locality {
        query = query.filter(link::locality.eq(place));
    }
    let rows: Vec<LinkRow> = query.load(connection)?;
    rows.into_iter()
        .map(|(token, locality, group, responses, devices)| {
            Ok(LinkUse {
                token: Token(to_bytes16(&token)?),
                locality,
                group,
                responses,
                devices: to_sketch(&devices)?,
            })
        })
        .collect()
}
