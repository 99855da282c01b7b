//! One row per locality or question: label, mark and value, side by side or, on a phone, one above the other.

use crate::charts::canvas::{Align, BODY, Canvas, Role, SMALL};
use crate::charts::measure::{width, wrap};
use crate::charts::{Caption, Label, Size};

const LINE: i32 = 19;
const SMALL_LINE: i32 = 17;
/// Widest label column of the wide drawing.
const LABELS: i32 = 230;

pub struct Rows {
    size: Size,
    /// Where marks may be drawn.
    pub left: i32,
    pub right: i32,
    /// Width for a label's lines.
    room: i32,
    tops: Vec<i32>,
    pub bottom: i32,
}

/// Where a written row's mark goes.
pub struct Placed {
    /// Middle of the mark.
    pub y: i32,
    /// Middle of the value at the end.
    pub value_y: i32,
}

impl Rows {
    /// Lays out rows below `start`. `values` are the texts at the end of each row.
    pub fn lay(size: Size, start: i32, labels: &[&Label], values: &[&str]) -> Self {
        let value_room = values.iter().map(|v| width(v, BODY)).max().unwrap_or(0);
        let widest = labels
            .iter()
            .flat_map(|label| {
                let remark = label.remark.as_deref().map_or(0, |text| width(text, SMALL));
                [width(&label.text, BODY), remark]
            })
            .max()
            .unwrap_or(0);
        let (left, right, room) = match size {
            Size::Wide => {
                let room = widest.clamp(60, LABELS);
                let value_room = value_room.min(180);
                (room + 24, size.width() - value_room - 20, room)
            }
            Size::Narrow => (12, size.width() - 12, size.width() - value_room - 12),
        };
        let mut rows = Self {
            size,
            left,
            right,
            room: room.max(120),
            tops: Vec::with_capacity(labels.len()),
            bottom: start,
        };
        for label in labels {
            rows.tops.push(rows.bottom);
            rows.bottom += rows.height(label);
        }
        rows
    }

    fn label_height(&self, label: &Label) -> i32 {
        let lines = wrap(&label.text, self.room, BODY).len() as i32;
        let small = label.remark.as_deref().map_or(0, |remark| {
            wrap(remark, self.remark_room(), SMALL).len() as i32
        });
        lines * LINE + small * SMALL_LINE
    }

    fn remark_room(&self) -> i32 {
        match self.size {
            Size::Wide => self.room,
            Size::Narrow => self.size.width(),
        }
    }

    fn height(&self, label: &Label) -> i32 {
        match self.size {
            Size::Wide => (self.label_height(label) + 15).max(38),
            Size::Narrow => self.label_height(label) + 40,
        }
    }

    /// Writes the label and the value of row `at`; the caller draws the mark.
    pub fn write(&self, canvas: &mut Canvas, at: usize, label: &Label, value: &str) -> Placed {
        let top = self.tops.get(at).copied().unwrap_or(self.bottom);
        let bottom = top + self.height(label);
        canvas.line((0, top), (self.size.width(), top), 1, Role::Line);
        let first = match self.size {
            Size::Wide => top + (bottom - top - self.label_height(label)) / 2,
            Size::Narrow => top + 7,
        };
        let mut y = first + LINE / 2;
        for line in wrap(&label.text, self.room, BODY) {
            canvas.text((0, y), &line, Align::Start, BODY, Role::Ink);
            y += LINE;
        }
        y -= (LINE - SMALL_LINE) / 2;
        let remark = label.remark.as_deref().unwrap_or_default();
        for line in wrap(remark, self.remark_room(), SMALL) {
            canvas.text((0, y), &line, Align::Start, SMALL, Role::Soft);
            y += SMALL_LINE;
        }
        let mark = match self.size {
            Size::Wide => (top + bottom) / 2,
            Size::Narrow => bottom - 18,
        };
        let value_y = match self.size {
            Size::Wide => mark,
            Size::Narrow => top + 7 + LINE / 2,
        };
        let end = self.size.width();
        canvas.bold((end, value_y), value, Align::End, BODY, Role::Ink);
        Placed { y: mark, value_y }
    }

    /// In place of a mark: why there is none.
    pub fn absent(&self, canvas: &mut Canvas, placed: &Placed, why: &str) {
        let from = match self.size {
            Size::Wide => self.left,
            Size::Narrow => 0,
        };
        canvas.text((from, placed.y), why, Align::Start, SMALL, Role::Soft);
    }
}

/// Lines of small text below the rows; returns the height of the picture.
pub fn foot(canvas: &mut Canvas, size: Size, from: i32, caption: &Caption, texts: &[&str]) -> i32 {
    canvas.line((0, from), (size.width(), from), 1, Role::Line);
    let mut y = from + 18;
    for text in texts.iter().copied().chain(caption.note.as_deref()) {
        for line in wrap(text, size.width(), SMALL) {
            canvas.text((0, y), &line, Align::Start, SMALL, Role::Soft);
            y += SMALL_LINE + 1;
        }
    }
    y - 4
}
