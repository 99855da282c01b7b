//! Real answers through the command line, against R `survey`.

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;

use crate::harness::kansas_city::{
    compute, compute_raked, compute_with, fixture, oracle, responses,
};

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
    compare_all(folder.path(), "base");
}

/// Five people of another sex are with those of unknown sex, as in the known answers.
pub fn responses_by_known_sex() -> String {
    let text = responses();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let sex = header.iter().position(|name| name == "sex").unwrap();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).unwrap();
    for record in reader.records() {
        let record = record.unwrap();
        let cell = |(at, value): (usize, &str)| {
            if at == sex && value == "3" {
                "9".to_owned()
            } else {
                value.to_owned()
            }
        };
        writer
            .write_record(record.iter().enumerate().map(cell))
            .unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

pub fn margins() -> String {
    let known = known();
    let margins = &known["results"]["3QMAR2022"]["margins"];
    let mut text = "margin,category,target\n".to_owned();
    for (key, column) in [("sex", "sex"), ("age", "age_band")] {
        for (category, target) in margins[key].as_object().unwrap() {
            text += &format!("{column},{category},{target}\n");
        }
    }
    text
}

#[test]
fn raked_figures_are_those_of_r_and_weights_csv_says_how_unequal_the_weights_are() {
    let folder = tempfile::tempdir().unwrap();
    let done = compute_raked(folder.path(), &responses_by_known_sex(), Some(&margins()));
    assert!(done.status.success(), "{done:?}");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(!said.contains("cap"), "{said}");
    compare_all(folder.path(), "raked");
    let pairs = rows(&folder.path().join("out/pairs.csv"));
    assert_eq!(pairs.len(), 2 * 15);
    // A rank set begins after everybody who is shown to be higher.
    let above_three = pairs
        .iter()
        .filter(|pair| pair["style"] == "mean" && pair["lower"] == "3" && pair["shown"] == "true");
    let ranking = rows(&folder.path().join("out/ranking.csv"));
    let three = ranking
        .iter()
        .find(|row| row["locality"] == "3" && row["style"] == "mean")
        .unwrap();
    assert_eq!((1 + above_three.count()).to_string(), three["set_low"]);
    let weights = rows(&folder.path().join("out/weights.csv"));
    assert_eq!(weights.len(), 7);
    assert_eq!(
        (weights[0]["domain"].as_str(), weights[0]["n"].as_str()),
        ("*", "984")
    );
    close(
        &weights[0],
        "deff",
        &known()["results"]["3QMAR2022"]["kish_deff_raked"],
    );
}

#[test]
fn what_raking_had_to_give_up_is_said() {
    let method = std::fs::read_to_string(fixture("method.toml")).unwrap()
        + "raking = [\"locality\", \"sex\", \"age_band\"]\n";
    let said = |margins: &str| {
        let folder = tempfile::tempdir().unwrap();
        let responses = responses_by_known_sex();
        let done = compute_with(folder.path(), &responses, &method, Some(margins));
        assert!(done.status.success(), "{done:?}");
        String::from_utf8(done.stderr).unwrap()
    };
    let capped = said(&margins());
    assert!(capped.contains("weights stand at the cap"), "{capped}");
    assert!(
        !capped.contains("scaled") && !capped.contains("left out"),
        "{capped}"
    );
    let other = said(&margins().replacen("age_band,1,44754", "age_band,1,54754", 1));
    assert!(other.contains("scaled to it: age_band"), "{other}");
    assert!(other.contains("the cap was left out"), "{other}");
}

#[test]
fn margins_that_do_not_fit_the_respondents_are_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let said = |margins: Option<&str>| {
        let refused = compute_raked(folder.path(), &responses(), margins);
        assert_eq!(refused.status.code(), Some(1));
        assert!(!folder.path().join("out").exists());
        String::from_utf8(refused.stderr).unwrap()
    };
    let without = said(None);
    assert!(
        without.contains("no margin “sex”") && without.contains("no margin “age_band”"),
        "{without}"
    );
    let other = said(Some(&(margins() + "age_band,7,500\n")));
    assert!(other.contains("in category “3” of “sex”"), "{other}");
    assert!(
        other.contains("category “7” of “age_band” has a target but no respondent"),
        "{other}"
    );
}

/// The responses with a column `psu`: people of one district in turn, `people` to a unit.
pub fn clustered(people: usize) -> String {
    let mut lines = Vec::new();
    for (at, line) in responses().lines().enumerate() {
        let unit = if at == 0 {
            "psu".to_owned()
        } else {
            format!("u{}", (at - 1) / people)
        };
        lines.push(format!("{line},{unit}"));
    }
    lines.join("\n") + "\n"
}

#[test]
fn clusters_widen_the_degrees_of_freedom_and_leave_every_estimate_alone() {
    let column = |people: usize, method: &str| {
        let folder = tempfile::tempdir().unwrap();
        let done = compute_with(folder.path(), &clustered(people), method, None);
        assert!(done.status.success(), "{done:?}");
        let found = rows(&folder.path().join("out/figures.csv"));
        let index = found
            .into_iter()
            .find(|row| row["kind"] == "index" && row["domain"] == "*");
        index.unwrap()
    };
    let method = std::fs::read_to_string(fixture("method.toml")).unwrap();
    let plain = method.replace("finite_population = true", "finite_population = false");
    let (alone, pairs) = (column(1, &plain), column(2, &plain));
    let estimate = |row: &Row| row["estimate"].parse::<f64>().unwrap();
    assert!((estimate(&alone) - estimate(&pairs)).abs() < 1e-12);
    assert_ne!(alone["se"], pairs["se"]);
    let df = |row: &Row| row["df"].parse::<f64>().unwrap();
    assert_eq!(df(&alone), 978.0);
    assert!(df(&pairs) < df(&alone) && df(&pairs) >= 978.0 / 2.0);
    let folder = tempfile::tempdir().unwrap();
    let refused = compute_with(folder.path(), &clustered(2), &method, None);
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        said.contains("MARGINS.csv") && said.contains("“psu”"),
        "{said}"
    );
}

/// Compares figures.csv in `folder` with R's.
fn compare_all(folder: &Path, weights: &str) {
    let found: HashMap<(String, String, String, String), Row> =
        rows(&folder.join("out/figures.csv"))
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
    let base = known["results"]["3QMAR2022"][weights].as_object().unwrap();
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
                // R keeps everybody, with weight 0, in a domain of a calibrated design.
                if code == "index" && weights == "base" {
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

#[test]
fn quality_csv_says_that_six_straight_line_and_nobody_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    assert!(compute(folder.path(), &responses()).status.success());
    let table = std::fs::read_to_string(folder.path().join("out/quality.csv")).unwrap();
    let whole = table.lines().nth(1).unwrap();
    assert!(
        whole.starts_with("*,984,0,0,0,0,0,984,6,0,0,0,6,"),
        "{whole}"
    );
    assert_eq!(table.lines().count(), 8);
}
