use hailong::printed::{Paper, slips};
use hailong::survey::link::Code;
use hailong::wording::Tongue;

use crate::printed::pages::Pages;
use crate::printed::{address, given};

#[test]
fn every_slip_of_a_sheet_is_scanned_in_order_and_is_four_centimetres_wide() {
    let given = given();
    let codes = given.codes(20);
    let expected: Vec<String> = codes.iter().map(address).collect();
    for (paper, leaves) in [(Paper::A4, 3), (Paper::A3, 2)] {
        let pages = Pages::of(
            &slips(&given.occasion(Tongue::Vi), paper, &codes)
                .pdf()
                .unwrap(),
        );
        assert_eq!(pages.count(), leaves);
        let scanned = pages.cut_and_scan();
        let texts: Vec<&str> = scanned.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(texts, expected);
        assert!(
            scanned.iter().all(|one| one.millimetres >= 40.0),
            "{scanned:?}"
        );
    }
}

#[test]
fn every_slip_has_its_number_and_its_code_in_one_piece() {
    let given = given();
    let codes = given.codes(9);
    let pages = Pages::of(
        &slips(&given.occasion(Tongue::Vi), Paper::A4, &codes)
            .pdf()
            .unwrap(),
    );
    let text = pages.text();
    for (at, code) in codes.iter().enumerate() {
        assert!(
            text.contains(&code.grouped()),
            "{} is not in {text}",
            code.grouped()
        );
        assert!(text.contains(&format!("Số {}/9", at + 1)), "{text}");
        let typed = text.split_whitespace().filter(|word| word.len() == 14);
        assert!(
            typed
                .clone()
                .any(|word| Code::read(word).as_ref() == Ok(code))
        );
    }
    assert!(pages.words().contains("Đến hết ngày 31/12/2026"));
}

#[test]
fn a_batch_without_slips_is_one_empty_leaf() {
    let given = given();
    let pages = Pages::of(
        &slips(&given.occasion(Tongue::En), Paper::A4, &[])
            .pdf()
            .unwrap(),
    );
    assert_eq!(pages.count(), 1);
    assert!(pages.cut_and_scan().is_empty());
}
