//! Keys of institutions, and signing an edition away from the server.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use clap::Subcommand;

use crate::cli::{Said, desk, failure};
use crate::clock::{Clock, utc};
use crate::edition::signature::{fingerprint, public_key, public_pem};
use crate::edition::signed::{Known, NotSigned, sign};
use crate::flow::edition_draft::{self, By, Wanted};
use crate::flow::keys::{self, KeyFailure};
use crate::survey::party::DEFAULT_PARTIES;
use crate::wording::signed::{self, Signed as Words};
use crate::wording::{Tongue, fill};

#[derive(Subcommand)]
pub enum KeyOrder {
    /// Tạo khoá: NAME.key.pem (giữ kín) và NAME.pub.pem (công khai) · Make a key: NAME.key.pem (secret) and NAME.pub.pem (public)
    New {
        /// office | front | …
        name: String,
        #[arg(long, default_value = ".")]
        out: PathBuf,
    },
}

#[derive(Subcommand)]
pub enum EditionOrder {
    /// Viết bản dự thảo của một đợt đã tính · Write the draft of a computed wave's edition
    Draft {
        #[arg(long)]
        config: PathBuf,
        wave: String,
        /// office, front
        #[arg(long = "party", default_values_t = DEFAULT_PARTIES.map(String::from))]
        parties: Vec<String>,
        /// Chưa công bố trước giờ này (giờ Việt Nam) · Not to be seen before (Viet Nam's time): 2026-12-01T08:00
        #[arg(long)]
        embargo: Option<NaiveDateTime>,
        /// Lý do có kỳ công bố mới · Why there is another edition
        #[arg(long)]
        correction: Option<String>,
    },
    /// Nhận chữ ký làm trên máy khác; đủ chữ ký thì công bố · Take a signature made elsewhere; publishes when all have signed
    Accept {
        #[arg(long)]
        config: PathBuf,
        wave: String,
        /// signatures/front.json
        signature: PathBuf,
    },
    /// Ký một kỳ công bố · Sign an edition's folder
    Sign {
        folder: PathBuf,
        /// office | front | …
        #[arg(long)]
        party: String,
        /// NAME.key.pem
        #[arg(long)]
        key: PathBuf,
    },
}

/// From the environment, for machines; else typed, unseen.
fn passphrase(question: &str, words: &Words) -> Result<String, Vec<String>> {
    if let Ok(given) = std::env::var("HAILONG_KEY_PASSPHRASE") {
        return Ok(given);
    }
    rpassword::prompt_password(question).map_err(|_| vec![words.no_passphrase.to_owned()])
}

fn key_failure(failure: KeyFailure, words: &Words) -> Vec<String> {
    vec![match failure {
        KeyFailure::ShortPassphrase => words.short_passphrase.to_owned(),
        KeyFailure::Unopened => words.unopened.to_owned(),
    }]
}

fn write_new(path: &Path, text: &str, words: &Words) -> Result<(), Vec<String>> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    let name = path.display().to_string();
    written.map_err(|_| vec![fill(words.occupied, &[("file", &name)])])
}

pub fn key(order: &KeyOrder, tongue: Tongue) -> Said {
    let words = Words::of(tongue);
    let KeyOrder::New { name, out } = order;
    let secret = passphrase(words.passphrase, words)?;
    if passphrase(words.passphrase_again, words)? != secret {
        return Err(vec![words.passphrases_differ.to_owned()]);
    }
    let made = keys::new();
    let locked = keys::lock(&made, &secret).map_err(|problem| key_failure(problem, words))?;
    let public = made.verifying_key();
    let (private_file, public_file) = (
        out.join(format!("{name}.key.pem")),
        out.join(format!("{name}.pub.pem")),
    );
    write_new(&private_file, &locked, words)?;
    write_new(
        &public_file,
        &public_pem(&public).unwrap_or_default(),
        words,
    )?;
    Ok(vec![fill(
        words.made,
        &[
            ("private", &private_file.display().to_string()),
            ("public", &public_file.display().to_string()),
            ("fingerprint", &fingerprint(&public)),
        ],
    )])
}

pub fn run(order: &EditionOrder, tongue: Tongue) -> Said {
    match order {
        EditionOrder::Draft {
            config,
            wave,
            parties,
            embargo,
            correction,
        } => {
            let wanted = Wanted {
                parties: parties.clone(),
                embargo: embargo.map(utc),
                correction: correction.clone(),
            };
            let (store, folder) = desk::with_folder(config, tongue)?;
            let made = edition_draft::draft(&store, &folder, wave, &wanted, on_the_command_line())
                .map_err(|problem| failure::publication(&problem, tongue))?;
            Ok(vec![
                folder.draft(&made.id).display().to_string(),
                made.digest,
            ])
        }
        EditionOrder::Accept {
            config,
            wave,
            signature,
        } => accept(config, wave, signature, tongue),
        EditionOrder::Sign { folder, party, key } => sign_folder(folder, party, key, tongue),
    }
}

fn on_the_command_line() -> By {
    By {
        account: None,
        now: Clock::System.now(),
    }
}

fn accept(config: &Path, wave: &str, signature: &Path, tongue: Tongue) -> Said {
    let words = Words::of(tongue);
    let (store, folder) = desk::with_folder(config, tongue)?;
    let broken = || {
        vec![fill(
            words.bad_signature,
            &[("file", &signature.display().to_string())],
        )]
    };
    let bytes = std::fs::read(signature).map_err(|_| broken())?;
    let signature = serde_json::from_slice(&bytes).map_err(|_| broken())?;
    let done = edition_draft::accept(&store, &folder, wave, &signature, on_the_command_line())
        .map_err(|problem| failure::publication(&problem, tongue))?;
    Ok(vec![match done {
        Some(edition) => format!("/editions/{}", edition.id),
        None => words.more_to_sign.to_owned(),
    }])
}

pub fn not_an_edition(folder: &Path, problem: &std::io::Error, words: &Words) -> Vec<String> {
    vec![fill(
        words.not_an_edition,
        &[
            ("folder", &folder.display().to_string()),
            ("problem", &problem.to_string()),
        ],
    )]
}

fn sign_folder(folder: &Path, party: &str, key: &Path, tongue: Tongue) -> Said {
    let words = Words::of(tongue);
    let unopened = || vec![words.unopened.to_owned()];
    let pem = std::fs::read_to_string(key).map_err(|_| unopened())?;
    let secret = passphrase(words.passphrase, words)?;
    let key = keys::unlock(&pem, &secret).map_err(|problem| key_failure(problem, words))?;
    let made = sign(folder, party, &key).map_err(|problem| match problem {
        NotSigned::Altered(differences) => {
            let mut lines = vec![words.altered.to_owned()];
            lines.extend(
                differences
                    .iter()
                    .map(|one| signed::difference(tongue, one)),
            );
            lines
        }
        NotSigned::NotAsked(party) => vec![fill(words.not_asked, &[("party", &party)])],
        NotSigned::Io(problem) => not_an_edition(folder, &problem, words),
    })?;
    Ok(vec![fill(
        words.signed,
        &[
            ("edition", &made.edition),
            ("party", &made.party),
            ("digest", &made.digest),
        ],
    )])
}

pub fn known_key(text: &str, words: &Words) -> Result<Known, Vec<String>> {
    let (party, file) = text
        .split_once('=')
        .ok_or_else(|| vec![fill(words.bad_known, &[("text", text)])])?;
    let key = std::fs::read_to_string(file)
        .ok()
        .and_then(|pem| public_key(&pem))
        .ok_or_else(|| vec![fill(words.bad_public, &[("file", file)])])?;
    Ok((party.to_owned(), key))
}
