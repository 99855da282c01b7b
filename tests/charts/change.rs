use hailong::charts::Size;
use hailong::charts::change::{Change, Changes, Row, draw};
use hailong::edition::pictures::{self, Picture, files};
use hailong::wording::Tongue;

use super::{attribute, caption, label, texts};
use crate::harness::compared::compared;

fn changes(rows: &[(f64, f64, bool)]) -> Changes {
    Changes {
        caption: caption(),
        legend: "đọc".into(),
        rows: rows
            .iter()
            .map(|(before, now, shown)| Row {
                label: label("An Mỹ"),
                change: Ok(Change {
                    before: *before,
                    now: *now,
                    low: now - before - 4.0,
                    high: now - before + 4.0,
                    text: "+2,2".into(),
                    shown: *shown,
                }),
            })
            .collect(),
    }
}

/// Left and right end of the first box of an interval.
fn interval(svg: &str) -> (i32, i32) {
    let from = attribute(svg, "f-band", "x").unwrap();
    (from, from + attribute(svg, "f-band", "width").unwrap())
}

/// Where the dots are, before and now.
fn dots(svg: &str) -> (i32, i32) {
    let lines = svg.lines().filter(|line| line.contains("<circle"));
    let mut at: Vec<i32> = lines
        .map(|line| attribute(line, "<circle", "cx").unwrap())
        .collect();
    at.dedup();
    (at[0], at[at.len() - 1])
}

#[test]
fn the_interval_covers_the_earlier_dot_only_where_there_may_be_no_change() {
    for size in Size::ALL {
        let unsure = draw(&changes(&[(50.0, 52.0, false)]), size);
        let (low, high) = interval(&unsure);
        let (before, now) = dots(&unsure);
        assert!(low < before && before < now && now < high);
        let sure = draw(&changes(&[(50.0, 60.0, true)]), size);
        let (low, high) = interval(&sure);
        let (before, now) = dots(&sure);
        assert!(before < low && low < now && now < high);
    }
}

#[test]
fn only_what_rose_or_fell_is_bold() {
    let bold = |shown| {
        let svg = draw(&changes(&[(50.0, 60.0, shown)]), Size::Wide);
        let text = svg
            .lines()
            .any(|line| line.contains("font-weight=\"bold\""));
        let line = svg.lines().any(|line| line.contains("s-accent"));
        (text, line)
    };
    assert_eq!(bold(true), (true, true));
    assert_eq!(bold(false), (false, false));
}

#[test]
fn the_axis_runs_from_0_to_100_whatever_the_changes_are() {
    for size in Size::ALL {
        for rows in [[(3.0, 4.0, false)], [(90.0, 99.0, true)]] {
            let drawn = texts(&draw(&changes(&rows), size));
            for tick in ["0", "20", "40", "60", "80", "100"] {
                assert!(drawn.iter().any(|text| text == tick), "{tick}");
            }
        }
    }
}

#[test]
fn an_edition_has_a_picture_for_every_earlier_survey() {
    let names = |previous: &[&str]| -> Vec<String> {
        let files = files(&compared(previous, 2.1)).into_iter();
        let names = files.map(|(name, _)| name);
        names.filter(|name| name.starts_with("change")).collect()
    };
    assert!(names(&[]).is_empty());
    assert_eq!(
        names(&["2023", "2022"]),
        [
            "change-1-vi-narrow.svg",
            "change-1-vi.svg",
            "change-1-en-narrow.svg",
            "change-1-en.svg",
            "change-2-vi-narrow.svg",
            "change-2-vi.svg",
            "change-2-en-narrow.svg",
            "change-2-en.svg",
        ]
    );
}

#[test]
fn its_description_is_the_finding() {
    let figures = compared(&["2023"], 2.1);
    let svg = pictures::draw(&figures, &Picture::Change(0), Tongue::Vi, Size::Wide);
    assert!(svg.contains(
        "Trong 10 địa phương so được với đợt 2023: 1 nơi tăng, 1 nơi giảm, 8 nơi chưa thấy thay đổi. Tăng: Phường An Mỹ. Giảm: Phường Trường Xuân.</desc>"
    ), "{svg}");
    let mut still = figures;
    still.changes.retain(|row| row.change.abs() < 5.0);
    let said = pictures::finding(&still, &Picture::Change(0), Tongue::En);
    assert_eq!(
        said,
        "Of the 8 localities that can be compared with 2023, none is shown to have risen or fallen."
    );
}

#[test]
fn a_place_that_cannot_be_compared_has_its_reason_and_no_mark() {
    let figures = compared(&["2023"], 2.1);
    let svg = pictures::draw(&figures, &Picture::Change(0), Tongue::Vi, Size::Wide);
    let drawn = texts(&svg);
    for (name, reason) in [
        ("Phường Phước Hòa", "Chưa công bố vì quá ít câu trả lời"),
        (
            "Xã Tam Ngọc",
            "Chưa so được vì số liệu đợt trước không công bố",
        ),
        (
            "Phường Hòa Hương",
            "Chưa so được vì đợt trước không khảo sát ở đây",
        ),
    ] {
        let at = drawn.iter().position(|text| text == name).unwrap();
        let own = &drawn[at..(at + 4).min(drawn.len())];
        assert!(own.iter().any(|text| text == reason), "{own:?}");
    }
    assert_eq!(svg.matches("f-band").count(), 10);
}
