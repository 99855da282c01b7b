//! The secret of a draft: the code itself for a single code, a cookie for an open link.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite, time::Duration};

use crate::flow::collect::Way;
use crate::survey::link::{Code, LinkKind};

const NAME: &str = "draft";

/// The secret that this visitor brings.
pub fn brought(request: &HttpRequest, code: &Code, way: &Way) -> Option<String> {
    match way.link.kind {
        LinkKind::Single => Some(code.as_str().to_owned()),
        LinkKind::Open | LinkKind::Entry => request
            .cookie(NAME)
            .map(|cookie| cookie.value().to_owned())
            .filter(|value| {
                value.len() == 32 && value.bytes().all(|byte| byte.is_ascii_hexdigit())
            }),
    }
}

/// 128 random bits.
pub fn fresh() -> String {
    rand::random::<[u8; 16]>()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

pub fn cookie(code: &Code, secret: &str) -> Cookie<'static> {
    Cookie::build(NAME, secret.to_owned())
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
