//! Real answers through the command line, against R `survey`.

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;

use crate::harness::kansas_city::{compute, oracle, responses};

type Row = HashMap<String, String>;

fn rows(file: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn known() -> Value {
    let file = oracle("answers/kansas_city_2022.json");
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

fn close(row: &Row, column: &str, wanted: &Value) {
    let (found, wanted): (f64, f64) = (row[column].parse().unwrap(), wanted.as_f64().unwrap());
    assert!(
        (found - wanted).abs() <= 1e-9 * wanted.abs().max(1e-3),
        "{row:?} {column}: {wanted}"
    );
}

#[test]
fn figures_csv_has_every_estimate_error_and_interval() {
    let folder = tempfile::tempdir().unwrap();
    assert!(compute(folder.path(), &responses()).status.success());
    let found: HashMap<(String, String, String, String), Row> =
        rows(&folder.path().join("out/figures.csv"))
            .into_iter()
            .map(|row| {
                (
                    (
                        row["domain"].clone(),
                        row["kind"].clone(),
                        row["code"].clone(),
                        row["style"].clone(),
                    ),
                    row,
                )
            })
            .collect();
    let known = known();
    let base = known["results"]["3QMAR2022"]["base"].as_object().unwrap();
    let mut compared = 0;
    for (key_of_domain, wanted) in base {
        let domain = key_of_domain.strip_prefix('d').unwrap_or("*");
        let row = |kind: &str, code: &str, style: &str| {
            &found[&(
                domain.to_owned(),
                kind.to_owned(),
                code.to_owned(),
                style.to_owned(),
            )]
        };
        for (style, key) in [
            ("mean", "mean_score_0_100"),
            ("satisfied", "top_two_box_pct"),
        ] {
            for (code, wanted) in wanted[key].as_object().unwrap() {
                if code == "items" {
                    for (item, wanted) in wanted.as_object().unwrap() {
                        close(row("item", item, style), "estimate", &wanted["est"]);
                        close(row("item", item, style), "se", &wanted["se"]);
                        compared += 1;
                    }
                    continue;
                }
                let row = row(
                    if code == "index" {
                        "index"
                    } else {
                        "component"
                    },
                    code,
                    style,
                );
                close(row, "estimate", &wanted["est"]);
                close(row, "se", &wanted["se"]);
                close(row, "ci_low", &wanted["ci"][0]);
                close(row, "ci_high", &wanted["ci"][1]);
                close(row, "df", &base[key_of_domain]["df"]);
                if code == "index" {
                    close(row, "n", &base[key_of_domain]["n"]);
                }
                compared += 1;
            }
        }
        for (item, wanted) in wanted["dont_know_pct"].as_object().unwrap() {
            close(row("dont_know", item, "mean"), "estimate", &wanted["est"]);
            close(row("dont_know", item, "mean"), "se", &wanted["se"]);
            compared += 1;
        }
    }
    assert_eq!(compared, found.len());
}

#[test]
fn ranking_csv_has_the_known_rank_sets() {
    let folder = tempfile::tempdir().unwrap();
    assert!(compute(folder.path(), &responses()).status.success());
    let known = known();
    let wanted = &known["rank_sets_holm_welch"]["base"];
    let rows = rows(&folder.path().join("out/ranking.csv"));
    for (at, row) in rows.iter().filter(|row| row["style"] == "mean").enumerate() {
        for (columns, key) in [
            (["set_low", "set_high"], "simultaneous"),
            (["marginal_low", "marginal_high"], "marginal"),
        ] {
            for (end, column) in columns.iter().enumerate() {
                assert_eq!(
                    row[*column],
                    wanted[key][at][end].to_string(),
                    "district {} {column}",
                    at + 1
                );
            }
        }
    }
}
