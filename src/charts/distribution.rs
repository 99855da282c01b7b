//! Answers: a stacked bar per row, centred on the middle of "neutral"; "don't know" apart in an empty box, n at the end.

use crate::charts::canvas::{Align, Canvas, Role, SMALL};
use crate::charts::measure::width;
use crate::charts::rows::{Placed, Rows, foot};
use crate::charts::{Caption, Label, Size};

#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    pub caption: Caption,
    /// The five answers, worst first.
    pub answers: [String; 5],
    pub dont_know: String,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub label: Label,
    /// Number of answers in words.
    pub n: String,
    /// Or why there are none, in words.
    pub shares: Result<Shares, String>,
}

/// Percentages and the same in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Shares {
    /// Of the valid answers.
    pub levels: [(f64, String); 5],
    /// Of all answers.
    pub dont_know: Option<(f64, String)>,
}

const GAP: i32 = 14;

/// Percentages to units, and where zero lies.
struct Scale {
    centre: f64,
    unit: f64,
    /// Left end of the boxes of "don't know".
    apart: i32,
}

fn share(value: f64) -> f64 {
    if value.is_finite() {
        value.clamp(0.0, 100.0)
    } else {
        0.0
    }
}

impl Shares {
    /// How far the bar reaches to the left and to the right of the centre.
    fn reach(&self) -> (f64, f64) {
        let [a, b, c, d, e] = &self.levels;
        let half = share(c.0) / 2.0;
        (
            share(a.0) + share(b.0) + half,
            half + share(d.0) + share(e.0),
        )
    }
}

fn scale(distribution: &Distribution, rows: &Rows) -> Scale {
    let (mut left, mut right, mut apart) = (0.0_f64, 0.0_f64, 0.0_f64);
    for shares in distribution
        .rows
        .iter()
        .filter_map(|row| row.shares.as_ref().ok())
    {
        let reach = shares.reach();
        left = left.max(reach.0);
        right = right.max(reach.1);
        apart = apart.max(
            shares
                .dont_know
                .as_ref()
                .map_or(0.0, |(value, _)| share(*value)),
        );
    }
    let room = f64::from(rows.right - rows.left - if apart > 0.0 { GAP } else { 0 });
    let unit = room / (left + right + apart).max(1.0);
    Scale {
        centre: f64::from(rows.left) + left * unit,
        unit,
        apart: rows.right - (apart * unit).round() as i32,
    }
}

pub fn draw(distribution: &Distribution, size: Size) -> String {
    let mut canvas = Canvas::new(size);
    let labels: Vec<&Label> = distribution.rows.iter().map(|row| &row.label).collect();
    let values: Vec<&str> = distribution.rows.iter().map(|row| row.n.as_str()).collect();
    let start = legend(&mut canvas, distribution, size);
    let rows = Rows::lay(size, start, &labels, &values);
    let scale = scale(distribution, &rows);
    let centre = scale.centre.round() as i32;
    for (at, row) in distribution.rows.iter().enumerate() {
        let placed = rows.write(&mut canvas, at, &row.label, &row.n);
        match &row.shares {
            Err(why) => rows.absent(&mut canvas, &placed, why),
            Ok(shares) => {
                canvas.line(
                    (centre, placed.y - 17),
                    (centre, placed.y + 17),
                    1,
                    Role::Edge,
                );
                bar(&mut canvas, &scale, &placed, shares);
            }
        }
    }
    let height = foot(&mut canvas, size, rows.bottom, &distribution.caption, &[]);
    canvas.finish(height, &distribution.caption)
}

/// The answers in order, then "don't know"; returns where the rows begin.
fn legend(canvas: &mut Canvas, distribution: &Distribution, size: Size) -> i32 {
    let (mut x, mut y) = (0, 10);
    let names = distribution.answers.iter().enumerate();
    let names = names.map(|(at, name)| (Some(at), name));
    for (answer, name) in names.chain([(None, &distribution.dont_know)]) {
        let room = 20 + width(name, SMALL);
        if x > 0 && x + room > size.width() {
            x = 0;
            y += 22;
        }
        let (from, to) = ((x + 1, y - 6), (x + 13, y + 6));
        match answer {
            Some(at) => canvas.area(from, to, Role::Answer(at)),
            None => canvas.outline(from, to, Role::Edge),
        }
        canvas.text((x + 20, y), name, Align::Start, SMALL, Role::Soft);
        x += room + 14;
    }
    y + 20
}

fn bar(canvas: &mut Canvas, scale: &Scale, placed: &Placed, shares: &Shares) {
    let (top, bottom) = (placed.y - 11, placed.y + 11);
    let mut from = scale.centre - shares.reach().0 * scale.unit;
    for (at, (value, text)) in shares.levels.iter().enumerate() {
        let to = from + share(*value) * scale.unit;
        let (left, right) = (from.round() as i32, to.round() as i32);
        if right > left {
            canvas.area((left, top), (right, bottom), Role::Answer(at));
        }
        if width(text, SMALL) < right - left {
            let middle = ((left + right) / 2, placed.y);
            canvas.text(middle, text, Align::Middle, SMALL, Role::on_answer(at));
        }
        from = to;
    }
    if let Some((value, text)) = &shares.dont_know {
        let right = scale.apart + (share(*value) * scale.unit).round() as i32;
        canvas.outline((scale.apart, top), (right, bottom), Role::Edge);
        if width(text, SMALL) < right - scale.apart {
            let middle = ((scale.apart + right) / 2, placed.y);
            canvas.text(middle, text, Align::Middle, SMALL, Role::Ink);
        }
    }
}
