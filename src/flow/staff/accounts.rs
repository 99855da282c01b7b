//! What is done to accounts: inviting, choosing a password, enrolling an authenticator, stopping.

use chrono::NaiveDateTime;
use thiserror::Error;

use crate::flow::staff::by_letter::ByLetter;
use crate::flow::staff::{digest_of_code, passwords, second_factor};
use crate::store::account_codes::{self, Purpose};
use crate::store::accounts::{self, KeptAccount, NewAccount};
use crate::store::{AnyConnection, Store, StoreFailure, audit, sessions};
use crate::survey::access::Role;
use crate::survey::audit::Act;
use crate::survey::letter::LetterKind;
use crate::survey::locality::LocalityKey;
use crate::survey::staff::{
    AccountId, INVITATION_LIFE, PasswordFault, RESET_LIFE, Staff, check_password, is_account_name,
    one_time_code,
};

/// Somebody who is to come in.
#[derive(Clone, Debug)]
pub struct Invited {
    pub name: String,
    pub full_name: String,
    pub email: Option<String>,
    pub role: Role,
    pub localities: Vec<LocalityKey>,
}

#[derive(Debug, Error)]
pub enum AccountFailure {
    #[error("{0:?} cannot be an account's name")]
    BadName(String),
    #[error("an account needs a full name")]
    NoFullName,
    #[error("there is an account {0:?} already")]
    Taken(String),
    #[error("a committee's account needs a locality, the others have none")]
    Localities,
    #[error("{0:?} is not an e-mail address")]
    Email(String),
    /// This role may not invite, change or stop that role.
    #[error("not allowed")]
    NotAllowed,
    /// One's own account cannot be stopped by oneself.
    #[error("this is one's own account")]
    OwnAccount,
    #[error("the code is wrong, used or too old")]
    Code,
    #[error("the password will not do")]
    Password(PasswordFault),
    #[error(transparent)]
    Store(#[from] StoreFailure),
}

pub(super) fn record(
    connection: &mut AnyConnection,
    now: NaiveDateTime,
    actor: Option<AccountId>,
    action: &'static str,
    account: &str,
    detail: String,
) -> Result<(), StoreFailure> {
    audit::append(
        connection,
        &Act {
            at: now,
            actor,
            action,
            subject: account.to_owned(),
            detail,
        },
    )
}

pub(super) fn fresh_code(
    connection: &mut AnyConnection,
    id: AccountId,
    expires_at: NaiveDateTime,
) -> Result<String, StoreFailure> {
    let code = one_time_code(rand::random());
    account_codes::forget(connection, id, Purpose::Password)?;
    let digest = digest_of_code(&code);
    account_codes::keep(connection, id, Purpose::Password, &[digest], expires_at)?;
    Ok(code)
}

/// Makes an account and the one-time code that opens it; `by` is `None` on the command line.
pub fn invite(
    store: &Store,
    by: Option<&Staff>,
    invited: &Invited,
    now: NaiveDateTime,
) -> Result<(AccountId, String), AccountFailure> {
    invite_by(store, by, invited, None, now)
}

/// The same; the code also goes by letter where that is wanted and there is an address.
pub fn invite_by(
    store: &Store,
    by: Option<&Staff>,
    invited: &Invited,
    letter: Option<&ByLetter>,
    now: NaiveDateTime,
) -> Result<(AccountId, String), AccountFailure> {
    if by.is_some_and(|by| !by.role.may_invite(invited.role)) {
        return Err(AccountFailure::NotAllowed);
    }
    if !is_account_name(&invited.name) {
        return Err(AccountFailure::BadName(invited.name.clone()));
    }
    if invited.full_name.trim().is_empty() {
        return Err(AccountFailure::NoFullName);
    }
    if let Some(email) = invited.email.as_deref()
        && !validator::ValidateEmail::validate_email(&email)
    {
        return Err(AccountFailure::Email(email.to_owned()));
    }
    if (invited.role == Role::Committee) == invited.localities.is_empty() {
        return Err(AccountFailure::Localities);
    }
    let made = store.write_blocking(|connection| {
        let new = NewAccount {
            name: &invited.name,
            full_name: invited.full_name.trim(),
            email: invited.email.as_deref(),
            role: invited.role,
            localities: &invited.localities,
        };
        let Some(id) = accounts::create(connection, &new, now)? else {
            return Ok(None);
        };
        let until = now + INVITATION_LIFE;
        let code = fresh_code(connection, id, until)?;
        if let Some(letter) = letter {
            let (kind, email) = (LetterKind::AccountInvitation, invited.email.as_deref());
            letter.write(connection, kind, email, &code, now, until)?;
        }
        let role = invited.role.as_str().to_owned();
        record(
            connection,
            now,
            by.map(|by| by.id),
            "account-invited",
            &invited.name,
            role,
        )?;
        Ok(Some((id, code)))
    })?;
    made.ok_or_else(|| AccountFailure::Taken(invited.name.clone()))
}

/// Another one-time code for an account: handed over on paper, or sent. The password stays until the code is used.
pub fn renew_code(
    store: &Store,
    by: Option<&Staff>,
    account: &KeptAccount,
    now: NaiveDateTime,
) -> Result<String, AccountFailure> {
    renew_code_by(store, by, account, None, now)
}

/// The same; the code also goes by letter where that is wanted and there is an address.
pub fn renew_code_by(
    store: &Store,
    by: Option<&Staff>,
    account: &KeptAccount,
    letter: Option<&ByLetter>,
    now: NaiveDateTime,
) -> Result<String, AccountFailure> {
    if by.is_some_and(|by| !by.role.may_invite(account.staff.role)) {
        return Err(AccountFailure::NotAllowed);
    }
    let (life, kind) = if account.password.is_some() {
        (RESET_LIFE, LetterKind::PasswordReset)
    } else {
        (INVITATION_LIFE, LetterKind::AccountInvitation)
    };
    Ok(store.write_blocking(|connection| {
        let until = now + life;
        let code = fresh_code(connection, account.staff.id, until)?;
        if let Some(letter) = letter {
            let email = account.staff.email.as_deref();
            letter.write(connection, kind, email, &code, now, until)?;
        }
        let name = &account.staff.name;
        record(
            connection,
            now,
            by.map(|by| by.id),
            "account-code-renewed",
            name,
            String::new(),
        )?;
        Ok(code)
    })?)
}

/// Whose password a one-time code may set.
pub fn owner_of(
    store: &Store,
    code: &str,
    now: NaiveDateTime,
) -> Result<Option<KeptAccount>, StoreFailure> {
    store.read_blocking(|connection| {
        let digest = digest_of_code(code);
        let Some(id) = account_codes::owner(connection, Purpose::Password, &digest, now)? else {
            return Ok(None);
        };
        let account = accounts::find(connection, id)?;
        Ok(account.filter(|account| account.staff.active))
    })
}

/// Uses up a one-time code and sets the password; every session of the account ends.
pub fn choose_password(
    store: &Store,
    code: &str,
    password: &str,
    now: NaiveDateTime,
) -> Result<Staff, AccountFailure> {
    let account = owner_of(store, code, now)?.ok_or(AccountFailure::Code)?;
    let staff = account.staff;
    check_password(&staff.name, password).map_err(AccountFailure::Password)?;
    let phc = passwords::hash(password)?;
    let spent = store.write_blocking(|connection| {
        let digest = digest_of_code(code);
        if !account_codes::spend(connection, staff.id, Purpose::Password, &digest, now)? {
            return Ok(false);
        }
        accounts::set_password(connection, staff.id, &phc)?;
        sessions::end_all(connection, staff.id, None)?;
        record(
            connection,
            now,
            Some(staff.id),
            "password-set",
            &staff.name,
            String::new(),
        )?;
        Ok(true)
    })?;
    if spent {
        Ok(staff)
    } else {
        Err(AccountFailure::Code)
    }
}

/// A secret for the authenticator of somebody who has none yet; the same until it is confirmed.
pub fn secret_to_enrol(store: &Store, account: &KeptAccount) -> Result<Vec<u8>, StoreFailure> {
    if let Some(secret) = &account.totp_secret {
        return Ok(secret.clone());
    }
    let secret = second_factor::new_secret();
    store.write_blocking(|connection| {
        accounts::set_totp(connection, account.staff.id, Some(&secret))
    })?;
    Ok(secret)
}

/// New recovery codes, shown once.
pub fn recovery_codes(
    store: &Store,
    staff: &Staff,
    now: NaiveDateTime,
) -> Result<Vec<String>, StoreFailure> {
    store.write_blocking(|connection| {
        let codes = second_factor::new_recovery_codes(connection, staff.id, now)?;
        record(
            connection,
            now,
            Some(staff.id),
            "recovery-codes-made",
            &staff.name,
            String::new(),
        )?;
        Ok(codes)
    })
}

/// What somebody who may invite can do to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Stop,
    Resume,
    /// Forgets the authenticator: the person has lost the phone and the recovery codes.
    ForgetSecondFactor,
    EndSessions,
}

pub fn change(
    store: &Store,
    by: &Staff,
    account: &KeptAccount,
    step: Step,
    now: NaiveDateTime,
) -> Result<(), AccountFailure> {
    let staff = &account.staff;
    if !by.role.may_invite(staff.role) {
        return Err(AccountFailure::NotAllowed);
    }
    if by.id == staff.id {
        return Err(AccountFailure::OwnAccount);
    }
    store.write_blocking(|connection| {
        let action = match step {
            Step::Stop => {
                accounts::set_active(connection, staff.id, false)?;
                account_codes::forget(connection, staff.id, Purpose::Password)?;
                "account-stopped"
            }
            Step::Resume => {
                accounts::set_active(connection, staff.id, true)?;
                "account-resumed"
            }
            Step::ForgetSecondFactor => {
                accounts::set_totp(connection, staff.id, None)?;
                account_codes::forget(connection, staff.id, Purpose::Recovery)?;
                "second-factor-forgotten"
            }
            Step::EndSessions => "sessions-ended",
        };
        if step != Step::Resume {
            sessions::end_all(connection, staff.id, None)?;
        }
        record(
            connection,
            now,
            Some(by.id),
            action,
            &staff.name,
            String::new(),
        )
    })?;
    Ok(())
}

/// Binds a committee's account to other localities; its sessions end, so that no page of the old ones stays open.
pub fn rebind(
    store: &Store,
    by: &Staff,
    account: &KeptAccount,
    localities: &[LocalityKey],
    now: NaiveDateTime,
) -> Result<(), AccountFailure> {
    if !by.role.may_invite(account.staff.role) {
        return Err(AccountFailure::NotAllowed);
    }
    if account.staff.role != Role::Committee || localities.is_empty() {
        return Err(AccountFailure::Localities);
    }
    store.write_blocking(|connection| {
        accounts::bind(connection, account.staff.id, localities)?;
        sessions::end_all(connection, account.staff.id, None)?;
        let codes: Vec<&str> = localities.iter().map(|key| key.code.as_str()).collect();
        let (name, detail) = (&account.staff.name, codes.join(" "));
        record(
            connection,
            now,
            Some(by.id),
            "account-rebound",
            name,
            detail,
        )
    })?;
    Ok(())
}
