//! METHOD.toml: how figures are made from answers. `docs/method-file.md` explains every key.

mod choices;
pub mod decided;
mod design;
pub(super) mod reading;
mod screening;

use std::collections::BTreeMap;

use hailong_statistics::clustering::LonelyPsu;
use hailong_statistics::design::DesignKind;
use hailong_statistics::estimate::Options;
use hailong_statistics::publication::Thresholds;
use serde::{Deserialize, Serialize};

use crate::edition::figures::Style;
use crate::edition::screening_rules::{Approached, ScreeningRules};
use crate::edition::standing::Scale;
use crate::survey::form::Form;
use crate::survey::form_fault::FormFaultKind;
use crate::survey::language::Text;

#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    pub code: String,
    pub version: u32,
    /// The headline; both styles are always computed.
    pub style: Style,
    /// Title of the result, per language; the form's title when it is missing.
    pub title: Option<Text>,
    /// The answers were drawn by a program: every file says so.
    pub simulated: bool,
    /// W_c over the form's own, by criterion.
    pub criteria: BTreeMap<String, f64>,
    pub design: DesignName,
    pub strata: Strata,
    /// f_h = n_h / N_h: N_h from the frame where strata are localities, else from the margin `stratum`; of clusters from
    /// the margin `psu`.
    pub finite_population: bool,
    /// Strata with one sampling unit.
    pub lonely: LonelyPsu,
    /// `None`: the jackknife for raked clusters, else linearised.
    pub variance: Option<VarianceName>,
    /// How many bootstrap replicates.
    pub replicates: usize,
    /// Localities with few clusters take the design effect of all.
    pub pool_few_clusters: bool,
    pub options: Options,
    pub base: BaseWeight,
    /// Column with the classes within which non-response is made up for; their eligible people are a margin.
    pub nonresponse: Option<String>,
    /// Margins within localities hold for localities with so many respondents.
    pub within_from: u64,
    /// Margins that the weights are raked to, in this order: `locality` (the frame's population) and columns of the
    /// responses; empty = not raked.
    pub raking: Vec<String>,
    /// A raked weight may be this many times the median weight of its locality.
    pub cap: f64,
    pub thresholds: Thresholds,
    /// Share of a locality's answers that one interviewer may have.
    pub one_source: f64,
    pub screening: ScreeningRules,
    /// What became of everybody who was approached.
    pub approached: Option<Approached>,
    pub confidence: f64,
    /// Of everything that draws at random; without it nothing does.
    pub seed: Option<u64>,
    /// Sampling units of the same stratum and name in two surveys are the same.
    pub same_psu: bool,
    pub scale: Scale,
    /// Correlation of answering and satisfaction that an open survey is held against.
    pub rho: f64,
    /// N of the sensitivity analysis; 0 for none.
    pub runs: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DesignName {
    Probability,
    CensusAttempt,
    OptIn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strata {
    Locality,
    /// The column `stratum`.
    Column,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BaseWeight {
    /// N_j / n_j with N_j from the frame.
    Population,
    /// The column `weight`.
    Column,
    /// N_h / n_h with N_h from the margin `stratum`.
    Stratum,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VarianceName {
    Linearised,
    Jackknife,
    Bootstrap,
}

#[derive(Clone, Debug, PartialEq)]
pub struct MethodFault {
    pub line: usize,
    pub kind: MethodFaultKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum MethodFaultKind {
    /// Not TOML, an unknown or missing key, a wrong type.
    Shape(FormFaultKind),
    /// Another word than those that the key takes.
    NotOneOf {
        key: &'static str,
        found: String,
        known: Vec<&'static str>,
    },
    UnknownCriterion(String),
    /// The weights that the criteria would have.
    WeightsDoNotSumToOne(f64),
    Confidence,
    /// A finite population needs people who were drawn or all approached.
    FinitePopulation,
    /// The bootstrap needs a seed.
    SeedWanted,
    /// Not from 50 to 10,000.
    Replicates,
    /// Not a list of different names.
    Raking,
    /// Below 1.
    Cap,
    /// Not above 0 and at most 1.
    OneSource,
    /// Figures for fewer than ten respondents are never shown.
    NeverBelow,
    NotNegative {
        key: &'static str,
    },
    /// Not above 0.
    PointsCap,
    /// Not 0 < average < fair < good < 100.
    Bands,
    /// Not between 0 and 1.
    Rho,
    /// Too few or too many.
    Runs,
    /// Runs are asked for, but there is no seed.
    Unseeded,
    /// Outside `least` to `most`, which may be infinite.
    Between {
        key: &'static str,
        least: u64,
        most: f64,
    },
    /// Not a table of columns and cells.
    Impossible,
    /// Not the start of ten minutes.
    TenMinutes,
}

impl Method {
    /// Reads a method for `form`, whose criteria the weights must fit. Every fault comes back at once, in the order of
    /// the lines.
    pub fn read(text: &str, form: &Form) -> Result<Self, Vec<MethodFault>> {
        reading::read(text, Some(form))
    }

    /// W_c in the form's order.
    pub fn criteria_weights(&self, form: &Form) -> Vec<f64> {
        let own =
            |code: &str, otherwise: f64| self.criteria.get(code).copied().unwrap_or(otherwise);
        form.criteria
            .iter()
            .map(|criterion| own(&criterion.code, criterion.weight))
            .collect()
    }

    pub fn design_kind(&self) -> DesignKind {
        match self.design {
            DesignName::Probability => DesignKind::Probability,
            DesignName::CensusAttempt => DesignKind::CensusAttempt,
            DesignName::OptIn => DesignKind::OptIn,
        }
    }
}
