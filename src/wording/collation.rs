//! Alphabetical order of Vietnamese names: a ă â b c d đ e ê …, tones only between names that are otherwise alike, and
//! wherever in the syllable they are written (Hòa = Hoà).

use unicode_normalization::UnicodeNormalization;

pub use crate::survey::folding::fold;

const GRAVE: char = '\u{300}';
const HOOK: char = '\u{309}';
const TILDE: char = '\u{303}';
const ACUTE: char = '\u{301}';
const DOT: char = '\u{323}';
const BREVE: char = '\u{306}';
const CIRCUMFLEX: char = '\u{302}';
const HORN: char = '\u{31b}';

/// Names sorted by this key stand in Vietnamese order: letters first, then the tones syllable by syllable.
pub type Key = (Vec<u32>, Vec<u8>, String);

pub fn key(name: &str) -> Key {
    let mut letters: Vec<u32> = Vec::new();
    let mut tones = vec![0_u8];
    for c in name.nfd().flat_map(char::to_lowercase) {
        match c {
            GRAVE => set(&mut tones, 1),
            HOOK => set(&mut tones, 2),
            TILDE => set(&mut tones, 3),
            ACUTE => set(&mut tones, 4),
            DOT => set(&mut tones, 5),
            BREVE | HORN => add(&mut letters, 1),
            CIRCUMFLEX => add(&mut letters, 2),
            // đ follows d; ơ and ư follow o, ô and u.
            'đ' => letters.push(u32::from('d') * 8 + 1),
            c => {
                if c.is_whitespace() || c == '-' {
                    tones.push(0);
                }
                letters.push(u32::from(c) * 8);
            }
        }
    }
    (letters, tones, name.to_owned())
}

fn set(tones: &mut [u8], tone: u8) {
    if let Some(last) = tones.last_mut() {
        *last = tone;
    }
}

/// ă < â, but ô < ơ: the breve comes before the circumflex, the horn after it.
fn add(letters: &mut [u32], mark: u32) {
    if let Some(last) = letters.last_mut() {
        let horned = matches!(char::from_u32(*last / 8), Some('o' | 'u'));
        *last += if mark == 1 && horned { 3 } else { mark };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_vietnamese_order() {
        let mut names = vec![
            "Đông Yên",
            "Ơn",
            "Ân",
            "Hoà Thuận",
            "An Xuân",
            "Ôn",
            "Hòa Hương",
            "Dương",
            "Ăn",
            "On",
            "An Phú",
            "An",
            "Án",
            "Àn",
            "Em",
            "Êm",
        ];
        names.sort_by_cached_key(|name| key(name));
        let expected = [
            "An",
            "Àn",
            "Án",
            "An Phú",
            "An Xuân",
            "Ăn",
            "Ân",
            "Dương",
            "Đông Yên",
            "Em",
            "Êm",
            "Hòa Hương",
            "Hoà Thuận",
            "On",
            "Ôn",
            "Ơn",
        ];
        assert_eq!(names, expected);
    }
}
