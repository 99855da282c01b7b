//! A QR code as one path, as a function that templates call.

use fast_qr::{ECL, QRBuilder, QRCode};
use typst::diag::{StrResult, bail};
use typst::foundations::{Content, NativeElement, Packed, Smart, Str, func};
use typst::layout::{
    Abs, Axes, HAlignment, Length, Ratio, Rel, ScaleAmount, ScaleElem, VAlignment,
};
use typst::visualize::{Color, CurveClose, CurveComponent, CurveElem, CurveLine, CurveMove, Paint};

use crate::outline::{Corner, outlines};

/// White modules on each side, without which readers miss the code.
const QUIET: usize = 4;

/// As wide as told, quiet zone included. Error correction Q: a quarter of it may be creased or smudged.
#[func]
pub fn qr(payload: Str, width: Length) -> StrResult<Content> {
    let Ok(code) = QRBuilder::new(payload.as_str()).ecl(ECL::Q).build() else {
        bail!("too long for a QR code: {payload}");
    };
    let side = (code.size + 2 * QUIET) as f64;
    let factor = Smart::Custom(ScaleAmount::Ratio(Ratio::new(width.abs.to_pt() / side)));
    Ok(ScaleElem::new(path(&code))
        .with_x(factor)
        .with_y(factor)
        .with_origin(HAlignment::Left + VAlignment::Top)
        .pack())
}

/// A point to a module: whole numbers are short in a file.
fn path(code: &QRCode) -> Content {
    let point = |(x, y): Corner| {
        let at = |module: usize| Rel::from(Length::from(Abs::pt((module + QUIET) as f64)));
        Axes::new(at(x), at(y))
    };
    let mut path = Vec::new();
    for outline in outlines(code.size, |x, y| code[y][x].value()) {
        let mut corners = outline.into_iter();
        let start = corners.next().map(|at| CurveMove::new(point(at)));
        path.extend(start.map(|start| CurveComponent::Move(Packed::new(start))));
        path.extend(corners.map(|at| CurveComponent::Line(Packed::new(CurveLine::new(point(at))))));
        path.push(CurveComponent::Close(Packed::new(CurveClose::new())));
    }
    CurveElem::new(path)
        .with_fill(Some(Paint::Solid(Color::BLACK)))
        .pack()
}
