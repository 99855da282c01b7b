//! A page that says one thing.

use askama::Template;

use crate::web::respond::page::Page;
use crate::wording::Tongue;

/// Send again what was sent.
pub struct Again {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "respond/message.html", config = "src/web/askama.toml")]
pub struct Message {
    pub page: Page,
    pub title: String,
    pub words: String,
    pub receipt: Option<String>,
    pub again: Option<Again>,
    pub offers_code: bool,
}

impl Message {
    pub fn new(page: Page, title: &str, words: &str) -> Self {
        let (title, words) = (title.to_owned(), words.to_owned());
        Self {
            page,
            title,
            words,
            receipt: None,
            again: None,
            offers_code: false,
        }
    }
}

/// A message outside any wave; plain text where even the template fails.
pub fn plain(tongue: Tongue, title: &str, words: &str) -> String {
    let page = Page::new(tongue, title, "");
    let message = Message {
        offers_code: true,
        ..Message::new(page, title, words)
    };
    message.render().unwrap_or_else(|_| words.to_owned())
}
