//! One-time codes of accounts: invitations, resets and recovery codes, kept as digests.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::store::columns::{from_micros, to_micros};
use crate::store::connection::AnyConnection;
use crate::store::failure::StoreFailure;
use crate::store::schema::account_code;
use crate::survey::staff::AccountId;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Opens the page where a password is chosen.
    Password,
    /// Stands in for the authenticator once.
    Recovery,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Recovery => "recovery",
        }
    }
}

pub fn keep(
    connection: &mut AnyConnection,
    account: AccountId,
    purpose: Purpose,
    digests: &[[u8; 32]],
    expires_at: NaiveDateTime,
) -> Result<(), StoreFailure> {
    for digest in digests {
        diesel::insert_into(account_code::table)
            .values((
                account_code::digest.eq(digest.to_vec()),
                account_code::account.eq(account.0),
                account_code::purpose.eq(purpose.as_str()),
                account_code::expires_at.eq(to_micros(expires_at)),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// Whose unexpired code this is.
pub fn owner(
    connection: &mut AnyConnection,
    purpose: Purpose,
    digest: &[u8; 32],
    now: NaiveDateTime,
) -> Result<Option<AccountId>, StoreFailure> {
    let found: Option<i64> = account_code::table
        .find(digest.to_vec())
        .filter(
            account_code::purpose
                .eq(purpose.as_str())
                .and(account_code::expires_at.gt(to_micros(now))),
        )
        .select(account_code::account)
        .first(connection)
        .optional()?;
    Ok(found.map(AccountId))
}

/// When the last code of this kind ends, used codes apart.
pub fn expiry(
    connection: &mut AnyConnection,
    account: AccountId,
    purpose: Purpose,
) -> Result<Option<NaiveDateTime>, StoreFailure> {
    let last: Option<i64> = account_code::table
        .filter(
            account_code::account
                .eq(account.0)
                .and(account_code::purpose.eq(purpose.as_str())),
        )
        .select(diesel::dsl::max(account_code::expires_at))
        .first(connection)?;
    last.map(from_micros).transpose()
}

/// Uses up a code of this account; `false` when there is none.
pub fn spend(
    connection: &mut AnyConnection,
    account: AccountId,
    purpose: Purpose,
    digest: &[u8; 32],
    now: NaiveDateTime,
) -> Result<bool, StoreFailure> {
    let usable = account_code::table.filter(
        account_code::digest
            .eq(digest.to_vec())
            .and(account_code::account.eq(account.0))
            .and(account_code::purpose.eq(purpose.as_str()))
            .and(account_code::expires_at.gt(to_micros(now))),
    );
    Ok(diesel::delete(usable).execute(connection)? == 1)
}

/// Makes all codes of this kind useless.
pub fn forget(
    connection: &mut AnyConnection,
    account: AccountId,
    purpose: Purpose,
) -> Result<(), StoreFailure> {
    let all = account_code::table.filter(
        account_code::account
            .eq(account.0)
            .and(account_code::purpose.eq(purpose.as_str())),
    );
    diesel::delete(all).execute(connection)?;
    Ok(())
}
