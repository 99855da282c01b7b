//! The second factor: codes of an authenticator (RFC 6238), each good once, and recovery codes.

use chrono::{Duration, NaiveDateTime};
use totp_rs::{Builder, Totp};

use crate::flow::staff::{digest_of, digest_of_code};
use crate::store::account_codes::{self, Purpose};
use crate::store::accounts::{self, KeptAccount};
use crate::store::{AnyConnection, StoreFailure};
use crate::survey::staff::{AccountId, one_time_code, plain_code};

/// Recovery codes given out at once.
pub const RECOVERY_CODES: usize = 8;

/// Bytes of a secret: 160 bits, as RFC 4226 recommends.
const SECRET: usize = 20;

fn totp(secret: &[u8], account: &str, issuer: &str) -> Option<Totp> {
    Builder::new()
        .with_secret(secret.to_vec())
        .with_account_name(account)
        .with_issuer(Some(issuer))
        .build()
        .ok()
}

pub fn new_secret() -> Vec<u8> {
    rand::random::<[u8; SECRET]>().to_vec()
}

/// What the authenticator scans, and the same secret for typing.
pub struct Enrolment {
    pub address: String,
    pub typed: String,
}

pub fn enrolment(secret: &[u8], account: &str, issuer: &str) -> Option<Enrolment> {
    let totp = totp(secret, account, issuer)?;
    Some(Enrolment {
        address: totp.to_url().ok()?,
        typed: totp.secret().to_base32(),
    })
}

/// Checks a code of the authenticator or, once it was enrolled, a recovery code, and uses it up.
pub fn check(
    connection: &mut AnyConnection,
    account: &KeptAccount,
    typed: &str,
    now: NaiveDateTime,
) -> Result<bool, StoreFailure> {
    let id = account.staff.id;
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.len() == 6 && plain_code(typed) == digits {
        let seconds = u64::try_from(now.and_utc().timestamp()).unwrap_or_default();
        let totp = account
            .totp_secret
            .as_deref()
            .and_then(|secret| totp(secret, &account.staff.name, "hailong"));
        let step = totp.and_then(|totp| totp.check(&digits, seconds));
        return match step.and_then(|step| i64::try_from(step).ok()) {
            Some(step) => accounts::use_totp_step(connection, id, step),
            None => Ok(false),
        };
    }
    if !account.totp_confirmed {
        return Ok(false);
    }
    let digest = digest_of_code(typed);
    account_codes::spend(connection, id, Purpose::Recovery, &digest, now)
}

/// New recovery codes; those given out before are useless from now on.
pub fn new_recovery_codes(
    connection: &mut AnyConnection,
    account: AccountId,
    now: NaiveDateTime,
) -> Result<Vec<String>, StoreFailure> {
    account_codes::forget(connection, account, Purpose::Recovery)?;
    let codes: Vec<String> = (0..RECOVERY_CODES)
        .map(|_| one_time_code(rand::random()))
        .collect();
    let digests: Vec<[u8; 32]> = codes
        .iter()
        .map(|code| digest_of(&plain_code(code)))
        .collect();
    let never = now + Duration::days(3_650);
    account_codes::keep(connection, account, Purpose::Recovery, &digests, never)?;
    Ok(codes)
}
