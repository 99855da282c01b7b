//! One's own account: open sessions, second factor.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::clock::local;
use crate::store::{audit, sessions};
use crate::web::desk::posted::Posted;
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::Desk;
use crate::web::failure::Failure;
use crate::wording::numbers::moment;
use crate::wording::people::People;

pub fn entries() -> Vec<Entry> {
    vec![
        page("/desk/account", Need::SignedIn, || web::get().to(show)),
        act("/desk/account/sessions", Need::SignedIn, || {
            web::post().to(end_others)
        }),
    ]
}

struct Line {
    made: String,
    seen: String,
    this: bool,
}

#[derive(Template)]
#[template(path = "desk/account.html", config = "src/web/askama.toml")]
struct Mine {
    shell: Shell,
    words: &'static People,
    name: String,
    second_factor: bool,
    lines: Vec<Line>,
}

async fn show(desk: Desk) -> Result<HttpResponse, Failure> {
    let words = People::of(desk.tongue);
    let id = desk.id();
    let open = desk
        .read(move |connection| sessions::of_account(connection, id))
        .await?;
    let lines = open
        .iter()
        .map(|one| Line {
            made: moment(desk.tongue, local(one.made_at)),
            seen: moment(desk.tongue, local(one.seen_at)),
            this: one.digest == desk.signed.session.digest,
        })
        .collect();
    desk.html(&Mine {
        shell: desk.shell(words.mine_title),
        words,
        name: desk.staff().name.clone(),
        second_factor: desk.signed.account.totp_confirmed,
        lines,
    })
}

async fn end_others(desk: Desk, _: Posted) -> Result<HttpResponse, Failure> {
    let (id, digest) = (desk.id(), desk.signed.session.digest.clone());
    let act = desk.act("sessions-ended", desk.staff().name.clone(), "");
    desk.write(move |connection| {
        sessions::end_all(connection, id, Some(&digest))?;
        audit::append(connection, &act)
    })
    .await?;
    Ok(desk.on_to("/desk/account", "ended"))
}
