//! Tiles and days: the number is written, colour only says it again, and a number that is withheld is not drawn.

use hailong::charts::days::{self, Day, Days};
use hailong::charts::tiles::{self, Ground, Tile, Tiles};
use hailong::charts::{Size, standalone};

use super::{caption, texts};

fn tiles_of(count: usize, ground: fn(usize) -> Ground) -> Tiles {
    let tile = |at: usize| Tile {
        name: format!("Phường {at}"),
        text: format!("{at}%"),
        ground: ground(at),
        place: None,
    };
    Tiles {
        caption: caption(),
        legend: "legend".to_owned(),
        tiles: (0..count).map(tile).collect(),
    }
}

fn days_of(counts: &[Option<i64>]) -> Days {
    let day = |(at, count): (usize, &Option<i64>)| Day {
        label: format!("{at:02}/05"),
        count: *count,
        text: count.map_or_else(|| "few".to_owned(), |count| count.to_string()),
    };
    Days {
        caption: caption(),
        days: counts.iter().enumerate().map(day).collect(),
    }
}

#[test]
fn every_tile_has_its_name_and_its_number_in_both_sizes() {
    for count in [0, 1, 13, 94] {
        let tiles = tiles_of(count, |at| Ground::Share(at as i64));
        for size in Size::ALL {
            let drawn = texts(&standalone(&tiles::draw(&tiles, size))).join(" ");
            for at in 0..count {
                assert!(drawn.contains(&format!("Phường {at} {at}%")), "{drawn}");
            }
        }
    }
}

#[test]
fn only_a_withheld_tile_is_hatched_and_only_a_full_one_is_darkest() {
    let lines = |ground| {
        let svg = tiles::draw(&tiles_of(1, ground), Size::Wide);
        (
            svg.contains("<polyline"),
            svg.contains("class=\"f-accent\""),
        )
    };
    assert_eq!(lines(|_| Ground::Withheld), (true, false));
    assert_eq!(lines(|_| Ground::Plain), (false, false));
    assert_eq!(lines(|_| Ground::Share(99)), (false, false));
    assert_eq!(lines(|_| Ground::Share(100)), (false, true));
}

#[test]
fn the_most_is_named_and_a_withheld_day_looks_the_same_whatever_it_hides() {
    for counts in [
        vec![],
        vec![None],
        vec![Some(0)],
        vec![Some(i64::MAX), None, Some(12)],
        vec![Some(11); 400],
    ] {
        for size in Size::ALL {
            let svg = days::draw(&days_of(&counts), size);
            let drawn = texts(&standalone(&svg)).join(" ");
            if let Some(most) = counts.iter().flatten().max() {
                assert!(drawn.contains(&most.to_string()), "{drawn}");
            }
            assert!(!drawn.contains("few"));
        }
    }
}
