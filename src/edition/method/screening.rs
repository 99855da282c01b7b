//! Reading `[screening]` and `[dispositions]` of METHOD.toml.

use hailong_statistics::response_rates::Dispositions;
use hailong_statistics::screening::burst::BurstRule;
use hailong_statistics::screening::same_answers::SameAnswersRule;
use hailong_statistics::screening::speed::SpeedRule;
use hailong_statistics::screening::straight_lining::StraightLiningRule;

use crate::edition::method::{DesignName, MethodFaultKind};
use crate::edition::screening_rules::{Approached, ConfirmedBurst, ScreeningRules};
use crate::exchange::paradata::local_seconds;
use crate::survey::toml_walk::Node;

/// Ten minutes.
const BIN: i64 = 600;

const KEYS: [&str; 13] = [
    "exclude",
    "straight_line_items",
    "straight_line_grids",
    "seconds_per_item",
    "median_share",
    "same_answers_items",
    "same_answers_members",
    "same_answers_quantile",
    "burst_z",
    "burst_count",
    "caution_share",
    "impossible",
    "confirmed_bursts",
];

/// What the file does not say is method §15's.
pub fn screening(root: Node<'_>, add: &dyn Fn(usize, MethodFaultKind)) -> ScreeningRules {
    let standard = ScreeningRules::default();
    let Some(node) = root.section("screening") else {
        return standard;
    };
    node.only(&KEYS);
    let number = |key: &'static str, otherwise: f64, most: f64| {
        let Some((value, line)) = node.number(key) else {
            return otherwise;
        };
        if !(0.0..=most).contains(&value) {
            add(
                line,
                MethodFaultKind::Between {
                    key,
                    least: 0,
                    most,
                },
            );
        }
        value
    };
    let count = |key: &'static str, otherwise: u64, least: u64| {
        let Some((value, line)) = node.whole::<u64>(key) else {
            return otherwise;
        };
        if value < least {
            let most = f64::INFINITY;
            add(line, MethodFaultKind::Between { key, least, most });
        }
        value
    };
    let (lines, speed) = (standard.straight_lining, standard.speed);
    let (same, burst) = (standard.same_answers, standard.burst);
    ScreeningRules {
        exclude: node.flag("exclude", standard.exclude),
        straight_lining: StraightLiningRule {
            items: count("straight_line_items", lines.items as u64, 2) as usize,
            grids: count("straight_line_grids", lines.grids as u64, 1) as usize,
        },
        speed: SpeedRule {
            seconds_per_item: number("seconds_per_item", speed.seconds_per_item, f64::INFINITY),
            median_share: number("median_share", speed.median_share, 1.0),
        },
        same_answers: SameAnswersRule {
            items: count("same_answers_items", same.items as u64, 2) as usize,
            members: count("same_answers_members", same.members as u64, 2) as usize,
            quantile: number("same_answers_quantile", same.quantile, 1.0),
        },
        burst: BurstRule {
            z: number("burst_z", burst.z, f64::INFINITY),
            count: count("burst_count", burst.count, 2),
        },
        caution_share: number("caution_share", standard.caution_share, 100.0),
        impossible: impossible(node, add),
        confirmed_bursts: confirmed_bursts(node, add),
    }
}

fn impossible(node: Node<'_>, add: &dyn Fn(usize, MethodFaultKind)) -> Vec<Vec<(String, String)>> {
    let mut combinations = Vec::new();
    for one in node.tables("impossible") {
        let mut parts = Vec::new();
        for (column, value) in one.entries() {
            match value.value.as_str() {
                Some(cell) if !cell.is_empty() => parts.push((column.to_owned(), cell.to_owned())),
                _ => add(value.line, MethodFaultKind::Impossible),
            }
        }
        if one.table.is_empty() {
            add(one.line, MethodFaultKind::Impossible);
        }
        combinations.push(parts);
    }
    combinations
}

fn confirmed_bursts(node: Node<'_>, add: &dyn Fn(usize, MethodFaultKind)) -> Vec<ConfirmedBurst> {
    let mut bursts = Vec::new();
    for one in node.tables("confirmed_bursts") {
        one.only(&["locality", "start"]);
        let (locality, start) = (one.string("locality"), one.string("start"));
        let (Some((locality, _)), Some((start, line))) = (locality, start) else {
            continue;
        };
        match local_seconds(&start).filter(|seconds| seconds.rem_euclid(BIN) == 0) {
            Some(seconds) => bursts.push(ConfirmedBurst {
                line: one.line,
                locality,
                start: (start, seconds),
            }),
            None => add(line, MethodFaultKind::TenMinutes),
        }
    }
    bursts
}

/// Counts of people for the whole survey; `starts` alone where whoever wished could answer.
pub fn dispositions(root: Node<'_>, design: DesignName) -> Option<Approached> {
    let node = root.section("dispositions")?;
    if design == DesignName::OptIn {
        node.only(&["starts"]);
        let (starts, line) = node.required_whole::<u64>("starts")?;
        return Some(Approached::Open { starts, line });
    }
    node.only(&[
        "complete",
        "partial",
        "refused",
        "not_reached",
        "other",
        "unknown_household",
        "unknown_other",
        "not_eligible",
    ]);
    let number = |key: &'static str| node.whole::<u32>(key).map_or(0.0, |(n, _)| f64::from(n));
    let (complete, _) = node.required_whole::<u32>("complete")?;
    Some(Approached::Known(Dispositions {
        complete: f64::from(complete),
        partial: number("partial"),
        refused: number("refused"),
        not_reached: number("not_reached"),
        other: number("other"),
        unknown_household: number("unknown_household"),
        unknown_other: number("unknown_other"),
        not_eligible: number("not_eligible"),
    }))
}
