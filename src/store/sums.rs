//! Answers that are on the disk and not yet in the tables of counts: summed in memory, so that a count costs an answer
//! almost nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::store::columns::from_mode;
use crate::survey::link::{LinkKind, Token};
use crate::survey::response::Mode;
use crate::survey::sketch::Sketch;
use crate::survey::tally::Count;
use crate::survey::wave::WaveId;

/// Where an answer landed when it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landed {
    pub kind: LinkKind,
    pub locality: i16,
    pub group: Option<String>,
    /// `wave.recounts` at that moment.
    pub recounts: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    pub wave: WaveId,
    pub recounts: i32,
    pub locality: i16,
    pub group: String,
    pub mode: i16,
    pub day: NaiveDate,
}

/// Ordered, so that two processes that add at the same time never wait for each other in a circle.
#[derive(Clone, Debug, Default)]
pub struct Sums {
    pub(super) cells: BTreeMap<Cell, Count>,
    pub(super) links: BTreeMap<(WaveId, Token), (i64, Sketch)>,
}

impl Sums {
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.links.is_empty()
    }

    /// One answer; `link` and the keyed hash of the sender's device matter only for an open link.
    pub fn add(
        &mut self,
        wave: WaveId,
        landed: &Landed,
        complete: bool,
        day: NaiveDate,
        link: (Token, Option<u64>),
    ) {
        let cell = Cell {
            wave,
            recounts: landed.recounts,
            locality: landed.locality,
            group: landed.group.clone().unwrap_or_default(),
            mode: from_mode(match landed.kind {
                LinkKind::Open => Mode::Open,
                LinkKind::Single => Mode::Single,
            }),
            day,
        };
        *self.cells.entry(cell).or_default() += Count {
            responses: 1,
            complete: i64::from(complete),
        };
        if landed.kind == LinkKind::Open {
            let (responses, devices) = self.links.entry((wave, link.0)).or_default();
            *responses += 1;
            if let Some(hash) = link.1 {
                devices.see(hash);
            }
        }
    }
}
