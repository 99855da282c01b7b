//! The pure path: form, method, frame and responses in; figures and a folder out. No database, no clock.

mod adding_up;
mod bounds;
pub mod change;
pub mod command;
pub mod comparison;
pub mod compute;
mod concentration;
mod earlier;
pub mod figures;
pub mod folder;
pub mod inputs;
pub mod lookup;
pub mod margins;
pub mod method;
pub mod pictures;
pub mod plan;
mod ranking;
mod reading_choices;
mod reading_method;
pub mod release;
pub mod sensitivity;
pub mod standing;
mod summaries;
mod suppressed;
mod suppression;
pub mod tables;
mod weighting;
