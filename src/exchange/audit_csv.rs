//! The audit log as a file, with every digest, so that the chain can be followed elsewhere.

use chrono::DateTime;

use crate::exchange::write_csv;
use crate::survey::audit::Entry;

/// `name_of` gives the account of a number.
pub fn write(entries: &[Entry], name_of: impl Fn(i64) -> Option<String>) -> Vec<u8> {
    let header = [
        "number",
        "at",
        "at_micros",
        "actor",
        "name",
        "action",
        "subject",
        "detail",
        "digest",
    ];
    let rows = entries.iter().map(|entry| {
        let at = DateTime::from_timestamp_micros(entry.at).unwrap_or_default();
        vec![
            entry.number.to_string(),
            at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            entry.at.to_string(),
            entry
                .actor
                .map(|actor| actor.to_string())
                .unwrap_or_default(),
            entry.actor.and_then(&name_of).unwrap_or_default(),
            entry.action.clone(),
            entry.subject.clone(),
            entry.detail.clone(),
            entry
                .digest
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        ]
    });
    write_csv::write(&header, rows)
}
