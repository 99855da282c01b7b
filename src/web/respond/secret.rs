//! The secret of a draft: the code itself for a single code, a cookie for an open link.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite, time::Duration};

use crate::flow::collect::Way;
use crate::survey::link::{Code, LinkKind};

const NAME: &str = "draft";
/// Tells answers of one browser through one open link from those of others; only its keyed hash is looked at.
const MARK: &str = "mark";

/// The secret that this visitor brings.
pub fn brought(request: &HttpRequest, code: &Code, way: &Way) -> Option<String> {
    match way.link.kind {
        LinkKind::Single => Some(code.as_str().to_owned()),
        LinkKind::Open => random_cookie(request, NAME),
    }
}

/// The mark of this browser on an open link, which outlives an answer.
pub fn mark(request: &HttpRequest) -> Option<String> {
    random_cookie(request, MARK)
}

fn random_cookie(request: &HttpRequest, name: &str) -> Option<String> {
    let is_random =
        |value: &String| value.len() == 32 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    request
        .cookie(name)
        .map(|cookie| cookie.value().to_owned())
        .filter(is_random)
}

/// 128 random bits.
pub fn fresh() -> String {
    rand::random::<[u8; 16]>()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

pub fn cookie(code: &Code, secret: &str) -> Cookie<'static> {
    of_link(NAME, code, secret)
}

pub fn mark_cookie(code: &Code, mark: &str) -> Cookie<'static> {
    of_link(MARK, code, mark)
}

fn of_link(name: &'static str, code: &Code, value: &str) -> Cookie<'static> {
    Cookie::build(name, value.to_owned())
        .path(format!("/s/{}", code.as_str()))
        .max_age(Duration::days(30))
        .same_site(SameSite::Lax)
        .http_only(true)
        .finish()
}

/// Forgets the draft of an open link, so that the next person starts anew.
pub fn forgotten(code: &Code) -> Cookie<'static> {
    let mut cookie = cookie(code, "");
    cookie.make_removal();
    cookie
}
