//! THE LIFE OF THE DATA: one use case, one transaction.

pub mod close;
pub mod collect;
pub mod compute;
pub mod draft;
pub mod edition_draft;
pub mod folder;
pub mod in_play;
pub mod invite;
pub mod keys;
pub mod prepare;
pub mod publish;
mod secrets;
pub mod staff;
