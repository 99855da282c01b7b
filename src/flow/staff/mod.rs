//! People at the desk: the door, the second factor, and what is done to accounts.

pub mod accounts;
pub mod by_letter;
pub mod door;
pub mod passwords;
pub mod second_factor;

use sha2::{Digest, Sha256};

use crate::survey::staff::plain_code;

/// What is kept of a secret that somebody brings back: its SHA-256. The secrets have 72 bits or more.
pub fn digest_of(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// The digest of a one-time code as typed.
pub fn digest_of_code(typed: &str) -> [u8; 32] {
    digest_of(&plain_code(typed))
}

/// 128 random bits as hexadecimal digits.
pub fn random_secret() -> String {
    let bytes: [u8; 16] = rand::random();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
