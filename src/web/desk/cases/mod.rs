//! Cases at the desk: what residents raised and somebody must answer.

mod list;
mod one;
mod preview;
pub mod tasks;

use crate::web::desk::routes::Entry;

pub fn entries() -> Vec<Entry> {
    [list::entries(), preview::entries(), one::entries()]
        .into_iter()
        .flatten()
        .collect()
}
