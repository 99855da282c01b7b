//! The list of those who hand out slips: one line per slip, no names.

use hailong_print::{CollectorList, Print};

use crate::printed::Occasion;

/// For slips 1 to `count`.
pub fn collectors(of: &Occasion<'_>, count: usize) -> Print {
    let words = &of.words().collectors;
    let owned = |words: &[&str]| words.iter().map(|&one| one.to_owned()).collect();
    Print::CollectorList(CollectorList {
        language: of.language(),
        title: words.title.to_owned(),
        institutions: of.institutions(),
        place: of.place(),
        closing: of.until(),
        how: owned(words.how),
        columns: words.columns.map(ToOwned::to_owned),
        numbers: (1..=count).map(|number| number.to_string()).collect(),
        group: of.group.map(|group| group.name.clone()).unwrap_or_default(),
        total: words.total.to_owned(),
        page_of: of.shared().page_of.to_owned(),
        simulated: of.simulated(),
    })
}
