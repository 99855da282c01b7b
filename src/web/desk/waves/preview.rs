//! The survey as residents will see it, in the frame of a phone.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::desk::waves::address;
use crate::web::desk::waves::list::title;
use crate::web::desk::waves::one::readiness;
use crate::web::failure::Failure;
use crate::web::respond::preview;
use crate::wording::waves::Waves;

#[derive(Template)]
#[template(path = "desk/waves/preview.html", config = "src/web/askama.toml")]
struct Preview {
    shell: Shell,
    words: &'static Waves,
    address: String,
    up: String,
    wave: String,
    /// Last part of the address, and title.
    pages: Vec<(String, String)>,
    languages: Vec<(&'static str, &'static str)>,
}

const LANGUAGES: [(&str, &str); 2] = [("vi", "Tiếng Việt"), ("en", "English")];

pub async fn show(desk: Desk, code: web::Path<String>) -> Result<HttpResponse, Failure> {
    let words = Waves::of(desk.tongue);
    let kept = desk.wave(&code).await?;
    let form = readiness(&desk, &kept).await?.form;
    let section = |(number, section): (usize, &crate::survey::form::Section)| {
        let title = section.title.in_language(desk.tongue.tag());
        (number.to_string(), title.to_owned())
    };
    let mut pages = vec![("welcome".to_owned(), words.preview_welcome.to_owned())];
    pages.extend((1..).zip(&form.sections).map(section));
    pages.push(("thanks".to_owned(), words.preview_thanks.to_owned()));
    let spoken = |tag: &str| form.languages.iter().any(|own| own.as_str() == tag);
    desk.html(&Preview {
        shell: desk.shell(words.preview_title),
        words,
        address: format!("{}/preview", address(&code)),
        up: address(&code),
        wave: title(desk.tongue, &kept.wave).to_owned(),
        pages,
        languages: LANGUAGES
            .into_iter()
            .filter(|(tag, _)| spoken(tag))
            .collect(),
    })
}

/// One page of the survey, for the frame.
pub async fn page(
    desk: Desk,
    request: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (code, page) = path.into_inner();
    let waves = desk.site.collector.waves().await;
    let waves = waves.map_err(Failure::store(desk.tongue))?;
    let wave = waves
        .iter()
        .find(|known| known.wave.code == code)
        .ok_or_else(|| desk.no_such_page())?;
    let query = form_urlencoded::parse(request.query_string().as_bytes());
    let base = format!("{}/preview", address(&code));
    let query = query.into_owned().collect();
    preview::show(desk.reader, wave.clone(), &base, &page, query)
}
