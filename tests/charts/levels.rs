use hailong::charts::Size;
use hailong::charts::levels::{Interval, Level, Levels, Row, draw};

use super::{attribute, caption, label, texts};

fn levels(estimates: &[f64]) -> Levels {
    Levels {
        caption: caption(),
        whole: None,
        legend: String::new(),
        rows: estimates
            .iter()
            .map(|estimate| Row {
                label: label("An Mỹ"),
                level: Ok(Level {
                    interval: Interval {
                        estimate: *estimate,
                        low: estimate - 1.0,
                        high: estimate + 1.0,
                    },
                    text: "số".into(),
                    hollow: false,
                }),
            })
            .collect(),
    }
}

#[test]
fn the_axis_runs_from_0_to_100_whatever_the_levels_are() {
    for size in Size::ALL {
        let low = draw(&levels(&[3.0, 4.0]), size);
        let high = draw(&levels(&[91.0, 92.0]), size);
        for svg in [&low, &high] {
            let drawn = texts(svg);
            for tick in ["0", "20", "40", "60", "80", "100"] {
                assert!(drawn.iter().any(|text| text == tick), "{tick}");
            }
        }
        let grid = |svg: &str| -> Vec<String> {
            let lines = svg.lines().filter(|line| line.contains("s-line"));
            lines.map(str::to_owned).collect()
        };
        assert_eq!(grid(&low), grid(&high));
    }
}

#[test]
fn a_level_lies_in_proportion_to_the_axis() {
    let x = |level| attribute(&draw(&levels(&[level]), Size::Wide), "<circle", "cx").unwrap();
    let (zero, middle, all) = (x(0.0), x(50.0), x(100.0));
    assert!((2 * middle - zero - all).abs() <= 1);
    assert!(all - zero > 400);
    assert_eq!(x(-20.0), zero);
    assert_eq!(x(140.0), all);
}
