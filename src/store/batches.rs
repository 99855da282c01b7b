//! Batches of links: what their codes are derived from, never the codes.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::store::columns::{from_micros, to_bytes16, to_micros};
use crate::store::connection::AnyConnection;
use crate::store::failure::StoreFailure;
use crate::store::schema::batch;
use crate::survey::batch::{Batch, BatchId, Purpose};
use crate::survey::wave::WaveId;

#[derive(Queryable, Insertable)]
#[diesel(table_name = batch)]
struct Row {
    wave: i32,
    id: String,
    purpose: String,
    locality: i16,
    residential_group: Option<String>,
    size: i32,
    salt: Vec<u8>,
    created_at: i64,
    created_by: Option<i64>,
    expires_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<Batch, StoreFailure> {
        Ok(Batch {
            wave: WaveId(self.wave),
            id: BatchId::read(&self.id).ok_or(StoreFailure::Unreadable("id of a batch"))?,
            purpose: Purpose::parse(&self.purpose)
                .ok_or(StoreFailure::Unreadable("purpose of a batch"))?,
            locality: self.locality,
            group: self.residential_group,
            size: u32::try_from(self.size)
                .map_err(|_| StoreFailure::Unreadable("size of a batch"))?,
            salt: to_bytes16(&self.salt)?,
            created_at: from_micros(self.created_at)?,
            created_by: self.created_by,
            expires_at: self.expires_at.map(from_micros).transpose()?,
            revoked_at: self.revoked_at.map(from_micros).transpose()?,
        })
    }
}

pub fn keep(connection: &mut AnyConnection, new: &Batch) -> Result<(), StoreFailure> {
    let row = Row {
        wave: new.wave.0,
        id: new.id.as_str().to_owned(),
        purpose: new.purpose.as_str().to_owned(),
        locality: new.locality,
        residential_group: new.group.clone(),
        size: i32::try_from(new.size).map_err(|_| StoreFailure::Unreadable("size of a batch"))?,
        salt: new.salt.to_vec(),
        created_at: to_micros(new.created_at),
        created_by: new.created_by,
        expires_at: new.expires_at.map(to_micros),
        revoked_at: new.revoked_at.map(to_micros),
    };
    diesel::insert_into(batch::table)
        .values(row)
        .execute(connection)?;
    Ok(())
}

/// Never found under another locality than its own.
pub fn find(
    connection: &mut AnyConnection,
    wave: WaveId,
    locality: i16,
    id: &BatchId,
) -> Result<Option<Batch>, StoreFailure> {
    let row: Option<Row> = batch::table
        .find((wave.0, id.as_str()))
        .filter(batch::locality.eq(locality))
        .first(connection)
        .optional()?;
    row.map(Row::read).transpose()
}

/// Newest first.
pub fn of_locality(
    connection: &mut AnyConnection,
    wave: WaveId,
    locality: i16,
) -> Result<Vec<Batch>, StoreFailure> {
    let rows: Vec<Row> = batch::table
        .filter(batch::wave.eq(wave.0))
        .filter(batch::locality.eq(locality))
        .order((batch::created_at.desc(), batch::id))
        .load(connection)?;
    rows.into_iter().map(Row::read).collect()
}

/// Notes when a batch was revoked; `false` when somebody did so before.
pub fn revoke(
    connection: &mut AnyConnection,
    revoked: &Batch,
    at: NaiveDateTime,
) -> Result<bool, StoreFailure> {
    let unrevoked = batch::table
        .find((revoked.wave.0, revoked.id.as_str()))
        .filter(batch::revoked_at.is_null());
    let changed = diesel::update(unrevoked)
        .set(batch::revoked_at.eq(to_micros(at)))
        .execute(connection)?;
    Ok(changed == 1)
}
