//! The margins of a wave: the file as it was sent, once it reads well.

use crate::exchange::margins::{self, MarginRow};
use crate::flow::close::MARGINS;
use crate::flow::wave::seen::Seen;
use crate::flow::wave::{Editor, WaveFailure, may_change, on_seen_wave, on_wave};
use crate::store::{AnyConnection, Store, StoreFailure, audit, wave_edits};
use crate::survey::digest::Digest;
use crate::survey::wave::WaveId;
use crate::survey::wave_edit::Part;

/// Keeps a file of margins; an empty one takes the margins away.
pub fn keep_margins(
    store: &Store,
    code: &str,
    seen: &Seen,
    csv: &str,
    editor: &Editor,
) -> Result<Vec<MarginRow>, WaveFailure> {
    let csv = Some(csv).filter(|text| !text.trim().is_empty());
    let rows = csv.map(|text| margins::read(MARGINS, text.as_bytes()));
    let rows = rows.transpose().map_err(WaveFailure::Margins)?;
    on_seen_wave(store, code, seen, |connection, kept| {
        if let Err(refused) = may_change(kept, Part::Margins) {
            return Ok(Err(refused));
        }
        wave_edits::keep_margins(connection, kept, csv)?;
        let digest = csv.map_or_else(String::new, |csv| Digest::of(csv.as_bytes()).0);
        let act = editor.act("margins-kept", code, digest);
        audit::append(connection, &act)?;
        Ok(Ok(()))
    })?;
    Ok(rows.unwrap_or_default())
}

/// The rows that a wave has; none without a file.
pub fn rows(connection: &mut AnyConnection, id: WaveId) -> Result<Vec<MarginRow>, StoreFailure> {
    match wave_edits::margins(connection, id)? {
        None => Ok(Vec::new()),
        Some(csv) => {
            margins::read(MARGINS, csv.as_bytes()).map_err(|_| StoreFailure::Unreadable("margins"))
        }
    }
}

/// The file of the margins for somebody who takes it along; none where none are kept.
pub fn export(store: &Store, code: &str, editor: &Editor) -> Result<Option<String>, WaveFailure> {
    on_wave(store, code, |connection, kept| {
        audit::append(
            connection,
            &editor.act("margins-exported", code, String::new()),
        )?;
        Ok(Ok(wave_edits::margins(connection, kept.wave.id)?))
    })
}
