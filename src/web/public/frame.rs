//! What every public page has around its content.

use crate::web::assets;
use crate::wording::Tongue;
use crate::wording::public::Frame as Words;

pub struct Frame {
    pub tongue: Tongue,
    pub words: &'static Words,
    pub title: String,
    /// For search engines and link previews.
    pub description: String,
    /// The banner on top and the line at the bottom.
    pub simulated: bool,
}

impl Frame {
    pub fn new(tongue: Tongue, title: String, description: String, simulated: bool) -> Self {
        Self {
            tongue,
            words: Words::of(tongue),
            title,
            description,
            simulated,
        }
    }

    pub fn tag(&self) -> &'static str {
        self.tongue.tag()
    }

    pub fn other(&self) -> Tongue {
        match self.tongue {
            Tongue::Vi => Tongue::En,
            Tongue::En => Tongue::Vi,
        }
    }

    pub fn style_sheet(&self) -> &'static str {
        &assets::PUBLIC_CSS.path
    }
}
