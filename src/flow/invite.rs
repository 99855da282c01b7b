//! Links asked for at a terminal: batches like the committees', their codes shown at once.

use chrono::NaiveDateTime;

use crate::clock::Clock;
use crate::flow::handout::{self, HandoutFailure, Wanted};
use crate::store::{Store, StoreFailure, waves};
use crate::survey::batch::{LARGEST, Purpose};
use crate::survey::link::{Code, LinkKind};

/// Which links are wanted.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub kind: LinkKind,
    /// Place in the wave's localities.
    pub locality: i16,
    pub group: Option<String>,
    pub expires_at: Option<NaiveDateTime>,
    pub count: usize,
}

/// New codes of a wave that has not been closed, in as many batches as it takes.
pub fn new_links(
    store: &Store,
    clock: Clock,
    wave: &str,
    wanted: &Invitation,
) -> Result<Vec<Code>, HandoutFailure> {
    let now = clock.now();
    store.attempt_blocking(|connection| {
        let kept = waves::find(connection, wave)?.ok_or(StoreFailure::Missing("wave"))?;
        let mut codes = Vec::with_capacity(wanted.count);
        let mut missing = wanted.count;
        while missing > 0 {
            let size = u32::try_from(missing).map_or(LARGEST, |missing| missing.min(LARGEST));
            let batch = Wanted {
                purpose: match wanted.kind {
                    LinkKind::Open => Purpose::Poster,
                    LinkKind::Single => Purpose::Slips,
                },
                locality: wanted.locality,
                group: wanted.group.clone(),
                size,
                expires_at: wanted.expires_at,
                by: None,
            };
            let batch = handout::make(connection, &kept, &batch, now)?;
            let made = handout::codes(&kept, &batch)?;
            missing -= made.len();
            codes.extend(made);
        }
        Ok(codes)
    })
}
