//! Answers with their weights, strata and clusters, as the statistics take them.

use hailong_statistics::design::Design;
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::raking::{Margin, with_unknown};
use hailong_statistics::sample::Sample;
use hailong_statistics::score::is_valid;
use hailong_statistics::weights::{Trimmed, kish};
use rayon::prelude::*;

use crate::edition::figures::{RakingSummary, WHOLE, WeightRow};
use crate::edition::inputs::Inputs;
use crate::edition::margins::KnownMargin;
use crate::edition::method::{BaseWeight, Strata};

pub fn raking_summary(inputs: &Inputs, trimmed: &Trimmed) -> RakingSummary {
    let named = |margin: &usize| inputs.method.raking.get(*margin).cloned();
    let collapsed = inputs.known.collapsed.iter();
    RakingSummary {
        rounds: trimmed.raked.rounds,
        error: trimmed.raked.error,
        at_cap: trimmed.at_cap,
        cap_dropped: trimmed.cap_dropped,
        rescaled: trimmed.raked.rescaled.iter().filter_map(named).collect(),
        collapsed: collapsed
            .map(|own| {
                [
                    own.margin.clone(),
                    own.category.clone(),
                    own.neighbour.clone(),
                ]
            })
            .collect(),
    }
}

/// The answers with reversed items flipped, and weights and strata as the method wants them.
pub fn sample_of(inputs: &Inputs) -> Sample {
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
    let (stratum, strata) = match (inputs.method.strata, &responses.stratum) {
        (Strata::Column, Some((names, stratum))) => (stratum.clone(), names.len()),
        _ => (responses.locality.clone(), inputs.frame.len()),
    };
    let weight = match (inputs.method.base, &responses.weight, &inputs.known.strata) {
        (BaseWeight::Column, Some(weight), _) => weight.clone(),
        (BaseWeight::Stratum, _, Some(people)) => by_stratum(&stratum, people),
        _ => responses.locality.iter().map(by_population).collect(),
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

/// N_h / n_h.
fn by_stratum(stratum: &[u32], people: &[f64]) -> Vec<f64> {
    let mut sampled = vec![0_u32; people.len()];
    for own in stratum {
        sampled[*own as usize] += 1;
    }
    let weight = |own: &u32| people[*own as usize] / f64::from(sampled[*own as usize]);
    stratum.iter().map(weight).collect()
}

/// The margins of the method: localities where nobody answered are left out of theirs, and unknown categories are one of
/// their own.
pub fn margins_of(inputs: &Inputs, sample: &Sample) -> Vec<Margin> {
    let mut has_answers = vec![false; inputs.frame.len()];
    for place in &sample.locality {
        has_answers[*place as usize] = true;
    }
    let margin = |known: &KnownMargin| match known {
        KnownMargin::Localities => {
            let population = inputs.frame.iter().zip(&has_answers);
            Margin {
                category: sample.locality.clone(),
                target: population
                    .map(|(row, answers)| if *answers { row.population as f64 } else { 0.0 })
                    .collect(),
            }
        }
        KnownMargin::Column(of_row, target) => with_unknown(&sample.weight, of_row, target),
        KnownMargin::Within {
            of_row,
            target,
            locality,
        } => with_unknown_within(sample, of_row, target, locality),
    };
    inputs.known.margins.iter().map(margin).collect()
}

/// Unknown categories are one of their own in each locality.
fn with_unknown_within(
    sample: &Sample,
    of_row: &[Option<u32>],
    target: &[f64],
    locality: &[u32],
) -> Margin {
    let mut sums = vec![[0.0; 2]; sample.localities];
    for ((own, place), weight) in of_row.iter().zip(&sample.locality).zip(&sample.weight) {
        sums[*place as usize][usize::from(own.is_none())] += weight;
    }
    let share = |[known, unknown]: [f64; 2]| unknown / (known + unknown);
    let mut targets: Vec<f64> = target
        .iter()
        .zip(locality)
        .map(|(target, place)| match sums[*place as usize] {
            sums @ [_, unknown] if unknown > 0.0 => target * (1.0 - share(sums)),
            _ => *target,
        })
        .collect();
    let mut unknown = vec![0_u32; sample.localities];
    for (place, sums) in sums.iter().enumerate().filter(|(_, sums)| sums[1] > 0.0) {
        let own = target
            .iter()
            .zip(locality)
            .filter(|(_, at)| **at as usize == place);
        unknown[place] = targets.len() as u32;
        targets.push(own.map(|(target, _)| target).sum::<f64>() * share(*sums));
    }
    let category = of_row.iter().zip(&sample.locality);
    Margin {
        category: category
            .map(|(own, place)| own.unwrap_or(unknown[*place as usize]))
            .collect(),
        target: targets,
    }
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
    let population = match &inputs.known.strata {
        Some(people) => people
            .iter()
            .map(|people| finite.then_some(*people))
            .collect(),
        None if inputs.method.strata == Strata::Column || inputs.responses.psu.is_some() => {
            Vec::new()
        }
        None => {
            let people = inputs.frame.iter().map(|row| row.population as f64);
            people.map(|people| finite.then_some(people)).collect()
        }
    };
    Design {
        kind: inputs.method.design_kind(),
        stratum_population: population,
    }
}
