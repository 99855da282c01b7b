//! The comments of a wave: searched, filtered, and handled several at a time.

use std::collections::HashSet;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::flow::cases as case_acts;
use crate::flow::comments::{By, Change, NotChanged, change};
use crate::store::comments::{self, Found, KeptComment, Order, Wanted};
use crate::store::waves::KeptWave;
use crate::store::{audit, cases};
use crate::survey::access::Action;
use crate::survey::case::{CaseId, CaseState, LONGEST_LINE, TypedFault, required};
use crate::survey::comment::{CommentId, CommentState, LONGEST_NOTE, topic_codes};
use crate::survey::folding::{fold, wanted};
use crate::web::desk::comments::names::{Choice, Names, topic_choices};
use crate::web::desk::list::{Heading, Wish};
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::cases::typed_fault;
use crate::wording::comments::{Comments, not_changed, state};
use crate::wording::numbers::count;
use crate::wording::{Tongue, fill};

/// Comments on one page.
const PAGE: usize = 30;

pub fn entries() -> Vec<Entry> {
    let read = Need::May(Action::ReadComments);
    vec![
        page("/desk/waves/{wave}/comments", read, || web::get().to(show)),
        act(
            "/desk/waves/{wave}/comments",
            Need::May(Action::HandleCases),
            || web::post().to(handle),
        ),
    ]
}

struct Row {
    id: String,
    words: String,
    locality: String,
    about: String,
    state: &'static str,
    mark: &'static str,
    case: Option<(i32, String)>,
    picked: bool,
}

#[derive(Template)]
#[template(path = "desk/comments/list.html", config = "src/web/askama.toml")]
struct List {
    shell: Shell,
    words: &'static Comments,
    code: String,
    title: String,
    wish: Wish,
    localities: Vec<Choice>,
    topics: Vec<Choice>,
    states: Vec<Choice>,
    at_place: Option<String>,
    place: String,
    is_narrowed: bool,
    found: String,
    by_locality: Heading,
    rows: Vec<Row>,
    pages: usize,
    cases: Vec<Choice>,
    /// The list as it is, to come back to.
    here: String,
    typed: Typed,
    refusals: Refusals,
}

/// What was typed beside the buttons.
#[derive(Default)]
struct Typed {
    topic: String,
    place: String,
    title: String,
    reason: String,
}

pub fn wave_title(tongue: Tongue, wave: &KeptWave) -> &str {
    match tongue {
        Tongue::Vi => &wave.wave.title_vi,
        Tongue::En => &wave.wave.title_en,
    }
}

pub fn mark(state: CommentState) -> &'static str {
    match state {
        CommentState::New => "info",
        CommentState::Read | CommentState::SetAside => "quiet",
        CommentState::Tagged => "caution",
        CommentState::Merged => "ok",
    }
}

/// What an address asks for.
pub fn asked(wish: &Wish) -> Wanted {
    let given = |name| Some(wish.parameter(name)).filter(|value| !value.is_empty());
    Wanted {
        words: wanted(&wish.words),
        locality: given("locality").and_then(|value| value.parse().ok()),
        question: None,
        topic: given("topic").map(str::to_owned),
        state: given("state").and_then(CommentState::parse),
        place: given("place").map(fold),
    }
}

/// A page of the list; looking at it is recorded.
async fn list(
    desk: &Desk,
    wave: KeptWave,
    query: &str,
    typed: Option<&Posted>,
    refusals: Refusals,
) -> Result<List, Failure> {
    let (words, tongue) = (Comments::of(desk.tongue), desk.tongue);
    let wish = Wish::of_query(query);
    let narrowed = asked(&wish);
    let order = if wish.column == "locality" {
        Order::Locality
    } else {
        Order::Id
    };
    let (code, title) = (wave.wave.code.clone(), wave_title(tongue, &wave).to_owned());
    let (descending, page) = (wish.descending, wish.page);
    let (desk_act, here) = (
        desk.act("comments-seen", code.clone(), ""),
        narrowed.clone(),
    );
    let (found, shown, names, open) = desk
        .write(move |connection| {
            let id = wave.wave.id;
            let mut found = comments::search(connection, id, &here, order)?;
            if descending {
                found.ids.reverse();
            }
            let from = (page - 1).saturating_mul(PAGE).min(found.ids.len());
            let ids: Vec<CommentId> = found.ids.iter().skip(from).take(PAGE).copied().collect();
            let shown = comments::some(connection, id, &ids)?;
            audit::append(connection, &desk_act)?;
            let of_wave = |one: &cases::KeptCase| one.wave == id && one.state != CaseState::Closed;
            let open: Vec<_> = cases::all(connection)?
                .into_iter()
                .filter(of_wave)
                .collect();
            Ok((found, shown, Names::of(connection, &wave)?, open))
        })
        .await?;
    let text = |field| typed.map_or("", |typed| typed.text(field)).to_owned();
    let picked: HashSet<&str> = typed
        .map(|typed| typed.all("comment"))
        .unwrap_or_default()
        .into_iter()
        .collect();
    let chosen = text("case");
    let title = fill(words.title, &[("wave", &title)]);
    Ok(List {
        shell: desk.shell(&title),
        words,
        code,
        title,
        localities: names.locality_choices(wish.parameter("locality")),
        topics: topic_choices(tongue, &names.form, |code| code == wish.parameter("topic")),
        states: CommentState::ALL
            .map(|one| Choice {
                value: one.as_str().to_owned(),
                label: state(tongue, one).to_owned(),
                chosen: one.as_str() == wish.parameter("state"),
            })
            .into(),
        at_place: narrowed
            .place
            .as_ref()
            .map(|_| fill(words.at_place, &[("place", wish.parameter("place"))])),
        place: wish.parameter("place").to_owned(),
        is_narrowed: narrowed != Wanted::default(),
        found: how_many(words, tongue, &found),
        by_locality: wish.heading("locality", words.locality),
        rows: shown
            .into_iter()
            .map(|one| row(tongue, words, &names, &picked, one))
            .collect(),
        pages: found.ids.len().div_ceil(PAGE).max(1),
        cases: open
            .into_iter()
            .map(|one| Choice {
                label: format!("{}. {}", one.id.0, one.title),
                value: one.id.0.to_string(),
                chosen: one.id.0.to_string() == chosen,
            })
            .collect(),
        here: wish.page_address(wish.page),
        wish,
        typed: Typed {
            topic: text("topic"),
            place: text("place"),
            title: text("title"),
            reason: text("reason"),
        },
        refusals,
    })
}

fn how_many(words: &Comments, tongue: Tongue, found: &Found) -> String {
    let template = if found.more {
        words.found_more
    } else {
        words.found
    };
    fill(
        template,
        &[("count", &count(tongue, found.ids.len() as u64))],
    )
}

fn row(
    tongue: Tongue,
    words: &Comments,
    names: &Names,
    picked: &HashSet<&str>,
    one: KeptComment,
) -> Row {
    let mut about = names.topics(tongue, &one.topics);
    if let Some(place) = &one.place {
        if !about.is_empty() {
            about.push_str(" · ");
        }
        about.push_str(place);
    }
    let id = one.id.as_text();
    Row {
        picked: picked.contains(id.as_str()),
        id,
        words: one.words,
        locality: names.locality(one.locality).to_owned(),
        about,
        state: state(tongue, one.state),
        mark: mark(one.state),
        case: one
            .case
            .map(|case| (case.0, fill(words.case, &[("number", &case.0.to_string())]))),
    }
}

async fn show(
    desk: Desk,
    request: HttpRequest,
    wave: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let wave = desk.wave(&wave).await?;
    desk.html(
        &list(
            &desk,
            wave,
            request.query_string(),
            None,
            Refusals::default(),
        )
        .await?,
    )
}

/// What is wanted of the comments that were picked.
enum Bulk {
    Change(Change),
    NewCase(String),
}

fn bulk(desk: &Desk, posted: &Posted, topics: &[String]) -> Result<Bulk, Refusals> {
    let words = Comments::of(desk.tongue);
    let line = |field: &str, longest| {
        required(posted.text(field), longest)
            .map_err(|fault: TypedFault| Refusals::one(field, typed_fault(desk.tongue, fault)))
    };
    Ok(match posted.text("act") {
        "read" => Bulk::Change(Change::See),
        "topic" => {
            let topic = posted.text("topic").to_owned();
            if !topics.contains(&topic) {
                return Err(Refusals::one("topic", words.topic_missing));
            }
            Bulk::Change(Change::AddTopics(vec![topic]))
        }
        "place" => Bulk::Change(Change::Place(Some(line("place", LONGEST_NOTE)?))),
        "join" => match posted.text("case").parse() {
            Ok(number) => Bulk::Change(Change::Join(CaseId(number))),
            Err(_) => return Err(Refusals::one("case", words.case_missing)),
        },
        "case" => Bulk::NewCase(line("title", LONGEST_LINE)?),
        "aside" => Bulk::Change(Change::SetAside(line("reason", LONGEST_NOTE)?)),
        _ => return Err(Refusals::one("bulk", words.no_act)),
    })
}

async fn handle(
    desk: Desk,
    wave: web::Path<String>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let words = Comments::of(desk.tongue);
    let wave = desk.wave(&wave).await?;
    let query = posted.text("here").trim_start_matches('?').to_owned();
    let ids: Vec<CommentId> = posted
        .all("comment")
        .into_iter()
        .filter_map(CommentId::parse)
        .collect();
    let of = wave.clone();
    let topics = desk
        .read(move |connection| Ok(topic_codes(&Names::of(connection, &of)?.form)))
        .await?;
    let bulk = if ids.is_empty() {
        Err(Refusals::one("bulk", words.none_picked))
    } else {
        bulk(&desk, &posted, &topics)
    };
    let bulk = match bulk {
        Ok(bulk) => bulk,
        Err(refusals) => {
            return desk.refused(&list(&desk, wave, &query, Some(&posted), refusals).await?);
        }
    };
    let by = By {
        name: desk.staff().full_name.clone(),
        now: desk.now,
    };
    let code = wave.wave.code.clone();
    let detail = format!("{}: {}", posted.text("act"), ids.len());
    let changed = desk.act("comments-changed", code.clone(), detail);
    let made = desk.act("case-made", "", format!("{code}: {}", ids.len()));
    let of = wave.clone();
    let done: Result<Option<CaseId>, NotChanged> = desk
        .write(move |connection| match bulk {
            Bulk::Change(wanted) => {
                let done = change(connection, &of, &ids, &wanted)?;
                if done.is_ok() {
                    audit::append(connection, &changed)?;
                }
                Ok(done.map(|_| None))
            }
            Bulk::NewCase(title) => {
                let done = case_acts::open(connection, &by, &of, &title, &ids)?;
                if let Ok(id) = done {
                    let subject = id.0.to_string();
                    audit::append(connection, &crate::survey::audit::Act { subject, ..made })?;
                }
                Ok(done.map(Some))
            }
        })
        .await?;
    match done {
        Ok(Some(id)) => Ok(desk.on_to(&format!("/desk/cases/{}", id.0), "case-made")),
        Ok(None) => {
            let wish = Wish::of_query(&query);
            let back = wish.page_address(wish.page);
            let back = if back == "?" { String::new() } else { back };
            Ok(desk.on_to(&format!("/desk/waves/{code}/comments{back}"), "comments"))
        }
        Err(why) => {
            let refusals = Refusals::one("bulk", not_changed(desk.tongue, &why));
            desk.refused(&list(&desk, wave, &query, Some(&posted), refusals).await?)
        }
    }
}
