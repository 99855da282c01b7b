//! What the two pages have in common: rows of a coverage table, days, ways of answering.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::charts::days::{self, Day, Days};
use crate::charts::{Caption, Size};
use crate::survey::coverage::{self, FEWEST, Progress, Shown};
use crate::survey::tally::Received;
use crate::web::desk::list::{Heading, Wish};
use crate::wording::coverage::{Coverage, part, standing};
use crate::wording::numbers::{count, date, percent};
use crate::wording::{Tongue, collation, fill};

/// A locality, or a group in one.
pub struct Part {
    pub code: String,
    pub name: String,
    pub href: String,
    pub planned: Option<i64>,
    pub received: Received,
}

pub struct Row {
    pub code: String,
    pub name: String,
    pub href: String,
    pub received: String,
    pub planned: String,
    pub per_cent: Option<i64>,
    pub per_cent_words: String,
    pub still: String,
    pub mark: &'static str,
    pub typed: String,
    /// What may be known of it: rows are sorted by nothing else.
    pub progress: Progress,
    typed_share: Option<f64>,
}

/// How many were typed in by staff, where neither they nor the others are too few.
fn typed(received: &Received, shown: Shown) -> Option<(i64, f64)> {
    let all = received.all().responses;
    let typed = shown.known()?;
    (all - typed >= FEWEST).then(|| (typed, 100.0 * typed as f64 / all as f64))
}

/// In the order of the wave's localities, or of the groups' codes: what is hidden depends on it, and must be the same on
/// every page.
pub fn rows(tongue: Tongue, parts: Vec<Part>) -> Vec<Row> {
    let words = Coverage::of(tongue);
    let counts: Vec<i64> = parts
        .iter()
        .map(|one| one.received.all().responses)
        .collect();
    let entries: Vec<i64> = parts
        .iter()
        .map(|one| one.received.entry.responses)
        .collect();
    let shown = coverage::parts(&counts)
        .into_iter()
        .zip(coverage::parts(&entries));
    parts
        .into_iter()
        .zip(shown)
        .map(|(one, (received, entry))| {
            let progress = Progress {
                planned: one.planned,
                received,
            };
            let (still, mark) = standing(tongue, &progress);
            let typed = received.known().and(typed(&one.received, entry));
            let per_cent = progress.per_cent();
            Row {
                code: one.code,
                name: one.name,
                href: one.href,
                received: part(tongue, received),
                planned: one.planned.map_or_else(
                    || "–".to_owned(),
                    |planned| count(tongue, planned.unsigned_abs()),
                ),
                per_cent,
                per_cent_words: per_cent.map_or_else(String::new, |number| {
                    fill(words.per_cent, &[("n", &number.to_string())])
                }),
                still,
                mark,
                typed: typed.map_or_else(
                    || words.few.to_owned(),
                    |(number, share)| {
                        let number = count(tongue, number.unsigned_abs());
                        format!("{number} ({})", percent(tongue, share))
                    },
                ),
                progress,
                typed_share: typed.map(|(_, share)| share),
            }
        })
        .collect()
}

pub fn headings(wish: &Wish, words: &Coverage, first: &str) -> Vec<Heading> {
    vec![
        wish.heading("name", first),
        wish.heading("received", words.received),
        wish.heading("planned", words.planned),
        wish.heading("progress", words.progress),
        wish.heading("still", words.still),
        wish.heading("typed", words.typed),
    ]
}

pub fn sort(wish: &Wish, rows: &mut [Row]) {
    let per_mille = |share: f64| (share * 10.0) as i64;
    match wish.column.as_str() {
        "received" => wish.sort_by_key(rows, |row| row.progress.received.known()),
        "planned" => wish.sort_by_key(rows, |row| row.progress.planned),
        "progress" => wish.sort_by_key(rows, |row| row.progress.per_cent()),
        "still" => wish.sort_by_key(rows, |row| {
            let planned = row.progress.planned?;
            Some(planned - row.progress.received.known()?)
        }),
        "typed" => wish.sort_by_key(rows, |row| row.typed_share.map(per_mille)),
        _ => wish.sort_by_key(rows, |row| collation::key(&row.name)),
    }
}

pub struct WayRow {
    pub name: &'static str,
    pub count: String,
    pub share: String,
}

/// The ways that anybody answered by.
pub fn ways(tongue: Tongue, all: &Received) -> Vec<WayRow> {
    let words = Coverage::of(tongue);
    let mut ways = vec![
        (words.mode_open, all.open),
        (words.mode_single, all.single),
        (words.mode_entry, all.entry),
    ];
    if all.simulated.responses > 0 {
        ways = vec![(words.mode_simulated, all.simulated)];
    }
    let counts: Vec<i64> = ways.iter().map(|(_, count)| count.responses).collect();
    let total = all.all().responses.max(1) as f64;
    let shown = ways.into_iter().zip(coverage::parts(&counts));
    shown
        .map(|((name, _), shown)| WayRow {
            name,
            count: part(tongue, shown),
            share: shown.known().map_or_else(
                || "–".to_owned(),
                |number| percent(tongue, 100.0 * number as f64 / total),
            ),
        })
        .collect()
}

pub struct DayRow {
    pub day: String,
    pub count: String,
}

/// Every day from the first with answers to the last: pictures in both sizes, and the table.
pub struct DayParts {
    pub narrow: String,
    pub wide: String,
    pub rows: Vec<DayRow>,
}

pub fn by_day(tongue: Tongue, known: &BTreeMap<NaiveDate, Received>) -> Option<DayParts> {
    let words = Coverage::of(tongue);
    let (first, last) = (known.keys().next()?, known.keys().next_back()?);
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| day <= last).collect();
    let counts: Vec<i64> = days
        .iter()
        .map(|day| known.get(day).map_or(0, |one| one.all().responses))
        .collect();
    let shown = coverage::parts(&counts);
    let best = days
        .iter()
        .zip(&shown)
        .filter_map(|(day, shown)| Some((shown.known()?, *day)))
        .max();
    let finding = best.map_or_else(
        || words.days_none.to_owned(),
        |(number, day)| {
            let (day, number) = (date(tongue, day), count(tongue, number.unsigned_abs()));
            fill(words.days_finding, &[("day", &day), ("n", &number)])
        },
    );
    let picture = Days {
        caption: Caption {
            id: "days-picture".to_owned(),
            title: words.days.to_owned(),
            finding,
            note: None,
        },
        days: days
            .iter()
            .zip(&shown)
            .map(|(day, shown)| Day {
                label: day.format("%d/%m").to_string(),
                count: shown.known(),
                text: part(tongue, *shown),
            })
            .collect(),
    };
    let rows = days.iter().zip(&shown).map(|(day, shown)| DayRow {
        day: date(tongue, *day),
        count: part(tongue, *shown),
    });
    Some(DayParts {
        narrow: drawn(&picture, Size::Narrow),
        wide: drawn(&picture, Size::Wide),
        rows: rows.collect(),
    })
}

/// Two drawings of one picture on a page need two ids.
fn drawn(picture: &Days, size: Size) -> String {
    let mut own = picture.clone();
    own.caption.id = format!("{}-{size:?}", own.caption.id).to_lowercase();
    days::draw(&own, size)
}
