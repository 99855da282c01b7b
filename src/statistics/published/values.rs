//! How many people have each value of a criterion, and of two criteria at once: what the rule of [`super::release`] looks at
//! where rows join several items. Never published.

use std::collections::HashMap;
use std::hash::Hash;

use rayon::prelude::*;

use crate::index::{Component, IndexSpec};
use crate::published::matrix::{half, place};
use crate::sample::Sample;
use crate::score::{Style, is_valid};
use crate::summation::CHUNK;

/// Which items of a criterion somebody answered, and the weighted sum of the scores in millionths. People with the same
/// value are the same in a row of the criteria's matrix, wherever the scores are centred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Value {
    answered: u64,
    sum: i64,
}

type Histogram<K> = HashMap<K, u64>;

/// Per style and locality.
#[derive(Clone, Debug, Default, PartialEq)]
struct Own {
    /// `[criterion]`
    rows: Vec<Histogram<Value>>,
    /// `[lower half of criterion × criterion]`, the later one first.
    pairs: Vec<Histogram<(Value, Value)>>,
}

/// `[style][locality]`
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Values {
    criteria: usize,
    own: [Vec<Own>; 2],
}

fn value(component: &Component, sample: &Sample, row: usize, style: Style) -> Value {
    let mut value = Value::default();
    for (at, (item, weight)) in (0_u32..).zip(&component.items) {
        let code = sample.items[*item][row];
        if is_valid(code) {
            // Beyond 64 items patterns fall together, which only makes groups larger.
            value.answered |= 1_u64.rotate_left(at);
            value.sum += (weight * style.score(code) * 1e6).round() as i64;
        }
    }
    value
}

fn merge<K: Eq + Hash>(into: &mut Histogram<K>, other: Histogram<K>) {
    for (key, count) in other {
        *into.entry(key).or_default() += count;
    }
}

impl Values {
    pub fn of(sample: &Sample, index: &IndexSpec) -> Self {
        let starts: Vec<usize> = (0..sample.len()).step_by(CHUNK).collect();
        let parts = starts.into_par_iter().map(|start| {
            let end = (start + CHUNK).min(sample.len());
            let mut part = Self::empty(sample, index);
            (start..end).for_each(|row| part.count(sample, index, row));
            part
        });
        // Whole numbers: the order in which parts are joined says nothing.
        parts.reduce(|| Self::empty(sample, index), Self::joined)
    }

    fn empty(sample: &Sample, index: &IndexSpec) -> Self {
        let criteria = index.components.len();
        let own = Own {
            rows: vec![HashMap::new(); criteria],
            pairs: vec![HashMap::new(); half(criteria)],
        };
        let all = vec![own; sample.localities];
        Self {
            criteria,
            own: [all.clone(), all],
        }
    }

    fn count(&mut self, sample: &Sample, index: &IndexSpec, row: usize) {
        for style in Style::ALL {
            let own = &mut self.own[style as usize][sample.locality[row] as usize];
            let components = index.components.iter();
            let values: Vec<Value> = components
                .map(|component| value(component, sample, row, style))
                .collect();
            for (at, a) in values.iter().enumerate() {
                *own.rows[at].entry(*a).or_default() += 1;
                for (before, b) in values[..at].iter().enumerate() {
                    let pair = &mut own.pairs[place(at, before)];
                    *pair.entry((*a, *b)).or_default() += 1;
                }
            }
        }
    }

    fn joined(mut self, other: Self) -> Self {
        for (all, part) in self.own.iter_mut().zip(other.own) {
            for (own, part) in all.iter_mut().zip(part) {
                let rows = own.rows.iter_mut().zip(part.rows);
                rows.for_each(|(into, part)| merge(into, part));
                let pairs = own.pairs.iter_mut().zip(part.pairs);
                pairs.for_each(|(into, part)| merge(into, part));
            }
        }
        self
    }

    /// The fewest people that any criterion, and any sum or difference of two, sets apart from the largest group of those who
    /// are the same in it.
    pub fn fewest_apart(&self, localities: &[usize], style: Style) -> u64 {
        let own = || localities.iter().map(|at| &self.own[style as usize][*at]);
        let of_row = |at: usize| {
            let values = own().flat_map(|own| &own.rows[at]);
            apart(values.map(|(value, count)| ((value.answered, 0, value.sum), *count)))
        };
        let of_pair = |at: usize, before: usize| {
            let of = |relation: fn(i64, i64) -> i64| {
                let values = own().flat_map(|own| &own.pairs[place(at, before)]);
                apart(values.map(|((a, b), count)| {
                    ((a.answered, b.answered, relation(a.sum, b.sum)), *count)
                }))
            };
            of(|a, b| a - b).min(of(|a, b| a + b))
        };
        (0..self.criteria)
            .flat_map(|at| {
                let pairs = (0..at).map(move |before| of_pair(at, before));
                std::iter::once(of_row(at)).chain(pairs)
            })
            .min()
            .unwrap_or(0)
    }
}

/// Of all who answered anything, those outside the largest group.
fn apart(values: impl Iterator<Item = ((u64, u64, i64), u64)>) -> u64 {
    let (mut all, mut groups) = (0, HashMap::new());
    for (key, count) in values.filter(|((a, b, _), _)| (a | b) != 0) {
        all += count;
        *groups.entry(key).or_insert(0_u64) += count;
    }
    all - groups.into_values().max().unwrap_or(0)
}
