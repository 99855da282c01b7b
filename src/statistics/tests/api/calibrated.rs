//! Raked and post-stratified weights.

use hailong_statistics::calibration::Calibration;
use hailong_statistics::raking::{Margin, rake};
use hailong_statistics::weights::poststratify;

use crate::sample::{Schools, answers, close};

#[test]
fn raked_weights_and_their_errors_are_those_of_calibrate() {
    let answers = answers("survey_api_calibrate");
    for design in ["strat", "clus1"] {
        let schools = Schools::of(design);
        let wanted = &answers[design]["calibrate_raking"];
        let margins = schools.margins();
        let raked = rake(&schools.weight, &margins).unwrap();
        for (own, wanted) in raked
            .weight
            .iter()
            .zip(wanted["weights"].as_array().unwrap())
        {
            close(*own, wanted, design);
        }
        let calibration = Calibration::new(&schools.weight, &margins);
        let all = vec![1.0; raked.weight.len()];
        let residuals = |scores: &[f64]| calibration.residuals(scores, &raked.weight);
        let (api00, api99) = (
            schools.mean_in(&raked.weight, "api00", &all),
            schools.mean_in(&raked.weight, "api99", &all),
        );
        close(api00.0, &wanted["mean"][0], design);
        close(api99.0, &wanted["mean"][1], design);
        let covariance = schools.covariance(&[residuals(&api00.1), residuals(&api99.1)]);
        for a in 0..2 {
            for b in 0..2 {
                close(covariance[a][b], &wanted["vcov"][a][b], design);
            }
        }
        for by in ["stype", "sch.wide"] {
            for (at, level) in schools.levels(by).1.iter().enumerate() {
                let (mean, scores) =
                    schools.mean_in(&raked.weight, "api00", &schools.domain(by, level));
                let wanted = &wanted[format!("by_{by}")];
                close(mean, &wanted["est"][at], level);
                close(schools.se(residuals(&scores)), &wanted["se"][at], level);
            }
        }
        let (total, scores) = schools.total(&raked.weight, "enroll");
        close(total, &wanted["total_enroll"]["est"], design);
        close(
            schools.se(residuals(&scores)),
            &wanted["total_enroll"]["se"],
            design,
        );
    }
}

#[test]
fn the_order_of_the_margins_does_not_matter() {
    let schools = Schools::of("clus1");
    let mut margins = schools.margins();
    let one = rake(&schools.weight, &margins).unwrap();
    margins.reverse();
    let other = rake(&schools.weight, &margins).unwrap();
    for (one, other) in one.weight.iter().zip(&other.weight) {
        assert!((one / other - 1.0).abs() < 1e-9);
    }
}

#[test]
fn post_stratified_means_and_totals_are_those_of_r() {
    let answers = answers("survey_api_poststratify");
    for design in ["strat", "clus1", "clus1_nofpc"] {
        let (schools, wanted) = (Schools::of(design), &answers[design]);
        let cells = Margin {
            category: schools.levels("stype").0,
            target: vec![4_421.0, 755.0, 1_018.0],
        };
        let weight = poststratify(&schools.weight, &cells).unwrap().weight;
        for (own, wanted) in weight.iter().zip(wanted["weights"].as_array().unwrap()) {
            close(*own, wanted, design);
        }
        let calibration = Calibration::new(&schools.weight, &[cells]);
        let (mean, scores) = schools.mean_in(&weight, "api00", &vec![1.0; weight.len()]);
        close(mean, &wanted["mean_api00"], design);
        close(
            schools.se(calibration.residuals(&scores, &weight)),
            &wanted["se"],
            design,
        );
        let (total, scores) = schools.total(&weight, "enroll");
        close(total, &wanted["total_enroll"], design);
        close(
            schools.se(calibration.residuals(&scores, &weight)),
            &wanted["se_total"],
            design,
        );
        for (at, level) in schools.levels("sch.wide").1.iter().enumerate() {
            let (mean, scores) =
                schools.mean_in(&weight, "api00", &schools.domain("sch.wide", level));
            close(mean, &wanted["by_sch.wide"]["api00"][at], level);
            close(
                schools.se(calibration.residuals(&scores, &weight)),
                &wanted["by_sch.wide"]["se"][at],
                level,
            );
        }
    }
}
