//! Flag 3: too fast to have read the questions. Too slow is not a flag.

use crate::error::Error;
use crate::weights::median;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpeedRule {
    /// Fewer seconds per shown item are too few.
    pub seconds_per_item: f64,
    /// Less than this share of the group's median is too little.
    pub median_share: f64,
}

impl Default for SpeedRule {
    fn default() -> Self {
        Self {
            seconds_per_item: 1.0,
            median_share: 0.4,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Pace {
    /// Rows, ascending.
    pub flagged: Vec<usize>,
    /// How much of the own group is faster, ties by half, 0–100; `None` without a time.
    pub percentile: Vec<Option<f64>>,
}

/// `seconds` of each respondent from start to end, `shown` items, and the `group` that he is compared with (the same
/// mode, path through the form and language). Flag: fewer than `seconds_per_item` per item, or less than `median_share` of
/// the group's median.
pub fn speeding(
    seconds: &[Option<f64>],
    shown: &[u32],
    group: &[u32],
    rule: &SpeedRule,
) -> Result<Pace, Error> {
    let n = seconds.len();
    if shown.len() != n || group.len() != n {
        return Err(Error::UnevenColumns("shown items or groups"));
    }
    let mut order: Vec<(u32, f64, usize)> = seconds
        .iter()
        .zip(group)
        .enumerate()
        .filter_map(|(row, (seconds, group))| Some((*group, (*seconds)?, row)))
        .collect();
    order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut pace = Pace {
        flagged: Vec::new(),
        percentile: vec![None; n],
    };
    for group in order.chunk_by(|a, b| a.0 == b.0) {
        let times: Vec<f64> = group.iter().map(|one| one.1).collect();
        let least = rule.median_share * median(&times);
        let mut faster = 0;
        for ties in group.chunk_by(|a, b| a.1 == b.1) {
            let below = faster as f64 + ties.len() as f64 / 2.0;
            for (_, seconds, row) in ties {
                pace.percentile[*row] = Some(100.0 * below / group.len() as f64);
                let least_by_items = rule.seconds_per_item * f64::from(shown[*row]);
                if *seconds < least_by_items || *seconds < least {
                    pace.flagged.push(*row);
                }
            }
            faster += ties.len();
        }
    }
    pace.flagged.sort_unstable();
    Ok(pace)
}
