//! Text as a search sees it: without diacritics, tones and capitals, so that Hòa, Hoà and hoa are one word.

use unicode_normalization::UnicodeNormalization;

/// One blank between words. Never empty for a text that has anything but blanks in it.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let before = out.len();
        let plain = word.nfd().filter(|c| !is_mark(*c));
        for c in plain.flat_map(char::to_lowercase) {
            match c {
                'đ' => out.push('d'),
                // Some capitals become a letter and a mark.
                c if is_mark(c) => {}
                c => out.push(c),
            }
        }
        if out.len() == before {
            out.push('·');
        }
    }
    out
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The words that a search asks for, folded; all must be found.
pub fn wanted(typed: &str) -> Vec<String> {
    fold(typed)
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(8)
        .map(str::to_owned)
        .collect()
}
