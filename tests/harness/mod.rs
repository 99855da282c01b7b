//! What several tests need.

pub mod kansas_city;
