//! Codes that are typed from paper.

use hailong::survey::link::{ALPHABET, Code, LENGTH};
use hailong::survey::wave::WaveId;
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_code_is_read_back_however_it_is_typed(wave in 0..500_i32, random in prop::array::uniform10(0..23_u8)) {
        let code = Code::new(WaveId(wave), random);
        for typed in [code.as_str().to_owned(), code.grouped(), code.grouped().to_lowercase(), format!("  {} ", code.grouped().replace('-', " "))] {
            prop_assert_eq!(Code::read(&typed), Ok(code.clone()));
        }
        prop_assert!(code.may_belong_to(WaveId(wave)));
    }

    #[test]
    fn every_wrong_letter_is_found(random in prop::array::uniform10(0..23_u8), at in 0..LENGTH) {
        let code = Code::new(WaveId(1), random);
        for letter in ALPHABET.iter().filter(|letter| **letter != code.as_str().as_bytes()[at]) {
            let mut wrong = code.as_str().as_bytes().to_vec();
            wrong[at] = *letter;
            prop_assert!(Code::read(&String::from_utf8(wrong).unwrap()).is_err());
        }
    }

    #[test]
    fn every_swap_of_two_letters_is_found(random in prop::array::uniform10(0..23_u8), a in 0..LENGTH, b in 0..LENGTH) {
        let code = Code::new(WaveId(1), random);
        let mut wrong = code.as_str().as_bytes().to_vec();
        wrong.swap(a, b);
        let wrong = String::from_utf8(wrong).unwrap();
        prop_assert_eq!(Code::read(&wrong).is_ok(), wrong == code.as_str());
    }

    #[test]
    fn anything_may_be_typed(text in "\\PC{0,30}") {
        let _ = Code::read(&text);
    }
}
