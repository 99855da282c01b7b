//! Signing in and out.

use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::Uri;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::flow::staff::door::{Answer, Attempt, sign_in, sign_out};
use crate::flow::staff::random_secret;
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::{Desk, html, see_other};
use crate::web::failure::Failure;
use crate::web::site::Site;
use crate::web::tongue::Reader;
use crate::wording::door::Door;
use crate::wording::fill;

pub const SESSION_COOKIE: &str = "desk";
/// Holds what a form at the door must carry, as there is no session yet.
pub const FORM_COOKIE: &str = "desk-form";

pub fn entries() -> Vec<Entry> {
    vec![
        page("/desk/sign-in", Need::Nobody, || web::get().to(show)),
        act("/desk/sign-in", Need::Nobody, || web::post().to(enter)),
        act("/desk/sign-out", Need::HalfSignedIn, || {
            web::post().to(leave)
        }),
    ]
}

#[derive(Template)]
#[template(path = "desk/sign_in.html", config = "src/web/askama.toml")]
struct SignIn {
    shell: Shell,
    words: &'static Door,
    name: String,
    next: String,
    refusals: Refusals,
}

/// The door, which leads on to the page that was asked for.
pub fn address_to_sign_in(wanted: &Uri) -> String {
    let wanted = wanted.path_and_query().map_or("", |wanted| wanted.as_str());
    if wanted.is_empty() || wanted == "/desk" {
        return "/desk/sign-in".to_owned();
    }
    let door = String::from("/desk/sign-in?");
    let end = door.len();
    let mut query = form_urlencoded::Serializer::for_suffix(door, end);
    query.append_pair("next", wanted).finish()
}

/// Only pages of the desk itself are led on to.
pub fn next_page(wanted: &str) -> &str {
    let plain = wanted
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if plain && (wanted == "/desk" || wanted.starts_with("/desk/")) {
        wanted
    } else {
        "/desk"
    }
}

/// The token of forms at the door, and the cookie to set when there was none.
pub fn form_token(request: &HttpRequest, site: &Site) -> (String, Option<Cookie<'static>>) {
    match request.cookie(FORM_COOKIE) {
        Some(cookie) if cookie.value().len() == 32 => (cookie.value().to_owned(), None),
        _ => {
            let token = random_secret();
            let cookie = cookie(FORM_COOKIE, token.clone(), site);
            (token, Some(cookie))
        }
    }
}

fn cookie(name: &'static str, value: String, site: &Site) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/desk")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(site.base_url.starts_with("https:"))
        .finish()
}

pub fn session_cookie(secret: String, site: &Site) -> Cookie<'static> {
    cookie(SESSION_COOKIE, secret, site)
}

/// Where a request comes from: behind a proxy on the same machine, what that proxy says.
pub fn came_from(request: &HttpRequest) -> String {
    let peer = request.peer_addr().map(|peer| peer.ip());
    let forwarded = request.headers().get("x-forwarded-for");
    let forwarded = forwarded.and_then(|value| value.to_str().ok());
    let last = forwarded.and_then(|list| list.rsplit(',').next());
    match (peer, last) {
        (Some(peer), Some(last)) if peer.is_loopback() => last.trim().to_owned(),
        (Some(peer), _) => peer.to_string(),
        (None, _) => String::new(),
    }
}

async fn show(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Failure> {
    let reader = Reader::of(&request);
    let words = Door::of(reader.tongue);
    let (token, fresh) = form_token(&request, &site);
    let next = form_urlencoded::parse(request.query_string().as_bytes())
        .find(|(name, _)| name == "next")
        .map(|(_, value)| value.into_owned());
    let page = SignIn {
        shell: outside(&request, words.title, &token, &site),
        words,
        name: String::new(),
        next: next.unwrap_or_default(),
        refusals: Refusals::default(),
    };
    answer(HttpResponse::Ok(), reader, fresh, &page)
}

/// The frame of a page at the door.
pub fn outside(request: &HttpRequest, title: &str, token: &str, site: &Site) -> Shell {
    let address = request.uri().to_string();
    let mut shell = Shell::outside(Reader::of(request).tongue, title, &address, token);
    shell.demonstration = site.demonstration;
    shell
}

pub fn answer(
    mut response: actix_web::HttpResponseBuilder,
    reader: Reader,
    fresh: Option<Cookie<'static>>,
    page: &impl Template,
) -> Result<HttpResponse, Failure> {
    if let Some(cookie) = fresh {
        response.cookie(cookie);
    }
    if reader.chosen_now {
        response.cookie(reader.cookie());
    }
    html(response, page, reader.tongue)
}

async fn enter(
    request: HttpRequest,
    site: web::Data<Site>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let reader = Reader::of(&request);
    let words = Door::of(reader.tongue);
    let (name, next) = (
        posted.text("name").to_owned(),
        posted.text("next").to_owned(),
    );
    let (typed, password) = (name.clone(), posted.text("password").to_owned());
    let (address, now, door) = (came_from(&request), site.clock.now(), site.clone());
    let answered = web::block(move || {
        let attempt = Attempt {
            name: &typed,
            password: &password,
            address: &address,
        };
        sign_in(&door.store, &attempt, now)
    })
    .await
    .map_err(|_| Failure::Unavailable(reader.tongue))?
    .map_err(Failure::store(reader.tongue))?;
    let refusal = match answered {
        Answer::Welcome(secret) => {
            let mut response = see_other(next_page(&next));
            // Cannot fail: the value is hexadecimal.
            let _ = response.add_cookie(&session_cookie(secret, &site));
            return Ok(response);
        }
        Answer::Wrong => words.wrong.to_owned(),
        Answer::Wait(time) => waiting(words, time),
    };
    let page = SignIn {
        shell: outside(&request, words.title, posted.text("csrf"), &site),
        words,
        name,
        next,
        refusals: Refusals::one("name", refusal),
    };
    answer(HttpResponse::UnprocessableEntity(), reader, None, &page)
}

/// "Please wait 3 minutes": rounded up, so that it is true.
pub fn waiting(words: &Door, time: chrono::Duration) -> String {
    let minutes = (time.num_seconds() + 59) / 60;
    fill(words.wait, &[("minutes", &minutes.max(1).to_string())])
}

async fn leave(desk: Desk, _: Posted) -> Result<HttpResponse, Failure> {
    let signed = desk.signed.clone();
    let (session, name, now) = (signed.session.clone(), desk.staff().name.clone(), desk.now);
    desk.block(move |site| sign_out(&site.store, &session, &name, now))
        .await?
        .map_err(Failure::store(desk.tongue))?;
    let mut response = desk.on_to("/desk/sign-in", "signed-out");
    let mut gone = session_cookie(String::new(), &desk.site);
    gone.make_removal();
    let _ = response.add_cookie(&gone);
    Ok(response)
}
