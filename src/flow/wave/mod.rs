//! Running a wave from the desk: edit, margins, plan, open, extend, close.

pub mod edit;
pub mod margins;
pub mod open;
pub mod plan;
pub mod ready;
pub mod seen;

use chrono::NaiveDateTime;
use thiserror::Error;

use crate::edition::method::MethodFault;
use crate::edition::plan::PlanFault;
use crate::exchange::fault::DataFaults;
use crate::flow::wave::ready::Readiness;
use crate::flow::wave::seen::{Changed, Seen};
use crate::store::waves::{self, KeptWave};
use crate::store::{AnyConnection, Store, StoreFailure};
use crate::survey::audit::Act;
use crate::survey::form_fault::FormFault;
use crate::survey::locality::LocalityKey;
use crate::survey::staff::AccountId;
use crate::survey::wave_edit::{self, EditFault, Part};

/// Who changes a wave, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Editor {
    /// `None`: the command line.
    pub account: Option<AccountId>,
    /// UTC.
    pub now: NaiveDateTime,
}

impl Editor {
    /// A line of the audit log about a wave.
    pub fn act(&self, action: &'static str, wave: &str, detail: String) -> Act {
        Act {
            at: self.now,
            actor: self.account,
            action,
            subject: wave.to_owned(),
            detail,
        }
    }
}

/// Why a wave stays as it is.
#[derive(Debug, Error)]
pub enum WaveFailure {
    #[error("there is no such wave")]
    NoSuchWave,
    /// Somebody else was faster.
    #[error("the wave was changed meanwhile")]
    Changed(Box<Changed>),
    #[error("the rules do not allow this")]
    Rules(Vec<EditFault>),
    #[error("the form has faults")]
    Form(Vec<FormFault>),
    #[error("the method has faults")]
    Method(Vec<MethodFault>),
    #[error("the margins have faults")]
    Margins(DataFaults),
    #[error("the plan has faults")]
    Plan(Vec<PlanFault>),
    #[error("unknown localities")]
    UnknownLocalities(Vec<LocalityKey>),
    /// Localities, by name, of which nobody knows the people (or households).
    #[error("localities of unknown size")]
    UnknownSize(Vec<String>),
    #[error("the wave is not ready")]
    NotReady(Box<Readiness>),
    #[error(transparent)]
    Store(#[from] StoreFailure),
}

/// What a transaction came to: a refusal by the rules is no failure of the database.
type Refusable<T> = Result<Result<T, WaveFailure>, StoreFailure>;

/// One transaction on a wave.
fn on_wave<T>(
    store: &Store,
    code: &str,
    work: impl FnOnce(&mut AnyConnection, &KeptWave) -> Refusable<T>,
) -> Result<T, WaveFailure> {
    store.write_blocking(|connection| match waves::find(connection, code)? {
        Some(kept) => work(connection, &kept),
        None => Ok(Err(WaveFailure::NoSuchWave)),
    })?
}

/// The same on a wave that is still as its editor saw it.
fn on_seen_wave<T>(
    store: &Store,
    code: &str,
    seen: &Seen,
    work: impl FnOnce(&mut AnyConnection, &KeptWave) -> Refusable<T>,
) -> Result<T, WaveFailure> {
    on_wave(store, code, |connection, kept| {
        if seen.revision == kept.revision {
            return work(connection, kept);
        }
        let now = Seen::of(connection, kept)?;
        Ok(Err(WaveFailure::Changed(Box::new(Changed {
            parts: now.changed_since(seen),
            before: seen.clone(),
            now,
        }))))
    })
}

fn may_change(kept: &KeptWave, part: Part) -> Result<(), WaveFailure> {
    if wave_edit::may_change(kept.wave.state, part) {
        Ok(())
    } else {
        Err(WaveFailure::Rules(vec![EditFault::Fixed(part)]))
    }
}
