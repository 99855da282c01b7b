//! Jackknife, bootstrap and re-raking. The re-raked jackknife of the answers has no finite population correction.

use hailong_statistics::ratio::ratio;
use hailong_statistics::replicates::{DomainSums, Replicates, spread};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::sample::{Schools, answers, close, oracle};

fn means(sums: &DomainSums) -> Vec<f64> {
    let all: Vec<f64> = (0..3)
        .map(|column| sums.sums.iter().map(|domain| domain[column]).sum())
        .collect();
    let mut estimates = vec![all[1] / all[0], all[2] / all[0]];
    estimates.extend(sums.sums.iter().map(|domain| domain[1] / domain[0]));
    estimates
}

#[test]
fn the_jackknife_rakes_every_replicate_again() {
    let answers = answers("survey_api_jackknife_reraked");
    for design in ["clus1", "strat"] {
        let schools = Schools::of(&format!("{design}_nofpc"));
        let wanted = &answers[design];
        let columns = [
            vec![1.0; schools.weight.len()],
            schools.numbers("api00"),
            schools.numbers("api99"),
        ];
        let replicates = Replicates {
            clustering: &schools.clustering,
            base: &schools.weight,
            margins: &schools.margins(),
            columns: &columns,
            domain: &schools.levels("sch.wide").0,
        };
        let variance = replicates.jackknife(means).unwrap();
        for at in 0..2 {
            close(variance[at][at].sqrt(), &wanted["se"][at], design);
            close(
                variance[at + 2][at + 2].sqrt(),
                &wanted["by_sch.wide"]["se"][at],
                design,
            );
        }
    }
}

#[test]
fn the_jackknife_without_margins_is_that_of_r() {
    let answers = answers("survey_api_replicates");
    for design in ["clus1", "strat"] {
        let (schools, wanted) = (Schools::of(design), &answers[design]["jackknife"]);
        let columns = [
            vec![1.0; schools.weight.len()],
            schools.numbers("api00"),
            schools.numbers("api.stu"),
            schools.numbers("enroll"),
        ];
        let replicates = Replicates {
            clustering: &schools.clustering,
            base: &schools.weight,
            margins: &[],
            columns: &columns,
            domain: &vec![0; schools.weight.len()],
        };
        let estimates = |sums: &DomainSums| {
            let all = &sums.sums[0];
            vec![all[1] / all[0], all[2] / all[3]]
        };
        let variance = replicates.jackknife(estimates).unwrap();
        close(variance[0][0].sqrt(), &wanted["se"], design);
        close(variance[1][1].sqrt(), &wanted["se_ratio"], design);
    }
}

#[test]
fn supplied_bootstrap_weights_give_the_covariance_of_r() {
    let answers = answers("survey_api_replicates");
    let wanted = &answers["strat"]["rao_wu_subbootstrap"];
    let schools = Schools::of("strat");
    let text = oracle("data/subboot_weights_strat.csv");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let rows: Vec<Vec<f64>> = reader
        .records()
        .map(|record| {
            record
                .unwrap()
                .iter()
                .map(|value| value.parse().unwrap())
                .collect()
        })
        .collect();
    assert_eq!(rows.len(), schools.weight.len());
    let ones = vec![1.0; rows.len()];
    let estimates: Vec<Vec<f64>> = (0..rows[0].len())
        .map(|replicate| {
            let weight: Vec<f64> = rows.iter().map(|row| row[replicate]).collect();
            ["api00", "api99"]
                .map(|column| ratio(&weight, &schools.numbers(column), &ones).0)
                .to_vec()
        })
        .collect();
    let scale = vec![1.0 / (estimates.len() as f64 - 1.0); estimates.len()];
    let variance = spread(&estimates, &scale);
    for a in 0..2 {
        close(
            estimates[0][a],
            &wanted["first_replicate_means"][a],
            "first replicate",
        );
        for b in 0..2 {
            close(variance[a][b], &wanted["vcov"][a][b], "vcov");
        }
    }
}

#[test]
fn the_bootstrap_comes_near_the_linearised_error_and_repeats_itself_with_its_seed() {
    let schools = Schools::of("strat");
    let columns = [
        vec![1.0; schools.weight.len()],
        schools.numbers("api00"),
        schools.numbers("api99"),
    ];
    let replicates = Replicates {
        clustering: &schools.clustering,
        base: &schools.weight,
        margins: &[],
        columns: &columns,
        domain: &vec![0; schools.weight.len()],
    };
    let run = |seed: u64| {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        replicates.bootstrap(1_000, &mut random, means).unwrap()
    };
    let (variance, linearised) = (run(1), schools.se(schools.mean("api00").1));
    let ratio = variance[0][0].sqrt() / linearised;
    assert!((0.92..1.08).contains(&ratio), "{ratio}");
    assert_eq!(variance, run(1));
    assert_ne!(variance, run(2));
}
