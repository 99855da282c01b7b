//! Rank sets of PISA 2018 and distribution functions, against base R.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use hailong_statistics::distribution::{
    beta_quantile, chi_squared_sf, normal_quantile, normal_sf, poisson_sf, t_quantile, t_sf,
};
use hailong_statistics::ranks::{Contestant, RankSet, rank_sets};

mod known;

use known::{Answers, Known, oracle};

#[test]
fn pisa_rank_sets_are_those_of_p_adjust() {
    let answers = Answers::of("holm_ranks_pisa2018_math_R");
    let known = answers.root();
    let contestants: Vec<Contestant> = countries()
        .iter()
        .map(|(_, estimate, se)| Contestant {
            estimate: *estimate,
            variance: se * se,
            df: f64::INFINITY,
        })
        .collect();
    for (at, (name, estimate, se)) in countries().into_iter().enumerate() {
        known.at("jurisdiction").at(at).same(name);
        known.at("x").at(at).close(estimate);
        known.at("se").at(at).close(se);
    }
    let found = rank_sets(&contestants, 0.05);
    let ends = |sets: &[RankSet]| -> Vec<Vec<u32>> {
        sets.iter().map(|set| vec![set.low, set.high]).collect()
    };
    known.at("rank").same(found.rank);
    known.at("simultaneous").same(ends(&found.simultaneous));
    known.at("marginal").same(ends(&found.marginal));
    let rejected = found.higher.iter().flatten().filter(|higher| **higher);
    known.at("rejected_pairs").same(rejected.count());
    answers.all_compared();
}

/// Country, mean and standard error in mathematics.
fn countries() -> Vec<(String, f64, f64)> {
    let text = oracle("data/pisa2018_oecd_scores_se.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let row = |row: csv::StringRecord| {
        let number = |at: usize| row[at].parse().unwrap();
        (row[0].to_owned(), number(5), number(6))
    };
    reader
        .records()
        .map(|record| row(record.unwrap()))
        .collect()
}

#[test]
fn distribution_functions_are_rs_over_the_whole_table() {
    let answers = Answers::of("distributions_R");
    let each = |table: &str, known: &str, value: fn(&Row) -> f64| {
        for (_, row) in answers.root().at(table).each() {
            let own = value(&|field| row.at(field).number());
            close_to_the_last_digit(own, &row.at(known));
        }
    };
    each("t_quantile", "q", |of| t_quantile(of("p"), of("df")));
    each("t_sf", "sf", |of| t_sf(of("x"), of("df")));
    each("norm_quantile", "q", |of| normal_quantile(of("p")));
    each("norm_sf", "sf", |of| normal_sf(of("z")));
    each("beta_quantile", "q", |of| {
        beta_quantile(of("p"), of("a"), of("b"))
    });
    each("chisq_sf", "sf", |of| chi_squared_sf(of("x"), of("df")));
    each("poisson_P_ge_k", "sf_ge", |of| {
        poisson_sf(of("k") as u64, of("lambda"))
    });
    answers.all_compared();
}

/// The arguments of one value by their names.
type Row<'a> = dyn Fn(&str) -> f64 + 'a;

/// Within 1e-9 of numbers of any size, however far in a tail.
fn close_to_the_last_digit(own: f64, known: &Known) {
    known.off_by_at_most(own, 1e-9 * known.number().abs());
}
