//! Waves: the list, one wave, and everything the office does to it.

mod changed;
mod details;
mod list;
mod localities;
mod margins;
mod one;
mod plan;
mod preview;
mod refusals;
mod run;
mod tasks;
mod typed;

use actix_web::web;
pub use tasks::tasks;

use crate::flow::wave::Editor;
use crate::survey::access::Action;
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::signed::Desk;

pub fn entries() -> Vec<Entry> {
    let see = Need::May(Action::SeeWaves);
    let edit = Need::May(Action::EditWave);
    let run = Need::May(Action::RunWave);
    vec![
        page("/desk/waves", see, || web::get().to(list::show)),
        page("/desk/waves/new", edit, || web::get().to(details::new)),
        act("/desk/waves/new", edit, || web::post().to(details::create)),
        page("/desk/waves/{wave}", see, || web::get().to(one::show)),
        page("/desk/waves/{wave}/edit", edit, || {
            web::get().to(details::form)
        }),
        act("/desk/waves/{wave}/edit", edit, || {
            web::post().to(details::change)
        }),
        page("/desk/waves/{wave}/margins", edit, || {
            web::get().to(margins::form)
        }),
        act("/desk/waves/{wave}/margins", edit, || {
            web::post().to(margins::keep)
        }),
        page("/desk/waves/{wave}/margins.csv", see, || {
            web::get().to(margins::download)
        }),
        page("/desk/waves/{wave}/plan", edit, || {
            web::get().to(plan::form)
        }),
        act("/desk/waves/{wave}/plan", edit, || {
            web::post().to(plan::keep)
        }),
        page("/desk/waves/{wave}/preview", see, || {
            web::get().to(preview::show)
        }),
        page("/desk/waves/{wave}/preview/{page}", see, || {
            web::get().to(preview::page)
        }),
        page("/desk/waves/{wave}/open", run, || {
            web::get().to(run::open_form)
        }),
        act("/desk/waves/{wave}/open", run, || web::post().to(run::open)),
        page("/desk/waves/{wave}/extend", run, || {
            web::get().to(run::extend_form)
        }),
        act("/desk/waves/{wave}/extend", run, || {
            web::post().to(run::extend)
        }),
        page("/desk/waves/{wave}/close", run, || {
            web::get().to(run::close_form)
        }),
        act("/desk/waves/{wave}/close", run, || {
            web::post().to(run::close)
        }),
    ]
}

fn address(code: &str) -> String {
    format!("/desk/waves/{code}")
}

fn editor(desk: &Desk) -> Editor {
    Editor {
        account: Some(desk.id()),
        now: desk.now,
    }
}
