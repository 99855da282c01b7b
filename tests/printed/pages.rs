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
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.unwrap_or_default().trim().to_owned()
    }

    pub fn count(&self) -> usize {
        self.fact("Pages").parse().unwrap()
    }

    /// The codes of whole pages.
    pub fn scan(&self) -> Vec<Scanned> {
        let pictures = self.pictures();
        let whole = pictures
            .iter()
            .map(|one| one.part(0, 0, one.width, one.height));
        whole.flatten().collect()
    }

    /// The codes of slips that were cut apart along the dashes, from left to right and from top to bottom.
    pub fn cut_and_scan(&self) -> Vec<Scanned> {
        let (wide, high, above) = (dots(105.0), dots(70.0), dots(8.5));
        let mut found = Vec::new();
        for page in self.pictures() {
            for (row, column) in (0..4).flat_map(|row| (0..4).map(move |column| (row, column))) {
                let (left, top) = (column * wide, above + row * high);
                if left + wide <= page.width + 2 {
                    let (right, bottom) = (left + wide, top + high);
                    found.extend(page.part(left, top, right.min(page.width), bottom));
                }
            }
        }
        found
    }

    fn pictures(&self) -> Vec<Picture> {
        let resolution = DOTS_PER_INCH.to_string();
        self.run(
            "pdftoppm",
            &["-gray", "-r", &resolution, "print.pdf", "page"],
        );
        let mut files: Vec<PathBuf> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|kind| kind == "pgm"))
            .collect();
        files.sort();
        files
            .iter()
            .map(|path| Picture::read(&fs::read(path).unwrap()))
            .collect()
    }
}

fn dots(millimetres: f64) -> usize {
    (millimetres / 25.4 * DOTS_PER_INCH) as usize
}

/// A page in grey, a byte a dot.
struct Picture {
    width: usize,
    height: usize,
    dots: Vec<u8>,
}

impl Picture {
    /// A binary PGM: `P5 width height 255`, then the dots.
    fn read(file: &[u8]) -> Self {
        let mut rest = file;
        let mut word = || {
            let start = rest
                .iter()
                .position(|byte| !byte.is_ascii_whitespace())
                .unwrap();
            let end = start
                + rest[start..]
                    .iter()
                    .position(u8::is_ascii_whitespace)
                    .unwrap();
            let word = String::from_utf8(rest[start..end].to_vec()).unwrap();
            rest = &rest[end..];
            word
        };
        assert_eq!(word(), "P5");
        let [width, height, most]: [usize; 3] = std::array::from_fn(|_| word().parse().unwrap());
        assert_eq!(most, 255);
        let dots = rest[1..].to_vec();
        Self {
            width,
            height,
            dots,
        }
    }

    /// The codes in a part of the page.
    fn part(&self, left: usize, top: usize, right: usize, bottom: usize) -> Vec<Scanned> {
        let mut prepared =
            rqrr::PreparedImage::prepare_from_greyscale(right - left, bottom - top, |x, y| {
                self.dots[(top + y) * self.width + left + x]
            });
        let grids = prepared.detect_grids();
        let read = grids.iter().map(|grid| {
            let [first, second, ..] = grid.bounds;
            let across = f64::from(second.x - first.x).hypot(f64::from(second.y - first.y));
            Scanned {
                text: grid.decode().unwrap().1,
                millimetres: across / DOTS_PER_INCH * 25.4,
            }
        });
        read.collect()
    }
}
