//! Opening a wave from the desk: only when it could be computed afterwards.

use chrono::NaiveDateTime;

use crate::flow::wave::ready::Readiness;
use crate::flow::wave::{WaveFailure, on_wave};
use crate::store::{Store, waves};
use crate::survey::wave::WaveState;

pub fn open(store: &Store, code: &str, now: NaiveDateTime) -> Result<(), WaveFailure> {
    on_wave(store, code, |connection, kept| {
        kept.wave.state.may_move_to(WaveState::Open)?;
        let readiness = Readiness::of(connection, kept, now)?;
        if !readiness.may_open() {
            return Ok(Err(WaveFailure::NotReady(Box::new(readiness))));
        }
        waves::move_on(connection, kept.wave.id, kept.wave.state, WaveState::Open)?;
        Ok(Ok(()))
    })
}
