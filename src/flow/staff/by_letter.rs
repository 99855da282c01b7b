//! One-time codes that go by letter, written in the transaction that makes them. The code stands behind `#` in the
//! letter's link, which no server and no log sees.

use chrono::{Duration, NaiveDateTime};

use crate::flow::staff::accounts::{fresh_code, record};
use crate::store::account_codes::{self, Purpose};
use crate::store::outbox::{self, Letter};
use crate::store::{AnyConnection, Store, StoreFailure, accounts};
use crate::survey::email::EmailAddress;
use crate::survey::letter::LetterKind;
use crate::survey::staff::RESET_LIFE;

/// Nobody fills another's mailbox: between two letters that were asked for at the door.
const APART: Duration = Duration::minutes(5);

/// How letters of accounts are written.
#[derive(Clone, Debug)]
pub struct ByLetter {
    /// How people reach the site.
    pub base_url: String,
    /// `vi` or `en`.
    pub language: &'static str,
}

impl ByLetter {
    /// Nothing, where the account has no address that can be written to.
    pub fn write(
        &self,
        connection: &mut AnyConnection,
        kind: LetterKind,
        email: Option<&str>,
        code: &str,
        now: NaiveDateTime,
        until: NaiveDateTime,
    ) -> Result<(), StoreFailure> {
        let Some(recipient) = email.and_then(EmailAddress::read) else {
            return Ok(());
        };
        let link = format!("{}/desk/code#{code}", self.base_url);
        let letter = Letter::of_account(kind, recipient, self.language, link, now, until);
        outbox::keep(connection, &letter)?;
        Ok(())
    }
}

/// Somebody at the door has forgotten the password of this account. Whether there is one is not told.
pub fn ask_reset(
    store: &Store,
    name: &str,
    by_letter: &ByLetter,
    now: NaiveDateTime,
) -> Result<(), StoreFailure> {
    store.write_blocking(|connection| {
        let found = accounts::by_name(connection, name)?;
        let Some(account) = found.filter(|account| account.staff.active) else {
            return Ok(());
        };
        let staff = account.staff;
        let until = now + RESET_LIFE;
        let last = account_codes::expiry(connection, staff.id, Purpose::Password)?;
        let just_asked = last.is_some_and(|last| last <= until && last > until - APART);
        if staff.email.is_none() || just_asked {
            return Ok(());
        }
        let code = fresh_code(connection, staff.id, until)?;
        let email = staff.email.as_deref();
        by_letter.write(
            connection,
            LetterKind::PasswordReset,
            email,
            &code,
            now,
            until,
        )?;
        record(
            connection,
            now,
            None,
            "reset-asked",
            &staff.name,
            String::new(),
        )
    })
}
