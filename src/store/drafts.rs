//! Answers that are not sent yet, encrypted under a secret that the server does not keep.

use diesel::prelude::*;

use crate::store::connection::AnyConnection;
use crate::store::failure::StoreFailure;
use crate::store::schema::draft;
use crate::survey::link::Token;
use crate::survey::wave::WaveId;

pub fn keep(
    connection: &mut AnyConnection,
    wave: WaveId,
    token: Token,
    ciphertext: &[u8],
) -> Result<(), StoreFailure> {
    let known = draft::table.find((wave.0, token.0.to_vec()));
    let changed = diesel::update(known)
        .set(draft::ciphertext.eq(ciphertext))
        .execute(connection)?;
    if changed == 0 {
        let row = (
            draft::wave.eq(wave.0),
            draft::token.eq(token.0.to_vec()),
            draft::ciphertext.eq(ciphertext),
        );
        diesel::insert_into(draft::table)
            .values(row)
            .execute(connection)?;
    }
    Ok(())
}

pub fn find(
    connection: &mut AnyConnection,
    wave: WaveId,
    token: Token,
) -> Result<Option<Vec<u8>>, StoreFailure> {
    let known = draft::table
        .find((wave.0, token.0.to_vec()))
        .select(draft::ciphertext);
    Ok(known.first(connection).optional()?)
}

pub fn end(connection: &mut AnyConnection, wave: WaveId, token: Token) -> Result<(), StoreFailure> {
    diesel::delete(draft::table.find((wave.0, token.0.to_vec()))).execute(connection)?;
    Ok(())
}
