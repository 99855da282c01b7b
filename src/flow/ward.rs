//! How one locality stands in a wave: its residential groups, their links, how many answers came. Counts only, and of
//! those only what may be said.

use std::collections::BTreeMap;

use crate::store::waves::KeptWave;
use crate::store::{AnyConnection, StoreFailure, batches, localities, tallies, wave_edits};
use crate::survey::batch::{Batch, BatchState, Purpose};
use crate::survey::coverage::{Progress, Shown, parts, share_out};
use crate::survey::locality::{Group, LocalityKey};

#[derive(Clone, Debug)]
pub struct Ward {
    pub progress: Progress,
    /// In the order of their codes.
    pub groups: Vec<WardGroup>,
    /// Answers that name no group of the list; `None` when there are none.
    pub elsewhere: Option<Shown>,
    /// Newest first, those of the whole locality.
    pub batches: Vec<Batch>,
}

#[derive(Clone, Debug)]
pub struct WardGroup {
    pub group: Group,
    pub progress: Progress,
    /// Newest first.
    pub batches: Vec<Batch>,
}

impl WardGroup {
    /// The open link that is in use: the newest, if there are several.
    pub fn open_link(&self, now: chrono::NaiveDateTime) -> Option<&Batch> {
        self.batches
            .iter()
            .find(|batch| batch.purpose == Purpose::Poster && batch.state(now) == BatchState::InUse)
    }
}

pub fn ward(
    connection: &mut AnyConnection,
    kept: &KeptWave,
    number: i16,
    locality: &LocalityKey,
) -> Result<Ward, StoreFailure> {
    let groups = localities::groups(connection, locality)?;
    let mut received = tallies::by_group(connection, kept.wave.id, number)?;
    let total: i64 = received.values().map(|one| one.all().responses).sum();
    let mut of = |code: &str| received.remove(code).map_or(0, |one| one.all().responses);
    let mut counts: Vec<i64> = groups.iter().map(|group| of(&group.code)).collect();
    // Answers that name no group come last, as on the page of counts: both must keep back the same.
    counts.extend(received.values().map(|one| one.all().responses));
    let mut shown = parts(&counts).into_iter();
    let planned = wave_edits::planned(connection, kept.wave.id)?;
    let planned = usize::try_from(number)
        .ok()
        .and_then(|at| planned.get(at).copied().flatten());
    let households: Vec<Option<i64>> = groups.iter().map(|group| group.households).collect();
    let shares = planned.and_then(|planned| share_out(planned, &households));
    let mut of_group: BTreeMap<Option<String>, Vec<Batch>> = BTreeMap::new();
    for batch in batches::of_locality(connection, kept.wave.id, number)? {
        of_group.entry(batch.group.clone()).or_default().push(batch);
    }
    let mut own = Vec::new();
    for (at, group) in groups.into_iter().enumerate() {
        own.push(WardGroup {
            progress: Progress {
                planned: shares.as_ref().and_then(|shares| shares.get(at).copied()),
                received: shown.next().unwrap_or(Shown::Few),
            },
            batches: of_group
                .remove(&Some(group.code.clone()))
                .unwrap_or_default(),
            group,
        });
    }
    let rest: Vec<Shown> = shown.collect();
    let known: Option<i64> = rest.iter().map(|one| one.known()).sum();
    Ok(Ward {
        progress: Progress {
            planned,
            received: Shown::alone(total),
        },
        groups: own,
        elsewhere: (!rest.is_empty()).then(|| known.map_or(Shown::Few, Shown::Exactly)),
        batches: of_group.remove(&None).unwrap_or_default(),
    })
}
