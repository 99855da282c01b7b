//! Household slips, eight to a leaf of A4 and sixteen to one of A3, to be cut along the dashes.

use serde::Serialize;

use crate::Paper;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Slips {
    pub paper: Paper,
    /// Language tag.
    pub language: String,
    /// Of the file, not printed.
    pub title: String,
    pub institutions: Vec<String>,
    pub invitation: String,
    /// Residential group and locality.
    pub place: Vec<String>,
    pub how: String,
    /// Short address, to be typed.
    pub address: String,
    pub code_label: String,
    pub closing: String,
    pub promise: String,
    /// Says that the answers are not real.
    pub simulated: Option<String>,
    pub slips: Vec<Slip>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Slip {
    /// Its place in the batch, for example `12/200`; never a household's name.
    pub number: String,
    pub code: String,
    /// What the QR code holds.
    pub link: String,
}
