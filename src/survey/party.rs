//! Parties: institutions that sign, under a name and a signatory for a period.

use chrono::NaiveDate;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// For example `office`; the same through all periods.
    pub code: String,
    pub valid_from: NaiveDate,
    /// Last day of this name and signatory.
    pub valid_to: Option<NaiveDate>,
    pub name_vi: String,
    pub name_en: String,
    pub signatory: String,
    /// As printed above the signature, such as "Chủ tịch".
    pub signatory_title: String,
    /// Number and date of the document that empowers the signatory.
    pub document: String,
}

impl Party {
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}

/// The parties that sign unless a draft says otherwise.
pub const DEFAULT_PARTIES: [&str; 2] = ["office", "front"];
/// In which role they sign.
pub const PUBLISHER: &str = "publisher";
