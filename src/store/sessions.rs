//! Sessions of the desk: the cookie's digest, never the cookie.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::store::accounts::{self, KeptAccount};
use crate::store::columns::{from_micros, to_micros};
use crate::store::connection::AnyConnection;
use crate::store::failure::StoreFailure;
use crate::store::schema::staff_session;
use crate::survey::staff::{AccountId, SESSION_LIFE, is_session_alive};

#[derive(Queryable)]
struct Row {
    digest: Vec<u8>,
    account: i64,
    csrf: String,
    second_factor: bool,
    made_at: i64,
    seen_at: i64,
}

#[derive(Clone, Debug)]
pub struct Session {
    pub digest: Vec<u8>,
    pub account: AccountId,
    /// What every form of this session carries.
    pub csrf: String,
    /// Whether the second factor was shown, or is not asked of this person.
    pub second_factor: bool,
    pub made_at: NaiveDateTime,
    pub seen_at: NaiveDateTime,
}

fn read(row: Row) -> Result<Session, StoreFailure> {
    Ok(Session {
        digest: row.digest,
        account: AccountId(row.account),
        csrf: row.csrf,
        second_factor: row.second_factor,
        made_at: from_micros(row.made_at)?,
        seen_at: from_micros(row.seen_at)?,
    })
}

/// Keeps a new session, and drops those that are past their life.
pub fn keep(connection: &mut AnyConnection, new: &Session) -> Result<(), StoreFailure> {
    let oldest = to_micros(new.made_at - SESSION_LIFE);
    diesel::delete(staff_session::table.filter(staff_session::made_at.lt(oldest)))
        .execute(connection)?;
    diesel::insert_into(staff_session::table)
        .values((
            staff_session::digest.eq(&new.digest),
            staff_session::account.eq(new.account.0),
            staff_session::csrf.eq(&new.csrf),
            staff_session::second_factor.eq(new.second_factor),
            staff_session::made_at.eq(to_micros(new.made_at)),
            staff_session::seen_at.eq(to_micros(new.seen_at)),
        ))
        .execute(connection)?;
    Ok(())
}

/// A living session of an active account.
pub fn find(
    connection: &mut AnyConnection,
    digest: &[u8],
    now: NaiveDateTime,
) -> Result<Option<(Session, KeptAccount)>, StoreFailure> {
    let row: Option<Row> = staff_session::table
        .find(digest)
        .first(connection)
        .optional()?;
    let Some(session) = row.map(read).transpose()? else {
        return Ok(None);
    };
    if !is_session_alive(session.made_at, session.seen_at, now) {
        return Ok(None);
    }
    let account = accounts::find(connection, session.account)?;
    Ok(account
        .filter(|account| account.staff.active)
        .map(|account| (session, account)))
}

pub fn touch(
    connection: &mut AnyConnection,
    digest: &[u8],
    now: NaiveDateTime,
) -> Result<(), StoreFailure> {
    diesel::update(staff_session::table.find(digest))
        .set(staff_session::seen_at.eq(to_micros(now)))
        .execute(connection)?;
    Ok(())
}

/// Sessions of an account, newest first.
pub fn of_account(
    connection: &mut AnyConnection,
    account: AccountId,
) -> Result<Vec<Session>, StoreFailure> {
    let rows: Vec<Row> = staff_session::table
        .filter(staff_session::account.eq(account.0))
        .order((staff_session::made_at.desc(), staff_session::digest))
        .load(connection)?;
    rows.into_iter().map(read).collect()
}

pub fn end(connection: &mut AnyConnection, digest: &[u8]) -> Result<(), StoreFailure> {
    diesel::delete(staff_session::table.find(digest)).execute(connection)?;
    Ok(())
}

/// Ends every session of an account but, where given, one.
pub fn end_all(
    connection: &mut AnyConnection,
    account: AccountId,
    but: Option<&[u8]>,
) -> Result<(), StoreFailure> {
    let kept = but.unwrap_or_default().to_vec();
    let others = staff_session::table.filter(
        staff_session::account
            .eq(account.0)
            .and(staff_session::digest.ne(kept)),
    );
    diesel::delete(others).execute(connection)?;
    Ok(())
}
