//! Wrong attempts at the door, counted per account and per address under a digest.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::store::columns::{from_micros, to_micros};
use crate::store::connection::{AnyConnection, each_backend};
use crate::store::failure::StoreFailure;
use crate::store::schema::sign_in_failure;
use crate::survey::staff::FORGET_FAILURES;

/// How many, and when the last was.
pub fn of(
    connection: &mut AnyConnection,
    who: &[u8; 32],
    now: NaiveDateTime,
) -> Result<Option<(i32, NaiveDateTime)>, StoreFailure> {
    let row: Option<(i32, i64)> = sign_in_failure::table
        .find(who.to_vec())
        .filter(sign_in_failure::last_at.gt(to_micros(now - FORGET_FAILURES)))
        .select((sign_in_failure::failures, sign_in_failure::last_at))
        .first(connection)
        .optional()?;
    row.map(|(failures, last)| Ok((failures, from_micros(last)?)))
        .transpose()
}

pub fn count(
    connection: &mut AnyConnection,
    who: &[u8; 32],
    now: NaiveDateTime,
) -> Result<(), StoreFailure> {
    let old = to_micros(now - FORGET_FAILURES);
    diesel::delete(sign_in_failure::table.filter(sign_in_failure::last_at.le(old)))
        .execute(connection)?;
    let row = (
        sign_in_failure::who.eq(who.to_vec()),
        sign_in_failure::failures.eq(1),
        sign_in_failure::last_at.eq(to_micros(now)),
    );
    each_backend!(connection, inner => diesel::insert_into(sign_in_failure::table)
        .values(row)
        .on_conflict(sign_in_failure::who)
        .do_update()
        .set((
            sign_in_failure::failures.eq(sign_in_failure::failures + 1),
            sign_in_failure::last_at.eq(to_micros(now)),
        ))
        .execute(inner))?;
    Ok(())
}

pub fn forget(connection: &mut AnyConnection, who: &[u8; 32]) -> Result<(), StoreFailure> {
    diesel::delete(sign_in_failure::table.find(who.to_vec())).execute(connection)?;
    Ok(())
}
