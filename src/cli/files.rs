//! Commands on files alone: no database.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::Said;
use crate::config::Settings;
use crate::edition::compute::compute;
use crate::edition::folder::{self, FolderFailure};
use crate::edition::inputs::{File, Files, Inputs};
use crate::survey::reading;
use crate::wording::command::Command as Words;
use crate::wording::{Tongue, data_faults, fill, form_faults};

#[derive(clap::Args)]
pub struct ComputeOrder {
    #[arg(long)]
    form: PathBuf,
    #[arg(long)]
    method: PathBuf,
    #[arg(long)]
    frame: PathBuf,
    #[arg(long)]
    margins: Option<PathBuf>,
    #[arg(long)]
    responses: PathBuf,
    #[arg(long)]
    out: PathBuf,
}

pub fn read(path: &Path, tongue: Tongue) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|problem| {
        let file = path.display().to_string();
        fill(
            Words::in_tongue(tongue).cannot_read,
            &[("file", &file), ("problem", &problem.to_string())],
        )
    })
}

pub fn check_forms(files: &[PathBuf], tongue: Tongue) -> Said {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for path in files {
        let name = path.display().to_string();
        let bytes = match read(path, tongue) {
            Ok(bytes) => bytes,
            Err(line) => {
                bad.push(line);
                continue;
            }
        };
        match reading::read(&String::from_utf8_lossy(&bytes)) {
            Ok(form) => {
                let questions: usize = form
                    .sections
                    .iter()
                    .map(|section| section.questions.len())
                    .sum();
                let counts = [questions.to_string(), form.sections.len().to_string()];
                let values = [
                    ("file", name.as_str()),
                    ("questions", &counts[0]),
                    ("sections", &counts[1]),
                ];
                good.push(fill(Words::in_tongue(tongue).form_is_good, &values));
            }
            Err(faults) => bad.extend(
                faults
                    .iter()
                    .map(|fault| form_faults::sentence(&name, fault, tongue)),
            ),
        }
    }
    if bad.is_empty() { Ok(good) } else { Err(bad) }
}

pub fn compute_figures(order: &ComputeOrder, tongue: Tongue) -> Said {
    let words = Words::in_tongue(tongue);
    let paths = [&order.form, &order.method, &order.frame, &order.responses];
    let names = paths.map(|path| path.display().to_string());
    let margins_path = order.margins.as_deref().unwrap_or(Path::new(""));
    let margins_name = margins_path.display().to_string();
    let mut contents = Vec::new();
    let mut unreadable = Vec::new();
    for path in paths {
        match read(path, tongue) {
            Ok(bytes) => contents.push(bytes),
            Err(line) => unreadable.push(line),
        }
    }
    let margins = match order
        .margins
        .as_ref()
        .map(|path| read(path, tongue))
        .transpose()
    {
        Ok(margins) => margins,
        Err(line) => {
            unreadable.push(line);
            None
        }
    };
    if !unreadable.is_empty() {
        return Err(unreadable);
    }
    let [form, method, frame, responses] = contents.as_slice() else {
        return Err(unreadable);
    };
    let files = Files {
        form: File {
            name: &names[0],
            bytes: form,
        },
        method: File {
            name: &names[1],
            bytes: method,
        },
        frame: File {
            name: &names[2],
            bytes: frame,
        },
        responses: File {
            name: &names[3],
            bytes: responses,
        },
        margins: margins.as_ref().map(|bytes| File {
            name: &margins_name,
            bytes,
        }),
    };
    let inputs = Inputs::read(&files).map_err(|faults| {
        faults
            .iter()
            .map(|fault| data_faults::input(fault, tongue))
            .collect::<Vec<_>>()
    })?;
    let figures = compute(&inputs).map_err(|problem| {
        vec![fill(
            words.statistics_refused,
            &[("problem", &problem.to_string())],
        )]
    })?;
    let ignored = &inputs.responses.ignored;
    let out = order.out.display().to_string();
    folder::write(&order.out, &figures, ignored).map_err(|failure| {
        vec![match failure {
            FolderFailure::Occupied => fill(words.out_is_occupied, &[("out", &out)]),
            FolderFailure::Io(problem) => fill(
                words.cannot_write,
                &[("out", &out), ("problem", &problem.to_string())],
            ),
        }]
    })?;
    let count = inputs.responses.locality.len().to_string();
    let mut said = vec![fill(
        words.computed,
        &[("out", &out), ("responses", &count)],
    )];
    if margins.is_some() {
        said.push(words.margins_unused.to_owned());
    }
    if !ignored.is_empty() {
        said.push(fill(
            words.ignored_columns,
            &[("columns", &ignored.join(", "))],
        ));
    }
    Ok(said)
}

pub fn check_config(file: &Path, tongue: Tongue) -> Said {
    let words = Words::in_tongue(tongue);
    match Settings::load(file, |name| std::env::var(name).ok()) {
        Ok(_) => Ok(vec![fill(
            words.settings_are_good,
            &[("file", &file.display().to_string())],
        )]),
        Err(failure) => Err(vec![words.settings_failure(&failure)]),
    }
}
