//! METHOD.toml: how figures are made from answers. `docs/method-file.md` explains every key.

use std::collections::BTreeMap;

use hailong_statistics::design::DesignKind;
use hailong_statistics::publication::Thresholds;
use serde::Serialize;

use crate::edition::figures::Style;
use crate::edition::inputs::LOCALITY;
use crate::edition::reading_method;
use crate::edition::screening_rules::{Approached, ScreeningRules};
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
    /// f_h = n_h / N_h with N_h from the frame; only where strata are localities.
    pub finite_population: bool,
    pub base: BaseWeight,
    /// Margins that the weights are raked to, in this order: `locality` (the frame's population) and columns of the
    /// responses; empty = not raked.
    pub raking: Vec<String>,
    /// A raked weight may be this many times the median weight of its locality.
    pub cap: f64,
    pub thresholds: Thresholds,
    pub screening: ScreeningRules,
    /// What became of everybody who was approached.
    pub approached: Option<Approached>,
    pub confidence: f64,
    /// Recorded with the result; nothing computed so far draws at random.
    pub seed: Option<u64>,
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
    /// A finite population needs strata that are localities, and people who were drawn or all approached.
    FinitePopulation,
    /// Not a list of different names.
    Raking,
    /// Below 1.
    Cap,
    /// Figures for fewer than ten respondents are never shown.
    NeverBelow,
    NotNegative {
        key: &'static str,
    },
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
        reading_method::read(text, Some(form))
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

    /// Columns of the responses that the weights are raked to, in the order of the margins.
    pub fn raked_columns(&self) -> impl Iterator<Item = &String> {
        self.raking.iter().filter(|margin| *margin != LOCALITY)
    }

    pub fn design_kind(&self) -> DesignKind {
        match self.design {
            DesignName::Probability => DesignKind::Probability,
            DesignName::CensusAttempt => DesignKind::CensusAttempt,
            DesignName::OptIn => DesignKind::OptIn,
        }
    }
}
