//! One run: from a row of uniforms to the rank of each locality.

use std::ops::Range;

use crate::distribution::normal_quantile;
use crate::sensitivity::factors::Factor;
use crate::sensitivity::table::{Scores, Table};

pub struct Model<'a> {
    table: &'a Table,
    layout: Vec<(Factor, Range<usize>)>,
}

/// What a row of uniforms chooses; without any, the published index.
struct Choice<'a> {
    weights: Vec<f64>,
    geometric: bool,
    scores: &'a Scores,
    noise: Option<&'a [f64]>,
}

impl<'a> Model<'a> {
    pub fn new(table: &'a Table, factors: &[Factor], columns: &[Range<usize>]) -> Self {
        let layout = factors.iter().copied().zip(columns.iter().cloned());
        Self {
            table,
            layout: layout.collect(),
        }
    }

    /// Ranks of the published index.
    pub fn reference(&self) -> Vec<u32> {
        ranks(&index(
            &Choice {
                weights: self.table.weights.clone(),
                geometric: false,
                scores: &self.table.headline.left_out,
                noise: None,
            },
            &self.table.se,
        ))
    }

    pub fn ranks(&self, row: &[f64]) -> Vec<u32> {
        ranks(&index(&self.choice(row), &self.table.se))
    }

    fn choice<'b>(&'b self, row: &'b [f64]) -> Choice<'b> {
        let table = self.table;
        let mut weights = table.weights.clone();
        let (mut geometric, mut other, mut dont_know) = (false, false, 0);
        let (mut dropped, mut noise) = (None, None);
        for (factor, columns) in &self.layout {
            let own = &row[columns.clone()];
            let first = own.first().copied().unwrap_or_default();
            match factor {
                Factor::Weights => {
                    for (weight, u) in weights.iter_mut().zip(own) {
                        *weight *= 0.75 + 0.5 * u;
                    }
                }
                Factor::Aggregation => geometric = first >= 0.5,
                Factor::Style => other = first >= 0.5,
                Factor::DontKnow => dont_know = level(first, 3),
                Factor::DropOne => dropped = dropped_of(first, weights.len()),
                Factor::Sampling => noise = Some(own),
            }
        }
        if let Some(weight) = dropped.and_then(|at: usize| weights.get_mut(at)) {
            *weight = 0.0;
        }
        let treatments = if other { &table.other } else { &table.headline };
        Choice {
            weights,
            geometric,
            scores: match dont_know {
                0 => &treatments.left_out,
                1 => &treatments.as_middle,
                _ => &treatments.person_mean,
            },
            noise,
        }
    }
}

/// Which of `levels` equal parts of (0, 1) a uniform lies in.
fn level(u: f64, levels: usize) -> usize {
    ((u * levels as f64) as usize).min(levels - 1)
}

/// The first of the C + 1 parts drops nothing; a single component stays.
fn dropped_of(u: f64, components: usize) -> Option<usize> {
    if components < 2 {
        return None;
    }
    level(u, components + 1).checked_sub(1)
}

fn index(choice: &Choice<'_>, se: &[f64]) -> Vec<f64> {
    let sum: f64 = choice.weights.iter().sum();
    let weights: Vec<f64> = choice.weights.iter().map(|weight| weight / sum).collect();
    let weighted = |row: &[f64], of: fn(f64) -> f64| -> f64 {
        let terms = weights.iter().zip(row);
        terms.map(|(weight, score)| weight * of(*score)).sum()
    };
    let mut values: Vec<f64> = choice
        .scores
        .iter()
        .map(|row| {
            if choice.geometric {
                // On 1–100, so that no score is 0, and back, so that noise has the same unit.
                (weighted(row, |score| (1.0 + 0.99 * score).ln()).exp() - 1.0) / 0.99
            } else {
                weighted(row, |score| score)
            }
        })
        .collect();
    if let Some(noise) = choice.noise {
        for ((value, se), u) in values.iter_mut().zip(se).zip(noise) {
            *value += se * normal_quantile(*u);
        }
    }
    values
}

/// 1 + how many are higher; ties share.
fn ranks(values: &[f64]) -> Vec<u32> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let higher = |value: &f64| sorted.len() - sorted.partition_point(|other| other <= value);
    values
        .iter()
        .map(|value| 1 + higher(value) as u32)
        .collect()
}
