//! From what plotters wrote to what is published: title and description, classes for the page's theme, less weight.

use std::fmt::Write as _;

use crate::charts::canvas::{BODY, Role, SMALL};
use crate::charts::{Caption, Size};

/// plotters writes every font size divided by this.
pub const FONT_SCALE: f64 = 1.24;

const FONTS: &str =
    "'Be Vietnam Pro', system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif";

/// Roles that follow the page's theme: class, and colour on a dark ground.
const THEMED: [(Role, &str, &str); 10] = [
    (Role::Ink, "ink", "#e8f1ee"),
    (Role::Soft, "soft", "#b9c8c3"),
    (Role::Line, "line", "#2d3d38"),
    (Role::Edge, "edge", "#82968f"),
    (Role::Paper, "paper", "#0d1513"),
    (Role::Band, "band", "#1d2e29"),
    (Role::Accent, "accent", "#73d6c3"),
    (Role::Shade(0), "shade1", "#4a9d8f"),
    (Role::Shade(1), "shade2", "#2a5b53"),
    (Role::Shade(2), "shade3", "#73d6c3"),
];

fn hex(role: Role) -> String {
    let (red, green, blue) = role.colour();
    format!("#{red:02X}{green:02X}{blue:02X}")
}

pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // XML 1.0 has no way to write the other control characters.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Gives plotters' drawing its head and classes. Quotes inside texts are escaped, so that what is replaced here can
/// only be markup.
pub fn dress(drawn: &str, size: Size, height: i32, caption: &Caption) -> String {
    let body = drawn
        .split_once(">\n")
        .map_or("", |(_, body)| body)
        .trim_end();
    let mut body = body
        .replace(" opacity=\"1\"", "")
        .replace(" font-family=\"sans-serif\"", "")
        .replace(" text-anchor=\"start\"", "")
        .replace(" \"/>", "\"/>")
        .replace("\n</text>", "</text>");
    for text_size in [SMALL, BODY] {
        let written = f64::from(text_size) * FONT_SCALE / FONT_SCALE;
        body = body.replace(
            &format!("font-size=\"{written}\""),
            &format!("font-size=\"{text_size}\""),
        );
    }
    for (role, class, _) in THEMED {
        let colour = hex(role);
        for (attribute, kind) in [("fill", 'f'), ("stroke", 's')] {
            body = body.replace(
                &format!(" {attribute}=\"{colour}\""),
                &format!(" class=\"{kind}-{class}\" {attribute}=\"{colour}\""),
            );
        }
    }
    body = body
        .replace(" stroke=\"none\"", "")
        .replace(&hex(Role::OnLight), "#000")
        .replace(&hex(Role::OnDark), "#fff");
    let mut out = String::with_capacity(body.len() + 512);
    let (id, width) = (escape(&caption.id), size.width());
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{}\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" font-family=\"{FONTS}\">\n\
         <title id=\"{id}-t\">{}</title>\n<desc id=\"{id}-d\">{}</desc>\n",
        size.class(),
        escape(&caption.title),
        escape(&caption.finding),
    );
    let mut in_text = false;
    for line in body.lines() {
        out.push_str(line);
        in_text = line.starts_with("<text") && !in_text;
        if !in_text {
            out.push('\n');
        }
    }
    out
}

/// A picture as a file of its own: with a ground, and the dark theme's colours where the reader wishes them.
pub fn standalone(picture: &str) -> String {
    let mut style = String::from("<style>text{font-variant-numeric:tabular-nums}\n");
    style.push_str("@media screen and (prefers-color-scheme:dark){");
    for (_, class, dark) in THEMED {
        let _ = write!(
            style,
            ".f-{class}{{fill:{dark}}}.s-{class}{{stroke:{dark}}}"
        );
    }
    style.push_str("}</style>\n");
    let ground = format!(
        "<rect class=\"f-paper\" width=\"100%\" height=\"100%\" fill=\"{}\"/>\n",
        hex(Role::Paper)
    );
    match picture.split_once("</desc>\n") {
        Some((head, body)) => format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{head}</desc>\n{style}{ground}{body}"
        ),
        None => picture.to_owned(),
    }
}
