//! Where a CSV file may be cut, so that its pieces can be read at the same time.

use rayon::prelude::*;

/// Cuts into pieces of about `size` bytes, in order and without a gap. Each but the first begins with the line end before
/// its first record: the csv crate would take a byte order mark at the very beginning for one of a file.
pub fn pieces(bytes: &[u8], size: usize) -> Vec<&[u8]> {
    let mut cuts = line_ends(bytes, size.max(1));
    cuts.push(bytes.len());
    let mut from = 0;
    let until = |to| {
        let piece = &bytes[from..to];
        from = to;
        piece
    };
    cuts.into_iter().map(until).collect()
}

/// The first line end outside quotes that is `size` or more bytes after the one before.
fn line_ends(bytes: &[u8], size: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut from = size;
    let has_quotes = bytes.par_chunks(1 << 20).any(|part| part.contains(&b'"'));
    if !has_quotes {
        while let Some(at) = position(bytes, from, |byte| byte == b'\n') {
            found.push(at);
            from = at + size;
        }
        return found;
    }
    let mut at = 0;
    while let Some(next) = position(bytes, at, |byte| matches!(byte, b'\n' | b'"')) {
        at = next + 1;
        if bytes[next] == b'"' && begins_cell(bytes, next) {
            at = after_quotes(bytes, at);
        } else if bytes[next] == b'\n' && next >= from {
            found.push(next);
            from = next + size;
        }
    }
    found
}

fn position(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let ahead = bytes.get(from..)?;
    Some(from + ahead.iter().position(|byte| wanted(*byte))?)
}

/// Elsewhere in a cell a quote is a letter like any other.
fn begins_cell(bytes: &[u8], at: usize) -> bool {
    at == 0 || matches!(bytes[at - 1], b',' | b'\n' | b'\r')
}

/// Behind the quote that ends a quoted cell; two quotes are one that belongs to it.
fn after_quotes(bytes: &[u8], mut at: usize) -> usize {
    while let Some(quote) = position(bytes, at, |byte| byte == b'"') {
        if bytes.get(quote + 1) != Some(&b'"') {
            return quote + 1;
        }
        at = quote + 2;
    }
    bytes.len()
}
