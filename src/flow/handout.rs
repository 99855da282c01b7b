//! Handing out links: batches are made, their codes derived again, revoked and renewed. Nothing here looks at answers.

use std::collections::HashSet;

use chrono::NaiveDateTime;
use thiserror::Error;

use crate::flow::secrets;
use crate::store::waves::KeptWave;
use crate::store::{AnyConnection, Store, StoreFailure, audit, batches, links, localities};
use crate::survey::audit::Act;
use crate::survey::batch::{BadSize, Batch, BatchId, BatchState, Purpose, check_size};
use crate::survey::link::{Code, Link, Token};

/// Which links are wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub purpose: Purpose,
    /// Place in the wave's localities.
    pub locality: i16,
    pub group: Option<String>,
    pub size: u32,
    /// UTC.
    pub expires_at: Option<NaiveDateTime>,
    /// Account; `None` from the command line.
    pub by: Option<i64>,
}

#[derive(Debug, Error)]
pub enum HandoutFailure {
    #[error(transparent)]
    Size(#[from] BadSize),
    #[error("the locality has no residential group {0:?}")]
    UnknownGroup(String),
    /// Its key is gone, and with it every code.
    #[error("the wave was closed")]
    WaveClosed,
    #[error("the batch was revoked")]
    Revoked,
    #[error(transparent)]
    Store(#[from] StoreFailure),
}

fn key(kept: &KeptWave) -> Result<&[u8], HandoutFailure> {
    kept.code_key.as_deref().ok_or(HandoutFailure::WaveClosed)
}

fn derived(key: &[u8], batch: &Batch) -> Vec<Code> {
    (0..batch.size)
        .map(|number| secrets::batch_code(key, batch.wave, &batch.salt, number))
        .collect()
}

fn tokens(key: &[u8], batch: &Batch) -> Vec<Token> {
    derived(key, batch)
        .iter()
        .map(|code| secrets::link_token(key, code))
        .collect()
}

/// A new batch and its links, inside the caller's transaction.
pub fn make(
    connection: &mut AnyConnection,
    kept: &KeptWave,
    wanted: &Wanted,
    now: NaiveDateTime,
) -> Result<Batch, HandoutFailure> {
    let key = key(kept)?;
    check_size(wanted.size)?;
    check_place(connection, kept, wanted)?;
    let mut batch = Batch {
        wave: kept.wave.id,
        id: BatchId::new(*uuid::Uuid::new_v4().as_bytes()),
        purpose: wanted.purpose,
        locality: wanted.locality,
        group: wanted.group.clone(),
        size: wanted.size,
        salt: rand::random(),
        created_at: now,
        created_by: wanted.by,
        expires_at: wanted.expires_at,
        revoked_at: None,
    };
    // A code that is somebody else's already: another salt gives other codes.
    let tokens = loop {
        let tokens = tokens(key, &batch);
        let different: HashSet<&Token> = tokens.iter().collect();
        if different.len() == tokens.len() && !links::any_known(connection, batch.wave, &tokens)? {
            break tokens;
        }
        batch.salt = rand::random();
    };
    let link = |token| Link {
        wave: batch.wave,
        token,
        kind: batch.purpose.kind(),
        locality: batch.locality,
        group: batch.group.clone(),
        expires_at: batch.expires_at,
    };
    let rows: Vec<Link> = tokens.into_iter().map(link).collect();
    batches::keep(connection, &batch)?;
    links::keep(connection, &rows)?;
    Ok(batch)
}

fn check_place(
    connection: &mut AnyConnection,
    kept: &KeptWave,
    wanted: &Wanted,
) -> Result<(), HandoutFailure> {
    let place = usize::try_from(wanted.locality).ok();
    let locality = place
        .and_then(|at| kept.wave.localities.get(at))
        .ok_or(StoreFailure::Missing("locality"))?;
    let Some(group) = &wanted.group else {
        return Ok(());
    };
    let known = localities::groups(connection, locality)?;
    if known.iter().any(|one| one.code == *group) {
        Ok(())
    } else {
        Err(HandoutFailure::UnknownGroup(group.clone()))
    }
}

/// The codes of a batch in the order of their numbers, the same every time.
pub fn codes(kept: &KeptWave, batch: &Batch) -> Result<Vec<Code>, HandoutFailure> {
    match batch.revoked_at {
        Some(_) => Err(HandoutFailure::Revoked),
        None => Ok(derived(key(kept)?, batch)),
    }
}

/// None of its links takes an answer any more; answers that came through them stay.
pub fn revoke(
    connection: &mut AnyConnection,
    kept: &KeptWave,
    batch: &Batch,
    now: NaiveDateTime,
) -> Result<(), HandoutFailure> {
    let tokens = tokens(key(kept)?, batch);
    if !batches::revoke(connection, batch, now)? {
        return Err(HandoutFailure::Revoked);
    }
    Ok(links::end(connection, batch.wave, &tokens, now)?)
}

/// A new batch like an old one, which is revoked in the same transaction.
pub fn renew(
    connection: &mut AnyConnection,
    kept: &KeptWave,
    old: &Batch,
    by: Option<i64>,
    now: NaiveDateTime,
) -> Result<Batch, HandoutFailure> {
    revoke(connection, kept, old, now)?;
    let wanted = Wanted {
        purpose: old.purpose,
        locality: old.locality,
        group: old.group.clone(),
        size: old.size,
        // What has expired is renewed until the wave closes.
        expires_at: old
            .expires_at
            .filter(|_| old.state(now) == BatchState::InUse),
        by,
    };
    make(connection, kept, &wanted, now)
}

/// Batches that somebody at the desk asked for, all or none.
pub fn hand_out(
    store: &Store,
    kept: &KeptWave,
    wanted: &[Wanted],
    act: &Act,
) -> Result<Vec<Batch>, HandoutFailure> {
    store.attempt_blocking(|connection| {
        audit::append(connection, act)?;
        let one = |wanted: &Wanted| make(connection, kept, wanted, act.at);
        wanted.iter().map(one).collect()
    })
}

/// What to do with a batch that has been handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Revoke,
    Renew,
}

/// The batch that is in use afterwards, if any.
pub fn take(
    store: &Store,
    kept: &KeptWave,
    batch: &Batch,
    step: Step,
    act: &Act,
) -> Result<Option<Batch>, HandoutFailure> {
    store.attempt_blocking(|connection| {
        audit::append(connection, act)?;
        match step {
            Step::Revoke => revoke(connection, kept, batch, act.at).map(|()| None),
            Step::Renew => {
                let by = act.actor.map(|id| id.0);
                renew(connection, kept, batch, by, act.at).map(Some)
            }
        }
    })
}
