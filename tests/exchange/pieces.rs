//! A file that is read in pieces is read as one that is read whole.

use std::sync::LazyLock;

use hailong::exchange::fault::DataFaults;
use hailong::exchange::responses::{Responses, read_in_pieces};
use hailong::survey::form::Form;
use proptest::prelude::*;

use crate::exchange::{GOOD, HEADER, codes};
use crate::survey::sample::form;

const MORE: &str = "weight,stratum,psu,age,remark";

fn read(bytes: &[u8], size: usize) -> Result<Responses, DataFaults> {
    static FORM: LazyLock<Form> = LazyLock::new(form);
    let wanted = ["age".to_owned(), "sex".to_owned()];
    read_in_pieces("r.csv", bytes, &FORM, Some(&codes()), &wanted, size)
}

fn same_in_pieces(bytes: &[u8], sizes: &[usize]) -> Result<(), TestCaseError> {
    let whole = read(bytes, usize::MAX);
    for size in sizes {
        prop_assert_eq!(&read(bytes, *size), &whole, "in pieces of {}", size);
    }
    Ok(())
}

/// What a reader of CSV, and of this file, looks at.
fn scrap() -> impl Strategy<Value = Vec<u8>> {
    let texts = [
        ",", "\n", "\r\n", "\r", "\"", "\"\"", ",\"", "\",", "\"\n", "\n\"", "\u{feff}", "'=",
        "20341", "4", " ", "x", "ươ", "u\u{31b}",
    ];
    prop_oneof![
        8 => prop::sample::select(texts.map(|text| text.as_bytes().to_vec()).to_vec()),
        1 => prop::collection::vec(any::<u8>(), 1..3),
        3 => Just(format!("{GOOD},1,a,b,c,").into_bytes()),
    ]
}

fn file() -> impl Strategy<Value = Vec<u8>> {
    let ends = prop::sample::select(vec!["\n", "\r\n", "\r", "", "\n\n"]);
    (ends, prop::collection::vec(scrap(), 0..60)).prop_map(|(end, scraps)| {
        let mut bytes = format!("{HEADER},{MORE}{end}").into_bytes();
        bytes.extend(scraps.concat());
        bytes
    })
}

/// A name in one of several spellings, or one that is hard to read.
fn name() -> impl Strategy<Value = String> {
    let names = [
        "a",
        "b",
        "\"a\"",
        "Hoà",
        "Hoa\u{300}",
        "\"two\nlines\"",
        "\"with \"\" a quote\"",
        "\"a,b\"",
        "x\"y",
    ];
    prop::sample::select(names.to_vec()).prop_map(str::to_owned)
}

fn good_row() -> impl Strategy<Value = String> {
    let locality = prop::sample::select(vec!["20341", "20344", "\"20344\""]);
    let age = prop_oneof![name(), Just(String::new())];
    let end = prop::sample::select(vec!["\n", "\r\n", "\n\n"]);
    (locality, 1_u8..6, 1_u32..99, name(), name(), age, name(), end).prop_map(
        |(locality, level, weight, stratum, unit, age, remark, end)| {
            format!("{locality},{level},9,,yes,\"straw;leaves\",12,f,{weight},{stratum},{unit},{age},{remark}{end}")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_in_the_file(bytes in file(), size in 1_usize..200) {
        same_in_pieces(&bytes, &[1, 7, 30, 80, size])?;
    }

    #[test]
    fn numbers_of_names_are_those_of_the_whole_file(rows in prop::collection::vec(good_row(), 1..40), size in 1_usize..400) {
        let bytes = format!("{HEADER},{MORE}\n{}", rows.concat()).into_bytes();
        let whole = read(&bytes, usize::MAX).unwrap();
        prop_assert_eq!(whole.locality.len(), rows.len());
        same_in_pieces(&bytes, &[size])?;
    }

    #[test]
    fn the_first_fifty_faults_are_those_of_the_whole_file(
        are_good in prop::collection::vec(prop::bool::weighted(0.2), 40..160),
        size in 1_usize..2_000,
    ) {
        let row = |is_good: &bool| if *is_good { format!("{GOOD},1,a,b,c,\n") } else { "nowhere,7\n".to_owned() };
        let rows: String = are_good.iter().map(row).collect();
        same_in_pieces(format!("{HEADER},{MORE}\n{rows}").as_bytes(), &[size])?;
    }
}

#[test]
fn a_mark_at_the_beginning_of_a_record_is_no_mark_of_a_file() {
    let bytes = format!("{HEADER},{MORE}\n{GOOD},1,a,b,c,\n\u{feff}{GOOD},1,a,b,c,\n");
    for size in [1, 60, usize::MAX] {
        let faults = read(bytes.as_bytes(), size).unwrap_err();
        let found: Vec<(u64, &str)> = faults
            .found
            .iter()
            .map(|one| (one.row, one.column.as_str()))
            .collect();
        assert_eq!(found, [(3, "locality")], "in pieces of {size}");
    }
}

#[test]
fn a_name_that_is_not_text_is_a_fault_of_every_row() {
    let row = [format!("{GOOD},1,").as_bytes(), b"\xff,b,c,\n"].concat();
    let bytes = [format!("{HEADER},{MORE}\n").as_bytes(), &row, &row].concat();
    let faults = read(&bytes, usize::MAX).unwrap_err();
    let found: Vec<(u64, &str)> = faults
        .found
        .iter()
        .map(|one| (one.row, one.column.as_str()))
        .collect();
    assert_eq!(found, [(2, "stratum"), (3, "stratum")]);
}

#[test]
fn two_spellings_of_one_text_are_one_name() {
    let row = |stratum: &str| format!("{GOOD},1,{stratum},b,c,\n");
    let bytes = format!("{HEADER},{MORE}\n{}{}", row("Hòa"), row("Ho\u{300}a"));
    let found = read(bytes.as_bytes(), usize::MAX).unwrap();
    assert_eq!(found.stratum.unwrap(), (vec!["Hòa".to_owned()], vec![0, 0]));
}
