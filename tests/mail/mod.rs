//! Letters: what they say, how they leave, what comes back.

mod bounces;
mod delivery;
mod settings;
mod words;
