//! Writing CSV that a spreadsheet opens without running anything.

/// Whether a spreadsheet would run this text. Numbers are safe as they are.
pub fn looks_like_a_formula(cell: &[u8]) -> bool {
    let is_number = || {
        std::str::from_utf8(cell)
            .ok()
            .and_then(|text| text.parse::<f64>().ok())
            .is_some_and(f64::is_finite)
    };
    matches!(
        cell.first(),
        Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r')
    ) && !is_number()
}

/// RFC 4180 with LF line ends. A text that looks like a formula gets an apostrophe in front, which reading takes off.
pub fn write(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = Vec::new();
    push(&mut out, header.iter().copied());
    rows.for_each(|row| push(&mut out, row.iter().map(String::as_str)));
    out
}

fn push<'a>(out: &mut Vec<u8>, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(b',');
        }
        let quoted = cell.contains([',', '"', '\n', '\r']);
        let apostrophe = if looks_like_a_formula(cell.as_bytes()) {
            "'"
        } else {
            ""
        };
        if quoted {
            let inside = cell.replace('"', "\"\"");
            out.extend_from_slice(format!("\"{apostrophe}{inside}\"").as_bytes());
        } else {
            out.extend_from_slice(apostrophe.as_bytes());
            out.extend_from_slice(cell.as_bytes());
        }
    }
    out.push(b'\n');
}
