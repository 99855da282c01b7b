//! Commands on files alone: no database.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::Said;
use crate::config::Settings;
use crate::edition::command::{self, OrderFailure};
use crate::edition::figures::RakingSummary;
use crate::edition::folder::FolderFailure;
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
    /// Thư mục đầu vào của đợt trước · Folder with the inputs of an earlier survey
    #[arg(long, num_args = 1..)]
    previous: Vec<PathBuf>,
    /// Địa phương cũ vào địa phương mới · Which localities went into which
    #[arg(long)]
    crosswalk: Option<PathBuf>,
    #[arg(long)]
    out: PathBuf,
}

pub fn read(path: &Path, tongue: Tongue) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|problem| unreadable(path, &problem, tongue))
}

fn unreadable(path: &Path, problem: &io::Error, tongue: Tongue) -> String {
    let file = path.display().to_string();
    fill(
        Words::in_tongue(tongue).cannot_read,
        &[("file", &file), ("problem", &problem.to_string())],
    )
}

pub fn unwritable(path: &Path, problem: &io::Error, tongue: Tongue) -> String {
    let file = path.display().to_string();
    fill(
        Words::in_tongue(tongue).cannot_write,
        &[("out", &file), ("problem", &problem.to_string())],
    )
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
    let order = command::ComputeOrder {
        form: order.form.clone(),
        method: order.method.clone(),
        frame: order.frame.clone(),
        margins: order.margins.clone(),
        responses: order.responses.clone(),
        previous: order.previous.clone(),
        crosswalk: order.crosswalk.clone(),
        out: order.out.clone(),
    };
    let out = order.out.display().to_string();
    let done = command::run(&order).map_err(|refused| refusal(&refused, &out, tongue))?;
    let columns = done.unused_columns.join(", ");
    if !columns.is_empty() {
        eprintln!("{}", fill(words.unused_columns, &[("columns", &columns)]));
    }
    if done.margins_unused {
        eprintln!("{}", words.margins_unused);
    }
    if done.left_out > 0 {
        let count = done.left_out.to_string();
        eprintln!("{}", fill(words.left_out, &[("count", &count)]));
    }
    if done.bursts > 0 {
        let count = done.bursts.to_string();
        eprintln!("{}", fill(words.bursts, &[("count", &count)]));
    }
    if let Some(raking) = &done.raking {
        raking_notes(raking, words)
            .iter()
            .for_each(|note| eprintln!("{note}"));
    }
    let count = done.responses.to_string();
    let values = [("out", out.as_str()), ("responses", &count)];
    Ok(vec![fill(words.computed, &values)])
}

fn raking_notes(raking: &RakingSummary, words: &Words) -> Vec<String> {
    let mut notes = Vec::new();
    if !raking.rescaled.is_empty() {
        let margins = raking.rescaled.join(", ");
        notes.push(fill(words.margins_rescaled, &[("margins", &margins)]));
    }
    if raking.cap_dropped {
        notes.push(words.cap_dropped.to_owned());
    }
    if raking.at_cap > 0 {
        notes.push(fill(words.at_cap, &[("count", &raking.at_cap.to_string())]));
    }
    notes
}

pub fn refusal(refused: &OrderFailure, out: &str, tongue: Tongue) -> Vec<String> {
    let words = Words::in_tongue(tongue);
    match refused {
        OrderFailure::Unreadable(files) => files
            .iter()
            .map(|(path, problem)| unreadable(path, problem, tongue))
            .collect(),
        OrderFailure::Inputs(faults) => data_faults::inputs(faults, tongue),
        OrderFailure::Change(faults) => faults
            .iter()
            .map(|one| data_faults::change(one, tongue))
            .collect(),
        OrderFailure::Compute(problem) => vec![fill(
            words.statistics_refused,
            &[("problem", &problem.to_string())],
        )],
        OrderFailure::Folder(FolderFailure::Occupied) => {
            vec![fill(words.out_is_occupied, &[("out", out)])]
        }
        OrderFailure::Folder(FolderFailure::Io(problem)) => vec![fill(
            words.cannot_write,
            &[("out", out), ("problem", &problem.to_string())],
        )],
    }
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
