//! One case: handed over, answered, published, closed, reopened.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::clock::local;
use crate::flow::cases::{Heading, Move, NotMoved, act as move_on, correct, withdraw};
use crate::flow::comments::By;
use crate::store::cases::{self, KeptCase, Reply};
use crate::store::comments::{self, KeptComment};
use crate::store::waves::{self, KeptWave};
use crate::store::{AnyConnection, StoreFailure, audit};
use crate::survey::access::Action;
use crate::survey::case::{
    CaseId, CaseState, LONGEST_LINE, LONGEST_TEXT, TypedFault, due_day, optional, required, urgency,
};
use crate::survey::comment::topic_codes;
use crate::web::desk::cases::list::mark;
use crate::web::desk::comments::{Choice, Names, topic_choices};
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::cases::{Cases, not_moved, step, typed_fault, urgency as urgency_words};
use crate::wording::fill;
use crate::wording::numbers::date;

pub fn entries() -> Vec<Entry> {
    let need = Need::May(Action::HandleCases);
    vec![
        page("/desk/cases/{case}", need, || web::get().to(show)),
        act("/desk/cases/{case}/{act}", need, || web::post().to(handle)),
    ]
}

/// A case with everything that its pages need.
#[derive(Clone)]
pub struct Known {
    pub case: KeptCase,
    pub wave: KeptWave,
    pub comments: Vec<KeptComment>,
    pub steps: Vec<cases::Step>,
    pub reply: Option<Reply>,
    /// Units that had cases before.
    units: Vec<String>,
}

fn known(connection: &mut AnyConnection, id: CaseId) -> Result<Option<Known>, StoreFailure> {
    let Some(case) = cases::find(connection, id)? else {
        return Ok(None);
    };
    let wave = waves::all(connection)?
        .into_iter()
        .find(|kept| kept.wave.id == case.wave);
    let wave = wave.ok_or(StoreFailure::Missing("wave of a case"))?;
    let mut units: Vec<String> = cases::all(connection)?
        .into_iter()
        .filter_map(|one| one.unit)
        .collect();
    units.sort_by_cached_key(|unit| crate::wording::collation::key(unit));
    units.dedup();
    Ok(Some(Known {
        comments: comments::of_case(connection, case.wave, id)?,
        steps: cases::steps(connection, id)?,
        reply: cases::reply(connection, id)?,
        case,
        wave,
        units,
    }))
}

pub async fn found(desk: &Desk, id: &str) -> Result<Known, Failure> {
    let id = id.parse().map(CaseId).map_err(|_| desk.no_such_page())?;
    let found = desk.read(move |connection| known(connection, id)).await?;
    found.ok_or_else(|| desk.no_such_page())
}

struct Said {
    id: String,
    words: String,
    locality: String,
    quoted: bool,
}

struct Done {
    day: String,
    who: String,
    what: String,
}

#[derive(Template)]
#[template(path = "desk/cases/one.html", config = "src/web/askama.toml")]
struct One {
    shell: Shell,
    words: &'static Cases,
    id: i32,
    revision: i32,
    number: String,
    name: String,
    code: String,
    state: String,
    mark: &'static str,
    where_: String,
    unit_now: String,
    due_now: String,
    made_of: String,
    comments: Vec<Said>,
    steps: Vec<Done>,
    title: String,
    topics: Vec<Choice>,
    localities: Vec<Choice>,
    place: String,
    unit: String,
    units: Vec<String>,
    due: String,
    answer: String,
    said_vi: String,
    said_en: String,
    done_vi: String,
    done_en: String,
    name_locality: bool,
    no_quote: bool,
    close_note: String,
    reopen_note: String,
    is_open: bool,
    is_handed: bool,
    is_answered: bool,
    is_closed: bool,
    published: Option<String>,
    refusals: Refusals,
}

fn sent<'a>(typed: Option<&'a Posted>, field: &str) -> Option<&'a str> {
    let (_, value) = typed?.fields().iter().find(|(name, _)| name == field)?;
    Some(value)
}

async fn one(
    desk: &Desk,
    known: Known,
    typed: Option<&Posted>,
    refusals: Refusals,
) -> Result<One, Failure> {
    let (words, tongue) = (Cases::of(desk.tongue), desk.tongue);
    let wave = known.wave.clone();
    let names = desk
        .read(move |connection| Names::of(connection, &wave))
        .await?;
    let case = known.case;
    let text = |field: &str, kept: Option<&str>| {
        sent(typed, field)
            .unwrap_or(kept.unwrap_or_default())
            .to_owned()
    };
    let urgency = urgency(case.state, case.due_on, local(desk.now).date());
    let locality = case.locality.map(|at| names.locality(at).to_owned());
    let place = [
        case.place.clone(),
        Some(locality.unwrap_or_else(|| words.several.to_owned())),
    ];
    let reply = known.reply.as_ref();
    let quoted = match sent(typed, "said_vi") {
        Some(_) => typed.map_or("", |typed| typed.text("quote")).to_owned(),
        None => reply
            .and_then(|reply| reply.quote)
            .map(|id| id.as_text())
            .unwrap_or_default(),
    };
    let topic = text("topic", case.topic.as_deref());
    let kept_locality = case.locality.map(|at| at.to_string());
    let count = known.comments.len().to_string();
    let number = fill(words.one_title, &[("number", &case.id.0.to_string())]);
    Ok(One {
        shell: desk.shell(&number),
        words,
        id: case.id.0,
        revision: case.revision,
        number,
        code: known.wave.wave.code.clone(),
        state: urgency_words(tongue, urgency),
        mark: mark(urgency),
        where_: place.into_iter().flatten().collect::<Vec<_>>().join(", "),
        unit_now: case.unit.clone().unwrap_or_default(),
        due_now: case.due_on.map(|day| date(tongue, day)).unwrap_or_default(),
        made_of: fill(words.made_of, &[("count", &count)]),
        steps: known.steps.iter().map(|one| done(desk, one)).collect(),
        title: text("title", Some(&case.title)),
        topics: topic_choices(tongue, &names.form, |code| code == topic),
        localities: names.locality_choices(&text("locality", kept_locality.as_deref())),
        place: text("place", case.place.as_deref()),
        unit: text("unit", case.unit.as_deref()),
        units: known.units,
        due: text("due", case.due_on.map(|day| day.to_string()).as_deref()),
        answer: text("answer", case.answer.as_deref()),
        said_vi: text("said_vi", reply.map(|reply| reply.said_vi.as_str())),
        said_en: text("said_en", reply.and_then(|reply| reply.said_en.as_deref())),
        done_vi: text(
            "done_vi",
            reply.map_or(case.answer.as_deref(), |reply| Some(&reply.done_vi)),
        ),
        done_en: text("done_en", reply.and_then(|reply| reply.done_en.as_deref())),
        name_locality: match sent(typed, "said_vi") {
            Some(_) => sent(typed, "name_locality").is_some(),
            None => reply.is_none_or(|reply| reply.locality.is_some()),
        },
        no_quote: quoted.is_empty(),
        comments: known
            .comments
            .into_iter()
            .map(|one| Said {
                id: one.id.as_text(),
                quoted: one.id.as_text() == quoted,
                locality: names.locality(one.locality).to_owned(),
                words: one.words,
            })
            .collect(),
        close_note: text("close_note", None),
        reopen_note: text("reopen_note", None),
        is_open: case.state == CaseState::Open,
        is_handed: case.state == CaseState::Handed,
        is_answered: case.state == CaseState::Answered,
        is_closed: case.state == CaseState::Closed,
        published: reply.map(|reply| {
            fill(
                words.published_on,
                &[("date", &date(tongue, reply.published_on))],
            )
        }),
        name: case.title,
        refusals,
    })
}

fn done(desk: &Desk, one: &cases::Step) -> Done {
    let day = one.on_day.parse().map(|day| date(desk.tongue, day));
    let act = step(desk.tongue, &one.act).to_owned();
    Done {
        day: day.unwrap_or_else(|_| one.on_day.clone()),
        who: one.by_name.clone(),
        what: one
            .note
            .as_ref()
            .map_or(act.clone(), |note| format!("{act}: {note}")),
    }
}

async fn show(desk: Desk, id: web::Path<String>) -> Result<HttpResponse, Failure> {
    let known = found(&desk, &id).await?;
    let seen = desk.act("case-seen", known.case.id.0.to_string(), "");
    desk.write(move |connection| audit::append(connection, &seen))
        .await?;
    desk.html(&one(&desk, known, None, Refusals::default()).await?)
}

/// The page again, with what was typed.
pub async fn again(
    desk: &Desk,
    id: &str,
    typed: &Posted,
    refusals: Refusals,
) -> Result<HttpResponse, Failure> {
    let known = found(desk, id).await?;
    let nothing_wrong = refusals.is_empty();
    let page = one(desk, known, Some(typed), refusals).await?;
    if nothing_wrong {
        desk.html(&page)
    } else {
        desk.refused(&page)
    }
}

/// What a form asks for; [`Wanted::Unknown`] is no form of this page.
enum Wanted {
    Move(Move),
    Correct(Heading),
    Withdraw,
    Unknown,
}

/// Reads the fields of one form, gathering what is wrong with each.
pub struct Reading<'a> {
    pub desk: &'a Desk,
    pub posted: &'a Posted,
    pub refusals: Refusals,
}

impl Reading<'_> {
    pub fn take<T: Default>(
        &mut self,
        field: &str,
        read: impl FnOnce(&str) -> Result<T, TypedFault>,
    ) -> T {
        read(self.posted.text(field)).unwrap_or_else(|fault| {
            self.refusals
                .add(field, typed_fault(self.desk.tongue, fault));
            T::default()
        })
    }
}

fn wanted(reading: &mut Reading<'_>, act: &str, topics: &[String]) -> Wanted {
    let line = |text: &str| required(text, LONGEST_LINE);
    let today = local(reading.desk.now).date();
    Wanted::Move(match act {
        "hand-over" => Move::HandOver {
            unit: reading.take("unit", line),
            due: reading.take("due", |text| due_day(text, today)),
        },
        "answer" => Move::Answer(reading.take("answer", |text| required(text, LONGEST_TEXT))),
        "close" => Move::Close(reading.take("close_note", |text| optional(text, LONGEST_LINE))),
        "reopen" => Move::Reopen(reading.take("reopen_note", line)),
        "heading" => {
            return Wanted::Correct(Heading {
                title: reading.take("title", line),
                topic: topics
                    .iter()
                    .find(|code| *code == reading.posted.text("topic"))
                    .cloned(),
                locality: reading.posted.text("locality").parse().ok(),
                place: reading.take("place", |text| optional(text, LONGEST_LINE)),
            });
        }
        "withdraw" => return Wanted::Withdraw,
        _ => return Wanted::Unknown,
    })
}

async fn handle(
    desk: Desk,
    path: web::Path<(String, String)>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let (id, act) = path.into_inner();
    let known = found(&desk, &id).await?;
    let wave = known.wave.clone();
    let (topics, places) = (
        desk.read(move |connection| Ok(topic_codes(&Names::of(connection, &wave)?.form)))
            .await?,
        known.wave.wave.localities.len(),
    );
    let mut reading = Reading {
        desk: &desk,
        posted: &posted,
        refusals: Refusals::default(),
    };
    let wanted = wanted(&mut reading, &act, &topics);
    if !reading.refusals.is_empty() {
        let refusals = reading.refusals;
        return again(&desk, &id, &posted, refusals).await;
    }
    let case = known.case.id;
    let revision = posted.text("revision").parse().unwrap_or(-1);
    let by = By {
        name: desk.staff().full_name.clone(),
        now: desk.now,
    };
    let changed = desk.act("case-changed", case.0.to_string(), act.clone());
    let moved = match wanted {
        Wanted::Unknown => return Err(desk.no_such_page()),
        Wanted::Withdraw => {
            desk.write(move |connection| {
                if withdraw(connection, &by, case)? {
                    audit::append(connection, &changed)?;
                }
                Ok(())
            })
            .await?;
            return Ok(desk.on_to(&format!("/desk/cases/{}", case.0), "case-withdrawn"));
        }
        Wanted::Correct(mut heading) => {
            let inside = |at: &i16| usize::try_from(*at).is_ok_and(|at| at < places);
            heading.locality = heading.locality.filter(inside);
            desk.write(move |connection| {
                let done = correct(connection, case, revision, &heading)?;
                if done.is_ok() {
                    audit::append(connection, &changed)?;
                }
                Ok(done)
            })
            .await?
        }
        Wanted::Move(wanted) => {
            desk.write(move |connection| {
                let done = move_on(connection, &by, case, revision, &wanted)?;
                if done.is_ok() {
                    audit::append(connection, &changed)?;
                }
                Ok(done)
            })
            .await?
        }
    };
    match moved {
        Ok(()) => Ok(desk.on_to(&format!("/desk/cases/{}", case.0), "case")),
        Err(why) => refused(&desk, &id, &posted, &why).await,
    }
}

pub async fn refused(
    desk: &Desk,
    id: &str,
    posted: &Posted,
    why: &NotMoved,
) -> Result<HttpResponse, Failure> {
    let field = match why {
        NotMoved::Unknown => return Err(desk.no_such_page()),
        NotMoved::NoteMissing => "close_note",
        NotMoved::NoQuote => "quote",
        NotMoved::Changed | NotMoved::Refused(_) => "case",
    };
    again(
        desk,
        id,
        posted,
        Refusals::one(field, not_moved(desk.tongue, why)),
    )
    .await
}
