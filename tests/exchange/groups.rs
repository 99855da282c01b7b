//! A committee's list of its residential groups.

use chrono::NaiveDate;
use hailong::exchange::fault::Expected;
use hailong::exchange::groups::{read, write};
use hailong::survey::locality::{Group, LocalityKey};

fn faults(text: &str) -> Vec<(u64, String, Expected)> {
    let found = read("groups.csv", text.as_bytes()).unwrap_err().found;
    let plain = found.into_iter();
    plain
        .map(|fault| (fault.row, fault.column, fault.expected))
        .collect()
}

#[test]
fn every_bad_row_is_named_with_its_line() {
    let long = "x".repeat(81);
    let text = format!(
        "group_name,households\nThôn Hòa,0\n,5\nThôn 2,many\nThôn Hoà,9\nthôn  hòa,9\n{long},1\n"
    );
    let households = Expected::NoOrWholeNumber {
        min: 1,
        max: 50_000,
    };
    let expected = [
        (2, "households", households.clone()),
        (3, "group_name", Expected::Text),
        (4, "households", households),
        (6, "group_name", Expected::UniqueName),
        (7, "group_name", Expected::Letters(80)),
    ];
    let expected = expected.map(|(row, column, expected)| (row, column.to_owned(), expected));
    assert_eq!(faults(&text), expected);
}

#[test]
fn the_list_that_was_downloaded_can_be_sent_again() {
    let group = |name: &str, households| Group {
        locality: LocalityKey {
            code: "1".to_owned(),
            valid_from: NaiveDate::default(),
        },
        code: "x".to_owned(),
        name: name.to_owned(),
        households,
    };
    let groups = [
        group("Khối phố 1, cũ", Some(120)),
        group("=Thôn \"2\"", None),
    ];
    let entries = read("groups.csv", &write(&groups)).unwrap();
    let found: Vec<_> = entries
        .iter()
        .map(|one| (one.name.as_str(), one.households))
        .collect();
    assert_eq!(
        found,
        [("Khối phố 1, cũ", Some(120)), ("=Thôn \"2\"", None)]
    );
}
