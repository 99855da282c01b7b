//! THE LIFE OF THE DATA: one use case, one transaction.

pub mod cases;
pub mod close;
pub mod collect;
pub mod comment_files;
pub mod comments;
pub mod compute;
pub mod draft;
pub mod edition_draft;
pub mod folder;
pub mod groups;
pub mod handout;
pub mod in_play;
pub mod invite;
pub mod keys;
pub mod letters;
pub mod paper;
pub mod place_map;
pub mod prepare;
pub mod publish;
pub mod review;
mod secrets;
pub mod staff;
pub mod ward;
pub mod wave;
