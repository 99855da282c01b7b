//! figures.csv, ranking.csv, pairs.csv, weights.csv and sensitivity.csv, in full precision.

use crate::edition::figures::Figures;
use crate::edition::sensitivity::Sensitivity;
use crate::edition::standing::{AgainstWhole, BandName};
use crate::exchange::write_csv::write;

/// The last column of every row when the answers were drawn by a program.
pub const SIMULATED: &str = "dữ liệu mô phỏng / simulated data";

const FIGURES: [&str; 15] = [
    "domain",
    "kind",
    "code",
    "style",
    "n",
    "estimate",
    "se",
    "ci_low",
    "ci_high",
    "df",
    "deff",
    "n_eff",
    "level",
    "se_linearised",
    "pooled",
];

const RANKING: [&str; 18] = [
    "locality",
    "style",
    "estimate",
    "rank",
    "set_low",
    "set_high",
    "marginal_low",
    "marginal_high",
    "level",
    "points",
    "points_low",
    "points_high",
    "band_low",
    "band_high",
    "group_low",
    "group_high",
    "against_whole",
    "p_whole",
];

pub fn cell<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

pub fn figures_csv(figures: &Figures) -> Vec<u8> {
    let rows = figures.figures.iter().map(|one| {
        vec![
            one.domain.clone(),
            one.kind.as_str().to_owned(),
            one.code.clone(),
            one.style.as_str().to_owned(),
            cell(one.n),
            cell(one.estimate),
            cell(one.se),
            cell(one.ci_low),
            cell(one.ci_high),
            cell(one.df),
            cell(one.deff),
            cell(one.n_eff),
            one.level.as_str().to_owned(),
            cell(one.se_linearised),
            one.pooled.to_string(),
        ]
    });
    marked(&FIGURES, rows, figures.simulated)
}

pub fn ranking_csv(figures: &Figures) -> Vec<u8> {
    let rows = figures.ranking.iter().map(|one| {
        vec![
            one.locality.clone(),
            one.style.as_str().to_owned(),
            cell(one.estimate),
            cell(one.rank),
            cell(one.set_low),
            cell(one.set_high),
            cell(one.marginal_low),
            cell(one.marginal_high),
            one.level.as_str().to_owned(),
            cell(one.standing.points),
            cell(one.standing.points_low),
            cell(one.standing.points_high),
            cell(one.standing.band_low.map(BandName::as_str)),
            cell(one.standing.band_high.map(BandName::as_str)),
            cell(one.standing.group_low),
            cell(one.standing.group_high),
            cell(one.standing.against_whole.map(AgainstWhole::as_str)),
            cell(one.standing.p_whole),
        ]
    });
    marked(&RANKING, rows, figures.simulated)
}

const PAIRS: [&str; 7] = ["style", "higher", "lower", "difference", "se", "p", "shown"];

pub fn pairs_csv(figures: &Figures) -> Vec<u8> {
    let rows = figures.pairs.iter().map(|one| {
        vec![
            one.style.as_str().to_owned(),
            one.higher.clone(),
            one.lower.clone(),
            one.difference.to_string(),
            one.se.to_string(),
            one.p.to_string(),
            one.shown.to_string(),
        ]
    });
    marked(&PAIRS, rows, figures.simulated)
}

const CHANGES: [&str; 20] = [
    "previous",
    "domain",
    "kind",
    "code",
    "style",
    "before",
    "now",
    "change",
    "se",
    "df",
    "ci_low",
    "ci_high",
    "p",
    "p_holm",
    "shown",
    "detectable",
    "basis",
    "split_share",
    "caution",
    "common",
];

pub fn change_csv(figures: &Figures) -> Vec<u8> {
    let rows = figures.changes.iter().map(|one| {
        let mut row = vec![
            one.previous.clone(),
            one.domain.clone(),
            one.kind.as_str().to_owned(),
            one.code.clone(),
            one.style.as_str().to_owned(),
        ];
        let numbers = [
            one.before,
            one.now,
            one.change,
            one.se,
            one.df,
            one.ci_low,
            one.ci_high,
            one.p,
            one.p_holm,
        ];
        row.extend(numbers.map(|number| number.to_string()));
        row.push(one.shown.as_str().to_owned());
        row.push(one.detectable.to_string());
        row.push(one.basis.as_str().to_owned());
        row.push(one.split_share.to_string());
        row.push(one.caution.to_string());
        row.push(one.common.to_string());
        row
    });
    marked(&CHANGES, rows, figures.simulated)
}

const WEIGHTS: [&str; 7] = ["domain", "n", "min", "median", "max", "deff", "n_eff"];

pub fn weights_csv(figures: &Figures) -> Vec<u8> {
    let rows = figures.weights.iter().map(|one| {
        let numbers = [one.min, one.median, one.max, one.deff, one.n_eff];
        let mut row = vec![one.domain.clone(), one.n.to_string()];
        row.extend(numbers.map(|number| number.to_string()));
        row
    });
    marked(&WEIGHTS, rows, figures.simulated)
}

const SENSITIVITY: [&str; 4] = ["kind", "code", "measure", "value"];

/// One row per number.
pub fn sensitivity_csv(found: &Sensitivity, simulated: bool) -> Vec<u8> {
    let mut rows = Vec::new();
    let mut add = |kind: &str, code: &str, measure: &str, value: Option<f64>| {
        let own = [kind, code, measure].map(ToOwned::to_owned);
        rows.push([own.to_vec(), vec![cell(value)]].concat());
    };
    add("all", "*", "runs", Some(found.runs as f64));
    add("all", "*", "mean_shift", Some(found.mean_shift));
    add("all", "*", "sampling_share", found.sampling_share);
    for own in &found.factors {
        add(
            "factor",
            own.factor.as_str(),
            "first_order",
            own.first_order,
        );
        add("factor", own.factor.as_str(), "total", own.total);
    }
    for own in &found.localities {
        for (measure, rank) in [
            ("rank_p05", own.p05),
            ("rank_p50", own.p50),
            ("rank_p95", own.p95),
        ] {
            add("locality", &own.locality, measure, Some(rank));
        }
    }
    marked(&SENSITIVITY, rows.into_iter(), simulated)
}

/// A table whose rows say so where the answers were drawn by a program.
pub fn marked(
    header: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
    simulated: bool,
) -> Vec<u8> {
    if simulated {
        let header: Vec<&str> = header.iter().copied().chain(["note"]).collect();
        let mark = |mut row: Vec<String>| {
            row.push(SIMULATED.to_owned());
            row
        };
        return write(&header, rows.map(mark));
    }
    write(header, rows)
}
