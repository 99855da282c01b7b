//! The desk's site map. What has no entry here cannot be reached; what an entry needs is checked before its page is asked.

use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::{Route, guard as accept, web};

use crate::survey::access::Action;
use crate::web::desk::{
    account, audit, cases, comments, coverage, door, guard, guide, home, letters, links, paper,
    password, people, person, prints, review, second_step, waves,
};
use crate::web::failure;

/// Who may ask for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Anybody: the door itself.
    Nobody,
    /// A right password, the second factor not yet.
    HalfSignedIn,
    SignedIn,
    /// Somebody whose role may do this, in the locality of the address where it has one.
    May(Action),
}

pub struct Entry {
    pub method: Method,
    pub pattern: &'static str,
    pub need: Need,
    route: fn() -> Route,
}

/// A page.
pub fn page(pattern: &'static str, need: Need, route: fn() -> Route) -> Entry {
    Entry {
        method: Method::GET,
        pattern,
        need,
        route,
    }
}

/// What a form is sent to.
pub fn act(pattern: &'static str, need: Need, route: fn() -> Route) -> Entry {
    Entry {
        method: Method::POST,
        ..page(pattern, need, route)
    }
}

/// Every address of the desk.
pub fn all() -> Vec<Entry> {
    [
        home::entries(),
        door::entries(),
        second_step::entries(),
        password::entries(),
        account::entries(),
        people::entries(),
        person::entries(),
        audit::entries(),
        waves::entries(),
        letters::entries(),
        links::entries(),
        coverage::entries(),
        review::entries(),
        paper::entries(),
        comments::entries(),
        cases::entries(),
        guide::entries(),
        prints::entries(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub fn routes(config: &mut web::ServiceConfig) {
    let mut patterns: Vec<&str> = Vec::new();
    let entries = all();
    for entry in &entries {
        if !patterns.contains(&entry.pattern) {
            patterns.push(entry.pattern);
        }
    }
    for pattern in patterns {
        let mut resource = web::resource(pattern).default_service(web::to(failure::no_such_page));
        for entry in entries.iter().filter(|entry| entry.pattern == pattern) {
            let need = entry.need;
            let checked = (entry.route)()
                .guard(accept::Method(entry.method.clone()))
                .wrap(from_fn(move |request, next| {
                    guard::check(need, request, next)
                }));
            resource = resource.route(checked);
        }
        config.service(resource);
    }
}
