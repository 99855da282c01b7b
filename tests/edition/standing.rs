//! Points, bands, groups and the comparison with the whole: what readers take from a ranking.

use hailong::edition::compute::compute;
use hailong::edition::figures::{FigureKind, Figures, Level, Style, WHOLE};
use hailong::edition::inputs::{File, Files, Inputs};
use hailong::edition::release::release;
use hailong::edition::standing::{AgainstWhole, BandName};
use hailong::edition::tables::ranking_csv;

use crate::edition::small::{METHOD, Row, csv as responses, figures, frame, of, read, varied};
use crate::harness::kansas_city;

const PLACES: [&str; 5] = ["1", "2", "3", "4", "5"];

/// Four localities that differ, and a fifth where hardly anybody answered.
fn rows() -> Vec<Row> {
    let better = |mut rows: Vec<Row>, every: usize| {
        for row in rows.iter_mut().step_by(every) {
            (row.1, row.2, row.3) = ("5", "5", "1");
        }
        rows
    };
    [
        better(varied("1", 200), 1),
        better(varied("2", 200), 2),
        better(varied("3", 200), 3),
        varied("4", 200),
        varied("5", 9),
    ]
    .concat()
}

fn with(method: &str) -> Figures {
    figures(&format!("{METHOD}{method}"), &PLACES, &rows())
}

#[test]
fn a_change_of_cap_changes_points_and_nothing_else() {
    let (low, high) = (with(""), with("[points]\ncap = 60\n"));
    let mut moved = 0;
    for (a, b) in low.ranking.iter().zip(&high.ranking) {
        for (thirty, sixty) in [
            (a.standing.points, b.standing.points),
            (a.standing.points_low, b.standing.points_low),
            (a.standing.points_high, b.standing.points_high),
        ] {
            if let (Some(thirty), Some(sixty)) = (thirty, sixty) {
                assert!((2.0 * thirty - sixty).abs() < 1e-9);
                moved += 1;
            }
        }
        let mut same = b.clone();
        same.standing.points = a.standing.points;
        same.standing.points_low = a.standing.points_low;
        same.standing.points_high = a.standing.points_high;
        assert_eq!(*a, same);
    }
    assert!(moved >= 12, "{moved}");
    assert_eq!((low.figures, low.pairs), (high.figures, high.pairs));
}

#[test]
fn points_are_the_share_satisfied_under_the_cap() {
    let found = with("");
    for row in &found.ranking {
        let index = of(&found, &row.locality, FigureKind::Index, "index", row.style);
        match row.style {
            Style::Mean => assert_eq!(row.standing.points, None),
            Style::Satisfied => {
                let wanted = index.estimate.map(|value| 30.0 * value / 100.0);
                assert_eq!(
                    row.standing.points.is_some(),
                    wanted.is_some() && index.ci_low.is_some()
                );
                if let (Some(points), Some(wanted)) = (row.standing.points, wanted) {
                    assert!((points - wanted).abs() < 1e-12);
                }
            }
        }
    }
}

#[test]
fn bands_are_those_of_both_limits() {
    let found = with("[bands]\ngood = 80\nfair = 55\naverage = 20\n");
    let band = |value: f64| match value {
        80.0.. => BandName::Good,
        55.0.. => BandName::Fair,
        20.0.. => BandName::Average,
        _ => BandName::Below,
    };
    for row in &found.ranking {
        let index = of(&found, &row.locality, FigureKind::Index, "index", row.style);
        assert_eq!(row.standing.band_low, index.ci_low.map(band));
        assert_eq!(row.standing.band_high, index.ci_high.map(band));
    }
}

#[test]
fn a_rank_set_within_a_quarter_is_a_group_and_a_locality_without_a_rank_has_none() {
    let found = with("");
    let row = |code: &str| {
        let mut rows = found.ranking.iter();
        rows.find(|row| row.locality == code && row.style == Style::Mean)
            .unwrap()
    };
    // Four are ranked, one in each quarter.
    for code in ["1", "2", "3", "4"] {
        let own = row(code);
        assert_eq!(own.standing.group_low, own.set_low);
        assert_eq!(own.standing.group_high, own.set_high);
    }
    assert_eq!(row("1").standing.group_high, Some(1));
    assert_eq!(row("5").standing.group_low, None);
    assert_eq!(row("1").standing.against_whole, Some(AgainstWhole::Above));
    assert_eq!(row("4").standing.against_whole, Some(AgainstWhole::Below));
    let two = figures(
        METHOD,
        &PLACES[..2],
        &[varied("1", 200), varied("2", 200)].concat(),
    );
    assert!(
        two.ranking
            .iter()
            .all(|row| row.standing.group_low.is_none())
    );
    assert!(
        two.ranking
            .iter()
            .all(|row| row.standing.against_whole.is_some())
    );
}

#[test]
fn what_is_withheld_has_no_standing() {
    let full = with("");
    let released = release(full.clone());
    let hidden = |row: &&hailong::edition::figures::RankingRow| row.level == Level::C;
    assert!(released.ranking.iter().filter(hidden).count() >= 2);
    for row in released.ranking.iter().filter(hidden) {
        assert_eq!(row.standing, Default::default());
    }
    let text = String::from_utf8(ranking_csv(&released)).unwrap();
    let lost = text.lines().find(|line| line.starts_with("5,")).unwrap();
    assert!(lost.ends_with("C,,,,,,,,,"), "{lost}");
    assert!(text.lines().next().unwrap().ends_with(
        "level,points,points_low,points_high,band_low,band_high,group_low,group_high,against_whole,p_whole"
    ));
}

#[test]
fn without_a_whole_nobody_is_above_it() {
    let mut full = with("");
    for figure in full
        .figures
        .iter_mut()
        .filter(|figure| figure.domain == WHOLE)
    {
        figure.level = Level::C;
    }
    let released = release(full);
    assert!(
        released
            .ranking
            .iter()
            .all(|row| row.standing.against_whole.is_none())
    );
    assert!(
        released
            .ranking
            .iter()
            .all(|row| row.standing.p_whole.is_none())
    );
}

#[test]
fn only_an_open_survey_is_held_against_who_chose_to_answer() {
    let own = with("[opt_in]\nrho = 0.05\n").selection.unwrap();
    let (n, population) = (809.0, 25_000.0);
    assert_eq!(
        (own.n, own.population, own.correlation),
        (809, 25_000, 0.05)
    );
    let share = n / population;
    assert!((own.n_eff - share / ((1.0 - share) * 0.05 * 0.05)).abs() < 1e-9);
    let drawn = figures(&METHOD.replace("opt_in", "probability"), &PLACES, &rows());
    assert_eq!(drawn.selection, None);
}

/// The known answers are about one criterion, so that the index here is that criterion alone.
#[test]
fn districts_of_kansas_city_stand_against_the_city_as_r_has_them() {
    let fixture = |name: &str| std::fs::read_to_string(kansas_city::fixture(name)).unwrap();
    let form = fixture("form.toml");
    let mut parts = form.split("[[criterion]]");
    let sections = parts.next().unwrap();
    let services = parts
        .find(|part| part.contains("code = \"services\""))
        .unwrap();
    let services = services.replace("weight = 0.4", "weight = 1.0");
    let form = format!("{sections}[[criterion]]{services}");
    let (method, frame, answers) = (
        fixture("method.toml"),
        fixture("frame.csv"),
        kansas_city::responses(),
    );
    let file = |name: &'static str, text| File {
        name,
        bytes: str::as_bytes(text),
    };
    let inputs = Inputs::read(&Files {
        form: file("form.toml", &form),
        method: file("method.toml", &method),
        frame: file("frame.csv", &frame),
        responses: file("responses.csv", &answers),
        margins: None,
    });
    let found = compute(&inputs.unwrap_or_else(|faults| panic!("{faults:?}"))).unwrap();
    let answer = kansas_city::oracle("answers/kansas_city_band_2022.json");
    let known: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(answer).unwrap()).unwrap();
    let known = &known["3QMAR2022"];
    let mean = found.ranking.iter().filter(|row| row.style == Style::Mean);
    let mean: Vec<_> = mean.map(|row| &row.standing).collect();
    assert_eq!(mean.len(), known["band"].as_array().unwrap().len());
    for (at, own) in mean.into_iter().enumerate() {
        let (found, wanted) = (own.p_whole.unwrap(), known["p_holm"][at].as_f64().unwrap());
        assert!((found - wanted).abs() <= 1e-9 * wanted, "{own:?} {wanted}");
        let word = own.against_whole.unwrap().as_str().replace('_', " ");
        assert_eq!(word, known["band"][at].as_str().unwrap());
    }
}

#[test]
fn figures_that_know_no_standing_are_still_read() {
    let inputs = read(
        METHOD,
        &frame(&["1", "2"]),
        &responses(&[varied("1", 120), varied("2", 150)].concat()),
    );
    let found = compute(&inputs.unwrap()).unwrap();
    let mut json = serde_json::to_value(&found).unwrap();
    json["method"].as_object_mut().unwrap().remove("scale");
    for row in json["ranking"].as_array_mut().unwrap() {
        row.as_object_mut().unwrap().remove("standing");
    }
    let old: Figures = serde_json::from_value(json).unwrap();
    assert_eq!(old.method.scale, found.method.scale);
    assert_eq!(old.ranking[0].standing, Default::default());
}
