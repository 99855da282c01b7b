//! Sums over the respondents, and what follows from them.
//!
//! Two passes look at the answers. The first ([`moments`]) counts every code of every item per place; all estimates, all
//! sums of linear scores and all squares of single items follow from it. The second ([`squares`]) sums the squares of
//! criteria and index, which join several answers of one person. Nothing else grows with the number of respondents.

pub(crate) mod assembly;
pub(crate) mod clusters;
pub(crate) mod covariance;
pub(crate) mod estimates;
pub(crate) mod fit;
pub(crate) mod found;
pub(crate) mod grouped;
pub(crate) mod moments;
pub(crate) mod places;
pub(crate) mod replicate;
pub(crate) mod scoring;
pub(crate) mod squares;
pub(crate) mod strata;
pub(crate) mod tables;
pub(crate) mod work;
