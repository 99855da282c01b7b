//! What every run starts from: component scores under each treatment, and standard errors.

use crate::error::Error;
use crate::estimate::{DomainEstimates, Estimates};
use crate::index::IndexSpec;
use crate::sample::Sample;
use crate::score::Style;
use crate::sensitivity::SensitivityError;
use crate::sensitivity::person_mean::person_means;

/// `[locality][component]`, on 0–100.
pub type Scores = Vec<Vec<f64>>;

/// Component scores by what is done with "don't know".
#[derive(Clone, Debug, PartialEq)]
pub struct Treatments {
    /// It does not count (method §3).
    pub left_out: Scores,
    /// It counts as 50.
    pub as_middle: Scores,
    /// A mean per person first.
    pub person_mean: Scores,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// W_c
    pub weights: Vec<f64>,
    /// In the style of the published index.
    pub headline: Treatments,
    /// In the other style, with the headline's mean and spread.
    pub other: Treatments,
    /// SE_j of the published index.
    pub se: Vec<f64>,
}

impl Table {
    /// Component scores alone, with nothing known about other treatments, styles and standard errors: only
    /// [`Weights`](super::Factor::Weights), [`Aggregation`](super::Factor::Aggregation) and
    /// [`DropOne`](super::Factor::DropOne) have something to vary.
    pub fn plain(weights: Vec<f64>, scores: Scores) -> Self {
        let same = Treatments {
            left_out: scores.clone(),
            as_middle: scores.clone(),
            person_mean: scores,
        };
        Self {
            weights,
            se: vec![0.0; same.left_out.len()],
            headline: same.clone(),
            other: same,
        }
    }

    /// The localities with these numbers, which all have an index in the style `headline`. `None` where one lacks a
    /// component.
    pub fn of(
        localities: &[usize],
        headline: Style,
        sample: &Sample,
        index: &IndexSpec,
        estimates: &Estimates,
    ) -> Result<Option<Self>, Error> {
        let means = person_means(sample, index)?;
        let own = |locality: usize| &estimates.localities[locality];
        let treatments = |style: Style| -> Option<Treatments> {
            let each = |of: &dyn Fn(usize) -> Option<Vec<f64>>| -> Option<Scores> {
                localities.iter().map(|locality| of(*locality)).collect()
            };
            Some(Treatments {
                left_out: each(&|locality| components(own(locality), style))?,
                as_middle: each(&|locality| as_middle(index, own(locality), style))?,
                person_mean: each(&|locality| {
                    means.style(style)[locality].iter().copied().collect()
                })?,
            })
        };
        let other = match headline {
            Style::Mean => Style::Satisfied,
            Style::Satisfied => Style::Mean,
        };
        let se = localities.iter().map(|locality| {
            let index = own(*locality).style(headline).index.estimate?;
            Some(index.variance.sqrt())
        });
        let whole = |style| components(&estimates.whole, style);
        let found = (|| {
            let (own, from) = (treatments(headline)?, treatments(other)?);
            let standard = Standard::new(
                (&own.left_out, whole(headline)?),
                (&from.left_out, whole(other)?),
            );
            Some(Self {
                weights: index.components.iter().map(|one| one.weight).collect(),
                other: Treatments {
                    left_out: standard.brought(from.left_out),
                    as_middle: standard.brought(from.as_middle),
                    person_mean: standard.brought(from.person_mean),
                },
                headline: own,
                se: se.collect::<Option<_>>()?,
            })
        })();
        Ok(found)
    }

    pub fn localities(&self) -> usize {
        self.se.len()
    }

    pub fn components(&self) -> usize {
        self.weights.len()
    }

    pub(super) fn check(&self) -> Result<(), SensitivityError> {
        let positive = |weight: &f64| *weight > 0.0 && weight.is_finite();
        let complete = |scores: &Scores| {
            scores.len() == self.localities()
                && scores.iter().all(|row| {
                    row.len() == self.components() && row.iter().all(|score| score.is_finite())
                })
        };
        let treated = |one: &Treatments| {
            complete(&one.left_out) && complete(&one.as_middle) && complete(&one.person_mean)
        };
        let is_good = !self.weights.is_empty()
            && self.weights.iter().all(positive)
            && self.se.iter().all(|se| *se >= 0.0 && se.is_finite())
            && treated(&self.headline)
            && treated(&self.other);
        is_good.then_some(()).ok_or(SensitivityError::Table)
    }
}

fn components(own: &DomainEstimates, style: Style) -> Option<Vec<f64>> {
    let found = own.style(style).components.iter();
    found.map(|one| Some(one.estimate?.value)).collect()
}

/// Σ v_q (Y_q (1 − DK) + 50 DK).
fn as_middle(index: &IndexSpec, own: &DomainEstimates, style: Style) -> Option<Vec<f64>> {
    let asked = |item: usize| own.dont_know.get(item).and_then(|one| one.estimate);
    let usable = index.usable(|item| asked(item).is_some());
    let score = |(item, weight): (usize, f64)| {
        let unsure = asked(item)?.value / 100.0;
        let known = own.style(style).items.get(item)?.estimate;
        let known = known.map_or(0.0, |found| found.value);
        Some(weight * (known * (1.0 - unsure) + 50.0 * unsure))
    };
    let sum = |items: Option<Vec<(usize, f64)>>| items?.into_iter().map(score).sum();
    usable.into_iter().map(sum).collect()
}

/// How one style's scores are brought to another's: per component to the value of all localities together and to the
/// standard deviation over the localities, so that no component gains weight by spreading more in one style.
struct Standard {
    /// Centre here, centre there, factor.
    components: Vec<(f64, f64, f64)>,
}

impl Standard {
    /// `to` and `from`: the localities' scores and those of all together.
    fn new(to: (&Scores, Vec<f64>), from: (&Scores, Vec<f64>)) -> Self {
        let centres = from.1.into_iter().zip(to.1).enumerate();
        let components = centres.map(|(at, (here, there))| {
            let spread = deviation(from.0, at);
            let factor = if spread > 0.0 {
                deviation(to.0, at) / spread
            } else {
                0.0
            };
            (here, there, factor)
        });
        Self {
            components: components.collect(),
        }
    }

    /// Kept on 0–100.
    fn brought(&self, mut scores: Scores) -> Scores {
        for (score, (here, there, factor)) in scores
            .iter_mut()
            .flat_map(|row| row.iter_mut().zip(&self.components))
        {
            *score = (there + (*score - here) * factor).clamp(0.0, 100.0);
        }
        scores
    }
}

fn deviation(scores: &Scores, component: usize) -> f64 {
    let n = scores.len() as f64;
    let values = || scores.iter().map(|row| row[component]);
    let mean = values().sum::<f64>() / n;
    let square: f64 = values().map(|value| (value - mean) * (value - mean)).sum();
    (square / (n - 1.0).max(1.0)).sqrt()
}
