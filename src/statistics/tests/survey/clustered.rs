//! Clusters: replicates that are raked again, lonely clusters, and few of them.

use hailong_statistics::calibration::Calibration;
use hailong_statistics::change::paired_change;
use hailong_statistics::clustering::{Clustering, LonelyPsu};
use hailong_statistics::error::Error;
use hailong_statistics::estimate::{Survey, VarianceMethod};
use hailong_statistics::pooling::pool;
use hailong_statistics::raking::rake;
use hailong_statistics::replicates::{DomainSums, Replicates, rao_wu};
use hailong_statistics::score::Style;
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng;

use crate::by_hand::{City, ITEMS, city, close};

fn clusters(city: &City) -> Clustering {
    let population = [Some(40.0), None, None];
    Clustering::new(
        &city.sample.stratum,
        &city.psu,
        &population,
        LonelyPsu::Adjust,
    )
    .unwrap()
}

/// Σ w a and Σ w a s per item, as columns.
fn columns(city: &City, style: Style) -> Vec<Vec<f64>> {
    let mut columns = Vec::new();
    for codes in &city.sample.items {
        let valid = |code: &u8| (1..=5).contains(code);
        columns.push(
            codes
                .iter()
                .map(|code| f64::from(u8::from(valid(code))))
                .collect(),
        );
        columns.push(
            codes
                .iter()
                .map(|code| if valid(code) { style.score(*code) } else { 0.0 })
                .collect(),
        );
    }
    columns
}

/// The index of every locality, then of all.
fn indices(city: &City, sums: &DomainSums) -> Vec<f64> {
    let mut domains = sums.sums.clone();
    let whole = (0..2 * ITEMS)
        .map(|at| domains.iter().map(|own| own[at]).sum())
        .collect();
    domains.push(whole);
    let index = |own: &Vec<f64>| {
        let components = city.index.components.iter();
        components
            .map(|one| {
                let items = one.items.iter();
                one.weight
                    * items
                        .map(|(item, v)| v * own[2 * item + 1] / own[2 * item])
                        .sum::<f64>()
            })
            .sum()
    };
    domains.iter().map(index).collect()
}

#[test]
fn the_jackknife_rakes_every_replicate_again() {
    let mut city = city(11);
    let base = city.sample.weight.clone();
    let calibration = Calibration::new(&base, &city.margins).unwrap();
    city.sample.weight = rake(&base, &city.margins).unwrap().weight;
    let clusters = clusters(&city);
    let mut survey = Survey::new(&city.sample, &city.index, &city.design);
    survey.calibration = Some(&calibration);
    survey.clustering = Some(&clusters);
    let linearised = survey.estimates().unwrap();
    survey.variance = VarianceMethod::Jackknife;
    let found = survey.estimates().unwrap();
    let draws = rao_wu(&clusters, 40, &mut ChaCha8Rng::seed_from_u64(5));
    survey.variance = VarianceMethod::Bootstrap(&draws);
    let bootstrapped = survey.estimates().unwrap();
    for style in Style::ALL {
        let columns = columns(&city, style);
        let replicates = Replicates {
            clustering: &clusters,
            base: &base,
            margins: &city.margins,
            columns: &columns,
            domain: &city.sample.locality,
        };
        let index = |sums: &DomainSums| indices(&city, sums);
        let jackknifed = replicates.jackknife(index).unwrap();
        let mut again = ChaCha8Rng::seed_from_u64(5);
        let drawn = replicates.bootstrap(40, &mut again, index).unwrap();
        for (found, wanted) in [(&found, &jackknifed), (&bootstrapped, &drawn)] {
            for (at, own) in found.localities.iter().chain([&found.whole]).enumerate() {
                let own = own.style(style).index.estimate.unwrap();
                // Both rake to 1e-10, from different starts.
                let near = |found: f64, wanted: f64, scale: f64| {
                    assert!(
                        (found - wanted).abs() <= 1e-7 * scale,
                        "{found} is not {wanted}"
                    );
                };
                near(own.variance, wanted[at][at], wanted[at][at]);
                near(own.covariance_with_whole, wanted[at][6], wanted[at][at]);
                if at < 6 && at > 0 {
                    near(
                        found.covariance(style).unwrap()[at][0],
                        wanted[at][0],
                        wanted[at][at],
                    );
                }
            }
        }
        let [a, b] =
            [&found, &linearised].map(|own| own.whole.style(style).index.estimate.unwrap());
        assert_eq!(a.linearised, b.variance);
        assert_eq!((a.value, a.df), (b.value, 21.0));
        assert_ne!(a.variance, b.variance);
    }
}

#[test]
fn a_stratum_with_one_cluster_adds_to_the_jackknife_what_it_adds_to_the_linearised_variance() {
    let mut city = city(12);
    for (psu, stratum) in city.psu.iter_mut().zip(&city.sample.stratum) {
        if *stratum == 2 {
            *psu = 0;
        }
    }
    let with = |lonely| {
        let clusters =
            Clustering::new(&city.sample.stratum, &city.psu, &[None; 3], lonely).unwrap();
        let mut survey = Survey::new(&city.sample, &city.index, &city.design);
        survey.clustering = Some(&clusters);
        survey.variance = VarianceMethod::Jackknife;
        let found = survey.estimates()?.whole.mean.index.estimate.unwrap();
        survey.variance = VarianceMethod::Linearised;
        Ok((
            found,
            survey.estimates()?.whole.mean.index.estimate.unwrap(),
        ))
    };
    let (adjusted, linearised) = with(LonelyPsu::Adjust).unwrap();
    let (certain, without) = with(LonelyPsu::Certainty).unwrap();
    let added = linearised.variance - without.variance;
    assert!(added > 0.0);
    close(
        adjusted.variance - certain.variance,
        added,
        "what the lonely cluster adds",
    );
    assert_eq!(with(LonelyPsu::Fail), Err(Error::LonelyPsu { stratum: 2 }));
}

#[test]
fn few_clusters_take_the_design_effect_of_all_localities() {
    let mut city = city(13);
    city.sample.stratum = city.sample.locality.clone();
    city.sample.strata = 6;
    city.design.stratum_population = vec![None; 6];
    let estimates = |clusters: u32| {
        let psu: Vec<u32> = city.psu.iter().map(|psu| psu % clusters).collect();
        let clusters =
            Clustering::new(&city.sample.stratum, &psu, &[None; 6], LonelyPsu::Adjust).unwrap();
        let mut survey = Survey::new(&city.sample, &city.index, &city.design);
        survey.clustering = Some(&clusters);
        survey.estimates().unwrap()
    };
    let mut few = estimates(2);
    let before = few.clone();
    assert_eq!(pool(&mut few), 6);
    // 6 degrees of freedom in all: nothing is pooled.
    assert_eq!(few, before);
    let mut more = estimates(5);
    let before = more.clone();
    assert_eq!(pool(&mut more), 6);
    let own = |at: usize| before.localities[at].satisfied.index.estimate.unwrap();
    let sum = |of: fn(&hailong_statistics::estimate::Estimate) -> f64| -> f64 {
        (0..6).map(|at| of(&own(at))).sum()
    };
    let effect = sum(|own| own.variance) / sum(|own| own.of_elements);
    for at in 0..6 {
        let found = more.localities[at].satisfied.index.estimate.unwrap();
        close(
            found.variance,
            effect * own(at).of_elements,
            "pooled variance",
        );
        assert_eq!((found.df, found.pooled), (24.0, true));
        close(
            found.n_eff * found.variance,
            own(at).n_eff * own(at).variance,
            "n_eff",
        );
    }
    assert_eq!(more.whole, before.whole);
    let mut many = estimates(8);
    for own in &mut many.localities {
        own.mean.index.estimate.as_mut().unwrap().df = 9.0;
    }
    let unchanged = many.clone();
    assert_eq!(pool(&mut many), 0);
    assert_eq!(many, unchanged);
}

#[test]
fn the_scores_of_units_make_the_linearised_variance_and_pair_surveys_that_share_units() {
    let city = city(14);
    let clusters = clusters(&city);
    let mut survey = Survey::new(&city.sample, &city.index, &city.design);
    assert_eq!(survey.unit_scores(), Ok(None));
    survey.clustering = Some(&clusters);
    let scores = survey.unit_scores().unwrap().unwrap();
    let found = survey.estimates().unwrap();
    let units: Vec<u32> = (0..clusters.stratum_of.len() as u32).collect();
    let population = [Some(40.0), None, None];
    let of_units =
        Clustering::new(&clusters.stratum_of, &units, &population, LonelyPsu::Adjust).unwrap();
    let none = vec![0.0; units.len()];
    for style in Style::ALL {
        for (domain, own) in [(None, &found.whole), (Some(2), &found.localities[2])] {
            let index = own.style(style).index.estimate.unwrap();
            let own = (index.value, scores.of(domain, style, None));
            let alone = paired_change(own, (0.0, &none), &of_units, 0.95);
            close(
                alone.se * alone.se,
                index.variance,
                "variance from the units",
            );
            assert_eq!(paired_change(own, own, &of_units, 0.95).se, 0.0);
        }
    }
}
