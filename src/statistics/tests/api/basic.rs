//! Base weights.

use hailong_statistics::design_effect::{population_variance, ratio_to_simple};
use hailong_statistics::distribution::t_quantile;
use hailong_statistics::interval::{self, Interval};
use hailong_statistics::proportion::{arcsine, likelihood};
use hailong_statistics::ratio::ratio;

use crate::known::{Answers, Known};
use crate::sample::{Schools, proportion};

/// Estimates of several variables with their scores.
type Scored = (f64, Vec<f64>);

#[test]
fn every_figure_of_every_design_is_rs() {
    let answers = Answers::of("survey_api_basic");
    for (design, known) in answers.root().each() {
        let schools = Schools::of(&design);
        size(&schools, &known);
        means_and_totals(&schools, &known);
        proportions(&schools, &known.at("proportion"));
        one_proportion(&schools, &known.at("svyciprop_schwide_yes"));
        design_effects(&schools, &known);
        kinds_of_schools(&schools, &known);
        schools_by_target(&schools, &known.at("by_sch.wide"));
    }
    answers.all_compared();
}

fn degrees_of_freedom(schools: &Schools) -> f64 {
    schools.clustering.degrees_of_freedom(|_| true)
}

fn size(schools: &Schools, known: &Known) {
    known.at("n").same(schools.weight.len());
    known.at("degf").close(degrees_of_freedom(schools));
    known.at("sum_weights").close(schools.weight.iter().sum());
}

fn unzip(scored: Vec<Scored>) -> (Vec<f64>, Vec<Vec<f64>>) {
    scored.into_iter().unzip()
}

fn roots(covariance: &[Vec<f64>]) -> Vec<f64> {
    let diagonal = covariance.iter().enumerate();
    diagonal.map(|(at, row)| row[at].sqrt()).collect()
}

/// Names, estimates, errors, covariances and t intervals of several variables.
fn compare(schools: &Schools, known: &Known, names: &[&str], scored: Vec<Scored>) {
    let (estimates, scores) = unzip(scored);
    let covariance = schools.covariance(&scores);
    let errors = roots(&covariance);
    let df = degrees_of_freedom(schools);
    assert_eq!(known.at("names").texts(), names);
    known.at("estimate").all_close(&estimates);
    known.at("se").all_close(&errors);
    known.at("vcov").all_close_matrix(&covariance);
    known.at("df").close(df);
    let t = t_quantile(0.975, df);
    let limits = |sign: f64| -> Vec<f64> {
        let pairs = estimates.iter().zip(&errors);
        pairs.map(|(value, se)| value + sign * t * se).collect()
    };
    known.at("ci_lower").all_close(&limits(-1.0));
    known.at("ci_upper").all_close(&limits(1.0));
}

fn means_and_totals(schools: &Schools, known: &Known) {
    let means = ["api00", "api99"];
    let scored = means.map(|column| schools.mean(column)).to_vec();
    compare(schools, &known.at("mean"), &means, scored);
    let totals = ["api.stu", "enroll"];
    let scored = totals.map(|column| schools.total(&schools.weight, column));
    compare(schools, &known.at("total_na_rm"), &totals, scored.to_vec());

    let students = schools.numbers("api.stu");
    let (value, scores) = ratio(&schools.weight, &students, &schools.numbers("enroll"));
    let (se, t) = (
        schools.se(scores),
        t_quantile(0.975, degrees_of_freedom(schools)),
    );
    let known_ratio = known.at("ratio_api.stu_over_enroll");
    known_ratio.at("estimate").close(value);
    known_ratio.at("se").close(se);
    known_ratio
        .at("ci")
        .all_close(&[value - t * se, value + t * se]);

    // Both years of the same schools: the covariance comes by itself.
    let ((now, scores), (before, earlier)) = (schools.mean("api00"), schools.mean("api99"));
    let change = scores.iter().zip(&earlier).map(|(a, b)| a - b).collect();
    let paired = known.at("change_api00_minus_api99");
    paired.at("estimate").close(now - before);
    paired.at("se").close(schools.se(change));
}

fn share(schools: &Schools, column: &str, level: &str) -> Scored {
    let all = vec![1.0; schools.weight.len()];
    ratio(&schools.weight, &schools.domain(column, level), &all)
}

fn proportions(schools: &Schools, known: &Known) {
    let names = ["stypeE", "stypeH", "stypeM", "sch.wideNo", "sch.wideYes"];
    let mut scored = Vec::new();
    for column in ["stype", "sch.wide"] {
        for level in schools.levels(column).1 {
            scored.push(share(schools, column, &level));
        }
    }
    compare(schools, known, &names, scored);
}

/// `svyciprop`: six ways to an interval of one proportion.
fn one_proportion(schools: &Schools, known: &Known) {
    let (p, scores) = share(schools, "sch.wide", "Yes");
    let (se, df, n) = (
        schools.se(scores),
        degrees_of_freedom(schools),
        schools.weight.len() as u64,
    );
    let estimate = proportion(p, se, df, n);
    let logit = interval::of_percentage(&estimate, 0.95);
    // R fits "logit" by iteratively reweighted least squares, to 5e-10. "likelihood": see `proportion::likelihood`.
    let methods = [
        ("logit", logit, 5e-10),
        ("xlogit", logit, 5e-10),
        ("likelihood", likelihood(p, se * se, n, df, 0.95), 1e-5),
        ("asin", arcsine(p, se * se, df, 0.95), 5e-10),
        (
            "beta",
            interval::korn_graubard(&estimate, n, 0.95, false),
            5e-10,
        ),
        ("mean", interval::of_mean(&estimate, 0.95), 5e-10),
    ];
    for (method, found, tolerance) in methods {
        let (known, Interval { low, high }) = (known.at(method), found.unwrap());
        known.at("estimate").close(p);
        known.at("se").close(se);
        known.at("ci").at(0).off_by_at_most(low / 100.0, tolerance);
        known.at("ci").at(1).off_by_at_most(high / 100.0, tolerance);
    }
}

fn design_effects(schools: &Schools, known: &Known) {
    let (n, population): (f64, f64) = (schools.weight.len() as f64, schools.weight.iter().sum());
    let square = |column| population_variance(&schools.weight, &schools.numbers(column), |_| true);
    known.at("var_api00").close(square("api00"));
    let variance = schools.se(schools.mean("api00").1).powi(2);
    let deff = known.at("deff");
    let own = |population| ratio_to_simple(variance, square("api00"), n, population);
    deff.at("api00_deff").close(own(Some(population)));
    deff.at("api00_deff_replace").close(own(None));
    let of_total = schools
        .se(schools.total(&schools.weight, "enroll").1)
        .powi(2);
    let own = ratio_to_simple(
        of_total / population.powi(2),
        square("enroll"),
        n,
        Some(population),
    );
    deff.at("enroll_total_deff").close(own);
}

fn kinds_of_schools(schools: &Schools, known: &Known) {
    let levels = schools.levels("stype").1;
    let domains: Vec<Vec<f64>> = levels
        .iter()
        .map(|level| schools.domain("stype", level))
        .collect();
    let by = known.at("by_stype");
    assert_eq!(by.at("levels").texts(), levels);
    let names: Vec<String> = ["api00", "api99"]
        .iter()
        .flat_map(|column| levels.iter().map(move |level| format!("{level}:{column}")))
        .collect();
    assert_eq!(by.at("vcov_names").texts(), names);
    let mut scores = Vec::new();
    for column in ["api00", "api99"] {
        let means = |domain: &Vec<f64>| schools.mean_in(&schools.weight, column, domain);
        let (estimates, own) = unzip(domains.iter().map(means).collect());
        by.at(column).all_close(&estimates);
        by.at(format!("se_{column}"))
            .all_close(&roots(&schools.covariance(&own)));
        scores.extend(own);
    }
    let covariance = schools.covariance(&scores);
    by.at("vcov").all_close_matrix(&covariance);
    let api00 = schools.numbers("api00");
    let deffs: Vec<f64> = domains
        .iter()
        .enumerate()
        .map(|(at, domain)| {
            let square = population_variance(&schools.weight, &api00, |row| domain[row] > 0.0);
            let people: f64 = domain.iter().zip(&schools.weight).map(|(x, w)| x * w).sum();
            ratio_to_simple(
                covariance[at][at],
                square,
                domain.iter().sum(),
                Some(people),
            )
        })
        .collect();
    by.at("deff_api00").all_close(&deffs);

    let ratios = known.at("ratio_by_stype");
    assert_eq!(ratios.at("levels").texts(), levels);
    let of = |domain: &Vec<f64>| {
        let (y, x) = (
            schools.within("api.stu", domain),
            schools.within("enroll", domain),
        );
        ratio(&schools.weight, &y, &x)
    };
    let (estimates, scores) = unzip(domains.iter().map(of).collect());
    ratios.at("estimate").all_close(&estimates);
    ratios
        .at("se")
        .all_close(&roots(&schools.covariance(&scores)));
}

/// Every sampled PSU counts, also one without anybody in the domain; the degrees of freedom are the domain's own.
fn schools_by_target(schools: &Schools, known: &Known) {
    let levels = schools.levels("sch.wide").1;
    assert_eq!(known.at("levels").texts(), levels);
    let domains = levels.iter().map(|level| schools.domain("sch.wide", level));
    let domains: Vec<Vec<f64>> = domains.collect();
    let means = |domain: &Vec<f64>| schools.mean_in(&schools.weight, "api00", domain);
    let (estimates, scores) = unzip(domains.iter().map(means).collect());
    let covariance = schools.covariance(&scores);
    known.at("api00").all_close(&estimates);
    known.at("se").all_close(&roots(&covariance));
    known.at("vcov").all_close_matrix(&covariance);
    let df = |domain: &Vec<f64>| {
        schools
            .clustering
            .degrees_of_freedom(|row| domain[row] > 0.0)
    };
    let dfs: Vec<f64> = domains.iter().map(df).collect();
    known.at("degf_subset").all_close(&dfs);
    let contrast = scores[1].iter().zip(&scores[0]).map(|(a, b)| a - b);
    let known = known.at("contrast_yes_minus_no");
    known.at("estimate").close(estimates[1] - estimates[0]);
    known.at("se").close(schools.se(contrast.collect()));
}
