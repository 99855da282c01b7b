//! Addresses of the public pages and files.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::web::failure::Failure;
use crate::web::public::edition::EditionPage;
use crate::web::public::home::HomePage;
use crate::web::public::shelf;
use crate::web::public::sorting::Sort;
use crate::web::public::voices::{self, VoicesPage};
use crate::web::site::Site;
use crate::web::tongue::Reader;

pub fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/", web::get().to(home))
        .route("/voices", web::get().to(voices))
        .route("/editions/{id}", web::get().to(edition))
        .route("/editions/{id}/{file}", web::get().to(file))
        .route("/editions/{id}/charts/{name}", web::get().to(chart));
}

async fn home(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Failure> {
    let reader = Reader::of(&request);
    let (folder, now) = (site.folder.clone(), site.clock.now());
    let (releases, live) = site
        .store
        .read(move |connection| shelf::everything(connection, &folder, now))
        .await
        .map_err(Failure::store(reader.tongue))?;
    html(reader, &HomePage::new(reader.tongue, &releases, &live))
}

async fn voices(request: HttpRequest, site: web::Data<Site>) -> Result<HttpResponse, Failure> {
    let reader = Reader::of(&request);
    let page = request
        .query_string()
        .split('&')
        .find_map(|part| part.strip_prefix("page="));
    let page = page.and_then(|page| page.parse().ok()).unwrap_or(1);
    let all = site
        .store
        .read(voices::taken)
        .await
        .map_err(Failure::store(reader.tongue))?;
    html(reader, &VoicesPage::new(reader.tongue, &all, page))
}

async fn edition(
    request: HttpRequest,
    site: web::Data<Site>,
    id: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let reader = Reader::of(&request);
    let (folder, now) = (site.folder.clone(), site.clock.now());
    let release = site
        .store
        .read(move |connection| shelf::one(connection, &folder, &id, now))
        .await
        .map_err(Failure::store(reader.tongue))?
        .ok_or(Failure::NotFound(reader.tongue))?;
    let sort = Sort::of_query(request.query_string());
    html(reader, &EditionPage::new(reader.tongue, &release, sort))
}

async fn file(
    request: HttpRequest,
    site: web::Data<Site>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (id, name) = path.into_inner();
    let known = shelf::FILES.iter().find(|(file, _)| *file == name);
    let (_, media_type) = known.ok_or(Failure::NotFound(Reader::of(&request).tongue))?;
    let bytes = read(&request, &site, id, name).await?;
    Ok(HttpResponse::Ok().content_type(*media_type).body(bytes))
}

async fn chart(
    request: HttpRequest,
    site: web::Data<Site>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (id, name) = path.into_inner();
    let stem = name.strip_suffix(".svg").unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if stem.is_empty() || !stem.chars().all(plain) {
        return Err(Failure::NotFound(Reader::of(&request).tongue));
    }
    let bytes = read(&request, &site, id, format!("charts/{name}")).await?;
    Ok(HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'"),
        ))
        .body(bytes))
}

async fn read(
    request: &HttpRequest,
    site: &Site,
    id: String,
    path: String,
) -> Result<Vec<u8>, Failure> {
    let tongue = Reader::of(request).tongue;
    let (folder, now) = (site.folder.clone(), site.clock.now());
    site.store
        .read(move |connection| shelf::file(connection, &folder, (&id, &path), now))
        .await
        .map_err(Failure::store(tongue))?
        .ok_or(Failure::NotFound(tongue))
}

/// The reader's language is not in the address, so that shared caches must look at what decided it.
fn html(reader: Reader, page: &impl Template) -> Result<HttpResponse, Failure> {
    let body = page.render().map_err(|problem| {
        tracing::error!(%problem, "a template could not be filled");
        Failure::Broken(reader.tongue)
    })?;
    let mut response = HttpResponse::Ok();
    response
        .content_type("text/html; charset=utf-8")
        .append_header((header::VARY, "cookie, accept-language"));
    if reader.chosen_now {
        response.cookie(reader.cookie());
    }
    Ok(response.body(body))
}
