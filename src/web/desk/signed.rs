//! Who is at the desk, and what every page of theirs needs.

use std::future::{Ready, ready};
use std::rc::Rc;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;

use crate::store::accounts::KeptAccount;
use crate::store::localities;
use crate::store::sessions::Session;
use crate::store::waves::{self, KeptWave};
use crate::store::{AnyConnection, StoreFailure};
use crate::survey::access::{Action, Reach, Role, may, reach};
use crate::survey::audit::Act;
use crate::survey::locality::{Locality, LocalityKey};
use crate::survey::staff::{AccountId, Staff};
use crate::web::desk::shell::Shell;
use crate::web::failure::Failure;
use crate::web::site::Site;
use crate::web::tongue::Reader;
use crate::wording::Tongue;

/// What the guard found out; it stands with the request.
#[derive(Clone)]
pub struct Signed {
    pub session: Session,
    pub account: KeptAccount,
}

/// Somebody signed in, asking for a page. Pages that nobody needs to be signed in for cannot ask for it.
pub struct Desk {
    pub site: web::Data<Site>,
    pub signed: Rc<Signed>,
    pub reader: Reader,
    pub tongue: Tongue,
    /// UTC; the same for the whole request.
    pub now: NaiveDateTime,
    /// The address of this page, with its query.
    pub address: String,
}

/// One locality of one wave, as its address names it.
pub struct Place {
    pub wave: KeptWave,
    /// Place in the wave's localities.
    pub number: i16,
    pub locality: Locality,
}

impl Place {
    /// `/desk/waves/{wave}/localities/{locality}`.
    pub fn address(&self) -> String {
        format!(
            "/desk/waves/{}/localities/{}",
            self.wave.wave.code, self.locality.key
        )
    }

    /// As the audit log names it.
    pub fn subject(&self) -> String {
        format!("{}/{}", self.wave.wave.code, self.locality.key)
    }
}

impl FromRequest for Desk {
    type Error = Failure;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let reader = Reader::of(request);
        let found = request.extensions().get::<Rc<Signed>>().map(Rc::clone);
        let site = request.app_data::<web::Data<Site>>().cloned();
        let address = request
            .uri()
            .path_and_query()
            .map_or_else(|| request.path().to_owned(), ToString::to_string);
        ready(match (found, site) {
            (Some(signed), Some(site)) => Ok(Self {
                now: site.clock.now(),
                site,
                signed,
                reader,
                tongue: reader.tongue,
                address,
            }),
            _ => Err(Failure::NotFound(reader.tongue)),
        })
    }
}

impl Desk {
    pub fn staff(&self) -> &Staff {
        &self.signed.account.staff
    }

    pub fn id(&self) -> AccountId {
        self.staff().id
    }

    pub fn role(&self) -> Role {
        self.staff().role
    }

    /// Whether this person may do this everywhere or, for a committee, in this place.
    pub fn may(&self, action: Action, place: Option<&LocalityKey>) -> bool {
        may(self.role(), &self.staff().localities, action, place)
    }

    /// Whether this person may do this anywhere at all: what a menu shows.
    pub fn may_somewhere(&self, action: Action) -> bool {
        reach(self.role(), action) != Reach::Never
    }

    pub fn shell(&self, title: &str) -> Shell {
        Shell::new(self, title)
    }

    /// A line of the audit log about this request.
    pub fn act(
        &self,
        action: &'static str,
        subject: impl Into<String>,
        detail: impl Into<String>,
    ) -> Act {
        Act {
            at: self.now,
            actor: Some(self.id()),
            action,
            subject: subject.into(),
            detail: detail.into(),
        }
    }

    pub fn no_such_page(&self) -> Failure {
        Failure::NotFound(self.tongue)
    }

    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreFailure> + Send + 'static,
    ) -> Result<T, Failure> {
        let done = self.site.store.read(work).await;
        done.map_err(Failure::store(self.tongue))
    }

    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreFailure> + Send + 'static,
    ) -> Result<T, Failure> {
        let done = self.site.store.write(work).await;
        done.map_err(Failure::store(self.tongue))
    }

    /// Work of a flow that opens its own transactions, off the async threads.
    pub async fn block<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Site) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let site = self.site.clone();
        web::block(move || work(&site))
            .await
            .map_err(|_| Failure::Unavailable(self.tongue))
    }

    pub async fn wave(&self, code: &str) -> Result<KeptWave, Failure> {
        let code = code.to_owned();
        let found = self
            .read(move |connection| waves::find(connection, &code))
            .await?;
        found.ok_or_else(|| self.no_such_page())
    }

    /// The wave and the locality of an address, if that locality is asked in that wave.
    pub async fn place(&self, wave: &str, locality: &str) -> Result<Place, Failure> {
        let (code, text) = (wave.to_owned(), locality.to_owned());
        let found = self
            .read(move |connection| {
                let Some(wave) = waves::find(connection, &code)? else {
                    return Ok(None);
                };
                let key: Option<LocalityKey> = text.parse().ok();
                let at =
                    key.and_then(|key| wave.wave.localities.iter().position(|one| *one == key));
                let Some(number) = at.and_then(|at| i16::try_from(at).ok()) else {
                    return Ok(None);
                };
                let known = localities::all(connection)?;
                let key = wave.wave.localities.get(usize::from(number.unsigned_abs()));
                let locality = known.into_iter().find(|one| Some(&one.key) == key);
                Ok(locality.map(|locality| Place {
                    wave,
                    number,
                    locality,
                }))
            })
            .await?;
        found.ok_or_else(|| self.no_such_page())
    }

    /// A page.
    pub fn html(&self, page: &impl Template) -> Result<HttpResponse, Failure> {
        self.answer(HttpResponse::Ok(), page)
    }

    /// The same form again, with what was typed and what is wrong with it.
    pub fn refused(&self, page: &impl Template) -> Result<HttpResponse, Failure> {
        self.answer(HttpResponse::UnprocessableEntity(), page)
    }

    fn answer(
        &self,
        mut response: actix_web::HttpResponseBuilder,
        page: &impl Template,
    ) -> Result<HttpResponse, Failure> {
        if self.reader.chosen_now {
            response.cookie(self.reader.cookie());
        }
        html(response, page, self.tongue)
    }

    /// After a form was taken: on to a page, which says `done` (a word of [`crate::wording::desk::done`]).
    pub fn on_to(&self, address: &str, done: &str) -> HttpResponse {
        let mark = if address.contains('?') { '&' } else { '?' };
        see_other(&if done.is_empty() {
            address.to_owned()
        } else {
            format!("{address}{mark}done={done}")
        })
    }
}

pub fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, address.to_owned()))
        .finish()
}

pub fn html(
    mut response: actix_web::HttpResponseBuilder,
    page: &impl Template,
    tongue: Tongue,
) -> Result<HttpResponse, Failure> {
    let body = page.render().map_err(|problem| {
        tracing::error!(%problem, "a template could not be filled");
        Failure::Broken(tongue)
    })?;
    Ok(response.content_type("text/html; charset=utf-8").body(body))
}
