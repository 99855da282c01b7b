//! A QR code as one path, as a function that templates call.

use fast_qr::{ECL, QRBuilder};
use typst::diag::{StrResult, bail};
use typst::foundations::{Content, NativeElement, Packed, Str, func};
use typst::layout::{Axes, Ratio, Rel};
use typst::visualize::{Color, CurveClose, CurveComponent, CurveElem, CurveLine, CurveMove, Paint};

/// White modules on each side, without which readers miss the code.
const QUIET: usize = 4;

/// Fills the box it stands in, quiet zone included. Error correction Q: a quarter of it may be creased or smudged.
#[func]
pub fn qr(payload: Str) -> StrResult<Content> {
    let Ok(code) = QRBuilder::new(payload.as_str()).ecl(ECL::Q).build() else {
        bail!("too long for a QR code: {payload}");
    };
    let side = (code.size + 2 * QUIET) as f64;
    let corner = |x: usize, y: usize| {
        let share = |at: usize| Rel::from(Ratio::new((at + QUIET) as f64 / side));
        Axes::new(share(x), share(y))
    };
    let mut path = Vec::new();
    for (y, row) in (0..code.size).map(|y| (y, &code[y])) {
        let is_dark = |x: usize| row.get(x).is_some_and(|module| module.value());
        let mut x = 0;
        while x < code.size {
            let start = x;
            while is_dark(x) {
                x += 1;
            }
            if x > start {
                let line = |x, y| CurveComponent::Line(Packed::new(CurveLine::new(corner(x, y))));
                path.push(CurveComponent::Move(Packed::new(CurveMove::new(corner(
                    start, y,
                )))));
                path.extend([line(x, y), line(x, y + 1), line(start, y + 1)]);
                path.push(CurveComponent::Close(Packed::new(CurveClose::new())));
            }
            x += 1;
        }
    }
    Ok(CurveElem::new(path)
        .with_fill(Some(Paint::Solid(Color::BLACK)))
        .pack())
}
