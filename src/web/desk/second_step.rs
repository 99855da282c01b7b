//! The second factor: setting it up, and showing it.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::exchange::qr;
use crate::flow::staff::accounts::{recovery_codes, secret_to_enrol};
use crate::flow::staff::door::{Answer, show_second_factor, skip_second_factor};
use crate::flow::staff::second_factor::enrolment;
use crate::web::desk::door::{session_cookie, waiting};
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::{Desk, see_other};
use crate::web::failure::Failure;
use crate::wording::door::Door;

pub fn entries() -> Vec<Entry> {
    vec![
        page("/desk/second-step", Need::HalfSignedIn, || {
            web::get().to(show)
        }),
        act("/desk/second-step", Need::HalfSignedIn, || {
            web::post().to(enter)
        }),
        act("/desk/second-step/later", Need::HalfSignedIn, || {
            web::post().to(later)
        }),
        act("/desk/recovery-codes", Need::SignedIn, || {
            web::post().to(new_codes)
        }),
    ]
}

#[derive(Template)]
#[template(path = "desk/second_step.html", config = "src/web/askama.toml")]
struct SecondStep {
    shell: Shell,
    words: &'static Door,
    /// The picture and the typed secret, for somebody who has no authenticator yet.
    enrol: Option<(String, String)>,
    can_skip: bool,
    refusals: Refusals,
}

#[derive(Template)]
#[template(path = "desk/recovery.html", config = "src/web/askama.toml")]
struct Recovery {
    shell: Shell,
    words: &'static Door,
    codes: Vec<String>,
}

async fn form(desk: &Desk, refusals: Refusals) -> Result<SecondStep, Failure> {
    let words = Door::of(desk.tongue);
    let account = desk.signed.account.clone();
    let enrol = if account.totp_confirmed {
        None
    } else {
        let secret = desk
            .block(move |site| secret_to_enrol(&site.store, &account))
            .await?
            .map_err(Failure::store(desk.tongue))?;
        let made = enrolment(&secret, &desk.staff().name, "Hai long");
        made.and_then(|made| Some((qr::svg(&made.address)?, made.typed)))
    };
    let title = if enrol.is_some() {
        words.enrol_title
    } else {
        words.second_title
    };
    Ok(SecondStep {
        shell: desk.shell(title),
        words,
        can_skip: desk.site.demonstration && enrol.is_some(),
        enrol,
        refusals,
    })
}

async fn show(desk: Desk) -> Result<HttpResponse, Failure> {
    if desk.signed.session.second_factor && desk.signed.account.totp_confirmed {
        return Ok(see_other("/desk"));
    }
    desk.html(&form(&desk, Refusals::default()).await?)
}

async fn enter(desk: Desk, posted: Posted) -> Result<HttpResponse, Failure> {
    let words = Door::of(desk.tongue);
    let (session, typed, now) = (
        desk.signed.session.clone(),
        posted.text("code").to_owned(),
        desk.now,
    );
    let answered = desk
        .block(move |site| show_second_factor(&site.store, &session, &typed, now))
        .await?
        .map_err(Failure::store(desk.tongue))?;
    let refusal = match answered {
        Answer::Welcome(secret) if desk.signed.account.totp_confirmed => {
            let mut response = see_other("/desk");
            let _ = response.add_cookie(&session_cookie(secret, &desk.site));
            return Ok(response);
        }
        Answer::Welcome(secret) => {
            let mut response = codes(&desk).await?;
            let _ = response.add_cookie(&session_cookie(secret, &desk.site));
            return Ok(response);
        }
        Answer::Wrong => words.second_wrong.to_owned(),
        Answer::Wait(time) => waiting(words, time),
    };
    desk.refused(&form(&desk, Refusals::one("code", refusal)).await?)
}

/// New recovery codes on a page of their own.
async fn codes(desk: &Desk) -> Result<HttpResponse, Failure> {
    let words = Door::of(desk.tongue);
    let (staff, now) = (desk.staff().clone(), desk.now);
    let codes = desk
        .block(move |site| recovery_codes(&site.store, &staff, now))
        .await?
        .map_err(Failure::store(desk.tongue))?;
    desk.html(&Recovery {
        shell: desk.shell(words.recovery_title),
        words,
        codes,
    })
}

async fn new_codes(desk: Desk, _: Posted) -> Result<HttpResponse, Failure> {
    if desk.signed.account.totp_confirmed {
        codes(&desk).await
    } else {
        Ok(see_other("/desk/second-step"))
    }
}

async fn later(desk: Desk, _: Posted) -> Result<HttpResponse, Failure> {
    if !desk.site.demonstration || desk.signed.account.totp_confirmed {
        return Err(desk.no_such_page());
    }
    let (session, now) = (desk.signed.session.clone(), desk.now);
    let secret = desk
        .block(move |site| skip_second_factor(&site.store, &session, now))
        .await?
        .map_err(Failure::store(desk.tongue))?;
    let mut response = see_other("/desk");
    let _ = response.add_cookie(&session_cookie(secret, &desk.site));
    Ok(response)
}
