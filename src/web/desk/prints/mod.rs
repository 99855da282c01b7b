//! Prints of a locality: posters and slips of its batches, the form on paper, the collectors' list.

mod facts;
mod order;
#[cfg(feature = "print")]
mod press;
#[cfg(not(feature = "print"))]
#[path = "no_press.rs"]
mod press;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::clock::local;
use crate::store::{batches, localities};
use crate::survey::access::Action;
use crate::survey::batch::{Batch, BatchId, BatchState, Purpose};
use crate::survey::locality::Group;
use crate::web::desk::prints::facts::Found;
use crate::web::desk::prints::order::{Order, What};
use crate::web::desk::routes::{Entry, Need, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::{Desk, Place, html};
use crate::web::failure::Failure;
use crate::wording::fill;
use crate::wording::numbers;
use crate::wording::print::AtDesk as Words;

pub fn entries() -> Vec<Entry> {
    let need = Need::May(Action::HandOutLinks);
    let at = |pattern, route| page(pattern, need, route);
    vec![
        at("/desk/waves/{wave}/localities/{locality}/prints", || {
            web::get().to(list)
        }),
        at("/desk/waves/{wave}/localities/{locality}/paper.pdf", || {
            web::get().to(paper)
        }),
        at(
            "/desk/waves/{wave}/localities/{locality}/collectors.pdf",
            || web::get().to(collectors),
        ),
        at(
            "/desk/waves/{wave}/localities/{locality}/batches/{batch}/poster.{file}",
            || web::get().to(poster),
        ),
        at(
            "/desk/waves/{wave}/localities/{locality}/batches/{batch}/slips.{file}",
            || web::get().to(slips),
        ),
    ]
}

/// One batch that can be printed.
struct Row {
    group: String,
    is_poster: bool,
    what: String,
    made: String,
    address: String,
    /// Why it is not printed any more.
    over: Option<&'static str>,
    collectors: String,
}

#[derive(Template)]
#[template(path = "desk/prints.html", config = "src/web/askama.toml")]
struct List {
    shell: Shell,
    words: &'static Words,
    place: String,
    address: String,
    rows: Vec<Row>,
    groups: Vec<OfGroup>,
}

/// A residential group, and how an address names it.
struct OfGroup {
    name: String,
    query: String,
}

fn of_group(group: Group) -> OfGroup {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("group", &group.code);
    OfGroup {
        name: group.name,
        query: query.finish(),
    }
}

async fn list(desk: Desk, path: web::Path<(String, String)>) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let (wave, number, key) = (place.wave.wave.id, place.number, place.locality.key.clone());
    let (batches, groups) = desk
        .read(move |connection| {
            let batches = batches::of_locality(connection, wave, number)?;
            Ok((batches, localities::groups(connection, &key)?))
        })
        .await?;
    let words = Words::of(desk.tongue);
    let printed = batches
        .iter()
        .filter(|batch| matches!(batch.purpose, Purpose::Poster | Purpose::Slips));
    desk.html(&List {
        shell: desk.shell(words.title),
        words,
        place: place.locality.name.clone(),
        address: place.address(),
        rows: printed
            .map(|batch| row(&desk, &place, &groups, batch))
            .collect(),
        groups: groups.into_iter().map(of_group).collect(),
    })
}

fn row(desk: &Desk, place: &Place, groups: &[Group], batch: &Batch) -> Row {
    let words = Words::of(desk.tongue);
    let name = groups
        .iter()
        .find(|group| Some(&group.code) == batch.group.as_ref());
    let is_poster = batch.purpose == Purpose::Poster;
    let size = numbers::count(desk.tongue, u64::from(batch.size));
    Row {
        group: name.map_or_else(|| words.whole.to_owned(), |group| group.name.clone()),
        is_poster,
        what: if is_poster {
            words.poster.to_owned()
        } else {
            fill(words.slips, &[("count", &size)])
        },
        made: numbers::moment(desk.tongue, local(batch.created_at)),
        address: format!("{}/batches/{}", place.address(), batch.id.as_str()),
        over: over(words, batch.state(desk.now)),
        collectors: format!(
            "{}/collectors.pdf?batch={}",
            place.address(),
            batch.id.as_str()
        ),
    }
}

/// Why a batch is not printed any more.
fn over(words: &'static Words, state: BatchState) -> Option<&'static str> {
    match state {
        BatchState::InUse => None,
        BatchState::Expired => Some(words.expired),
        BatchState::Revoked => Some(words.revoked),
    }
}

async fn paper(
    desk: Desk,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let what = What::Paper {
        group: order::asked(&request, "group"),
    };
    print(desk, place, Order::pdf(what)).await
}

async fn collectors(
    desk: Desk,
    path: web::Path<(String, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let what = What::collectors(&request).ok_or_else(|| desk.no_such_page())?;
    print(desk, place, Order::pdf(what)).await
}

type OfBatch = web::Path<(String, String, String, String)>;

async fn poster(desk: Desk, path: OfBatch, request: HttpRequest) -> Result<HttpResponse, Failure> {
    of_batch(desk, path, request, What::Poster).await
}

async fn slips(desk: Desk, path: OfBatch, request: HttpRequest) -> Result<HttpResponse, Failure> {
    of_batch(desk, path, request, What::Slips).await
}

async fn of_batch(
    desk: Desk,
    path: OfBatch,
    request: HttpRequest,
    what: impl FnOnce(BatchId) -> What,
) -> Result<HttpResponse, Failure> {
    let (wave, locality, batch, file) = path.into_inner();
    let place = desk.place(&wave, &locality).await?;
    let order = Order::of_batch(&request, &batch, &file, what);
    let order = order.ok_or_else(|| desk.no_such_page())?;
    print(desk, place, order).await
}

#[derive(Template)]
#[template(path = "desk/not_printed.html", config = "src/web/askama.toml")]
struct NotPrinted {
    shell: Shell,
    words: &'static Words,
    why: &'static str,
    back: String,
}

fn not_printed(desk: &Desk, place: &Place, why: &'static str) -> Result<HttpResponse, Failure> {
    let words = Words::of(desk.tongue);
    let page = NotPrinted {
        shell: desk.shell(words.not_printed),
        words,
        why,
        back: format!("{}/prints", place.address()),
    };
    html(HttpResponse::Conflict(), &page, desk.tongue)
}

async fn print(desk: Desk, place: Place, order: Order) -> Result<HttpResponse, Failure> {
    let words = Words::of(desk.tongue);
    if !press::IS_THERE {
        return not_printed(&desk, &place, words.switched_off);
    }
    let found = facts::find(&desk, &place, &order).await?;
    let facts = match found {
        Found::Nothing => return Err(desk.no_such_page()),
        Found::Over(state) => {
            let why = over(words, state).unwrap_or(words.expired);
            return not_printed(&desk, &place, why);
        }
        Found::WaveClosed => return not_printed(&desk, &place, words.wave_closed),
        Found::All(facts) => facts,
    };
    let name = order.file_name(&place.locality.key.code);
    let kind = order.content_type();
    let tongue = desk.tongue;
    let made = desk
        .block(move |site| press::made(site, tongue, &place, &order, &facts))
        .await?;
    let bytes = made
        .map_err(|problem| {
            tracing::error!(problem, "nothing was printed");
            Failure::Broken(tongue)
        })?
        .ok_or_else(|| desk.no_such_page())?;
    Ok(HttpResponse::Ok()
        .content_type(kind)
        // It may hold codes.
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("inline; filename=\"{name}\""),
        ))
        .body(bytes))
}
