//! `moments.json`: the sums from which anyone recomputes a released edition, in place of the answers.

use hailong_statistics::estimate::Options;
use hailong_statistics::index::IndexSpec;
use hailong_statistics::published::{
    Domain, Matrix, Of, Part, Released, Size, Told, Totals, Triangle,
};
use hailong_statistics::score;
use serde::{Deserialize, Serialize};

use crate::edition::compute::{ComputeFailure, of_statistics};
use crate::edition::figures::{FigureKind, Figures, Level, Style, WHOLE};
use crate::edition::inputs::Inputs;
use crate::edition::prepared::Prepared;
use crate::edition::tables::SIMULATED;
use crate::edition::weighting::index_of;

pub const MOMENTS: &str = "moments.json";

/// Matrices are lower halves, row by row, the diagonal last in each. `null` is what is not told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moments {
    pub program: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The order of all lists of items, and of criteria.
    pub items: Vec<String>,
    pub criteria: Vec<String>,
    /// All localities together (`*`), then the localities of the frame.
    pub domains: Vec<DomainMoments>,
    /// Sums of the localities that do not tell their own, item by item.
    pub withheld: Sums,
    /// Covariances of the localities' indices, where they have strata or sampling units in common.
    pub between: Option<ByStyle<Vec<Vec<f64>>>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DomainMoments {
    pub domain: String,
    pub size: Option<DomainSize>,
    /// Respondents with a valid answer to any item of each criterion, and of the index.
    pub answered: Vec<Option<u64>>,
    pub sums: Sums,
    /// Of the don't-know rates, item by item.
    pub dont_know: Vec<Option<Variances>>,
    pub matrices: ByStyle<Option<MomentMatrix>>,
    /// Covariance of the index with that of the whole.
    pub with_whole: ByStyle<Option<f64>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DomainSize {
    pub respondents: u64,
    /// Σ w
    pub weight: f64,
    /// Respondents, or sampling units.
    pub units: u64,
    pub strata: u64,
    /// Some stratum has a finite population correction.
    pub finite: bool,
}

/// Item by item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sums {
    /// Valid answers, and those with "don't know".
    pub n: Vec<Option<u64>>,
    pub asked: Vec<Option<u64>>,
    /// Σ w of valid answers, Σ w times the score, Σ w of the satisfied and of "don't know".
    pub answers: Vec<Option<f64>>,
    pub score: Vec<Option<f64>>,
    pub satisfied: Vec<Option<f64>>,
    pub dont_know: Vec<Option<f64>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variances {
    /// Linearised.
    pub variance: f64,
    /// As if drawn with simple random sampling, with replacement.
    pub plain: f64,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ByStyle<T> {
    pub mean: T,
    pub satisfied: T,
}

impl<T> ByStyle<T> {
    fn of([mean, satisfied]: [T; 2]) -> Self {
        Self { mean, satisfied }
    }

    pub fn style(&self, style: Style) -> &T {
        match style {
            Style::Mean => &self.mean,
            Style::Satisfied => &self.satisfied,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MomentMatrix {
    pub of: RowsOf,
    /// Codes of items, or of criteria.
    pub rows: Vec<String>,
    /// Of the linearised estimates, and as if drawn with simple random sampling.
    pub covariance: Vec<f64>,
    pub plain: Vec<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowsOf {
    Items,
    /// With the method's weights of items.
    Criteria,
}

/// The moments behind a released edition of these inputs.
pub fn of(inputs: &Inputs, released: &Figures) -> Result<Moments, ComputeFailure> {
    let prepared = Prepared::of(inputs)?;
    let index = index_of(inputs, inputs);
    let all = prepared.moments(&index, inputs)?;
    let items = item_codes(inputs);
    let criteria: Vec<String> = inputs
        .form
        .criteria
        .iter()
        .map(|own| own.code.clone())
        .collect();
    let style_of = |style: score::Style| match style {
        score::Style::Mean => Style::Mean,
        score::Style::Satisfied => Style::Satisfied,
    };
    let is_shown = |of: Of, told: Told| {
        let (domain, counted) = match of {
            Of::Whole => (WHOLE, true),
            Of::Locality(at) => {
                let own = &released.localities[at];
                (own.code.as_str(), own.responses.is_some())
            }
        };
        let any_style = |kind: FigureKind, code: &str| {
            let style = released.method.style;
            released.find(domain, kind, code, style)
        };
        let figure = match told {
            Told::Size => {
                let index = |style| released.find(domain, FigureKind::Index, "index", style);
                let mut found = Style::ALL.into_iter().filter_map(index);
                return counted && found.any(|own| own.level != Level::C);
            }
            Told::Index(style) => {
                released.find(domain, FigureKind::Index, "index", style_of(style))
            }
            Told::Component(style, at) => released.find(
                domain,
                FigureKind::Component,
                &criteria[at],
                style_of(style),
            ),
            Told::Item(style, at) => {
                released.find(domain, FigureKind::Item, &items[at], style_of(style))
            }
            Told::DontKnow(at) => any_style(FigureKind::DontKnow, &items[at]),
        };
        figure.is_some_and(|own| own.level != Level::C)
    };
    let released_moments = all.release(&index, inputs.method.options, is_shown);
    let writing = Writing {
        inputs,
        items: &items,
        criteria: &criteria,
    };
    Ok(writing.moments(released_moments, released))
}

/// Codes of the scale fields, in the order of the columns.
fn item_codes(inputs: &Inputs) -> Vec<String> {
    let scales = inputs.responses.scales.iter();
    scales
        .map(|(field, _)| inputs.form.fields[*field].code.clone())
        .collect()
}

struct Writing<'a> {
    inputs: &'a Inputs,
    items: &'a [String],
    criteria: &'a [String],
}

impl Writing<'_> {
    fn moments(&self, told: Released, released: &Figures) -> Moments {
        let codes = self.inputs.frame.iter().map(|row| row.code.as_str());
        let whole = std::iter::once((WHOLE, &told.whole));
        let domains = whole.chain(codes.zip(&told.localities));
        Moments {
            program: released.program.clone(),
            note: released.simulated.then(|| SIMULATED.to_owned()),
            items: self.items.to_vec(),
            criteria: self.criteria.to_vec(),
            domains: domains.map(|(code, own)| self.domain(code, own)).collect(),
            withheld: sums(&told.withheld),
            between: told.between.map(ByStyle::of),
        }
    }

    fn domain(&self, code: &str, own: &Domain) -> DomainMoments {
        let rates = own.dont_know.iter();
        let [mean, satisfied] = &own.matrices;
        DomainMoments {
            domain: code.to_owned(),
            size: own.size.map(|own| DomainSize {
                respondents: own.respondents,
                weight: own.weight,
                units: own.units,
                strata: own.strata,
                finite: own.finite,
            }),
            answered: own.answered.clone(),
            sums: sums(&own.items),
            dont_know: rates
                .map(|own| own.map(|[variance, plain]| Variances { variance, plain }))
                .collect(),
            matrices: ByStyle::of(
                [mean, satisfied].map(|own| own.as_ref().map(|own| self.matrix(own))),
            ),
            with_whole: ByStyle::of(own.with_whole),
        }
    }

    fn matrix(&self, own: &Matrix) -> MomentMatrix {
        let single = |part: &Part| match part[..] {
            [(item, 1.0)] => Some(self.items[item].clone()),
            _ => None,
        };
        let items: Option<Vec<String>> = own.parts.iter().map(single).collect();
        // One criterion of one item each is told as items.
        let (of, rows) = match items {
            Some(items) => (RowsOf::Items, items),
            None => (RowsOf::Criteria, self.criteria.to_vec()),
        };
        MomentMatrix {
            of,
            rows,
            covariance: own.covariance.0.clone(),
            plain: own.plain.0.clone(),
        }
    }
}

fn sums(items: &[Totals]) -> Sums {
    Sums {
        n: items.iter().map(|own| own.n).collect(),
        asked: items.iter().map(|own| own.asked).collect(),
        answers: items.iter().map(|own| own.answers).collect(),
        score: items.iter().map(|own| own.score).collect(),
        satisfied: items.iter().map(|own| own.satisfied).collect(),
        dont_know: items.iter().map(|own| own.dont_know).collect(),
    }
}

impl DomainMoments {
    /// One that tells nothing.
    pub fn empty(domain: &str, items: usize, criteria: usize) -> Self {
        Self {
            domain: domain.to_owned(),
            size: None,
            answered: vec![None; criteria + 1],
            sums: Sums::default(),
            dont_know: vec![None; items],
            matrices: ByStyle::default(),
            with_whole: ByStyle::default(),
        }
    }
}

impl Sums {
    /// Of one item.
    pub fn item(&self, at: usize) -> Totals {
        fn one<T: Copy>(list: &[Option<T>], at: usize) -> Option<T> {
            list.get(at).copied().flatten()
        }
        Totals {
            n: one(&self.n, at),
            asked: one(&self.asked, at),
            answers: one(&self.answers, at),
            score: one(&self.score, at),
            satisfied: one(&self.satisfied, at),
            dont_know: one(&self.dont_know, at),
        }
    }
}

impl Moments {
    pub fn domain(&self, code: &str) -> Option<&DomainMoments> {
        self.domains.iter().find(|own| own.domain == code)
    }

    /// As the statistics take them; `index` has the weights of the method. A matrix whose rows are not known, or that has
    /// too few numbers, is none.
    pub fn read(&self, own: &DomainMoments, index: &IndexSpec, options: Options) -> Domain {
        let mut domain = Domain {
            size: own.size.map(|own| Size {
                respondents: own.respondents,
                weight: own.weight,
                units: own.units,
                strata: own.strata,
                finite: own.finite,
            }),
            items: (0..self.items.len()).map(|at| own.sums.item(at)).collect(),
            answered: own.answered.clone(),
            matrices: [None, None],
            dont_know: own
                .dont_know
                .iter()
                .map(|own| own.map(|own| [own.variance, own.plain]))
                .collect(),
            with_whole: Style::ALL.map(|style| *own.with_whole.style(style)),
        };
        domain.matrices = Style::ALL.map(|style| {
            let matrix = own.matrices.style(style).as_ref()?;
            let item = |code: &String| self.items.iter().position(|own| own == code);
            let parts: Option<Vec<Part>> = match matrix.of {
                RowsOf::Items => matrix
                    .rows
                    .iter()
                    .map(|code| Some(vec![(item(code)?, 1.0)]))
                    .collect(),
                RowsOf::Criteria => domain.criteria(index, of_statistics(style), options),
            };
            let parts = parts.filter(|parts| {
                let entries = parts.len() * (parts.len() + 1) / 2;
                parts.len() == matrix.rows.len()
                    && matrix.covariance.len() == entries
                    && matrix.plain.len() == entries
            })?;
            Some(Matrix {
                parts,
                covariance: Triangle(matrix.covariance.clone()),
                plain: Triangle(matrix.plain.clone()),
            })
        });
        domain
    }

    pub fn bytes(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}
