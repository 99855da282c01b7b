//! Uploaded files: the right reading or one clear fault.

use hailong::exchange::old_encodings::OldEncoding;
use hailong::exchange::upload::{FileType, LARGEST, UploadProblem, read_table, read_text};
use hailong::exchange::{margins, write_csv};
use hailong::wording::{Tongue, uploads};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

const TEXT: &str = "margin,category,target\nđịa bàn,Hòa Hương,12\nđịa bàn,Trường Xuân,30\n";

fn problem(bytes: &[u8]) -> UploadProblem {
    read_text("tệp.csv", bytes).unwrap_err().problem
}

/// As Windows writes Vietnamese: letters with their breve, circumflex or horn, then the tone as a mark.
fn windows_1258(text: &str) -> Option<Vec<u8>> {
    let tones = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let mut out = Vec::new();
    for letter in text.nfc() {
        let parts: Vec<char> = letter.nfd().collect();
        let (base, tone): (String, String) = parts.into_iter().partition(|c| !tones.contains(c));
        let together: String = base.nfc().chain(tone.chars()).collect();
        let (bytes, _, failed) = encoding_rs::WINDOWS_1258.encode(&together);
        if failed {
            return None;
        }
        out.extend_from_slice(&bytes);
    }
    Some(out)
}

fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn every_encoding_that_a_spreadsheet_writes_is_read() {
    let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
    let files = [
        TEXT.as_bytes().to_vec(),
        marked(b"\xef\xbb\xbf", TEXT.as_bytes().to_vec()),
        marked(b"\xff\xfe", wide(TEXT, u16::to_le_bytes)),
        marked(b"\xfe\xff", wide(TEXT, u16::to_be_bytes)),
        wide(TEXT, u16::to_le_bytes),
        wide(TEXT, u16::to_be_bytes),
        windows_1258(TEXT).unwrap(),
        TEXT.nfd().collect::<String>().into_bytes(),
    ];
    for (number, bytes) in files.iter().enumerate() {
        assert_eq!(
            read_text("a.csv", bytes).as_deref(),
            Ok(TEXT),
            "file {number}"
        );
    }
}

#[test]
fn tcvn3_and_vni_are_refused_with_the_way_to_unicode() {
    // "Phường Hoà Hương, địa bàn" as the old fonts lie in bytes.
    let tcvn3 = b"Ph\xad\xeang Ho\xb5 H\xad\xacng, \xae\xdea b\xb5n";
    let vni = b"Ph\xf6\xf4\xf8ng Ho\xf8a H\xf6\xf4ng, \xf1\xeca ba\xf8n";
    assert_eq!(problem(tcvn3), UploadProblem::Encoding(OldEncoding::Tcvn3));
    assert_eq!(problem(vni), UploadProblem::Encoding(OldEncoding::Vni));
    let fault = read_text("dan-so.csv", tcvn3).unwrap_err();
    let said = uploads::sentence(&fault, Tongue::Vi);
    assert!(
        said.starts_with("dan-so.csv: ") && said.contains("UTF-8"),
        "{said}"
    );
}

#[test]
fn files_of_another_type_are_named() {
    let book = [b"PK\x03\x04".as_slice(), b"....", b"xl/workbook.xml"].concat();
    let letter = [b"PK\x03\x04".as_slice(), b"....", b"word/document.xml"].concat();
    let cases: [(&[u8], FileType); 8] = [
        (&book, FileType::Workbook),
        (&letter, FileType::Document),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", FileType::Workbook),
        (b"PK\x03\x04bomb.csv", FileType::Archive),
        (b"\x1f\x8b\x08\x00", FileType::Archive),
        (b"%PDF-1.7", FileType::Pdf),
        (b"\x89PNG\r\n", FileType::Picture),
        (b"<!DOCTYPE html><table>", FileType::WebPage),
    ];
    for (bytes, found) in cases {
        assert_eq!(problem(bytes), UploadProblem::Type(found));
    }
    assert_eq!(read_text("a.csv", b"PK,1\n").as_deref(), Ok("PK,1\n"));
}

#[test]
fn empty_large_broken_and_zero_files_are_faults() {
    assert_eq!(problem(b""), UploadProblem::Empty);
    assert_eq!(problem(b"\xef\xbb\xbf \r\n"), UploadProblem::Empty);
    assert_eq!(problem(&vec![b'a'; LARGEST + 1]), UploadProblem::TooLarge);
    assert_eq!(
        problem(b"a,b\n1\0,2\n and some more text"),
        UploadProblem::Zeros
    );
    assert_eq!(problem(b"a,b\n\xff\xfe\xfd"), UploadProblem::NotText);
    assert_eq!(problem(b"\xff\xfea\0b"), UploadProblem::NotText);
}

#[test]
fn semicolons_and_tabs_become_commas_and_rows_stay_on_their_lines() {
    let table = |text: &str| read_table("a.csv", text.as_bytes()).unwrap();
    assert_eq!(table("a;b\n1;2,5\n"), "a,b\n1,\"2,5\"\n");
    assert_eq!(
        table("a\tb\r\nx \"y\", z\t2\r\n"),
        "a,b\r\n\"x \"\"y\"\", z\",2\r\n"
    );
    assert_eq!(table("a;b\n\"x;\ny\";2\n"), "a,b\n\"x;\ny\",2\n");
    assert_eq!(table("a,b;c\n1,2;3\n"), "a,b;c\n1,2;3\n");
    let vietnamese = "margin;category;target\n\nsex;Nữ;30000\nsex;Nam;ba mươi\n";
    let faults = margins::read("m.csv", table(vietnamese).as_bytes()).unwrap_err();
    assert_eq!(faults.found[0].row, 4);
}

#[test]
fn a_formula_is_text_and_is_harmless_when_it_is_written_again() {
    let sent = "margin,category,target\nsex,=1+1,5\nsex,@SUM(A1),6\nsex,-1,7\n";
    let text = read_table("m.csv", sent.as_bytes()).unwrap();
    let rows = margins::read("m.csv", text.as_bytes()).unwrap();
    assert_eq!(rows[0].category, "=1+1");
    let line = |row: &margins::MarginRow| vec![row.category.clone()];
    let written = write_csv::write(&["category"], rows.iter().map(line));
    let written = String::from_utf8(written).unwrap();
    assert_eq!(written, "category\n'=1+1\n'@SUM(A1)\n-1\n");
}

/// Words of Vietnamese, with digits and what stands between cells.
/// A table with a header in plain letters, as every file that is read here has: wide text without a mark is known by it.
fn vietnamese() -> impl Strategy<Value = String> {
    let letters: Vec<char> = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵĐÂƠƯ0123456789,; \n"
        .chars()
        .collect();
    prop::collection::vec(prop::sample::select(letters), 1..60).prop_map(|letters| {
        let words: String = letters.into_iter().collect();
        format!("locality,group,households,email\n{words}x,1")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_text_or_a_fault_with_a_sentence(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        start in prop::sample::select(vec![b"".as_slice(), b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"a;b\n"]),
    ) {
        let bytes = [start, &bytes].concat();
        match read_table("a.csv", &bytes) {
            Ok(text) => prop_assert!(!text.contains('\0')),
            Err(fault) => for tongue in Tongue::ALL {
                let said = uploads::sentence(&fault, tongue);
                prop_assert!(said.starts_with("a.csv: "), "{said}");
            },
        }
    }

    #[test]
    fn encodings_round_trip(text in vietnamese()) {
        let windows = windows_1258(&text).unwrap();
        for bytes in [text.clone().into_bytes(), wide(&text, u16::to_le_bytes), wide(&text, u16::to_be_bytes), windows] {
            prop_assert_eq!(&read_text("a.csv", &bytes).unwrap(), &text);
        }
    }
}
