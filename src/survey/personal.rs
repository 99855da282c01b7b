//! What in a text may be personal data: shown to the reader as a proposal, never struck out by itself.

use std::ops::Range;

use crate::survey::comment::tokens;
use crate::survey::folding::fold;

/// Which of the text's [`tokens`] may be part of a telephone number, an e-mail address, an identity number, a house number
/// or a name.
pub fn suspects(words: &str) -> Vec<bool> {
    let places = tokens(words);
    let text = |at: usize| {
        places
            .get(at)
            .and_then(|place: &Range<usize>| words.get(place.clone()))
            .unwrap_or_default()
    };
    let mut found = vec![false; places.len()];
    let mut mark = |from: usize, to: usize| {
        for one in found.iter_mut().take(to).skip(from) {
            *one = true;
        }
    };
    for at in 0..places.len() {
        let word = text(at);
        if is_mail(word) {
            mark(at, at + 1);
        }
        let run = digit_run(&text, at);
        if run > at {
            mark(at, run);
        }
        if let Some(first) = house(&text, at) {
            mark(at, first + 1);
        }
        if is_address_word(word) {
            let named = (at + 1..places.len()).take(4);
            let end = named.take_while(|next| {
                is_name_part(text(*next)) && !ends(text(next - 1), *next > at + 1)
            });
            let end = end.last().unwrap_or(at);
            if end > at {
                mark(at + 1, end + 1);
            }
        }
    }
    found
}

fn is_mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| {
        let clean = host.trim_end_matches(|c: char| !c.is_alphanumeric());
        !name.is_empty() && clean.split('.').filter(|part| !part.is_empty()).count() > 1
    })
}

/// Telephone and identity numbers are typed in one piece or in groups: the token after the last whose digits make up
/// such a number, or `at` when there is none.
fn digit_run<'a>(text: &impl Fn(usize) -> &'a str, at: usize) -> usize {
    let mut digits = String::new();
    let mut longest = at;
    for next in at..at + 5 {
        let word = text(next);
        let bare = word.trim_matches(|c: char| !c.is_ascii_digit() && c != '+');
        let is_number = !bare.is_empty()
            && bare
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '+' | '.' | '-' | '(' | ')'));
        if !is_number {
            // One word such as "sđt:0905123456" may still hold a number.
            if next == at {
                let inside: String = word.chars().filter(char::is_ascii_digit).collect();
                let tail: usize = word.chars().rev().take_while(char::is_ascii_digit).count();
                if tail >= 9 && is_personal_number(&inside) {
                    longest = at + 1;
                }
            }
            break;
        }
        digits.extend(bare.chars().filter(char::is_ascii_digit));
        if is_personal_number(&digits) {
            longest = next + 1;
        }
        if digits.len() > 12 {
            break;
        }
    }
    longest
}

/// Old and new identity numbers have 9 and 12 digits, telephone numbers 10 or, with the country, 11.
fn is_personal_number(digits: &str) -> bool {
    match digits.len() {
        9 | 12 => true,
        10 => digits.starts_with('0'),
        11 => digits.starts_with("84") || digits.starts_with('0'),
        _ => false,
    }
}

/// "số nhà 12", "nhà số 12/3": the token of the number.
fn house<'a>(text: &impl Fn(usize) -> &'a str, at: usize) -> Option<usize> {
    let pair = (fold(text(at)), fold(text(at + 1)));
    let is_house = matches!(
        (pair.0.as_str(), pair.1.as_str()),
        ("so", "nha") | ("nha", "so")
    );
    (is_house && text(at + 2).chars().any(|c| c.is_ascii_digit())).then_some(at + 2)
}

fn is_address_word(word: &str) -> bool {
    let bare = word
        .trim_matches(|c: char| !c.is_alphabetic())
        .to_lowercase();
    [
        "ông", "bà", "anh", "chị", "cô", "chú", "bác", "em", "mr", "mrs", "ms",
    ]
    .contains(&bare.as_str())
}

fn is_name_part(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// A name ends with the word that a comma or a full stop follows.
fn ends(before: &str, within_name: bool) -> bool {
    within_name && before.ends_with([',', '.', ';', ':', '!', '?'])
}
