//! Localities that share strata, clusters or respondents.

use hailong_statistics::calibration::Calibration;
use hailong_statistics::clustering::{Clustering, LonelyPsu};
use hailong_statistics::error::Error;
use hailong_statistics::estimate::{Estimates, Survey};
use hailong_statistics::membership::Membership;
use hailong_statistics::raking::rake;
use hailong_statistics::ranks::{Contestant, Difference, correlated_rank_sets, rank_sets};
use hailong_statistics::score::Style;

use crate::by_hand::{City, city, close, crosswalk, index_scores, shares};

/// Compares values and the whole covariance matrix of the three localities and the whole.
fn compare(city: &City, found: &Estimates, covariance: impl Fn(&[Vec<f64>]) -> Vec<Vec<f64>>) {
    let membership = crosswalk();
    for style in Style::ALL {
        let domains = [Some(0), Some(1), Some(2), None];
        let by_hand: Vec<(f64, Vec<f64>)> = domains
            .iter()
            .map(|locality| index_scores(city, &shares(city, &membership, *locality), style))
            .collect();
        let scores: Vec<Vec<f64>> = by_hand.iter().map(|(_, scores)| scores.clone()).collect();
        let wanted = covariance(&scores);
        let between = found.covariance(style).unwrap();
        let all = found.localities.iter().chain([&found.whole]).enumerate();
        for (at, own) in all {
            let index = own.style(style).index.estimate.unwrap();
            close(index.value, by_hand[at].0, "value");
            close(index.variance, wanted[at][at], "variance");
            close(
                index.covariance_with_whole,
                wanted[at][3],
                "covariance with the whole",
            );
            for other in 0..at.min(3) {
                if at < 3 {
                    close(between[at][other], wanted[at][other], "covariance");
                    assert_eq!(between[at][other], between[other][at]);
                }
            }
        }
    }
}

fn residuals(calibration: &Calibration, city: &City, scores: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let of = |own: &Vec<f64>| calibration.residuals(own, &city.sample.weight);
    scores.iter().map(of).collect()
}

#[test]
fn split_localities_have_the_covariances_of_the_respondents_they_share() {
    let city = city(1);
    let membership = crosswalk();
    let mut survey = Survey::new(&city.sample, &city.index, &city.design);
    survey.membership = Some(&membership);
    let elements = Clustering::of_elements(
        &city.sample.stratum,
        &city.design.stratum_population,
        LonelyPsu::Adjust,
    )
    .unwrap();
    compare(&city, &survey.estimates().unwrap(), |scores| {
        elements.covariance(scores).unwrap()
    });
}

#[test]
fn calibrated_weights_give_split_localities_the_covariances_of_the_residuals() {
    let mut city = city(2);
    let membership = crosswalk();
    let calibration = Calibration::new(&city.sample.weight, &city.margins).unwrap();
    city.sample.weight = rake(&city.sample.weight, &city.margins).unwrap().weight;
    let mut survey = Survey::new(&city.sample, &city.index, &city.design);
    survey.membership = Some(&membership);
    survey.calibration = Some(&calibration);
    let elements = Clustering::of_elements(
        &city.sample.stratum,
        &city.design.stratum_population,
        LonelyPsu::Adjust,
    )
    .unwrap();
    compare(&city, &survey.estimates().unwrap(), |scores| {
        elements
            .covariance(&residuals(&calibration, &city, scores))
            .unwrap()
    });
}

#[test]
fn clusters_that_reach_over_localities_make_them_correlated() {
    let mut city = city(3);
    let membership = crosswalk();
    let calibration = Calibration::new(&city.sample.weight, &city.margins).unwrap();
    city.sample.weight = rake(&city.sample.weight, &city.margins).unwrap().weight;
    let clusters = Clustering::new(
        &city.sample.stratum,
        &city.psu,
        &[Some(40.0), None, None],
        LonelyPsu::Adjust,
    )
    .unwrap();
    let mut survey = Survey::new(&city.sample, &city.index, &city.design);
    survey.membership = Some(&membership);
    survey.clustering = Some(&clusters);
    compare(&city, &survey.estimates().unwrap(), |scores| {
        clusters.covariance(scores).unwrap()
    });
    survey.calibration = Some(&calibration);
    compare(&city, &survey.estimates().unwrap(), |scores| {
        clusters
            .covariance(&residuals(&calibration, &city, scores))
            .unwrap()
    });
}

#[test]
fn localities_in_strata_of_their_own_are_uncorrelated() {
    let mut city = city(4);
    city.sample.stratum = city.sample.locality.clone();
    city.sample.strata = 6;
    city.design.stratum_population = vec![None; 6];
    let found = Survey::new(&city.sample, &city.index, &city.design)
        .estimates()
        .unwrap();
    assert!(found.covariance.is_none());
}

#[test]
fn joined_localities_are_those_that_were_surveyed_as_one() {
    let mut city = city(5);
    let joined = Membership {
        localities: 2,
        of_unit: [0, 0, 1, 1, 0, 1].map(|now| vec![(now, 1.0)]).to_vec(),
    };
    let mut survey = Survey::new(&city.sample, &city.index, &city.design);
    survey.membership = Some(&joined);
    let found = survey.estimates().unwrap();
    city.sample.locality = city
        .sample
        .locality
        .iter()
        .map(|own| [0, 0, 1, 1, 0, 1][*own as usize])
        .collect();
    city.sample.localities = 2;
    let wanted = Survey::new(&city.sample, &city.index, &city.design)
        .estimates()
        .unwrap();
    for (found, wanted) in found.localities.iter().zip(&wanted.localities) {
        assert_eq!(found.respondents, wanted.respondents);
        for style in Style::ALL {
            let [found, wanted] =
                [found, wanted].map(|own| own.style(style).index.estimate.unwrap());
            close(found.value, wanted.value, "value");
            close(found.variance, wanted.variance, "variance");
            close(found.n_eff, wanted.n_eff, "effective n");
        }
    }
}

#[test]
fn a_unit_whose_shares_do_not_sum_to_one_is_refused() {
    let city = city(6);
    let mut membership = crosswalk();
    membership.of_unit[3][0].1 = 0.3;
    let mut survey = Survey::new(&city.sample, &city.index, &city.design);
    survey.membership = Some(&membership);
    assert_eq!(
        survey.estimates(),
        Err(Error::Membership { unit: 3, sum: 0.95 })
    );
}

#[test]
fn correlated_localities_are_told_apart_by_the_variance_of_their_difference() {
    let at = |estimate| Contestant {
        estimate,
        variance: 4.0,
        df: 200.0,
    };
    let pair = [at(60.0), at(64.0)];
    assert_eq!(Difference::of(&pair[0], &pair[1], 3.0).variance, 2.0);
    assert!(!rank_sets(&pair, 0.05).higher[1][0]);
    assert!(correlated_rank_sets(&pair, |_, _| 3.0, 0.05).higher[1][0]);
}
