//! Base weights.

use hailong_statistics::clustering::LonelyPsu;
use hailong_statistics::ratio::ratio;

use crate::sample::{Schools, answers, close};

const DESIGNS: [&str; 5] = ["srs", "strat", "strat_nofpc", "clus1", "clus1_nofpc"];

#[test]
fn means_totals_and_ratios_have_the_covariances_of_r() {
    let answers = answers("survey_api_basic");
    for design in DESIGNS {
        let (schools, wanted) = (Schools::of(design), &answers[design]);
        assert_eq!(schools.weight.len() as u64, wanted["n"].as_u64().unwrap());
        close(
            schools.clustering.degrees_of_freedom(|_| true),
            &wanted["degf"],
            "degf",
        );
        let mean = &wanted["mean"];
        let (api00, api99) = (schools.mean("api00"), schools.mean("api99"));
        close(api00.0, &mean["estimate"][0], "mean");
        close(api99.0, &mean["estimate"][1], "mean");
        let covariance = schools.covariance(&[api00.1.clone(), api99.1.clone()]);
        for a in 0..2 {
            for b in 0..2 {
                close(covariance[a][b], &mean["vcov"][a][b], design);
            }
        }
        let change: Vec<f64> = api00.1.iter().zip(&api99.1).map(|(a, b)| a - b).collect();
        let paired = &wanted["change_api00_minus_api99"];
        close(api00.0 - api99.0, &paired["estimate"], "paired change");
        close(schools.se(change), &paired["se"], "paired change");
        let students = schools.total(&schools.weight, "api.stu");
        let enroll = schools.total(&schools.weight, "enroll");
        let total = &wanted["total_na_rm"];
        close(students.0, &total["estimate"][0], "total");
        close(enroll.0, &total["estimate"][1], "total");
        let covariance = schools.covariance(&[students.1, enroll.1]);
        close(covariance[0][0], &total["vcov"][0][0], design);
        close(covariance[0][1], &total["vcov"][0][1], design);
        close(covariance[1][1], &total["vcov"][1][1], design);
    }
}

#[test]
fn domains_keep_every_sampled_psu_and_have_their_own_degrees_of_freedom() {
    let answers = answers("survey_api_basic");
    for design in DESIGNS {
        let (schools, wanted) = (Schools::of(design), &answers[design]);
        for by in ["stype", "sch.wide"] {
            let wanted = &wanted[format!("by_{by}")];
            let levels = schools.levels(by).1;
            let means: Vec<(f64, Vec<f64>)> = levels
                .iter()
                .map(|level| schools.mean_in(&schools.weight, "api00", &schools.domain(by, level)))
                .collect();
            let scores: Vec<Vec<f64>> = means.iter().map(|mean| mean.1.clone()).collect();
            let covariance = schools.covariance(&scores);
            for (at, level) in levels.iter().enumerate() {
                close(means[at].0, &wanted["api00"][at], level);
                let se = if by == "stype" {
                    &wanted["se_api00"][at]
                } else {
                    &wanted["se"][at]
                };
                close(covariance[at][at].sqrt(), se, level);
                if by == "sch.wide" {
                    let domain = schools.domain(by, level);
                    let df = schools
                        .clustering
                        .degrees_of_freedom(|row| domain[row] > 0.0);
                    close(df, &wanted["degf_subset"][at], level);
                    close(
                        covariance[0][at],
                        &wanted["vcov"][0][at],
                        "covariance of domains",
                    );
                }
            }
        }
        let ratios = &wanted["ratio_by_stype"];
        for (at, level) in schools.levels("stype").1.iter().enumerate() {
            let domain = schools.domain("stype", level);
            let of = |column: &str| -> Vec<f64> {
                schools
                    .numbers(column)
                    .iter()
                    .zip(&domain)
                    .map(|(y, x)| if *x > 0.0 { *y } else { 0.0 })
                    .collect()
            };
            let (students, enroll) = (of("api.stu"), of("enroll"));
            if enroll.iter().any(|value| value.is_nan()) {
                continue;
            }
            let (value, scores) = ratio(&schools.weight, &students, &enroll);
            close(value, &ratios["estimate"][at], level);
            close(schools.se(scores), &ratios["se"][at], level);
        }
    }
}

#[test]
fn a_stratum_with_one_psu_is_treated_as_asked() {
    let answers = answers("survey_api_lonely_psu");
    let schools = Schools::of("strat");
    let options = [
        ("adjust", LonelyPsu::Adjust),
        ("certainty", LonelyPsu::Certainty),
        ("average", LonelyPsu::Average),
    ];
    for (name, lonely) in options {
        let clustering = schools.clustered("cnum", "", false, lonely);
        assert_eq!(
            clustering.lonely_strata() as u64,
            answers["single_psu_strata"].as_u64().unwrap()
        );
        let (mean, scores) = schools.mean("api00");
        let total = schools.total(&schools.weight, "api00");
        let covariance = clustering.covariance(&[scores, total.1]).unwrap();
        let wanted = &answers[name];
        close(mean, &wanted["mean"], name);
        close(covariance[0][0].sqrt(), &wanted["se"], name);
        close(total.0, &wanted["total"], name);
        close(covariance[1][1].sqrt(), &wanted["se_total"], name);
        close(
            clustering.degrees_of_freedom(|_| true),
            &wanted["degf"],
            name,
        );
    }
    let failing = schools.clustered("cnum", "", false, LonelyPsu::Fail);
    assert!(failing.covariance(&[schools.mean("api00").1]).is_err());
}
