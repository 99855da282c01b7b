//! The way out of every list of addresses: one click in a mail program (RFC 8058), or a page with one button. Whether the
//! token was known is not told.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::store::addresses;
use crate::survey::letter::AddressId;
use crate::web::failure::Failure;
use crate::web::respond::page::{Page, answer};
use crate::web::site::Site;
use crate::web::tongue::Reader;
use crate::wording::letters_desk::Unsubscribe;

#[derive(Template)]
#[template(path = "respond/unsubscribe.html", config = "src/web/askama.toml")]
struct UnsubscribePage {
    page: Page,
    words: &'static Unsubscribe,
    action: String,
    done: bool,
}

pub async fn ask(request: HttpRequest, token: web::Path<String>) -> Result<HttpResponse, Failure> {
    page(Reader::of(&request), &token, false)
}

pub async fn take(
    request: HttpRequest,
    site: web::Data<Site>,
    token: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let reader = Reader::of(&request);
    if let Some(id) = AddressId::read(&token) {
        site.store
            .write(move |connection| addresses::unsubscribe(connection, id))
            .await
            .map_err(Failure::store(reader.tongue))?;
    }
    page(reader, &token, true)
}

fn page(reader: Reader, token: &str, done: bool) -> Result<HttpResponse, Failure> {
    let words = Unsubscribe::of(reader.tongue);
    let title = if done { words.done_title } else { words.title };
    // Nothing of a malformed token comes back.
    let token = AddressId::read(token).map_or_else(|| "-".to_owned(), |id| id.to_string());
    let action = format!("/unsubscribe/{token}");
    let page = UnsubscribePage {
        page: Page::new(reader.tongue, title, &action),
        words,
        action,
        done,
    };
    answer(StatusCode::OK, reader, &page)
}
