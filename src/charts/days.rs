//! How many came on each day: one bar a day from zero.

use crate::charts::canvas::{Align, Canvas, Role, SMALL};
use crate::charts::{Caption, Size};

#[derive(Clone, Debug, PartialEq)]
pub struct Days {
    pub caption: Caption,
    pub days: Vec<Day>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// Short, such as `03/05`.
    pub label: String,
    /// `None` where the number is not said; drawn as a hollow stub.
    pub count: Option<i64>,
    /// The number in words.
    pub text: String,
}

const TOP: i32 = 26;
const BOTTOM: i32 = 150;
const STUB: i32 = 6;

pub fn draw(days: &Days, size: Size) -> String {
    let mut canvas = Canvas::new(size);
    let most = days.days.iter().filter_map(|day| day.count).max();
    let most = most.unwrap_or_default().max(1);
    let count = i32::try_from(days.days.len()).unwrap_or(i32::MAX).max(1);
    let width = size.width();
    canvas.line((0, BOTTOM), (width, BOTTOM), 1, Role::Edge);
    let step = (width / count).clamp(1, 64);
    let gap = if step > 5 { step / 5 } else { 0 };
    // A label has about this much room.
    let every = (50 + step - 1) / step;
    let tallest = days.days.iter().position(|day| day.count == Some(most));
    for (at, day) in (0_i32..).zip(&days.days) {
        let (left, right) = (at * step + gap, (at + 1) * step - gap);
        let right = right.max(left + 1);
        match day.count {
            Some(count) => {
                let height = i128::from(BOTTOM - TOP) * i128::from(count.max(0)) / i128::from(most);
                let height = i32::try_from(height).unwrap_or(BOTTOM - TOP);
                canvas.area((left, BOTTOM - height), (right, BOTTOM), Role::Shade(0));
            }
            None => canvas.outline((left, BOTTOM - STUB), (right, BOTTOM), Role::Edge),
        }
        let middle = (left + right) / 2;
        let is_last = at + 1 == count;
        if at % every == 0 && (at + every <= count || is_last) {
            let x = middle.clamp(16, width - 16);
            canvas.text(
                (x, BOTTOM + 16),
                &day.label,
                Align::Middle,
                SMALL,
                Role::Soft,
            );
        }
        if Some(at as usize) == tallest {
            let x = middle.clamp(24, width - 24);
            canvas.bold((x, TOP - 12), &day.text, Align::Middle, SMALL, Role::Ink);
        }
    }
    canvas.finish(BOTTOM + 30, &days.caption)
}
