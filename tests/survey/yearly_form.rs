//! The yearly questionnaire as it is shipped.

use std::collections::BTreeSet;

use hailong::survey::reading;

const FORM: &str = include_str!("../../survey-forms/living-environment-v1.toml");

/// What the official questionnaire asks about.
const MATTERS: [&str; 8] = [
    "surface_water",
    "domestic_water",
    "air_quality",
    "noise",
    "waste_collection",
    "wastewater",
    "green_space",
    "authority_care",
];

#[test]
fn four_criteria_share_the_eight_official_matters_between_them() {
    let form = reading::read(FORM).unwrap();
    assert_eq!(form.criteria.len(), 4);
    let items = form.criteria.iter().flat_map(|one| &one.items);
    let asked: Vec<&str> = items
        .map(|item| form.fields[item.field].code.as_str())
        .collect();
    assert_eq!(asked.len(), MATTERS.len());
    let asked: BTreeSet<&str> = asked.into_iter().collect();
    assert_eq!(asked, BTreeSet::from(MATTERS));
}

#[test]
fn it_is_short_enough_for_five_minutes() {
    let form = reading::read(FORM).unwrap();
    assert!(form.sections.len() <= 9);
    assert!(form.fields.len() <= 25);
}
