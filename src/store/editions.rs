//! Published editions; their files lie in the data folder.

use diesel::prelude::*;

use crate::store::columns::to_date;
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
    /// SHA-256 of `figures.json`.
    pub digest: String,
    /// Civil date in Viet Nam.
    pub published_on: chrono::NaiveDate,
}

pub fn keep(connection: &mut AnyConnection, new: &KeptEdition) -> Result<(), StoreFailure> {
    let row = (
        edition::id.eq(&new.id),
        edition::wave.eq(new.wave.0),
        edition::number.eq(new.number),
        edition::digest.eq(&new.digest),
        edition::published_on.eq(new.published_on.to_string()),
    );
    diesel::insert_into(edition::table)
        .values(row)
        .execute(connection)?;
    Ok(())
}

/// Newest first.
pub fn all(connection: &mut AnyConnection) -> Result<Vec<KeptEdition>, StoreFailure> {
    let rows: Vec<(String, i32, i32, String, String)> = edition::table
        .order((edition::published_on.desc(), edition::id.desc()))
        .load(connection)?;
    rows.into_iter()
        .map(|(id, wave, number, digest, published_on)| {
            Ok(KeptEdition {
                id,
                wave: WaveId(wave),
                number,
                digest,
                published_on: to_date(&published_on)?,
            })
        })
        .collect()
}
