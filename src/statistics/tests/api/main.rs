//! Every design of the California schools against R `survey` 4.1: means, totals, ratios, domains, covariances, calibrated
//! weights, lonely PSUs, jackknife with re-raking.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod basic;
mod calibrated;
mod replicated;
mod sample;
mod trimmed;
