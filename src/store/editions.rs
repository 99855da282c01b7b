//! Published editions; their files lie in the data folder.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use crate::store::columns::{from_micros, to_date, to_micros};
use crate::store::connection::AnyConnection;
use crate::store::failure::StoreFailure;
use crate::store::schema::edition;
use crate::survey::wave::WaveId;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptEdition {
    /// In addresses: wave code and number, such as `tam-ky-2024-1`.
    pub id: String,
    pub wave: WaveId,
    pub number: i32,
    /// SHA-256 of the manifest: what every party has signed.
    pub digest: String,
    /// Civil date in Viet Nam.
    pub published_on: NaiveDate,
    /// UTC: an embargo may lie between the last signature and this.
    pub visible_from: NaiveDateTime,
}

pub fn keep(connection: &mut AnyConnection, new: &KeptEdition) -> Result<(), StoreFailure> {
    let row = (
        edition::id.eq(&new.id),
        edition::wave.eq(new.wave.0),
        edition::number.eq(new.number),
        edition::digest.eq(&new.digest),
        edition::published_on.eq(new.published_on.to_string()),
        edition::visible_from.eq(to_micros(new.visible_from)),
    );
    diesel::insert_into(edition::table)
        .values(row)
        .execute(connection)?;
    Ok(())
}

/// Those that may be seen at `now`, newest first.
pub fn visible(
    connection: &mut AnyConnection,
    now: NaiveDateTime,
) -> Result<Vec<KeptEdition>, StoreFailure> {
    let mut all = all(connection)?;
    all.retain(|edition| edition.visible_from <= now);
    Ok(all)
}

/// Also those under embargo; newest first.
pub fn all(connection: &mut AnyConnection) -> Result<Vec<KeptEdition>, StoreFailure> {
    let rows: Vec<(String, i32, i32, String, String, i64)> = edition::table
        .order((edition::published_on.desc(), edition::id.desc()))
        .load(connection)?;
    rows.into_iter()
        .map(|(id, wave, number, digest, published_on, visible_from)| {
            Ok(KeptEdition {
                id,
                wave: WaveId(wave),
                number,
                digest,
                published_on: to_date(&published_on)?,
                visible_from: from_micros(visible_from)?,
            })
        })
        .collect()
}
