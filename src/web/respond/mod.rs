//! RESIDENTS: by link, without a session.

mod api;
mod code;
mod door;
pub mod message;
mod page;
pub mod preview;
mod review;
mod secret;
pub(super) mod section;
mod submit;
mod target;
mod unsubscribe;
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
        .service(web::resource("/s/{code}/submit").post(submit::submit))
        .service(web::resource("/api/v1/responses").post(api::submit))
        .service(
            web::resource("/unsubscribe/{token}")
                .get(unsubscribe::ask)
                .post(unsubscribe::take),
        )
        .service(web::resource("/s").get(code::ask))
        .service(
            web::resource("/s/{code}")
                .get(welcome::show)
                .post(welcome::consent),
        )
        .service(web::resource("/s/{code}/review").get(review::show))
        .service(
            web::resource("/s/{code}/{page}")
                .get(section::show)
                .post(section::answer),
        );
}
