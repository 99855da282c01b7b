//! What a batch is, without a database.

use hailong::survey::batch::{BadSize, BatchId, LARGEST, Purpose, check_size};
use hailong::survey::link::LinkKind;
use proptest::prelude::*;

#[test]
fn a_batch_has_one_to_five_thousand_links() {
    for size in [1, 2, LARGEST] {
        assert_eq!(check_size(size), Ok(()));
    }
    for size in [0, LARGEST + 1, u32::MAX] {
        assert_eq!(check_size(size), Err(BadSize(size)));
    }
}

#[test]
fn a_purpose_says_the_kind_of_its_links_and_reads_back_from_its_word() {
    let kinds = Purpose::ALL.map(Purpose::kind);
    let expected = [LinkKind::Open, LinkKind::Single, LinkKind::Single];
    assert_eq!(kinds, expected);
    for purpose in Purpose::ALL {
        assert_eq!(Purpose::parse(purpose.as_str()), Some(purpose));
    }
    assert_eq!(Purpose::parse("Poster"), None);
}

proptest! {
    #[test]
    fn an_id_reads_back_from_its_digits(random: [u8; 16]) {
        let id = BatchId::new(random);
        prop_assert_eq!(BatchId::read(id.as_str()), Some(id));
    }

    #[test]
    fn only_thirty_two_small_hexadecimal_digits_are_an_id(text in "\\PC{0,40}") {
        let digits = text.len() == 32 && text.chars().all(|c| "0123456789abcdef".contains(c));
        prop_assert_eq!(BatchId::read(&text).is_some(), digits);
    }
}
