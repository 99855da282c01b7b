//! `[design]` and `[weighting]` of METHOD.toml.

use hailong_statistics::clustering::LonelyPsu;
use hailong_statistics::weights::CAP;
use toml::de::DeValue;

use crate::edition::method::reading::Reader;
use crate::edition::method::{BaseWeight, DesignName, MethodFaultKind, Strata, VarianceName};
use crate::survey::form_fault::FormFaultKind;
use crate::survey::toml_walk::Node;

const DESIGNS: &[(&str, DesignName)] = &[
    ("probability", DesignName::Probability),
    ("census_attempt", DesignName::CensusAttempt),
    ("opt_in", DesignName::OptIn),
];
const STRATA: &[(&str, Strata)] = &[("locality", Strata::Locality), ("column", Strata::Column)];
const BASES: &[(&str, BaseWeight)] = &[
    ("population", BaseWeight::Population),
    ("column", BaseWeight::Column),
    ("stratum", BaseWeight::Stratum),
];
const VARIANCES: &[(&str, VarianceName)] = &[
    ("linearised", VarianceName::Linearised),
    ("jackknife", VarianceName::Jackknife),
    ("bootstrap", VarianceName::Bootstrap),
];
const LONELY: &[(&str, LonelyPsu)] = &[
    ("adjust", LonelyPsu::Adjust),
    ("certainty", LonelyPsu::Certainty),
    ("average", LonelyPsu::Average),
    ("fail", LonelyPsu::Fail),
];
/// B of method §7.
const REPLICATES: usize = 500;
/// Method §5: margins within localities that have so many respondents.
const WITHIN_FROM: u64 = 300;

pub struct DesignSection {
    pub kind: DesignName,
    pub strata: Strata,
    pub finite_population: bool,
    pub lonely: LonelyPsu,
    pub variance: Option<VarianceName>,
    pub replicates: usize,
    pub pool_few_clusters: bool,
}

pub struct WeightingSection {
    pub base: BaseWeight,
    pub nonresponse: Option<String>,
    pub within_from: u64,
    pub raking: Vec<String>,
    pub cap: f64,
}

impl Reader {
    pub fn design(&self, root: Node<'_>, has_seed: bool) -> Option<DesignSection> {
        let Some(node) = root.section("design") else {
            if root.get("design").is_none() {
                let missing = FormFaultKind::MissingKey { key: "design" };
                self.add(1, MethodFaultKind::Shape(missing));
            }
            return None;
        };
        node.only(&[
            "kind",
            "strata",
            "finite_population",
            "lonely_psu",
            "variance",
            "replicates",
            "pool_few_clusters",
        ]);
        let kind = self.word(node, "kind", DESIGNS);
        let strata = self.optional_word(node, "strata", STRATA, Strata::Locality);
        let finite_population = node.flag("finite_population", false);
        let line = |key: &str| node.get(key).map_or(node.line, |value| value.line);
        if finite_population && kind == Some(DesignName::OptIn) {
            self.add(line("finite_population"), MethodFaultKind::FinitePopulation);
        }
        let variance = node
            .get("variance")
            .and_then(|_| self.word(node, "variance", VARIANCES));
        if variance == Some(VarianceName::Bootstrap) && !has_seed {
            self.add(line("variance"), MethodFaultKind::SeedWanted);
        }
        let replicates = node.whole::<usize>("replicates");
        if let Some((count, line)) = replicates
            && !(50..=10_000).contains(&count)
        {
            self.add(line, MethodFaultKind::Replicates);
        }
        Some(DesignSection {
            kind: kind?,
            strata,
            finite_population,
            lonely: self.optional_word(node, "lonely_psu", LONELY, LonelyPsu::Adjust),
            variance,
            replicates: replicates.map_or(REPLICATES, |(count, _)| count),
            pool_few_clusters: node.flag("pool_few_clusters", true),
        })
    }

    pub fn weighting(&self, root: Node<'_>) -> WeightingSection {
        let mut section = WeightingSection {
            base: BaseWeight::Population,
            nonresponse: None,
            within_from: WITHIN_FROM,
            raking: Vec::new(),
            cap: CAP,
        };
        let Some(node) = root.section("weighting") else {
            return section;
        };
        node.only(&["base", "nonresponse", "raking", "within_from", "cap"]);
        section.base = self.optional_word(node, "base", BASES, section.base);
        section.nonresponse = node
            .optional_string("nonresponse")
            .map(|(column, _)| column);
        if let Some((from, _)) = node.whole("within_from") {
            section.within_from = from;
        }
        if let Some(value) = node.get("raking") {
            section.raking = names(value.value);
            if section.raking.is_empty() {
                self.add(value.line, MethodFaultKind::Raking);
            }
        }
        if let Some((cap, line)) = node.number("cap") {
            if cap < 1.0 {
                self.add(line, MethodFaultKind::Cap);
            }
            section.cap = cap;
        }
        section
    }
}

/// Different, non-empty names; nothing when the value is anything else.
fn names(value: &DeValue<'_>) -> Vec<String> {
    let DeValue::Array(list) = value else {
        return Vec::new();
    };
    let mut names: Vec<String> = Vec::new();
    for one in list.iter() {
        match one.get_ref() {
            DeValue::String(name) if !name.is_empty() && !names.iter().any(|own| own == name) => {
                names.push(name.to_string());
            }
            _ => return Vec::new(),
        }
    }
    names
}
