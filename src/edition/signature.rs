//! Signatures of institutions on an edition: Ed25519 over the digest of its manifest, its id, and who signs as what.

use ed25519_dalek::pkcs8::{DecodePublicKey, EncodePublicKey};
use ed25519_dalek::{Signature as Bytes, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use crate::survey::digest::Digest;

/// What is signed begins with this line, so that no signature of another purpose can pass for one.
const PURPOSE: &str = "hailong edition signature 1";

/// A file of `signatures/`, named after the party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// For example `front`.
    pub party: String,
    /// In which role the party signs, for example `publisher`.
    pub role: String,
    /// Id of the edition: a signature says nothing about another one with the same files.
    pub edition: String,
    /// SHA-256 of the manifest.
    pub digest: String,
    /// The party's public key, 32 bytes in hexadecimal digits.
    pub key: String,
    /// 64 bytes in hexadecimal digits.
    pub signature: String,
}

/// Why a signature is worth nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worthless {
    /// Not a key or not a signature.
    Malformed,
    /// For another edition, or for other files.
    Elsewhere,
    /// By a key that is not the party's.
    OtherKey,
    Forged,
}

impl Signature {
    pub fn make(key: &SigningKey, party: &str, role: &str, edition: &str, digest: &Digest) -> Self {
        let mut made = Self {
            party: party.to_owned(),
            role: role.to_owned(),
            edition: edition.to_owned(),
            digest: digest.0.clone(),
            key: hexadecimal(key.verifying_key().as_bytes()),
            signature: String::new(),
        };
        made.signature = hexadecimal(&key.sign(made.message().as_bytes()).to_bytes());
        made
    }

    /// One field a line; no field can hold a line end, as [`Signature::check`] makes sure.
    fn message(&self) -> String {
        let Self {
            party,
            role,
            edition,
            digest,
            ..
        } = self;
        format!("{PURPOSE}\n{edition}\n{digest}\n{party}\n{role}\n")
    }

    /// Whether this is said to be by `key`.
    pub fn names(&self, key: &VerifyingKey) -> bool {
        self.key == hexadecimal(key.as_bytes())
    }

    /// Is this the party's signature on this edition? `key` is the party's, known from elsewhere; without it the
    /// signature is checked against the key that it names.
    pub fn check(
        &self,
        edition: &str,
        digest: &Digest,
        key: Option<&VerifyingKey>,
    ) -> Result<(), Worthless> {
        if self.edition != edition || self.digest != digest.0 {
            return Err(Worthless::Elsewhere);
        }
        let fields = [&self.party, &self.role, &self.edition];
        if fields
            .iter()
            .any(|field| field.is_empty() || field.contains('\n'))
        {
            return Err(Worthless::Malformed);
        }
        let named = bytes::<32>(&self.key)
            .and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok())
            .ok_or(Worthless::Malformed)?;
        if key.is_some_and(|key| *key != named) {
            return Err(Worthless::OtherKey);
        }
        let signature = bytes::<64>(&self.signature).ok_or(Worthless::Malformed)?;
        named
            .verify_strict(self.message().as_bytes(), &Bytes::from_bytes(&signature))
            .map_err(|_| Worthless::Forged)
    }
}

/// The public key of a PEM file (SubjectPublicKeyInfo).
pub fn public_key(pem: &str) -> Option<VerifyingKey> {
    VerifyingKey::from_public_key_pem(pem).ok()
}

pub fn public_pem(key: &VerifyingKey) -> Option<String> {
    key.to_public_key_pem(Default::default()).ok()
}

/// A key's name for people: the first 16 hexadecimal digits of the SHA-256 of its 32 bytes, in fours.
pub fn fingerprint(key: &VerifyingKey) -> String {
    let digest = Digest::of(key.as_bytes()).0;
    let fours: Vec<&str> = (0..4).map(|at| &digest[4 * at..4 * at + 4]).collect();
    fours.join(" ")
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != 2 * N
        || !text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase())
    {
        return None;
    }
    let mut out = [0; N];
    for (at, byte) in out.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(out)
}
