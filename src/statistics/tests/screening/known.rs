//! Against R and a real survey.

use std::collections::HashMap;

use hailong_statistics::distribution::{binomial_sf, poisson_sf};
use hailong_statistics::screening::same_answers::{SameAnswersRule, same_answers};
use hailong_statistics::screening::straight_lining::longstring;

use crate::{DK, GONE, flagged, grid, slices};

fn oracle(path: &str) -> String {
    let place = format!(
        "{}/../../../shared/oracles/{path}",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read_to_string(place).unwrap()
}

#[test]
fn poisson_tails_are_rs() {
    let known: serde_json::Value =
        serde_json::from_str(&oracle("answers/distributions_R.json")).unwrap();
    let rows = known["poisson_P_ge_k"].as_array().unwrap();
    assert!(rows.len() >= 24);
    for row in rows {
        let (k, lambda) = (row["k"].as_u64().unwrap(), row["lambda"].as_f64().unwrap());
        let (wanted, found) = (row["sf_ge"].as_f64().unwrap(), poisson_sf(k, lambda));
        let is_near = (found - wanted).abs() <= 1e-9 * wanted.abs();
        assert!(
            is_near || found.max(wanted) < 1e-290,
            "{k} {lambda}: {found} {wanted}"
        );
    }
}

#[test]
fn tails_go_on_where_the_exact_ones_end() {
    for lambda in [0.999e6, 1.001e6] {
        let k = lambda as u64 + 3_000;
        let normal = hailong_statistics::distribution::normal_sf(
            2.0 * ((k as f64 - 0.5 + 0.375).sqrt() - (lambda + 0.375_f64).sqrt()),
        );
        assert!((poisson_sf(k, lambda) / normal - 1.0).abs() < 0.01);
    }
    assert_eq!((poisson_sf(0, 0.0), poisson_sf(1, 0.0)), (1.0, 0.0));
    assert_eq!((binomial_sf(0, 5, 0.1), binomial_sf(6, 5, 0.1)), (1.0, 0.0));
    assert!((binomial_sf(1, 5, 0.1) - (1.0 - 0.9_f64.powi(5))).abs() < 1e-12);
}

/// The resident survey of Kansas City, March 2022: column by name, codes as they came (9 = don't know).
fn kansas_city() -> (Vec<String>, Vec<Vec<String>>) {
    let text = oracle("data/kansas_city_2022.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let rows = reader
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect();
    (header, rows)
}

#[test]
fn in_kansas_city_eleven_of_984_straight_line_the_sixteen_services() {
    let (header, rows) = kansas_city();
    let code = |cell: &String| match cell.as_str() {
        "9" => DK,
        "" => GONE,
        other => other.parse().unwrap(),
    };
    let of = |prefixes: &[&str]| -> Vec<Vec<u8>> {
        let wanted = |name: &String| {
            let grid = name.split('_').next().unwrap();
            prefixes.contains(&grid)
        };
        let places = (0..header.len()).filter(|at| wanted(&header[*at]));
        places
            .map(|at| rows.iter().map(|row| code(&row[at])).collect())
            .collect()
    };
    assert_eq!(rows.len(), 984);
    let services = of(&["q3"]);
    let runs = longstring(&slices(&services), 984).unwrap();
    assert_eq!(runs.iter().filter(|run| **run == 16).count(), 11);
    // A count of its own, on the cells as they are written.
    let naive = |grids: &[&str]| -> Vec<usize> {
        let one_run = |row: &Vec<String>, grid: &str| {
            let own: Vec<&String> = (0..header.len())
                .filter(|at| header[*at].starts_with(grid))
                .map(|at| &row[at])
                .collect();
            !own[0].is_empty() && own.iter().all(|cell| *cell == own[0])
        };
        let all = |row: &usize| grids.iter().all(|grid| one_run(&rows[*row], grid));
        (0..984).filter(all).collect()
    };
    assert_eq!(naive(&["q3_"]).len(), 11);
    let (perceptions, streets) = (of(&["q2"]), of(&["q9"]));
    let grids = [
        grid(&perceptions, false),
        grid(&services, false),
        grid(&streets, false),
    ];
    let straight = flagged(&grids, 984);
    assert_eq!(straight, naive(&["q2_", "q3_", "q9_"]));
    assert_eq!(straight.len(), 6);

    // The 41 items of the index: four rows in two duplicate vectors, every one of them a straight line.
    let items = of(&["q2", "q3", "q5", "q9"]);
    let mut seen: HashMap<Vec<u8>, u64> = HashMap::new();
    for row in 0..984 {
        *seen
            .entry(items.iter().map(|column| column[row]).collect())
            .or_default() += 1;
    }
    let repeated: Vec<(&Vec<u8>, &u64)> = seen.iter().filter(|(_, n)| **n > 1).collect();
    assert_eq!((items.len(), repeated.len()), (41, 2));
    assert_eq!(repeated.iter().map(|(_, n)| **n).sum::<u64>(), 4);
    assert!(
        repeated
            .iter()
            .all(|(row, _)| row.iter().all(|code| code == &row[0]))
    );
    let found = same_answers(&slices(&items), 984, &straight, &SameAnswersRule::default()).unwrap();
    assert_eq!((found.pairs, found.groups.len()), (0, 0));
    assert!(found.expected < 1e-6 && found.compared > 970);
}
