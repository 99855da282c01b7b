//! The form on paper, with the same questions under the same names, and in every box the digit that is typed for it.

use serde::Serialize;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaperForm {
    /// Language tag.
    pub language: String,
    pub title: String,
    /// Code and version of the form, at the foot of every page.
    pub edition: String,
    pub institutions: Vec<String>,
    /// Residential group and locality.
    pub place: Vec<String>,
    pub closing: String,
    pub introduction: String,
    /// Before the box for a number that is written by hand.
    pub sheet_label: String,
    pub consent_title: String,
    pub consent: Vec<String>,
    pub agreed: String,
    pub how_title: String,
    pub how: Vec<String>,
    pub sections: Vec<Section>,
    pub thanks: String,
    /// `{page}` and `{pages}` are filled in.
    pub page_of: String,
    /// Says that the answers are not real.
    pub simulated: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    pub title: String,
    pub introduction: String,
    /// Who answers it; empty when everybody does.
    pub only_if: String,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Block {
    /// Questions on one scale, a line of boxes each.
    Rated {
        /// Leads in several lines of one question.
        lead: Option<Row>,
        marks: Vec<Mark>,
        /// Where "don't know" begins among the marks.
        apart: usize,
        rows: Vec<Row>,
    },
    /// Boxes to choose from.
    Choice {
        row: Row,
        note: String,
        marks: Vec<Mark>,
    },
    /// A number, one digit to a box.
    Number {
        row: Row,
        digits: usize,
        note: String,
    },
    Written {
        row: Row,
        lines: usize,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// As printed before the question; empty over a grid, whose items have numbers.
    pub number: String,
    pub text: String,
    pub help: String,
    pub only_if: String,
    /// The name of its column in files of answers.
    pub code: String,
}

/// A box and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    pub digit: String,
    pub text: String,
}
