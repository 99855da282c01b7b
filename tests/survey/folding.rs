use hailong::survey::folding::{fold, wanted};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

#[test]
fn a_search_finds_a_word_however_its_tones_and_capitals_are_written() {
    for written in ["Hòa", "Hoà", "HOÀ", "hoa", "Hoa\u{300}"] {
        assert_eq!(fold(written), "hoa");
    }
    assert_eq!(fold("  Đường \n Nguyễn  Huệ"), "duong nguyen hue");
    assert_eq!(wanted(" rác   chợ "), ["rac", "cho"]);
    assert!(wanted("  ").is_empty());
}

proptest! {
    #[test]
    fn folding_again_changes_nothing_and_composition_does_not_matter(text in "\\PC{0,60}") {
        let once = fold(&text);
        prop_assert_eq!(&fold(&once), &once);
        prop_assert_eq!(fold(&text.nfc().collect::<String>()), once.clone());
        prop_assert_eq!(once.is_empty(), text.trim().is_empty());
    }
}
