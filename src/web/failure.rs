//! Errors become a status and a page: the only place that decides which.

use std::fmt;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, ResponseError};

use crate::store::StoreFailure;
use crate::web::respond::message;
use crate::web::tongue::Reader;
use crate::wording::Tongue;
use crate::wording::desk::Desk;
use crate::wording::respond::Respond;

/// Seconds after which a busy server wants to be asked again.
pub const RETRY_AFTER: &str = "5";

#[derive(Debug)]
pub enum Failure {
    NotFound(Tongue),
    /// The database could not be asked; trying again may help.
    Unavailable(Tongue),
    /// A template could not be filled.
    Broken(Tongue),
    /// A form from elsewhere, or from a page that is too old.
    Stale(Tongue),
    /// A form from somebody whose session has ended.
    SignedOut(Tongue),
    TooLarge(Tongue),
    /// A form that this site did not make.
    Malformed(Tongue),
}

impl Failure {
    pub fn store(tongue: Tongue) -> impl Fn(StoreFailure) -> Self {
        move |problem| {
            tracing::error!(%problem, "the database refused");
            Self::Unavailable(tongue)
        }
    }

    fn tongue(&self) -> Tongue {
        match self {
            Self::NotFound(tongue)
            | Self::Unavailable(tongue)
            | Self::Broken(tongue)
            | Self::Stale(tongue)
            | Self::SignedOut(tongue)
            | Self::TooLarge(tongue)
            | Self::Malformed(tongue) => *tongue,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self:?}")
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Stale(_) => StatusCode::FORBIDDEN,
            Self::SignedOut(_) => StatusCode::UNAUTHORIZED,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let words = Respond::in_tongue(self.tongue());
        let desk = Desk::of(self.tongue());
        let (title, text) = match self {
            Self::NotFound(_) => (words.missing_page_title, words.missing_page),
            Self::Unavailable(_) | Self::Broken(_) => (words.broken_title, words.broken),
            Self::Stale(_) => (desk.stale_title, desk.stale),
            Self::SignedOut(_) => (desk.signed_out_title, desk.signed_out),
            Self::TooLarge(_) => (desk.too_large_title, desk.too_large),
            Self::Malformed(_) => (desk.malformed_title, desk.malformed),
        };
        let mut response = HttpResponse::build(self.status_code());
        if matches!(self, Self::Unavailable(_)) {
            response.insert_header((header::RETRY_AFTER, RETRY_AFTER));
        }
        let page = message::plain(self.tongue(), title, text);
        response.content_type("text/html; charset=utf-8").body(page)
    }
}

pub async fn no_such_page(request: HttpRequest) -> Result<HttpResponse, Failure> {
    Err(Failure::NotFound(Reader::of(&request).tongue))
}
