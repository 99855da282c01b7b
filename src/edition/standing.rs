//! How readers take a place in the ranking: points, an absolute band, a group of ranks, and above or below the whole.
//! All of them follow from the index; none changes a rank set.

use hailong_statistics::bands::{Band, against_whole};
use hailong_statistics::estimate::Estimates;
use hailong_statistics::grades::{Grade, Grades};
use hailong_statistics::groups::{QUARTERS, group_span};
use hailong_statistics::interval::Interval;
use hailong_statistics::points::points;
use hailong_statistics::ranks::RankSet;
use hailong_statistics::selection::effective_n;
use serde::{Deserialize, Serialize};

use crate::edition::compute::of_statistics;
use crate::edition::figures::{Figure, FigureKind, Level, RankingRow, Style, WHOLE};
use crate::edition::inputs::Inputs;
use crate::edition::method::DesignName;

/// What points and bands are measured by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scale {
    /// Points of an index of 100.
    pub cap: f64,
    /// From which index on a band begins.
    pub good: f64,
    pub fair: f64,
    pub average: f64,
}

impl Default for Scale {
    fn default() -> Self {
        let Grades {
            good,
            fair,
            average,
        } = Grades::default();
        Self {
            cap: 30.0,
            good,
            fair,
            average,
        }
    }
}

impl Scale {
    /// The bands of both limits of an interval.
    pub fn bands(&self, low: f64, high: f64) -> (BandName, BandName) {
        let grades = Grades {
            good: self.good,
            fair: self.fair,
            average: self.average,
        };
        let (low, high) = grades.span(Interval { low, high });
        (low.into(), high.into())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BandName {
    Below,
    Average,
    Fair,
    Good,
}

impl From<Grade> for BandName {
    fn from(grade: Grade) -> Self {
        match grade {
            Grade::Below => Self::Below,
            Grade::Average => Self::Average,
            Grade::Fair => Self::Fair,
            Grade::Good => Self::Good,
        }
    }
}

impl BandName {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Average => "average",
            Self::Fair => "fair",
            Self::Good => "good",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgainstWhole {
    Above,
    /// Never "the same".
    NotDifferent,
    Below,
}

impl AgainstWhole {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::NotDifferent => "not_different",
            Self::Below => "below",
        }
    }
}

/// Empty where the index, its rank or that of the whole does not exist or may not be shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Standing {
    /// cap · index/100, with the interval; of shares satisfied only.
    pub points: Option<f64>,
    pub points_low: Option<f64>,
    pub points_high: Option<f64>,
    /// The absolute bands of both limits; certain only where they are the same.
    pub band_low: Option<BandName>,
    pub band_high: Option<BandName>,
    /// The quarters of the ranking that the rank set touches, 1 the best; certain only where they are the same. With four
    /// ranked localities or more.
    pub group_low: Option<u32>,
    pub group_high: Option<u32>,
    pub against_whole: Option<AgainstWhole>,
    /// Two-sided, Holm over the localities.
    pub p_whole: Option<f64>,
}

/// What volunteers are worth if answering hangs together with satisfaction only slightly.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Selection {
    /// ρ between answering and satisfaction.
    pub correlation: f64,
    pub n: u64,
    pub population: i64,
    /// How many drawn at random would be as far off.
    pub n_eff: f64,
}

/// Open surveys only.
pub fn selection(inputs: &Inputs, figures: &[Figure]) -> Option<Selection> {
    if inputs.method.design != DesignName::OptIn {
        return None;
    }
    let (n, correlation) = (
        index(figures, WHOLE, inputs.method.style)?.n?,
        inputs.method.rho,
    );
    let population = inputs.frame.iter().map(|row| row.population).sum::<i64>();
    Some(Selection {
        correlation,
        n,
        population,
        n_eff: effective_n(n as f64, population as f64, correlation)?,
    })
}

fn index<'a>(figures: &'a [Figure], domain: &str, style: Style) -> Option<&'a Figure> {
    figures.iter().find(|figure| {
        figure.kind == FigureKind::Index && figure.style == style && figure.domain == domain
    })
}

/// Fills the standing of `rows`, which are one style's localities in frame order.
pub fn add(
    rows: &mut [RankingRow],
    inputs: &Inputs,
    estimates: &Estimates,
    figures: &[Figure],
    style: Style,
) {
    let scale = inputs.method.scale;
    let ranked = rows.iter().filter(|row| row.rank.is_some()).count() as u32;
    for row in rows.iter_mut() {
        let limits = index(figures, &row.locality, style)
            .and_then(|found| Some((found.estimate?, found.ci_low?, found.ci_high?)));
        let own = &mut row.standing;
        if let Some((estimate, low, high)) = limits {
            let (from, to) = scale.bands(low, high);
            (own.band_low, own.band_high) = (Some(from), Some(to));
            if style == Style::Satisfied {
                let found = points(scale.cap, estimate, Interval { low, high });
                own.points = Some(found.value);
                own.points_low = Some(found.interval.low);
                own.points_high = Some(found.interval.high);
            }
        }
        if let (Some(low), Some(high), true) = (row.set_low, row.set_high, ranked >= QUARTERS) {
            let (first, last) = group_span(RankSet { low, high }, ranked, QUARTERS);
            (own.group_low, own.group_high) = (Some(first), Some(last));
        }
    }
    compare(rows, inputs, estimates, figures, style);
}

fn compare(
    rows: &mut [RankingRow],
    inputs: &Inputs,
    estimates: &Estimates,
    figures: &[Figure],
    style: Style,
) {
    let is_shown = index(figures, WHOLE, style).is_some_and(|whole| whole.level != Level::C);
    let statistic = of_statistics(style);
    let Some(whole) = estimates
        .whole
        .style(statistic)
        .index
        .estimate
        .filter(|_| is_shown)
    else {
        return;
    };
    let (mut ranked, mut own) = (Vec::new(), Vec::new());
    for (row, found) in rows.iter_mut().zip(&estimates.localities) {
        if let (Some(found), true) = (found.style(statistic).index.estimate, row.rank.is_some()) {
            ranked.push(row);
            own.push(found);
        }
    }
    let compared = against_whole(&own, &whole, 1.0 - inputs.method.confidence);
    for (row, found) in ranked.into_iter().zip(compared) {
        row.standing.p_whole = Some(found.p_holm);
        row.standing.against_whole = Some(match found.band {
            Band::Above => AgainstWhole::Above,
            Band::NotDifferent => AgainstWhole::NotDifferent,
            Band::Below => AgainstWhole::Below,
        });
    }
}
