use hailong::exchange::comments::{CommentOut, read, write};
use hailong::exchange::fault::Expected;
use hailong::survey::comment::{CommentId, CommentState};

const ID: &str = "07070707070707070707070707070707";

fn topics() -> Vec<String> {
    ["water", "waste"].map(str::to_owned).to_vec()
}

fn out() -> CommentOut {
    CommentOut {
        id: CommentId([7; 16]),
        locality: "20341".to_owned(),
        valid_from: "2025-07-01".to_owned(),
        locality_name: "Tam Kỳ".to_owned(),
        question: "more".to_owned(),
        state: CommentState::Tagged,
        topics: vec!["waste".to_owned(), "water".to_owned()],
        place: "=HYPERLINK(\"x\")".to_owned(),
        case: Some(12),
        reason: String::new(),
        words: "-2+3, \"rác\"\nhôi".to_owned(),
    }
}

#[test]
fn a_spreadsheet_opens_the_file_as_unicode_and_runs_nothing_of_it() {
    let file = write([out()].into_iter());
    let text = String::from_utf8(file).unwrap();
    assert!(text.starts_with('\u{feff}'));
    assert!(text.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{text}");
    assert!(text.ends_with("\"'-2+3, \"\"rác\"\"\nhôi\"\n"), "{text}");
}

#[test]
fn what_goes_out_comes_back_in() {
    let rows = read("c.csv", &write([out()].into_iter()), &topics()).unwrap();
    assert_eq!(rows[0].id, out().id);
    assert_eq!(rows[0].topics, Some(out().topics));
    assert_eq!(rows[0].place, Some(Some(out().place)));
    assert_eq!((rows[0].case, &rows[0].new_case), (Some(12), &None));
}

#[test]
fn columns_that_are_not_there_change_nothing() {
    let rows = read("c.csv", format!("id,place\n{ID},\n").as_bytes(), &topics()).unwrap();
    assert_eq!((&rows[0].topics, &rows[0].place), (&None, &Some(None)));
}

#[test]
fn every_fault_is_named_with_its_row_and_column() {
    let long = "x".repeat(201);
    let file = format!(
        "id,topics,place,case,new_case\n{ID},dust,{long},0,\n{ID},waste;waste,,3,Chợ\nxyz,,,,\n"
    );
    let faults = read("c.csv", file.as_bytes(), &topics()).unwrap_err().found;
    let seen: Vec<_> = faults
        .iter()
        .map(|one| (one.row, one.column.as_str(), &one.expected))
        .collect();
    let several = Expected::SeveralCodes(topics());
    let expected = [
        (2, "topics", &several),
        (2, "place", &Expected::Shorter(200)),
        (2, "case", &Expected::Case),
        (3, "id", &Expected::UniqueCode),
        (3, "topics", &several),
        (3, "new_case", &Expected::OneCase),
        (4, "id", &Expected::Comment),
    ];
    assert_eq!(seen, expected);
}
