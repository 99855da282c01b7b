//! The ranking: a bar over each locality's rank set and a dot at its estimate's rank. No numbered league table.

use crate::charts::canvas::{Align, Canvas, Role, SMALL};
use crate::charts::rows::{Rows, foot};
use crate::charts::{Caption, Label, Size};

#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    pub caption: Caption,
    /// Written over the scale's two ends.
    pub best: String,
    pub worst: String,
    /// How to read the picture.
    pub legend: String,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub label: Label,
    pub place: Result<Place, Absent>,
}

/// Why a row has no bar, in words.
pub type Absent = String;

#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub low: u32,
    pub high: u32,
    /// Rank of the estimate.
    pub rank: u32,
    /// The set in words.
    pub text: String,
    /// Localities that cannot be told apart share one.
    pub shade: usize,
    /// To be read with caution: drawn hollow.
    pub hollow: bool,
}

/// Ranks to name on the scale: the first, the last and, when there is room, every one or every few between.
fn ticks(last: u32, room: i32) -> Vec<u32> {
    let most = (room / 34).max(2).unsigned_abs();
    let step = last.div_ceil(most).max(1);
    let mut ticks: Vec<u32> = (1..=last)
        .filter(|rank| *rank == 1 || (rank % step == 0 && rank + step / 2 < last))
        .collect();
    if last > 1 {
        ticks.push(last);
    }
    ticks.dedup();
    ticks
}

pub fn draw(ranking: &Ranking, size: Size) -> String {
    let mut canvas = Canvas::new(size);
    let labels: Vec<&Label> = ranking.rows.iter().map(|row| &row.label).collect();
    let values: Vec<&str> = ranking
        .rows
        .iter()
        .map(|row| row.place.as_ref().map_or("", |place| place.text.as_str()))
        .collect();
    let last = ranking
        .rows
        .iter()
        .filter_map(|row| row.place.as_ref().ok())
        .map(|place| place.high.max(place.rank))
        .max()
        .unwrap_or(1)
        .max(1);
    let rows = Rows::lay(size, 50, &labels, &values);
    let cell = f64::from(rows.right - rows.left) / f64::from(last);
    // The middle of a rank's cell; half a rank aside are its ends.
    let at = |rank: f64| rows.left + ((rank - 0.5) * cell).round() as i32;

    canvas.text(
        (rows.left, 10),
        &ranking.best,
        Align::Start,
        SMALL,
        Role::Soft,
    );
    canvas.text(
        (rows.right, 10),
        &ranking.worst,
        Align::End,
        SMALL,
        Role::Soft,
    );
    for rank in ticks(last, rows.right - rows.left) {
        let x = at(f64::from(rank));
        canvas.text((x, 34), &rank.to_string(), Align::Middle, SMALL, Role::Soft);
        canvas.line((x, 44), (x, rows.bottom), 1, Role::Line);
    }
    for (number, row) in ranking.rows.iter().enumerate() {
        let value = values.get(number).copied().unwrap_or("");
        let placed = rows.write(&mut canvas, number, &row.label, value);
        match &row.place {
            Err(why) => rows.absent(&mut canvas, &placed, why),
            Ok(place) => {
                let (low, high) = (place.low.max(1), place.high.max(place.low));
                let from = (at(f64::from(low) - 0.5) + 2, placed.y - 8);
                let to = (at(f64::from(high) + 0.5) - 2, placed.y + 8);
                if place.hollow {
                    canvas.area(from, to, Role::Band);
                } else {
                    canvas.area(from, to, Role::Shade(place.shade));
                }
                canvas.outline(from, to, Role::Edge);
                canvas.dot((at(f64::from(place.rank.max(1))), placed.y), place.hollow);
            }
        }
    }
    let height = foot(
        &mut canvas,
        size,
        rows.bottom,
        &ranking.caption,
        &[&ranking.legend],
    );
    canvas.finish(height, &ranking.caption)
}
