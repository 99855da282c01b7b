mod change;
mod coverage;
mod every_picture;
mod levels;
mod pictures;
mod ranking;

use hailong::charts::{Caption, Label};

/// Everything that XML must not take as markup.
pub const TRICKY: &str = "<b>\"A&B's\"</b>";

pub fn caption() -> Caption {
    Caption {
        id: "here".into(),
        title: format!("Title {TRICKY}"),
        finding: format!("Finding {TRICKY}"),
        note: Some("dữ liệu mô phỏng".into()),
    }
}

pub fn label(text: &str) -> Label {
    Label {
        text: text.into(),
        remark: Some("đọc thận trọng".into()),
    }
}

/// The texts of a picture in the order of drawing, unescaped; fails on anything that is not well-formed.
pub fn texts(svg: &str) -> Vec<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut texts = Vec::new();
    let mut rest = svg
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .unwrap_or(svg);
    while let Some(at) = rest.find('<') {
        let content = &rest[..at];
        assert!(!content.contains('>'), "stray > in {content:?}");
        if open.last() == Some(&"text") {
            texts.push(unescape(content.trim()));
        }
        let end = rest[at..].find('>').expect("every tag ends") + at;
        let tag = &rest[at + 1..end];
        assert_eq!(tag.matches('"').count() % 2, 0, "quotes of <{tag}>");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closing </{name}>");
        } else if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().unwrap());
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "left open: {open:?}");
    texts
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

/// The value of an attribute of the first element whose markup contains `part`.
pub fn attribute(svg: &str, part: &str, name: &str) -> Option<i32> {
    let line = svg.lines().find(|line| line.contains(part))?;
    let (_, after) = line.split_once(&format!(" {name}=\""))?;
    after.split('"').next()?.parse().ok()
}
