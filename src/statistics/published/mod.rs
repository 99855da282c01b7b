//! What is published in place of answers, so that anyone can recompute an edition (method §6, §14).
//!
//! **Which sums suffice.** Every estimate is a ratio, or a weighted sum of ratios Y_q = Σ w a s / Σ w a of items. Its
//! linearised score is therefore linear in the scores of the items, u_i = Σ_q x_q u_iq with u_iq = w a (s − Y_q)/N_q, and so
//! is the residual of a regression on margins: with calibrated weights u_iq − w_i x_i′b_q stands in its place, b_q from the
//! base weights, for all respondents and not only those of the locality. Hence
//!
//! V(Σ x_q Y_q) = Σ_qr x_q x_r C_qr,  C_qr = Σ_h (1 − f_h) n_h/(n_h − 1) Σ_p (t_hpq − t̄_hq)(t_hpr − t̄_hr),
//!
//! t the sums of the scores over a variance unit (a respondent, or a PSU). The totals of each item and the symmetric matrices
//! C, and P for simple random sampling, P_qr = Σ w⁻¹ u_q u_r Σw/(n − 1), give every item, criterion and index for **any**
//! weights of items and criteria, with standard error, n_eff and design effect; n, units and strata give the degrees of
//! freedom; interval, level, rank set, pair and band follow. Strata need not be told apart: they enter C as a sum.
//! Localities are independent unless they share strata; covariances of their indices, and of each with the whole, stand
//! beside, for the weights of the method.
//!
//! **Why not Σ v vᵀ** with v = (w a_q, w a_q s_q, w d_q, w x), from which C follows too: Σ w² s_r − Σ w² a_q s_r is a sum over those
//! who left q out. Where that is one person, it is that person's answer to r, and so on for every r: the whole sheet. The same
//! holds of the few who said "don't know", and of a category of age with few members. C has no such differences: each entry of
//! it holds only those who answered both items, and is centred.
//!
//! **What C still gives away, and the rule** ([`release`]). Where all but a few gave the same answer to q, C_qr N_q N_r is a sum
//! over those few. So for every row of a matrix at least [`FEWEST`] respondents differ from the commonest answer, and for every
//! two rows as many from the commonest difference and the commonest sum; of a criterion, the answer is the weighted sum over its
//! items, with which of them were answered. Sums of products of small whole numbers can be solved
//! for the numbers where there are few people: a matrix with p rows needs [`FEWEST`]·p respondents, so that it holds less than
//! their answers do. With clusters it needs as many units, or that many respondents in the smallest. Where items do not meet
//! this, criteria may stand in their place; where these do not, there is no matrix, and the standard errors can be checked
//! from the sealed dataset only. The whole has a matrix only where the localities without one meet the rule together, and there
//! are at least two of them: whole less parts shows nothing else but sums over those who left an item out, who must be nobody
//! or enough. Totals of the whole follow the same rule.
//!
//! ```
//! use hailong_statistics::design::{Design, DesignKind};
//! use hailong_statistics::estimate::Survey;
//! use hailong_statistics::index::{Component, IndexSpec};
//! use hailong_statistics::published::moments;
//! use hailong_statistics::sample::Sample;
//! use hailong_statistics::score::Style;
//!
//! let sample = Sample {
//!     items: vec![vec![5, 4, 2, 4, 1], vec![3, 0, 1, 5, 4]],
//!     locality: vec![0; 5], localities: 1, stratum: vec![0; 5], strata: 1, weight: vec![20.0; 5],
//! };
//! let index = |a, b| IndexSpec { components: vec![Component { weight: 1.0, items: vec![(0, a), (1, b)] }] };
//! let design = Design { kind: DesignKind::OptIn, stratum_population: vec![None] };
//! let (method, own) = (index(0.5, 0.5), index(0.9, 0.1));
//! let survey = Survey::new(&sample, &method, &design);
//! let kept = moments(&survey, &survey.estimates().unwrap()).unwrap();
//!
//! // Somebody else's weights, without the answers.
//! let found = kept.whole.recomputed(&own, survey.options).index(Style::Mean).variance.unwrap();
//! let anew = Survey::new(&sample, &own, &design).estimates().unwrap();
//! assert!((found - anew.whole.mean.index.estimate.unwrap().variance).abs() < 1e-9);
//! ```

mod counts;
mod gather;
mod matrix;
mod recomputed;
mod release;
mod values;

pub use crate::disclosure::small_cells::FEWEST;
pub use counts::Counts;
pub use gather::moments;
pub use matrix::{Matrix, Part, Triangle};
pub use recomputed::{DomainRecomputed, Recomputed};
pub use release::{Of, Released, Told};

/// Everything that is computed; [`Moments::release`] takes away what may not be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Moments {
    /// In the order of the locality numbers.
    pub localities: Vec<Domain>,
    pub whole: Domain,
    /// As [`crate::estimate::Estimates::covariance`].
    pub between: Option<[Vec<Vec<f64>>; 2]>,
    counts: Counts,
    values: values::Values,
}

/// The sums of a locality, or of all together. `None`: not told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Domain {
    pub size: Option<Size>,
    pub items: Vec<Totals>,
    /// Respondents with a valid answer to any item of a criterion; of the index last.
    pub answered: Vec<Option<u64>>,
    /// Of mean scores and of shares satisfied.
    pub matrices: [Option<Matrix>; 2],
    /// Per item: variance of the don't-know rate, and that of simple random sampling.
    pub dont_know: Vec<Option<[f64; 2]>>,
    /// Covariance of the index with that of the whole, for the weights of the method.
    pub with_whole: [Option<f64>; 2],
}

/// How large a domain is, as its variances see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    pub respondents: u64,
    /// Σ w
    pub weight: f64,
    /// Respondents, or sampling units.
    pub units: u64,
    pub strata: u64,
    /// Some stratum has a finite population correction.
    pub finite: bool,
}

impl Size {
    pub fn df(&self) -> f64 {
        self.units as f64 - self.strata as f64
    }
}

/// Sums over the respondents of a domain, of one item.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// Valid answers, and those with "don't know".
    pub n: Option<u64>,
    pub asked: Option<u64>,
    /// Σ w a
    pub answers: Option<f64>,
    /// Σ w a s of the mean score.
    pub score: Option<f64>,
    /// Σ w of the satisfied.
    pub satisfied: Option<f64>,
    /// Σ w of "don't know".
    pub dont_know: Option<f64>,
}
