//! Answers with their weights, strata and clusters, as the statistics take them.

use std::borrow::Cow;

use hailong_statistics::calibration::Calibration;
use hailong_statistics::clustering::Clustering;
use hailong_statistics::design::{Design, DesignKind, stratum_counts};
use hailong_statistics::estimate::{Estimates, Survey, UnitScores, VarianceMethod};
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::membership::Membership;
use hailong_statistics::pooling::pool;
use hailong_statistics::raking::{Margin, with_unknown};
use hailong_statistics::replicates::rao_wu;
use hailong_statistics::sample::Sample;
use hailong_statistics::score::is_valid;
use hailong_statistics::weights::{Trimmed, adjust_for_nonresponse, kish, rake_trimmed};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rayon::prelude::*;

use crate::edition::compute::{ComputeFailure, rows};
use crate::edition::crosswalk::Moved;
use crate::edition::earlier::Answers;
use crate::edition::figures::{RakingSummary, VarianceSummary, WHOLE, WeightRow};
use crate::edition::inputs::{Inputs, PSU};
use crate::edition::margins::KnownMargin;
use crate::edition::method::{BaseWeight, Strata, VarianceName};

/// Weighted answers, and what their variances need to know.
pub struct Prepared {
    pub sample: Sample,
    pub raking: Option<RakingSummary>,
    /// Which localities the respondents count for, where those are not the frame's.
    pub membership: Option<Membership>,
    calibration: Option<Calibration>,
    clustering: Option<Clustering>,
    method: VarianceName,
    /// Factors of the bootstrap's replicates.
    draws: Vec<Vec<f64>>,
}

impl Prepared {
    pub fn of(inputs: &Inputs) -> Result<Self, ComputeFailure> {
        let (method, known) = (&inputs.method, &inputs.known);
        let mut sample = sample_of(inputs);
        if let Some((class, eligible)) = &known.eligible {
            sample.weight = adjust_for_nonresponse(&sample.weight, class, eligible)?;
        }
        sample.check()?;
        let clustering = inputs.responses.psu.as_ref().map(|psu| {
            let population = match &known.psus {
                Some(psus) => psus.iter().copied().map(Some).collect(),
                None => vec![None; sample.strata],
            };
            Clustering::new(&sample.stratum, psu, &population, method.lonely)
        });
        let clustering = clustering.transpose()?;
        let margins = margins_of(inputs, &sample);
        let (mut raking, mut calibration) = (None, None);
        if !margins.is_empty() {
            calibration = Some(Calibration::new(&sample.weight, &margins)?);
            let trimmed = rake_trimmed(
                &sample.weight,
                &margins,
                &sample.locality,
                sample.localities,
                method.cap,
            )?;
            raking = Some(raking_summary(inputs, &trimmed));
            sample.weight = trimmed.raked.weight;
        }
        let is_clustered_and_raked = clustering.is_some() && calibration.is_some();
        let name = method.variance.unwrap_or(if is_clustered_and_raked {
            VarianceName::Jackknife
        } else {
            VarianceName::Linearised
        });
        let draws = match (&clustering, name, method.seed) {
            (Some(clustering), VarianceName::Bootstrap, Some(seed)) => rao_wu(
                clustering,
                method.replicates,
                &mut ChaCha8Rng::seed_from_u64(seed),
            ),
            _ => Vec::new(),
        };
        Ok(Self {
            sample,
            raking,
            membership: None,
            calibration,
            clustering,
            method: name,
            draws,
        })
    }

    /// The same respondents in the units of an earlier survey, which count for `localities` of today.
    pub fn moved_to(mut self, moved: &Moved, localities: usize) -> Self {
        self.sample.locality = moved.of_row.clone();
        self.sample.localities = moved.units.len();
        self.membership = Some(Membership {
            localities,
            of_unit: moved.units.iter().map(|unit| unit.today.clone()).collect(),
        });
        self
    }

    /// The localities that a respondent counts for.
    pub fn places(&self, row: usize) -> impl Iterator<Item = u32> {
        let unit = self.sample.locality[row];
        let moved = self
            .membership
            .as_ref()
            .map(|own| &own.of_unit[unit as usize]);
        let own = moved.is_none().then_some(unit);
        moved
            .into_iter()
            .flatten()
            .map(|(place, _)| *place)
            .chain(own)
    }

    /// The respondents by the localities they count for: once for each, with their share of the weight.
    pub fn by_locality(&self) -> Cow<'_, Sample> {
        let Some(membership) = &self.membership else {
            return Cow::Borrowed(&self.sample);
        };
        let own = &self.sample;
        let mut sample = Sample {
            items: vec![Vec::new(); own.items.len()],
            localities: membership.localities,
            strata: own.strata,
            ..Sample::default()
        };
        for row in 0..own.len() {
            for (place, share) in &membership.of_unit[own.locality[row] as usize] {
                sample.locality.push(*place);
                sample.stratum.push(own.stratum[row]);
                sample.weight.push(own.weight[row] * share);
                for (items, codes) in sample.items.iter_mut().zip(&own.items) {
                    items.push(codes[row]);
                }
            }
        }
        Cow::Owned(sample)
    }

    /// The linearised scores of every sampling unit; `None` without clusters.
    pub fn unit_scores(
        &self,
        index: &IndexSpec,
        inputs: &Inputs,
    ) -> Result<Option<UnitScores>, ComputeFailure> {
        let design = design_of(inputs);
        self.survey(index, inputs, &design).unit_scores()
    }

    /// Stratum and name of every sampling unit, where they were kept.
    pub fn unit_names(&self, inputs: &Inputs) -> Option<Vec<(String, String)>> {
        let (clustering, written) = (self.clustering.as_ref()?, inputs.kept(PSU)?);
        let strata = match (&inputs.responses.stratum, inputs.method.strata) {
            (Some((names, _)), Strata::Column) => names.clone(),
            _ => inputs.frame.iter().map(|row| row.code.clone()).collect(),
        };
        let mut names = vec![Default::default(); clustering.stratum_of.len()];
        for (unit, name) in clustering.psu.iter().zip(&written.of_row) {
            let stratum = clustering.stratum_of[*unit as usize];
            let name = name.map(|name| written.names[name as usize].clone());
            names[*unit as usize] = (strata[stratum as usize].clone(), name.unwrap_or_default());
        }
        Some(names)
    }

    /// Respondents behind every figure, per unit.
    pub fn answers_per_unit(
        &self,
        asked: &Inputs,
        answered: &Inputs,
    ) -> Result<Answers, ComputeFailure> {
        let design = Design {
            kind: DesignKind::OptIn,
            stratum_population: Vec::new(),
        };
        let index = index_of(asked, answered);
        let found = Survey::new(&self.sample, &index, &design).estimates()?;
        let mut answers = Answers::new();
        for unit in &found.localities {
            for (kind, code, style, counted) in rows(asked, answered, unit) {
                answers
                    .entry((kind, code, style))
                    .or_default()
                    .push(counted.n);
            }
        }
        Ok(answers)
    }

    /// Every estimate, with the design effect of all localities where a locality has few clusters and the method wants
    /// it; and what the variances rest on.
    pub fn estimates(
        &self,
        index: &IndexSpec,
        inputs: &Inputs,
    ) -> Result<(Estimates, VarianceSummary), ComputeFailure> {
        let design = design_of(inputs);
        let mut survey = self.survey(index, inputs, &design);
        survey.variance = match self.method {
            VarianceName::Linearised => VarianceMethod::Linearised,
            VarianceName::Jackknife => VarianceMethod::Jackknife,
            VarianceName::Bootstrap => VarianceMethod::Bootstrap(&self.draws),
        };
        let mut estimates = survey.estimates()?;
        let is_pooled = self.clustering.is_some() && inputs.method.pool_few_clusters;
        let pooled = if is_pooled { pool(&mut estimates) } else { 0 };
        // Elements are linearised whatever the method says.
        let method = match &self.clustering {
            Some(_) => self.method,
            None => VarianceName::Linearised,
        };
        let summary = VarianceSummary {
            method,
            replicates: (method == VarianceName::Bootstrap).then_some(self.draws.len()),
            clusters: self.clustering.as_ref().map(|own| own.stratum_of.len()),
            lonely_strata: match &self.clustering {
                Some(clustering) => clustering.lonely_strata(),
                None => stratum_counts(&self.sample)
                    .iter()
                    .filter(|n| **n == 1)
                    .count(),
            },
            pooled_localities: pooled,
        };
        Ok((estimates, summary))
    }
}

impl Prepared {
    fn survey<'a>(
        &'a self,
        index: &'a IndexSpec,
        inputs: &Inputs,
        design: &'a Design,
    ) -> Survey<'a> {
        let mut survey = Survey::new(&self.sample, index, design);
        survey.options = inputs.method.options;
        survey.lonely = inputs.method.lonely;
        survey.membership = self.membership.as_ref();
        survey.calibration = self.calibration.as_ref();
        survey.clustering = self.clustering.as_ref();
        survey
    }
}

fn raking_summary(inputs: &Inputs, trimmed: &Trimmed) -> RakingSummary {
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
fn margins_of(inputs: &Inputs, sample: &Sample) -> Vec<Margin> {
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

fn design_of(inputs: &Inputs) -> Design {
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
