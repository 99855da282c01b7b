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
pub mod quality;
mod quality_release;
pub mod quality_table;
mod ranking;
mod reading_method;
mod reading_screening;
pub mod release;
pub mod screening;
pub mod screening_rules;
mod summaries;
mod suppression;
pub mod tables;
mod weighting;
