//! Residential groups as a committee writes them down.

use hailong::survey::group::{
    BadGroup, GroupEntry, LONGEST_NAME, MOST_HOUSEHOLDS, name_key, new_code,
};
use proptest::prelude::*;

#[test]
fn a_name_is_composed_and_has_single_blanks() {
    let entry = GroupEntry::new("  Kho\u{302}\u{301}i  pho\u{302}\u{301}\t3 ", Some(120)).unwrap();
    assert_eq!(entry.name, "Khối phố 3");
}

#[test]
fn a_group_has_a_name_of_eighty_letters_and_fifty_thousand_households_at_most() {
    let of = |name: &str, households| GroupEntry::new(name, households).map(|_| ());
    assert_eq!(of(" \t", None), Err(BadGroup::NoName));
    assert_eq!(of("\u{1}", None), Err(BadGroup::NoName));
    assert_eq!(of(&"ộ".repeat(LONGEST_NAME), None), Ok(()));
    let long = "ộ".repeat(LONGEST_NAME + 1);
    assert_eq!(of(&long, None), Err(BadGroup::LongName));
    for households in [0, -1, MOST_HOUSEHOLDS + 1, i64::MIN] {
        assert_eq!(of("Thôn 1", Some(households)), Err(BadGroup::Households));
    }
    assert_eq!(of("Thôn 1", Some(MOST_HOUSEHOLDS)), Ok(()));
}

#[test]
fn two_spellings_of_one_name_are_one_name_and_two_tones_are_two() {
    assert_eq!(name_key("Thôn Hòa An"), name_key("thôn  hoà an"));
    assert_eq!(name_key("Thôn Thuỷ"), name_key("Thôn Thủy"));
    assert_ne!(name_key("Thôn Phú"), name_key("Thôn Phủ"));
    assert_ne!(name_key("Thôn Phu"), name_key("Thôn Phú"));
    assert_ne!(name_key("Thôn Đông"), name_key("Thôn Dông"));
}

#[test]
fn a_code_is_the_first_letters_and_the_numbers_of_the_name() {
    let of = |name| new_code(name, |_| false);
    assert_eq!(of("Khối phố 3"), "kp3");
    assert_eq!(of("Tổ dân phố số 12"), "tdps12");
    assert_eq!(of("Thôn Đại Ấn"), "tda");
    assert_eq!(of("???"), "g");
}

proptest! {
    #[test]
    fn a_code_is_free_and_made_of_small_letters_and_digits(
        name in "\\PC{1,30}",
        taken in proptest::collection::hash_set("[a-z]{1,2}[0-9]?", 0..20),
    ) {
        let code = new_code(&name, |code| taken.contains(code));
        prop_assert!(!taken.contains(&code));
        let shape = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        prop_assert!(!code.is_empty() && code.chars().all(shape), "{}", code);
    }

    #[test]
    fn what_was_accepted_is_accepted_again_unchanged(name in "\\PC{0,100}") {
        if let Ok(entry) = GroupEntry::new(&name, None) {
            prop_assert_eq!(GroupEntry::new(&entry.name, None), Ok(entry));
        }
    }
}
