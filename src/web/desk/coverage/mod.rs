//! How many answers came: the whole wave, and one locality. Counts only.

mod dashboard;
mod parts;
mod place;
mod tasks;

use actix_web::web;

use crate::survey::access::Action;
use crate::web::desk::routes::{Entry, Need, page};

pub use tasks::tasks;

pub fn entries() -> Vec<Entry> {
    let need = Need::May(Action::SeeCoverage);
    vec![
        page("/desk/waves/{wave}/dashboard", need, || {
            web::get().to(dashboard::show)
        }),
        page(
            "/desk/waves/{wave}/localities/{locality}/coverage",
            need,
            || web::get().to(place::show),
        ),
    ]
}
