//! What holds for each kind of picture, in both sizes, whatever it is given.

use hailong::charts::change::{self, Change, Changes};
use hailong::charts::distribution::{self, Distribution, Shares};
use hailong::charts::gauge::{self, Gauge};
use hailong::charts::levels::{self, Interval, Level, Levels, Whole};
use hailong::charts::ranking::{self, Place, Ranking};
use hailong::charts::{Size, standalone};

use super::{TRICKY, caption, label, texts};

fn names(count: usize) -> Vec<String> {
    (0..count)
        .map(|at| format!("Phường {TRICKY} {at}"))
        .collect()
}

/// One row of each four is withheld; `value` stands in every number.
fn pictures(count: usize, value: f64) -> Vec<String> {
    let names = names(count);
    let interval = Interval {
        estimate: value,
        low: value - 3.0,
        high: value + 3.0,
    };
    let withheld = |at: usize| at % 4 == 3;
    let ranking = Ranking {
        caption: caption(),
        best: "best".into(),
        worst: "worst".into(),
        legend: TRICKY.into(),
        rows: names
            .iter()
            .enumerate()
            .map(|(at, name)| ranking::Row {
                label: label(name),
                place: if withheld(at) {
                    Err(TRICKY.into())
                } else {
                    Ok(Place {
                        low: at as u32,
                        high: at as u32 + 3,
                        rank: at as u32 + 1,
                        text: "từ 2 đến 5".into(),
                        shade: at,
                        hollow: at % 2 == 0,
                    })
                },
            })
            .collect(),
    };
    let levels = Levels {
        caption: caption(),
        whole: Some(Whole {
            label: "whole".into(),
            interval,
        }),
        legend: TRICKY.into(),
        rows: names
            .iter()
            .enumerate()
            .map(|(at, name)| levels::Row {
                label: label(name),
                level: if withheld(at) {
                    Err(TRICKY.into())
                } else {
                    Ok(Level {
                        interval,
                        text: "71,3".into(),
                        hollow: false,
                    })
                },
            })
            .collect(),
    };
    let share = |_| (value / 5.0, "20,0".to_owned());
    let distribution = Distribution {
        caption: caption(),
        answers: ["a", "b", "c", "d", TRICKY].map(str::to_owned),
        dont_know: "don't know".into(),
        rows: names
            .iter()
            .enumerate()
            .map(|(at, name)| distribution::Row {
                label: label(name),
                n: "n = 10".into(),
                shares: if withheld(at) {
                    Err(TRICKY.into())
                } else {
                    Ok(Shares {
                        levels: [0, 1, 2, 3, 4].map(share),
                        dont_know: Some(share(5)),
                    })
                },
            })
            .collect(),
    };
    let changes = Changes {
        caption: caption(),
        legend: TRICKY.into(),
        rows: names
            .iter()
            .enumerate()
            .map(|(at, name)| change::Row {
                label: label(name),
                change: if withheld(at) {
                    Err(TRICKY.into())
                } else {
                    Ok(Change {
                        before: value,
                        now: value + 2.0,
                        low: -1.0,
                        high: 5.0,
                        text: "+2,0".into(),
                        shown: at % 2 == 0,
                    })
                },
            })
            .collect(),
    };
    let gauge = Gauge {
        caption: caption(),
        interval,
        low: "1".into(),
        high: "2".into(),
    };
    Size::ALL
        .into_iter()
        .flat_map(|size| {
            [
                ranking::draw(&ranking, size),
                levels::draw(&levels, size),
                distribution::draw(&distribution, size),
                change::draw(&changes, size),
                gauge::draw(&gauge, size),
            ]
        })
        .collect()
}

#[test]
fn none_one_and_a_hundred_localities_are_drawn_from_any_number() {
    for count in [0, 1, 13, 100] {
        for value in [50.0, 0.0, 100.0, -1e9, 1e300, f64::NAN, f64::INFINITY] {
            for svg in pictures(count, value).iter().map(|svg| standalone(svg)) {
                texts(&svg);
                for odd in ["NaN", "inf", "Infinity"] {
                    assert!(!svg.contains(odd), "{odd} in a picture of {value}");
                }
            }
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(pictures(13, 61.7), pictures(13, 61.7));
}

#[test]
fn every_picture_says_its_finding_to_those_who_cannot_see_it() {
    let escaped = "&lt;b&gt;&quot;A&amp;B&apos;s&quot;&lt;/b&gt;";
    for svg in pictures(3, 50.0) {
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
        assert!(svg.contains("role=\"img\" aria-labelledby=\"here-t here-d\""));
        assert!(svg.contains(&format!("<title id=\"here-t\">Title {escaped}</title>")));
        assert!(svg.contains(&format!("<desc id=\"here-d\">Finding {escaped}</desc>")));
    }
}

#[test]
fn every_label_is_there_and_whole() {
    for svg in pictures(13, 50.0) {
        let drawn = texts(&svg).join(" ");
        if svg.contains("viewBox=\"0 0 344 74\"") || svg.contains("viewBox=\"0 0 760 74\"") {
            continue;
        }
        for name in names(13) {
            assert!(drawn.contains(&name), "{name} is missing in {drawn}");
        }
        assert!(drawn.contains("dữ liệu mô phỏng"));
    }
}

#[test]
fn colours_follow_the_page_by_class_and_stay_readable_without_one() {
    for svg in pictures(3, 50.0) {
        assert!(
            !svg.contains("<style"),
            "inline pictures bring no style of their own"
        );
        assert!(!svg.contains("style=\""));
        assert!(svg.contains("class=\"f-ink\" "), "{svg}");
        for line in svg.lines().filter(|line| line.starts_with("<text")) {
            assert!(line.contains("fill=\"#"), "{line}");
        }
        let file = standalone(&svg);
        assert!(file.contains("prefers-color-scheme:dark"));
        assert!(file.contains(".f-ink{fill:#e8f1ee}"));
    }
}
