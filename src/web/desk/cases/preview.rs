//! The reply as the public would read it, before it is published.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::flow::cases::{Move, NotMoved, Publication, act as move_on, reply};
use crate::flow::comments::{By, form};
use crate::store::cases::Published;
use crate::store::{audit, localities};
use crate::survey::access::Action;
use crate::survey::case::{CaseAct, LONGEST_TEXT, optional, required};
use crate::survey::comment::{CommentId, tokens};
use crate::survey::personal::suspects;
use crate::web::desk::cases::one::{Reading, again, found, refused};
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, Need, act};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::web::public::voices::{Voice, VoiceCard};
use crate::wording::cases::Cases;
use crate::wording::fill;
use crate::wording::voices::Voices;

pub fn entries() -> Vec<Entry> {
    let need = Need::May(Action::HandleCases);
    vec![
        act("/desk/cases/{case}/preview", need, || {
            web::post().to(preview)
        }),
        act("/desk/cases/{case}/publish", need, || {
            web::post().to(publish)
        }),
    ]
}

#[derive(Template)]
#[template(path = "desk/cases/preview.html", config = "src/web/askama.toml")]
struct Preview {
    shell: Shell,
    words: &'static Cases,
    voices: &'static Voices,
    id: i32,
    title: String,
    card: VoiceCard,
    /// Name and value of every field that publishing needs again.
    fields: Vec<(String, String)>,
    no_place: bool,
    suspects: Option<String>,
}

fn typed(desk: &Desk, posted: &Posted) -> Result<Publication, Refusals> {
    let mut reading = Reading {
        desk,
        posted,
        refusals: Refusals::default(),
    };
    let publication = Publication {
        said_vi: reading.take("said_vi", |text| required(text, LONGEST_TEXT)),
        said_en: reading.take("said_en", |text| optional(text, LONGEST_TEXT)),
        done_vi: reading.take("done_vi", |text| required(text, LONGEST_TEXT)),
        done_en: reading.take("done_en", |text| optional(text, LONGEST_TEXT)),
        name_locality: !posted.text("name_locality").is_empty(),
        quote: CommentId::parse(posted.text("quote")),
    };
    if reading.refusals.is_empty() {
        Ok(publication)
    } else {
        Err(reading.refusals)
    }
}

async fn preview(
    desk: Desk,
    id: web::Path<String>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let known = found(&desk, &id).await?;
    let publication = match typed(&desk, &posted) {
        Ok(publication) => publication,
        Err(refusals) => return again(&desk, &id, &posted, refusals).await,
    };
    if let Err(refusal) = known.case.state.after(CaseAct::Publish, true) {
        return refused(&desk, &id, &posted, &NotMoved::Refused(refusal)).await;
    }
    let (words, tongue) = (Cases::of(desk.tongue), desk.tongue);
    let by = By {
        name: desk.staff().full_name.clone(),
        now: desk.now,
    };
    let (of, wanted) = (known.clone(), publication.clone());
    let made = desk
        .read(move |connection| {
            let Some(reply) = reply(connection, &by, &of.case, &wanted)? else {
                return Ok(None);
            };
            Ok(Some((
                reply,
                form(connection, &of.wave)?,
                localities::all(connection)?,
            )))
        })
        .await?;
    let Some((reply, form, everywhere)) = made else {
        return refused(&desk, &id, &posted, &NotMoved::NoQuote).await;
    };
    let quoted = known
        .comments
        .iter()
        .find(|one| Some(one.id) == reply.quote);
    let quoted = quoted.map(|one| one.words.clone());
    let no_place =
        publication.name_locality && known.case.locality.is_some() && reply.locality.is_none();
    let published = Published {
        reply,
        wave: known.case.wave,
        topic: known.case.topic.clone(),
        unit: known.case.unit.clone(),
        quoted: quoted.clone(),
    };
    let voice = Voice::of(published, &known.wave.wave, Some(&form), &everywhere);
    desk.html(&Preview {
        shell: desk.shell(words.preview_title),
        words,
        voices: Voices::of(tongue),
        id: known.case.id.0,
        title: known.case.title,
        card: VoiceCard::new(tongue, &voice),
        fields: posted
            .fields()
            .iter()
            .filter(|(name, _)| name != "csrf")
            .cloned()
            .collect(),
        no_place,
        suspects: quoted
            .and_then(|quote| marked(&quote))
            .map(|marked| fill(words.preview_suspects, &[("words", &marked)])),
    })
}

/// Words of a quote that may be personal data.
fn marked(words: &str) -> Option<String> {
    let pairs = tokens(words).into_iter().zip(suspects(words));
    let marked: Vec<&str> = pairs
        .filter(|(_, suspect)| *suspect)
        .filter_map(|(range, _)| words.get(range))
        .collect();
    (!marked.is_empty()).then(|| marked.join(" "))
}

async fn publish(
    desk: Desk,
    id: web::Path<String>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let known = found(&desk, &id).await?;
    if posted.text("act") == "edit" {
        return again(&desk, &id, &posted, Refusals::default()).await;
    }
    let publication = match typed(&desk, &posted) {
        Ok(publication) => publication,
        Err(refusals) => return again(&desk, &id, &posted, refusals).await,
    };
    let case = known.case.id;
    let revision = posted.text("revision").parse().unwrap_or(-1);
    let by = By {
        name: desk.staff().full_name.clone(),
        now: desk.now,
    };
    let changed = desk.act("case-changed", case.0.to_string(), "publish");
    let moved = desk
        .write(move |connection| {
            let done = move_on(connection, &by, case, revision, &Move::Publish(publication))?;
            if done.is_ok() {
                audit::append(connection, &changed)?;
            }
            Ok(done)
        })
        .await?;
    match moved {
        Ok(()) => Ok(desk.on_to(&format!("/desk/cases/{}", case.0), "case-published")),
        Err(why) => refused(&desk, &id, &posted, &why).await,
    }
}
