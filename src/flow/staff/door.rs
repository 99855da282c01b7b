//! The door: a name and a password, then the second factor, then a session.

use chrono::{Duration, NaiveDateTime};

use crate::flow::staff::{digest_of, passwords, random_secret, second_factor};
use crate::store::accounts::{self, KeptAccount};
use crate::store::sessions::{self, Session};
use crate::store::{AnyConnection, Store, StoreFailure, audit, sign_in_failures};
use crate::survey::audit::Act;
use crate::survey::staff::{FREE_FOR_ACCOUNT, FREE_FOR_ADDRESS, wait_after};

/// What somebody types at the door.
pub struct Attempt<'a> {
    pub name: &'a str,
    pub password: &'a str,
    /// Where the request came from.
    pub address: &'a str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Holds the cookie's secret.
    Welcome(String),
    /// Wrong name or wrong password: nobody is told which.
    Wrong,
    /// Too many wrong attempts.
    Wait(Duration),
}

fn counters(name: &str, address: &str) -> [([u8; 32], i32); 2] {
    [
        (digest_of(&format!("account {name}")), FREE_FOR_ACCOUNT),
        (digest_of(&format!("address {address}")), FREE_FOR_ADDRESS),
    ]
}

fn still_waiting(
    connection: &mut AnyConnection,
    counters: &[([u8; 32], i32)],
    now: NaiveDateTime,
) -> Result<Duration, StoreFailure> {
    let mut longest = Duration::zero();
    for (who, free) in counters {
        if let Some((failures, last)) = sign_in_failures::of(connection, who, now)? {
            longest = longest.max(last + wait_after(failures, *free) - now);
        }
    }
    Ok(longest)
}

fn act(now: NaiveDateTime, account: Option<&KeptAccount>, action: &'static str) -> Act {
    Act {
        at: now,
        actor: account.map(|account| account.staff.id),
        action,
        subject: account
            .map(|account| account.staff.name.clone())
            .unwrap_or_default(),
        detail: String::new(),
    }
}

/// Tries to come in. Blocks for as long as argon2 takes.
pub fn sign_in(
    store: &Store,
    attempt: &Attempt<'_>,
    now: NaiveDateTime,
) -> Result<Answer, StoreFailure> {
    let name = attempt.name.trim().to_lowercase();
    let counters = counters(&name, attempt.address);
    let (waiting, account) = store.read_blocking(|connection| {
        Ok((
            still_waiting(connection, &counters, now)?,
            accounts::by_name(connection, &name)?,
        ))
    })?;
    if waiting > Duration::zero() {
        return Ok(Answer::Wait(waiting));
    }
    let account = account.filter(|account| account.staff.active);
    let kept = account
        .as_ref()
        .and_then(|account| account.password.as_deref());
    let right = passwords::matches(kept, attempt.password);
    store.write_blocking(|connection| {
        let Some(account) = account.filter(|_| right) else {
            for (who, _) in &counters {
                sign_in_failures::count(connection, who, now)?;
            }
            audit::append(connection, &act(now, None, "sign-in-refused"))?;
            return Ok(Answer::Wrong);
        };
        let whole = !account.staff.role.needs_second_factor() && !account.totp_confirmed;
        let secret = begin(connection, &account, whole, now)?;
        // With a second factor the account's counter is cleared only when that was right as well.
        if whole {
            sign_in_failures::forget(connection, &counters[0].0)?;
        }
        audit::append(connection, &act(now, Some(&account), "signed-in"))?;
        Ok(Answer::Welcome(secret))
    })
}

/// A new session; returns the cookie's secret.
fn begin(
    connection: &mut AnyConnection,
    account: &KeptAccount,
    second_factor: bool,
    now: NaiveDateTime,
) -> Result<String, StoreFailure> {
    let secret = format!("{}{}", random_secret(), random_secret());
    let session = Session {
        digest: digest_of(&secret).to_vec(),
        account: account.staff.id,
        csrf: random_secret(),
        second_factor,
        made_at: now,
        seen_at: now,
    };
    sessions::keep(connection, &session)?;
    Ok(secret)
}

/// Shows the second factor. A session that has shown it is a new one: the cookie from before it is worth nothing.
pub fn show_second_factor(
    store: &Store,
    session: &Session,
    typed: &str,
    now: NaiveDateTime,
) -> Result<Answer, StoreFailure> {
    store.write_blocking(|connection| {
        let account =
            accounts::find(connection, session.account)?.ok_or(StoreFailure::Missing("account"))?;
        let counters = [(
            digest_of(&format!("account {}", account.staff.name)),
            FREE_FOR_ACCOUNT,
        )];
        let waiting = still_waiting(connection, &counters, now)?;
        if waiting > Duration::zero() {
            return Ok(Answer::Wait(waiting));
        }
        if !second_factor::check(connection, &account, typed, now)? {
            sign_in_failures::count(connection, &counters[0].0, now)?;
            audit::append(
                connection,
                &act(now, Some(&account), "second-factor-refused"),
            )?;
            return Ok(Answer::Wrong);
        }
        sign_in_failures::forget(connection, &counters[0].0)?;
        sessions::end(connection, &session.digest)?;
        audit::append(connection, &act(now, Some(&account), "second-factor-shown"))?;
        Ok(Answer::Welcome(begin(connection, &account, true, now)?))
    })
}

/// Lets a session of a demonstration in without a second factor.
pub fn skip_second_factor(
    store: &Store,
    session: &Session,
    now: NaiveDateTime,
) -> Result<String, StoreFailure> {
    store.write_blocking(|connection| {
        let account =
            accounts::find(connection, session.account)?.ok_or(StoreFailure::Missing("account"))?;
        sessions::end(connection, &session.digest)?;
        audit::append(
            connection,
            &act(now, Some(&account), "second-factor-skipped"),
        )?;
        begin(connection, &account, true, now)
    })
}

pub fn sign_out(
    store: &Store,
    session: &Session,
    name: &str,
    now: NaiveDateTime,
) -> Result<(), StoreFailure> {
    store.write_blocking(|connection| {
        sessions::end(connection, &session.digest)?;
        audit::append(
            connection,
            &Act {
                at: now,
                actor: Some(session.account),
                action: "signed-out",
                subject: name.to_owned(),
                detail: String::new(),
            },
        )
    })
}
