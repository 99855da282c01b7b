//! What a print needs from the database; asking for it is noted in the audit log.

use crate::flow::handout::{self, HandoutFailure};
use crate::store::{AnyConnection, StoreFailure, audit, batches, forms, localities};
use crate::survey::audit::Act;
use crate::survey::batch::{Batch, BatchState};
use crate::survey::link::Code;
use crate::survey::locality::{Group, LocalityKey};
use crate::web::desk::prints::order::{Order, What};
use crate::web::desk::signed::{Desk, Place};
use crate::web::failure::Failure;

pub struct Facts {
    /// The form's file.
    pub form: String,
    pub groups: Vec<Group>,
    /// The one that is printed for.
    pub group: Option<Group>,
    pub batch: Option<(Batch, Vec<Code>)>,
}

pub enum Found {
    Nothing,
    Over(BatchState),
    WaveClosed,
    All(Box<Facts>),
}

pub async fn find(desk: &Desk, place: &Place, order: &Order) -> Result<Found, Failure> {
    let what = &order.what;
    let batch = what.batch().map(|(id, purpose)| (id.clone(), purpose));
    let asked = Asked {
        group: what.group().map(ToOwned::to_owned),
        act: desk.act(act(what), place.subject(), detail(order)),
    };
    let (kept, number) = (place.wave.clone(), place.number);
    let (key, now) = (place.locality.key.clone(), desk.now);
    desk.write(move |connection| {
        let Some((id, purpose)) = batch else {
            return whole(connection, &kept.wave, &key, &asked, None);
        };
        let found = batches::find(connection, kept.wave.id, number, &id)?;
        let Some(batch) = found.filter(|batch| batch.purpose == purpose) else {
            return Ok(Found::Nothing);
        };
        let state = batch.state(now);
        if state != BatchState::InUse {
            return Ok(Found::Over(state));
        }
        match handout::codes(&kept, &batch) {
            Ok(codes) => whole(connection, &kept.wave, &key, &asked, Some((batch, codes))),
            Err(HandoutFailure::Store(problem)) => Err(problem),
            Err(_) => Ok(Found::WaveClosed),
        }
    })
    .await
}

struct Asked {
    group: Option<String>,
    act: Act,
}

fn whole(
    connection: &mut AnyConnection,
    wave: &crate::survey::wave::Wave,
    key: &LocalityKey,
    asked: &Asked,
    batch: Option<(Batch, Vec<Code>)>,
) -> Result<Found, StoreFailure> {
    let form = forms::source(connection, &wave.form_code, wave.form_version)?;
    let form = form.ok_or(StoreFailure::Missing("form"))?;
    let groups = localities::groups(connection, key)?;
    let wanted = batch
        .as_ref()
        .map_or(&asked.group, |(batch, _)| &batch.group);
    let group = groups
        .iter()
        .find(|group| Some(&group.code) == wanted.as_ref());
    if group.is_none() && asked.group.is_some() {
        return Ok(Found::Nothing);
    }
    audit::append(connection, &asked.act)?;
    Ok(Found::All(Box::new(Facts {
        form,
        group: group.cloned(),
        groups,
        batch,
    })))
}

fn act(what: &What) -> &'static str {
    match what {
        What::Poster(_) => "poster-printed",
        What::Slips(_) => "slips-printed",
        What::Paper { .. } => "paper-printed",
        What::Collectors { .. } | What::CollectorsOfPaper { .. } => "collectors-printed",
    }
}

/// The batch or the group, and the size of the paper.
fn detail(order: &Order) -> String {
    let of = match order.what.batch() {
        Some((batch, _)) => batch.as_str(),
        None => order.what.group().unwrap_or_default(),
    };
    format!("{of} {}", order.size).trim().to_owned()
}
