//! Links: a way in. A code is twelve letters that can be typed from paper.
//!
//! `W RRRR RRRR RR C`: one letter names the wave, ten are random, the last is a check letter. The alphabet has 23 letters
//! (A–Z without I, L and O), a prime, so the weighted check finds every single wrong letter and every swap of two.
//! Entropy: 10 · log2 23 = 45.2 bits. With 35,558 household codes in a wave one guess in about 1.1 · 10⁹ hits.

use chrono::NaiveDateTime;
use thiserror::Error;

use crate::survey::wave::WaveId;

pub const ALPHABET: &[u8; 23] = b"ABCDEFGHJKMNPQRSTUVWXYZ";
pub const LENGTH: usize = 12;

/// A well-formed code, upper case, without separators.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a code: {0:?}")]
pub struct Mistyped(pub Mistake);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    Length,
    Letter,
    Check,
}

fn place(letter: u8) -> Option<usize> {
    ALPHABET.iter().position(|known| *known == letter)
}

/// Σ (i + 1) · place(i) over the first eleven letters plus 12 · check ≡ 0 (mod 23).
fn check_letter(body: &[usize]) -> u8 {
    let sum: usize = body
        .iter()
        .enumerate()
        .map(|(i, value)| (i + 1) * value)
        .sum();
    // 12 · 2 = 24 ≡ 1 (mod 23), so 2 is the inverse of 12.
    let check = (23 - sum % 23) * 2 % 23;
    ALPHABET[check]
}

impl Code {
    /// Builds the code of a wave from ten uniform draws below 23.
    pub fn new(wave: WaveId, random: [u8; 10]) -> Self {
        let mut body = vec![usize::try_from(wave.0).unwrap_or_default() % 23];
        body.extend(random.iter().map(|draw| usize::from(*draw) % 23));
        let check = check_letter(&body);
        let mut letters: String = body.iter().map(|at| char::from(ALPHABET[*at])).collect();
        letters.push(char::from(check));
        Self(letters)
    }

    /// Reads what a person typed: case, spaces, dots and hyphens do not matter.
    pub fn read(typed: &str) -> Result<Self, Mistyped> {
        let letters: Vec<u8> = typed
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '·' | '–'))
            .map(|c| u8::try_from(c).unwrap_or(b'?').to_ascii_uppercase())
            .collect();
        if letters.len() != LENGTH {
            return Err(Mistyped(Mistake::Length));
        }
        let places: Vec<usize> = letters.iter().filter_map(|letter| place(*letter)).collect();
        if places.len() != LENGTH {
            return Err(Mistyped(Mistake::Letter));
        }
        if check_letter(&places[..LENGTH - 1]) != letters[LENGTH - 1] {
            return Err(Mistyped(Mistake::Check));
        }
        Ok(Self(letters.into_iter().map(char::from).collect()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As printed on paper: `ABCD-EFGH-JKMN`.
    pub fn grouped(&self) -> String {
        format!("{}-{}-{}", &self.0[..4], &self.0[4..8], &self.0[8..])
    }

    /// Whether this code can belong to `wave`.
    pub fn may_belong_to(&self, wave: WaveId) -> bool {
        let tag = ALPHABET[usize::try_from(wave.0).unwrap_or_default() % 23];
        self.0.as_bytes().first() == Some(&tag)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// On a poster: many people answer through it.
    Open,
    /// One household's code: one response.
    Single,
}

/// A keyed hash (HMAC-SHA-256, first 16 bytes) of a code; the code itself is never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Token(pub [u8; 16]);

/// What is stored of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub wave: WaveId,
    pub token: Token,
    pub kind: LinkKind,
    /// Place in [`crate::survey::wave::Wave::localities`].
    pub locality: i16,
    /// Code of the residential group, when the link was handed out for one.
    pub group: Option<String>,
    /// UTC; after this the link takes no answers although the wave may.
    pub expires_at: Option<NaiveDateTime>,
}

impl Link {
    pub fn is_expired(&self, now: NaiveDateTime) -> bool {
        self.expires_at.is_some_and(|end| now >= end)
    }
}
