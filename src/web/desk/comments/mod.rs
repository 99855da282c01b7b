//! Comments at the desk: read, tagged, merged into cases, rid of personal data. Who looked is recorded, what they read
//! is not.

mod file;
mod list;
mod names;
mod one;
mod spots;
mod waves;

pub use names::{Choice, Names, topic_choices};

use crate::web::desk::routes::Entry;

pub fn entries() -> Vec<Entry> {
    // `upload` comes before the id of a comment at the same place.
    [
        waves::entries(),
        list::entries(),
        file::entries(),
        spots::entries(),
        one::entries(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
