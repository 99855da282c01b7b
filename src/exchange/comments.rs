//! Comments as a spreadsheet: all of a wave out, and what people wrote into the columns back in.

use std::collections::HashSet;

use crate::exchange::fault::{DataFaults, Expected, Faults};
use crate::exchange::table::{name, open};
use crate::exchange::write_csv;
use crate::survey::comment::{CommentId, CommentState, LONGEST_NOTE};

const HEADER: [&str; 12] = [
    "id",
    "locality",
    "valid_from",
    "locality_name",
    "question",
    "state",
    "topics",
    "place",
    "case",
    "new_case",
    "reason",
    "words",
];

/// One comment on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentOut {
    pub id: CommentId,
    pub locality: String,
    pub valid_from: String,
    pub locality_name: String,
    pub question: String,
    pub state: CommentState,
    pub topics: Vec<String>,
    pub place: String,
    pub case: Option<i32>,
    pub reason: String,
    pub words: String,
}

/// With a byte order mark: without it a spreadsheet takes the letters for those of another alphabet.
pub fn write(comments: impl Iterator<Item = CommentOut>) -> Vec<u8> {
    let rows = comments.map(|one| {
        vec![
            one.id.as_text(),
            one.locality,
            one.valid_from,
            one.locality_name,
            one.question,
            one.state.as_str().to_owned(),
            one.topics.join(";"),
            one.place,
            one.case
                .map(|number| number.to_string())
                .unwrap_or_default(),
            String::new(),
            one.reason,
            one.words,
        ]
    });
    let mut out = b"\xef\xbb\xbf".to_vec();
    out.extend(write_csv::write(&HEADER, rows));
    out
}

/// What a row says about a comment. `None`: the file has no such column, so that nothing changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentIn {
    /// Line in the file.
    pub line: u64,
    pub id: CommentId,
    pub topics: Option<Vec<String>>,
    /// An empty cell takes the place away.
    pub place: Option<Option<String>>,
    /// Number of a case to join; an empty cell changes nothing.
    pub case: Option<i32>,
    /// Title of a case to be made; rows with one title make one case.
    pub new_case: Option<String>,
}

/// Reads a file whose columns `topics`, `place`, `case` and `new_case` may have been filled in; others are passed over.
pub fn read(file: &str, bytes: &[u8], topics: &[String]) -> Result<Vec<CommentIn>, DataFaults> {
    let mut faults = Faults::new(file);
    let Some(table) = open(bytes, &mut faults) else {
        return faults.or(Vec::new());
    };
    let id_at = table.required("id", &mut faults);
    let places =
        ["topics", "place", "case", "new_case"].map(|column| (column, table.optional(column)));
    let mut seen = HashSet::new();
    let mut rows = Vec::new();
    table.each(&mut faults, |line, record, faults| {
        let cell = |column: &str, faults: &mut Faults| {
            let (_, at) = places.iter().find(|(name, _)| *name == column)?;
            Some(name(record, (*at)?, line, column, faults).into_owned())
        };
        let Some(id_at) = id_at else { return };
        let typed = name(record, id_at, line, "id", faults).into_owned();
        let Some(id) = CommentId::parse(&typed) else {
            faults.add(line, "id", &typed, Expected::Comment);
            return;
        };
        if !seen.insert(id) {
            faults.add(line, "id", &typed, Expected::UniqueCode);
        }
        let short = |column: &str, text: &str, faults: &mut Faults| {
            if text.chars().count() > LONGEST_NOTE {
                faults.add(line, column, text, Expected::Shorter(LONGEST_NOTE));
            }
        };
        let chosen = cell("topics", faults).map(|text| some_topics(&text, topics, line, faults));
        let place = cell("place", faults).map(|text| {
            short("place", &text, faults);
            (!text.is_empty()).then_some(text)
        });
        let case = cell("case", faults)
            .filter(|text| !text.is_empty())
            .and_then(|text| {
                let number = text.parse::<i32>().ok().filter(|number| *number > 0);
                if number.is_none() {
                    faults.add(line, "case", &text, Expected::Case);
                }
                number
            });
        let new_case = cell("new_case", faults).filter(|text| !text.is_empty());
        if let Some(title) = &new_case {
            short("new_case", title, faults);
            if case.is_some() {
                faults.add(line, "new_case", title, Expected::OneCase);
            }
        }
        rows.push(CommentIn {
            line,
            id,
            topics: chosen,
            place,
            case,
            new_case,
        });
    });
    faults.or(rows)
}

fn some_topics(text: &str, known: &[String], line: u64, faults: &mut Faults) -> Vec<String> {
    let parts = text
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let mut chosen: Vec<String> = parts.map(str::to_owned).collect();
    let before = chosen.len();
    chosen.sort();
    chosen.dedup();
    if chosen.len() < before || chosen.iter().any(|topic| !known.contains(topic)) {
        faults.add(line, "topics", text, Expected::SeveralCodes(known.to_vec()));
    }
    chosen
}
