//! LETTERS: what a letter says and how it leaves; the only room that imports lettre.

pub mod bounces;
pub mod compose;
mod html;
pub mod message;
pub mod post;
pub mod worker;
