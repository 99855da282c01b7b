//! Cache and security headers: the one middleware that sets them.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;

/// Pages bring everything from their own origin, and nothing runs inline.
macro_rules! content_security_policy {
    ($frames:literal) => {
        concat!(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
             connect-src 'self'; form-action 'self'; base-uri 'none'; ",
            $frames
        )
    };
}

const ALWAYS: [(HeaderName, &str); 3] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        header::PERMISSIONS_POLICY,
        "geolocation=(), camera=(), microphone=()",
    ),
];

pub async fn set(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let cache = cache_rule(request.path());
    let (policy, frames) = framing(request.path());
    let mut response = next.call(request).await?;
    let failed = response.status().is_client_error() || response.status().is_server_error();
    let headers = response.headers_mut();
    let framing = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_FRAME_OPTIONS, frames),
    ];
    for (name, value) in ALWAYS.into_iter().chain(framing) {
        // A picture file carries its own style and says so.
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    let cache = if failed { "no-store" } else { cache };
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    }
    Ok(response)
}

/// Nobody frames a page, and none frames another, but for the desk's preview of a survey in a phone.
fn framing(path: &str) -> (&'static str, &'static str) {
    let of_wave = path.strip_prefix("/desk/waves/");
    match of_wave.and_then(|rest| rest.split_once("/preview")) {
        Some((_, "")) => (
            content_security_policy!("frame-src 'self'; frame-ancestors 'none'"),
            "DENY",
        ),
        Some((_, page)) if page.starts_with('/') => (
            content_security_policy!("frame-ancestors 'self'"),
            "SAMEORIGIN",
        ),
        _ => (content_security_policy!("frame-ancestors 'none'"), "DENY"),
    }
}

/// Assets carry their digest in the address; an edition never changes; a resident's page is private. It is `no-cache`
/// rather than `no-store`, so that a reload or the back button brings back what was typed and not yet sent.
fn cache_rule(path: &str) -> &'static str {
    if path.starts_with("/assets/") {
        "public, max-age=31536000, immutable"
    } else if path.starts_with("/editions/") {
        "public, max-age=300"
    } else {
        "private, no-cache"
    }
}
