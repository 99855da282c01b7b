//! PRINTS: posters, slips, forms and lists on paper. Plain data in, PDF or SVG out; no clock, no network, no file.
//!
//! Every word and date comes from the caller as text and is set as it is: the templates (`templates/*.typ`) read it as data,
//! never as markup. The same data gives the same bytes.

mod collectors;
mod paper_form;
mod poster;
mod qr;
mod setting;
mod slips;

pub use collectors::CollectorList;
pub use paper_form::{Block, Mark, PaperForm, Row, Section};
pub use poster::Poster;
pub use setting::Failure;
pub use slips::{Slip, Slips};

use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    A4,
    A3,
}

impl Paper {
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "a4" => Some(Self::A4),
            "a3" => Some(Self::A3),
            _ => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Print {
    Poster(Poster),
    Slips(Slips),
    PaperForm(PaperForm),
    CollectorList(CollectorList),
}

impl Print {
    /// A tagged PDF with its title and language.
    pub fn pdf(&self) -> Result<Vec<u8>, Failure> {
        setting::pdf(self.template(), &self.data()?)
    }

    /// One page as a picture whose letters are outlines, so that it needs no typeface. `None` beyond the last page.
    pub fn svg(&self, page: usize) -> Result<Option<String>, Failure> {
        setting::svg(self.template(), &self.data()?, page)
    }

    fn template(&self) -> &'static str {
        match self {
            Self::Poster(_) => "poster.typ",
            Self::Slips(_) => "slips.typ",
            Self::PaperForm(_) => "paper_form.typ",
            Self::CollectorList(_) => "collectors.typ",
        }
    }

    fn data(&self) -> Result<Vec<u8>, Failure> {
        let written = match self {
            Self::Poster(print) => serde_json::to_vec(print),
            Self::Slips(print) => serde_json::to_vec(print),
            Self::PaperForm(print) => serde_json::to_vec(print),
            Self::CollectorList(print) => serde_json::to_vec(print),
        };
        written.map_err(|fault| Failure(fault.to_string()))
    }
}
