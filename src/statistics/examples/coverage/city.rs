//! A city made up once: everybody in it answers as they would if asked.

use std::ops::Range;

use hailong_statistics::design::{Design, DesignKind};
use hailong_statistics::estimate::{DomainEstimates, estimate};
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::sample::Sample;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

pub const ITEMS: usize = 4;
pub const SEXES: u32 = 2;
pub const AGES: u32 = 3;

#[derive(Clone, Debug)]
pub struct Person {
    pub codes: [u8; ITEMS],
    pub sex: u32,
    pub age: u32,
}

pub struct Locality {
    pub people: Vec<Person>,
    /// Residential groups, one after the other.
    pub groups: Vec<Range<usize>>,
}

pub struct City {
    pub localities: Vec<Locality>,
    /// The true index of each locality: mean score, and percentage satisfied.
    pub truth: [Vec<f64>; 2],
}

/// Random numbers in the shapes that are needed here.
pub struct Random(ChaCha8Rng);

impl Random {
    /// The same numbers for the same seed and stream.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        generator.set_stream(stream);
        Self(generator)
    }

    /// In [0, 1).
    pub fn uniform(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.0.next_u64()) * count as u128) >> 64) as usize
    }

    /// Box–Muller.
    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.uniform()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.uniform()).cos()
    }

    /// `count` of 0..`from`, each set equally likely.
    pub fn choose(&mut self, count: usize, from: usize) -> Vec<usize> {
        let mut all: Vec<usize> = (0..from).collect();
        for at in 0..count.min(from) {
            let other = at + self.below(from - at);
            all.swap(at, other);
        }
        all.truncate(count);
        all
    }
}

/// How much groups differ, in standard deviations of a person's satisfaction.
const GROUP_EFFECT: f64 = 0.25;

impl City {
    /// Localities with groups of the sizes that `sizes` gives; in larger groups people are less satisfied.
    pub fn new(seed: u64, localities: usize, sizes: impl Fn(&mut Random) -> Vec<usize>) -> Self {
        let mut random = Random::new(seed, 0);
        let localities: Vec<Locality> = (0..localities)
            .map(|_| {
                let level = 0.25 * random.normal();
                let sizes = sizes(&mut random);
                let mean = sizes.iter().sum::<usize>() as f64 / sizes.len() as f64;
                let mut locality = Locality {
                    people: Vec::new(),
                    groups: Vec::new(),
                };
                for size in sizes {
                    let of_size = 0.1 * (size as f64 / mean - 1.0);
                    let group = level + GROUP_EFFECT * random.normal() - of_size;
                    let start = locality.people.len();
                    locality
                        .people
                        .extend((0..size).map(|_| person(group, &mut random)));
                    locality.groups.push(start..start + size);
                }
                locality
            })
            .collect();
        let mut city = Self {
            localities,
            truth: [Vec::new(), Vec::new()],
        };
        city.truth = city.true_indices();
        city
    }

    /// The figures of a survey that everybody answers.
    fn true_indices(&self) -> [Vec<f64>; 2] {
        let mut columns = Columns::new(self.localities.len(), self.localities.len());
        for (at, locality) in self.localities.iter().enumerate() {
            for person in &locality.people {
                columns.push(person, at, at, 1.0);
            }
        }
        let design = Design {
            kind: DesignKind::OptIn,
            stratum_population: vec![],
        };
        let found = estimate(&columns.sample, &index(), &design).unwrap();
        let all = |value: fn(&DomainEstimates) -> Option<f64>| {
            found
                .localities
                .iter()
                .map(|one| value(one).unwrap())
                .collect()
        };
        [
            all(|one| Some(one.mean.index.estimate?.value)),
            all(|one| Some(one.satisfied.index.estimate?.value)),
        ]
    }
}

/// Older people and women are more satisfied; everybody has an own level, and does not know now and then.
fn person(group: f64, random: &mut Random) -> Person {
    let sex = random.below(SEXES as usize) as u32;
    let age = random.below(AGES as usize) as u32;
    let own = group + 0.15 * f64::from(sex) + 0.2 * f64::from(age) + 0.7 * random.normal();
    let codes = std::array::from_fn(|item| {
        let answer = own + 0.3 * item as f64 - 0.5 + 0.7 * random.normal();
        match random.uniform() {
            chance if chance < 0.08 => 0,
            chance if chance < 0.1 => 255,
            _ => {
                1 + [-1.2, -0.4, 0.4, 1.2]
                    .iter()
                    .map(|limit| u8::from(answer > *limit))
                    .sum::<u8>()
            }
        }
    });
    Person { codes, sex, age }
}

/// Two criteria of two items.
pub fn index() -> IndexSpec {
    let component = |weight, items: [usize; 2]| Component {
        weight,
        items: items.map(|item| (item, 0.5)).to_vec(),
    };
    IndexSpec {
        components: vec![component(0.4, [0, 1]), component(0.6, [2, 3])],
    }
}

/// A sample in the making.
pub struct Columns {
    pub sample: Sample,
    pub sex: Vec<u32>,
    pub age: Vec<u32>,
}

impl Columns {
    pub fn new(localities: usize, strata: usize) -> Self {
        Self {
            sample: Sample {
                items: vec![Vec::new(); ITEMS],
                localities,
                strata,
                ..Sample::default()
            },
            sex: Vec::new(),
            age: Vec::new(),
        }
    }

    pub fn push(&mut self, person: &Person, locality: usize, stratum: usize, weight: f64) {
        for (column, code) in self.sample.items.iter_mut().zip(person.codes) {
            column.push(code);
        }
        self.sample.locality.push(locality as u32);
        self.sample.stratum.push(stratum as u32);
        self.sample.weight.push(weight);
        self.sex.push(person.sex);
        self.age.push(person.age);
    }
}
