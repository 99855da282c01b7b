//! THE PAGES: the only room that imports actix-web and the templates.
