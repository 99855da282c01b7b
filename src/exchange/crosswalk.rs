//! Which earlier localities went into which: `from_code,from_valid_from,to_code,to_valid_from[,act,group,share]`.

use crate::exchange::fault::{DataFaults, Expected};
use crate::exchange::localities::rows;
use crate::survey::locality::LocalityKey;

/// A locality, or one of its residential groups, that went into another, wholly or in part (method §13).
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    pub from: LocalityKey,
    /// `None`: all groups that no other row names.
    pub group: Option<String>,
    pub to: LocalityKey,
    /// Of the people of `from` (or the group), in (0, 1]; `None` where all went.
    pub share: Option<f64>,
}

pub fn read(file: &str, bytes: &[u8]) -> Result<Vec<Way>, DataFaults> {
    let columns = ["from_code", "from_valid_from", "to_code", "to_valid_from"];
    rows(file, bytes, &columns, |cells, faults| {
        let written = cells.optional("share", faults);
        let share = written.as_deref().map(|text| {
            let number = text.parse::<f64>().ok();
            number
                .filter(|share| *share > 0.0 && *share <= 1.0)
                .unwrap_or_else(|| {
                    faults.add(cells.line, "share", text, Expected::Share);
                    1.0
                })
        });
        Way {
            from: cells.key("from_code", "from_valid_from", faults),
            group: cells.optional("group", faults).filter(|group| group != "*"),
            to: cells.key("to_code", "to_valid_from", faults),
            share,
        }
    })
}
