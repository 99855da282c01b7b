//! Vietnamese text from before Unicode: one byte a letter. Windows-1258 is read; TCVN3 and VNI, which are fonts rather
//! than encodings, are only recognised.

use encoding_rs::WINDOWS_1258;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OldEncoding {
    Windows1258,
    Tcvn3,
    Vni,
}

/// What all bytes above ASCII agree with, the strictest first.
pub fn recognised(bytes: &[u8]) -> Option<OldEncoding> {
    let all = |fits: fn(u8, Option<u8>) -> bool| {
        let mut before = None;
        bytes.iter().all(|byte| {
            let good = byte.is_ascii() || fits(*byte, before);
            before = Some(*byte);
            good
        })
    };
    if all(fits_windows_1258) {
        Some(OldEncoding::Windows1258)
    } else if all(fits_vni) {
        Some(OldEncoding::Vni)
    } else if all(|byte, _| is_tcvn3(byte)) {
        Some(OldEncoding::Tcvn3)
    } else {
        None
    }
}

/// Tones come as marks of their own after the letter; composing them is left to the caller.
pub fn windows_1258(bytes: &[u8]) -> String {
    let (text, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
    text.into_owned()
}

/// Letters of Vietnamese and marks after a vowel, a few signs, nothing else.
fn fits_windows_1258(byte: u8, before: Option<u8>) -> bool {
    match byte {
        // The five tones.
        0xCC | 0xD2 | 0xDE | 0xEC | 0xF2 => before.is_some_and(is_vowel_1258),
        // Đ đ
        0xD0 | 0xF0 => true,
        // € … and curved quotation marks, dashes, ™, a hard space, ° and ².
        0x80 | 0x85 | 0x91..=0x97 | 0x99 | 0xA0 | 0xB0 | 0xB2 => true,
        other => is_vowel_1258(other),
    }
}

fn is_vowel_1258(byte: u8) -> bool {
    is_plain_vowel(byte)
        || matches!(
            // À Á Â Ă È É Ê Í Ó Ô Ơ Ù Ú Ư, and the small ones.
            byte & !0x20,
            0xC0..=0xC3 | 0xC8..=0xCA | 0xCD | 0xD3..=0xD5 | 0xD9 | 0xDA | 0xDD
        ) && byte >= 0xC0
}

fn is_plain_vowel(byte: u8) -> bool {
    matches!(
        byte.to_ascii_lowercase(),
        b'a' | b'e' | b'i' | b'o' | b'u' | b'y'
    )
}

/// VNI writes a mark after its letter (`aø` for à); ñ is đ, ö is ư, ô is ơ.
fn fits_vni(byte: u8, before: Option<u8>) -> bool {
    if byte < 0xC0 {
        return false;
    }
    match byte | 0x20 {
        0xF1 | 0xF6 | 0xF4 | 0xEE | 0xED | 0xEC | 0xE6 | 0xF3 | 0xF2 => true,
        0xF9 | 0xF8 | 0xFB | 0xF5 | 0xEF | 0xE2 | 0xE1 | 0xE0 | 0xE5 | 0xE3 | 0xE4 | 0xEA
        | 0xE9 | 0xE8 | 0xFA | 0xFC | 0xEB => before.is_some_and(|letter| {
            is_plain_vowel(letter) || (letter >= 0xC0 && matches!(letter | 0x20, 0xF6 | 0xF4))
        }),
        _ => false,
    }
}

fn is_tcvn3(byte: u8) -> bool {
    matches!(
        byte,
        0xA1..=0xAE | 0xB5..=0xB9 | 0xBB..=0xBE | 0xC6..=0xCC | 0xCE..=0xD8 | 0xDC..=0xDF
            | 0xE1..=0xEF | 0xF1..=0xFE
    )
}
