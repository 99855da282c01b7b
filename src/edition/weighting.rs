//! Answers with their weights, strata and clusters, as the statistics take them.

use hailong_statistics::calibration::Calibration;
use hailong_statistics::clustering::{Clustering, LonelyPsu};
use hailong_statistics::design::Design;
use hailong_statistics::estimate::{Estimates, estimate, estimate_calibrated, estimate_clustered};
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::raking::{Margin, with_unknown};
use hailong_statistics::sample::Sample;
use hailong_statistics::score::is_valid;
use hailong_statistics::weights::{kish, rake_trimmed};
use rayon::prelude::*;

use crate::edition::compute::ComputeFailure;
use crate::edition::figures::{RakingSummary, WHOLE, WeightRow};
use crate::edition::inputs::{Inputs, KnownMargin};
use crate::edition::method::{BaseWeight, Strata};

/// Weighted answers, and what their variances need to know.
pub struct Prepared {
    pub sample: Sample,
    pub raking: Option<RakingSummary>,
    calibration: Option<Calibration>,
    clustering: Option<Clustering>,
}

impl Prepared {
    pub fn of(inputs: &Inputs) -> Result<Self, ComputeFailure> {
        let mut sample = sample_of(inputs);
        let margins = margins_of(inputs, &sample);
        let (mut raking, mut calibration, mut clustering) = (None, None, None);
        if let Some(psu) = &inputs.responses.psu {
            let population = vec![None; sample.strata];
            clustering = Some(Clustering::new(
                &sample.stratum,
                psu,
                &population,
                LonelyPsu::Adjust,
            )?);
        } else if !margins.is_empty() {
            sample.check()?;
            calibration = Some(Calibration::new(&sample.weight, &margins));
            let cap = inputs.method.cap;
            let trimmed = rake_trimmed(
                &sample.weight,
                &margins,
                &sample.locality,
                sample.localities,
                cap,
            )?;
            let named = |margin: &usize| inputs.method.raking.get(*margin).cloned();
            raking = Some(RakingSummary {
                rounds: trimmed.raked.rounds,
                error: trimmed.raked.error,
                at_cap: trimmed.at_cap,
                cap_dropped: trimmed.cap_dropped,
                rescaled: trimmed.raked.rescaled.iter().filter_map(named).collect(),
            });
            sample.weight = trimmed.raked.weight;
        }
        Ok(Self {
            sample,
            raking,
            calibration,
            clustering,
        })
    }

    pub fn estimates(
        &self,
        index: &IndexSpec,
        design: &Design,
    ) -> Result<Estimates, ComputeFailure> {
        match (&self.clustering, &self.calibration) {
            (Some(clustering), _) => estimate_clustered(&self.sample, index, design, clustering),
            (None, Some(calibration)) => {
                estimate_calibrated(&self.sample, index, design, calibration)
            }
            (None, None) => estimate(&self.sample, index, design),
        }
    }
}

/// The answers with reversed items flipped, and weights and strata as the method wants them.
fn sample_of(inputs: &Inputs) -> Sample {
    let responses = &inputs.responses;
    let items = responses
        .scales
        .par_iter()
        .map(|(field, codes)| {
            let reversed = inputs
                .form
                .fields
                .get(*field)
                .is_some_and(|field| inputs.form.is_reversed(field));
            let flip = |code: &u8| {
                if reversed && is_valid(*code) {
                    6 - code
                } else {
                    *code
                }
            };
            codes.iter().map(flip).collect()
        })
        .collect();
    let mut sizes = vec![0_u32; inputs.frame.len()];
    for place in &responses.locality {
        sizes[*place as usize] += 1;
    }
    let by_population = |place: &u32| {
        inputs.frame[*place as usize].population as f64 / f64::from(sizes[*place as usize])
    };
    let weight = match (inputs.method.base, &responses.weight) {
        (BaseWeight::Column, Some(weight)) => weight.clone(),
        _ => responses.locality.iter().map(by_population).collect(),
    };
    let (stratum, strata) = match (inputs.method.strata, &responses.stratum) {
        (Strata::Column, Some((names, stratum))) => (stratum.clone(), names.len()),
        _ => (responses.locality.clone(), inputs.frame.len()),
    };
    Sample {
        items,
        locality: responses.locality.clone(),
        localities: inputs.frame.len(),
        stratum,
        strata,
        weight,
    }
}

/// The margins of the method: localities where nobody answered are left out of theirs, and unknown categories are one of
/// their own.
fn margins_of(inputs: &Inputs, sample: &Sample) -> Vec<Margin> {
    let margin = |known: &KnownMargin| match known {
        KnownMargin::Localities => {
            let answered = |place: usize| sample.locality.iter().any(|own| *own as usize == place);
            let population = inputs
                .frame
                .iter()
                .map(|row| row.population as f64)
                .enumerate();
            Margin {
                category: sample.locality.clone(),
                target: population
                    .map(|(place, people)| if answered(place) { people } else { 0.0 })
                    .collect(),
            }
        }
        KnownMargin::Column(place, targets) => {
            let column = &inputs.responses.categories[*place];
            let own: Vec<u32> = column
                .names
                .iter()
                .map(|name| {
                    targets
                        .iter()
                        .position(|(category, _)| category == name)
                        .unwrap_or_default() as u32
                })
                .collect();
            let category: Vec<Option<u32>> = column
                .of_row
                .iter()
                .map(|row| row.map(|name| own[name as usize]))
                .collect();
            let target: Vec<f64> = targets.iter().map(|(_, target)| *target).collect();
            with_unknown(&sample.weight, &category, &target)
        }
    };
    inputs.margins.iter().map(margin).collect()
}

pub fn weights(inputs: &Inputs, sample: &Sample) -> Vec<WeightRow> {
    let row = |domain: &str, weights: &[f64]| {
        let spread = kish(weights);
        (!weights.is_empty()).then(|| WeightRow {
            domain: domain.to_owned(),
            n: weights.len() as u64,
            min: spread.min,
            median: spread.median,
            max: spread.max,
            deff: spread.deff,
            n_eff: spread.n_eff,
        })
    };
    let mut own = vec![Vec::new(); inputs.frame.len()];
    for (weight, place) in sample.weight.iter().zip(&sample.locality) {
        own[*place as usize].push(*weight);
    }
    let localities = inputs.frame.iter().zip(&own);
    std::iter::once(row(WHOLE, &sample.weight))
        .chain(localities.map(|(locality, weights)| row(&locality.code, weights)))
        .flatten()
        .collect()
}

/// The criteria of `asked`, on the columns of `answered`.
pub fn index_of(asked: &Inputs, answered: &Inputs) -> IndexSpec {
    let place = |field: usize| {
        let code = &asked.form.fields[field].code;
        let scales = &answered.responses.scales;
        scales
            .iter()
            .position(|(own, _)| answered.form.fields[*own].code == *code)
            .unwrap_or(usize::MAX)
    };
    let weights = asked.method.criteria_weights(&asked.form);
    let components = asked
        .form
        .criteria
        .iter()
        .zip(weights)
        .map(|(criterion, weight)| Component {
            weight,
            items: criterion
                .items
                .iter()
                .map(|item| (place(item.field), item.weight))
                .collect(),
        });
    IndexSpec {
        components: components.collect(),
    }
}

pub fn design_of(inputs: &Inputs) -> Design {
    let finite = inputs.method.finite_population;
    let population = inputs
        .frame
        .iter()
        .map(|row| finite.then_some(row.population as f64));
    Design {
        kind: inputs.method.design_kind(),
        stratum_population: population.collect(),
    }
}
