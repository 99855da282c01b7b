//! Jackknife, bootstrap and re-raking. The re-raked jackknife of the answers has no finite population correction.

use hailong_statistics::raking::rake;
use hailong_statistics::ratio::ratio;
use hailong_statistics::replicates::{DomainSums, Replicates, spread};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::known::{Answers, Known, oracle};
use crate::sample::Schools;

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
    let answers = Answers::of("survey_api_jackknife_reraked");
    for (design, known) in answers.root().each() {
        let schools = Schools::of(&format!("{design}_nofpc"));
        known.at("type").same(jackknife_type(&design));
        let columns = [
            vec![1.0; schools.weight.len()],
            schools.numbers("api00"),
            schools.numbers("api99"),
        ];
        let (margins, domain) = (schools.margins(), schools.levels("sch.wide").0);
        let replicates = Replicates {
            clustering: &schools.clustering,
            base: &schools.weight,
            margins: &margins,
            columns: &columns,
            domain: &domain,
        };
        let variance = replicates.jackknife(means).unwrap();
        let weight = rake(&schools.weight, &margins).unwrap().weight;
        for (at, column) in ["api00", "api99"].into_iter().enumerate() {
            let everywhere = vec![1.0; weight.len()];
            let mean = schools.mean_in(&weight, column, &everywhere).0;
            known.at("mean").at(at).close(mean);
            known.at("se").at(at).close(variance[at][at].sqrt());
        }
        let by = known.at("by_sch.wide");
        for (at, level) in schools.levels("sch.wide").1.iter().enumerate() {
            let domain = schools.domain("sch.wide", level);
            by.at("est")
                .at(at)
                .close(schools.mean_in(&weight, "api00", &domain).0);
            by.at("se").at(at).close(variance[at + 2][at + 2].sqrt());
        }
    }
    answers.all_compared();
}

/// R's name for the delete-one jackknife without and with strata.
fn jackknife_type(design: &str) -> &'static str {
    if design == "clus1" { "JK1" } else { "JKn" }
}

#[test]
fn replicates_without_margins_are_those_of_r() {
    let answers = Answers::of("survey_api_replicates");
    for (design, known) in answers.root().each() {
        jackknife_without_margins(&design, &known.at("jackknife"));
        bootstrap(&design, &known.at("rao_wu_subbootstrap"));
    }
    answers.all_compared();
}

fn jackknife_without_margins(design: &str, known: &Known) {
    let schools = Schools::of(design);
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
    known.at("type").same(jackknife_type(design));
    known.at("mean_api00").close(schools.mean("api00").0);
    known.at("se").close(variance[0][0].sqrt());
    known.at("ratio").close(ratio_of(&schools, &schools.weight));
    known.at("se_ratio").close(variance[1][1].sqrt());
    // R's scale × rscales is (1 − f)(n − 1)/n of the PSU's stratum.
    let (clustering, scale) = (&schools.clustering, known.at("scale").number());
    let rscales = known.at("rscales").each();
    assert_eq!(rscales.len(), clustering.stratum_of.len());
    let mut wanted: Vec<f64> = rscales
        .iter()
        .map(|(_, one)| scale * one.number())
        .collect();
    let factor = |stratum: &u32| {
        let n = clustering.sampled[*stratum as usize] as f64;
        clustering.remaining[*stratum as usize] * (n - 1.0) / n
    };
    let mut own: Vec<f64> = clustering.stratum_of.iter().map(factor).collect();
    wanted.sort_by(f64::total_cmp);
    own.sort_by(f64::total_cmp);
    for (own, wanted) in own.iter().zip(&wanted) {
        assert!((own / wanted - 1.0).abs() < 1e-9, "{own} against {wanted}");
    }
}

fn ratio_of(schools: &Schools, weight: &[f64]) -> f64 {
    let (students, enroll) = (schools.numbers("api.stu"), schools.numbers("enroll"));
    ratio(weight, &students, &enroll).0
}

/// Rao and Wu's bootstrap with the weights of R, where they are among the data.
fn bootstrap(design: &str, known: &Known) {
    let schools = Schools::of(design);
    let everywhere = vec![1.0; schools.weight.len()];
    let statistics = |weight: &[f64]| {
        let mean = |column: &str| ratio(weight, &schools.numbers(column), &everywhere).0;
        vec![mean("api00"), mean("api99"), ratio_of(&schools, weight)]
    };
    let whole = statistics(&schools.weight);
    known.at("mean").all_close(&whole[..2]);
    known.at("ratio").close(whole[2]);
    let count = known.at("replicates").number();
    known.at("scale").close(1.0 / (count - 1.0));
    // Deviations are from the mean of the replicates.
    known.at("mse").same(false);
    if design != "strat" {
        for field in ["se", "vcov", "se_ratio", "first_replicate_means"] {
            known
                .at(field)
                .set_aside("the weights of these replicates are not among the data");
        }
        return;
    }
    let estimates: Vec<Vec<f64>> = supplied_weights()
        .iter()
        .map(|weight| statistics(weight))
        .collect();
    assert_eq!(estimates.len() as f64, count);
    let variance = spread(&estimates, &vec![1.0 / (count - 1.0); estimates.len()]);
    let errors: Vec<f64> = (0..3).map(|at| variance[at][at].sqrt()).collect();
    known
        .at("first_replicate_means")
        .all_close(&estimates[0][..2]);
    known.at("se").all_close(&errors[..2]);
    known.at("se_ratio").close(errors[2]);
    let of_means: Vec<Vec<f64>> = variance[..2].iter().map(|row| row[..2].to_vec()).collect();
    known.at("vcov").all_close_matrix(&of_means);
}

/// One list of weights per replicate.
fn supplied_weights() -> Vec<Vec<f64>> {
    let text = oracle("data/subboot_weights_strat.csv");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut replicates: Vec<Vec<f64>> = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        replicates.resize(record.len(), vec![]);
        for (weights, value) in replicates.iter_mut().zip(record.iter()) {
            weights.push(value.parse().unwrap());
        }
    }
    replicates
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
