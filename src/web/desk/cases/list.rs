//! All cases: what is late or soon due stands first.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::clock::local;
use crate::store::{cases, comments, localities, waves};
use crate::survey::access::Action;
use crate::survey::case::{Urgency, urgency};
use crate::survey::wave::WaveId;
use crate::web::desk::list::{Heading, Wish};
use crate::web::desk::routes::{Entry, Need, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::cases::{Cases, urgency as urgency_words};
use crate::wording::collation::key;
use crate::wording::numbers::date;

const PAGE: usize = 50;

pub fn entries() -> Vec<Entry> {
    let need = Need::May(Action::HandleCases);
    vec![page("/desk/cases", need, || web::get().to(show))]
}

struct Row {
    number: i32,
    title: String,
    place: String,
    unit: String,
    due: String,
    urgency: Urgency,
    state: String,
    mark: &'static str,
    comments: i64,
    published: bool,
}

#[derive(Template)]
#[template(path = "desk/cases/list.html", config = "src/web/askama.toml")]
struct List {
    shell: Shell,
    words: &'static Cases,
    wish: Wish,
    headings: Vec<Heading>,
    rows: Vec<Row>,
    pages: usize,
    is_empty: bool,
}

pub fn mark(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Overdue(_) => "bad",
        Urgency::Today | Urgency::Due(0..=3) | Urgency::NotHanded => "caution",
        Urgency::Due(_) => "info",
        Urgency::Answered => "ok",
        Urgency::Closed => "quiet",
    }
}

async fn show(desk: Desk, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let (words, tongue) = (Cases::of(desk.tongue), desk.tongue);
    let today = local(desk.now).date();
    let rows: Vec<Row> = desk
        .read(move |connection| {
            let counts = comments::by_case(connection)?;
            let published: Vec<_> = cases::published(connection)?
                .into_iter()
                .map(|one| one.reply.case)
                .collect();
            let everywhere = localities::all(connection)?;
            let waves: HashMap<WaveId, _> = waves::all(connection)?
                .into_iter()
                .map(|kept| (kept.wave.id, kept.wave))
                .collect();
            let name = |one: &cases::KeptCase| {
                let at = usize::try_from(one.locality?).ok()?;
                let key = waves.get(&one.wave)?.localities.get(at)?;
                everywhere
                    .iter()
                    .find(|known| &known.key == key)
                    .map(|known| known.name.clone())
            };
            let all = cases::all(connection)?.into_iter().map(|one| {
                let urgency = urgency(one.state, one.due_on, today);
                let locality = name(&one).unwrap_or_else(|| words.several.to_owned());
                Row {
                    number: one.id.0,
                    place: one
                        .place
                        .map_or(locality.clone(), |place| format!("{place}, {locality}")),
                    title: one.title,
                    unit: one.unit.unwrap_or_default(),
                    due: one.due_on.map(|day| date(tongue, day)).unwrap_or_default(),
                    urgency,
                    state: urgency_words(tongue, urgency),
                    mark: mark(urgency),
                    comments: counts.get(&one.id).copied().unwrap_or_default(),
                    published: published.contains(&one.id),
                }
            });
            Ok(all.collect())
        })
        .await?;
    let wish = Wish::of_query(request.query_string());
    let is_empty = rows.is_empty();
    let finds = |row: &Row| {
        wish.finds(&[
            &row.number.to_string(),
            &row.title,
            &row.place,
            &row.unit,
            &row.state,
        ])
    };
    let mut rows: Vec<Row> = rows.into_iter().filter(finds).collect();
    match wish.column.as_str() {
        "number" => wish.sort_by_key(&mut rows, |row| row.number),
        "title" => wish.sort_by_key(&mut rows, |row| key(&row.title)),
        "place" => wish.sort_by_key(&mut rows, |row| key(&row.place)),
        "unit" => wish.sort_by_key(&mut rows, |row| key(&row.unit)),
        "comments" => wish.sort_by_key(&mut rows, |row| row.comments),
        _ => wish.sort_by_key(&mut rows, |row| (row.urgency, row.number)),
    }
    let headings = vec![
        wish.heading("number", words.number),
        wish.heading("title", words.name),
        wish.heading("place", words.where_),
        wish.heading("unit", words.unit),
        wish.heading("due", words.due),
        wish.heading("comments", words.comments),
    ];
    let (rows, pages) = wish.cut(rows, PAGE);
    desk.html(&List {
        shell: desk.shell(words.title),
        words,
        wish,
        headings,
        rows,
        pages,
        is_empty,
    })
}
