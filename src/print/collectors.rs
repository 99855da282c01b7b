//! A list for those who hand out slips and bring paper back: numbers and ticks, no names.

use serde::Serialize;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CollectorList {
    /// Language tag.
    pub language: String,
    pub title: String,
    pub institutions: Vec<String>,
    pub place: Vec<String>,
    pub closing: String,
    pub how: Vec<String>,
    /// Number, group, handed out, brought back, refused, note.
    pub columns: [String; 6],
    /// Numbers of the slips.
    pub numbers: Vec<String>,
    /// The same for every slip; empty when it is written by hand.
    pub group: String,
    pub total: String,
    /// `{page}` and `{pages}` are filled in.
    pub page_of: String,
    /// Says that the answers are not real.
    pub simulated: Option<String>,
}
