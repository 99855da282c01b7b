//! Places: respondents that agree in unit, stratum, cluster and raking cell.

use crate::crossing::crossed;
use crate::sample::Sample;

/// What the respondents of a place have in common; 0 for what the design does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub unit: u32,
    pub stratum: u32,
    pub cluster: u32,
    pub cell: u32,
}

pub(crate) struct Places {
    pub all: Vec<Place>,
    /// (unit, stratum) of each of the coarser spots that squares are summed in.
    pub spots: Vec<(u32, u32)>,
    pub spot_of: Vec<u32>,
    lookup: Lookup,
}

/// Where each respondent is: told by the stratum alone where each stratum lies in one unit, else kept per row.
enum Lookup {
    ByStratum(Vec<u32>),
    ByRow(Vec<u32>),
}

impl Places {
    pub fn of(sample: &Sample, cluster: Option<&[u32]>, cell: Option<&[u32]>) -> Self {
        let nested = match (cluster, cell) {
            (None, None) => nested(sample),
            _ => None,
        };
        let (all, lookup) = match nested {
            Some(unit_of) => by_stratum(&unit_of),
            None => by_row(sample, cluster, cell),
        };
        let (spots, spot_of) = spots(&all);
        Self {
            all,
            spots,
            spot_of,
            lookup,
        }
    }

    /// The places without regard to clusters, and the place of each of these among them. No row can be looked up there.
    pub fn without_clusters(&self) -> (Self, Vec<usize>) {
        let coarse = |place: &Place| Place {
            cluster: 0,
            ..*place
        };
        let mut all: Vec<Place> = self.all.iter().map(coarse).collect();
        all.sort_unstable();
        all.dedup();
        let of_place = self
            .all
            .iter()
            .map(|place| all.partition_point(|other| *other < coarse(place)));
        let of_place = of_place.collect();
        let (spots, spot_of) = spots(&all);
        let lookup = Lookup::ByRow(Vec::new());
        (
            Self {
                all,
                spots,
                spot_of,
                lookup,
            },
            of_place,
        )
    }

    #[inline]
    pub fn at(&self, row: usize, stratum: &[u32]) -> usize {
        match &self.lookup {
            Lookup::ByStratum(places) => places[stratum[row] as usize] as usize,
            Lookup::ByRow(places) => places[row] as usize,
        }
    }
}

/// The units and strata of sorted places, and the number of each place among them.
fn spots(all: &[Place]) -> (Vec<(u32, u32)>, Vec<u32>) {
    let mut spots: Vec<(u32, u32)> = Vec::new();
    let spot_of = all
        .iter()
        .map(|place| {
            let spot = (place.unit, place.stratum);
            if spots.last() != Some(&spot) {
                spots.push(spot);
            }
            spots.len() as u32 - 1
        })
        .collect();
    (spots, spot_of)
}

/// The unit of each stratum (`None` without respondents), unless a stratum reaches over two units.
fn nested(sample: &Sample) -> Option<Vec<Option<u32>>> {
    let mut unit_of = vec![None; sample.strata];
    for (unit, stratum) in sample.locality.iter().zip(&sample.stratum) {
        let known = &mut unit_of[*stratum as usize];
        match known {
            None => *known = Some(*unit),
            Some(known) if known == unit => {}
            Some(_) => return None,
        }
    }
    Some(unit_of)
}

fn by_stratum(unit_of: &[Option<u32>]) -> (Vec<Place>, Lookup) {
    let mut all: Vec<Place> = unit_of
        .iter()
        .zip(0_u32..)
        .filter_map(|(unit, stratum)| {
            unit.map(|unit| Place {
                unit,
                stratum,
                cluster: 0,
                cell: 0,
            })
        })
        .collect();
    all.sort_unstable();
    let mut places = vec![0; unit_of.len()];
    for (place, number) in all.iter().zip(0_u32..) {
        places[place.stratum as usize] = number;
    }
    (all, Lookup::ByStratum(places))
}

fn by_row(sample: &Sample, cluster: Option<&[u32]>, cell: Option<&[u32]>) -> (Vec<Place>, Lookup) {
    let mut numbers = sample.locality.clone();
    let mut keys: Vec<Vec<u32>> = (0..sample.localities as u32)
        .map(|unit| vec![unit])
        .collect();
    let columns = [Some(&sample.stratum[..]), cluster, cell];
    for column in columns.into_iter().flatten() {
        let pairs = crossed(&mut numbers, column, keys.len());
        keys = pairs
            .into_iter()
            .map(|(first, second)| {
                let mut key = keys[first as usize].clone();
                key.push(second);
                key
            })
            .collect();
    }
    let all = keys
        .iter()
        .map(|key| {
            let at = |place: usize| key.get(place).copied().unwrap_or_default();
            let has_cluster = usize::from(cluster.is_some());
            Place {
                unit: at(0),
                stratum: at(1),
                cluster: if cluster.is_some() { at(2) } else { 0 },
                cell: at(2 + has_cluster),
            }
        })
        .collect();
    (all, Lookup::ByRow(numbers))
}
