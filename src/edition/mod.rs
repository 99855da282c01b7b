//! The pure path: form, method, frame and responses in; figures and a folder out. No database, no clock.

mod bounds;
pub mod change;
pub mod command;
pub mod compute;
pub mod figures;
pub mod folder;
pub mod inputs;
pub mod lookup;
pub mod method;
pub mod pictures;
pub mod plan;
mod reading_method;
pub mod release;
mod suppression;
pub mod tables;
