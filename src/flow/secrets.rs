//! Tokens, receipts and keys derived from a wave's key. The key dies when the wave closes, and with it every way from a
//! code to a row.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::survey::link::{ALPHABET, Code, Token};
use crate::survey::wave::WaveId;

/// HMAC-SHA-256 over the label and the parts, each with its length in front, so that no two inputs look alike.
fn derive(key: &[u8], label: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key)
        .unwrap_or_else(|_| Hmac::new(&Default::default()));
    for part in std::iter::once(&label.as_bytes()).chain(parts) {
        mac.update(&(part.len() as u64).to_le_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn token(key: &[u8], label: &str, parts: &[&[u8]]) -> Token {
    let full = derive(key, label, parts);
    Token(std::array::from_fn(|at| full[at]))
}

pub fn link_token(key: &[u8], code: &Code) -> Token {
    token(key, "link", &[code.as_str().as_bytes()])
}

/// The code of a batch with this number: 128 bits shared out over 23¹⁰ codes, none likelier than another by 2⁻⁸².
pub fn batch_code(key: &[u8], wave: WaveId, salt: &[u8; 16], number: u32) -> Code {
    let full = derive(key, "batch", &[salt, &number.to_le_bytes()]);
    let mut drawn = u128::from_le_bytes(std::array::from_fn(|at| full[at]));
    let letters = ALPHABET.len() as u128;
    let letter = |_| {
        let place = drawn % letters;
        drawn /= letters;
        place as u8
    };
    Code::new(wave, std::array::from_fn(letter))
}

pub fn spent_single(key: &[u8], code: &Code) -> Token {
    token(key, "spent-single", &[code.as_str().as_bytes()])
}

pub fn spent_open(key: &[u8], code: &Code, idempotency_key: &str) -> Token {
    token(
        key,
        "spent-open",
        &[code.as_str().as_bytes(), idempotency_key.as_bytes()],
    )
}

/// Twelve letters, `ABCD-EFGH-JKMN`; the same for every attempt with one code or idempotency key, stored nowhere.
pub fn receipt(key: &[u8], spent: Token) -> String {
    let full = derive(key, "receipt", &[&spent.0]);
    let letters: Vec<char> = full
        .iter()
        .take(12)
        .map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]))
        .collect();
    letters
        .chunks(4)
        .map(|part| part.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("-")
}

pub fn draft_token(key: &[u8], secret: &str) -> Token {
    token(key, "draft", &[secret.as_bytes()])
}

pub fn draft_key(key: &[u8], secret: &str) -> [u8; 32] {
    derive(key, "draft-key", &[secret.as_bytes()])
}

/// Seals the first keying of a sheet.
pub fn paper_key(key: &[u8], batch: i32, sheet: i32) -> [u8; 32] {
    derive(
        key,
        "paper-key",
        &[&batch.to_le_bytes(), &sheet.to_le_bytes()],
    )
}

/// What a sketch of an open link sees of a device: not to be joined with anything else, and with nothing once the key is
/// gone.
pub fn device(key: &[u8], code: &Code, mark: &str) -> u64 {
    let full = derive(key, "device", &[code.as_str().as_bytes(), mark.as_bytes()]);
    u64::from_le_bytes(std::array::from_fn(|at| full[at]))
}
