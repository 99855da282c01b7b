//! Reading METHOD.toml.

use std::cell::RefCell;
use std::collections::BTreeMap;

use hailong_statistics::disclosure::dominance::ONE_SOURCE;
use hailong_statistics::disclosure::small_cells::FEWEST;
use hailong_statistics::estimate::Options;
use hailong_statistics::publication::{Threshold, Thresholds};
use toml::de::DeTable;

use crate::edition::figures::Style;
use crate::edition::method::choices::{self, Choices};
use crate::edition::method::screening;
use crate::edition::method::{Method, MethodFault, MethodFaultKind};
use crate::survey::form::Form;
use crate::survey::form_fault::FormFaultKind;
use crate::survey::language::{Language, Text};
use crate::survey::toml_walk::{Faults, Node};

const TOP: &[&str] = &[
    "code",
    "version",
    "style",
    "title",
    "simulated",
    "confidence",
    "seed",
    "criteria",
    "index",
    "design",
    "weighting",
    "thresholds",
    "change",
    "points",
    "bands",
    "opt_in",
    "sensitivity",
    "screening",
    "dispositions",
];
const STYLES: &[(&str, Style)] = &[("mean", Style::Mean), ("satisfied", Style::Satisfied)];
/// Without a form (because it has faults itself) the criteria are not looked up.
pub fn read(source: &str, form: Option<&Form>) -> Result<Method, Vec<MethodFault>> {
    let shape = Faults::new(source);
    let (document, syntax) = DeTable::parse_recoverable(source);
    for problem in syntax {
        let line = shape.line(problem.span().map_or(0, |span| span.start));
        let message = problem.message().to_owned();
        shape.add(line, FormFaultKind::Syntax { message });
    }
    let reader = Reader {
        found: RefCell::default(),
    };
    let root = Node {
        table: document.get_ref(),
        line: 1,
        faults: &shape,
    };
    let method = reader.method(root, form);
    let mut faults = reader.found.into_inner();
    faults.extend(shape.into_sorted().into_iter().map(|fault| MethodFault {
        line: fault.line,
        kind: MethodFaultKind::Shape(fault.kind),
    }));
    faults.sort_by_key(|fault| fault.line);
    match method {
        Some(method) if faults.is_empty() => Ok(method),
        _ => Err(faults),
    }
}

fn options(root: Node<'_>) -> Options {
    let Some(node) = root.section("index") else {
        return Options::default();
    };
    node.only(&["pooled_answers", "dk_in_denominator"]);
    Options {
        pooled_answers: node.flag("pooled_answers", false),
        dk_in_denominator: node.flag("dk_in_denominator", false),
    }
}

/// Collects what only a method can have wrong.
pub(super) struct Reader {
    found: RefCell<Vec<MethodFault>>,
}

impl Reader {
    pub(super) fn add(&self, line: usize, kind: MethodFaultKind) {
        self.found.borrow_mut().push(MethodFault { line, kind });
    }

    fn method(&self, root: Node<'_>, form: Option<&Form>) -> Option<Method> {
        root.only(TOP);
        let code = root.string("code");
        let version = root.required_whole::<u32>("version");
        let style = self.word(root, "style", STYLES);
        let title = self.title(root);
        let simulated = root.flag("simulated", false);
        let confidence = self.confidence(root);
        let seed = root.whole::<u64>("seed").map(|(seed, _)| seed);
        let criteria = self.criteria(root, form);
        let thresholds = self.thresholds(root);
        let one_source = self.one_source(root);
        let options = options(root);
        let weighting = self.weighting(root);
        let design = self.design(root, seed.is_some())?;
        let Choices {
            scale,
            rho,
            runs,
            same_psu,
        } = choices::read(root, seed.is_some(), |line, kind| self.add(line, kind));
        let add = |line, kind| self.add(line, kind);
        let screening = screening::screening(root, &add);
        let approached = screening::dispositions(root, design.kind);
        Some(Method {
            code: code?.0,
            version: version?.0,
            style: style?,
            title,
            simulated,
            criteria,
            design: design.kind,
            strata: design.strata,
            finite_population: design.finite_population,
            lonely: design.lonely,
            variance: design.variance,
            replicates: design.replicates,
            pool_few_clusters: design.pool_few_clusters,
            options,
            base: weighting.base,
            nonresponse: weighting.nonresponse,
            within_from: weighting.within_from,
            raking: weighting.raking,
            cap: weighting.cap,
            thresholds,
            one_source,
            screening,
            approached,
            confidence,
            seed,
            scale,
            rho,
            runs,
            same_psu,
        })
    }

    /// One of the words that a required key takes.
    pub(super) fn word<T: Copy>(
        &self,
        node: Node<'_>,
        key: &'static str,
        known: &[(&'static str, T)],
    ) -> Option<T> {
        let (found, line) = node.string(key)?;
        let value = known.iter().find(|(word, _)| *word == found);
        if value.is_none() {
            let known = known.iter().map(|(word, _)| *word).collect();
            self.add(line, MethodFaultKind::NotOneOf { key, found, known });
        }
        value.map(|(_, value)| *value)
    }

    pub(super) fn optional_word<T: Copy>(
        &self,
        node: Node<'_>,
        key: &'static str,
        known: &[(&'static str, T)],
        otherwise: T,
    ) -> T {
        match node.get(key) {
            Some(_) => self.word(node, key, known).unwrap_or(otherwise),
            None => otherwise,
        }
    }

    fn title(&self, root: Node<'_>) -> Option<Text> {
        let node = root.table("title")?;
        let mut title = Text::default();
        for (language, value) in node.entries() {
            match value.value.as_str().map(str::trim) {
                Some(words) if !words.is_empty() => {
                    title
                        .0
                        .insert(Language(language.to_owned()), words.to_owned());
                }
                _ => {
                    let key = "title".to_owned();
                    self.add(
                        value.line,
                        MethodFaultKind::Shape(FormFaultKind::EmptyText { key }),
                    );
                }
            }
        }
        Some(title).filter(|title| !title.0.is_empty())
    }

    fn confidence(&self, root: Node<'_>) -> f64 {
        let Some((confidence, line)) = root.number("confidence") else {
            return 0.95;
        };
        if !(0.5..1.0).contains(&confidence) {
            self.add(line, MethodFaultKind::Confidence);
        }
        confidence
    }

    fn criteria(&self, root: Node<'_>, form: Option<&Form>) -> BTreeMap<String, f64> {
        let mut weights = BTreeMap::new();
        let Some(node) = root.section("criteria") else {
            return weights;
        };
        for (code, value) in node.entries() {
            if form.is_some_and(|form| form.criteria.iter().all(|own| own.code != code)) {
                self.add(
                    value.line,
                    MethodFaultKind::UnknownCriterion(code.to_owned()),
                );
            }
            let Some((weight, line)) = node.number(code) else {
                continue;
            };
            if weight <= 0.0 {
                self.add(
                    line,
                    MethodFaultKind::Shape(FormFaultKind::WeightNotPositive),
                );
            }
            weights.insert(code.to_owned(), weight);
        }
        if let Some(form) = form {
            let weight = |own: &crate::survey::form::Criterion| {
                weights.get(&own.code).copied().unwrap_or(own.weight)
            };
            let sum: f64 = form.criteria.iter().map(weight).sum();
            if (sum - 1.0).abs() > 1e-9 {
                self.add(node.line, MethodFaultKind::WeightsDoNotSumToOne(sum));
            }
        }
        weights
    }

    /// What the file does not say is method §10's.
    fn thresholds(&self, root: Node<'_>) -> Thresholds {
        let standard = Thresholds::default();
        let Some(node) = root.section("thresholds") else {
            return standard;
        };
        node.only(&["never_below", "one_source", "a", "b"]);
        let never_below = node.whole::<u64>("never_below");
        if let Some((n, line)) = never_below
            && n < FEWEST
        {
            self.add(line, MethodFaultKind::NeverBelow);
        }
        Thresholds {
            a: self.threshold(node.section("a"), standard.a),
            b: self.threshold(node.section("b"), standard.b),
            never_below: never_below.map_or(standard.never_below, |(n, _)| n),
        }
    }

    /// Method §14 c.
    fn one_source(&self, root: Node<'_>) -> f64 {
        let node = root.section("thresholds");
        let Some((share, line)) = node.and_then(|node| node.number("one_source")) else {
            return ONE_SOURCE;
        };
        if !(share > 0.0 && share <= 1.0) {
            self.add(line, MethodFaultKind::OneSource);
        }
        share
    }

    fn threshold(&self, node: Option<Node<'_>>, standard: Threshold) -> Threshold {
        let Some(node) = node else {
            return standard;
        };
        node.only(&["n", "n_eff", "df", "half_width", "width", "cv", "cv_width"]);
        let number = |key: &'static str, otherwise: f64| {
            let Some((value, line)) = node.number(key) else {
                return otherwise;
            };
            if value < 0.0 {
                self.add(line, MethodFaultKind::NotNegative { key });
            }
            value
        };
        Threshold {
            n: node.whole("n").map_or(standard.n, |(n, _)| n),
            n_eff: number("n_eff", standard.n_eff),
            df: number("df", standard.df),
            half_width: number("half_width", standard.half_width),
            width: number("width", standard.width),
            cv: number("cv", standard.cv),
            cv_width: number("cv_width", standard.cv_width),
        }
    }
}
