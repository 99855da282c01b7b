//! The site map, and serving it.

use std::net::TcpListener;

use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};

use crate::web::site::Site;
use crate::web::{assets, desk, failure, headers, public, respond};

/// All routes of the site.
pub fn routes(config: &mut web::ServiceConfig) {
    // Patterns are tried in this order: answers first.
    respond::routes(config);
    assets::routes(config);
    public::routes(config);
    desk::routes(config);
    config.default_service(web::to(failure::no_such_page));
}

/// Serves until the process is asked to stop; requests under way are finished.
pub async fn serve(listener: TcpListener, site: Site, workers: usize) -> std::io::Result<()> {
    let site = web::Data::new(site);
    HttpServer::new(move || {
        App::new()
            .app_data(site.clone())
            .wrap(from_fn(headers::set))
            .wrap(Compress::default())
            .configure(routes)
    })
    .workers(workers)
    .listen(listener)?
    .run()
    .await
}
