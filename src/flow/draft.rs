//! Answers given so far. The row says nothing without the secret: the single code, or the cookie of an open link.

use chacha20poly1305::aead::Aead;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::survey::answering::Typed;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub consented: bool,
    /// The section to come back to.
    pub section: usize,
    pub typed: Typed,
}

const NONCE: usize = 12;
/// Lengths are rounded up to this, so that they tell nothing about the answers.
const PADDING: usize = 1_024;

pub fn seal(key: &[u8; 32], draft: &impl Serialize) -> Option<Vec<u8>> {
    let mut plain = serde_json::to_vec(draft).ok()?;
    let padded = (plain.len() + 1).div_ceil(PADDING) * PADDING;
    plain.resize(padded, b' ');
    let nonce: [u8; NONCE] = rand::random();
    let cipher = ChaCha20Poly1305::new(key.into());
    let mut sealed = nonce.to_vec();
    sealed.extend(cipher.encrypt(&nonce.into(), plain.as_slice()).ok()?);
    Some(sealed)
}

/// `None` for bytes that this key did not seal.
pub fn open<T: DeserializeOwned>(key: &[u8; 32], sealed: &[u8]) -> Option<T> {
    let (nonce, ciphertext) = sealed.split_at_checked(NONCE)?;
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    let plain = ChaCha20Poly1305::new(key.into())
        .decrypt(&nonce.into(), ciphertext)
        .ok()?;
    serde_json::from_slice(&plain).ok()
}
