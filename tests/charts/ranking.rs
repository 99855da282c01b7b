use hailong::charts::Size;
use hailong::charts::ranking::{Place, Ranking, Row, draw};

use super::{attribute, caption, label, texts};

fn ranking(places: &[(u32, u32, u32)]) -> Ranking {
    Ranking {
        caption: caption(),
        best: "hơn".into(),
        worst: "kém".into(),
        legend: "đọc".into(),
        rows: places
            .iter()
            .map(|(low, rank, high)| Row {
                label: label("An Mỹ"),
                place: Ok(Place {
                    low: *low,
                    high: *high,
                    rank: *rank,
                    text: format!("{low} đến {high}"),
                    shade: 0,
                    hollow: false,
                }),
            })
            .collect(),
    }
}

#[test]
fn the_bar_covers_the_whole_rank_set_and_the_dot_lies_on_it() {
    let svg = draw(&ranking(&[(1, 2, 4), (4, 4, 4)]), Size::Wide);
    let bars: Vec<&str> = svg
        .lines()
        .filter(|line| line.contains("f-shade1"))
        .collect();
    let width = |at: usize| attribute(bars[at], "<rect", "width").unwrap();
    assert!(
        (width(0) - 4 * width(1)).abs() <= 16,
        "{} {}",
        width(0),
        width(1)
    );
    let from = attribute(bars[0], "<rect", "x").unwrap();
    let dot = attribute(&svg, "<circle", "cx").unwrap();
    assert!(from < dot && dot < from + width(0));
}

#[test]
fn a_rank_is_written_only_as_a_set() {
    let svg = draw(&ranking(&[(2, 3, 5)]), Size::Narrow);
    let drawn = texts(&svg);
    assert!(drawn.iter().any(|text| text == "2 đến 5"));
    let row = drawn.iter().position(|text| text == "An Mỹ").unwrap();
    assert!(drawn[row..].iter().all(|text| text != "3"));
}
