//! Every estimate of a survey with its variance (method §2, §3, §6–§8).
//!
//! ```
//! use hailong_statistics::design::{Design, DesignKind};
//! use hailong_statistics::estimate::Survey;
//! use hailong_statistics::index::{Component, IndexSpec};
//! use hailong_statistics::sample::Sample;
//!
//! // Two items, four respondents of one locality; 0 is "don't know".
//! let sample = Sample {
//!     items: vec![vec![5, 4, 2, 4], vec![3, 0, 1, 5]],
//!     locality: vec![0; 4],
//!     localities: 1,
//!     stratum: vec![0; 4],
//!     strata: 1,
//!     weight: vec![25.0; 4],
//! };
//! let index = IndexSpec {
//!     components: vec![Component { weight: 1.0, items: vec![(0, 0.5), (1, 0.5)] }],
//! };
//! let design = Design { kind: DesignKind::OptIn, stratum_population: vec![None] };
//! let found = Survey::new(&sample, &index, &design).estimates().unwrap();
//! let satisfied = found.whole.satisfied.index.estimate.unwrap();
//! // 3 of 4 and 1 of 3 are satisfied.
//! assert!((satisfied.value - (75.0 + 100.0 / 3.0) / 2.0).abs() < 1e-12);
//! ```

use crate::calibration::Calibration;
use crate::clustering::{Clustering, LonelyPsu};
use crate::design::Design;
pub use crate::engine::scoring::Options;
use crate::error::Error;
use crate::index::IndexSpec;
use crate::membership::Membership;
use crate::sample::Sample;
use crate::score::Style;

/// One estimate, in points or per cent on 0–100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    pub value: f64,
    /// By the survey's [`VarianceMethod`]; strata, clusters, weights and finite populations considered.
    pub variance: f64,
    /// The linearised variance, beside that of replicates.
    pub linearised: f64,
    /// The linearised variance if every respondent were a PSU.
    pub of_elements: f64,
    /// PSUs in the domain − strata with at least one of them; of element designs a respondent is a PSU.
    pub df: f64,
    /// Variance and df come from the design effect of all localities ([`crate::pooling`]).
    pub pooled: bool,
    /// V / V₀, V₀ as if drawn with simple random sampling, without replacement where N is known; `None` when V₀ = 0.
    pub deff: Option<f64>,
    /// n / (V / V₀ with replacement); n when V = 0.
    pub n_eff: f64,
    /// Covariance with the same estimate of all localities together.
    pub covariance_with_whole: f64,
}

/// An estimate with the number of respondents behind it; `None` where it does not exist.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counted {
    pub n: u64,
    pub estimate: Option<Estimate>,
}

/// The estimates of one style in one domain.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StyleEstimates {
    pub items: Vec<Counted>,
    pub components: Vec<Counted>,
    pub index: Counted,
}

/// One locality, or all together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DomainEstimates {
    pub respondents: u64,
    pub mean: StyleEstimates,
    pub satisfied: StyleEstimates,
    /// Per item: 100 Σ w d / Σ w (d + a).
    pub dont_know: Vec<Counted>,
    /// Per item: weighted percentages of codes 1–5 among valid answers.
    pub levels: Vec<Option<[f64; 5]>>,
    /// The index (mean, satisfied) with every "don't know" scored 0, and scored 100 (method §2).
    pub dont_know_bounds: [Option<(f64, f64)>; 2],
}

impl DomainEstimates {
    pub fn style(&self, style: Style) -> &StyleEstimates {
        match style {
            Style::Mean => &self.mean,
            Style::Satisfied => &self.satisfied,
        }
    }

    /// The index with every "don't know" scored 0, and scored 100.
    pub fn dont_know_bounds(&self, style: Style) -> Option<(f64, f64)> {
        let [mean, satisfied] = self.dont_know_bounds;
        match style {
            Style::Mean => mean,
            Style::Satisfied => satisfied,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Estimates {
    /// In the order of the locality numbers.
    pub localities: Vec<DomainEstimates>,
    /// All localities together, not the mean of the localities.
    pub whole: DomainEstimates,
    /// `[style][j][k]`: covariances of the localities' indices (mean, satisfied; 0 on the diagonal), where localities
    /// have strata, clusters or respondents in common. `None`: they are uncorrelated.
    pub covariance: Option<[Vec<Vec<f64>>; 2]>,
}

impl Estimates {
    /// Covariances of the localities' indices in one style.
    pub fn covariance(&self, style: Style) -> Option<&[Vec<f64>]> {
        let [mean, satisfied] = self.covariance.as_ref()?;
        Some(match style {
            Style::Mean => mean,
            Style::Satisfied => satisfied,
        })
    }
}

/// Where the variance of a clustered survey comes from; element designs are always linearised (method §6, §7, and "Why
/// two variance estimators after raking").
#[derive(Clone, Copy, Debug, Default)]
pub enum VarianceMethod<'a> {
    #[default]
    Linearised,
    /// One PSU left out at a time, every replicate raked again: the choice for raked clusters.
    Jackknife,
    /// Factors per replicate and PSU, as [`crate::replicates::rao_wu`] draws them; every replicate raked again.
    Bootstrap(&'a [Vec<f64>]),
}

/// A survey to be estimated.
#[derive(Clone, Copy)]
pub struct Survey<'a> {
    pub sample: &'a Sample,
    pub index: &'a IndexSpec,
    pub design: &'a Design,
    pub options: Options,
    /// Strata with one PSU.
    pub lonely: LonelyPsu,
    /// Localities other than the sample's units.
    pub membership: Option<&'a Membership>,
    /// How the weights were calibrated: variances are then those of regression residuals.
    pub calibration: Option<&'a Calibration>,
    /// Respondents in clusters: variances are then those between primary sampling units.
    pub clustering: Option<&'a Clustering>,
    pub variance: VarianceMethod<'a>,
}

impl<'a> Survey<'a> {
    /// An element sample whose units are the localities.
    pub fn new(sample: &'a Sample, index: &'a IndexSpec, design: &'a Design) -> Self {
        Self {
            sample,
            index,
            design,
            options: Options::default(),
            lonely: LonelyPsu::default(),
            membership: None,
            calibration: None,
            clustering: None,
            variance: VarianceMethod::default(),
        }
    }

    /// Items, criteria and index in both styles, and don't-know rates, for every locality and the whole.
    pub fn estimates(&self) -> Result<Estimates, Error> {
        crate::engine::estimates::estimates(self)
    }

    /// The linearised scores of criteria and index, summed over each PSU, for [`crate::change::paired_change`]. `None`
    /// without clusters.
    pub fn unit_scores(&self) -> Result<Option<UnitScores>, Error> {
        crate::engine::estimates::unit_scores(self)
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        self.sample.check()?;
        self.index.check(self.sample.items.len())?;
        if let Some(membership) = self.membership {
            membership.check()?;
            if membership.of_unit.len() != self.sample.localities {
                return Err(Error::UnevenColumns("membership"));
            }
        }
        if self
            .clustering
            .is_some_and(|own| own.psu.len() != self.sample.len())
        {
            return Err(Error::UnevenColumns("psu"));
        }
        if self
            .calibration
            .is_some_and(|own| own.base().len() != self.sample.len())
        {
            return Err(Error::UnevenColumns("base weight"));
        }
        Ok(())
    }
}

/// Sums of linearised scores over each PSU of the survey's clustering.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitScores {
    /// `[domain][style][criterion, the index last][psu]`; the whole is the last domain.
    scores: Vec<[Vec<Vec<f64>>; 2]>,
}

impl UnitScores {
    pub(crate) fn new(scores: Vec<[Vec<Vec<f64>>; 2]>) -> Self {
        Self { scores }
    }

    /// Of a locality, or the whole (`None`); of a criterion, or the index (`None`). Zeros where there is no such estimate.
    pub fn of(&self, locality: Option<usize>, style: Style, component: Option<usize>) -> &[f64] {
        let domain = locality.unwrap_or(self.scores.len() - 1);
        let [mean, satisfied] = &self.scores[domain];
        let own = match style {
            Style::Mean => mean,
            Style::Satisfied => satisfied,
        };
        &own[component.unwrap_or(own.len() - 1)]
    }
}

/// An element sample, linearised.
pub fn estimate(sample: &Sample, index: &IndexSpec, design: &Design) -> Result<Estimates, Error> {
    Survey::new(sample, index, design).estimates()
}

/// As [`estimate`] with weights that were calibrated: variances are those of the regression residuals (method §6).
pub fn estimate_calibrated(
    sample: &Sample,
    index: &IndexSpec,
    design: &Design,
    calibration: &Calibration,
) -> Result<Estimates, Error> {
    let mut survey = Survey::new(sample, index, design);
    survey.calibration = Some(calibration);
    survey.estimates()
}

/// As [`estimate`] with respondents in clusters: variances between primary sampling units, degrees of freedom counted in
/// them (method §6, first stage only).
pub fn estimate_clustered(
    sample: &Sample,
    index: &IndexSpec,
    design: &Design,
    clustering: &Clustering,
) -> Result<Estimates, Error> {
    let mut survey = Survey::new(sample, index, design);
    survey.clustering = Some(clustering);
    survey.estimates()
}
