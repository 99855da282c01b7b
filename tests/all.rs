//! Every integration test in one binary; the tree mirrors the rooms.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod architecture;
mod charts;
mod cli;
mod edition;
mod exchange;
mod flow;
mod harness;
mod mail;
#[cfg(feature = "print")]
mod printed;
mod store;
mod survey;
mod web;
