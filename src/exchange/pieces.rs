//! Where a CSV file may be cut, so that its pieces can be read at the same time.

/// Some records of a file, whole ones.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Begins with the line end before its first record: the csv crate would take a byte order mark at the very
    /// beginning for one of a file.
    pub bytes: &'a [u8],
    /// Line of the first byte in the file, from 1.
    pub line: u64,
}

impl Piece<'_> {
    /// The line in the file that a record begins on: its position lies before the blank lines that were passed over.
    pub fn line_of(&self, position: &csv::Position) -> u64 {
        let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let ahead = self.bytes.get(from..).unwrap_or_default();
        let is_blank = |byte: &&u8| matches!(byte, b'\n' | b'\r');
        let blank = ahead.iter().take_while(is_blank);
        self.line - 1 + position.line() + blank.filter(|byte| **byte == b'\n').count() as u64
    }
}

pub fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// Cuts what begins with `line` into pieces of about `size` bytes, in order and without a gap.
pub fn pieces(bytes: &[u8], mut line: u64, size: usize) -> Vec<Piece<'_>> {
    let mut cuts = line_ends(bytes, size.max(1));
    cuts.push(bytes.len());
    let mut from = 0;
    let mut pieces = Vec::with_capacity(cuts.len());
    for to in cuts {
        let bytes = &bytes[from..to];
        pieces.push(Piece { bytes, line });
        line += newlines(bytes);
        from = to;
    }
    pieces
}

/// The first line end outside quotes that is `size` or more bytes after the one before.
fn line_ends(bytes: &[u8], size: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut from = size;
    if !bytes.contains(&b'"') {
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
