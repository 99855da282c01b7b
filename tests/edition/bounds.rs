//! Limits of the index without assumptions on those who did not say.

use hailong::edition::figures::{FigureKind, Figures, Style, Unsaid, WHOLE};

use crate::edition::small::{METHOD, Row, figures, of, varied};

const PLACES: [&str; 2] = ["1", "2"];

/// Every third "by day" and every fifth "dust" is a "don't know".
fn unsure() -> Vec<Row> {
    let mut rows = [varied("1", 50), varied("2", 70)].concat();
    for (at, row) in rows.iter_mut().enumerate() {
        if at % 3 == 0 {
            row.2 = "9";
        }
        if at % 5 == 0 {
            row.1 = "9";
        }
    }
    rows
}

fn index(figures: &Figures, domain: &str, style: Style) -> f64 {
    let figure = of(figures, domain, FigureKind::Index, "index", style);
    figure.estimate.unwrap()
}

fn limits(figures: &Figures, domain: &str, style: Style, about: Unsaid) -> (f64, f64) {
    let found = figures
        .bounds
        .iter()
        .find(|one| one.domain == domain && one.style == style && one.about == about)
        .unwrap();
    (found.low.unwrap(), found.high.unwrap())
}

#[test]
fn dont_know_bounds_are_the_index_with_every_dont_know_replaced() {
    let found = figures(METHOD, &PLACES, &unsure());
    let replaced = |level: &'static str| {
        let put = |cell: &'static str| if cell == "9" { level } else { cell };
        let rows = unsure()
            .into_iter()
            .map(|row| (row.0, put(row.1), put(row.2), row.3));
        figures(METHOD, &PLACES, &rows.collect::<Vec<_>>())
    };
    let (worst, best) = (replaced("1"), replaced("5"));
    for style in Style::ALL {
        for domain in [WHOLE, "1", "2"] {
            let (low, high) = limits(&found, domain, style, Unsaid::DontKnow);
            assert!(
                (low - index(&worst, domain, style)).abs() < 1e-9,
                "{domain}"
            );
            assert!(
                (high - index(&best, domain, style)).abs() < 1e-9,
                "{domain}"
            );
            assert!(low < index(&found, domain, style) && index(&found, domain, style) < high);
        }
    }
}

#[test]
fn an_attempted_census_says_how_far_those_who_did_not_answer_could_move_the_index() {
    let method = METHOD.replace("opt_in", "census_attempt");
    let found = figures(&method, &PLACES, &unsure());
    for style in Style::ALL {
        let rate = 50.0 / 5000.0;
        let (low, high) = limits(&found, "1", style, Unsaid::NonResponse);
        assert!((low - rate * index(&found, "1", style)).abs() < 1e-9);
        assert!((high - low - 100.0 * (1.0 - rate)).abs() < 1e-9);
        let (low, high) = limits(&found, WHOLE, style, Unsaid::NonResponse);
        assert!((high - low - 100.0 * (1.0 - 120.0 / 10_000.0)).abs() < 1e-9);
    }
    let open = figures(METHOD, &PLACES, &unsure());
    assert!(open.bounds.iter().all(|one| one.about == Unsaid::DontKnow));
}
