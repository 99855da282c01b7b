//! Sending answers: the path that must never fail.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::flow::collect::{Entrance, Sending, Sent};
use crate::flow::in_play::WaveInPlay;
use crate::survey::answering::{Checked, Part, Typed, check};
use crate::survey::link::Code;
use crate::survey::question::Kind;
use crate::web::failure::{Failure, RETRY_AFTER};
use crate::web::respond::door::closed_door;
use crate::web::respond::message::{Again, Message};
use crate::web::respond::page::{Page, answer};
use crate::web::respond::section::{groups, typed_of, with_draft};
use crate::web::respond::{code, review, secret};
use crate::web::site::Site;
use crate::web::tongue::Reader;

#[derive(Template)]
#[template(path = "respond/thanks.html", config = "src/web/askama.toml")]
pub struct ThanksPage {
    pub page: Page,
    pub receipt: String,
    pub next_person: Option<String>,
}

/// The draft of this visitor, or, with `consent` in the post, all answers in one.
pub async fn submit(
    site: web::Data<Site>,
    request: HttpRequest,
    path: web::Path<String>,
    pairs: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Failure> {
    let reader = Reader::of(&request);
    let typed = typed_of(pairs.into_inner());
    let code = match Code::read(&path) {
        Ok(code) => code,
        Err(mistake) => return code::page(reader, path.into_inner(), Some(mistake)),
    };
    let key = typed.values("key").next().unwrap_or_default().to_owned();
    if typed.values("consent").any(|value| value == "yes") {
        return one_shot(&site, &request, &code, &key, &typed).await;
    }
    let failed = Failure::store(reader.tongue);
    // Sent already, and the draft is gone: the same receipt again.
    if let Some((wave, receipt)) = site
        .collector
        .already_sent(&code, &key)
        .await
        .map_err(&failed)?
    {
        return thanks(reader, &code, &wave, receipt);
    }
    let (code, way, secret, draft) = match with_draft(&site, &request, &path).await? {
        Ok(found) => found,
        Err(answer) => return Ok(answer),
    };
    let checked = check(&way.wave.form, Part::All, &draft.typed, groups(&way));
    if !checked.faults.is_empty() {
        return review::page(reader, &code, &way, &secret, &draft, &checked.faults);
    }
    let mark = secret::mark(&request);
    let sending = Sending {
        code: &code,
        idempotency_key: &secret,
        answers: &checked.answers,
        draft_secret: Some(&secret),
        device_mark: mark.as_deref(),
    };
    let sent = site.collector.submit(&sending).await.map_err(&failed)?;
    finish(
        &site,
        reader,
        &code,
        &way.wave,
        sent,
        vec![("key".to_owned(), secret.clone())],
    )
    .await
}

async fn one_shot(
    site: &Site,
    request: &HttpRequest,
    code: &Code,
    key: &str,
    typed: &Typed,
) -> Result<HttpResponse, Failure> {
    let reader = Reader::of(request);
    let failed = Failure::store(reader.tongue);
    let Some(wave) = site.collector.wave_of(code).await.map_err(&failed)? else {
        return no_way_in(site, reader, code).await;
    };
    let Checked { answers, faults } = check_for(site, code, &wave, typed).await.map_err(&failed)?;
    if let Some(fault) = faults.first() {
        let page = Page::of_wave(reader.tongue, "", &format!("/s/{}", code.as_str()), &wave);
        let field = wave
            .form
            .fields
            .get(fault.field)
            .map(|field| wave.form.field_text(field));
        let text = field
            .map(|text| text.in_language(reader.tongue.tag()))
            .unwrap_or_default();
        let (title, said) = (
            page.w().faults_title,
            format!("{text}: {}", page.w().fault(&fault.kind)),
        );
        return answer(
            StatusCode::UNPROCESSABLE_ENTITY,
            reader,
            &Message::new(page, title, &said),
        );
    }
    let mark = secret::mark(request);
    let sending = Sending {
        code,
        idempotency_key: key,
        answers: &answers,
        draft_secret: None,
        device_mark: mark.as_deref(),
    };
    let sent = site.collector.submit(&sending).await.map_err(&failed)?;
    finish(site, reader, code, &wave, sent, typed.pairs().to_vec()).await
}

/// Judges all answers. The link is looked up only when a residential group was chosen.
pub async fn check_for(
    site: &Site,
    code: &Code,
    wave: &WaveInPlay,
    typed: &Typed,
) -> Result<Checked, crate::store::StoreFailure> {
    let is_group =
        |field: &&crate::survey::form::Field| matches!(wave.form.question(field).kind, Kind::Group);
    let names_group = wave
        .form
        .fields
        .iter()
        .find(is_group)
        .is_some_and(|field| typed.has(&field.code));
    if names_group && let Entrance::Ready(way) = site.collector.enter(code).await? {
        return Ok(check(&wave.form, Part::All, typed, groups(&way)));
    }
    Ok(check(&wave.form, Part::All, typed, &[]))
}

async fn no_way_in(site: &Site, reader: Reader, code: &Code) -> Result<HttpResponse, Failure> {
    let entrance = site
        .collector
        .enter(code)
        .await
        .map_err(Failure::store(reader.tongue))?;
    closed_door(reader, code, &entrance)
}

async fn finish(
    site: &Site,
    reader: Reader,
    code: &Code,
    wave: &WaveInPlay,
    sent: Sent,
    again: Vec<(String, String)>,
) -> Result<HttpResponse, Failure> {
    match sent {
        Sent::Taken { receipt, .. } => thanks(reader, code, wave, receipt),
        Sent::NoWayIn => no_way_in(site, reader, code).await,
        Sent::Busy => {
            let page = Page::of_wave(
                reader.tongue,
                "",
                &format!("/s/{}/review", code.as_str()),
                wave,
            );
            let (title, words) = (page.w().busy_title, page.w().busy);
            let again = Again {
                action: format!("/s/{}/submit", code.as_str()),
                fields: again,
            };
            let message = Message {
                again: Some(again),
                ..Message::new(page, title, words)
            };
            let mut response = answer(StatusCode::SERVICE_UNAVAILABLE, reader, &message)?;
            response.headers_mut().insert(
                header::RETRY_AFTER,
                header::HeaderValue::from_static(RETRY_AFTER),
            );
            Ok(response)
        }
    }
}

fn thanks(
    reader: Reader,
    code: &Code,
    wave: &WaveInPlay,
    receipt: String,
) -> Result<HttpResponse, Failure> {
    let here = format!("/s/{}", code.as_str());
    let mut page = Page::of_wave(reader.tongue, "", &here, wave);
    page.title = format!("{} – {}", page.w().thanks_title, page.heading);
    let template = ThanksPage {
        page,
        receipt,
        next_person: Some(here),
    };
    let mut response = answer(StatusCode::OK, reader, &template)?;
    // Whoever answers next on this phone starts with an empty form.
    let _ = response.add_cookie(&secret::forgotten(code));
    Ok(response)
}
