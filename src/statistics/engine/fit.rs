//! The part of a score that the margins explain: u_i becomes w_i (e_i − x_i′b) (method §6).

use crate::calibration::Calibration;
use crate::engine::moments::{BASE, Moments, SQUARE, WEIGHT};
use crate::engine::places::Places;
use crate::engine::tables::Linear;

/// Respondents of a stratum and raking cell, whatever their unit.
pub(crate) struct Block {
    pub stratum: u32,
    pub cell: u32,
    /// Σ w
    pub weight: f64,
    /// Σ w²
    pub square: f64,
}

/// Blocks in order of stratum and cell, and the block of each place.
pub(crate) fn blocks(places: &Places, moments: &Moments) -> (Vec<Block>, Vec<usize>) {
    let mut order: Vec<usize> = (0..places.all.len()).collect();
    let key = |place: usize| (places.all[place].stratum, places.all[place].cell);
    order.sort_by_key(|place| (key(*place), *place));
    let mut blocks: Vec<Block> = Vec::new();
    let mut of_place = vec![0; places.all.len()];
    for place in order {
        let (stratum, cell) = key(place);
        if blocks
            .last()
            .is_none_or(|last| (last.stratum, last.cell) != (stratum, cell))
        {
            blocks.push(Block {
                stratum,
                cell,
                weight: 0.0,
                square: 0.0,
            });
        }
        if let Some(block) = blocks.last_mut() {
            block.weight += moments.place[place][WEIGHT];
            block.square += moments.place[place][SQUARE];
        }
        of_place[place] = blocks.len() - 1;
    }
    (blocks, of_place)
}

/// x′b per raking cell and estimate of a domain; zeros for estimates that do not exist.
pub(crate) fn fitted(
    calibration: &Calibration,
    places: &Places,
    moments: &Moments,
    domain: &[(usize, f64)],
    linear: &[Option<Linear>],
) -> Vec<Vec<f64>> {
    let cells = calibration.cells();
    let shares = shares_of(places, domain);
    linear
        .iter()
        .map(|one| {
            let mut sums = vec![0.0; cells];
            let Some(one) = one else { return sums };
            for &(place, share) in &shares {
                sums[places.all[place].cell as usize] += share * one.sum(moments, place, BASE);
            }
            calibration.fitted(&sums)
        })
        .collect()
}

/// Places of a domain with the share that counts for it.
pub(crate) fn shares_of(places: &Places, domain: &[(usize, f64)]) -> Vec<(usize, f64)> {
    let mut shares = Vec::new();
    for &(unit, share) in domain {
        let start = places
            .all
            .partition_point(|place| (place.unit as usize) < unit);
        let own = places.all[start..]
            .iter()
            .take_while(|place| place.unit as usize == unit);
        shares.extend((start..).zip(own).map(|(place, _)| (place, share)));
    }
    shares
}
