//! Prints as a person with a phone and a person with a reader get them: rendered by poppler, scanned by a decoder that is not
//! the encoder's.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Fine enough for the smallest module, coarse enough to be quick.
const DOTS_PER_INCH: f64 = 100.0;

/// A PDF in a file of its own.
pub struct Pages {
    folder: TempDir,
}

/// A code found on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Scanned {
    pub text: String,
    /// From the first to the last module, without the quiet zone.
    pub millimetres: f64,
    at: (i32, i32),
}

impl Pages {
    pub fn of(pdf: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("print.pdf"), pdf).unwrap();
        Self { folder }
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        let output = Command::new(program)
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .unwrap_or_else(|problem| panic!("{program} (poppler-utils): {problem}"));
        assert!(output.status.success(), "{program}: {output:?}");
        output
    }

    /// As a reader copies it, lines in the order of the page.
    pub fn text(&self) -> String {
        let output = self.run("pdftotext", &["-layout", "print.pdf", "-"]);
        String::from_utf8(output.stdout).unwrap()
    }

    /// [`Pages::text`] with all white space made one blank.
    pub fn words(&self) -> String {
        let text = self.text();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Lines of `pdfinfo` by their name.
    pub fn fact(&self, name: &str) -> String {
        let output = self.run("pdfinfo", &["-isodates", "print.pdf"]);
        let text = String::from_utf8(output.stdout).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.unwrap_or_default().trim().to_owned()
    }

    pub fn count(&self) -> usize {
        self.fact("Pages").parse().unwrap()
    }

    /// Every code, page by page, from left to right and from top to bottom.
    pub fn scan(&self) -> Vec<Scanned> {
        let dots = DOTS_PER_INCH.to_string();
        self.run("pdftoppm", &["-gray", "-r", &dots, "print.pdf", "page"]);
        let mut pictures: Vec<PathBuf> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|kind| kind == "pgm"))
            .collect();
        pictures.sort();
        pictures.iter().flat_map(|path| scan(&fs::read(path).unwrap())).collect()
    }
}

/// A binary PGM: `P5 width height 255`, then a byte a dot.
fn scan(picture: &[u8]) -> Vec<Scanned> {
    let mut rest = picture;
    let mut word = || {
        let start = rest.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap();
        let end = start + rest[start..].iter().position(u8::is_ascii_whitespace).unwrap();
        let word = String::from_utf8(rest[start..end].to_vec()).unwrap();
        rest = &rest[end..];
        word
    };
    assert_eq!(word(), "P5");
    let [width, _, most]: [usize; 3] = std::array::from_fn(|_| word().parse().unwrap());
    assert_eq!(most, 255);
    let dots = &rest[1..];
    let height = dots.len() / width;
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| dots[y * width + x]);
    let mut found: Vec<Scanned> = prepared
        .detect_grids()
        .iter()
        .map(|grid| {
            let [first, second, ..] = grid.bounds;
            let across = f64::from(second.x - first.x).hypot(f64::from(second.y - first.y));
            Scanned {
                text: grid.decode().unwrap().1,
                millimetres: across / DOTS_PER_INCH * 25.4,
                at: (first.y / 20, first.x),
            }
        })
        .collect();
    found.sort_by_key(|one| one.at);
    found
}
