//! Weighted answers with what their variances need, and every estimate of them.

use std::borrow::Cow;

use hailong_statistics::calibration::Calibration;
use hailong_statistics::clustering::Clustering;
use hailong_statistics::design::{Design, DesignKind, stratum_counts};
use hailong_statistics::estimate::{Estimates, Survey, UnitScores, VarianceMethod};
use hailong_statistics::index::IndexSpec;
use hailong_statistics::membership::Membership;
use hailong_statistics::pooling::pool;
use hailong_statistics::published::{Moments, moments};
use hailong_statistics::replicates::rao_wu;
use hailong_statistics::sample::Sample;
use hailong_statistics::weights::{adjust_for_nonresponse, rake_trimmed};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::edition::change::crosswalk::Moved;
use crate::edition::change::earlier::Answers;
use crate::edition::compute::{ComputeFailure, rows};
use crate::edition::figures::{RakingSummary, VarianceSummary};
use crate::edition::inputs::{Inputs, PSU};
use crate::edition::method::{Strata, VarianceName};
use crate::edition::weighting::{design_of, index_of, margins_of, raking_summary, sample_of};

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
    /// What anybody needs to recompute the figures, before it is decided what may be told.
    pub fn moments(&self, index: &IndexSpec, inputs: &Inputs) -> Result<Moments, ComputeFailure> {
        let (estimates, _) = self.estimates(index, inputs)?;
        let design = design_of(inputs);
        moments(&self.survey(index, inputs, &design), &estimates)
    }

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
