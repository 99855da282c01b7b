//! Levels: a dot with its interval per locality on a fixed 0–100 axis, the whole as a line behind.

use crate::charts::canvas::{Align, Canvas, Role, SMALL};
use crate::charts::measure::width;
use crate::charts::rows::{Placed, Rows, foot};
use crate::charts::{Caption, Label, Size};

#[derive(Clone, Debug, PartialEq)]
pub struct Levels {
    pub caption: Caption,
    /// All localities together.
    pub whole: Option<Whole>,
    pub legend: String,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    pub label: String,
    pub interval: Interval,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub label: Label,
    /// Or why there is none, in words.
    pub level: Result<Level, String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    pub interval: Interval,
    /// The estimate in words.
    pub text: String,
    /// To be read with caution: drawn hollow.
    pub hollow: bool,
}

/// On 0–100.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub estimate: f64,
    pub low: f64,
    pub high: f64,
}

/// Named on the axis.
pub const TICKS: [i32; 6] = [0, 20, 40, 60, 80, 100];

/// The axis of a drawing, in its units; always the whole of 0–100.
pub struct Axis {
    pub left: i32,
    pub right: i32,
}

impl Axis {
    /// What is not a number is drawn nowhere; what leaves 0–100 stops at the end.
    pub fn at(&self, value: f64) -> Option<i32> {
        let length = f64::from(self.right - self.left);
        value
            .is_finite()
            .then(|| self.left + (value.clamp(0.0, 100.0) / 100.0 * length).round() as i32)
    }
}

pub fn draw(levels: &Levels, size: Size) -> String {
    let mut canvas = Canvas::new(size);
    let labels: Vec<&Label> = levels.rows.iter().map(|row| &row.label).collect();
    let values: Vec<&str> = levels
        .rows
        .iter()
        .map(|row| row.level.as_ref().map_or("", |level| level.text.as_str()))
        .collect();
    let rows = Rows::lay(size, 54, &labels, &values);
    let axis = Axis {
        left: rows.left,
        right: rows.right,
    };
    for tick in TICKS {
        if let Some(x) = axis.at(f64::from(tick)) {
            canvas.text((x, 10), &tick.to_string(), Align::Middle, SMALL, Role::Soft);
            canvas.line((x, 20), (x, 25), 1, Role::Line);
            canvas.line((x, 46), (x, rows.bottom), 1, Role::Line);
        }
    }
    if let Some(whole) = &levels.whole {
        behind(&mut canvas, &axis, rows.bottom, whole);
    }
    for (at, row) in levels.rows.iter().enumerate() {
        let value = values.get(at).copied().unwrap_or("");
        let placed = rows.write(&mut canvas, at, &row.label, value);
        match &row.level {
            Err(why) => rows.absent(&mut canvas, &placed, why),
            Ok(level) => mark(&mut canvas, &axis, &placed, level),
        }
    }
    let height = foot(
        &mut canvas,
        size,
        rows.bottom,
        &levels.caption,
        &[&levels.legend],
    );
    canvas.finish(height, &levels.caption)
}

fn behind(canvas: &mut Canvas, axis: &Axis, bottom: i32, whole: &Whole) {
    let interval = whole.interval;
    if let (Some(low), Some(high)) = (axis.at(interval.low), axis.at(interval.high)) {
        canvas.area((low, 46), (high, bottom), Role::Band);
    }
    if let Some(x) = axis.at(interval.estimate) {
        canvas.line((x, 46), (x, bottom), 2, Role::Accent);
        // The label stands over its line, but inside the drawing.
        let half = width(&whole.label, SMALL) / 2;
        let at = x.clamp(half, (axis.right - half).max(half));
        canvas.bold((at, 36), &whole.label, Align::Middle, SMALL, Role::Accent);
    }
}

fn mark(canvas: &mut Canvas, axis: &Axis, placed: &Placed, level: &Level) {
    let interval = level.interval;
    if let (Some(low), Some(high)) = (axis.at(interval.low), axis.at(interval.high)) {
        canvas.line((low, placed.y), (high, placed.y), 3, Role::Ink);
        for end in [low, high] {
            canvas.line((end, placed.y - 5), (end, placed.y + 5), 2, Role::Ink);
        }
    }
    if let Some(x) = axis.at(interval.estimate) {
        canvas.dot((x, placed.y), level.hollow);
    }
}
