//! What stands before every page of the desk: session, role, place, and where a form comes from.

use std::rc::Rc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::cookie::Cookie;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, web};
use chrono::Duration;

use crate::flow::staff::digest_of;
use crate::store::sessions;
use crate::survey::access;
use crate::survey::locality::LocalityKey;
use crate::web::desk::door::{self, FORM_COOKIE, SESSION_COOKIE};
use crate::web::desk::posted::{Body, Posted, Unread};
use crate::web::desk::routes::Need;
use crate::web::desk::signed::{Signed, see_other};
use crate::web::failure::Failure;
use crate::web::site::Site;
use crate::web::tongue::Reader;
use crate::wording::Tongue;

/// A session's last use is written down at most this often.
const TOUCH: Duration = Duration::minutes(1);

pub async fn check(
    need: Need,
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let tongue = Reader::of(request.request()).tongue;
    let signed = signed(&request, tongue).await?;
    let form_token = match &signed {
        Some(signed) => Some(signed.session.csrf.clone()),
        None => request
            .cookie(FORM_COOKIE)
            .map(|cookie| cookie.value().to_owned()),
    };
    if let Some(turned_away) = door_of(need, &request, signed.as_ref(), tongue) {
        return match turned_away {
            Ok(response) => Ok(request.into_response(response).map_into_boxed_body()),
            Err(failure) => Err(failure.into()),
        };
    }
    if let Some(signed) = signed {
        request.extensions_mut().insert(Rc::new(signed));
    }
    if request.method() == Method::POST {
        let posted = posted(&mut request, form_token, tongue).await?;
        request.extensions_mut().insert(posted);
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

async fn signed(request: &ServiceRequest, tongue: Tongue) -> Result<Option<Signed>, Failure> {
    let Some(site) = request.app_data::<web::Data<Site>>() else {
        return Ok(None);
    };
    let secret = request.cookie(SESSION_COOKIE);
    let Some(secret) = secret.as_ref().map(Cookie::value) else {
        return Ok(None);
    };
    let (digest, now) = (digest_of(secret), site.clock.now());
    let found = site
        .store
        .read(move |connection| sessions::find(connection, &digest, now))
        .await
        .map_err(Failure::store(tongue))?;
    let Some((session, account)) = found else {
        return Ok(None);
    };
    if now - session.seen_at >= TOUCH {
        site.store
            .write(move |connection| sessions::touch(connection, &digest, now))
            .await
            .map_err(Failure::store(tongue))?;
    }
    Ok(Some(Signed { session, account }))
}

/// `None`: come in. A foreign locality and one that does not exist look the same.
fn door_of(
    need: Need,
    request: &ServiceRequest,
    signed: Option<&Signed>,
    tongue: Tongue,
) -> Option<Result<actix_web::HttpResponse, Failure>> {
    if need == Need::Nobody {
        return None;
    }
    let Some(signed) = signed else {
        return Some(if request.method() == Method::GET {
            Ok(see_other(&door::address_to_sign_in(request.uri())))
        } else {
            Err(Failure::SignedOut(tongue))
        });
    };
    if need == Need::HalfSignedIn {
        return None;
    }
    if !signed.session.second_factor {
        return Some(Ok(see_other("/desk/second-step")));
    }
    let Need::May(action) = need else {
        return None;
    };
    let staff = &signed.account.staff;
    let place = request.match_info().get("locality");
    let allowed = match place.map(str::parse::<LocalityKey>) {
        None => access::may(staff.role, &staff.localities, action, None),
        Some(Ok(place)) => access::may(staff.role, &staff.localities, action, Some(&place)),
        Some(Err(_)) => false,
    };
    (!allowed).then_some(Err(Failure::NotFound(tongue)))
}

async fn posted(
    request: &mut ServiceRequest,
    token: Option<String>,
    tongue: Tongue,
) -> Result<Posted, Failure> {
    if !comes_from_here(request) {
        return Err(Failure::Stale(tongue));
    }
    let payload = request.take_payload();
    let body = Body::read(request.headers(), payload)
        .await
        .map_err(|problem| match problem {
            Unread::TooLarge => Failure::TooLarge(tongue),
            Unread::Malformed => Failure::Malformed(tongue),
        })?;
    // Digests are compared, so that how long it takes says nothing about the token.
    let right = token.is_some_and(|token| digest_of(&token) == digest_of(body.text("csrf")));
    if right {
        Ok(Posted::new(body))
    } else {
        Err(Failure::Stale(tongue))
    }
}

/// What browsers say about where a form was filled in; old ones say nothing, and the token decides.
fn comes_from_here(request: &ServiceRequest) -> bool {
    let text = |name| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match text(header::ORIGIN) {
        None => true,
        Some(origin) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == text(header::HOST)
        }
    }
}
