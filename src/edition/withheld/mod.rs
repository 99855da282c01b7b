//! What is not shown, and why, as it lies in `figures.json`.

mod adding_up;
pub(super) mod concentration;
pub(super) mod suppressed;
pub(super) mod suppression;

use serde::{Deserialize, Serialize};

use crate::edition::figures::{FigureKind, Style};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    pub domain: String,
    pub kind: FigureKind,
    pub code: String,
    pub style: Style,
    pub reason: WithheldReason,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithheldChange {
    /// The earlier survey.
    pub previous: String,
    pub withheld: Withheld,
}

/// A figure of both styles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dominated {
    pub domain: String,
    pub kind: FigureKind,
    pub code: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithheldReason {
    /// Fewer respondents than the method asks for.
    TooFewAnswers,
    /// Enough respondents, but the interval is wider than the method allows.
    TooUncertain,
    /// Showing it would say what everybody answered, or reveal another withheld figure by subtraction.
    WouldReveal,
    /// A criterion or the index lacks one of its parts here.
    PartMissing,
    /// Too much of the weight of an earlier figure comes from localities that have been split since.
    TooMuchSplit,
    /// A few respondents carry most of the weight.
    Dominated,
    /// One interviewer brought too many of the locality's answers.
    OneSource,
    /// With what an earlier release of the same answers has shown, it would reveal what that release withheld.
    EarlierRelease,
}

impl WithheldReason {
    pub const ALL: [Self; 8] = [
        Self::TooFewAnswers,
        Self::TooUncertain,
        Self::WouldReveal,
        Self::PartMissing,
        Self::TooMuchSplit,
        Self::Dominated,
        Self::OneSource,
        Self::EarlierRelease,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::TooFewAnswers => "too_few_answers",
            Self::TooUncertain => "too_uncertain",
            Self::WouldReveal => "would_reveal",
            Self::PartMissing => "part_missing",
            Self::TooMuchSplit => "too_much_split",
            Self::Dominated => "dominated",
            Self::OneSource => "one_source",
            Self::EarlierRelease => "earlier_release",
        }
    }

    /// Whether the figure protects others. One that would say what everybody answered counts among them: to tell it
    /// apart would say that they agree.
    pub fn is_complementary(self) -> bool {
        matches!(self, Self::WouldReveal | Self::EarlierRelease)
    }
}
