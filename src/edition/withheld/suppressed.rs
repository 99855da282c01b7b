//! suppressed.csv: what a release withholds, and why. No number of respondents or answer stands in it.

use crate::edition::figures::{Figures, Withheld};
use crate::edition::tables::marked;

const SUPPRESSED: [&str; 7] = [
    "domain",
    "kind",
    "code",
    "style",
    "reason",
    "suppression",
    "previous",
];

/// One row per withheld figure of a release; then of earlier surveys on today's localities.
pub fn suppressed_csv(released: &Figures) -> Vec<u8> {
    let own = released.withheld.iter().map(|one| row(one, ""));
    let earlier = released.changes_withheld.iter();
    let earlier = earlier.map(|one| row(&one.withheld, &one.previous));
    marked(&SUPPRESSED, own.chain(earlier), released.simulated)
}

fn row(one: &Withheld, previous: &str) -> Vec<String> {
    let suppression = if one.reason.is_complementary() {
        "complementary"
    } else {
        "primary"
    };
    vec![
        one.domain.clone(),
        one.kind.as_str().to_owned(),
        one.code.clone(),
        one.style.as_str().to_owned(),
        one.reason.as_str().to_owned(),
        suppression.to_owned(),
        previous.to_owned(),
    ]
}
