//! Welcome and consent.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::flow::collect::Way;
use crate::flow::draft::Draft;
use crate::survey::link::LinkKind;
use crate::web::assets;
use crate::web::failure::Failure;
use crate::web::respond::door::{Door, knock, last_day};
use crate::web::respond::page::{Card, Page, answer, redirect};
use crate::web::respond::secret;
use crate::web::respond::target::Target;
use crate::web::site::Site;
use crate::web::tongue::Reader;
use crate::wording::fill;

#[derive(Template)]
#[template(path = "respond/welcome.html", config = "src/web/askama.toml")]
struct WelcomePage {
    page: Page,
    target: Target,
    title: String,
    introduction: String,
    place: String,
    until: String,
    resumes: bool,
    missing: bool,
}

pub fn page(
    reader: Reader,
    target: Target,
    way: &Way,
    base_url: Option<&str>,
    resumes: bool,
    missing: bool,
) -> Result<HttpResponse, Failure> {
    let form = &way.wave.form;
    let title = form.title.in_language(reader.tongue.tag()).to_owned();
    let mut page = Page::of_wave(reader.tongue, &title, &target.welcome(), &way.wave);
    let place = way
        .wave
        .localities
        .get(way.locality())
        .map(|one| one.name.as_str())
        .unwrap_or_default();
    let place = fill(page.w().welcome_in, &[("locality", place)]);
    let until = fill(
        page.w().welcome_until,
        &[("date", &last_day(&way.wave.wave))],
    );
    page.card = base_url.map(|base| Card {
        title: title.clone(),
        text: format!("{} {place} {until}", page.w().card),
        image: format!("{base}{}", assets::CARD.path),
    });
    let template = WelcomePage {
        target,
        introduction: form
            .introduction
            .in_language(reader.tongue.tag())
            .to_owned(),
        place,
        until,
        title,
        resumes,
        missing,
        page,
    };
    answer(
        if missing {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::OK
        },
        reader,
        &template,
    )
}

pub async fn show(
    site: web::Data<Site>,
    request: HttpRequest,
    path: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let reader = Reader::of(&request);
    let (code, way) = match knock(&site, &request, &path).await? {
        Door::Open(code, way) => (code, way),
        Door::Answer(answer) => return Ok(answer),
    };
    let draft = match secret::brought(&request, &code, &way) {
        Some(secret) => site
            .collector
            .load_draft(&way, &secret)
            .await
            .map_err(Failure::store(reader.tongue))?,
        None => None,
    };
    page(
        reader,
        Target::of(&code),
        &way,
        Some(&site.base_url),
        draft.is_some_and(|draft| draft.consented),
        false,
    )
}

#[derive(Deserialize)]
pub struct Consent {
    consent: Option<String>,
}

pub async fn consent(
    site: web::Data<Site>,
    request: HttpRequest,
    path: web::Path<String>,
    typed: web::Form<Consent>,
) -> Result<HttpResponse, Failure> {
    let reader = Reader::of(&request);
    let (code, way) = match knock(&site, &request, &path).await? {
        Door::Open(code, way) => (code, way),
        Door::Answer(answer) => return Ok(answer),
    };
    if typed.consent.as_deref() != Some("yes") {
        return page(
            reader,
            Target::of(&code),
            &way,
            Some(&site.base_url),
            false,
            true,
        );
    }
    let failed = Failure::store(reader.tongue);
    let brought = secret::brought(&request, &code, &way);
    let known = match &brought {
        Some(secret) => site
            .collector
            .load_draft(&way, secret)
            .await
            .map_err(&failed)?,
        None => None,
    };
    let is_new = known.is_none();
    let secret = match brought {
        // A cookie without a draft belongs to answers that were sent: the next person needs a new one.
        Some(secret) if !is_new || way.link.kind == LinkKind::Single => secret,
        _ => secret::fresh(),
    };
    let draft = Draft {
        consented: true,
        ..known.unwrap_or_default()
    };
    site.collector
        .save_draft(&way, &secret, &draft)
        .await
        .map_err(&failed)?;
    let mut response = redirect(
        reader,
        &format!("/s/{}/{}", code.as_str(), draft.section + 1),
    );
    if way.link.kind == LinkKind::Open {
        // A cookie that cannot be written would show at the next page, which asks for consent again.
        let _ = response.add_cookie(&secret::cookie(&code, &secret));
        if secret::mark(&request).is_none() {
            let _ = response.add_cookie(&secret::mark_cookie(&code, &secret::fresh()));
        }
    }
    Ok(response)
}
