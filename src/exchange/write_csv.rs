//! Writing CSV that a spreadsheet opens without running anything.

/// Whether a text is written with an apostrophe in front: a spreadsheet would run it, or would if the apostrophes that
/// it begins with were taken off. Numbers are safe as they are.
pub fn takes_apostrophe(cell: &[u8]) -> bool {
    let start = cell
        .iter()
        .position(|byte| *byte != b'\'' && !byte.is_ascii_whitespace());
    let inside = start.and_then(|at| cell.get(at..)).unwrap_or_default();
    let is_number = || {
        std::str::from_utf8(inside)
            .ok()
            .and_then(|text| text.parse::<f64>().ok())
            .is_some_and(f64::is_finite)
    };
    let is_formula = matches!(inside.first(), Some(b'=' | b'+' | b'-' | b'@')) && !is_number();
    let lead = cell.get(..start.unwrap_or(cell.len())).unwrap_or_default();
    is_formula || lead.iter().any(|byte| matches!(byte, b'\t' | b'\r'))
}

/// RFC 4180 with LF line ends. An apostrophe in front of a text is taken off again when it is read.
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
        let apostrophe = if takes_apostrophe(cell.as_bytes()) {
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
