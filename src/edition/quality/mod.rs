//! From received to used: what screening did, as it lies in the figures (method §15, §16).

pub(super) mod release;
pub mod table;

use chrono::DateTime;
use hailong_statistics::response_rates::rates;
use hailong_statistics::screening::flow::Flow;
use serde::{Deserialize, Serialize};

use crate::edition::compute::{ComputeFailure, computed};
use crate::edition::figures::{FigureKind, Figures, Style, WHOLE};
use crate::edition::inputs::Inputs;
use crate::edition::prepared::Prepared;
use crate::edition::screening_rules::{Approached, ScreeningRules};
use crate::survey::response::{MISSING, is_enough};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// One row of `quality.csv` each: all together first, then the localities of the frame.
    pub rows: Vec<QualityRow>,
    /// As fixed before fieldwork.
    #[serde(default)]
    pub rules: Rules,
    /// One row of `rates.csv` each; empty where nobody counted who was approached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rates: Vec<Rate>,
    /// One row of `review.csv` each: what people have to look at. Never released.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub review: Vec<Review>,
}

/// Counts of responses; `None` in a released edition where they would say something of fewer than ten people.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QualityRow {
    pub domain: String,
    pub received: Option<u64>,
    pub excluded: Option<u64>,
    pub used: Option<u64>,
    pub by_reason: ByReason,
    pub by_flag: ByFlag,
    /// With any flag at all.
    pub flagged: Option<u64>,
    /// Per cent of those received.
    pub flagged_share: Option<f64>,
    /// More is flagged than the method lets pass unmarked.
    pub caution: bool,
    /// Mean standard deviation of a person's codes.
    pub variability: Option<f64>,
    /// Mean percentile of the time taken, 0 fastest; 50 in each group of mode, path and language.
    pub pace: Option<f64>,
    pub index_mean: Option<f64>,
    /// With everybody who answered.
    pub index_mean_received: Option<f64>,
    pub index_satisfied: Option<f64>,
    pub index_satisfied_received: Option<f64>,
}

/// The keys of `[screening]` in the method file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rules {
    pub exclude: bool,
    pub straight_line_items: usize,
    pub straight_line_grids: usize,
    pub seconds_per_item: f64,
    pub median_share: f64,
    pub same_answers_items: usize,
    pub same_answers_members: usize,
    pub same_answers_quantile: f64,
    pub burst_z: f64,
    pub burst_count: u64,
    pub caution_share: f64,
}

/// Why responses were left out; the reasons add up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByReason {
    pub impossible: Option<u64>,
    pub same_person: Option<u64>,
    pub two_flags: Option<u64>,
    pub confirmed_burst: Option<u64>,
}

/// What was doubted; one response may have several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByFlag {
    pub straight_lining: Option<u64>,
    pub speeding: Option<u64>,
    pub same_answers: Option<u64>,
    pub burst: Option<u64>,
}

/// A rate in per cent, or a count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rate {
    pub measure: String,
    /// `None` where nobody is in the denominator.
    pub value: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewKind {
    SameAnswers,
    Burst,
    Interviewer,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Review {
    pub kind: ReviewKind,
    /// Locality; [`WHOLE`] for an interviewer. That of the first for equal answers.
    pub domain: String,
    /// Start of the ten minutes, or the interviewer.
    pub code: String,
    pub n: u64,
    /// An interviewer's interviews with a flag 2–4.
    pub flagged: Option<u64>,
    /// λ of a burst; for an interviewer, by the share of the others.
    pub expected: Option<f64>,
    pub z: Option<f64>,
    pub p_holm: Option<f64>,
    /// Share of the commonest device, in per cent.
    pub commonest_device: Option<f64>,
    /// Mean score of a burst less that of the rest, and its z.
    pub difference: Option<f64>,
    pub difference_z: Option<f64>,
    /// Of a burst: whether the method confirms it.
    pub confirmed: Option<bool>,
}

impl Quality {
    /// Responses that are not used, in an office's full figures.
    pub fn left_out(&self) -> u64 {
        let whole = self.rows.first();
        whole.and_then(|whole| whole.excluded).unwrap_or(0)
    }

    /// Bursts that people have not confirmed.
    pub fn open_bursts(&self) -> usize {
        let review = self.review.iter();
        review.filter(|one| one.confirmed == Some(false)).count()
    }
}

impl ReviewKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SameAnswers => "same_answers",
            Self::Burst => "burst",
            Self::Interviewer => "interviewer",
        }
    }
}

/// What screening found, without a single score: nobody should decide by what comes of it.
pub fn flags(inputs: &Inputs) -> Quality {
    let whole = inputs.frame.len();
    let domains = inputs.frame.iter().map(|row| row.code.as_str()).zip(0..);
    let rows = std::iter::once((WHOLE, whole)).chain(domains);
    let caution_share = inputs.method.screening.caution_share;
    let rows = rows.filter_map(|(domain, at)| {
        Some(QualityRow {
            domain: domain.to_owned(),
            ..counts(inputs.screened.flows.get(at)?, caution_share)
        })
    });
    let without_scores = |one: Review| Review {
        difference: None,
        difference_z: None,
        ..one
    };
    Quality {
        rows: rows.collect(),
        rules: rules(&inputs.method.screening),
        rates: Vec::new(),
        review: review(inputs).into_iter().map(without_scores).collect(),
    }
}

/// The quality of these inputs, of which `figures` were computed.
pub fn of(inputs: &Inputs, figures: &Figures) -> Result<Quality, ComputeFailure> {
    let received = match inputs.as_received() {
        Some(all) => Some(computed(&all, &all, &Prepared::of(&all)?)?.figures),
        None => None,
    };
    let screened = &inputs.screened;
    let whole = inputs.frame.len();
    let domains = inputs.frame.iter().map(|row| row.code.as_str()).zip(0..);
    let rows = std::iter::once((WHOLE, whole)).chain(domains);
    let nth = |values: &[Option<f64>], at: usize| values.get(at).copied().flatten();
    let rows = rows.filter_map(|(domain, at)| {
        let index = |figures: &Figures, style| {
            let found = figures.find(domain, FigureKind::Index, "index", style);
            found.and_then(|found| found.estimate)
        };
        let all = received.as_ref().unwrap_or(figures);
        Some(QualityRow {
            domain: domain.to_owned(),
            variability: nth(&screened.variability, at),
            pace: nth(&screened.pace, at),
            index_mean: index(figures, Style::Mean),
            index_mean_received: index(all, Style::Mean),
            index_satisfied: index(figures, Style::Satisfied),
            index_satisfied_received: index(all, Style::Satisfied),
            ..counts(
                screened.flows.get(at)?,
                inputs.method.screening.caution_share,
            )
        })
    });
    Ok(Quality {
        rows: rows.collect(),
        rules: rules(&inputs.method.screening),
        rates: approached(inputs),
        review: review(inputs),
    })
}

fn rules(of: &ScreeningRules) -> Rules {
    Rules {
        exclude: of.exclude,
        straight_line_items: of.straight_lining.items,
        straight_line_grids: of.straight_lining.grids,
        seconds_per_item: of.speed.seconds_per_item,
        median_share: of.speed.median_share,
        same_answers_items: of.same_answers.items,
        same_answers_members: of.same_answers.members,
        same_answers_quantile: of.same_answers.quantile,
        burst_z: of.burst.z,
        burst_count: of.burst.count,
        caution_share: of.caution_share,
    }
}

fn counts(flow: &Flow, caution_share: f64) -> QualityRow {
    let [impossible, same_person, two_flags, confirmed_burst] = flow.excluded.map(Some);
    let share = 100.0 * flow.flagged_share();
    QualityRow {
        received: Some(flow.received),
        excluded: Some(flow.all_excluded()),
        used: Some(flow.used),
        by_reason: ByReason {
            impossible,
            same_person,
            two_flags,
            confirmed_burst,
        },
        by_flag: ByFlag {
            straight_lining: Some(flow.straight_lining),
            speeding: Some(flow.speeding),
            same_answers: Some(flow.same_answers),
            burst: Some(flow.burst),
        },
        flagged: Some(flow.flagged),
        flagged_share: Some(share),
        caution: share > caution_share,
        ..QualityRow::default()
    }
}

fn approached(inputs: &Inputs) -> Vec<Rate> {
    let rate = |measure: &str, value: f64| Rate {
        measure: measure.to_owned(),
        value: Some(value).filter(|value| value.is_finite()),
    };
    match inputs.method.approached {
        None => Vec::new(),
        Some(Approached::Open { starts, .. }) => {
            let completes = completes(inputs) as f64;
            let people: i64 = inputs.frame.iter().map(|row| row.population).sum();
            let used = inputs.responses.locality.len() as f64;
            vec![
                rate("starts", starts as f64),
                rate("completes", completes),
                rate("completion", 100.0 * completes / starts as f64),
                rate("per_1000", 1000.0 * used / people as f64),
            ]
        }
        Some(Approached::Known(dispositions)) => {
            let found = rates(&dispositions);
            let all = [
                ("e", found.e),
                ("rr1", found.rr1),
                ("rr2", found.rr2),
                ("rr3", found.rr3),
                ("rr4", found.rr4),
                ("rr5", found.rr5),
                ("rr6", found.rr6),
                ("coop1", found.coop1),
                ("coop2", found.coop2),
                ("coop3", found.coop3),
                ("coop4", found.coop4),
                ("ref1", found.ref1),
                ("ref2", found.ref2),
                ("ref3", found.ref3),
                ("con1", found.con1),
                ("con2", found.con2),
                ("con3", found.con3),
            ];
            let percent = |(measure, share): (&str, f64)| rate(measure, 100.0 * share);
            all.into_iter().map(percent).collect()
        }
    }
}

/// Used responses with enough answers.
fn completes(inputs: &Inputs) -> usize {
    let scales = &inputs.responses.scales;
    let answered = |row: usize| {
        let given = |(_, codes): &&(usize, Vec<u8>)| codes.get(row) != Some(&MISSING);
        scales.iter().filter(given).count()
    };
    let rows = 0..inputs.responses.locality.len();
    rows.filter(|row| is_enough(answered(*row), scales.len()))
        .count()
}

fn review(inputs: &Inputs) -> Vec<Review> {
    let screened = &inputs.screened;
    let code = |place: u32| {
        let row = inputs.frame.get(place as usize);
        row.map(|row| row.code.clone()).unwrap_or_default()
    };
    let bare = |kind, domain, n| Review {
        kind,
        domain,
        code: String::new(),
        n,
        flagged: None,
        expected: None,
        z: None,
        p_holm: None,
        commonest_device: None,
        difference: None,
        difference_z: None,
        confirmed: None,
    };
    let same = screened.same_answers.iter();
    let same = same.map(|(place, n)| bare(ReviewKind::SameAnswers, code(*place), *n));
    let bursts = screened.bursts.iter().map(|(burst, confirmed)| Review {
        code: minute(burst.start),
        expected: Some(burst.expected),
        z: Some(burst.z),
        commonest_device: burst.commonest_origin.map(|share| 100.0 * share),
        difference: burst.difference.map(|(points, _)| points),
        difference_z: burst.difference.map(|(_, z)| z),
        confirmed: Some(*confirmed),
        ..bare(
            ReviewKind::Burst,
            code(burst.locality),
            burst.rows.len() as u64,
        )
    });
    let interviewers = screened.interviewers.iter().map(|(name, one)| Review {
        code: name.clone(),
        flagged: Some(one.flagged),
        expected: Some(one.others * one.interviews as f64),
        p_holm: Some(one.p_holm),
        ..bare(ReviewKind::Interviewer, WHOLE.to_owned(), one.interviews)
    });
    same.chain(bursts).chain(interviewers).collect()
}

/// As the method file wants it.
fn minute(seconds: i64) -> String {
    DateTime::from_timestamp(seconds, 0)
        .map(|time| time.naive_utc().format("%Y-%m-%dT%H:%M").to_string())
        .unwrap_or_default()
}
