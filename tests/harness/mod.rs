//! What several tests need.

pub mod databases;
pub mod kansas_city;
pub mod tam_ky;
pub mod wave;
