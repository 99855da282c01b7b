//! Which language a reader gets: `?lang=` → cookie `lang` → the browser's wish → Vietnamese.

use std::convert::Infallible;
use std::future::{Ready, ready};

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::Payload;
use actix_web::http::header::ACCEPT_LANGUAGE;
use actix_web::{FromRequest, HttpRequest};

use crate::wording::Tongue;

/// The reader's language, and whether this request chose it anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    pub tongue: Tongue,
    pub chosen_now: bool,
}

impl Reader {
    pub fn of(request: &HttpRequest) -> Self {
        if let Some(tongue) = from_query(request.query_string()) {
            return Self {
                tongue,
                chosen_now: true,
            };
        }
        let remembered = request
            .cookie("lang")
            .and_then(|cookie| Tongue::parse(cookie.value()));
        let tongue = remembered
            .or_else(|| from_header(request))
            .unwrap_or_default();
        Self {
            tongue,
            chosen_now: false,
        }
    }

    /// To be set when the language was chosen by this request.
    pub fn cookie(self) -> Cookie<'static> {
        Cookie::build("lang", self.tongue.tag())
            .path("/")
            .max_age(Duration::days(365))
            .same_site(SameSite::Lax)
            .http_only(true)
            .finish()
    }
}

fn from_query(query: &str) -> Option<Tongue> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix("lang="))
        .and_then(Tongue::parse)
}

/// The first language of `Accept-Language` that the program speaks; browsers list them by preference.
fn from_header(request: &HttpRequest) -> Option<Tongue> {
    let wishes = request.headers().get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    wishes
        .split(',')
        .find_map(|wish| Tongue::parse(wish.trim().get(..2)?))
}

impl FromRequest for Reader {
    type Error = Infallible;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}
