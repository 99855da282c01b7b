//! The rules: plain types and decisions, no input or output.

pub mod access;
pub mod answering;
pub mod audit;
pub mod batch;
mod checking;
pub mod condition;
pub mod coverage;
pub mod digest;
pub mod exclusion;
pub mod form;
pub mod form_fault;
pub mod group;
pub mod language;
pub mod link;
pub mod locality;
pub mod packaged;
pub mod question;
pub mod reading;
mod reading_questions;
pub mod response;
pub mod sketch;
pub mod staff;
pub mod tally;
pub mod tile_map;
pub mod toml_walk;
pub mod wave;
pub mod wave_edit;
