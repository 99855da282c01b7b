//! Questions and the kinds of answer they take.

use crate::survey::condition::Condition;
use crate::survey::language::Text;

#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub code: String,
    pub text: Text,
    pub help: Option<Text>,
    pub required: bool,
    /// All must hold; empty means always asked.
    pub ask_if: Vec<Condition>,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Five ordered levels and, where the scale has one, "don't know".
    Scale {
        scale: usize,
        reversed: bool,
    },
    /// Several items on one scale, shown as one list of radios each.
    Grid {
        scale: usize,
        items: Vec<GridItem>,
    },
    Single {
        options: Vec<Choice>,
    },
    Multiple {
        options: Vec<Choice>,
        min: usize,
        max: usize,
    },
    Number {
        min: i32,
        max: i32,
        unit: Option<Text>,
    },
    ShortText {
        max_length: usize,
    },
    LongText {
        max_length: usize,
    },
    /// The residential group inside the locality; asked only when the link does not say it.
    Group,
    AgeBand {
        options: Vec<Choice>,
    },
    Sex {
        options: Vec<Choice>,
    },
}

impl Kind {
    /// The options of a choice question; empty for the other kinds.
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Single { options }
            | Self::Multiple { options, .. }
            | Self::AgeBand { options }
            | Self::Sex { options } => options,
            _ => &[],
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct GridItem {
    pub code: String,
    pub text: Text,
    pub reversed: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub code: String,
    pub text: Text,
    /// "None of these": cannot be ticked together with another.
    pub exclusive: bool,
}

/// Five levels from worst to best, and "don't know" apart from them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    pub code: String,
    /// Worst first; always five.
    pub levels: Vec<Level>,
    pub dont_know: Option<Level>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// As written in files of answers, for example `1`.
    pub code: String,
    pub text: Text,
}
