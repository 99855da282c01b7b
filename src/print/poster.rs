//! A poster of a residential group, to hang up.

use serde::Serialize;

use crate::Paper;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Poster {
    pub paper: Paper,
    /// Language tag.
    pub language: String,
    /// Of the file, not printed.
    pub title: String,
    /// Who asks; the first ones are the two that publish.
    pub institutions: Vec<String>,
    pub question: String,
    pub purpose: String,
    /// Residential group and locality.
    pub place: Vec<String>,
    /// What the QR code holds.
    pub link: String,
    /// What to do, in order.
    pub steps: Vec<String>,
    pub without_camera: String,
    /// Short address, to be typed.
    pub address: String,
    pub then_code: String,
    pub code: String,
    pub closing_label: String,
    pub closing_date: String,
    pub anonymity: String,
    pub stamp: String,
    /// Says that the answers are not real.
    pub simulated: Option<String>,
}
