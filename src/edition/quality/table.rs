//! quality.csv, rates.csv and review.csv.

use crate::edition::figures::Figures;
use crate::edition::tables::{cell, marked};

const QUALITY: [&str; 21] = [
    "domain",
    "received",
    "impossible",
    "same_person",
    "two_flags",
    "confirmed_burst",
    "excluded",
    "used",
    "straight_lining",
    "speeding",
    "same_answers",
    "burst",
    "flagged",
    "flagged_share",
    "caution",
    "variability",
    "pace",
    "index_mean",
    "index_mean_received",
    "index_satisfied",
    "index_satisfied_received",
];

pub fn quality_csv(figures: &Figures) -> Vec<u8> {
    let rows = figures.quality.rows.iter().map(|row| {
        let (reason, flag) = (&row.by_reason, &row.by_flag);
        let counts = [
            row.received,
            reason.impossible,
            reason.same_person,
            reason.two_flags,
            reason.confirmed_burst,
            row.excluded,
            row.used,
            flag.straight_lining,
            flag.speeding,
            flag.same_answers,
            flag.burst,
            row.flagged,
        ];
        let mut cells = vec![row.domain.clone()];
        cells.extend(counts.map(cell));
        cells.push(cell(row.flagged_share));
        cells.push(row.caution.to_string());
        let numbers = [
            row.variability,
            row.pace,
            row.index_mean,
            row.index_mean_received,
            row.index_satisfied,
            row.index_satisfied_received,
        ];
        cells.extend(numbers.map(cell));
        cells
    });
    marked(&QUALITY, rows, figures.simulated)
}

pub fn rates_csv(figures: &Figures) -> Vec<u8> {
    let rates = figures.quality.rates.iter();
    let rows = rates.map(|rate| vec![rate.measure.clone(), cell(rate.value)]);
    marked(&["measure", "value"], rows, figures.simulated)
}

const REVIEW: [&str; 12] = [
    "kind",
    "domain",
    "code",
    "n",
    "flagged",
    "expected",
    "z",
    "p_holm",
    "commonest_device",
    "difference",
    "difference_z",
    "confirmed",
];

pub fn review_csv(figures: &Figures) -> Vec<u8> {
    let rows = figures.quality.review.iter().map(|one| {
        vec![
            one.kind.as_str().to_owned(),
            one.domain.clone(),
            one.code.clone(),
            one.n.to_string(),
            cell(one.flagged),
            cell(one.expected),
            cell(one.z),
            cell(one.p_holm),
            cell(one.commonest_device),
            cell(one.difference),
            cell(one.difference_z),
            cell(one.confirmed),
        ]
    });
    marked(&REVIEW, rows, figures.simulated)
}
