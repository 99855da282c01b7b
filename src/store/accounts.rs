//! Accounts of the people at the desk, and the localities that they are bound to.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::store::columns::{to_key, to_micros};
use crate::store::connection::AnyConnection;
use crate::store::failure::StoreFailure;
use crate::store::schema::{account, account_locality};
use crate::survey::access::Role;
use crate::survey::locality::LocalityKey;
use crate::survey::staff::{AccountId, Staff};

#[derive(Queryable)]
struct Row {
    id: i64,
    name: String,
    full_name: String,
    email: Option<String>,
    role: String,
    password: Option<String>,
    totp_secret: Option<Vec<u8>>,
    totp_confirmed: bool,
    totp_last_step: i64,
    active: bool,
    _created_at: i64,
}

/// An account with what only the door needs to know.
#[derive(Clone, Debug)]
pub struct KeptAccount {
    pub staff: Staff,
    /// In PHC form; `None` until the person has chosen one.
    pub password: Option<String>,
    pub totp_secret: Option<Vec<u8>>,
    /// Whether the person has shown that the authenticator holds the secret.
    pub totp_confirmed: bool,
    /// The last time step that was used: a code opens once.
    pub totp_last_step: i64,
}

pub struct NewAccount<'a> {
    pub name: &'a str,
    pub full_name: &'a str,
    pub email: Option<&'a str>,
    pub role: Role,
    pub localities: &'a [LocalityKey],
}

/// Keeps a new account without a password; `None` when the name is taken.
pub fn create(
    connection: &mut AnyConnection,
    new: &NewAccount<'_>,
    now: NaiveDateTime,
) -> Result<Option<AccountId>, StoreFailure> {
    let taken: i64 = account::table
        .filter(account::name.eq(new.name))
        .count()
        .get_result(connection)?;
    if taken > 0 {
        return Ok(None);
    }
    let id: i64 = diesel::insert_into(account::table)
        .values((
            account::name.eq(new.name),
            account::full_name.eq(new.full_name),
            account::email.eq(new.email),
            account::role.eq(new.role.as_str()),
            account::totp_confirmed.eq(false),
            account::totp_last_step.eq(0_i64),
            account::active.eq(true),
            account::created_at.eq(to_micros(now)),
        ))
        .returning(account::id)
        .get_result(connection)?;
    bind(connection, AccountId(id), new.localities)?;
    Ok(Some(AccountId(id)))
}

/// Binds an account to these localities and no others.
pub fn bind(
    connection: &mut AnyConnection,
    id: AccountId,
    localities: &[LocalityKey],
) -> Result<(), StoreFailure> {
    diesel::delete(account_locality::table.filter(account_locality::account.eq(id.0)))
        .execute(connection)?;
    for key in localities {
        diesel::insert_into(account_locality::table)
            .values((
                account_locality::account.eq(id.0),
                account_locality::code.eq(&key.code),
                account_locality::valid_from.eq(key.valid_from.to_string()),
            ))
            .execute(connection)?;
    }
    Ok(())
}

fn with_localities(connection: &mut AnyConnection, row: Row) -> Result<KeptAccount, StoreFailure> {
    let keys: Vec<(String, String)> = account_locality::table
        .filter(account_locality::account.eq(row.id))
        .order((account_locality::code, account_locality::valid_from))
        .select((account_locality::code, account_locality::valid_from))
        .load(connection)?;
    let localities: Result<Vec<_>, _> = keys
        .into_iter()
        .map(|(code, from)| to_key(code, &from))
        .collect();
    Ok(KeptAccount {
        staff: Staff {
            id: AccountId(row.id),
            name: row.name,
            full_name: row.full_name,
            email: row.email,
            role: Role::parse(&row.role).ok_or(StoreFailure::Unreadable("role"))?,
            localities: localities?,
            active: row.active,
        },
        password: row.password,
        totp_secret: row.totp_secret,
        totp_confirmed: row.totp_confirmed,
        totp_last_step: row.totp_last_step,
    })
}

/// All accounts, by name.
pub fn all(connection: &mut AnyConnection) -> Result<Vec<KeptAccount>, StoreFailure> {
    let rows: Vec<Row> = account::table.order(account::name).load(connection)?;
    rows.into_iter()
        .map(|row| with_localities(connection, row))
        .collect()
}

pub fn find(
    connection: &mut AnyConnection,
    id: AccountId,
) -> Result<Option<KeptAccount>, StoreFailure> {
    let row: Option<Row> = account::table.find(id.0).first(connection).optional()?;
    row.map(|row| with_localities(connection, row)).transpose()
}

pub fn by_name(
    connection: &mut AnyConnection,
    name: &str,
) -> Result<Option<KeptAccount>, StoreFailure> {
    let row: Option<Row> = account::table
        .filter(account::name.eq(name))
        .first(connection)
        .optional()?;
    row.map(|row| with_localities(connection, row)).transpose()
}

pub fn set_password(
    connection: &mut AnyConnection,
    id: AccountId,
    phc: &str,
) -> Result<(), StoreFailure> {
    diesel::update(account::table.find(id.0))
        .set(account::password.eq(phc))
        .execute(connection)?;
    Ok(())
}

/// A new secret of the authenticator, or none; it counts once it is confirmed.
pub fn set_totp(
    connection: &mut AnyConnection,
    id: AccountId,
    secret: Option<&[u8]>,
) -> Result<(), StoreFailure> {
    diesel::update(account::table.find(id.0))
        .set((
            account::totp_secret.eq(secret.map(<[u8]>::to_vec)),
            account::totp_confirmed.eq(false),
            account::totp_last_step.eq(0_i64),
        ))
        .execute(connection)?;
    Ok(())
}

/// Uses up a time step; `false` when it, or a later one, was used before.
pub fn use_totp_step(
    connection: &mut AnyConnection,
    id: AccountId,
    step: i64,
) -> Result<bool, StoreFailure> {
    let unused = account::table.filter(account::id.eq(id.0).and(account::totp_last_step.lt(step)));
    let used = diesel::update(unused)
        .set((
            account::totp_last_step.eq(step),
            account::totp_confirmed.eq(true),
        ))
        .execute(connection)?;
    Ok(used == 1)
}

pub fn set_active(
    connection: &mut AnyConnection,
    id: AccountId,
    active: bool,
) -> Result<(), StoreFailure> {
    diesel::update(account::table.find(id.0))
        .set(account::active.eq(active))
        .execute(connection)?;
    Ok(())
}
