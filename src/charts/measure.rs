//! How wide a text will be: an estimate, since nothing here knows the reader's font. On the generous side.

fn em(c: char) -> f64 {
    match c {
        // Combining marks take no room; names should be composed anyway.
        '\u{300}'..='\u{36f}' => 0.0,
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '(' | ')' | ' ' => 0.31,
        'm' | 'w' | 'M' | 'W' | '%' | '—' => 0.9,
        c if c.is_uppercase() => 0.7,
        c if u32::from(c) > 0x2e80 => 1.0,
        _ => 0.58,
    }
}

/// In the drawing's units.
pub fn width(text: &str, size: i32) -> i32 {
    let ems: f64 = text.chars().map(em).sum();
    (ems * f64::from(size)).ceil() as i32
}

/// Lines no wider than `room`, broken between words; a word wider than a line is broken inside.
pub fn wrap(text: &str, room: i32, size: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(last) = lines.last_mut() {
            let longer = format!("{last} {word}");
            if width(&longer, size) <= room {
                *last = longer;
                continue;
            }
        }
        lines.push(String::new());
        for c in word.chars() {
            let Some(last) = lines.last_mut() else { break };
            if !last.is_empty() && width(last, size) + width(&c.to_string(), size) > room {
                lines.push(c.to_string());
            } else {
                last.push(c);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_keeps_every_word_and_the_width() {
        let text = "Ông/Bà đánh giá thế nào về chất lượng nước sinh hoạt";
        let lines = wrap(text, 150, 15);
        assert_eq!(lines.join(" "), text);
        assert!(lines.iter().all(|line| width(line, 15) <= 150));
    }

    #[test]
    fn a_word_wider_than_a_line_is_broken() {
        let lines = wrap(&"a".repeat(100), 100, 15);
        assert_eq!(lines.concat(), "a".repeat(100));
        assert!(lines.len() > 5);
    }
}
