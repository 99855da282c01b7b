//! Which localities the respondents of a unit count for, wholly or in part (method §13).
//!
//! A unit is what a response records: today's locality, or an old one that has since joined another (share 1) or was
//! split (its population shares). Two localities that share a unit share respondents, and so are correlated.
//!
//! ```
//! use hailong_statistics::membership::Membership;
//! // Unit 0 became locality 0; unit 1 was split between both.
//! let crosswalk = Membership { localities: 2, of_unit: vec![vec![(0, 1.0)], vec![(0, 0.3), (1, 0.7)]] };
//! assert!(crosswalk.check().is_ok());
//! assert!(crosswalk.is_shared());
//! ```

use crate::error::Error;

/// Units and the localities they count for.
#[derive(Clone, Debug, PartialEq)]
pub struct Membership {
    /// How many localities estimates are made for.
    pub localities: usize,
    /// Per unit of the sample: (locality, share φ in (0, 1]); the shares of a unit sum to 1.
    pub of_unit: Vec<Vec<(u32, f64)>>,
}

const SUM_SLACK: f64 = 1e-9;

impl Membership {
    /// Every unit is a locality.
    pub fn identity(units: usize) -> Self {
        Self {
            localities: units,
            of_unit: (0..units as u32).map(|unit| vec![(unit, 1.0)]).collect(),
        }
    }

    /// Shares in (0, 1] that sum to 1 for every unit, each for another known locality.
    pub fn check(&self) -> Result<(), Error> {
        if u32::try_from(self.localities).is_err() {
            return Err(Error::TooManyRows {
                rows: self.localities,
            });
        }
        for (unit, shares) in self.of_unit.iter().enumerate() {
            let sum: f64 = shares.iter().map(|(_, share)| share).sum();
            let good = |(at, &(locality, share)): (usize, &(u32, f64))| {
                (locality as usize) < self.localities
                    && share > 0.0
                    && shares[..at].iter().all(|(other, _)| *other != locality)
            };
            if (sum - 1.0).abs() > SUM_SLACK || !shares.iter().enumerate().all(good) {
                return Err(Error::Membership { unit, sum });
            }
        }
        Ok(())
    }

    /// Whether any respondent counts for two localities.
    pub fn is_shared(&self) -> bool {
        self.of_unit.iter().any(|shares| shares.len() > 1)
    }

    /// Units of each locality with their shares, and at the end all units for the whole.
    pub(crate) fn of_domains(&self) -> Vec<Vec<(usize, f64)>> {
        let mut domains = vec![Vec::new(); self.localities];
        for (unit, shares) in self.of_unit.iter().enumerate() {
            for &(locality, share) in shares {
                domains[locality as usize].push((unit, share));
            }
        }
        domains.push((0..self.of_unit.len()).map(|unit| (unit, 1.0)).collect());
        domains
    }
}
