//! Opening a wave from the desk: only when it could be computed afterwards.

use crate::flow::wave::ready::Readiness;
use crate::flow::wave::{Editor, WaveFailure, on_wave};
use crate::store::{Store, audit, waves};
use crate::survey::wave::WaveState;

pub fn open(store: &Store, code: &str, editor: &Editor) -> Result<(), WaveFailure> {
    on_wave(store, code, |connection, kept| {
        kept.wave.state.may_move_to(WaveState::Open)?;
        let readiness = Readiness::of(connection, kept, editor.now)?;
        if !readiness.may_open() {
            return Ok(Err(WaveFailure::NotReady(Box::new(readiness))));
        }
        waves::move_on(connection, kept.wave.id, kept.wave.state, WaveState::Open)?;
        audit::append(connection, &editor.act("wave-opened", code, String::new()))?;
        Ok(Ok(()))
    })
}
