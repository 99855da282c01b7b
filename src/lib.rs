//! hailong: citizen satisfaction surveys, from a phone to a ranking that anyone can recompute.
//! The rooms and the arrows between them are described in `docs/architecture.md`.

pub mod app;
pub mod charts;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod edition;
pub mod exchange;
pub mod flow;
pub mod mail;
#[cfg(feature = "print")]
pub mod printed;
pub mod store;
pub mod survey;
pub mod telemetry;
pub mod web;
pub mod wording;
