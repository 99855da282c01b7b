//! A file that somebody sent: its bytes become text, or one clear fault. Nothing is ever unpacked.

use unicode_normalization::UnicodeNormalization;

use crate::exchange::old_encodings::{self, OldEncoding};

/// Bytes of the largest file that is read.
pub const LARGEST: usize = 5_000_000;

/// Why a file cannot be read. The sentences are in `wording/uploads.rs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadFault {
    pub file: String,
    pub problem: UploadProblem,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadProblem {
    Empty,
    TooLarge,
    /// Not text at all, known by its first bytes.
    Type(FileType),
    /// Text in a Vietnamese encoding from before Unicode that cannot be told for certain.
    Encoding(OldEncoding),
    /// Neither Unicode nor Windows-1258.
    NotText,
    /// Text with zero bytes in it.
    Zeros,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileType {
    Workbook,
    Archive,
    Pdf,
    Picture,
    Document,
    WebPage,
}

/// First bytes of files that are not text.
const TYPES: &[(&[u8], FileType)] = &[
    (b"PK", FileType::Archive),
    (b"\xd0\xcf\x11\xe0", FileType::Workbook),
    (b"\x1f\x8b", FileType::Archive),
    (b"7z\xbc\xaf", FileType::Archive),
    (b"Rar!", FileType::Archive),
    (b"BZh", FileType::Archive),
    (b"\xfd7zXZ", FileType::Archive),
    (b"\x28\xb5\x2f\xfd", FileType::Archive),
    (b"%PDF", FileType::Pdf),
    (b"\x89PNG", FileType::Picture),
    (b"\xff\xd8\xff", FileType::Picture),
    (b"GIF8", FileType::Picture),
    (b"{\\rtf", FileType::Document),
];

fn type_of(bytes: &[u8]) -> Option<FileType> {
    let (_, found) = TYPES.iter().find(|(start, _)| bytes.starts_with(start))?;
    let has = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
    match found {
        // What follows "PK" in an archive; text may begin with these two letters too.
        FileType::Archive if bytes.starts_with(b"PK") => match bytes.get(2) {
            Some(..8) if has(b"xl/") => Some(FileType::Workbook),
            Some(..8) if has(b"word/") => Some(FileType::Document),
            Some(..8) => Some(FileType::Archive),
            _ => None,
        },
        other => Some(*other),
    }
}

fn is_web_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(14).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// The text of a file, in composed Unicode (NFC) and without a byte order mark. UTF-8, UTF-16 and Windows-1258 are told
/// apart by their bytes.
pub fn read_text(name: &str, bytes: &[u8]) -> Result<String, UploadFault> {
    let text = decoded(bytes).and_then(checked);
    text.map_err(|problem| UploadFault {
        file: shown(name),
        problem,
    })
}

/// The same for CSV: columns separated by semicolons or tabs, as Vietnamese spreadsheets write them, are separated by
/// commas afterwards. Every row stays on its line.
pub fn read_table(name: &str, bytes: &[u8]) -> Result<String, UploadFault> {
    let text = read_text(name, bytes)?;
    Ok(match separator(&text) {
        ',' => text,
        other => with_commas(&text, other),
    })
}

fn decoded(bytes: &[u8]) -> Result<String, UploadProblem> {
    if bytes.len() > LARGEST {
        return Err(UploadProblem::TooLarge);
    }
    if let Some(found) = type_of(bytes) {
        return Err(UploadProblem::Type(found));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return wide(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return wide(rest, u16::from_be_bytes);
    }
    match zeros(bytes) {
        Zeros::None => {}
        Zeros::Odd => return wide(bytes, u16::from_le_bytes),
        Zeros::Even => return wide(bytes, u16::from_be_bytes),
        Zeros::Some => return Err(UploadProblem::Zeros),
    }
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(plain) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => match old_encodings::recognised(bytes) {
            Some(OldEncoding::Windows1258) => Ok(old_encodings::windows_1258(bytes)),
            Some(other) => Err(UploadProblem::Encoding(other)),
            None => Err(UploadProblem::NotText),
        },
    }
}

fn checked(text: String) -> Result<String, UploadProblem> {
    if text.trim().is_empty() {
        return Err(UploadProblem::Empty);
    }
    if text.contains('\0') {
        return Err(UploadProblem::Zeros);
    }
    if is_web_page(&text) {
        return Err(UploadProblem::Type(FileType::WebPage));
    }
    // Old Macintosh files end their lines with CR alone.
    let is_old = !text.contains('\n') && text.contains('\r');
    let text = if is_old {
        text.replace('\r', "\n")
    } else {
        text
    };
    Ok(if text.is_ascii() {
        text
    } else {
        text.nfc().collect()
    })
}

enum Zeros {
    None,
    /// Only at odd places and often: little-endian UTF-16.
    Odd,
    /// Only at even places and often: big-endian UTF-16.
    Even,
    Some,
}

/// In UTF-16 every second byte of a digit, a comma or a plain letter is zero.
fn zeros(bytes: &[u8]) -> Zeros {
    let at = |parity: usize| {
        let places = bytes.iter().skip(parity).step_by(2);
        places.filter(|byte| **byte == 0).count()
    };
    let often = bytes.len().div_ceil(8).max(1);
    match (at(0), at(1)) {
        (0, 0) => Zeros::None,
        (0, odd) if odd >= often => Zeros::Odd,
        (even, 0) if even >= often => Zeros::Even,
        _ => Zeros::Some,
    }
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, UploadProblem> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    match String::from_utf16(&units) {
        Ok(text) if rest.is_empty() => Ok(text),
        _ => Err(UploadProblem::NotText),
    }
}

/// The separator of the header: a comma, unless semicolons or tabs stand there and no comma does.
fn separator(text: &str) -> char {
    let header = text.trim_start().lines().next().unwrap_or_default();
    let mut is_quoted = false;
    let mut counts = [(',', 0), (';', 0), ('\t', 0)];
    for letter in header.chars() {
        is_quoted ^= letter == '"';
        for (separator, count) in &mut counts {
            *count += usize::from(!is_quoted && letter == *separator);
        }
    }
    let [(_, commas), (_, semicolons), (_, tabs)] = counts;
    match (commas, semicolons, tabs) {
        (0, 0, 1..) => '\t',
        (0, semicolons, tabs) if semicolons > 0 && semicolons >= tabs => ';',
        (0, _, 1..) => '\t',
        _ => ',',
    }
}

/// Cell by cell; a cell that has a comma of its own is quoted.
fn with_commas(text: &str, separator: char) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut cell = String::new();
    let mut is_quoted = false;
    let end_cell = |cell: &mut String, out: &mut String| {
        if cell.contains(',') && !cell.starts_with('"') {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
        cell.clear();
    };
    for letter in text.chars() {
        // A quotation mark inside a cell that does not begin with one is an ordinary letter.
        is_quoted ^= letter == '"' && (cell.is_empty() || cell.starts_with('"'));
        if is_quoted || (letter != separator && !matches!(letter, '\n' | '\r')) {
            cell.push(letter);
            continue;
        }
        end_cell(&mut cell, &mut out);
        out.push(if letter == separator { ',' } else { letter });
    }
    end_cell(&mut cell, &mut out);
    out
}

/// A file name in a message: one short line, whatever the sender called it.
fn shown(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = last.chars().filter(|letter| !letter.is_control());
    plain.nfc().take(80).collect()
}
