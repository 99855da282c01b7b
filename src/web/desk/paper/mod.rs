//! Typing in paper. A sheet is never shown again: what was typed is on a page only while it is being refused or compared.

mod batches;
mod check;
mod differences;
mod first;
mod sheet;

use std::sync::Arc;

pub use batches::tasks;

use crate::flow::paper::{PaperDesk, Progress};
use crate::survey::access::Action;
use crate::survey::answering::Typed;
use crate::web::desk::posted::Posted;
use crate::web::desk::routes::{Entry, Need};
use crate::web::desk::signed::{Desk, Place};
use crate::web::failure::Failure;
use crate::web::respond::section::typed_of;

const NEED: Need = Need::May(Action::EnterPaper);

pub fn entries() -> Vec<Entry> {
    [
        batches::entries(),
        first::entries(),
        check::entries(),
        differences::entries(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The paper of the locality that an address names.
pub struct Hall {
    pub place: Place,
    pub paper: PaperDesk,
}

impl Hall {
    pub async fn of(desk: &Desk, wave: &str, locality: &str) -> Result<Self, Failure> {
        let place = desk.place(wave, locality).await?;
        let waves = desk.site.collector.waves().await;
        let waves = waves.map_err(Failure::store(desk.tongue))?;
        let known = waves.iter().find(|one| one.wave.id == place.wave.wave.id);
        let paper = PaperDesk {
            store: desk.site.store.clone(),
            wave: Arc::clone(known.ok_or_else(|| desk.no_such_page())?),
            locality: place.number,
            account: desk.id(),
            now: desk.now,
        };
        Ok(Self { place, paper })
    }

    pub fn address(&self) -> String {
        format!("{}/paper-entry", self.place.address())
    }

    pub fn first(&self, batch: i32, sheet: i32) -> String {
        format!("{}/{batch}/sheets/{sheet}", self.address())
    }

    pub fn check(&self, batch: i32, sheet: i32) -> String {
        format!("{}/{batch}/checks/{sheet}", self.address())
    }

    /// A batch of this locality that has this sheet.
    pub async fn batch(&self, desk: &Desk, batch: i32, sheet: i32) -> Result<Progress, Failure> {
        let found = self.paper.batch(batch).await;
        let found = found.map_err(Failure::store(desk.tongue))?;
        found
            .filter(|progress| (1..=progress.batch.of.sheets).contains(&sheet))
            .ok_or_else(|| desk.no_such_page())
    }
}

/// Answers are sent as `a.CODE`, decisions as `d.CODE`.
pub const ANSWER: &str = "a.";
pub const DECISION: &str = "d.";
pub const CODE: &str = "code";

/// What was typed into the fields of this kind.
pub fn typed(posted: &Posted, prefix: &str) -> Typed {
    let own = posted.fields().iter().filter_map(|(name, value)| {
        let code = name.strip_prefix(prefix)?;
        Some((code.to_owned(), value.clone()))
    });
    typed_of(own.collect())
}
