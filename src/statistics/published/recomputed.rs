//! From moments back to estimates, for any weights of criteria and items.

use crate::engine::scoring::Options;
use crate::estimate::Estimate;
use crate::index::IndexSpec;
use crate::published::{Domain, Part, Size, Totals};
use crate::score::Style;

/// What the moments say of one estimate; `None` where they do not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Recomputed {
    pub n: Option<u64>,
    pub value: Option<f64>,
    /// Linearised.
    pub variance: Option<f64>,
    /// As if drawn with simple random sampling, with replacement.
    pub plain: Option<f64>,
    /// Covariance with the same estimate of the whole.
    pub with_whole: Option<f64>,
}

/// All estimates of a domain.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DomainRecomputed {
    /// Of mean scores and of shares satisfied, as all pairs here.
    pub items: [Vec<Recomputed>; 2],
    pub components: [Vec<Recomputed>; 2],
    pub index: [Recomputed; 2],
    pub dont_know: Vec<Recomputed>,
    /// The index with every "don't know" scored 0, and scored 100.
    pub dont_know_bounds: [Option<(f64, f64)>; 2],
}

impl DomainRecomputed {
    pub fn index(&self, style: Style) -> Recomputed {
        self.index[style as usize]
    }
}

impl Recomputed {
    /// The estimate, where everything about it is told.
    pub fn estimate(&self, size: &Size) -> Option<Estimate> {
        let (n, variance, plain) = (self.n?, self.variance?, self.plain?);
        let without_replacement = match size.finite {
            true => plain * (1.0 - size.respondents as f64 / size.weight).max(0.0),
            false => plain,
        };
        Some(Estimate {
            value: self.value?,
            variance,
            linearised: variance,
            of_elements: variance,
            df: size.df(),
            pooled: false,
            deff: (without_replacement > 0.0).then(|| variance / without_replacement),
            n_eff: if variance > 0.0 {
                n as f64 * plain / variance
            } else {
                n as f64
            },
            covariance_with_whole: self.with_whole.unwrap_or(0.0),
        })
    }
}

/// Σ of what is scored over Σ of who is in the denominator.
type Fraction = (f64, f64);

fn percent((above, below): Fraction) -> Option<f64> {
    // Sums of the same weights may differ in their last digit.
    (below > 0.0).then(|| (above / below).clamp(0.0, 100.0))
}

impl Totals {
    fn fraction(&self, style: Style, options: Options) -> Option<Fraction> {
        let answers = self.answers?;
        Some(match style {
            Style::Mean => (self.score?, answers),
            Style::Satisfied if options.dk_in_denominator => {
                (100.0 * self.satisfied?, answers + self.dont_know?)
            }
            Style::Satisfied => (100.0 * self.satisfied?, answers),
        })
    }

    /// Every "don't know" scored as `score`.
    fn bound(&self, style: Style, score: f64) -> Option<Fraction> {
        let (above, _) = self.fraction(style, Options::default())?;
        let dont_know = self.dont_know?;
        Some((above + score * dont_know, self.answers? + dont_know))
    }

    fn n(&self, style: Style, options: Options) -> Option<u64> {
        match style {
            Style::Satisfied if options.dk_in_denominator => self.asked,
            _ => self.n,
        }
    }
}

/// Criteria and index of the items' sums; `None` for what does not exist or is not told.
struct Composed {
    components: Vec<Option<f64>>,
    index: Option<f64>,
}

fn composed(items: &[Option<Fraction>], index: &IndexSpec, options: Options) -> Composed {
    let at = |item: usize| items.get(item).copied().flatten();
    if options.pooled_answers {
        let pooled = |parts: &mut dyn Iterator<Item = usize>| {
            let mut sum = (0.0, 0.0);
            for item in parts {
                let (above, below) = at(item)?;
                sum = (sum.0 + above, sum.1 + below);
            }
            percent(sum)
        };
        let components = index.components.iter();
        let all = components
            .clone()
            .flat_map(|one| one.items.iter().map(|(item, _)| *item));
        return Composed {
            index: pooled(&mut all.collect::<Vec<_>>().into_iter()),
            components: components
                .map(|one| pooled(&mut one.items.iter().map(|(item, _)| *item)))
                .collect(),
        };
    }
    // An item that is not told is not one that nobody answered.
    let told = |item: &usize| at(*item).is_some();
    let answered = |item: usize| at(item).is_none_or(|(_, below)| below > 0.0);
    let usable = index.usable(answered).into_iter().zip(&index.components);
    let components: Vec<Option<f64>> = usable
        .map(|(parts, component)| {
            let all = component.items.iter().map(|(item, _)| item);
            let parts = parts.filter(|_| all.clone().all(told))?;
            let own = parts
                .iter()
                .map(|(item, weight)| Some(weight * percent(at(*item)?)?));
            own.sum()
        })
        .collect();
    let parts = components.iter().zip(&index.components);
    let whole = parts.map(|(own, component)| Some(component.weight * (*own)?));
    Composed {
        index: whole.sum(),
        components,
    }
}

/// Items and factors of every criterion, and of the index last; `None` where it does not exist.
fn coefficients(index: &IndexSpec, answered: impl Fn(usize) -> bool) -> Vec<Option<Part>> {
    let mut all = index.usable(answered);
    let mut whole: Option<Vec<(usize, f64)>> = Some(Vec::new());
    for (own, component) in all.iter().zip(&index.components) {
        whole = whole.zip(own.as_ref()).map(|(mut whole, own)| {
            for (item, weight) in own {
                match whole.iter_mut().find(|(other, _)| other == item) {
                    Some((_, sum)) => *sum += component.weight * weight,
                    None => whole.push((*item, component.weight * weight)),
                }
            }
            whole
        });
    }
    all.push(whole);
    all
}

impl Domain {
    /// Whether anybody answered; where that is not told, somebody did.
    pub(super) fn is_answered(&self, item: usize, style: Style, options: Options) -> bool {
        let totals = self.items.get(item);
        let fraction = totals.and_then(|own| own.fraction(style, options));
        fraction.is_none_or(|(_, below)| below > 0.0)
    }

    /// The criteria as weighted sums of items; `None` where one does not exist.
    pub fn criteria(&self, index: &IndexSpec, style: Style, options: Options) -> Option<Vec<Part>> {
        let mut parts = coefficients(index, |item| self.is_answered(item, style, options));
        parts.pop();
        parts.into_iter().collect()
    }

    /// Every estimate that follows, for these weights of criteria and items.
    pub fn recomputed(&self, index: &IndexSpec, options: Options) -> DomainRecomputed {
        let mut all = DomainRecomputed {
            dont_know: self.dont_know_rates(),
            ..DomainRecomputed::default()
        };
        for style in Style::ALL {
            let at = style as usize;
            let fractions: Vec<Option<Fraction>> = self
                .items
                .iter()
                .map(|own| own.fraction(style, options))
                .collect();
            let variances = |x: Option<&[(usize, f64)]>| {
                let found = self.matrices[at].as_ref().zip(x);
                found.and_then(|(matrix, x)| matrix.variances(x)).unzip()
            };
            let items = self.items.iter().zip(&fractions).enumerate();
            all.items[at] = items
                .map(|(item, (totals, fraction))| {
                    let (variance, plain) = variances(Some(&[(item, 1.0)]));
                    Recomputed {
                        n: totals.n(style, options),
                        value: fraction.and_then(percent),
                        variance,
                        plain,
                        with_whole: None,
                    }
                })
                .collect();
            let values = composed(&fractions, index, options);
            let factors = coefficients(index, |item| self.is_answered(item, style, options));
            let values = values.components.into_iter().chain([values.index]);
            let own = values.zip(&factors).zip(&self.answered);
            let mut composites: Vec<Recomputed> = own
                .map(|((value, factors), n)| {
                    let factors = factors.as_deref().filter(|_| !options.pooled_answers);
                    let (variance, plain) = variances(factors);
                    Recomputed {
                        n: *n,
                        value,
                        variance,
                        plain,
                        with_whole: None,
                    }
                })
                .collect();
            all.index[at] = Recomputed {
                with_whole: self.with_whole[at],
                ..composites.pop().unwrap_or_default()
            };
            all.components[at] = composites;
            let bound = |score: f64| {
                let moved: Vec<_> = self
                    .items
                    .iter()
                    .map(|own| own.bound(style, score))
                    .collect();
                composed(&moved, index, options).index
            };
            all.dont_know_bounds[at] = bound(0.0).zip(bound(100.0));
        }
        all
    }

    fn dont_know_rates(&self) -> Vec<Recomputed> {
        let rates = self.items.iter().zip(&self.dont_know);
        rates
            .map(|(totals, variances)| {
                let sums = totals.answers.zip(totals.dont_know);
                Recomputed {
                    n: totals.asked,
                    value: sums.and_then(|(answers, dont_know)| {
                        percent((100.0 * dont_know, answers + dont_know))
                    }),
                    variance: variances.map(|own| own[0]),
                    plain: variances.map(|own| own[1]),
                    with_whole: None,
                }
            })
            .collect()
    }
}
