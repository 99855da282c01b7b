//! The guide of one's role: written in docs/guides, shown where it is needed.

use std::sync::LazyLock;

use actix_web::{HttpResponse, web};
use askama::Template;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, html};

use crate::survey::access::Role;
use crate::web::desk::routes::{Entry, Need, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::Tongue;
use crate::wording::desk::Desk as Words;

pub fn entries() -> Vec<Entry> {
    vec![
        page("/desk/guide", Need::SignedIn, || web::get().to(show)),
        page("/desk/guide/{image}", Need::SignedIn, || {
            web::get().to(image)
        }),
    ]
}

macro_rules! guide {
    ($language:literal, $role:literal) => {
        include_str!(concat!(
            "../../../docs/guides/",
            $language,
            "/",
            $role,
            ".md"
        ))
    };
}

/// As it is written, for every role and language.
pub fn source(tongue: Tongue, role: Role) -> &'static str {
    match (tongue, role) {
        (Tongue::Vi, Role::Operator) => guide!("vi", "operator"),
        (Tongue::Vi, Role::Office) => guide!("vi", "office"),
        (Tongue::Vi, Role::Front) => guide!("vi", "front"),
        (Tongue::Vi, Role::Committee) => guide!("vi", "committee"),
        (Tongue::Vi, Role::Auditor) => guide!("vi", "auditor"),
        (Tongue::En, Role::Operator) => guide!("en", "operator"),
        (Tongue::En, Role::Office) => guide!("en", "office"),
        (Tongue::En, Role::Front) => guide!("en", "front"),
        (Tongue::En, Role::Committee) => guide!("en", "committee"),
        (Tongue::En, Role::Auditor) => guide!("en", "auditor"),
    }
}

macro_rules! images {
    ($($name:literal)+) => {
        &[$(
            (concat!("vi-", $name, ".png"), include_bytes!(concat!("../../../docs/guides/images/vi-", $name, ".png"))),
            (concat!("en-", $name, ".png"), include_bytes!(concat!("../../../docs/guides/images/en-", $name, ".png"))),
        )+]
    };
}

/// Taken by `tests/browser/guides.test.mjs`.
pub static IMAGES: &[(&str, &[u8])] = images!(
    "audit" "case" "comment" "comments" "dashboard" "group" "letters" "links" "paper" "people" "prints" "waves"
);

/// The HTML of a guide; its pictures lie beside it.
fn rendered(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).map(|event| match event {
        Event::Start(Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        }) => {
            let name = dest_url.rsplit('/').next().unwrap_or_default();
            let dest_url = CowStr::from(format!("/desk/guide/{name}"));
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            })
        }
        other => other,
    });
    let mut out = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut out, events);
    out
}

static RENDERED: LazyLock<Vec<(Tongue, Role, String)>> = LazyLock::new(|| {
    let each = |tongue| Role::ALL.map(|role| (tongue, role, rendered(source(tongue, role))));
    Tongue::ALL.into_iter().flat_map(each).collect()
});

#[derive(Template)]
#[template(path = "desk/guide.html", config = "src/web/askama.toml")]
struct Guide {
    shell: Shell,
    html: &'static str,
}

async fn show(desk: Desk) -> Result<HttpResponse, Failure> {
    let own = |(tongue, role, _): &&(Tongue, Role, String)| {
        (*tongue, *role) == (desk.tongue, desk.role())
    };
    let html = RENDERED.iter().find(own).map_or("", |(_, _, html)| html);
    let shell = desk.shell(Words::of(desk.tongue).guide);
    desk.html(&Guide { shell, html })
}

async fn image(desk: Desk, name: web::Path<String>) -> Result<HttpResponse, Failure> {
    let found = IMAGES.iter().find(|(known, _)| *known == name.as_str());
    let (_, bytes) = found.ok_or_else(|| desk.no_such_page())?;
    Ok(HttpResponse::Ok().content_type("image/png").body(*bytes))
}
