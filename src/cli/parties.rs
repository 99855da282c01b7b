//! Institutions that sign, and their public keys.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use crate::cli::{Said, desk, failure};
use crate::clock::Clock;
use crate::edition::signature::{fingerprint, public_key};
use crate::store::{audit, parties};
use crate::survey::audit::Act;
use crate::survey::party::Party;
use crate::wording::signed::Signed as Words;
use crate::wording::{Tongue, fill};

#[derive(Subcommand)]
pub enum PartyOrder {
    /// Lưu cơ quan trong một thời hạn · Keep a party for a period
    Add(AddParty),
    /// Lưu khoá công khai của cơ quan · Keep a public key of a party
    Key {
        #[arg(long)]
        config: PathBuf,
        /// office | front | …
        party: String,
        /// office.pub.pem
        key: PathBuf,
    },
    /// Thu hồi khoá · Revoke a key
    Revoke {
        #[arg(long)]
        config: PathBuf,
        /// office.pub.pem
        key: PathBuf,
        #[arg(long)]
        reason: String,
    },
}

#[derive(Args)]
pub struct AddParty {
    #[arg(long)]
    config: PathBuf,
    /// office | front | …
    code: String,
    #[arg(long)]
    name_vi: String,
    #[arg(long)]
    name_en: String,
    /// Họ tên người ký · Who signs
    #[arg(long)]
    signatory: String,
    /// Chức vụ · Title
    #[arg(long)]
    title: String,
    /// Văn bản phân công · Document that empowers the signatory
    #[arg(long)]
    document: String,
    /// 2025-07-01
    #[arg(long)]
    from: NaiveDate,
    #[arg(long)]
    to: Option<NaiveDate>,
}

fn read_key(path: &Path, words: &Words) -> Result<ed25519_dalek::VerifyingKey, Vec<String>> {
    std::fs::read_to_string(path)
        .ok()
        .and_then(|pem| public_key(&pem))
        .ok_or_else(|| {
            vec![fill(
                words.bad_public,
                &[("file", &path.display().to_string())],
            )]
        })
}

fn act(action: &'static str, subject: &str, detail: String) -> Act {
    Act {
        at: Clock::System.now(),
        actor: None,
        action,
        subject: subject.to_owned(),
        detail,
    }
}

pub fn run(order: &PartyOrder, tongue: Tongue) -> Said {
    let words = Words::of(tongue);
    match order {
        PartyOrder::Add(new) => add(new, words, tongue),
        PartyOrder::Key { config, party, key } => {
            let key = read_key(key, words)?;
            let (_, store) = desk::open(config, tongue)?;
            let fingerprint = fingerprint(&key);
            let act = act("party-key-kept", party, fingerprint.clone());
            let kept = store
                .write_blocking(|connection| {
                    let kept = parties::keep_key(connection, party, key.as_bytes(), act.at)?;
                    if kept {
                        audit::append(connection, &act)?;
                    }
                    Ok(kept)
                })
                .map_err(|problem| failure::store(&problem, tongue))?;
            let values = [("fingerprint", fingerprint.as_str()), ("party", party)];
            if kept {
                Ok(vec![fill(words.key_kept, &values)])
            } else {
                Err(vec![words.key_known.to_owned()])
            }
        }
        PartyOrder::Revoke {
            config,
            key,
            reason,
        } => {
            let key = read_key(key, words)?;
            let (_, store) = desk::open(config, tongue)?;
            let fingerprint = fingerprint(&key);
            let act = act("party-key-revoked", &fingerprint, reason.clone());
            let revoked = store
                .write_blocking(|connection| {
                    let revoked = parties::revoke_key(connection, key.as_bytes(), reason, act.at)?;
                    if revoked {
                        audit::append(connection, &act)?;
                    }
                    Ok(revoked)
                })
                .map_err(|problem| failure::store(&problem, tongue))?;
            if revoked {
                Ok(vec![fill(
                    words.key_revoked,
                    &[("fingerprint", &fingerprint)],
                )])
            } else {
                Err(vec![words.key_unknown.to_owned()])
            }
        }
    }
}

fn add(new: &AddParty, words: &Words, tongue: Tongue) -> Said {
    let (_, store) = desk::open(&new.config, tongue)?;
    let party = Party {
        code: new.code.clone(),
        valid_from: new.from,
        valid_to: new.to,
        name_vi: new.name_vi.clone(),
        name_en: new.name_en.clone(),
        signatory: new.signatory.clone(),
        signatory_title: new.title.clone(),
        document: new.document.clone(),
    };
    let act = act("party-kept", &new.code, new.from.to_string());
    store
        .write_blocking(|connection| {
            parties::keep(connection, &party)?;
            audit::append(connection, &act)
        })
        .map_err(|problem| failure::store(&problem, tongue))?;
    Ok(vec![fill(words.party_kept, &[("party", &new.code)])])
}
