//! Where a page of the survey sends what was answered: to the link's own address, or, in a preview, nowhere.

use crate::survey::link::Code;

#[derive(Clone, Debug)]
pub struct Target {
    /// Before the number of a section.
    pub base: String,
    is_preview: bool,
}

impl Target {
    pub fn of(code: &Code) -> Self {
        Self {
            base: format!("/s/{}", code.as_str()),
            is_preview: false,
        }
    }

    pub fn preview(base: String) -> Self {
        Self {
            base,
            is_preview: true,
        }
    }

    /// A preview only asks for the next page.
    pub fn method(&self) -> &'static str {
        if self.is_preview { "get" } else { "post" }
    }

    /// Where the welcome stands.
    pub fn welcome(&self) -> String {
        self.here("/welcome")
    }

    /// Where consent is sent.
    pub fn first(&self) -> String {
        self.here("/1")
    }

    fn here(&self, preview: &str) -> String {
        let more = if self.is_preview { preview } else { "" };
        format!("{}{more}", self.base)
    }

    /// A preview asks every question, whatever was answered before.
    pub fn shows_all(&self) -> bool {
        self.is_preview
    }

    pub fn keeps_answers(&self) -> bool {
        !self.is_preview
    }
}
