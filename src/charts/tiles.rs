//! A tile for each locality, near its place; its number is written in it, and how dark it is says the same again.

use crate::charts::canvas::{Align, BODY, Canvas, Role, SMALL};
use crate::charts::measure::wrap;
use crate::charts::{Caption, Size};

#[derive(Clone, Debug, PartialEq)]
pub struct Tiles {
    pub caption: Caption,
    /// What light and dark mean, in words.
    pub legend: String,
    pub tiles: Vec<Tile>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    pub name: String,
    /// The number in words.
    pub text: String,
    pub ground: Ground,
    /// Column and row where the map puts it; without, tiles follow one another.
    pub place: Option<(i32, i32)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// In per cent.
    Share(i64),
    /// There is nothing to be a share of.
    Plain,
    /// The number is not said: hatched.
    Withheld,
}

const GAP: i32 = 6;
const HEIGHT: i32 = 84;
/// Between the lines of a hatching.
const HATCH: i32 = 12;

fn columns(tiles: &Tiles, size: Size) -> i32 {
    let mapped = tiles.tiles.iter().filter_map(|tile| tile.place);
    let widest = mapped.map(|(column, _)| column + 1).max();
    match (widest, size) {
        // A phone has room for a list, not for a map.
        (Some(columns), Size::Wide) => columns.max(1),
        (_, Size::Wide) => 7,
        (_, Size::Narrow) => 3,
    }
}

/// Ground, and the words that can be read on it.
fn shade(value: i64) -> (Role, Role) {
    match value {
        ..=32 => (Role::Paper, Role::Ink),
        33..=65 => (Role::Band, Role::Ink),
        66..=99 => (Role::Shade(1), Role::Ink),
        100.. => (Role::Accent, Role::Paper),
    }
}

pub fn draw(tiles: &Tiles, size: Size) -> String {
    let mut canvas = Canvas::new(size);
    let columns = columns(tiles, size);
    let width = (size.width() - GAP * (columns - 1)) / columns;
    let mut bottom = 0;
    for (number, tile) in (0_i32..).zip(&tiles.tiles) {
        let in_turn = (number % columns, number / columns);
        let (column, row) = match size {
            Size::Wide => tile.place.unwrap_or(in_turn),
            Size::Narrow => in_turn,
        };
        let from = (column * (width + GAP), row * (HEIGHT + GAP));
        one(&mut canvas, tile, from, (from.0 + width, from.1 + HEIGHT));
        bottom = bottom.max(from.1 + HEIGHT);
    }
    for line in wrap(&tiles.legend, size.width(), SMALL) {
        bottom += 20;
        canvas.text((0, bottom), &line, Align::Start, SMALL, Role::Soft);
    }
    if let Some(note) = &tiles.caption.note {
        bottom += 20;
        canvas.text((0, bottom), note, Align::Start, SMALL, Role::Soft);
    }
    canvas.finish(bottom + 12, &tiles.caption)
}

fn one(canvas: &mut Canvas, tile: &Tile, from: (i32, i32), to: (i32, i32)) {
    let (fill, ink) = match tile.ground {
        Ground::Share(value) => shade(value),
        Ground::Plain | Ground::Withheld => (Role::Paper, Role::Ink),
    };
    canvas.area(from, to, fill);
    if tile.ground == Ground::Withheld {
        let mut x = from.0 + HATCH;
        while x - HATCH < to.0 {
            let end = (x - HATCH).max(from.0);
            canvas.line(
                (x.min(to.0), from.1),
                (end, from.1 + HATCH.min(x - from.0)),
                1,
                Role::Line,
            );
            canvas.line((x.min(to.0), to.1 - HATCH), (end, to.1), 1, Role::Line);
            x += HATCH;
        }
    }
    canvas.outline(from, to, Role::Edge);
    let middle = (from.0 + to.0) / 2;
    let lines = wrap(&tile.name, to.0 - from.0 - 8, SMALL);
    for (at, line) in (0_i32..).zip(lines.iter().take(2)) {
        canvas.text(
            (middle, from.1 + 18 + at * 16),
            line,
            Align::Middle,
            SMALL,
            ink,
        );
    }
    canvas.bold((middle, to.1 - 18), &tile.text, Align::Middle, BODY, ink);
}
