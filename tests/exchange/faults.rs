//! Every fault of a data file at its place.

use hailong::exchange::fault::{DataFaults, Expected, MOST, MOST_PEOPLE};
use hailong::exchange::{frame, margins, responses};

use crate::exchange::{GOOD, HEADER, codes};
use crate::survey::sample::form;

/// Row, column, what was found, what was expected.
type At<'a> = (u64, &'a str, &'a str, Expected);

fn check(what: &str, found: &DataFaults, expected: &[At<'_>]) {
    let found: Vec<At<'_>> = found
        .found
        .iter()
        .map(|one| {
            (
                one.row,
                one.column.as_str(),
                one.found.as_str(),
                one.expected.clone(),
            )
        })
        .collect();
    assert_eq!(found, expected, "{what:?}");
}

fn refused(text: &str) -> DataFaults {
    responses::read("r.csv", text.as_bytes(), &form(), Some(&codes()), &[]).unwrap_err()
}

fn levels() -> Expected {
    Expected::Codes(["1", "2", "3", "4", "5", "9"].map(String::from).into())
}

fn options(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

#[test]
fn a_wrong_cell_of_the_responses_is_named_by_row_and_column() {
    let what = || Expected::SeveralCodes(options(&["straw", "plastic", "leaves", "none"]));
    let days = || Expected::NoOrWholeNumber { min: 0, max: 31 };
    let burning = || Expected::Codes(options(&["yes", "no"]));
    let cases: &[(&str, At<'_>)] = &[
        (
            "99999,4,9,,yes,,,",
            (3, "locality", "99999", Expected::Locality),
        ),
        (",4,9,,yes,,,", (3, "locality", "", Expected::Locality)),
        ("20341,6,9,,yes,,,", (3, "dust", "6", levels())),
        ("20341,4,0,,yes,,,", (3, "noise_day", "0", levels())),
        ("20341,4,9,4.0,yes,,,", (3, "noise_night", "4.0", levels())),
        ("20341,4,9,,YES,,,", (3, "burning", "YES", burning())),
        (
            "20341,4,9,,yes,straw;wood,,",
            (3, "what", "straw;wood", what()),
        ),
        (
            "20341,4,9,,yes,straw;straw,,",
            (3, "what", "straw;straw", what()),
        ),
        ("20341,4,9,,yes,,32,", (3, "days", "32", days())),
        ("20341,4,9,,yes,,2.5,", (3, "days", "2.5", days())),
        (
            "20341,4,9,,yes,,,x",
            (3, "sex", "x", Expected::Codes(options(&["f", "m"]))),
        ),
        ("20341,4,9", (3, "", "3", Expected::Cells(8))),
        ("20341,4,9,,yes,,,,,,", (3, "", "11", Expected::Cells(8))),
    ];
    for (row, fault) in cases {
        check(
            row,
            &refused(&format!("{HEADER}\n{GOOD}\n{row}\n")),
            std::slice::from_ref(fault),
        );
    }
}

#[test]
fn a_weight_must_be_a_number_above_zero_that_can_be_squared() {
    for weight in [
        "", "0", "-1", "NaN", "inf", "1e999", "1e155", "1e-200", "1,5", "two",
    ] {
        let quoted = format!("\"{weight}\"");
        let text = format!("{HEADER},weight\n{GOOD},1.5\n{GOOD},{quoted}\n");
        check(
            weight,
            &refused(&text),
            &[(3, "weight", weight, Expected::Weight)],
        );
    }
}

#[test]
fn strata_and_sampling_units_must_be_named_when_their_columns_are_there() {
    let text = format!("{HEADER},stratum,psu\n{GOOD},a,1\n{GOOD},,\n");
    let faults = [
        (3, "stratum", "", Expected::Text),
        (3, "psu", "", Expected::Text),
    ];
    check("empty", &refused(&text), &faults);
}

#[test]
fn wrong_headers_are_named() {
    let without = HEADER
        .replace("noise_day,", "")
        .replace("locality,", "place,");
    let row = "20341,4,,yes,,,f";
    let missing = [
        (1, "locality", "", Expected::Column),
        (1, "noise_day", "", Expected::Column),
    ];
    check(
        "missing",
        &refused(&format!("{without}\n{row}\n")),
        &missing,
    );
    let twice = format!("{HEADER},dust\n{GOOD},4\n");
    check(
        "twice",
        &refused(&twice),
        &[(1, "dust", "dust", Expected::OneColumn)],
    );
}

#[test]
fn a_file_without_content_has_that_one_fault() {
    for empty in ["", "\n\n", " \r\n", "\u{feff}"] {
        check(empty, &refused(empty), &[(1, "", "", Expected::Content)]);
    }
    check(
        "header only",
        &refused(HEADER),
        &[(1, "", "", Expected::Records)],
    );
}

#[test]
fn columns_separated_by_semicolons_are_recognised() {
    let text = format!("{HEADER}\n{GOOD}\n").replace(',', ";");
    let found = HEADER.replace(',', ";");
    check(
        "semicolons",
        &refused(&text),
        &[(1, "", &found, Expected::Commas(';'))],
    );
}

#[test]
fn rows_are_counted_as_an_editor_counts_lines() {
    let cases = [
        (
            format!("\u{feff}{HEADER}\r\n{GOOD}\r\n20341,7,,,,,,\r\n"),
            3,
        ),
        (format!("{HEADER}\n\n\n{GOOD}\n\n20341,7,,,,,,\n"), 6),
        (
            format!("{HEADER},remark\n{GOOD},\"two\nlines\"\n20341,7,,,,,,,\n"),
            4,
        ),
    ];
    for (text, row) in cases {
        check(&text, &refused(&text), &[(row, "dust", "7", levels())]);
    }
}

#[test]
fn fifty_faults_are_described_and_the_others_counted() {
    let text = format!("{HEADER}\n{}", "nowhere,4,9,,yes,,,\n".repeat(1234));
    let faults = refused(&text);
    assert_eq!(faults.found.len(), MOST);
    assert_eq!(faults.more, 1234 - 50);
    assert_eq!(faults.found[49].row, 51);
}

#[test]
fn a_fault_shows_no_control_characters_and_no_endless_cell() {
    let long = "x".repeat(500);
    let faults = refused(&format!("{HEADER}\n\"a\u{1b}[31m\nb{long}\",4,9,,yes,,,\n"));
    let found = &faults.found[0].found;
    assert!(found.chars().all(|letter| !letter.is_control()), "{found}");
    assert_eq!(found.chars().count(), 60);
}

#[test]
fn a_wrong_frame_is_named_by_row_and_column() {
    let whole = |min| Expected::WholeNumber {
        min,
        max: MOST_PEOPLE,
    };
    let or_nothing = || Expected::NoOrWholeNumber {
        min: 0,
        max: MOST_PEOPLE,
    };
    let cases: &[(&str, At<'_>)] = &[
        ("1,Again,5,,", (3, "code", "1", Expected::UniqueCode)),
        (",A,5,,", (3, "code", "", Expected::Text)),
        ("*,A,5,,", (3, "code", "*", Expected::NotTheWhole)),
        ("2,,5,,", (3, "name", "", Expected::Text)),
        ("2,A,0,,", (3, "population", "0", whole(1))),
        ("2,A,many,,", (3, "population", "many", whole(1))),
        ("2,A,5.5,,", (3, "population", "5.5", whole(1))),
        ("2,A,,,", (3, "population", "", whole(1))),
        (
            "2,A,10000000001,,",
            (3, "population", "10000000001", whole(1)),
        ),
        (
            "2,A,5,,9223372036854775807",
            (3, "households", "9223372036854775807", or_nothing()),
        ),
        (
            "2,A,5,2025-13-01,",
            (3, "valid_from", "2025-13-01", Expected::Date),
        ),
        ("2,A,5,,-1", (3, "households", "-1", or_nothing())),
    ];
    for (row, fault) in cases {
        let text = format!("code,name,population,valid_from,households\n1,One,10,,\n{row}\n");
        let faults = frame::read("f.csv", text.as_bytes()).unwrap_err();
        check(row, &faults, std::slice::from_ref(fault));
    }
}

#[test]
fn wrong_margins_are_named_by_row_and_column() {
    let cases: &[(&str, At<'_>)] = &[
        ("sex,f,10", (3, "category", "f", Expected::UniqueCode)),
        (",m,10", (3, "margin", "", Expected::Text)),
        ("sex,,10", (3, "category", "", Expected::Text)),
        ("sex,m,-1", (3, "target", "-1", Expected::NotNegative)),
        ("sex,m,NaN", (3, "target", "NaN", Expected::NotNegative)),
        ("sex,m,", (3, "target", "", Expected::NotNegative)),
    ];
    for (row, fault) in cases {
        let text = format!("margin,category,target\nsex,f,10\n{row}\n");
        let faults = margins::read("m.csv", text.as_bytes()).unwrap_err();
        check(row, &faults, std::slice::from_ref(fault));
    }
}

#[test]
fn what_is_not_text_is_refused_where_it_would_be_printed() {
    let faults = frame::read("f.csv", b"code,name,population\n1,\xff\xfe,10\n").unwrap_err();
    check(
        "bytes",
        &faults,
        &[(2, "name", "\u{fffd}\u{fffd}", Expected::Utf8)],
    );
}
