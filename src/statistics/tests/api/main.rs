//! Every design of the California schools against R `survey` 4.1: means, totals, ratios, domains, covariances, calibrated
//! weights, lonely PSUs, jackknife with re-raking.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../known/mod.rs"]
mod known;

mod basic;
mod calibrated;
mod composite;
mod lonely;
mod raked;
mod replicated;
mod sample;
mod trimmed;
