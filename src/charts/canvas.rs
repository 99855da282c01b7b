//! What is drawn: shapes in the order of painting, each in one colour role, handed to plotters at the end.

use plotters::prelude::{
    Circle, Color, IntoDrawingArea, IntoFont, PathElement, RGBColor, Rectangle, SVGBackend, Text,
    TextStyle,
};
use plotters::style::FontStyle;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::charts::svg;
use crate::charts::{Caption, Size};

/// A colour by its meaning. Pages replace the themed ones; the five answers and the text on them stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Ink,
    Soft,
    Line,
    Edge,
    Paper,
    Band,
    Accent,
    /// Localities that cannot be told apart share one of three.
    Shade(usize),
    /// Very dissatisfied … very satisfied.
    Answer(usize),
    OnLight,
    OnDark,
}

impl Role {
    pub const fn colour(self) -> (u8, u8, u8) {
        match self {
            Self::Ink => (0x12, 0x23, 0x1f),
            Self::Soft => (0x3b, 0x4b, 0x46),
            Self::Line => (0xcf, 0xdc, 0xd7),
            Self::Edge => (0x6c, 0x7f, 0x78),
            Self::Paper => (0xff, 0xff, 0xff),
            Self::Band => (0xdf, 0xec, 0xe7),
            Self::Accent => (0x07, 0x56, 0x4b),
            Self::Shade(at) => [(0x3f, 0x8a, 0x7d), (0x9c, 0xc4, 0xbb), (0x0c, 0x5f, 0x53)][at % 3],
            Self::Answer(at) => [
                (0xd5, 0x5e, 0x00),
                (0xe6, 0x9f, 0x00),
                (0xbd, 0xbd, 0xbd),
                (0x56, 0xb4, 0xe9),
                (0x00, 0x72, 0xb2),
            ][at % 5],
            Self::OnLight => (0x00, 0x00, 0x01),
            Self::OnDark => (0xff, 0xff, 0xfe),
        }
    }

    /// The text that can be read on an answer's colour.
    pub fn on_answer(at: usize) -> Self {
        if at == 4 { Self::OnDark } else { Self::OnLight }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Start,
    Middle,
    End,
}

/// Type sizes of pictures, in the drawing's units.
pub const SMALL: i32 = 13;
pub const BODY: i32 = 15;

#[derive(Clone, Debug)]
struct Words {
    at: (i32, i32),
    text: String,
    size: i32,
    bold: bool,
    align: Align,
    role: Role,
}

#[derive(Clone, Debug)]
enum Shape {
    Line((i32, i32), (i32, i32), u32, Role),
    Area((i32, i32), (i32, i32), Role),
    Outline((i32, i32), (i32, i32), Role),
    Dot((i32, i32), u32, Role),
    Ring((i32, i32), u32, Role),
    Words(Words),
}

#[derive(Debug)]
pub struct Canvas {
    size: Size,
    shapes: Vec<Shape>,
}

impl Canvas {
    pub fn new(size: Size) -> Self {
        Self {
            size,
            shapes: Vec::new(),
        }
    }

    pub fn line(&mut self, from: (i32, i32), to: (i32, i32), thick: u32, role: Role) {
        self.shapes.push(Shape::Line(from, to, thick, role));
    }

    pub fn area(&mut self, from: (i32, i32), to: (i32, i32), role: Role) {
        self.shapes.push(Shape::Area(from, to, role));
    }

    pub fn outline(&mut self, from: (i32, i32), to: (i32, i32), role: Role) {
        self.shapes.push(Shape::Outline(from, to, role));
    }

    /// A dot that stands out on any ground; hollow where the figure asks for caution.
    pub fn dot(&mut self, at: (i32, i32), hollow: bool) {
        let inside = if hollow { Role::Paper } else { Role::Ink };
        self.shapes.push(Shape::Dot(at, 7, Role::Paper));
        self.shapes.push(Shape::Dot(at, 5, inside));
        self.shapes.push(Shape::Ring(at, 5, Role::Ink));
    }

    /// `at` is the left, middle or right of the text's middle line.
    pub fn text(&mut self, at: (i32, i32), text: &str, align: Align, size: i32, role: Role) {
        self.words(at, text, align, size, role, false);
    }

    pub fn bold(&mut self, at: (i32, i32), text: &str, align: Align, size: i32, role: Role) {
        self.words(at, text, align, size, role, true);
    }

    fn words(
        &mut self,
        at: (i32, i32),
        text: &str,
        align: Align,
        size: i32,
        role: Role,
        bold: bool,
    ) {
        if text.is_empty() {
            return;
        }
        self.shapes.push(Shape::Words(Words {
            at,
            // XML has no way to write most control characters.
            text: text.replace(char::is_control, " "),
            size,
            bold,
            align,
            role,
        }));
    }

    /// The picture as SVG, `height` units high.
    pub fn finish(self, height: i32, caption: &Caption) -> String {
        let (width, height) = (self.size.width(), height.max(1));
        let mut drawn = String::new();
        {
            let size = (width.unsigned_abs(), height.unsigned_abs());
            let area = SVGBackend::with_string(&mut drawn, size).into_drawing_area();
            for shape in &self.shapes {
                // Writing into a string cannot fail.
                let _ = match shape {
                    Shape::Line(from, to, thick, role) => area.draw(&PathElement::new(
                        vec![*from, *to],
                        rgb(*role).stroke_width(*thick),
                    )),
                    Shape::Area(from, to, role) => {
                        area.draw(&Rectangle::new([*from, *to], rgb(*role).filled()))
                    }
                    Shape::Outline(from, to, role) => {
                        area.draw(&Rectangle::new([*from, *to], rgb(*role).stroke_width(1)))
                    }
                    Shape::Dot(at, radius, role) => {
                        area.draw(&Circle::new(*at, *radius, rgb(*role).filled()))
                    }
                    Shape::Ring(at, radius, role) => {
                        area.draw(&Circle::new(*at, *radius, rgb(*role).stroke_width(2)))
                    }
                    Shape::Words(words) => {
                        area.draw(&Text::new(words.text.as_str(), words.at, style(words)))
                    }
                };
            }
            let _ = area.present();
        }
        svg::dress(&drawn, self.size, height, caption)
    }
}

fn rgb(role: Role) -> RGBColor {
    let (red, green, blue) = role.colour();
    RGBColor(red, green, blue)
}

fn style(words: &Words) -> TextStyle<'static> {
    let font_style = if words.bold {
        FontStyle::Bold
    } else {
        FontStyle::Normal
    };
    let anchor = match words.align {
        Align::Start => HPos::Left,
        Align::Middle => HPos::Center,
        Align::End => HPos::Right,
    };
    (
        "sans-serif",
        f64::from(words.size) * svg::FONT_SCALE,
        font_style,
    )
        .into_font()
        .color(&rgb(words.role))
        .pos(Pos::new(anchor, VPos::Center))
}
