//! Small surveys made up for a test, person by person.

#![allow(dead_code)]

use hailong_statistics::clustering::{Clustering, LonelyPsu};
use hailong_statistics::design::{Design, DesignKind};
use hailong_statistics::estimate::{Counted, DomainEstimates, Estimates};
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::raking::Margin;
use hailong_statistics::sample::Sample;
use proptest::prelude::*;

#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub codes: [u8; 4],
    pub locality: u32,
    pub stratum: u32,
    pub psu: u32,
    pub sex: u32,
    pub age: u32,
    pub weight: f64,
}

pub const LOCALITIES: u32 = 3;
/// Two of each locality.
pub const STRATA: u32 = 2 * LOCALITIES;

pub fn person() -> impl Strategy<Value = Person> {
    let code = prop::sample::select(vec![0_u8, 1, 2, 3, 4, 4, 5, 255]);
    let place = (0..LOCALITIES, 0..2_u32, 0..5_u32);
    let codes = prop::array::uniform4(code);
    (codes, place, 0..2_u32, 0..3_u32, 0.5..20.0_f64).prop_map(
        |(codes, (locality, half, psu), sex, age, weight)| Person {
            codes,
            locality,
            stratum: 2 * locality + half,
            psu,
            sex,
            age,
            weight,
        },
    )
}

/// Everybody of a sample; all sexes and ages occur.
pub fn people() -> impl Strategy<Value = Vec<Person>> {
    prop::collection::vec(person(), 8..80).prop_map(|mut people| {
        for (at, person) in people.iter_mut().take(6).enumerate() {
            (person.sex, person.age) = (at as u32 % 2, at as u32 % 3);
        }
        people
    })
}

/// People and another order of them.
pub fn shuffled() -> impl Strategy<Value = (Vec<Person>, Vec<Person>)> {
    people().prop_flat_map(|people| (Just(people.clone()), Just(people).prop_shuffle()))
}

pub fn sample(people: &[Person]) -> Sample {
    let column = |of: fn(&Person) -> u32| people.iter().map(of).collect();
    Sample {
        items: (0..4)
            .map(|item| people.iter().map(|person| person.codes[item]).collect())
            .collect(),
        locality: column(|person| person.locality),
        localities: LOCALITIES as usize,
        stratum: column(|person| person.stratum),
        strata: STRATA as usize,
        weight: people.iter().map(|person| person.weight).collect(),
    }
}

pub fn index() -> IndexSpec {
    IndexSpec {
        components: vec![
            Component {
                weight: 0.4,
                items: vec![(0, 0.5), (1, 0.5)],
            },
            Component {
                weight: 0.6,
                items: vec![(2, 0.25), (3, 0.75)],
            },
        ],
    }
}

/// With or without a known number of people per stratum.
pub fn design(population: Option<f64>) -> Design {
    Design {
        kind: DesignKind::Probability,
        stratum_population: vec![population; STRATA as usize],
    }
}

pub fn clustering(people: &[Person]) -> Clustering {
    let stratum: Vec<u32> = people.iter().map(|person| person.stratum).collect();
    let psu: Vec<u32> = people.iter().map(|person| person.psu).collect();
    Clustering::new(&stratum, &psu, &[None; STRATA as usize], LonelyPsu::Adjust).unwrap()
}

pub fn margins(people: &[Person]) -> Vec<Margin> {
    vec![
        Margin {
            category: people.iter().map(|person| person.sex).collect(),
            target: vec![480.0, 520.0],
        },
        Margin {
            category: people.iter().map(|person| person.age).collect(),
            target: vec![300.0, 450.0, 250.0],
        },
    ]
}

pub fn all_of(domain: &DomainEstimates) -> Vec<Counted> {
    let mut all = Vec::new();
    for style in [&domain.mean, &domain.satisfied] {
        all.extend(style.items.iter().chain(&style.components));
        all.push(style.index);
    }
    all.extend(&domain.dont_know);
    all
}

pub fn domains(estimates: &Estimates) -> impl Iterator<Item = &DomainEstimates> {
    estimates.localities.iter().chain([&estimates.whole])
}

/// Whether two domains have the same figures within the share `within`. What is divided by a small variance may differ by as much
/// more, and is not looked at where that is 0 but for rounding.
pub fn same_figures(a: &DomainEstimates, b: &DomainEstimates, within: f64) -> Result<(), String> {
    let near = |a: f64, b: f64, scale: f64| (a - b).abs() <= within * scale.max(a.abs());
    if a.respondents != b.respondents {
        return Err(format!("{} against {}", a.respondents, b.respondents));
    }
    for (at, (one, other)) in all_of(a).iter().zip(&all_of(b)).enumerate() {
        let same = match (one.estimate, other.estimate) {
            (None, None) => one.n == other.n,
            (Some(x), Some(y)) => {
                let is_certain = x.variance < 1e-9;
                let looser = 10.0 * f64::max(1.0, 1.0 / x.variance);
                let deff = x.deff.unwrap_or(0.0) - y.deff.unwrap_or(0.0);
                one.n == other.n
                    && near(x.value, y.value, 1.0)
                    && near(x.variance, y.variance, 1.0)
                    && near(x.linearised, y.linearised, 1.0)
                    && near(x.of_elements, y.of_elements, 1.0)
                    && near(
                        x.covariance_with_whole,
                        y.covariance_with_whole,
                        x.variance.max(1.0),
                    )
                    && x.df == y.df
                    && (is_certain || near(x.n_eff, y.n_eff, looser * x.n_eff.max(1.0)))
                    && (is_certain || deff.abs() <= within * looser)
            }
            _ => false,
        };
        if !same {
            return Err(format!("estimate {at}: {one:?} against {other:?}"));
        }
    }
    Ok(())
}

pub fn all_same(a: &Estimates, b: &Estimates, within: f64) -> Result<(), TestCaseError> {
    for (one, other) in domains(a).zip(domains(b)) {
        same_figures(one, other, within).map_err(TestCaseError::fail)?;
    }
    Ok(())
}
