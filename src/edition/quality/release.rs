//! What of the quality may be shown (method §14 a, e, f): no count below ten, and nothing that gives one back.

use std::collections::HashSet;

use hailong_statistics::disclosure::small_cells::FEWEST;

use crate::edition::quality::{ByFlag, ByReason, Quality, QualityRow};
use crate::edition::withheld::suppression::is_small;

/// `uncounted` domains do not even say how many answered; of those whose `index_is_hidden` no index is shown. What was
/// left out or doubted in a locality is shown as one number: its parts go, as does everything about persons.
pub fn release(
    quality: &mut Quality,
    uncounted: &HashSet<String>,
    index_is_hidden: impl Fn(&str) -> bool,
) {
    quality.review.clear();
    if quality.rates.iter().any(|rate| {
        ["starts", "completes"].contains(&rate.measure.as_str())
            && rate.value.is_some_and(|count| is_small(count as u64))
    }) {
        quality.rates.clear();
    }
    let Some((whole, localities)) = quality.rows.split_first_mut() else {
        return;
    };
    let excluded = hidden(whole, localities, uncounted, |row| row.excluded);
    let flagged = hidden(whole, localities, uncounted, |row| row.flagged);
    parts_of_the_whole(whole);
    for row in localities.iter_mut() {
        (row.by_reason, row.by_flag) = (ByReason::default(), ByFlag::default());
    }
    let rows = std::iter::once(whole).chain(localities);
    for ((row, excluded), flagged) in rows.zip(excluded).zip(flagged) {
        (row.variability, row.pace) = (None, None);
        if uncounted.contains(&row.domain) || row.used.is_some_and(is_small) {
            (row.used, row.caution) = (None, false);
        }
        if excluded {
            // The index with and without a few people would say what they think.
            (row.received, row.excluded) = (None, None);
            (row.index_mean_received, row.index_satisfied_received) = (None, None);
            row.by_reason = ByReason::default();
        }
        if flagged {
            (row.flagged, row.flagged_share) = (None, None);
            row.by_flag = ByFlag::default();
        }
        if index_is_hidden(&row.domain) {
            (row.index_mean, row.index_mean_received) = (None, None);
            (row.index_satisfied, row.index_satisfied_received) = (None, None);
        }
    }
}

/// Which rows must not show a count, the whole first: the small ones and the uncounted, then the next smallest until those
/// hidden are two or more with ten people together, or the whole itself.
fn hidden(
    whole: &QualityRow,
    localities: &[QualityRow],
    uncounted: &HashSet<String>,
    count: impl Fn(&QualityRow) -> Option<u64>,
) -> Vec<bool> {
    let counts: Vec<u64> = localities
        .iter()
        .map(|row| count(row).unwrap_or(0))
        .collect();
    let is_first = |row: &QualityRow| {
        let is_small = |n: Option<u64>| n.is_none_or(is_small);
        uncounted.contains(&row.domain) || is_small(row.used) || is_small(count(row))
    };
    let mut hidden: Vec<bool> = localities.iter().map(is_first).collect();
    let mut whole_is_hidden = is_first(whole);
    while !whole_is_hidden && hidden.contains(&true) {
        let behind = counts
            .iter()
            .zip(&hidden)
            .filter(|(n, hidden)| **hidden && **n > 0);
        let (members, people) = behind.fold((0, 0), |sum, (n, _)| (sum.0 + 1, sum.1 + n));
        if people == 0 || (members >= 2 && people >= FEWEST) {
            break;
        }
        let shown = (0..counts.len()).filter(|at| !hidden[*at] && counts[*at] > 0);
        match shown.min_by_key(|at| (counts[*at], *at)) {
            Some(next) => hidden[next] = true,
            None => whole_is_hidden = true,
        }
    }
    std::iter::once(whole_is_hidden).chain(hidden).collect()
}

/// The reasons add up to those excluded, and flags nearly to those flagged: with a small one all go.
fn parts_of_the_whole(whole: &mut QualityRow) {
    let reasons = &whole.by_reason;
    let reasons = [
        reasons.impossible,
        reasons.same_person,
        reasons.two_flags,
        reasons.confirmed_burst,
    ];
    if reasons.into_iter().flatten().any(is_small) {
        whole.by_reason = ByReason::default();
    }
    let flags = &whole.by_flag;
    let flags = [
        flags.straight_lining,
        flags.speeding,
        flags.same_answers,
        flags.burst,
    ];
    if flags.into_iter().flatten().any(is_small) {
        whole.by_flag = ByFlag::default();
    }
}
