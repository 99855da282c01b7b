//! Letters of a wave: where they can be sent from, the lists of addresses, invitations and reminders.

mod import;
mod place;
mod places;
mod preview;

use crate::survey::access::Action;
use crate::web::desk::routes::{Entry, Need};

const NEED: Need = Need::May(Action::SendLetters);

pub use places::tasks;

pub fn entries() -> Vec<Entry> {
    [
        places::entries(),
        place::entries(),
        import::entries(),
        preview::entries(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
