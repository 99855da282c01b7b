//! The estimates of whole surveys against the formulas written out respondent by respondent.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod by_hand;
mod clustered;
mod options;
mod shared;
