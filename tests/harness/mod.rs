//! What several tests need.

pub mod comments;
pub mod compared;
pub mod databases;
pub mod desk;
pub mod kansas_city;
pub mod parties;
pub mod reviewed;
pub mod server;
pub mod site;
pub mod smtp;
pub mod tam_ky;
pub mod wave;
