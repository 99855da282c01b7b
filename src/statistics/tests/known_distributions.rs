//! Rank sets of PISA 2018 and distribution functions, against base R.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use hailong_statistics::distribution::{
    beta_quantile, normal_quantile, normal_sf, t_quantile, t_sf,
};
use hailong_statistics::ranks::{Contestant, RankSet, rank_sets};
use serde_json::Value;

fn answers(name: &str) -> Value {
    let path = format!(
        "{}/../../../shared/oracles/answers/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn pisa_rank_sets_are_those_of_p_adjust() {
    let known = answers("holm_ranks_pisa2018_math_R");
    let numbers = |key: &str| -> Vec<f64> {
        known[key]
            .as_array()
            .unwrap()
            .iter()
            .map(|v| v.as_f64().unwrap())
            .collect()
    };
    let contestants: Vec<Contestant> = numbers("x")
        .into_iter()
        .zip(numbers("se"))
        .map(|(estimate, se)| Contestant {
            estimate,
            variance: se * se,
            df: f64::INFINITY,
        })
        .collect();
    let found = rank_sets(&contestants, 0.05);
    let ends = |sets: &[RankSet]| -> Vec<(u64, u64)> {
        sets.iter().map(|s| (s.low.into(), s.high.into())).collect()
    };
    let wanted = |key: &str| -> Vec<(u64, u64)> {
        let pairs = known[key].as_array().unwrap();
        pairs
            .iter()
            .map(|pair| (pair[0].as_u64().unwrap(), pair[1].as_u64().unwrap()))
            .collect()
    };
    assert_eq!(ends(&found.simultaneous), wanted("simultaneous"));
    assert_eq!(ends(&found.marginal), wanted("marginal"));
}

/// The largest relative error over a table of R's values.
fn worst(table: &str, value: impl Fn(&dyn Fn(&str) -> f64) -> f64, known: &str) -> f64 {
    let all = answers("distributions_R");
    let rows = all[table].as_array().unwrap();
    assert!(!rows.is_empty());
    rows.iter()
        .map(|row| {
            let wanted = row[known].as_f64().unwrap();
            (value(&|key| row[key].as_f64().unwrap()) - wanted).abs() / wanted.abs().max(1e-300)
        })
        .fold(0.0, f64::max)
}

#[test]
fn distribution_functions_are_rs_over_the_whole_table() {
    assert!(worst("t_quantile", |of| t_quantile(of("p"), of("df")), "q") < 1e-9);
    assert!(worst("t_sf", |of| t_sf(of("x"), of("df")), "sf") < 1e-9);
    assert!(worst("norm_quantile", |of| normal_quantile(of("p")), "q") < 1e-9);
    assert!(worst("norm_sf", |of| normal_sf(of("z")), "sf") < 1e-9);
    assert!(
        worst(
            "beta_quantile",
            |of| beta_quantile(of("p"), of("a"), of("b")),
            "q"
        ) < 1e-9
    );
}
