//! How samples are drawn from the city.

use hailong_statistics::clustering::{Clustering, LonelyPsu};
use hailong_statistics::design::{Design, DesignKind};
use hailong_statistics::raking::Margin;
use hailong_statistics::sample::Sample;

use crate::city::{AGES, City, Columns, Locality, Random, SEXES};

/// A sample, and what an analyst knows of how it was drawn.
pub struct Drawn {
    pub sample: Sample,
    pub design: Design,
    pub clustering: Option<Clustering>,
    pub margins: Option<Vec<Margin>>,
}

pub type Draw = fn(&City, &mut Random) -> Drawn;

fn design(kind: DesignKind, stratum_population: Vec<Option<f64>>) -> Design {
    Design {
        kind,
        stratum_population,
    }
}

fn elements(columns: Columns, design: Design) -> Drawn {
    Drawn {
        sample: columns.sample,
        design,
        clustering: None,
        margins: None,
    }
}

const PER_LOCALITY: usize = 150;

fn size(locality: &Locality) -> f64 {
    locality.people.len() as f64
}

fn simple(city: &City, random: &mut Random, population: fn(&Locality) -> Option<f64>) -> Drawn {
    let count = city.localities.len();
    let mut columns = Columns::new(count, count);
    for (at, locality) in city.localities.iter().enumerate() {
        let weight = size(locality) / PER_LOCALITY as f64;
        for own in random.choose(PER_LOCALITY, locality.people.len()) {
            columns.push(&locality.people[own], at, at, weight);
        }
    }
    let populations = city.localities.iter().map(population).collect();
    elements(columns, design(DesignKind::Probability, populations))
}

/// Simple random samples of each locality, their populations known.
pub fn simple_with_population(city: &City, random: &mut Random) -> Drawn {
    simple(city, random, |locality| Some(size(locality)))
}

/// The same, their populations not used.
pub fn simple_without_population(city: &City, random: &mut Random) -> Drawn {
    simple(city, random, |_| None)
}

/// Three zones of each locality, sampled at very unequal rates.
pub fn stratified(city: &City, random: &mut Random) -> Drawn {
    const SAMPLED: [usize; 3] = [30, 45, 75];
    let count = city.localities.len();
    let mut columns = Columns::new(count, 3 * count);
    let mut populations = Vec::new();
    for (at, locality) in city.localities.iter().enumerate() {
        let people = locality.people.len();
        // Half, three tenths and a fifth of the people.
        let ends = [0, people / 2, people * 4 / 5, people];
        for (zone, sampled) in SAMPLED.into_iter().enumerate() {
            let own = ends[zone + 1] - ends[zone];
            for row in random.choose(sampled, own) {
                let person = &locality.people[ends[zone] + row];
                columns.push(person, at, 3 * at + zone, own as f64 / sampled as f64);
            }
            populations.push(Some(own as f64));
        }
    }
    elements(columns, design(DesignKind::Probability, populations))
}

/// Simple random samples of which the old and the women answer more often; raked to locality, sex and age.
pub fn raked(city: &City, random: &mut Random) -> Drawn {
    let count = city.localities.len();
    let mut columns = Columns::new(count, count);
    let (mut sexes, mut ages) = (vec![0.0; SEXES as usize], vec![0.0; AGES as usize]);
    for (at, locality) in city.localities.iter().enumerate() {
        for person in &locality.people {
            sexes[person.sex as usize] += 1.0;
            ages[person.age as usize] += 1.0;
        }
        let asked = random.choose(PER_LOCALITY * 3 / 2, locality.people.len());
        let answer = |person: &crate::city::Person, random: &mut Random| {
            let rate = [0.65, 0.9][person.sex as usize] * [0.7, 0.85, 1.0][person.age as usize];
            random.uniform() < rate
        };
        let mut answered = asked;
        answered.retain(|own| answer(&locality.people[*own], random));
        let weight = size(locality) / answered.len() as f64;
        for own in answered {
            columns.push(&locality.people[own], at, at, weight);
        }
    }
    let margin = |category: &[u32], target: Vec<f64>| Margin {
        category: category.to_vec(),
        target,
    };
    let margins = vec![
        margin(
            &columns.sample.locality,
            city.localities.iter().map(size).collect(),
        ),
        margin(&columns.sex, sexes),
        margin(&columns.age, ages),
    ];
    let none = vec![None; count];
    Drawn {
        margins: Some(margins),
        ..elements(columns, design(DesignKind::Probability, none))
    }
}

/// Everybody is approached, seven in ten answer.
pub fn census_attempt(city: &City, random: &mut Random) -> Drawn {
    let count = city.localities.len();
    let mut columns = Columns::new(count, count);
    for (at, locality) in city.localities.iter().enumerate() {
        let mut answered: Vec<usize> = (0..locality.people.len()).collect();
        answered.retain(|_| random.uniform() < 0.7);
        let weight = size(locality) / answered.len() as f64;
        for own in answered {
            columns.push(&locality.people[own], at, at, weight);
        }
    }
    let populations = city.localities.iter().map(|one| Some(size(one))).collect();
    elements(columns, design(DesignKind::CensusAttempt, populations))
}

/// `groups` of each locality's residential groups with equal chances, and the share `within` of the people of each.
fn clusters(city: &City, random: &mut Random, groups: fn(usize) -> usize, within: f64) -> Drawn {
    let count = city.localities.len();
    let mut columns = Columns::new(count, count);
    let mut psu = Vec::new();
    for (at, locality) in city.localities.iter().enumerate() {
        let sampled = groups(at);
        for group in random.choose(sampled, locality.groups.len()) {
            let people = locality.groups[group].clone();
            let asked = ((people.len() as f64 * within).round() as usize).max(1);
            let chance =
                sampled as f64 / locality.groups.len() as f64 * asked as f64 / people.len() as f64;
            for own in random.choose(asked, people.len()) {
                columns.push(&locality.people[people.start + own], at, at, 1.0 / chance);
                psu.push(group as u32);
            }
        }
    }
    let none = vec![None; count];
    let clustering = Clustering::new(&columns.sample.stratum, &psu, &none, LonelyPsu::Adjust);
    Drawn {
        clustering: Some(clustering.unwrap()),
        ..elements(columns, design(DesignKind::Probability, none))
    }
}

/// 25 small groups of each locality.
pub fn many_small_clusters(city: &City, random: &mut Random) -> Drawn {
    clusters(city, random, |_| 25, 0.5)
}

/// How many groups of a locality are sampled where there are few.
pub fn few(locality: usize) -> usize {
    2 + locality % 7
}

/// 2 to 8 groups of each locality, of very unequal sizes.
pub fn few_unequal_clusters(city: &City, random: &mut Random) -> Drawn {
    clusters(city, random, few, 0.2)
}
