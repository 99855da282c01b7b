//! The rules: plain types and decisions, no input or output.

pub mod access;
pub mod answering;
pub mod audit;
mod checking;
pub mod condition;
pub mod digest;
pub mod form;
pub mod form_fault;
pub mod language;
pub mod link;
pub mod locality;
pub mod party;
pub mod question;
pub mod reading;
mod reading_questions;
pub mod response;
pub mod staff;
pub mod toml_walk;
pub mod wave;
