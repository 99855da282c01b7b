//! Residential groups as a committee writes them down: a name, and how many households there are.

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

pub const LONGEST_NAME: usize = 80;
/// More households than any residential group has.
pub const MOST_HOUSEHOLDS: i64 = 50_000;

/// What is known of a group besides its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupEntry {
    pub name: String,
    pub households: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BadGroup {
    #[error("a group has a name")]
    NoName,
    #[error("a name has {LONGEST_NAME} letters at most")]
    LongName,
    #[error("a group has 1 to {MOST_HOUSEHOLDS} households")]
    Households,
}

impl GroupEntry {
    /// Composed Unicode, single blanks.
    pub fn new(name: &str, households: Option<i64>) -> Result<Self, BadGroup> {
        let words: Vec<String> = name
            .split_whitespace()
            .map(|word| word.nfc().filter(|c| !c.is_control()).collect())
            .collect();
        let name = words.join(" ");
        match name.chars().count() {
            0 => Err(BadGroup::NoName),
            1..=LONGEST_NAME if households.is_none_or(in_range) => Ok(Self { name, households }),
            1..=LONGEST_NAME => Err(BadGroup::Households),
            _ => Err(BadGroup::LongName),
        }
    }
}

fn in_range(households: i64) -> bool {
    (1..=MOST_HOUSEHOLDS).contains(&households)
}

/// Two names with the same key are one name: capitals and the place of a tone in its syllable do not count (Hòa = Hoà).
pub fn name_key(name: &str) -> String {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let word = |word: &str| {
        let lower: String = word.to_lowercase();
        let (tones, mut letters): (String, String) = lower.nfd().partition(|c| TONES.contains(c));
        letters.push_str(&tones);
        letters
    };
    let words: Vec<String> = name.split_whitespace().map(word).collect();
    words.join(" ")
}

/// A short code that nobody in the locality has: first letters and numbers of the name, Khối phố 3 → kp3.
pub fn new_code(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let first = |word: &str| {
        let plain = word
            .nfd()
            .map(|c| if matches!(c, 'đ' | 'Đ') { 'd' } else { c });
        let plain: String = plain.filter(char::is_ascii_alphanumeric).collect();
        let is_number = plain.starts_with(|c: char| c.is_ascii_digit());
        let length = if is_number {
            plain.len()
        } else {
            1.min(plain.len())
        };
        plain[..length].to_ascii_lowercase()
    };
    let mut short: String = name.split_whitespace().map(first).collect();
    if short.is_empty() {
        short.push('g');
    }
    if !is_taken(&short) {
        return short;
    }
    (2_u32..)
        .map(|number| format!("{short}-{number}"))
        .find(|code| !is_taken(code))
        .unwrap_or(short)
}
