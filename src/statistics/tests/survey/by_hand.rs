//! A small city, and every formula of the method over its respondents one by one.

use hailong_statistics::design::{Design, DesignKind};
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::membership::Membership;
use hailong_statistics::raking::Margin;
use hailong_statistics::sample::Sample;
use hailong_statistics::score::Style;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

pub const ITEMS: usize = 5;

/// 600 respondents in six units and three strata that reach over the units; eight clusters in each stratum.
pub struct City {
    pub sample: Sample,
    pub index: IndexSpec,
    pub design: Design,
    pub psu: Vec<u32>,
    pub margins: Vec<Margin>,
}

pub fn city(seed: u64) -> City {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut below = |n: u64| random.next_u64() % n;
    let n = 600;
    let psu: Vec<u32> = (0..n).map(|_| below(8) as u32).collect();
    let stratum: Vec<u32> = (0..n).map(|_| below(3) as u32).collect();
    let locality: Vec<u32> = (0..n).map(|_| below(6) as u32).collect();
    let taste: Vec<u64> = (0..24).map(|_| below(3)).collect();
    let answer = |row: usize, below: &mut dyn FnMut(u64) -> u64| {
        let shift = taste[(stratum[row] * 8 + psu[row]) as usize];
        match below(12) {
            0 => 0,
            1 => 255,
            other => (1 + (other + shift) % 5) as u8,
        }
    };
    let items = (0..ITEMS)
        .map(|_| (0..n).map(|row| answer(row, &mut below)).collect())
        .collect();
    let weight = (0..n).map(|_| 10.0 + below(100) as f64 / 7.0).collect();
    let sex: Vec<u32> = (0..n).map(|_| below(2) as u32).collect();
    let age: Vec<u32> = (0..n).map(|_| below(3) as u32).collect();
    let margins = vec![
        Margin {
            category: locality.clone(),
            target: vec![1_700.0, 1_800.0, 1_600.0, 1_650.0, 1_750.0, 1_500.0],
        },
        Margin {
            category: sex,
            target: vec![5_200.0, 4_800.0],
        },
        Margin {
            category: age,
            target: vec![2_500.0, 4_000.0, 3_500.0],
        },
    ];
    City {
        sample: Sample {
            items,
            locality,
            localities: 6,
            stratum,
            strata: 3,
            weight,
        },
        index: IndexSpec {
            components: vec![
                Component {
                    weight: 0.6,
                    items: vec![(0, 0.5), (1, 0.25), (2, 0.25)],
                },
                Component {
                    weight: 0.4,
                    items: vec![(3, 0.7), (4, 0.3)],
                },
            ],
        },
        design: Design {
            kind: DesignKind::Probability,
            stratum_population: vec![Some(4_000.0), None, Some(900.0)],
        },
        psu,
        margins,
    }
}

/// Units 0–2 become locality 0, unit 3 is split, unit 4 becomes 1, unit 5 is split three ways.
pub fn crosswalk() -> Membership {
    Membership {
        localities: 3,
        of_unit: vec![
            vec![(0, 1.0)],
            vec![(0, 1.0)],
            vec![(0, 1.0)],
            vec![(0, 0.35), (1, 0.65)],
            vec![(1, 1.0)],
            vec![(0, 0.2), (1, 0.3), (2, 0.5)],
        ],
    }
}

/// z_ij of every respondent for a locality; 1 for the whole (`None`).
pub fn shares(city: &City, membership: &Membership, locality: Option<u32>) -> Vec<f64> {
    let of_unit = |unit: u32| match locality {
        None => 1.0,
        Some(own) => {
            let shares = &membership.of_unit[unit as usize];
            shares
                .iter()
                .find(|(other, _)| *other == own)
                .map_or(0.0, |(_, share)| *share)
        }
    };
    city.sample
        .locality
        .iter()
        .map(|unit| of_unit(*unit))
        .collect()
}

/// I_j and u_i(I_j) (method §3, §6).
pub fn index_scores(city: &City, z: &[f64], style: Style) -> (f64, Vec<f64>) {
    let (mut value, mut scores) = (0.0, vec![0.0; z.len()]);
    for component in &city.index.components {
        for (item, own) in &component.items {
            let codes = &city.sample.items[*item];
            let valid = |row: usize| (1..=5).contains(&codes[row]);
            let terms = (0..z.len())
                .filter(|row| valid(*row))
                .map(|row| (city.sample.weight[row] * z[row], style.score(codes[row])));
            let (top, bottom) = terms.fold((0.0, 0.0), |(t, b), (w, s)| (t + w * s, b + w));
            let mean = top / bottom;
            value += component.weight * own * mean;
            for row in (0..z.len()).filter(|row| valid(*row)) {
                let residual = style.score(codes[row]) - mean;
                scores[row] +=
                    component.weight * own * city.sample.weight[row] * z[row] * residual / bottom;
            }
        }
    }
    (value, scores)
}

pub fn close(found: f64, wanted: f64, what: &str) {
    assert!(
        (found - wanted).abs() <= 1e-12 * wanted.abs().max(1e-3),
        "{what}: {found} is not {wanted}"
    );
}
