//! What each code is worth for each measure, and who is in its denominator.

use crate::engine::moments::SLOTS;
use crate::score::{DONT_KNOW, Style};

/// Departures from the headline method (method §2, Traps 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Criteria and index pool all answers, Σ_q Σ_i w a s / Σ_q Σ_i w a, in place of averaging item means. Weights of
    /// items and criteria then have no effect.
    pub pooled_answers: bool,
    /// Style B counts "don't know" as not satisfied.
    pub dk_in_denominator: bool,
}

/// What an item is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    Score(Style),
    DontKnow,
}

impl Measure {
    pub const ALL: [Self; 3] = [
        Self::Score(Style::Mean),
        Self::Score(Style::Satisfied),
        Self::DontKnow,
    ];

    /// Score per slot; `None` = not in the denominator.
    pub fn scores(self, options: Options) -> [Option<f64>; SLOTS] {
        let mut scores = [None; SLOTS];
        for code in 1..=5_u8 {
            scores[usize::from(code)] = Some(match self {
                Self::Score(style) => style.score(code),
                Self::DontKnow => 0.0,
            });
        }
        scores[usize::from(DONT_KNOW)] = match self {
            Self::DontKnow => Some(100.0),
            Self::Score(Style::Satisfied) if options.dk_in_denominator => Some(0.0),
            Self::Score(_) => None,
        };
        scores
    }
}

/// Weighted mean of the scores; exactly the score where all have the same. The second number is Σ w of the
/// denominator; `None` where nobody is in it.
pub(crate) fn mean<'a>(
    parts: impl Iterator<Item = (&'a [Option<f64>; SLOTS], &'a [f64; SLOTS])>,
) -> Option<(f64, f64)> {
    let (mut origin, mut total, mut moved) = (None, 0.0, 0.0);
    for (scores, weights) in parts {
        for (score, weight) in scores.iter().zip(weights) {
            if let Some(score) = score.filter(|_| *weight > 0.0) {
                let origin = *origin.get_or_insert(score);
                total += weight;
                moved += weight * (score - origin);
            }
        }
    }
    origin.map(|origin| (origin + moved / total, total))
}
