//! A letter as HTML that every mail program shows: one column, no picture, nothing fetched, styles on the elements.

use crate::mail::compose::{Composed, Part};
use crate::wording::letters::Letters;

pub fn page(letter: &Composed) -> String {
    let words = Letters::in_tongue(letter.tongue);
    let parts: String = letter.parts.iter().map(|one| part(one, words)).collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{}</title></head>\n<body style=\"margin:0;padding:24px 16px;background:#ffffff;color:#12231f;\
         font:17px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif\">\n\
         <div style=\"max-width:560px;margin:0 auto\">\n{parts}</div>\n</body></html>\n",
        letter.tongue.tag(),
        escape(&letter.subject),
    )
}

const SMALL: &str = "margin:0 0 12px;font-size:14px;color:#3b4b46";

fn part(part: &Part, words: &Letters) -> String {
    match part {
        Part::Words(text) => format!("<p style=\"margin:0 0 16px\">{}</p>\n", escape(text)),
        Part::Code(text) => format!(
            "<p style=\"margin:0 0 16px;font-size:20px;font-weight:600\">{}</p>\n",
            escape(text)
        ),
        Part::Small(text) => format!("<p style=\"{SMALL}\">{}</p>\n", escape(text)),
        Part::SmallLink { label, address } => format!(
            "<p style=\"{SMALL}\"><a href=\"{}\" style=\"color:#07564b\">{}</a></p>\n",
            escape(address),
            escape(label),
        ),
        Part::Button { label, address } => {
            let address = escape(address);
            format!(
                "<p style=\"margin:24px 0 12px\"><a href=\"{address}\" style=\"display:inline-block;padding:14px 28px;\
                 border-radius:6px;background:#07564b;color:#ffffff;font-weight:600;text-decoration:none\">{}</a></p>\n\
                 <p style=\"{SMALL}\">{}<br><a href=\"{address}\" style=\"color:#07564b;word-break:break-all\">{address}</a></p>\n",
                escape(label),
                escape(words.link_fails),
            )
        }
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
