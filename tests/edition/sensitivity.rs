//! What other choices would have done to a ranking, from the method file to the folder.

use hailong::edition::figures::{Figures, Level, Style};
use hailong::edition::folder;
use hailong::edition::release::release;
use hailong::edition::sensitivity::FactorName;
use hailong::edition::tables::sensitivity_csv;

use crate::edition::small::{METHOD, Row, figures, varied};

const PLACES: [&str; 5] = ["1", "2", "3", "4", "5"];

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for (at, place) in ["1", "2", "3", "4"].into_iter().enumerate() {
        for (nth, mut row) in varied(place, 150 + 10 * at).into_iter().enumerate() {
            // Dust is worst where noise is least, so that weights and dropping matter.
            if nth % 5 < at {
                (row.1, row.2) = ("1", "5");
            }
            if nth % 7 == at {
                row.1 = "9";
            }
            rows.push(row);
        }
    }
    [rows, varied("5", 9)].concat()
}

fn seeded(seed: &str, runs: usize) -> Figures {
    let method = METHOD.replace("[design]", &format!("seed = {seed}\n[design]"));
    figures(
        &format!("{method}[sensitivity]\nruns = {runs}\n"),
        &PLACES,
        &rows(),
    )
}

#[test]
fn it_is_computed_whenever_there_is_a_seed() {
    assert_eq!(figures(METHOD, &PLACES, &rows()).sensitivity, None);
    assert_eq!(seeded("1", 0).sensitivity, None);
    let method = METHOD.replace("[design]", "seed = 1\n[design]");
    let found = figures(&method, &PLACES, &rows()).sensitivity.unwrap();
    assert_eq!(found.runs, 1024);
    let factors: Vec<&str> = found
        .factors
        .iter()
        .map(|own| own.factor.as_str())
        .collect();
    assert_eq!(
        factors,
        [
            "weights",
            "aggregation",
            "style",
            "dont_know",
            "drop_one",
            "sampling"
        ]
    );
    assert!(found.mean_shift > 0.0);
    assert!((0.0..=1.0).contains(&found.sampling_share.unwrap()));
}

#[test]
fn the_seed_decides_and_nothing_else() {
    assert_eq!(seeded("1", 64), seeded("1", 64));
    assert_ne!(seeded("1", 64).sensitivity, seeded("2", 64).sensitivity);
    let (mut one, mut two) = (seeded("1", 64), seeded("2", 64));
    for own in [&mut one, &mut two] {
        own.sensitivity = None;
        own.method.seed = None;
        own.inputs.clear();
    }
    assert_eq!(one, two);
}

#[test]
fn only_localities_of_the_ranking_take_part() {
    let full = seeded("1", 64);
    let ranked: Vec<&str> = full
        .ranking
        .iter()
        .filter(|row| row.style == Style::Mean && row.level != Level::C)
        .map(|row| row.locality.as_str())
        .collect();
    let found = full.sensitivity.as_ref().unwrap();
    let own: Vec<&str> = found
        .localities
        .iter()
        .map(|row| row.locality.as_str())
        .collect();
    assert_eq!(own, ranked);
    assert_eq!(own, ["1", "2", "3", "4"]);
    for row in &found.localities {
        assert!(1.0 <= row.p05 && row.p05 <= row.p50 && row.p50 <= row.p95 && row.p95 <= 4.0);
    }
    let released = release(full.clone());
    let hidden = |code: &str| {
        let mut rows = released.ranking.iter();
        rows.any(|row| row.locality == code && row.style == Style::Mean && row.level == Level::C)
    };
    let left = released.sensitivity.as_ref().unwrap();
    assert!(
        left.localities.len() < found.localities.len(),
        "one goes with the fifth"
    );
    assert!(left.localities.iter().all(|row| !hidden(&row.locality)));
    let text = String::from_utf8(sensitivity_csv(left, false)).unwrap();
    assert!(!text.contains("locality,1,"), "{text}");
    assert!(text.contains("locality,4,rank_p05,"));
}

#[test]
fn a_single_locality_has_nothing_to_trade_places_with() {
    let method = METHOD.replace("[design]", "seed = 1\n[design]");
    assert_eq!(
        figures(&method, &["1"], &varied("1", 150)).sensitivity,
        None
    );
}

#[test]
fn the_folder_has_it_as_one_number_to_a_row() {
    let folder = tempfile::tempdir().unwrap();
    let (with, without) = (folder.path().join("with"), folder.path().join("without"));
    folder::write(&with, &seeded("1", 64), &[]).unwrap();
    folder::write(&without, &seeded("1", 0), &[]).unwrap();
    assert!(!without.join("sensitivity.csv").exists());
    let text = std::fs::read_to_string(with.join("sensitivity.csv")).unwrap();
    assert!(
        text.starts_with("kind,code,measure,value\nall,*,runs,64\n"),
        "{text}"
    );
    assert_eq!(text.lines().count(), 1 + 3 + 2 * 6 + 3 * 4);
    assert!(text.contains(&format!("factor,{},total,", FactorName::DropOne.as_str())));
    assert!(!text.contains("NaN"));
    let again = folder::read(&with).unwrap();
    assert_eq!(again.sensitivity, seeded("1", 64).sensitivity);
}
