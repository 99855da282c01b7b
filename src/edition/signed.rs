//! Is a folder the edition that the institutions signed?

use std::fs;
use std::io;
use std::path::Path;

use ed25519_dalek::{SigningKey, VerifyingKey};

use crate::edition::imprint::{Asked, Imprint};
use crate::edition::manifest::{Difference, MANIFEST, Manifest, SIGNATURES};
use crate::edition::signature::{Signature, Worthless};

/// What is found out about one party that must sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub asked: Asked,
    pub state: State,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// By the key that was given for the party.
    Signed(Box<VerifyingKey>),
    /// By the key that the signature names: whose it is must be looked up elsewhere.
    SignedByNamedKey(String),
    Unsigned,
    Worthless(Worthless),
    /// The same key stands for another party.
    SharedKey,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The first line of the manifest that cannot be read.
    pub manifest_line: Option<usize>,
    pub differences: Vec<Difference>,
    pub verdicts: Vec<Verdict>,
    /// Files among the signatures that no party of the edition has to have written.
    pub strangers: Vec<String>,
}

impl Checked {
    /// Every file as it was signed, and every party's signature there.
    pub fn holds(&self) -> bool {
        let signed = |verdict: &Verdict| {
            matches!(verdict.state, State::Signed(_) | State::SignedByNamedKey(_))
        };
        self.manifest_line.is_none()
            && self.differences.is_empty()
            && self.strangers.is_empty()
            && !self.verdicts.is_empty()
            && self.verdicts.iter().all(signed)
    }
}

/// A party's public key, known from elsewhere.
pub type Known = (String, VerifyingKey);

/// Checks manifest and signatures of an edition's folder. `Err` when there is no readable `edition.json` or manifest.
pub fn check(folder: &Path, known: &[Known]) -> io::Result<Checked> {
    let imprint = Imprint::read(folder)?;
    let text = fs::read_to_string(folder.join(MANIFEST))?;
    let found = Manifest::of(folder)?;
    let (manifest, manifest_line) = match Manifest::read(&text) {
        Ok(manifest) => (manifest, None),
        Err(line) => (found.clone(), Some(line)),
    };
    let verdicts: Vec<Verdict> = imprint
        .parties
        .iter()
        .map(|asked| Verdict {
            asked: asked.clone(),
            state: state(folder, &imprint, &manifest, asked, known),
        })
        .collect();
    Ok(Checked {
        manifest_line,
        differences: manifest.compare(&found),
        strangers: strangers(folder, &imprint)?,
        verdicts: without_shared_keys(verdicts),
    })
}

fn file_of(folder: &Path, party: &str) -> std::path::PathBuf {
    folder.join(SIGNATURES).join(format!("{party}.json"))
}

fn state(
    folder: &Path,
    imprint: &Imprint,
    manifest: &Manifest,
    asked: &Asked,
    known: &[Known],
) -> State {
    let Ok(bytes) = fs::read(file_of(folder, &asked.party)) else {
        return State::Unsigned;
    };
    let Ok(signature) = serde_json::from_slice::<Signature>(&bytes) else {
        return State::Worthless(Worthless::Malformed);
    };
    // One way to write it, so that no byte of the file can change unnoticed.
    if written(&signature).ok().as_ref() != Some(&bytes) {
        return State::Worthless(Worthless::Malformed);
    }
    if signature.party != asked.party || signature.role != asked.role {
        return State::Worthless(Worthless::Elsewhere);
    }
    // A party that has just changed its key has two that are valid for a while.
    let own: Vec<&VerifyingKey> = known
        .iter()
        .filter(|(party, _)| *party == asked.party)
        .map(|(_, key)| key)
        .collect();
    let named = own.iter().find(|key| signature.names(key));
    let key = named.or(own.first()).copied();
    match (signature.check(&imprint.id, &manifest.digest(), key), key) {
        (Ok(()), Some(key)) => State::Signed(Box::new(*key)),
        (Ok(()), None) => State::SignedByNamedKey(signature.key),
        (Err(why), _) => State::Worthless(why),
    }
}

/// Two parties are two keys: one that signs for both signs for neither.
fn without_shared_keys(mut verdicts: Vec<Verdict>) -> Vec<Verdict> {
    let key = |state: &State| match state {
        State::Signed(key) => Some(
            key.as_bytes()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        ),
        State::SignedByNamedKey(key) => Some(key.clone()),
        _ => None,
    };
    let keys: Vec<Option<String>> = verdicts.iter().map(|one| key(&one.state)).collect();
    for (at, verdict) in verdicts.iter_mut().enumerate() {
        let shared = |(other, key): (usize, &Option<String>)| {
            other != at && key.is_some() && *key == keys[at]
        };
        if keys.iter().enumerate().any(shared) {
            verdict.state = State::SharedKey;
        }
    }
    verdicts
}

fn strangers(folder: &Path, imprint: &Imprint) -> io::Result<Vec<String>> {
    let signatures = folder.join(SIGNATURES);
    if !signatures.exists() {
        return Ok(Vec::new());
    }
    let mut strangers = Vec::new();
    for entry in fs::read_dir(signatures)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let known = |asked: &Asked| name == format!("{}.json", asked.party);
        if !imprint.parties.iter().any(known) {
            strangers.push(name);
        }
    }
    strangers.sort();
    Ok(strangers)
}

fn written(signature: &Signature) -> io::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(signature).map_err(io::Error::other)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Writes the manifest of a folder that has everything else, and takes away signatures on what was there before.
pub fn close(folder: &Path) -> io::Result<Manifest> {
    let manifest = Manifest::of(folder)?;
    fs::write(folder.join(MANIFEST), manifest.text())?;
    let signatures = folder.join(SIGNATURES);
    if signatures.exists() {
        fs::remove_dir_all(signatures)?;
    }
    Ok(manifest)
}

/// Why a folder cannot be signed by a party.
#[derive(Debug, thiserror::Error)]
pub enum NotSigned {
    /// Its files are not those of its manifest.
    #[error("the files are not those of the manifest")]
    Altered(Vec<Difference>),
    #[error("the edition does not ask {0:?} to sign")]
    NotAsked(String),
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Puts a signature made elsewhere beside the files, if it is one of the known key of its party on exactly these.
pub fn accept(folder: &Path, signature: &Signature, known: &[Known]) -> Result<(), NotSigned> {
    let imprint = Imprint::read(folder)?;
    let text = fs::read_to_string(folder.join(MANIFEST))?;
    let manifest =
        Manifest::read(&text).map_err(|line| io::Error::other(format!("{MANIFEST}:{line}")))?;
    let stranger = || NotSigned::NotAsked(signature.party.clone());
    let asked = |asked: &&Asked| asked.party == signature.party && asked.role == signature.role;
    imprint.parties.iter().find(asked).ok_or_else(stranger)?;
    let keys = known.iter().filter(|(party, _)| *party == signature.party);
    let good = |key: &VerifyingKey| {
        signature
            .check(&imprint.id, &manifest.digest(), Some(key))
            .is_ok()
    };
    if !keys.into_iter().any(|(_, key)| good(key)) {
        return Err(stranger());
    }
    fs::create_dir_all(folder.join(SIGNATURES))?;
    Ok(fs::write(
        file_of(folder, &signature.party),
        written(signature)?,
    )?)
}

/// Signs an edition's folder for a party, in the role that the edition asks of it.
pub fn sign(folder: &Path, party: &str, key: &SigningKey) -> Result<Signature, NotSigned> {
    let imprint = Imprint::read(folder)?;
    let text = fs::read_to_string(folder.join(MANIFEST))?;
    let manifest =
        Manifest::read(&text).map_err(|line| io::Error::other(format!("{MANIFEST}:{line}")))?;
    let differences = manifest.compare(&Manifest::of(folder)?);
    if !differences.is_empty() {
        return Err(NotSigned::Altered(differences));
    }
    let asked = imprint.parties.iter().find(|asked| asked.party == party);
    let asked = asked.ok_or_else(|| NotSigned::NotAsked(party.to_owned()))?;
    let signature = Signature::make(key, party, &asked.role, &imprint.id, &manifest.digest());
    fs::create_dir_all(folder.join(SIGNATURES))?;
    fs::write(file_of(folder, party), written(&signature)?)?;
    Ok(signature)
}
