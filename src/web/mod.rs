//! THE PAGES: the only room that imports actix-web and the templates.

pub mod assets;
pub mod headers;
pub mod tongue;
