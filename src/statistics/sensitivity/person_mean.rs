//! A mean per person before the mean over persons: the alternative to forming items first (method §3, §12).

use rayon::prelude::*;

use crate::error::Error;
use crate::index::IndexSpec;
use crate::sample::Sample;
use crate::score::{Style, is_valid};
use crate::summation::CHUNK;

/// `[locality][component]`; `None` where nobody has a valid answer.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonMeans {
    pub mean: Vec<Vec<Option<f64>>>,
    pub satisfied: Vec<Vec<Option<f64>>>,
}

impl PersonMeans {
    pub fn style(&self, style: Style) -> &[Vec<Option<f64>>] {
        match style {
            Style::Mean => &self.mean,
            Style::Satisfied => &self.satisfied,
        }
    }
}

/// Σ w m / Σ w over the persons of a locality with an answer in the component, m = Σ_q v_q a s / Σ_q v_q a.
pub fn person_means(sample: &Sample, index: &IndexSpec) -> Result<PersonMeans, Error> {
    sample.check()?;
    index.check(sample.items.len())?;
    let cells = sample.localities * index.components.len();
    let starts: Vec<usize> = (0..sample.len()).step_by(CHUNK).collect();
    let chunks: Vec<Vec<[f64; 3]>> = starts
        .into_par_iter()
        .map(|from| chunk(sample, index, from))
        .collect();
    let mut sums = vec![[0.0; 3]; cells];
    for chunk in chunks {
        for (sum, own) in sums.iter_mut().zip(chunk) {
            for (sum, own) in sum.iter_mut().zip(own) {
                *sum += own;
            }
        }
    }
    let means = |at: usize| -> Vec<Vec<Option<f64>>> {
        let mean = |sums: &[f64; 3]| (sums[0] > 0.0).then(|| sums[at] / sums[0]);
        sums.chunks(index.components.len().max(1))
            .map(|own| own.iter().map(mean).collect())
            .collect()
    };
    Ok(PersonMeans {
        mean: means(1),
        satisfied: means(2),
    })
}

/// Σ w, Σ w m in style A, Σ w m in style B, per locality and component.
fn chunk(sample: &Sample, index: &IndexSpec, from: usize) -> Vec<[f64; 3]> {
    let components = index.components.len();
    let mut sums = vec![[0.0; 3]; sample.localities * components];
    for row in from..(from + CHUNK).min(sample.len()) {
        let weight = sample.weight[row];
        for (at, component) in index.components.iter().enumerate() {
            let (mut answered, mut mean, mut satisfied) = (0.0, 0.0, 0.0);
            for (item, v) in &component.items {
                let code = sample.items[*item][row];
                if is_valid(code) {
                    answered += v;
                    mean += v * Style::Mean.score(code);
                    satisfied += v * Style::Satisfied.score(code);
                }
            }
            if answered > 0.0 {
                let sum = &mut sums[sample.locality[row] as usize * components + at];
                sum[0] += weight;
                sum[1] += weight * mean / answered;
                sum[2] += weight * satisfied / answered;
            }
        }
    }
    sums
}
