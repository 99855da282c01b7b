//! The estimates of one domain as linear functions of the answers.

use crate::engine::moments::{Moments, SLOTS};
use crate::engine::scoring::{Measure, Options, mean};
use crate::index::IndexSpec;
use crate::score::Style;

/// Coefficient of w_i per code of one item.
pub(crate) type Table = [f64; SLOTS];

/// A value with its linear score u_i = w_i Σ table[item][code].
#[derive(Clone, Debug)]
pub(crate) struct Linear {
    pub value: f64,
    pub parts: Vec<(usize, Table)>,
}

impl Linear {
    /// Σ over a place of one kind of weight times the score.
    pub fn sum(&self, moments: &Moments, place: usize, kind: usize) -> f64 {
        let parts = self.parts.iter();
        parts
            .map(|(item, table)| {
                let codes = moments.item(place, *item).iter().zip(table);
                codes.map(|(sums, score)| sums[kind] * score).sum::<f64>()
            })
            .sum()
    }

    /// Σ of one kind of weight times the product of two scores of single items.
    pub fn product(&self, other: &Self, moments: &Moments, place: usize, kind: usize) -> f64 {
        let pairs = self.parts.iter().zip(&other.parts);
        pairs
            .map(|((item, a), (_, b))| {
                let codes = moments.item(place, *item).iter().zip(a.iter().zip(b));
                codes.map(|(sums, (a, b))| sums[kind] * a * b).sum::<f64>()
            })
            .sum()
    }
}

/// Where each estimate lies among all of a domain: items, criteria and index of each style, then don't-know rates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Order {
    pub items: usize,
    pub components: usize,
}

impl Order {
    fn of_style(self) -> usize {
        self.items + self.components + 1
    }

    pub fn len(self) -> usize {
        2 * self.of_style() + self.items
    }

    fn style(self, style: Style) -> usize {
        match style {
            Style::Mean => 0,
            Style::Satisfied => self.of_style(),
        }
    }

    pub fn item(self, style: Style, item: usize) -> usize {
        self.style(style) + item
    }

    pub fn component(self, style: Style, component: usize) -> usize {
        self.style(style) + self.items + component
    }

    pub fn index(self, style: Style) -> usize {
        self.component(style, self.components)
    }

    pub fn dont_know(self, item: usize) -> usize {
        2 * self.of_style() + item
    }

    /// Style and place among criteria and index, where the estimate is one of them.
    pub fn composite(self, at: usize) -> Option<(Style, usize)> {
        Style::ALL.into_iter().find_map(|style| {
            let from = self.component(style, 0);
            (from..=from + self.components)
                .contains(&at)
                .then(|| (style, at - from))
        })
    }
}

/// All estimates of a domain in [`Order`]; `None` where one cannot be formed. `weights` are Σ w per item and slot.
pub(crate) fn all(
    weights: &[[f64; SLOTS]],
    index: &IndexSpec,
    options: Options,
) -> Vec<Option<Linear>> {
    let [mean_items, satisfied_items, dont_know] = Measure::ALL.map(|measure| {
        let scores = measure.scores(options);
        let items = weights.iter().enumerate();
        items
            .map(|(item, weights)| {
                let (value, total) = mean(std::iter::once((&scores, weights)))?;
                let table = centred(&scores, value, total);
                Some(Linear {
                    value,
                    parts: vec![(item, table)],
                })
            })
            .collect::<Vec<_>>()
    });
    let mut estimates = Vec::new();
    for (style, items) in [
        (Style::Mean, mean_items),
        (Style::Satisfied, satisfied_items),
    ] {
        let composites = if options.pooled_answers {
            pooled(weights, index, style, options)
        } else {
            averaged(&items, index)
        };
        estimates.extend(items);
        estimates.extend(composites);
    }
    estimates.extend(dont_know);
    estimates
}

/// The values of [`all`] alone, for replicates.
pub(crate) fn values(
    weights: &[[f64; SLOTS]],
    index: &IndexSpec,
    options: Options,
) -> Vec<Option<f64>> {
    let mut values = Vec::new();
    let of = |scores: &[Option<f64>; SLOTS], item: usize| {
        mean(std::iter::once((scores, &weights[item]))).map(|(value, _)| value)
    };
    for style in Style::ALL {
        let scores = Measure::Score(style).scores(options);
        let start = values.len();
        values.extend((0..weights.len()).map(|item| of(&scores, item)));
        if options.pooled_answers {
            let pooled = pooled(weights, index, style, options).into_iter();
            values.extend(pooled.map(|one| one.map(|one| one.value)));
            continue;
        }
        let mut whole = Some(0.0);
        for component in &index.components {
            let item = |item: usize| values[start + item];
            let own = component.scale(|at| item(at).is_some()).map(|scale| {
                let parts = component.items.iter();
                parts
                    .filter_map(|&(at, weight)| Some(scale * weight * item(at)?))
                    .sum::<f64>()
            });
            whole = whole
                .zip(own)
                .map(|(sum, own)| sum + component.weight * own);
            values.push(own);
        }
        values.push(whole);
    }
    let scores = Measure::DontKnow.scores(options);
    values.extend((0..weights.len()).map(|item| of(&scores, item)));
    values
}

/// (s − Y) / N for codes in the denominator, else 0.
fn centred(scores: &[Option<f64>; SLOTS], value: f64, total: f64) -> Table {
    scores.map(|score| score.map_or(0.0, |score| (score - value) / total))
}

/// Criteria as weighted means of item means, then the index (method §3).
fn averaged(items: &[Option<Linear>], index: &IndexSpec) -> Vec<Option<Linear>> {
    let answered = |item: usize| items[item].is_some();
    let mut composites: Vec<Option<Linear>> = index
        .components
        .iter()
        .map(|component| {
            let scale = component.scale(answered)?;
            let parts = component.items.iter();
            combined(
                parts.filter_map(|&(item, weight)| Some((items[item].as_ref()?, scale * weight))),
            )
        })
        .collect();
    let whole = composites.iter().all(Option::is_some).then(|| {
        let parts = composites.iter().flatten().zip(&index.components);
        combined(parts.map(|(one, component)| (one, component.weight)))
    });
    composites.push(whole.flatten());
    composites
}

fn combined<'a>(parts: impl Iterator<Item = (&'a Linear, f64)>) -> Option<Linear> {
    let mut whole = Linear {
        value: 0.0,
        parts: Vec::new(),
    };
    for (one, weight) in parts {
        whole.value += weight * one.value;
        let scaled = one
            .parts
            .iter()
            .map(|(item, table)| (*item, table.map(|own| weight * own)));
        whole.parts.extend(scaled);
    }
    (!whole.parts.is_empty()).then_some(whole)
}

/// Criteria and index as ratios over all answers together (method, Traps 6).
fn pooled(
    weights: &[[f64; SLOTS]],
    index: &IndexSpec,
    style: Style,
    options: Options,
) -> Vec<Option<Linear>> {
    let scores = Measure::Score(style).scores(options);
    let of = |items: &mut dyn Iterator<Item = usize>| {
        let items: Vec<usize> = items.collect();
        let parts = items.iter().map(|item| (&scores, &weights[*item]));
        let (value, total) = mean(parts)?;
        let table = centred(&scores, value, total);
        Some(Linear {
            value,
            parts: items.into_iter().map(|item| (item, table)).collect(),
        })
    };
    let components = index.components.iter();
    let own = components.map(|component| of(&mut component.items.iter().map(|(item, _)| *item)));
    let mut composites: Vec<Option<Linear>> = own.collect();
    let all = index
        .components
        .iter()
        .flat_map(|component| &component.items);
    composites.push(of(&mut all.map(|(item, _)| *item)));
    composites
}
