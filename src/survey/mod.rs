//! The rules: plain types and decisions, no input or output.

pub mod answering;
pub mod condition;
pub mod digest;
pub mod form;
pub mod language;
pub mod link;
pub mod locality;
pub mod question;
pub mod response;
pub mod wave;
