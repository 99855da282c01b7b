//! No file makes a reader panic.

use hailong::edition::method::Method;
use hailong::exchange::{frame, localities, margins, responses};
use proptest::prelude::*;

use crate::exchange::{HEADER, codes};
use crate::survey::sample::form;

fn read_everything(bytes: &[u8]) {
    let _ = responses::read("r.csv", bytes, &form(), Some(&codes()), &[]);
    let _ = frame::read("f.csv", bytes);
    let _ = margins::read("m.csv", bytes);
    let _ = localities::read("l.csv", bytes);
    let _ = localities::read_changes("c.csv", bytes);
    let _ = localities::read_groups("g.csv", bytes);
    let _ = Method::read(&String::from_utf8_lossy(bytes), &form());
}

/// Pieces that readers look at.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::sample::select(vec![
            ",",
            "\n",
            "\r\n",
            "\"",
            "\"\"",
            "'",
            "'=",
            ";",
            "\u{feff}",
            "20341",
            "4",
            "9",
            "-1",
            "code",
            "name",
            "population",
            "locality",
            "margin",
            "1e999",
            "=",
            "[design]",
            "kind",
            "thresholds",
            "{",
            "}",
            "nan",
            " ",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..4),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read_everything(&bytes);
    }

    #[test]
    fn random_pieces_never_panic(pieces in prop::collection::vec(piece(), 0..80)) {
        read_everything(&pieces.concat());
        let mut under_a_header = format!("{HEADER},weight,stratum,psu\n").into_bytes();
        under_a_header.extend(pieces.concat());
        read_everything(&under_a_header);
    }
}
