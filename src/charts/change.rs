//! Change: a dumbbell per row on a fixed 0–100 axis, from before to now, upon the interval of the change. Bold only
//! where it rose or fell.

use crate::charts::canvas::{Align, BODY, Canvas, Role, SMALL};
use crate::charts::levels::{Axis, TICKS};
use crate::charts::rows::{Placed, Rows, foot};
use crate::charts::{Caption, Label, Size};

#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    pub caption: Caption,
    /// How to read the picture.
    pub legend: String,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub label: Label,
    /// Or why there is none, in words.
    pub change: Result<Change, String>,
}

/// `before` and `now` on 0–100, the rest in its points.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub before: f64,
    pub now: f64,
    /// Interval of now − before.
    pub low: f64,
    pub high: f64,
    /// The change in words.
    pub text: String,
    /// It rose or fell.
    pub shown: bool,
}

pub fn draw(changes: &Changes, size: Size) -> String {
    let mut canvas = Canvas::new(size);
    let labels: Vec<&Label> = changes.rows.iter().map(|row| &row.label).collect();
    let values: Vec<&str> = changes
        .rows
        .iter()
        .map(|row| {
            row.change
                .as_ref()
                .map_or("", |change| change.text.as_str())
        })
        .collect();
    let rows = Rows::lay(size, 28, &labels, &values);
    let axis = Axis {
        left: rows.left,
        right: rows.right,
    };
    for tick in TICKS {
        if let Some(x) = axis.at(f64::from(tick)) {
            canvas.text((x, 10), &tick.to_string(), Align::Middle, SMALL, Role::Soft);
            canvas.line((x, 20), (x, rows.bottom), 1, Role::Line);
        }
    }
    for (at, row) in changes.rows.iter().enumerate() {
        let placed = rows.write(&mut canvas, at, &row.label, "");
        match &row.change {
            Err(why) => rows.absent(&mut canvas, &placed, why),
            Ok(change) => {
                mark(&mut canvas, &axis, &placed, change);
                let end = (size.width(), placed.value_y);
                if change.shown {
                    canvas.bold(end, &change.text, Align::End, BODY, Role::Ink);
                } else {
                    canvas.text(end, &change.text, Align::End, BODY, Role::Soft);
                }
            }
        }
    }
    let height = foot(
        &mut canvas,
        size,
        rows.bottom,
        &changes.caption,
        &[&changes.legend],
    );
    canvas.finish(height, &changes.caption)
}

/// The interval is laid from where the row stood before: it covers that dot where there may have been no change.
fn mark(canvas: &mut Canvas, axis: &Axis, placed: &Placed, change: &Change) {
    let y = placed.y;
    let ends = (
        axis.at(change.before + change.low),
        axis.at(change.before + change.high),
    );
    if let (Some(low), Some(high)) = ends {
        let (from, to) = ((low, y - 9), (high.max(low + 1), y + 9));
        canvas.area(from, to, Role::Band);
        canvas.outline(from, to, Role::Edge);
    }
    if let (Some(before), Some(now)) = (axis.at(change.before), axis.at(change.now)) {
        let (thick, role) = if change.shown {
            (6, Role::Accent)
        } else {
            (2, Role::Edge)
        };
        canvas.line((before, y), (now, y), thick, role);
        canvas.dot((before, y), true);
        canvas.dot((now, y), false);
    }
}
