//! What several tests need.

pub mod kansas_city;
pub mod tam_ky;
