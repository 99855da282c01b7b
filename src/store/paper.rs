//! Batches of paper, sheets that wait for their second keying, and who typed which response.

use diesel::prelude::*;

use crate::store::columns::to_date;
use crate::store::connection::{AnyConnection, each_backend};
use crate::store::failure::StoreFailure;
use crate::store::schema::{paper_batch, paper_sheet, wave};
use crate::survey::paper::Agreement;
use crate::survey::paper_batch::{Batch, NewBatch, Typist};
use crate::survey::wave::{WaveId, WaveState};

#[derive(Queryable, Insertable)]
#[diesel(table_name = paper_batch)]
struct Row {
    wave: i32,
    number: i32,
    locality: i16,
    residential_group: Option<String>,
    received: String,
    sheets: i32,
    entered: i32,
    set_aside: i32,
    unchecked: i32,
    compared: i64,
    differing: i64,
}

/// A sheet that was keyed once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub number: i32,
    pub typist: Typist,
}

/// Whether a wave takes answers; it cannot be closed before this transaction ends.
pub fn hold_open(connection: &mut AnyConnection, id: WaveId) -> Result<bool, StoreFailure> {
    let state = wave::table.find(id.0).select(wave::state);
    let state: Option<String> = match connection {
        AnyConnection::Postgresql(inner) => state.for_share().first(inner).optional()?,
        AnyConnection::Sqlite(inner) => state.first(inner).optional()?,
    };
    Ok(state.as_deref() == Some(WaveState::Open.as_str()))
}

/// Keeps a batch under the next free number of its wave.
pub fn keep_batch(
    connection: &mut AnyConnection,
    wave: WaveId,
    locality: i16,
    new: &NewBatch,
) -> Result<i32, StoreFailure> {
    loop {
        let last: Option<i32> = paper_batch::table
            .filter(paper_batch::wave.eq(wave.0))
            .select(diesel::dsl::max(paper_batch::number))
            .first(connection)?;
        let number = last.unwrap_or(0) + 1;
        let row = Row {
            wave: wave.0,
            number,
            locality,
            residential_group: new.group.clone(),
            received: new.received.to_string(),
            sheets: new.sheets,
            entered: 0,
            set_aside: 0,
            unchecked: 0,
            compared: 0,
            differing: 0,
        };
        let kept = each_backend!(connection, inner => diesel::insert_into(paper_batch::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(inner))?;
        if kept == 1 {
            return Ok(number);
        }
    }
}

fn to_batch(row: Row) -> Result<Batch, StoreFailure> {
    Ok(Batch {
        number: row.number,
        of: NewBatch {
            group: row.residential_group,
            received: to_date(&row.received)?,
            sheets: row.sheets,
        },
        entered: row.entered,
        set_aside: row.set_aside,
        unchecked: row.unchecked,
        compared: row.compared,
        differing: row.differing,
    })
}

/// The batches of a locality, the newest first.
pub fn batches(
    connection: &mut AnyConnection,
    wave: WaveId,
    locality: i16,
) -> Result<Vec<Batch>, StoreFailure> {
    let rows: Vec<Row> = paper_batch::table
        .filter(paper_batch::wave.eq(wave.0))
        .filter(paper_batch::locality.eq(locality))
        .order(paper_batch::number.desc())
        .load(connection)?;
    rows.into_iter().map(to_batch).collect()
}

/// A batch, if it is one of this locality.
pub fn batch(
    connection: &mut AnyConnection,
    wave: WaveId,
    locality: i16,
    number: i32,
) -> Result<Option<Batch>, StoreFailure> {
    let row: Option<Row> = paper_batch::table
        .find((wave.0, number))
        .filter(paper_batch::locality.eq(locality))
        .first(connection)
        .optional()?;
    row.map(to_batch).transpose()
}

/// Keeps a first keying; `false` when that sheet was typed in before.
pub fn keep_sheet(
    connection: &mut AnyConnection,
    wave: WaveId,
    batch: i32,
    number: i32,
    typist: &Typist,
    keyed: &[u8],
) -> Result<bool, StoreFailure> {
    let row = (
        paper_sheet::wave.eq(wave.0),
        paper_sheet::batch.eq(batch),
        paper_sheet::number.eq(number),
        paper_sheet::typist.eq(&typist.0),
        paper_sheet::keyed.eq(keyed),
    );
    let kept = each_backend!(connection, inner => diesel::insert_into(paper_sheet::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    Ok(kept == 1)
}

/// Who keyed a sheet first, and what, still sealed. No other transaction can change it before this one ends.
pub fn hold_first(
    connection: &mut AnyConnection,
    wave: WaveId,
    batch: i32,
    number: i32,
) -> Result<Option<(Typist, Vec<u8>)>, StoreFailure> {
    let columns = (paper_sheet::typist, paper_sheet::keyed);
    let sheet = paper_sheet::table
        .find((wave.0, batch, number))
        .select(columns);
    let row: Option<(Option<String>, Option<Vec<u8>>)> = match connection {
        AnyConnection::Postgresql(inner) => sheet.for_update().first(inner).optional()?,
        AnyConnection::Sqlite(inner) => sheet.first(inner).optional()?,
    };
    Ok(row.and_then(|(typist, keyed)| Some((Typist(typist?), keyed?))))
}

/// Sheets of a batch that were keyed once.
pub fn waiting(
    connection: &mut AnyConnection,
    wave: WaveId,
    batch: i32,
) -> Result<Vec<Waiting>, StoreFailure> {
    let rows: Vec<(i32, Option<String>)> = paper_sheet::table
        .filter(paper_sheet::wave.eq(wave.0))
        .filter(paper_sheet::batch.eq(batch))
        .filter(paper_sheet::typist.is_not_null())
        .order(paper_sheet::number)
        .select((paper_sheet::number, paper_sheet::typist))
        .load(connection)?;
    let waiting = |(number, typist): (i32, Option<String>)| {
        let typist = Typist(typist?);
        Some(Waiting { number, typist })
    };
    Ok(rows.into_iter().filter_map(waiting).collect())
}

/// Numbers of the sheets of a batch that were keyed or are done.
pub fn taken(
    connection: &mut AnyConnection,
    wave: WaveId,
    batch: i32,
) -> Result<Vec<i32>, StoreFailure> {
    Ok(paper_sheet::table
        .filter(paper_sheet::wave.eq(wave.0))
        .filter(paper_sheet::batch.eq(batch))
        .order(paper_sheet::number)
        .select(paper_sheet::number)
        .load(connection)?)
}

/// What became of a sheet that waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Entered(Agreement),
    SetAside,
}

/// Forgets a first keying and counts how it ended.
pub fn end_sheet(
    connection: &mut AnyConnection,
    wave: WaveId,
    batch: i32,
    number: i32,
    end: End,
) -> Result<(), StoreFailure> {
    diesel::update(paper_sheet::table.find((wave.0, batch, number)))
        .set((
            paper_sheet::typist.eq(None::<String>),
            paper_sheet::keyed.eq(None::<Vec<u8>>),
        ))
        .execute(connection)?;
    let (entered, set_aside, of) = match end {
        End::Entered(of) => (1, 0, of),
        End::SetAside => (0, 1, Agreement::default()),
    };
    diesel::update(paper_batch::table.find((wave.0, batch)))
        .set((
            paper_batch::entered.eq(paper_batch::entered + entered),
            paper_batch::set_aside.eq(paper_batch::set_aside + set_aside),
            paper_batch::compared.eq(paper_batch::compared + i64::from(of.compared)),
            paper_batch::differing.eq(paper_batch::differing + i64::from(of.differing)),
        ))
        .execute(connection)?;
    Ok(())
}

/// Puts another first keying in the place of the one that is kept.
pub fn replace_first(
    connection: &mut AnyConnection,
    wave: WaveId,
    batch: i32,
    number: i32,
    typist: &Typist,
    keyed: &[u8],
) -> Result<(), StoreFailure> {
    diesel::update(paper_sheet::table.find((wave.0, batch, number)))
        .set((
            paper_sheet::typist.eq(&typist.0),
            paper_sheet::keyed.eq(keyed),
        ))
        .execute(connection)?;
    Ok(())
}

/// Counts the sheets that were keyed once and never checked, and destroys what was keyed.
pub fn seal(connection: &mut AnyConnection, wave: WaveId) -> Result<(), StoreFailure> {
    let waiting: Vec<(i32, i64)> = paper_sheet::table
        .filter(paper_sheet::wave.eq(wave.0))
        .filter(paper_sheet::keyed.is_not_null())
        .group_by(paper_sheet::batch)
        .select((paper_sheet::batch, diesel::dsl::count_star()))
        .load(connection)?;
    for (batch, unchecked) in waiting {
        let unchecked = i32::try_from(unchecked).unwrap_or(i32::MAX);
        diesel::update(paper_batch::table.find((wave.0, batch)))
            .set(paper_batch::unchecked.eq(unchecked))
            .execute(connection)?;
    }
    diesel::delete(paper_sheet::table.filter(paper_sheet::wave.eq(wave.0))).execute(connection)?;
    Ok(())
}
