//! METHOD.toml: how figures are made from answers. `docs/method-file.md` explains every key.

use std::collections::BTreeMap;

use hailong_statistics::design::DesignKind;
use hailong_statistics::publication::{Threshold, Thresholds};
use serde::{Deserialize, Serialize};

use crate::edition::figures::Style;
use crate::survey::form::Form;
use crate::survey::language::Text;

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    pub code: String,
    pub version: u32,
    /// The headline; both styles are always computed.
    pub style: Style,
    /// Title of the result, per language; the form's title when it is missing.
    pub title: Option<Text>,
    /// The answers were drawn by a program: every file says so.
    #[serde(default)]
    pub simulated: bool,
    /// W_c over the form's own, by criterion.
    #[serde(default)]
    pub criteria: BTreeMap<String, f64>,
    pub design: DesignTable,
    #[serde(default)]
    pub weighting: Weighting,
    #[serde(default)]
    pub thresholds: ThresholdTable,
    #[serde(default = "default_confidence")]
    pub confidence: f64,
    /// Recorded with the result; nothing computed so far draws at random.
    pub seed: Option<u64>,
}

fn default_confidence() -> f64 {
    0.95
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesignTable {
    pub kind: DesignName,
    /// Strata are the localities, or the column `stratum`.
    #[serde(default)]
    pub strata: Strata,
    /// f_h = n_h / N_h with N_h from the frame; only where strata are localities.
    #[serde(default)]
    pub finite_population: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DesignName {
    Probability,
    CensusAttempt,
    OptIn,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strata {
    #[default]
    Locality,
    Column,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weighting {
    #[serde(default)]
    pub base: BaseWeight,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BaseWeight {
    /// N_j / n_j with N_j from the frame.
    #[default]
    Population,
    /// The column `weight`.
    Column,
}

/// Thresholds of the publication levels as the file says them; what is missing is method §10's.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThresholdTable {
    pub never_below: Option<u64>,
    pub a: Option<ThresholdRow>,
    pub b: Option<ThresholdRow>,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ThresholdRow {
    pub n: u64,
    pub n_eff: f64,
    pub df: f64,
    pub half_width: f64,
    pub width: f64,
    pub cv: f64,
    pub cv_width: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct MethodFault {
    pub line: usize,
    pub kind: MethodFaultKind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum MethodFaultKind {
    /// Not TOML, an unknown or missing key, a wrong type: the parser's own message.
    Malformed(String),
    UnknownCriterion(String),
    /// The weights that the criteria would have.
    WeightsDoNotSumToOne(f64),
    Confidence,
    /// A finite population needs strata that are localities, and people who were drawn or all approached.
    FinitePopulation,
}

impl Method {
    /// Reads a method for `form`; the criteria's weights must fit it.
    pub fn read(text: &str, form: &Form) -> Result<Self, Vec<MethodFault>> {
        let method: Self = toml::from_str(text).map_err(|problem| {
            let start = problem.span().map_or(0, |span| span.start);
            let line = 1 + text
                .bytes()
                .take(start)
                .filter(|byte| *byte == b'\n')
                .count();
            vec![MethodFault {
                line,
                kind: MethodFaultKind::Malformed(problem.message().to_owned()),
            }]
        })?;
        let line_of = |key: &str| {
            1 + text
                .lines()
                .position(|line| line.trim_start().starts_with(key))
                .unwrap_or(0)
        };
        let mut faults = Vec::new();
        let mut add = |key: &str, kind| {
            faults.push(MethodFault {
                line: line_of(key),
                kind,
            })
        };
        for code in method.criteria.keys() {
            if !form
                .criteria
                .iter()
                .any(|criterion| &criterion.code == code)
            {
                add(code, MethodFaultKind::UnknownCriterion(code.clone()));
            }
        }
        let sum: f64 = method.criteria_weights(form).iter().sum();
        if (sum - 1.0).abs() > 1e-9
            || method
                .criteria_weights(form)
                .iter()
                .any(|weight| *weight <= 0.0)
        {
            add("[criteria]", MethodFaultKind::WeightsDoNotSumToOne(sum));
        }
        if !(0.5..1.0).contains(&method.confidence) {
            add("confidence", MethodFaultKind::Confidence);
        }
        let by_locality =
            method.design.strata == Strata::Locality && method.design.kind != DesignName::OptIn;
        if method.design.finite_population && !by_locality {
            add("finite_population", MethodFaultKind::FinitePopulation);
        }
        if faults.is_empty() {
            Ok(method)
        } else {
            Err(faults)
        }
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
        match self.design.kind {
            DesignName::Probability => DesignKind::Probability,
            DesignName::CensusAttempt => DesignKind::CensusAttempt,
            DesignName::OptIn => DesignKind::OptIn,
        }
    }

    pub fn thresholds(&self) -> Thresholds {
        let standard = Thresholds::default();
        let row = |given: &Option<ThresholdRow>, otherwise: Threshold| {
            given.as_ref().map_or(otherwise, |row| Threshold {
                n: row.n,
                n_eff: row.n_eff,
                df: row.df,
                half_width: row.half_width,
                width: row.width,
                cv: row.cv,
                cv_width: row.cv_width,
            })
        };
        Thresholds {
            a: row(&self.thresholds.a, standard.a),
            b: row(&self.thresholds.b, standard.b),
            never_below: self.thresholds.never_below.unwrap_or(standard.never_below),
        }
    }
}
