//! Handing out links: a committee's wards, groups, batches, and what it passes on.

mod batch;
mod group;
mod list;
mod places;
mod share;
mod ward;

use crate::clock::local;
use crate::flow::ward::{self as read, Ward, WardGroup};
use crate::survey::batch::Batch;
use crate::survey::link::Code;
use crate::web::desk::home::Task;
use crate::web::desk::routes::Entry;
use crate::web::desk::signed::{Desk, Place};
use crate::web::failure::Failure;
use crate::wording::Tongue;
use crate::wording::links::{purpose, state};
use crate::wording::numbers::{count, date};

pub fn entries() -> Vec<Entry> {
    [
        places::entries(),
        ward::entries(),
        list::entries(),
        group::entries(),
        share::entries(),
        batch::entries(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What waits for a committee.
pub async fn tasks(desk: &Desk) -> Result<Vec<Task>, Failure> {
    places::tasks(desk).await
}

async fn read_ward(desk: &Desk, place: &Place) -> Result<Ward, Failure> {
    let (kept, number, key) = (place.wave.clone(), place.number, place.locality.key.clone());
    desk.read(move |connection| read::ward(connection, &kept, number, &key))
        .await
}

/// A group of the address, in its own ward only.
async fn read_group(desk: &Desk, place: &Place, code: &str) -> Result<WardGroup, Failure> {
    let ward = read_ward(desk, place).await?;
    let found = ward.groups.into_iter().find(|one| one.group.code == code);
    found.ok_or_else(|| desk.no_such_page())
}

/// The address of a code, as it is opened.
fn address_of(desk: &Desk, code: &Code) -> String {
    format!("{}/s/{}", desk.site.base_url, code.as_str())
}

/// The same to be typed, up to the code: without a scheme.
fn host(desk: &Desk) -> String {
    let base = desk.site.base_url.as_str();
    let host = base.split_once("://").map_or(base, |(_, host)| host);
    format!("{host}/s/")
}

/// Last day on which a wave takes answers, as written.
fn last_day(tongue: Tongue, place: &Place) -> String {
    let last = place.wave.wave.closes_at - chrono::Duration::microseconds(1);
    date(tongue, local(last).date())
}

fn wave_title(tongue: Tongue, place: &Place) -> &str {
    match tongue {
        Tongue::Vi => &place.wave.wave.title_vi,
        Tongue::En => &place.wave.wave.title_en,
    }
}

/// A batch in a list.
struct BatchRow {
    id: String,
    what: &'static str,
    made_on: String,
    size: String,
    state: &'static str,
    mark: &'static str,
    /// File under the batch's address that prints it.
    print: Option<&'static str>,
    /// It can be replaced or revoked.
    is_alive: bool,
}

fn batch_row(desk: &Desk, place: &Place, batch: &Batch) -> BatchRow {
    use crate::survey::batch::{BatchState, Purpose};
    let standing = batch.state(desk.now);
    let (word, mark) = state(desk.tongue, standing);
    let has_key = place.wave.code_key.is_some();
    let print = match batch.purpose {
        Purpose::Poster => Some("poster.pdf"),
        Purpose::Slips => Some("slips.pdf"),
        Purpose::Letters => None,
    };
    BatchRow {
        id: batch.id.as_str().to_owned(),
        what: purpose(desk.tongue, batch.purpose),
        made_on: date(desk.tongue, local(batch.created_at).date()),
        size: count(desk.tongue, u64::from(batch.size)),
        state: word,
        mark,
        print: print.filter(|_| has_key && standing == BatchState::InUse),
        is_alive: has_key && standing != BatchState::Revoked,
    }
}
