//! The resident survey of Kansas City, 2022, against R `survey`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use hailong_statistics::bands::{Band, against_whole};
use hailong_statistics::calibration::Calibration;
use hailong_statistics::design::{Design, DesignKind};
use hailong_statistics::estimate::{
    Counted, DomainEstimates, Estimates, estimate, estimate_calibrated,
};
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::interval;
use hailong_statistics::raking::{Margin, rake};
use hailong_statistics::ranks::{Contestant, RankSet, rank_sets};
use hailong_statistics::sample::Sample;
use hailong_statistics::score::Style;
use hailong_statistics::weights::kish;
use serde_json::Value;

fn oracle(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/oracles")
        .join(path)
}

fn answers(name: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(oracle(&format!("answers/{name}.json"))).unwrap())
        .unwrap()
}

struct City {
    estimates: Estimates,
    raked: Estimates,
    raked_weights: Vec<f64>,
    items: Vec<String>,
    components: Vec<String>,
}

fn city() -> City {
    let known = answers("kansas_city_2022");
    let components = known["components"].as_object().unwrap();
    let items: Vec<String> = components
        .values()
        .flat_map(|list| list.as_array().unwrap())
        .map(|v| v.as_str().unwrap().to_owned())
        .collect();
    let spec = IndexSpec {
        components: components
            .iter()
            .map(|(name, list)| {
                let list = list.as_array().unwrap();
                let place = |code: &Value| {
                    items
                        .iter()
                        .position(|item| item == code.as_str().unwrap())
                        .unwrap()
                };
                Component {
                    weight: known["component_weights"][name].as_f64().unwrap(),
                    items: list
                        .iter()
                        .map(|code| (place(code), 1.0 / list.len() as f64))
                        .collect(),
                }
            })
            .collect(),
    };
    let mut reader = csv::Reader::from_path(oracle("data/kansas_city_2022.csv")).unwrap();
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let places: Vec<usize> = items.iter().map(|item| column(item)).collect();
    let mut sample = Sample {
        items: vec![vec![]; items.len()],
        localities: 6,
        strata: 6,
        ..Sample::default()
    };
    let mut person: [Vec<String>; 2] = [vec![], vec![]];
    for row in reader.records() {
        let row = row.unwrap();
        for (values, name) in person.iter_mut().zip(["sex", "age_band"]) {
            values.push(row[column(name)].to_owned());
        }
        let district: u32 = row[column("district")].parse().unwrap();
        sample.locality.push(district - 1);
        for (item, place) in sample.items.iter_mut().zip(&places) {
            item.push(match &row[*place] {
                "" => 255,
                "9" => 0,
                code => code.parse().unwrap(),
            });
        }
    }
    sample.stratum = sample.locality.clone();
    let size = |district: u32| {
        sample
            .locality
            .iter()
            .filter(|own| **own == district)
            .count() as f64
    };
    let sizes: Vec<f64> = (0..6).map(size).collect();
    sample.weight = sample
        .locality
        .iter()
        .map(|own| 65_000.0 / sizes[*own as usize])
        .collect();
    let design = Design {
        kind: DesignKind::Probability,
        stratum_population: vec![Some(65_000.0); 6],
    };
    let mut margins = vec![Margin {
        category: sample.locality.clone(),
        target: vec![65_000.0; 6],
    }];
    for (values, name) in person.iter().zip(["sex", "age"]) {
        let targets = known["results"]["3QMAR2022"]["margins"][name]
            .as_object()
            .unwrap();
        // Five people of another sex are with those of unknown sex.
        let position = |value: &str| targets.keys().position(|key| key == value);
        let place = |value: &String| position(value).or_else(|| position("9")).unwrap() as u32;
        margins.push(Margin {
            category: values.iter().map(place).collect(),
            target: targets
                .values()
                .map(|target| target.as_f64().unwrap())
                .collect(),
        });
    }
    let calibration = Calibration::new(&sample.weight, &margins);
    let raked = Sample {
        weight: rake(&sample.weight, &margins).unwrap().weight,
        ..sample.clone()
    };
    City {
        estimates: estimate(&sample, &spec, &design).unwrap(),
        raked: estimate_calibrated(&raked, &spec, &design, &calibration).unwrap(),
        raked_weights: raked.weight,
        items,
        components: components.keys().cloned().collect(),
    }
}

fn close(found: f64, wanted: &Value, what: &str) {
    let wanted = wanted.as_f64().unwrap();
    assert!(
        (found - wanted).abs() <= 1e-9 * wanted.abs().max(1e-3),
        "{what}: {found} instead of {wanted}"
    );
}

fn compare(found: &Counted, wanted: &Value, what: &str) -> usize {
    let found = found.estimate.unwrap();
    close(found.value, &wanted["est"], what);
    close(found.variance.sqrt(), &wanted["se"], what);
    if let Some(limits) = wanted.get("ci") {
        let interval = interval::of_mean(&found, 0.95);
        close(interval.unwrap().low, &limits[0], what);
        close(interval.unwrap().high, &limits[1], what);
    }
    1
}

/// Compares every figure with R's; how many.
fn compare_all(city: &City, estimates: &Estimates, base: &Value) -> usize {
    let mut compared = 0;
    let domains = std::iter::once(("city".to_owned(), &estimates.whole)).chain(
        estimates
            .localities
            .iter()
            .enumerate()
            .map(|(at, one)| (format!("d{}", at + 1), one)),
    );
    for (name, found) in domains {
        let found: &DomainEstimates = found;
        let wanted = &base[&name];
        let df = found.mean.index.estimate.unwrap().df;
        close(df, &wanted["df"], "df");
        // R keeps everybody, with weight 0, in a domain of a calibrated design.
        if std::ptr::eq(estimates, &city.estimates) {
            assert_eq!(found.respondents, wanted["n"].as_u64().unwrap());
        }
        for (style, key) in [
            (Style::Mean, "mean_score_0_100"),
            (Style::Satisfied, "top_two_box_pct"),
        ] {
            let wanted = &wanted[key];
            let own = found.style(style);
            compared += compare(&own.index, &wanted["index"], &format!("{name} {key} index"));
            for (code, one) in city.components.iter().zip(&own.components) {
                compared += compare(one, &wanted[code], &format!("{name} {key} {code}"));
            }
            for (code, one) in city.items.iter().zip(&own.items) {
                compared += compare(one, &wanted["items"][code], &format!("{name} {key} {code}"));
            }
        }
        for (code, one) in city.items.iter().zip(&found.dont_know) {
            let wanted = &wanted["dont_know_pct"][code];
            compared += compare(one, wanted, &format!("{name} don't know {code}"));
        }
    }
    compared
}

#[test]
fn every_estimate_error_and_interval_is_rs_with_base_and_with_raked_weights() {
    let city = city();
    let known = &answers("kansas_city_2022");
    let results = &known["results"]["3QMAR2022"];
    for (key, estimates) in [("base", &city.estimates), ("raked", &city.raked)] {
        let compared = compare_all(&city, estimates, &results[key]);
        assert_eq!(compared, 7 * (2 * (1 + 4 + 41) + 41));
    }
    let weights = known["weights_raked"]["3QMAR2022"].as_array().unwrap();
    for (own, wanted) in city.raked_weights.iter().zip(weights) {
        close(*own, wanted, "raked weight");
    }
    close(
        kish(&city.raked_weights).deff,
        &results["kish_deff_raked"],
        "Kish",
    );
}

fn sets(value: &Value) -> Vec<RankSet> {
    let end = |pair: &Value, at: usize| u32::try_from(pair[at].as_u64().unwrap()).unwrap();
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| RankSet {
            low: end(pair, 0),
            high: end(pair, 1),
        })
        .collect()
}

#[test]
fn rank_sets_are_the_known_ones_with_normal_and_with_welch_degrees_of_freedom() {
    let city = city();
    let known = answers("kansas_city_2022");
    for (key, normal) in [("rank_sets_holm", true), ("rank_sets_holm_welch", false)] {
        for (weights, estimates) in [("base", &city.estimates), ("raked", &city.raked)] {
            let contestants: Vec<Contestant> = estimates
                .localities
                .iter()
                .map(|one| one.mean.index.estimate.unwrap())
                .map(|one| Contestant {
                    estimate: one.value,
                    variance: one.variance,
                    df: if normal { f64::INFINITY } else { one.df },
                })
                .collect();
            let found = rank_sets(&contestants, 0.05);
            let wanted = &known[key][weights];
            assert_eq!(found.simultaneous, sets(&wanted["simultaneous"]), "{key}");
            assert_eq!(found.marginal, sets(&wanted["marginal"]), "{key}");
        }
    }
}

#[test]
fn districts_stand_against_the_city_as_known_in_city_services() {
    let city = city();
    let services = city
        .components
        .iter()
        .position(|code| code == "services")
        .unwrap();
    let of = |one: &DomainEstimates| one.mean.components[services].estimate.unwrap();
    let known = &answers("kansas_city_band_2022")["3QMAR2022"];
    let localities: Vec<_> = city.estimates.localities.iter().map(of).collect();
    let found = against_whole(&localities, &of(&city.estimates.whole), 0.05);
    for (at, one) in found.iter().enumerate() {
        close(one.difference, &known["diff"][at], "difference");
        close(one.se, &known["se"][at], "se");
        close(one.p, &known["p"][at], "p");
        close(one.p_holm, &known["p_holm"][at], "p_holm");
        assert_eq!(
            known["band"][at] == "not different",
            one.band == Band::NotDifferent
        );
    }
}
