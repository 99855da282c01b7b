//! One residential group: its link with its QR code, slips for its households, what was handed out.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::exchange::qr;
use crate::flow::handout::{self, HandoutFailure, Wanted};
use crate::flow::ward::WardGroup;
use crate::survey::access::Action;
use crate::survey::batch::{LARGEST, Purpose};
use crate::web::desk::posted::Posted;
use crate::web::desk::refusal::Refusals;
use crate::web::desk::routes::{Entry, Need, act, page};
use crate::web::desk::shell::Shell;
use crate::web::desk::signed::{Desk, Place};
use crate::web::failure::Failure;
use crate::wording::fill;
use crate::wording::links::{Links, progress};
use crate::wording::numbers::count;

use super::{BatchRow, address_of, batch_row, host, last_day, read_group, wave_title};

pub fn entries() -> Vec<Entry> {
    let need = Need::May(Action::HandOutLinks);
    vec![
        page(
            "/desk/waves/{wave}/localities/{locality}/groups/{group}",
            need,
            || web::get().to(show),
        ),
        act(
            "/desk/waves/{wave}/localities/{locality}/groups/{group}/batches",
            need,
            || web::post().to(make),
        ),
    ]
}

/// The open link in use.
pub struct OpenLink {
    pub address: String,
    pub host: String,
    pub code: String,
    pub qr: String,
    pub batch: String,
}

/// `None` when there is none, or no key to derive its code with.
pub fn open_link(desk: &Desk, place: &Place, group: &WardGroup) -> Option<OpenLink> {
    let batch = group.open_link(desk.now)?;
    let code = handout::codes(&place.wave, batch)
        .ok()?
        .into_iter()
        .next()?;
    let address = address_of(desk, &code);
    Some(OpenLink {
        qr: qr::svg(&address)?,
        address,
        host: host(desk),
        code: code.grouped(),
        batch: batch.id.as_str().to_owned(),
    })
}

#[derive(Template)]
#[template(path = "desk/links/group.html", config = "src/web/askama.toml")]
struct Page {
    shell: Shell,
    words: &'static Links,
    name: String,
    ward: String,
    wave: String,
    here: String,
    up: String,
    progress: String,
    per_cent: Option<i64>,
    until: String,
    is_over: bool,
    link: Option<OpenLink>,
    batches: Vec<BatchRow>,
    size: String,
    refusals: Refusals,
}

fn group_page(
    desk: &Desk,
    place: &Place,
    group: &WardGroup,
    size: String,
    refusals: Refusals,
) -> Page {
    let words = Links::of(desk.tongue);
    let until = [("date", last_day(desk.tongue, place))];
    let until: Vec<(&str, &str)> = until
        .iter()
        .map(|(name, day)| (*name, day.as_str()))
        .collect();
    Page {
        shell: desk.shell(&group.group.name),
        words,
        name: group.group.name.clone(),
        ward: place.locality.name.clone(),
        wave: wave_title(desk.tongue, place).to_owned(),
        here: format!("{}/groups/{}", place.address(), group.group.code),
        up: place.address(),
        progress: fill(
            words.received,
            &[("progress", &progress(desk.tongue, group.progress))],
        ),
        per_cent: group.progress.per_cent(),
        until: fill(words.open_until, &until),
        is_over: place.wave.code_key.is_none(),
        link: open_link(desk, place, group),
        batches: group
            .batches
            .iter()
            .map(|batch| batch_row(desk, place, batch))
            .collect(),
        size,
        refusals,
    }
}

fn households(group: &WardGroup) -> String {
    let known = group
        .group
        .households
        .filter(|all| *all <= i64::from(LARGEST));
    known.map(|all| all.to_string()).unwrap_or_default()
}

async fn show(
    desk: Desk,
    path: web::Path<(String, String, String)>,
) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let group = read_group(&desk, &place, &path.2).await?;
    let size = households(&group);
    desk.html(&group_page(
        &desk,
        &place,
        &group,
        size,
        Refusals::default(),
    ))
}

/// A link for everybody, or codes for so many households.
async fn make(
    desk: Desk,
    path: web::Path<(String, String, String)>,
    posted: Posted,
) -> Result<HttpResponse, Failure> {
    let place = desk.place(&path.0, &path.1).await?;
    let group = read_group(&desk, &place, &path.2).await?;
    let purpose = match posted.text("purpose") {
        "poster" => Purpose::Poster,
        "slips" => Purpose::Slips,
        _ => return Err(Failure::Malformed(desk.tongue)),
    };
    let here = format!("{}/groups/{}", place.address(), group.group.code);
    if purpose == Purpose::Poster && group.open_link(desk.now).is_some() {
        // Pressed twice, or by two colleagues: one link is enough.
        return Ok(desk.on_to(&here, ""));
    }
    let typed = posted.text("size").trim().to_owned();
    let size = match purpose {
        Purpose::Poster => 1,
        _ => typed.parse().unwrap_or(0),
    };
    let wanted = Wanted {
        purpose,
        locality: place.number,
        group: Some(group.group.code.clone()),
        size,
        expires_at: None,
        by: Some(desk.id().0),
    };
    let detail = format!("{} {} {size}", purpose.as_str(), group.group.code);
    let act = desk.act("links-made", place.subject(), detail);
    let kept = place.wave.clone();
    let made = desk
        .block(move |site| handout::hand_out(&site.store, &kept, &[wanted], &act))
        .await?;
    match made {
        Ok(_) => Ok(desk.on_to(&here, "links-made")),
        Err(problem) => {
            let refusals = refused(&desk, problem)?;
            desk.refused(&group_page(&desk, &place, &group, typed, refusals))
        }
    }
}

/// Why links could not be handed out, at the field it is about.
pub fn refused(desk: &Desk, problem: HandoutFailure) -> Result<Refusals, Failure> {
    let words = Links::of(desk.tongue);
    let largest = count(desk.tongue, u64::from(LARGEST));
    Ok(match problem {
        HandoutFailure::Size(_) => {
            Refusals::one("size", fill(words.slips_bad, &[("largest", &largest)]))
        }
        HandoutFailure::UnknownGroup(_) => Refusals::one("content", words.unknown_group),
        HandoutFailure::WaveClosed => Refusals::one("content", words.wave_closed),
        HandoutFailure::Revoked => Refusals::one("content", words.revoked_before),
        HandoutFailure::Store(problem) => return Err(Failure::store(desk.tongue)(problem)),
    })
}
