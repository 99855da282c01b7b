//! The pure path: form, method, frame and responses in; figures and a folder out. No database, no clock.

mod bounds;
pub mod change;
pub mod command;
pub mod comparison;
pub mod compute;
pub mod figures;
pub mod folder;
mod input_fit;
pub mod inputs;
pub mod lookup;
pub mod margins;
pub mod method;
pub mod pictures;
pub mod plan;
mod prepared;
pub mod quality;
mod ranking;
pub mod release;
pub mod screening;
pub mod screening_rules;
pub mod sensitivity;
pub mod standing;
mod summaries;
pub mod tables;
pub mod wave_fit;
mod weighting;
pub mod withheld;
