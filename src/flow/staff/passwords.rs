//! Passwords: argon2id, in PHC form.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::store::StoreFailure;

pub fn hash(password: &str) -> Result<String, StoreFailure> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|_| StoreFailure::Unreadable("password"))
}

/// Takes as long for an account that is not there, so that nobody learns which are.
pub fn matches(kept: Option<&str>, password: &str) -> bool {
    match kept.and_then(|phc| PasswordHash::new(phc).ok()) {
        Some(hash) => Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok(),
        None => {
            let _ = hash(password);
            false
        }
    }
}
