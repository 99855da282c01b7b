//! PICTURES: plotters → SVG. Numbers and labels in, a picture out; every word comes from the caller.
//!
//! Pictures are made to stand in a page, whose style sheet colours the classes `f-…` (fills) and `s-…` (strokes);
//! without one they are readable on white. [`standalone`] makes a file of its own, with light and dark colours.

mod canvas;
pub mod change;
pub mod days;
pub mod distribution;
pub mod gauge;
pub mod levels;
mod measure;
pub mod ranking;
mod rows;
mod svg;
pub mod tiles;

pub use svg::standalone;

/// The two drawings of every picture: for phones and for everything wider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Narrow,
    Wide,
}

impl Size {
    pub const ALL: [Self; 2] = [Self::Narrow, Self::Wide];

    /// Width of the drawing; one unit is about one CSS pixel at the size it is made for.
    pub fn width(self) -> i32 {
        match self {
            Self::Narrow => 344,
            Self::Wide => 760,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Narrow => "chart narrow",
            Self::Wide => "chart wide",
        }
    }
}

/// What a reader who cannot see the picture is told, and what stands under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// Unique on its page; letters, digits and `-`.
    pub id: String,
    pub title: String,
    /// The finding, in a sentence or two.
    pub finding: String,
    /// Printed in the picture, for example that the data are simulated.
    pub note: Option<String>,
}

/// A label at the left (above, on a phone), with a remark in smaller type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    pub text: String,
    pub remark: Option<String>,
}
