//! Links: keyed hashes of codes, never the codes.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::store::columns::{from_kind, from_micros, to_bytes16, to_kind, to_micros};
use crate::store::connection::{AnyConnection, each_backend};
use crate::store::failure::StoreFailure;
use crate::store::schema::{link, spent};
use crate::survey::link::{Link, Token};
use crate::survey::wave::WaveId;

/// Rows of one statement: SQLite takes 32,766 parameters at most.
const BATCH: usize = 1_000;

pub fn keep(connection: &mut AnyConnection, links: &[Link]) -> Result<(), StoreFailure> {
    for part in links.chunks(BATCH) {
        let rows: Vec<_> = part
            .iter()
            .map(|new| {
                (
                    link::wave.eq(new.wave.0),
                    link::token.eq(new.token.0.to_vec()),
                    link::kind.eq(from_kind(new.kind)),
                    link::locality.eq(new.locality),
                    link::residential_group.eq(new.group.clone()),
                    link::expires_at.eq(new.expires_at.map(to_micros)),
                )
            })
            .collect();
        each_backend!(connection, inner => diesel::insert_into(link::table).values(rows).execute(inner))?;
    }
    Ok(())
}

/// Whether any way into this wave has been made.
pub fn are_out(connection: &mut AnyConnection, wave: WaveId) -> Result<bool, StoreFailure> {
    let first: Option<i16> = link::table
        .filter(link::wave.eq(wave.0))
        .select(link::locality)
        .first(connection)
        .optional()?;
    Ok(first.is_some())
}

pub fn find(
    connection: &mut AnyConnection,
    wave: WaveId,
    token: Token,
) -> Result<Option<Link>, StoreFailure> {
    let row: Option<(i16, i16, Option<String>, Option<i64>)> = link::table
        .find((wave.0, token.0.to_vec()))
        .select((
            link::kind,
            link::locality,
            link::residential_group,
            link::expires_at,
        ))
        .first(connection)
        .optional()?;
    row.map(|(kind, locality, group, expires_at)| {
        let expires_at = expires_at.map(from_micros).transpose()?;
        Ok(Link {
            wave,
            token,
            kind: to_kind(kind)?,
            locality,
            group,
            expires_at,
        })
    })
    .transpose()
}

/// Whether one of these tokens is a link's already.
pub fn any_known(
    connection: &mut AnyConnection,
    wave: WaveId,
    tokens: &[Token],
) -> Result<bool, StoreFailure> {
    for part in tokens.chunks(BATCH) {
        let part = part.iter().map(|token| token.0.to_vec());
        let known = link::table
            .filter(link::wave.eq(wave.0).and(link::token.eq_any(part)))
            .count();
        if known.get_result::<i64>(connection)? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// These links take no answers from `at` on; those that ended before stay as they were.
pub fn end(
    connection: &mut AnyConnection,
    wave: WaveId,
    tokens: &[Token],
    at: NaiveDateTime,
) -> Result<(), StoreFailure> {
    let at = to_micros(at);
    for part in tokens.chunks(BATCH) {
        let part = part.iter().map(|token| token.0.to_vec());
        let later = link::expires_at.is_null().or(link::expires_at.gt(at));
        let still_good = link::table
            .filter(link::wave.eq(wave.0).and(link::token.eq_any(part)))
            .filter(later);
        diesel::update(still_good)
            .set(link::expires_at.eq(at))
            .execute(connection)?;
    }
    Ok(())
}

/// Which of these spent tokens there are.
pub fn spent_among(
    connection: &mut AnyConnection,
    wave: WaveId,
    tokens: &[Token],
) -> Result<BTreeSet<Token>, StoreFailure> {
    let mut found = BTreeSet::new();
    for part in tokens.chunks(BATCH) {
        let part = part.iter().map(|token| token.0.to_vec());
        let rows: Vec<Vec<u8>> = spent::table
            .filter(spent::wave.eq(wave.0).and(spent::token.eq_any(part)))
            .select(spent::token)
            .load(connection)?;
        for row in rows {
            found.insert(Token(to_bytes16(&row)?));
        }
    }
    Ok(found)
}

pub fn is_spent(
    connection: &mut AnyConnection,
    wave: WaveId,
    token: Token,
) -> Result<bool, StoreFailure> {
    let known = spent::table.find((wave.0, token.0.to_vec())).count();
    Ok(known.get_result::<i64>(connection)? > 0)
}

/// Spends a token; `false` when it was spent before.
pub fn spend(
    connection: &mut AnyConnection,
    wave: WaveId,
    token: Token,
) -> Result<bool, StoreFailure> {
    let row = (spent::wave.eq(wave.0), spent::token.eq(token.0.to_vec()));
    let fresh = each_backend!(connection, inner => diesel::insert_into(spent::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    Ok(fresh == 1)
}
