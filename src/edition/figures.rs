//! Everything computed from a sealed dataset, as it lies in `figures.json`.
//!
//! The struct carries its own words (names of localities, criteria and items in every language), so that a page needs
//! no other file. Percentages and scores are on 0–100; intervals are at the method's confidence level.

use serde::{Deserialize, Serialize};

use crate::edition::method::VarianceName;
use crate::edition::quality::Quality;
use crate::edition::sensitivity::Sensitivity;
use crate::edition::standing::{Scale, Selection, Standing};
use crate::edition::ways::WayRow;
pub use crate::edition::withheld::{Dominated, Withheld, WithheldChange, WithheldReason};
use crate::survey::digest::Digest;
use crate::survey::language::Text;

/// The domain of all localities together.
pub const WHOLE: &str = "*";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    pub program: String,
    pub title: Text,
    pub simulated: bool,
    /// What may not be shown has been emptied; an office's full figures have everything.
    #[serde(default)]
    pub released: bool,
    pub form: FormSummary,
    pub method: MethodSummary,
    pub inputs: Vec<Input>,
    pub localities: Vec<FramedLocality>,
    /// One row of `figures.csv` each, in its order.
    pub figures: Vec<Figure>,
    /// One row of `ranking.csv` each: both styles, localities in frame order.
    pub ranking: Vec<RankingRow>,
    /// One row of `pairs.csv` each.
    #[serde(default)]
    pub pairs: Vec<PairRow>,
    /// Weighted shares of every level, per domain and item.
    pub distributions: Vec<Distribution>,
    /// What the index could be at most and at least, without assumptions on those who did not say.
    #[serde(default)]
    pub bounds: Vec<Bounds>,
    /// How the weights came to meet the margins; none where they are not raked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raking: Option<RakingSummary>,
    /// What the standard errors rest on; missing in older folders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variance: Option<VarianceSummary>,
    /// One row of `weights.csv` each.
    #[serde(default)]
    pub weights: Vec<WeightRow>,
    /// One row of `change.csv` each; empty without earlier surveys.
    #[serde(default)]
    pub changes: Vec<ChangeRow>,
    /// What other choices would have done to the ranking; none without a seed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensitivity: Option<Sensitivity>,
    /// Open surveys only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selection: Option<Selection>,
    /// Earlier figures on today's localities that no change is shown for, since they may not be shown themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes_withheld: Vec<WithheldChange>,
    /// What a few large weights nearly make up alone; none in a released edition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dominated: Vec<Dominated>,
    /// Localities of which one interviewer brought too many answers; none in a released edition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_source: Vec<String>,
    /// From the responses received to those used, and how many of those approached answered.
    #[serde(default)]
    pub quality: Quality,
    /// One row of `ways.csv` each: how the responses came in; empty where they do not say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<WayRow>,
    /// What is withheld, and why.
    pub withheld: Vec<Withheld>,
}

/// Two localities, both in the ranking, the one with the higher estimate first (ties in frame order).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairRow {
    pub style: Style,
    pub higher: String,
    pub lower: String,
    pub difference: f64,
    pub se: f64,
    /// One-sided, before Holm.
    pub p: f64,
    /// Whether the difference shows, all pairs judged at once.
    pub shown: bool,
}

/// One figure now and in an earlier survey, both on today's localities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChangeRow {
    pub previous: String,
    pub domain: String,
    pub kind: FigureKind,
    pub code: String,
    pub style: Style,
    pub before: f64,
    pub now: f64,
    pub change: f64,
    pub se: f64,
    /// Welch.
    pub df: f64,
    pub ci_low: f64,
    pub ci_high: f64,
    /// Two-sided.
    pub p: f64,
    /// Holm over the localities.
    pub p_holm: f64,
    pub shown: Shown,
    /// A smaller change would usually not show.
    pub detectable: f64,
    /// How the earlier figure came to stand for this locality.
    #[serde(default)]
    pub basis: Basis,
    /// Share of its weight that comes from localities that were split, 0–1.
    #[serde(default)]
    pub split_share: f64,
    /// More of it than may be passed over.
    #[serde(default)]
    pub caution: bool,
    /// Both figures are of the questions that both surveys asked; today's published figure has more.
    #[serde(default)]
    pub common: bool,
}

/// Where an earlier figure on today's boundaries comes from (method §13).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The locality is the one that it was.
    #[default]
    Same,
    /// Whole localities or residential groups joined: exact.
    Joined,
    /// A locality was split and only the locality is known: an estimated back-series, as if it had been alike inside.
    Estimated,
}

impl Basis {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Joined => "joined",
            Self::Estimated => "estimated",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    Rose,
    Fell,
    /// Never "no change".
    NoChangeShown,
}

impl Shown {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rose => "rose",
            Self::Fell => "fell",
            Self::NoChangeShown => "no_change_shown",
        }
    }
}

/// What raking did, beyond the weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RakingSummary {
    pub rounds: usize,
    /// The largest share by which a margin is still off.
    pub error: f64,
    /// How many weights stand at the cap.
    pub at_cap: usize,
    /// The margins could not be met under the cap, so that it was left out.
    pub cap_dropped: bool,
    /// Margins that were scaled to the total of the first.
    pub rescaled: Vec<String>,
    /// Margin, category that nobody answered for, and the neighbour that took it in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collapsed: Vec<[String; 3]>,
}

/// What the standard errors rest on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VarianceSummary {
    pub method: VarianceName,
    /// Of the bootstrap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replicates: Option<usize>,
    /// Sampling units, where respondents share them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clusters: Option<usize>,
    /// Strata with one sampling unit (or one respondent).
    pub lonely_strata: usize,
    /// Localities with few clusters, which took the design effect of all localities.
    pub pooled_localities: usize,
}

/// How unequal the weights of a domain are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WeightRow {
    pub domain: String,
    pub n: u64,
    pub min: f64,
    pub median: f64,
    pub max: f64,
    /// Kish: n Σ w² / (Σ w)².
    pub deff: f64,
    /// Kish: (Σ w)² / Σ w².
    pub n_eff: f64,
}

/// A file that the figures follow from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// `form`, `method`, `frame`, `margins`, `responses`.
    pub role: String,
    pub sha256: Digest,
    pub bytes: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormSummary {
    pub code: String,
    pub version: u32,
    pub title: Text,
    pub languages: Vec<String>,
    pub criteria: Vec<CriterionSummary>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CriterionSummary {
    pub code: String,
    pub name: Text,
    /// W_c as used, after the method's override.
    pub weight: f64,
    pub items: Vec<ItemSummary>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemSummary {
    pub code: String,
    pub text: Text,
    /// v_q
    pub weight: f64,
    /// The five level texts, worst first.
    pub levels: Vec<Text>,
    pub dont_know: Option<Text>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MethodSummary {
    pub code: String,
    pub version: u32,
    /// `mean` or `satisfied`: the headline.
    pub style: Style,
    /// `probability`, `census_attempt` or `opt_in`.
    pub design: String,
    pub weighting: String,
    /// Margins that the weights were raked to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub raking: Vec<String>,
    pub confidence: f64,
    pub seed: Option<u64>,
    #[serde(default)]
    pub scale: Scale,
    /// Thresholds of the publication levels, printed with the result.
    pub thresholds: serde_json::Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// Mean score: 25 (r − 1).
    Mean,
    /// Share of answers 4 and 5.
    Satisfied,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    Index,
    Component,
    Item,
    DontKnow,
}

/// Publication level, method §10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    A,
    B,
    C,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FramedLocality {
    pub code: String,
    pub valid_from: Option<String>,
    pub kind: Option<String>,
    pub name: String,
    pub population: i64,
    pub households: Option<i64>,
    /// Responses that came in, level C included; `None` in a released edition when below ten.
    pub responses: Option<u64>,
}

/// One estimate. A released edition has `None` from `estimate` to `n_eff` where `level` is C.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Locality code, or [`WHOLE`].
    pub domain: String,
    pub kind: FigureKind,
    /// Criterion or field code; `index` for the index.
    pub code: String,
    pub style: Style,
    /// Respondents with at least one valid answer behind this figure.
    pub n: Option<u64>,
    pub estimate: Option<f64>,
    pub se: Option<f64>,
    pub ci_low: Option<f64>,
    pub ci_high: Option<f64>,
    pub df: Option<f64>,
    pub deff: Option<f64>,
    pub n_eff: Option<f64>,
    /// The linearised standard error, where `se` is that of replicates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub se_linearised: Option<f64>,
    /// `se` and `df` come from the design effect of all localities.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pooled: bool,
    pub level: Level,
}

/// A locality's rank set. Localities at level C have no ranks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RankingRow {
    pub locality: String,
    pub style: Style,
    pub estimate: Option<f64>,
    /// Rank of the estimate: 1 + how many are higher. Never shown on its own.
    pub rank: Option<u32>,
    pub set_low: Option<u32>,
    pub set_high: Option<u32>,
    pub marginal_low: Option<u32>,
    pub marginal_high: Option<u32>,
    pub level: Level,
    #[serde(default)]
    pub standing: Standing,
}

/// Weighted percentages among valid answers (levels) and among all answers (don't know).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    pub domain: String,
    pub item: String,
    /// Valid answers, unweighted.
    pub n: Option<u64>,
    /// Worst first, after reversed items were flipped; sums to 100. `None` when withheld.
    pub levels: Option<[f64; 5]>,
    pub dont_know: Option<f64>,
}

/// Limits of an index under the worst and the best assumption. `None` when the index is withheld or does not exist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    pub domain: String,
    pub style: Style,
    pub about: Unsaid,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// Whose opinion is assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unsaid {
    /// Every "don't know" counted as 0, or as 100 (method §2).
    DontKnow,
    /// Everybody who was approached and did not answer counted as 0, or as 100 (method §6; attempted censuses only).
    NonResponse,
}

impl Style {
    pub const ALL: [Self; 2] = [Self::Mean, Self::Satisfied];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Satisfied => "satisfied",
        }
    }
}

impl Figure {
    /// What it measures, wherever.
    pub fn row(&self) -> (FigureKind, &str, Style) {
        (self.kind, &self.code, self.style)
    }
}

impl FigureKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Component => "component",
            Self::Item => "item",
            Self::DontKnow => "dont_know",
        }
    }
}

impl Level {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}
