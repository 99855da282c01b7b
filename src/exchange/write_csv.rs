//! Writing CSV that a spreadsheet opens without running anything.

/// Numbers stay as they are; a text that a spreadsheet would take for a formula gets an apostrophe in front.
fn safe(cell: &str) -> String {
    let dangerous =
        cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if dangerous {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// RFC 4180 with LF line ends; header cells are made safe too.
pub fn write(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut line = |cells: Vec<String>| {
        let written: Vec<String> = cells.iter().map(|cell| quoted(&safe(cell))).collect();
        out.extend(written.join(",").into_bytes());
        out.push(b'\n');
    };
    line(header.iter().map(|name| (*name).to_owned()).collect());
    rows.for_each(line);
    out
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
