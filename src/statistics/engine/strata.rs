//! Variances where every respondent is a primary sampling unit (method §6).

use std::collections::BTreeMap;

use crate::clustering::LonelyPsu;
use crate::engine::fit::{Block, shares_of};
use crate::engine::moments::{Moments, SQUARE, WEIGHT};
use crate::engine::places::Places;
use crate::engine::squares::Tally;
use crate::engine::tables::{Linear, Order};
use crate::error::Error;
use crate::score::Style;

/// Variance of an estimate, and what else follows from its squares.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spread {
    pub variance: f64,
    pub with_whole: f64,
    /// Σ u²/w, for the variance under simple random sampling.
    pub per_weight: f64,
}

/// Sums over the respondents of a stratum.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    u: f64,
    square: f64,
    cross: f64,
}

/// What all domains share.
pub(crate) struct Strata<'a> {
    pub places: &'a Places,
    pub moments: &'a Moments,
    pub order: Order,
    /// n_h
    pub sampled: &'a [usize],
    /// 1 − f_h
    pub remaining: &'a [f64],
    pub lonely: LonelyPsu,
    pub blocks: &'a [Block],
}

/// A domain: its units, estimates, and x′b per estimate and raking cell where weights are calibrated.
#[derive(Clone, Copy)]
pub(crate) struct Domain<'a> {
    pub units: &'a [(usize, f64)],
    pub linear: &'a [Option<Linear>],
    pub fit: Option<&'a [Vec<f64>]>,
}

/// The whole, and what its scores sum to.
pub(crate) struct Whole<'a> {
    pub domain: Domain<'a>,
    /// `[stratum][estimate]`: Σ of the scores or residuals.
    u: Vec<Vec<f64>>,
    /// `[block][estimate]`: Σ w² times the score.
    weighted: Vec<Vec<f64>>,
}

/// The squares of a domain's respondents in a spot, and which lanes hold them: 0 = the first pair, 2 = the second.
pub(crate) type TalliesOf<'a> = dyn Fn(usize, usize) -> (&'a [Tally], usize) + Sync + 'a;

impl Strata<'_> {
    pub fn whole<'a>(&self, domain: Domain<'a>, block_of: &[usize]) -> Whole<'a> {
        let estimates = self.order.len();
        let mut whole = Whole {
            domain,
            u: vec![vec![0.0; estimates]; self.sampled.len()],
            weighted: vec![vec![0.0; estimates]; self.blocks.len()],
        };
        for (at, linear) in domain.linear.iter().enumerate() {
            let Some(linear) = linear else { continue };
            for (place, spot) in self.places.all.iter().enumerate() {
                whole.u[spot.stratum as usize][at] += linear.sum(self.moments, place, WEIGHT);
                if domain.fit.is_some() {
                    whole.weighted[block_of[place]][at] += linear.sum(self.moments, place, SQUARE);
                }
            }
            if let Some(fit) = domain.fit {
                for block in self.blocks {
                    whole.u[block.stratum as usize][at] -=
                        block.weight * fit[at][block.cell as usize];
                }
            }
        }
        whole
    }

    /// Σ_h (1 − f_h) n_h/(n_h − 1) Σ (u − ū)², the same with the scores of the whole, and Σ u²/w.
    pub fn spread(
        &self,
        domain: Domain<'_>,
        whole: &Whole<'_>,
        tallies: &TalliesOf<'_>,
    ) -> Result<Vec<Spread>, Error> {
        let mut spreads = vec![Spread::default(); self.order.len()];
        let mut strata: BTreeMap<u32, Vec<Sums>> = BTreeMap::new();
        let empty = || vec![Sums::default(); self.order.len()];
        let mut last_spot = None;
        for (place, share) in shares_of(self.places, domain.units) {
            let at = self.places.all[place];
            let sums = strata.entry(at.stratum).or_insert_with(empty);
            self.add_place(domain, whole, (place, share), sums, &mut spreads);
            let spot = self.places.spot_of[place];
            if last_spot.replace(spot) != Some(spot) {
                let (own, lane) = tallies(at.unit as usize, spot as usize);
                self.add_squares(own, lane, sums, &mut spreads);
            }
        }
        if let (Some(fit), Some(fit_whole)) = (domain.fit, whole.domain.fit) {
            for (block, weighted) in self.blocks.iter().zip(&whole.weighted) {
                let sums = strata.entry(block.stratum).or_insert_with(empty);
                let cell = block.cell as usize;
                for (at, sums) in sums.iter_mut().enumerate() {
                    let (own, all) = (fit[at][cell], fit_whole[at][cell]);
                    sums.u -= block.weight * own;
                    sums.square += block.square * own * own;
                    sums.cross += own * (block.square * all - weighted[at]);
                }
            }
        }
        self.summed(&strata, whole, &mut spreads)?;
        Ok(spreads)
    }

    fn add_place(
        &self,
        domain: Domain<'_>,
        whole: &Whole<'_>,
        (place, share): (usize, f64),
        sums: &mut [Sums],
        spreads: &mut [Spread],
    ) {
        let cell = self.places.all[place].cell as usize;
        for (at, linear) in domain.linear.iter().enumerate() {
            let Some(linear) = linear else { continue };
            sums[at].u += share * linear.sum(self.moments, place, WEIGHT);
            if let (Some(fit), Some(fit_whole)) = (domain.fit, whole.domain.fit) {
                let weighted = share * linear.sum(self.moments, place, SQUARE);
                sums[at].square -= 2.0 * fit[at][cell] * weighted;
                sums[at].cross -= fit_whole[at][cell] * weighted;
            }
            if self.order.composite(at).is_none() {
                let product =
                    |other: &Linear, kind| linear.product(other, self.moments, place, kind);
                sums[at].square += share * share * product(linear, SQUARE);
                spreads[at].per_weight += share * share * product(linear, WEIGHT);
                if let Some(all) = &whole.domain.linear[at] {
                    sums[at].cross += share * product(all, SQUARE);
                }
            }
        }
    }

    fn add_squares(
        &self,
        tallies: &[Tally],
        lane: usize,
        sums: &mut [Sums],
        spreads: &mut [Spread],
    ) {
        for (side, style) in Style::ALL.into_iter().enumerate() {
            for (place, tally) in tallies.iter().enumerate() {
                let at = self.order.component(style, place);
                sums[at].square += tally.square[lane + side];
                spreads[at].per_weight += tally.per_weight[lane + side];
                // The whole looked at by itself lies in the second lanes.
                sums[at].cross += if lane == 0 {
                    tally.cross[side]
                } else {
                    tally.square[lane + side]
                };
            }
        }
    }

    fn summed(
        &self,
        strata: &BTreeMap<u32, Vec<Sums>>,
        whole: &Whole<'_>,
        spreads: &mut [Spread],
    ) -> Result<(), Error> {
        for (&stratum, sums) in strata {
            let h = stratum as usize;
            let Some((factor, centre)) = self.factors(h)? else {
                continue;
            };
            for ((spread, sums), all) in spreads.iter_mut().zip(sums).zip(&whole.u[h]) {
                let centred = |square: f64, a: f64, b: f64| factor * (square - a * b * centre);
                spread.variance += centred(sums.square, sums.u, sums.u).max(0.0);
                spread.with_whole += centred(sums.cross, sums.u, *all);
            }
        }
        let average = self.average();
        for spread in spreads {
            spread.variance *= average;
            spread.with_whole *= average;
        }
        Ok(())
    }

    /// (1 − f) n/(n − 1) and 1/n; a stratum with one respondent by the rule for lonely units, `None` to leave it out.
    pub fn factors(&self, stratum: usize) -> Result<Option<(f64, f64)>, Error> {
        let n = self.sampled[stratum] as f64;
        if n > 1.0 {
            return Ok(Some((self.remaining[stratum] * n / (n - 1.0), 1.0 / n)));
        }
        match self.lonely {
            LonelyPsu::Adjust => Ok(Some((self.remaining[stratum], 0.0))),
            LonelyPsu::Certainty | LonelyPsu::Average => Ok(None),
            LonelyPsu::Fail => Err(Error::LonelyPsu { stratum }),
        }
    }

    /// H / H_ok under [`LonelyPsu::Average`], else 1.
    pub fn average(&self) -> f64 {
        let strata = self.sampled.iter().filter(|n| **n > 0).count() as f64;
        let kept = self.sampled.iter().filter(|n| **n > 1).count() as f64;
        if self.lonely == LonelyPsu::Average && kept > 0.0 {
            strata / kept
        } else {
            1.0
        }
    }
}
