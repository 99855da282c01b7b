//! THE PAGES: the only room that imports actix-web and the templates.

pub mod assets;
pub mod desk;
pub mod failure;
pub mod headers;
pub mod public;
pub mod respond;
pub mod server;
pub mod site;
pub mod tongue;
