//! Revoking and replacing what was handed out: asked once, in words that name what will be lost.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::flow::handout::{self, Step};
use crate::store::{batches, localities};
use crate::survey::access::Action;
use crate::survey::batch::{Batch, BatchId, BatchState, Purpose};
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::{Desk, Place};
use crate::web::failure::Failure;
use crate::wording::fill;
use crate::wording::links::{Links, within_a_sentence};
use crate::wording::numbers::count;

use super::group::refused;

pub fn entries() -> Vec<Entry> {
    let need = Need::May(Action::HandOutLinks);
    vec![
        page(
            "/desk/waves/{wave}/localities/{locality}/batches/{batch}/revoke",
            need,
            || web::get().to(ask_revoke),
        ),
        act(
            "/desk/waves/{wave}/localities/{locality}/batches/{batch}/revoke",
            need,
            || web::post().to(revoke),
        ),
        page(
            "/desk/waves/{wave}/localities/{locality}/batches/{batch}/renew",
            need,
            || web::get().to(ask_renew),
        ),
        act(
            "/desk/waves/{wave}/localities/{locality}/batches/{batch}/renew",
            need,
            || web::post().to(renew),
        ),
    ]
}

type Path = web::Path<(String, String, String)>;

#[derive(Template)]
#[template(path = "desk/links/batch.html", config = "src/web/askama.toml")]
struct Page {
    shell: Shell,
    words: &'static Links,
    title: &'static str,
    lost: String,
    renews: bool,
    yes: &'static str,
    back: String,
    refusals: Refusals,
}

/// The batch of an address; one of elsewhere is not found.
async fn batch_of(desk: &Desk, path: &Path) -> Result<(Place, Batch), Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let id = BatchId::read(&path.2).ok_or_else(|| desk.no_such_page())?;
    let (wave, number) = (place.wave.wave.id, place.number);
    let found = desk
        .read(move |connection| batches::find(connection, wave, number, &id))
        .await?;
    Ok((place, found.ok_or_else(|| desk.no_such_page())?))
}

/// Where its links are seen.
fn back_to(place: &Place, batch: &Batch) -> String {
    match &batch.group {
        Some(group) => format!("{}/groups/{group}", place.address()),
        None => place.address(),
    }
}

async fn question(
    desk: &Desk,
    place: &Place,
    batch: &Batch,
    step: Step,
    refusals: Refusals,
) -> Result<Page, Failure> {
    let words = Links::of(desk.tongue);
    let key = place.locality.key.clone();
    let groups = desk
        .read(move |connection| localities::groups(connection, &key))
        .await?;
    let group = batch.group.as_ref();
    let name = group.and_then(|code| groups.iter().find(|one| one.code == *code));
    let of = name.map_or_else(
        || words.whole_place.to_owned(),
        |one| within_a_sentence(&one.name),
    );
    let number = count(desk.tongue, u64::from(batch.size));
    let lost = match batch.purpose {
        Purpose::Poster => words.lose_open,
        Purpose::Slips | Purpose::Letters => words.lose_many,
    };
    let renews = step == Step::Renew;
    let title = if renews {
        words.renew_title
    } else {
        words.revoke_title
    };
    Ok(Page {
        shell: desk.shell(title),
        words,
        title,
        lost: fill(lost, &[("place", &of), ("count", &number)]),
        renews,
        yes: if renews {
            words.renew_yes
        } else {
            words.revoke_yes
        },
        back: back_to(place, batch),
        refusals,
    })
}

async fn ask(desk: Desk, path: Path, step: Step) -> Result<HttpResponse, Failure> {
    let (place, batch) = batch_of(&desk, &path).await?;
    let refusals = if batch.state(desk.now) == BatchState::Revoked {
        Refusals::one("content", Links::of(desk.tongue).revoked_before)
    } else {
        Refusals::default()
    };
    desk.html(&question(&desk, &place, &batch, step, refusals).await?)
}

async fn take(desk: Desk, path: Path, step: Step) -> Result<HttpResponse, Failure> {
    let (place, batch) = batch_of(&desk, &path).await?;
    let word = match step {
        Step::Revoke => "links-revoked",
        Step::Renew => "links-renewed",
    };
    let act = desk.act(word, place.subject(), batch.id.as_str());
    let (kept, of) = (place.wave.clone(), batch.clone());
    let taken = desk
        .block(move |site| handout::take(&site.store, &kept, &of, step, &act))
        .await?;
    match taken {
        Ok(_) => Ok(desk.on_to(&back_to(&place, &batch), word)),
        Err(problem) => {
            let refusals = refused(&desk, problem)?;
            desk.refused(&question(&desk, &place, &batch, step, refusals).await?)
        }
    }
}

async fn ask_revoke(desk: Desk, path: Path) -> Result<HttpResponse, Failure> {
    ask(desk, path, Step::Revoke).await
}

async fn ask_renew(desk: Desk, path: Path) -> Result<HttpResponse, Failure> {
    ask(desk, path, Step::Renew).await
}

async fn revoke(desk: Desk, path: Path, _: Posted) -> Result<HttpResponse, Failure> {
    take(desk, path, Step::Revoke).await
}

async fn renew(desk: Desk, path: Path, _: Posted) -> Result<HttpResponse, Failure> {
    take(desk, path, Step::Renew).await
}
