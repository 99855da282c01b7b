//! Responses without those that are left out.

use crate::exchange::paradata::filtered;
use crate::exchange::responses::{Categories, Responses};

impl Responses {
    /// Only the rows to keep, as if the others had never been in the file: strata, categories and sampling units that
    /// lose everybody are gone.
    pub fn kept(&self, keep: &[bool]) -> Self {
        let stratum = self.stratum.as_ref().map(|(names, of_row)| {
            let all = Categories {
                names: names.clone(),
                of_row: of_row.iter().copied().map(Some).collect(),
            };
            let Categories { names, of_row } = all.kept(keep);
            (names, of_row.into_iter().flatten().collect())
        });
        let psu = self.psu.as_ref().map(|units| renumbered(units, keep));
        Self {
            locality: filtered(&self.locality, keep),
            scales: self
                .scales
                .iter()
                .map(|(field, codes)| (*field, filtered(codes, keep)))
                .collect(),
            stratum,
            weight: self.weight.as_ref().map(|weight| filtered(weight, keep)),
            categories: self.categories.iter().map(|one| one.kept(keep)).collect(),
            psu,
            paradata: self.paradata.kept(keep),
            ignored: self.ignored.clone(),
        }
    }
}

impl Categories {
    /// Only the rows to keep, and the names that they have, in their old order.
    pub fn kept(&self, keep: &[bool]) -> Self {
        let mut of_row = filtered(&self.of_row, keep);
        let mut place = vec![None; self.names.len()];
        for own in of_row.iter().flatten() {
            place[*own as usize] = Some(0);
        }
        let mut names = Vec::new();
        for (place, name) in place.iter_mut().zip(&self.names) {
            if place.is_some() {
                *place = Some(names.len() as u32);
                names.push(name.clone());
            }
        }
        for own in of_row.iter_mut().flatten() {
            *own = place[*own as usize].unwrap_or(*own);
        }
        Self { names, of_row }
    }
}

/// Numbers from 0 without gaps, in their old order.
fn renumbered(units: &[u32], keep: &[bool]) -> Vec<u32> {
    let kept = filtered(units, keep);
    let mut known = kept.clone();
    known.sort_unstable();
    known.dedup();
    let place = |unit: &u32| known.partition_point(|own| own < unit) as u32;
    kept.iter().map(place).collect()
}
