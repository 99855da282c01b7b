//! One comment: read, tagged, put into a case, rid of personal data.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::flow::cases as case_acts;
use crate::flow::comments::{By, Change, NotChanged, NotStruck, change, fingerprint, strike_out};
use crate::store::comments::{self, KeptComment};
use crate::store::waves::KeptWave;
use crate::store::{audit, cases};
use crate::survey::access::Action;
use crate::survey::case::{CaseId, CaseState, LONGEST_LINE, optional, required};
use crate::survey::comment::{CommentId, CommentState, LONGEST_NOTE, tokens, topic_codes};
use crate::survey::personal::suspects;
use crate::survey::question::Kind;
use crate::web::desk::comments::list::{mark, wave_title};
use crate::web::desk::comments::names::{Choice, Names, topic_choices};
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::cases::typed_fault;
use crate::wording::comments::{Comments, not_changed, state};
use crate::wording::fill;

pub fn entries() -> Vec<Entry> {
    let handle = Need::May(Action::HandleCases);
    vec![
        page(
            "/desk/waves/{wave}/comments/{comment}",
            Need::May(Action::ReadComments),
            || web::get().to(show),
        ),
        act(
            "/desk/waves/{wave}/comments/{comment}/strike",
            handle,
            || web::post().to(strike),
        ),
        act(
            "/desk/waves/{wave}/comments/{comment}/{act}",
            handle,
            || web::post().to(handle_one),
        ),
    ]
}

struct Word {
    place: usize,
    text: String,
    suspect: bool,
}

#[derive(Template)]
#[template(path = "desk/comments/one.html", config = "src/web/askama.toml")]
struct One {
    shell: Shell,
    words: &'static Comments,
    code: String,
    wave: String,
    id: String,
    text: String,
    locality: String,
    question: String,
    state: &'static str,
    mark: &'static str,
    tokens: Vec<Word>,
    seen: String,
    topics: Vec<Choice>,
    place: String,
    /// A short answer says where something is: its words may be the place.
    is_short: bool,
    reason: Option<String>,
    case: Option<(i32, String)>,
    is_aside: bool,
    cases: Vec<Choice>,
    title: String,
    aside: String,
    refusals: Refusals,
}

async fn found(desk: &Desk, wave: &KeptWave, id: &str) -> Result<KeptComment, Failure> {
    let id = CommentId::parse(id).ok_or_else(|| desk.no_such_page())?;
    let of = wave.wave.id;
    let found = desk
        .read(move |connection| comments::find(connection, of, id))
        .await?;
    found.ok_or_else(|| desk.no_such_page())
}

async fn one(
    desk: &Desk,
    wave: &KeptWave,
    comment: KeptComment,
    typed: Option<&Posted>,
    refusals: Refusals,
) -> Result<One, Failure> {
    let (words, tongue) = (Comments::of(desk.tongue), desk.tongue);
    let of = wave.clone();
    let (names, open) = desk
        .read(move |connection| {
            let own =
                |one: &cases::KeptCase| one.wave == of.wave.id && one.state != CaseState::Closed;
            let open: Vec<_> = cases::all(connection)?.into_iter().filter(own).collect();
            Ok((Names::of(connection, &of)?, open))
        })
        .await?;
    let question = names
        .form
        .field_index(&comment.question)
        .and_then(|at| names.form.fields.get(at));
    let is_short = question
        .is_some_and(|field| matches!(names.form.question(field).kind, Kind::ShortText { .. }));
    let marked = suspects(&comment.words);
    let tokens = tokens(&comment.words).into_iter().zip(marked).enumerate();
    let text = |field, kept: &str| typed.map_or(kept, |typed| typed.text(field)).to_owned();
    let chosen: Vec<String> = match typed.filter(|typed| typed.text("act") == "tags") {
        Some(typed) => typed.all("topic").into_iter().map(str::to_owned).collect(),
        None => comment.topics.clone(),
    };
    let joined = text("case", "");
    Ok(One {
        shell: desk.shell(words.one_title),
        words,
        code: wave.wave.code.clone(),
        wave: wave_title(tongue, wave).to_owned(),
        id: comment.id.as_text(),
        locality: names.locality(comment.locality).to_owned(),
        question: question.map_or_else(String::new, |field| {
            names
                .form
                .field_text(field)
                .in_language(tongue.tag())
                .to_owned()
        }),
        state: state(tongue, comment.state),
        mark: mark(comment.state),
        tokens: tokens
            .map(|(place, (range, suspect))| Word {
                place,
                text: comment.words.get(range).unwrap_or_default().to_owned(),
                suspect,
            })
            .collect(),
        seen: fingerprint(&comment.words),
        topics: topic_choices(tongue, &names.form, |code| {
            chosen.iter().any(|one| one == code)
        }),
        place: text("place", comment.place.as_deref().unwrap_or_default()),
        is_short: is_short && comment.place.is_none(),
        reason: comment
            .reason
            .as_deref()
            .map(|reason| fill(words.reason, &[("reason", reason)])),
        case: comment
            .case
            .map(|case| (case.0, fill(words.case, &[("number", &case.0.to_string())]))),
        is_aside: comment.state == CommentState::SetAside,
        cases: open
            .into_iter()
            .map(|one| Choice {
                label: format!("{}. {}", one.id.0, one.title),
                value: one.id.0.to_string(),
                chosen: one.id.0.to_string() == joined,
            })
            .collect(),
        title: text("title", ""),
        aside: text("reason", ""),
        text: comment.words,
        refusals,
    })
}

/// Reading a comment makes it read, and is recorded.
async fn show(desk: Desk, path: web::Path<(String, String)>) -> Result<HttpResponse, Failure> {
    let wave = desk.wave(&path.0).await?;
    let id = CommentId::parse(&path.1).ok_or_else(|| desk.no_such_page())?;
    let of = wave.wave.id;
    let subject = format!("{}/{}", wave.wave.code, id.as_text());
    let seen = desk.act("comment-seen", subject, "");
    let comment = desk
        .write(move |connection| {
            comments::mark_read(connection, of, &[id])?;
            let comment = comments::find(connection, of, id)?;
            if comment.is_some() {
                audit::append(connection, &seen)?;
            }
            Ok(comment)
        })
        .await?
        .ok_or_else(|| desk.no_such_page())?;
    desk.html(&one(&desk, &wave, comment, None, Refusals::default()).await?)
}

async fn strike(
    desk: Desk,
    path: web::Path<(String, String)>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let words = Comments::of(desk.tongue);
    let wave = desk.wave(&path.0).await?;
    let comment = found(&desk, &wave, &path.1).await?;
    let places: Vec<usize> = posted
        .all("word")
        .into_iter()
        .filter_map(|place| place.parse().ok())
        .collect();
    let (of, id, seen) = (wave.clone(), comment.id, posted.text("seen").to_owned());
    let subject = format!("{}/{}", wave.wave.code, id.as_text());
    let act = desk.act("comment-struck", subject, "");
    let done = desk
        .write(move |connection| {
            let done = strike_out(connection, &of, id, &seen, &places)?;
            if let Ok(characters) = done {
                let detail = characters.to_string();
                audit::append(connection, &crate::survey::audit::Act { detail, ..act })?;
            }
            Ok(done)
        })
        .await?;
    let text = match done {
        Ok(_) => {
            let forgotten = desk.block(|site| site.store.forget_old_words()).await?;
            forgotten.map_err(Failure::store(desk.tongue))?;
            return Ok(desk.on_to(&address(&wave, id), "struck"));
        }
        Err(NotStruck::Unknown) => return Err(desk.no_such_page()),
        Err(NotStruck::Changed) => words.strike_changed,
        Err(NotStruck::Nothing) => words.strike_nothing,
    };
    desk.refused(&one(&desk, &wave, comment, None, Refusals::one("strike", text)).await?)
}

fn address(wave: &KeptWave, id: CommentId) -> String {
    format!("/desk/waves/{}/comments/{}", wave.wave.code, id.as_text())
}

enum Wanted {
    Change(Change),
    NewCase(String),
}

fn wanted(
    desk: &Desk,
    act: &str,
    posted: &Posted,
    known: &[String],
    comment: &KeptComment,
) -> Result<Wanted, Refusals> {
    let words = Comments::of(desk.tongue);
    let refused = |field: &str| {
        let field = field.to_owned();
        move |fault| Refusals::one(&field, typed_fault(desk.tongue, fault))
    };
    Ok(Wanted::Change(match act {
        "tags" => Change::Tag {
            topics: known
                .iter()
                .filter(|code| posted.all("topic").contains(&code.as_str()))
                .cloned()
                .collect(),
            place: match posted.text("take") {
                "words" => optional(&comment.words, LONGEST_NOTE),
                _ => optional(posted.text("place"), LONGEST_NOTE),
            }
            .map_err(refused("place"))?,
        },
        "join" => match posted.text("case").parse() {
            Ok(number) => Change::Join(CaseId(number)),
            Err(_) => return Err(Refusals::one("case", words.case_missing)),
        },
        "case" => {
            let title = required(posted.text("title"), LONGEST_LINE).map_err(refused("title"))?;
            return Ok(Wanted::NewCase(title));
        }
        "leave" => Change::Leave,
        "aside" => Change::SetAside(
            required(posted.text("reason"), LONGEST_NOTE).map_err(refused("reason"))?,
        ),
        "back" => Change::TakeBack,
        _ => return Err(Refusals::one("bulk", words.no_act)),
    }))
}

async fn handle_one(
    desk: Desk,
    path: web::Path<(String, String, String)>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let (code, id, name) = path.into_inner();
    let wave = desk.wave(&code).await?;
    let comment = found(&desk, &wave, &id).await?;
    let of = wave.clone();
    let mut known = desk
        .read(move |connection| Ok(topic_codes(&Names::of(connection, &of)?.form)))
        .await?;
    known.sort();
    let wanted = match wanted(&desk, &name, &posted, &known, &comment) {
        Ok(wanted) => wanted,
        Err(refusals) => {
            return desk.refused(&one(&desk, &wave, comment, Some(&posted), refusals).await?);
        }
    };
    let (of, id) = (wave.clone(), comment.id);
    let by = By {
        name: desk.staff().full_name.clone(),
        now: desk.now,
    };
    let changed = desk.act("comments-changed", format!("{code}/{}", id.as_text()), name);
    let made = desk.act("case-made", "", format!("{code}: 1"));
    let done: Result<Option<CaseId>, NotChanged> = desk
        .write(move |connection| match wanted {
            Wanted::Change(wanted) => {
                let done = change(connection, &of, &[id], &wanted)?;
                if done.is_ok() {
                    audit::append(connection, &changed)?;
                }
                Ok(done.map(|_| None))
            }
            Wanted::NewCase(title) => {
                let done = case_acts::open(connection, &by, &of, &title, &[id])?;
                if let Ok(id) = done {
                    let subject = id.0.to_string();
                    audit::append(connection, &crate::survey::audit::Act { subject, ..made })?;
                }
                Ok(done.map(Some))
            }
        })
        .await?;
    match done {
        Ok(Some(case)) => Ok(desk.on_to(&format!("/desk/cases/{}", case.0), "case-made")),
        Ok(None) => Ok(desk.on_to(&address(&wave, id), "comments")),
        Err(why) => {
            let refusals = Refusals::one("bulk", not_changed(desk.tongue, &why));
            desk.refused(&one(&desk, &wave, comment, Some(&posted), refusals).await?)
        }
    }
}
