//! Keys of parties: made here, kept in a file of their own under a passphrase (PKCS #8, PBES2), never in the database.

use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use thiserror::Error;

/// A passphrase of a key that speaks for an institution.
pub const SHORTEST_PASSPHRASE: usize = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeyFailure {
    #[error("the passphrase is too short")]
    ShortPassphrase,
    /// Wrong passphrase, or not a key file.
    #[error("the key cannot be opened")]
    Unopened,
}

pub fn new() -> SigningKey {
    SigningKey::from_bytes(&rand::random())
}

/// The key as an encrypted PEM file.
pub fn lock(key: &SigningKey, passphrase: &str) -> Result<String, KeyFailure> {
    if passphrase.chars().count() < SHORTEST_PASSPHRASE {
        return Err(KeyFailure::ShortPassphrase);
    }
    key.to_pkcs8_encrypted_pem(passphrase, Default::default())
        .map(|pem| pem.to_string())
        .map_err(|_| KeyFailure::Unopened)
}

pub fn unlock(pem: &str, passphrase: &str) -> Result<SigningKey, KeyFailure> {
    SigningKey::from_pkcs8_encrypted_pem(pem, passphrase).map_err(|_| KeyFailure::Unopened)
}
