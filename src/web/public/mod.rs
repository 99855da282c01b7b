//! WHAT THE PUBLIC SEES: the list of editions and each edition's page. Views are pure: figures in, HTML out.

mod certainty;
mod change;
pub mod edition;
mod frame;
pub mod home;
mod method;
mod pages;
mod quality;
pub mod release;
mod sensitivity;
mod shelf;
pub mod sorting;
mod standing;
mod tables;
pub mod voices;
mod ways;
mod withheld;

pub use pages::routes;
