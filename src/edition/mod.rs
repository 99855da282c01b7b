//! The pure path: form, method, frame and responses in; figures and a folder out. No database, no clock.

pub mod compute;
pub mod figures;
pub mod folder;
pub mod inputs;
pub mod lookup;
pub mod method;
pub mod pictures;
pub mod release;
pub mod tables;
