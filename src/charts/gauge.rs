//! One figure on the whole of 0–100: a track, the interval upon it, a dot.

use crate::charts::canvas::{Align, Canvas, Role, SMALL};
use crate::charts::levels::{Axis, Interval};
use crate::charts::{Caption, Size};

#[derive(Clone, Debug, PartialEq)]
pub struct Gauge {
    pub caption: Caption,
    pub interval: Interval,
    /// The interval's ends in words.
    pub low: String,
    pub high: String,
}

const HEIGHT: i32 = 74;
const TRACK: i32 = 36;

pub fn draw(gauge: &Gauge, size: Size) -> String {
    let mut canvas = Canvas::new(size);
    let axis = Axis {
        left: 14,
        right: size.width() - 14,
    };
    canvas.area((axis.left, TRACK - 2), (axis.right, TRACK + 2), Role::Line);
    for tick in [0, 20, 40, 60, 80, 100] {
        if let Some(x) = axis.at(f64::from(tick)) {
            canvas.line((x, TRACK - 6), (x, TRACK + 6), 1, Role::Edge);
            let at = (x, TRACK + 26);
            canvas.text(at, &tick.to_string(), Align::Middle, SMALL, Role::Soft);
        }
    }
    let Interval {
        estimate,
        low,
        high,
    } = gauge.interval;
    if let (Some(from), Some(to)) = (axis.at(low), axis.at(high)) {
        canvas.area(
            (from, TRACK - 9),
            (to.max(from + 2), TRACK + 9),
            Role::Accent,
        );
        let (left, right) = ((from - 8, TRACK - 22), (to + 8, TRACK - 22));
        canvas.bold(left, &gauge.low, Align::End, SMALL, Role::Ink);
        canvas.bold(right, &gauge.high, Align::Start, SMALL, Role::Ink);
    }
    if let Some(x) = axis.at(estimate) {
        canvas.dot((x, TRACK), false);
    }
    canvas.finish(HEIGHT, &gauge.caption)
}
