//! What a method says about screening and about everybody who was approached.

use hailong_statistics::response_rates::Dispositions;
use hailong_statistics::screening::burst::BurstRule;
use hailong_statistics::screening::same_answers::SameAnswersRule;
use hailong_statistics::screening::speed::SpeedRule;
use hailong_statistics::screening::straight_lining::StraightLiningRule;

/// `[screening]`, method §15.
#[derive(Clone, Debug, PartialEq)]
pub struct ScreeningRules {
    /// Whether anything but hard errors is left out.
    pub exclude: bool,
    pub straight_lining: StraightLiningRule,
    pub speed: SpeedRule,
    pub same_answers: SameAnswersRule,
    pub burst: BurstRule,
    /// A locality is marked when more than this share of its responses is flagged, in per cent.
    pub caution_share: f64,
    /// Answers that cannot go together: column and cell each.
    pub impossible: Vec<Vec<(String, String)>>,
    pub confirmed_bursts: Vec<ConfirmedBurst>,
}

/// Ten minutes of one locality that people have judged to be no true responses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmedBurst {
    /// In the method file.
    pub line: usize,
    pub locality: String,
    /// As it is written, and in seconds of the local clock.
    pub start: (String, i64),
}

/// `[dispositions]`, method §16.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Approached {
    /// Everybody who was drawn or approached.
    Known(Dispositions),
    /// An open survey has no response rate: so many began.
    Open { starts: u64, line: usize },
}

impl Default for ScreeningRules {
    fn default() -> Self {
        Self {
            exclude: true,
            straight_lining: StraightLiningRule::default(),
            speed: SpeedRule::default(),
            same_answers: SameAnswersRule::default(),
            burst: BurstRule::default(),
            caution_share: 20.0,
            impossible: Vec::new(),
            confirmed_bursts: Vec::new(),
        }
    }
}

impl ScreeningRules {
    /// Columns of the responses that the impossible combinations name.
    pub fn columns(&self) -> impl Iterator<Item = &String> {
        let parts = self.impossible.iter().flatten();
        parts.map(|(column, _)| column)
    }
}
