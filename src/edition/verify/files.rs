//! The edition's files: tables and pictures that say what `figures.json` says, and the inputs it names.

use std::fs;
use std::path::Path;

use crate::edition::figures::Figures;
use crate::edition::folder;
use crate::edition::verify::report::{Problem, Report};
use crate::survey::digest::Digest;

/// Inputs that lie in an edition, and what `figures.json` calls them.
pub const INPUTS: [(&str, &str); 4] = [
    ("form.toml", "form"),
    ("method.toml", "method"),
    ("frame.csv", "frame"),
    ("margins.csv", "margins"),
];

/// The bytes of a file; a file that cannot be read is a problem of the report.
pub fn read(folder: &Path, name: &str, report: &mut Report) -> Option<Vec<u8>> {
    match fs::read(folder.join(name)) {
        Ok(bytes) => Some(bytes),
        Err(problem) => {
            report.problems.push(Problem::Unreadable {
                file: name.to_owned(),
                problem: problem.to_string(),
            });
            None
        }
    }
}

/// Whether every table is what the figures give.
pub fn tables(folder: &Path, figures: &Figures, report: &mut Report) {
    match folder::tables(figures, &[]) {
        Ok(files) => same(folder, files.into_iter(), report),
        Err(problem) => {
            let (file, problem) = (folder::FIGURES.to_owned(), problem.to_string());
            report.problems.push(Problem::Unreadable { file, problem });
        }
    }
}

/// Whether every picture is. Only figures that hold are drawn.
pub fn pictures(folder: &Path, figures: &Figures, report: &mut Report) {
    if report.is_good() {
        same(folder, folder::drawn(figures), report);
    }
}

fn same(folder: &Path, files: impl Iterator<Item = (String, Vec<u8>)>, report: &mut Report) {
    for (name, bytes) in files {
        let Some(found) = read(folder, &name, report) else {
            continue;
        };
        if found == bytes {
            report.files.push(name);
        } else {
            report.problems.push(Problem::NotTheFigures(name));
        }
    }
}

/// The bytes of an input that has the digest which the figures name.
pub fn input(
    folder: &Path,
    name: &str,
    role: &str,
    figures: &Figures,
    report: &mut Report,
) -> Option<Vec<u8>> {
    let wanted = figures.inputs.iter().find(|own| own.role == role)?;
    let bytes = read(folder, name, report)?;
    if Digest::of(&bytes) == wanted.sha256 {
        report.files.push(name.to_owned());
    } else {
        report.problems.push(Problem::OtherInput(name.to_owned()));
    }
    Some(bytes)
}
