//! From computed figures to an edition: drafted by the office, signed by every party, then visible, and never changed.

use std::fs;
use std::path::PathBuf;

use chrono::NaiveDateTime;
use ed25519_dalek::{SigningKey, VerifyingKey};
use thiserror::Error;

use crate::clock::local;
use crate::edition::command::OrderFailure;
use crate::edition::imprint::{Asked, IMPRINT, Imprint};
use crate::edition::release::release;
use crate::edition::signature::Signature;
use crate::edition::signed::{self, Checked, Known, NotSigned, State};
use crate::edition::{corrections, folder as edition_folder, moments};
use crate::flow::compute::{WaveComputeFailure, from_seal, sealed};
use crate::flow::folder::DataFolder;
use crate::store::edition_drafts::{self, KeptDraft};
use crate::store::editions::{self, KeptEdition};
use crate::store::waves::{self, KeptWave};
use crate::store::{Store, StoreFailure, audit, parties};
use crate::survey::audit::Act;
use crate::survey::party::PUBLISHER;
use crate::survey::staff::AccountId;
use crate::survey::wave::WaveState;

/// What a draft is to be.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Who must sign.
    pub parties: Vec<String>,
    /// Not visible before, UTC.
    pub embargo: Option<NaiveDateTime>,
    /// Why there is another edition of a published wave.
    pub correction: Option<String>,
}

#[derive(Debug, Error)]
pub enum PublicationFailure {
    /// An edition needs two parties at least, each known and with a valid key.
    #[error("parties missing or without a key: {0:?}")]
    Parties(Vec<String>),
    #[error("a correction says why")]
    NoReason,
    #[error("there is no draft")]
    NoDraft,
    /// Somebody has refused it: a new draft is needed.
    #[error("the draft was refused")]
    Refused,
    #[error("this key is not a valid key of the party")]
    OtherKey,
    #[error(transparent)]
    NotSigned(#[from] NotSigned),
    #[error(transparent)]
    Compute(#[from] WaveComputeFailure),
    #[error(transparent)]
    Store(#[from] StoreFailure),
}

impl From<std::io::Error> for PublicationFailure {
    fn from(problem: std::io::Error) -> Self {
        Self::Store(problem.into())
    }
}

/// Who does it, and when.
#[derive(Clone, Copy, Debug)]
pub struct By {
    /// `None` on the command line.
    pub account: Option<AccountId>,
    pub now: NaiveDateTime,
}

impl By {
    fn act(self, action: &'static str, subject: &str, detail: String) -> Act {
        Act {
            at: self.now,
            actor: self.account,
            action,
            subject: subject.to_owned(),
            detail,
        }
    }
}

fn wave(store: &Store, code: &str) -> Result<KeptWave, StoreFailure> {
    store
        .read_blocking(|connection| waves::find(connection, code))?
        .ok_or(StoreFailure::Missing("wave"))
}

/// The valid keys of all parties.
fn known(store: &Store, now: NaiveDateTime) -> Result<Vec<Known>, StoreFailure> {
    let keys = store.read_blocking(parties::keys)?;
    let valid = keys.into_iter().filter(|key| key.is_valid_at(now));
    Ok(valid
        .filter_map(|key| Some((key.party, VerifyingKey::from_bytes(&key.public).ok()?)))
        .collect())
}

/// Every party has one valid key, is in office today, and there are two of them at least.
fn check_parties(
    store: &Store,
    wanted: &[String],
    now: NaiveDateTime,
) -> Result<(), PublicationFailure> {
    let today = local(now).date();
    let all = store.read_blocking(parties::all)?;
    let known = known(store, now)?;
    let is_ready = |code: &String| {
        let in_office = all
            .iter()
            .any(|party| party.code == *code && party.is_valid_on(today));
        in_office && known.iter().any(|(party, _)| party == code)
    };
    let unready: Vec<String> = wanted
        .iter()
        .filter(|code| !is_ready(code))
        .cloned()
        .collect();
    let mut different = wanted.to_vec();
    different.sort();
    different.dedup();
    if !unready.is_empty() || different.len() < 2 {
        return Err(PublicationFailure::Parties(unready));
    }
    Ok(())
}

/// Writes the complete edition as it will be, for office and Front to look at. Earlier signatures end with the earlier draft.
pub fn draft(
    store: &Store,
    folder: &DataFolder,
    code: &str,
    wanted: &Wanted,
    by: By,
) -> Result<KeptDraft, PublicationFailure> {
    check_parties(store, &wanted.parties, by.now)?;
    let kept = wave(store, code)?;
    let before: Vec<KeptEdition> = store
        .read_blocking(editions::all)?
        .into_iter()
        .filter(|edition| edition.wave == kept.wave.id)
        .collect();
    let last = before.iter().max_by_key(|edition| edition.number);
    if last.is_none() {
        kept.wave
            .state
            .may_move_to(WaveState::Published)
            .map_err(StoreFailure::from)?;
    }
    let reason = wanted
        .correction
        .as_deref()
        .map(str::trim)
        .unwrap_or_default();
    if last.is_some() && reason.is_empty() {
        return Err(PublicationFailure::NoReason);
    }
    let digest = kept
        .sealed_digest
        .ok_or(StoreFailure::Missing("sealed dataset"))?;
    let sealed = sealed(folder, code, &digest, None)?;
    let figures = release(from_seal(folder, code, &sealed)?);
    let moments = moments::of(&sealed.inputs, &figures)
        .map_err(OrderFailure::from)
        .map_err(WaveComputeFailure::from)?;
    let number = last.map_or(1, |edition| edition.number + 1);
    let asked = wanted.parties.iter().map(|party| Asked {
        party: party.clone(),
        role: PUBLISHER.to_owned(),
    });
    let imprint = Imprint::new(code, number.unsigned_abs(), asked.collect());
    let out = folder.draft(&imprint.id);
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    if let Some(parent) = out.parent() {
        fs::create_dir_all(parent)?;
    }
    let open: Vec<(&str, &[u8])> = sealed
        .open
        .iter()
        .map(|(name, bytes)| (*name, &bytes[..]))
        .collect();
    edition_folder::write_edition(&out, &figures, &moments, &open)
        .map_err(WaveComputeFailure::from)?;
    fs::write(out.join(IMPRINT), imprint.bytes()?)?;
    if let Some(last) = last {
        let earlier = edition_folder::read(&folder.edition(&last.id))?;
        fs::write(
            out.join(corrections::FILE),
            corrections::csv(&earlier, &figures),
        )?;
        fs::write(out.join(corrections::REASON), format!("{reason}\n"))?;
    }
    let manifest = signed::close(&out)?;
    let draft = KeptDraft {
        wave: kept.wave.id,
        id: imprint.id,
        number,
        digest: manifest.digest().0,
        embargo: wanted.embargo,
        refused: None,
    };
    let act = by.act("edition-drafted", code, draft.digest.clone());
    store.write_blocking(|connection| {
        edition_drafts::keep(connection, &draft)?;
        audit::append(connection, &act)
    })?;
    Ok(draft)
}

/// A draft and what its signatures are worth now.
#[derive(Clone, Debug)]
pub struct Standing {
    pub draft: KeptDraft,
    pub folder: PathBuf,
    pub checked: Checked,
}

impl Standing {
    /// Every party has signed with a key that is its own.
    pub fn is_signed(&self) -> bool {
        let own = |state: &State| matches!(state, State::Signed(_));
        self.checked.holds() && self.checked.verdicts.iter().all(|one| own(&one.state))
    }
}

pub fn standing(
    store: &Store,
    folder: &DataFolder,
    code: &str,
    now: NaiveDateTime,
) -> Result<Option<Standing>, PublicationFailure> {
    let kept = wave(store, code)?;
    let id = kept.wave.id;
    let draft = store.read_blocking(|connection| edition_drafts::of_wave(connection, id))?;
    let Some(draft) = draft else {
        return Ok(None);
    };
    let place = folder.draft(&draft.id);
    // Killed between the last rename and the database: the files are where they belong already.
    let place = if place.exists() {
        place
    } else {
        folder.edition(&draft.id)
    };
    let checked = signed::check(&place, &known(store, now)?)?;
    Ok(Some(Standing {
        draft,
        folder: place,
        checked,
    }))
}

fn open_draft(
    store: &Store,
    folder: &DataFolder,
    code: &str,
    now: NaiveDateTime,
) -> Result<Standing, PublicationFailure> {
    let found = standing(store, folder, code, now)?.ok_or(PublicationFailure::NoDraft)?;
    if found.draft.refused.is_some() {
        return Err(PublicationFailure::Refused);
    }
    Ok(found)
}

/// Signs the draft for a party with its key, and publishes it when everybody has signed.
pub fn sign(
    store: &Store,
    folder: &DataFolder,
    code: &str,
    (party, key): (&str, &SigningKey),
    by: By,
) -> Result<Option<KeptEdition>, PublicationFailure> {
    let found = open_draft(store, folder, code, by.now)?;
    let public = key.verifying_key();
    if !known(store, by.now)?.contains(&(party.to_owned(), public)) {
        return Err(PublicationFailure::OtherKey);
    }
    signed::sign(&found.folder, party, key)?;
    signed_by(store, folder, code, party, by)
}

/// Takes a signature that was made on another machine.
pub fn accept(
    store: &Store,
    folder: &DataFolder,
    code: &str,
    signature: &Signature,
    by: By,
) -> Result<Option<KeptEdition>, PublicationFailure> {
    let found = open_draft(store, folder, code, by.now)?;
    signed::accept(&found.folder, signature, &known(store, by.now)?)
        .map_err(|_| PublicationFailure::OtherKey)?;
    signed_by(store, folder, code, &signature.party, by)
}

fn signed_by(
    store: &Store,
    folder: &DataFolder,
    code: &str,
    party: &str,
    by: By,
) -> Result<Option<KeptEdition>, PublicationFailure> {
    let act = by.act("edition-signed", code, party.to_owned());
    store.write_blocking(|connection| audit::append(connection, &act))?;
    publish(store, folder, code, by)
}

/// A party says no: the draft is signed by nobody any more, and the office writes another.
pub fn refuse(
    store: &Store,
    folder: &DataFolder,
    code: &str,
    (party, reason): (&str, &str),
    by: By,
) -> Result<(), PublicationFailure> {
    if reason.trim().is_empty() {
        return Err(PublicationFailure::NoReason);
    }
    let found = open_draft(store, folder, code, by.now)?;
    signed::close(&found.folder)?;
    let act = by.act(
        "edition-refused",
        code,
        format!("{party}: {}", reason.trim()),
    );
    store.write_blocking(|connection| {
        edition_drafts::refuse(connection, found.draft.wave, reason.trim())?;
        audit::append(connection, &act)
    })?;
    Ok(())
}

/// Publishes a draft that every party has signed; `None` while somebody has not.
pub fn publish(
    store: &Store,
    folder: &DataFolder,
    code: &str,
    by: By,
) -> Result<Option<KeptEdition>, PublicationFailure> {
    let found = open_draft(store, folder, code, by.now)?;
    if !found.is_signed() {
        return Ok(None);
    }
    let out = folder.edition(&found.draft.id);
    if found.folder != out {
        if let Some(parent) = out.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::rename(&found.folder, &out)?;
    }
    let visible_from = found
        .draft
        .embargo
        .map_or(by.now, |embargo| embargo.max(by.now));
    let edition = KeptEdition {
        id: found.draft.id,
        wave: found.draft.wave,
        number: found.draft.number,
        digest: found.draft.digest,
        published_on: local(visible_from).date(),
        visible_from,
    };
    let act = by.act("edition-published", code, edition.digest.clone());
    let kept = wave(store, code)?;
    store.write_blocking(|connection| {
        if kept.wave.state != WaveState::Published {
            waves::move_on(
                connection,
                kept.wave.id,
                kept.wave.state,
                WaveState::Published,
            )?;
        }
        editions::keep(connection, &edition)?;
        edition_drafts::forget(connection, edition.wave)?;
        audit::append(connection, &act)
    })?;
    Ok(Some(edition))
}
