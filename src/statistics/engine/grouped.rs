//! The sums of a replicate: everything is linear in the sums per place, and a replicate changes few of them.

use crate::calibration::Calibration;
use crate::clustering::Clustering;
use crate::engine::moments::{SLOTS, WEIGHT};
use crate::engine::replicate::Change;
use crate::engine::work::Work;
use crate::error::Error;
use crate::raking::rake_cells;

/// Places that agree in unit, stratum and raking cell, whatever their cluster.
struct Group {
    unit: u32,
    stratum: u32,
    cell: u32,
    /// Σ w
    weight: f64,
}

/// Sums of weights, laid out for one replicate after another.
pub(crate) struct Grouped {
    groups: Vec<Group>,
    of_place: Vec<usize>,
    places_of_psu: Vec<Vec<usize>>,
    places_of_group: Vec<Vec<usize>>,
    /// `[group][item][slot]` and `[place][item][slot]`: Σ w.
    of_groups: Vec<f64>,
    of_places: Vec<f64>,
    /// Numbers per group or place.
    width: usize,
}

impl Grouped {
    pub fn of(work: &Work<'_>, clustering: &Clustering) -> Self {
        let places = &work.places.all;
        let width = work.order.items * SLOTS;
        let key = |place: usize| {
            let own = &places[place];
            (own.unit, own.stratum, own.cell)
        };
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by_key(|place| (key(*place), *place));
        let mut grouped = Self {
            groups: Vec::new(),
            of_place: vec![0; places.len()],
            places_of_psu: vec![Vec::new(); clustering.stratum_of.len()],
            places_of_group: Vec::new(),
            of_groups: Vec::new(),
            of_places: vec![0.0; places.len() * width],
            width,
        };
        for place in order {
            let (unit, stratum, cell) = key(place);
            let is_known =
                |last: &Group| (last.unit, last.stratum, last.cell) == (unit, stratum, cell);
            if !grouped.groups.last().is_some_and(is_known) {
                grouped.groups.push(Group {
                    unit,
                    stratum,
                    cell,
                    weight: 0.0,
                });
                grouped.places_of_group.push(Vec::new());
                grouped.of_groups.resize(grouped.groups.len() * width, 0.0);
            }
            let group = grouped.groups.len() - 1;
            grouped.groups[group].weight += work.moments.place[place][WEIGHT];
            grouped.of_place[place] = group;
            grouped.places_of_group[group].push(place);
            let own = &mut grouped.of_places[place * width..(place + 1) * width];
            let all = &mut grouped.of_groups[group * width..(group + 1) * width];
            for (item, slots) in own.chunks_exact_mut(SLOTS).enumerate() {
                for (own, sums) in slots.iter_mut().zip(work.moments.item(place, item)) {
                    *own = sums[WEIGHT];
                }
            }
            for (sum, own) in all.iter_mut().zip(own) {
                *sum += *own;
            }
        }
        for (place, own) in places.iter().enumerate() {
            grouped.places_of_psu[own.cluster as usize].push(place);
        }
        grouped
    }

    /// Σ w per domain (the whole last), item and slot after a change, raked again where weights are calibrated.
    pub fn changed(
        &self,
        work: &Work<'_>,
        clustering: &Clustering,
        calibration: Option<&Calibration>,
        change: &Change,
    ) -> Result<Vec<f64>, Error> {
        let parts = self.parts(clustering, change);
        let raked = match calibration {
            Some(calibration) => self.raked(work, calibration, &parts)?,
            None => Vec::new(),
        };
        let factor = |cell: u32| raked.get(cell as usize).copied().unwrap_or(1.0);
        let domains = work.membership.localities;
        let mut sums = vec![0.0; (domains + 1) * self.width];
        let mut add = |group: usize, by: f64, own: &[f64]| {
            let group = &self.groups[group];
            let by = by * factor(group.cell);
            let shares = work.membership.of_unit[group.unit as usize].iter();
            let whole = std::iter::once((domains, 1.0));
            for (domain, share) in shares
                .map(|(at, share)| (*at as usize, *share))
                .chain(whole)
            {
                let all = &mut sums[domain * self.width..(domain + 1) * self.width];
                for (sum, own) in all.iter_mut().zip(own) {
                    *sum += by * share * own;
                }
            }
        };
        for (group, by) in parts
            .groups
            .iter()
            .enumerate()
            .filter(|(_, by)| **by != 0.0)
        {
            add(
                group,
                *by,
                &self.of_groups[group * self.width..(group + 1) * self.width],
            );
        }
        for (place, by) in &parts.places {
            let own = &self.of_places[place * self.width..(place + 1) * self.width];
            add(self.of_place[*place], *by, own);
        }
        Ok(sums)
    }

    fn parts(&self, clustering: &Clustering, change: &Change) -> Parts {
        match change {
            Change::Without(out) => {
                let stratum = clustering.stratum_of[*out];
                let n = clustering.sampled[stratum as usize] as f64;
                let scale = n / (n - 1.0);
                let of_group = |group: &Group| if group.stratum == stratum { scale } else { 1.0 };
                let mut groups: Vec<f64> = self.groups.iter().map(of_group).collect();
                let mut places = Vec::new();
                // Groups that lose somebody are summed anew: subtraction would leave a trace of weight behind.
                for place in &self.places_of_psu[*out] {
                    let group = self.of_place[*place];
                    groups[group] = 0.0;
                    let others = self.places_of_group[group]
                        .iter()
                        .filter(|other| *other != place);
                    places.extend(others.map(|other| (*other, scale)));
                }
                Parts { groups, places }
            }
            Change::Factors(factors) => Parts {
                groups: vec![0.0; self.groups.len()],
                places: self
                    .places_of_psu
                    .iter()
                    .zip(factors)
                    .flat_map(|(places, factor)| places.iter().map(|place| (*place, *factor)))
                    .filter(|(_, factor)| *factor != 0.0)
                    .collect(),
            },
        }
    }

    /// Factor per raking cell.
    fn raked(
        &self,
        work: &Work<'_>,
        calibration: &Calibration,
        parts: &Parts,
    ) -> Result<Vec<f64>, Error> {
        let mut begin = vec![0.0; calibration.cells()];
        for (group, by) in self.groups.iter().zip(&parts.groups) {
            begin[group.cell as usize] += by * group.weight;
        }
        for (place, by) in &parts.places {
            let cell = work.places.all[*place].cell as usize;
            begin[cell] += by * work.moments.place[*place][WEIGHT];
        }
        let mut raked = begin.clone();
        rake_cells(calibration.categories(), &mut raked, calibration.targets())
            .map_err(|_| Error::ReplicateNotRaked)?;
        Ok(begin
            .iter()
            .zip(raked)
            .map(|(begin, raked)| if *begin > 0.0 { raked / begin } else { 0.0 })
            .collect())
    }
}

/// By what the sums of each group count, and places that count apart from their group.
struct Parts {
    groups: Vec<f64>,
    places: Vec<(usize, f64)>,
}
