//! RESIDENTS: by link, without a session.

mod api;
mod code;
mod door;
pub mod message;
mod page;
mod review;
mod secret;
mod section;
mod submit;
mod view;
mod welcome;

use actix_web::web;

pub fn routes(config: &mut web::ServiceConfig) {
    config
        .app_data(web::FormConfig::default().limit(64 * 1024))
        .app_data(
            web::JsonConfig::default()
                .limit(64 * 1024)
                .error_handler(api::malformed),
        )
        .route("/s", web::get().to(code::ask))
        .route("/s/{code}", web::get().to(welcome::show))
        .route("/s/{code}", web::post().to(welcome::consent))
        .route("/s/{code}/review", web::get().to(review::show))
        .route("/s/{code}/submit", web::post().to(submit::submit))
        .route("/s/{code}/{page}", web::get().to(section::show))
        .route("/s/{code}/{page}", web::post().to(section::answer))
        .route("/api/v1/responses", web::post().to(api::submit));
}
