//! Typing a code from paper.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::survey::link::{Code, Mistyped};
use crate::web::failure::Failure;
use crate::web::respond::page::{Page, answer, redirect};
use crate::web::tongue::Reader;

#[derive(Template)]
#[template(path = "respond/code.html", config = "src/web/askama.toml")]
struct CodePage {
    page: Page,
    typed: String,
    said: Option<&'static str>,
}

#[derive(Deserialize)]
pub struct Query {
    code: Option<String>,
}

pub async fn ask(request: HttpRequest, query: web::Query<Query>) -> Result<HttpResponse, Failure> {
    let reader = Reader::of(&request);
    match &query.code {
        None => page(reader, String::new(), None),
        Some(typed) => match Code::read(typed) {
            Ok(code) => Ok(redirect(reader, &format!("/s/{}", code.as_str()))),
            Err(mistake) => page(reader, typed.clone(), Some(mistake)),
        },
    }
}

/// The page with what was typed and what is wrong with it.
pub fn page(
    reader: Reader,
    typed: String,
    mistake: Option<Mistyped>,
) -> Result<HttpResponse, Failure> {
    let mut page = Page::new(reader.tongue, "", "/s");
    page.title = page.w().code_title.to_owned();
    let said = mistake.map(|mistake| page.w().mistake(mistake.0));
    let status = if said.is_some() {
        StatusCode::BAD_REQUEST
    } else {
        StatusCode::OK
    };
    answer(
        status,
        reader,
        &CodePage {
            page,
            typed: typed.chars().take(40).collect(),
            said,
        },
    )
}
