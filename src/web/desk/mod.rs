//! THE DESK: pages of the committees, the office, the Front, the operator and the auditor.

mod account;
mod audit;
mod cases;
mod comments;
mod coverage;
pub mod door;
mod guard;
pub mod guide;
mod home;
pub mod letters;
mod links;
pub mod list;
pub mod paper;
mod password;
mod people;
mod person;
pub mod posted;
mod prints;
pub mod refusal;
mod review;
pub mod routes;
mod second_step;
pub mod shell;
pub mod signed;
mod waves;

pub use routes::routes;
