//! Editions that are not published yet: one a wave.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::store::columns::{from_micros, to_micros};
use crate::store::connection::AnyConnection;
use crate::store::failure::StoreFailure;
use crate::store::schema::edition_draft;
use crate::survey::wave::WaveId;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDraft {
    pub wave: WaveId,
    /// The id that the edition will have.
    pub id: String,
    pub number: i32,
    /// SHA-256 of the manifest: what is signed.
    pub digest: String,
    /// Not to be seen before this moment, UTC.
    pub embargo: Option<NaiveDateTime>,
    /// Why a party has refused to sign it.
    pub refused: Option<String>,
}

/// Keeps a draft in the place of an earlier one.
pub fn keep(connection: &mut AnyConnection, new: &KeptDraft) -> Result<(), StoreFailure> {
    forget(connection, new.wave)?;
    diesel::insert_into(edition_draft::table)
        .values((
            edition_draft::wave.eq(new.wave.0),
            edition_draft::id.eq(&new.id),
            edition_draft::number.eq(new.number),
            edition_draft::digest.eq(&new.digest),
            edition_draft::embargo.eq(new.embargo.map(to_micros)),
            edition_draft::refused.eq(&new.refused),
        ))
        .execute(connection)?;
    Ok(())
}

pub fn of_wave(
    connection: &mut AnyConnection,
    wave: WaveId,
) -> Result<Option<KeptDraft>, StoreFailure> {
    type Row = (i32, String, i32, String, Option<i64>, Option<String>);
    let row: Option<Row> = edition_draft::table
        .find(wave.0)
        .first(connection)
        .optional()?;
    row.map(|(wave, id, number, digest, embargo, refused)| {
        Ok(KeptDraft {
            wave: WaveId(wave),
            id,
            number,
            digest,
            embargo: embargo.map(from_micros).transpose()?,
            refused,
        })
    })
    .transpose()
}

pub fn refuse(
    connection: &mut AnyConnection,
    wave: WaveId,
    reason: &str,
) -> Result<(), StoreFailure> {
    diesel::update(edition_draft::table.find(wave.0))
        .set(edition_draft::refused.eq(reason))
        .execute(connection)?;
    Ok(())
}

pub fn forget(connection: &mut AnyConnection, wave: WaveId) -> Result<(), StoreFailure> {
    diesel::delete(edition_draft::table.find(wave.0)).execute(connection)?;
    Ok(())
}
