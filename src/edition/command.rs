//! The pure path from files to a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::edition::change::{self, ChangeFault, Previous};
use crate::edition::compute::{ComputeFailure, compute};
use crate::edition::figures::{Figures, Input, RakingSummary};
use crate::edition::folder::{self, FolderFailure};
use crate::edition::inputs::{File, Files, GROUP, InputFault, Inputs, PSU};
use crate::edition::margins::Known;
use crate::exchange::crosswalk;
use crate::survey::digest::Digest;

#[derive(Clone, Debug)]
pub struct ComputeOrder {
    pub form: PathBuf,
    pub method: PathBuf,
    pub frame: PathBuf,
    pub margins: Option<PathBuf>,
    pub responses: PathBuf,
    /// Folders of earlier surveys: `form.toml`, `method.toml`, `frame.csv`, `responses.csv`, and `margins.csv` where the
    /// method rakes.
    pub previous: Vec<PathBuf>,
    /// Which earlier localities went into which.
    pub crosswalk: Option<PathBuf>,
    /// A folder that does not exist yet, or is empty.
    pub out: PathBuf,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub responses: usize,
    /// Columns of the responses that no figure depends on.
    pub unused_columns: Vec<String>,
    /// Responses that screening left out, and bursts that nobody has confirmed.
    pub left_out: u64,
    pub bursts: usize,
    /// How the raking went, where the method rakes.
    pub raking: Option<RakingSummary>,
    /// Margins were given, checked and recorded, but the method does not rake to them.
    pub margins_unused: bool,
}

#[derive(Debug, Error)]
pub enum OrderFailure {
    #[error("files cannot be read")]
    Unreadable(Vec<(PathBuf, io::Error)>),
    #[error("the files have faults")]
    Inputs(Vec<InputFault>),
    #[error("an earlier survey cannot be compared")]
    Change(Vec<ChangeFault>),
    #[error(transparent)]
    Compute(#[from] ComputeFailure),
    #[error(transparent)]
    Folder(#[from] FolderFailure),
}

/// Form, method, frame and responses, and the margins; every file that cannot be read is named.
fn read_inputs(
    files: [PathBuf; 4],
    margins: Option<PathBuf>,
    also: &[&str],
) -> Result<Inputs, OrderFailure> {
    let mut unreadable = Vec::new();
    let mut read = |path: PathBuf| {
        let name = path.display().to_string();
        let bytes = fs::read(&path).unwrap_or_else(|problem| {
            unreadable.push((path, problem));
            Vec::new()
        });
        Source { name, bytes }
    };
    let [form, method, frame, responses] = files.map(&mut read);
    let margins = margins.map(&mut read);
    if !unreadable.is_empty() {
        return Err(OrderFailure::Unreadable(unreadable));
    }
    let files = Files {
        form: form.file(),
        method: method.file(),
        frame: frame.file(),
        responses: responses.file(),
        margins: margins.as_ref().map(Source::file),
    };
    Inputs::read_with(&files, also).map_err(OrderFailure::Inputs)
}

/// Surveys to compare with.
#[derive(Clone, Debug, Default)]
pub struct EarlierSurveys {
    /// As [`ComputeOrder::previous`].
    pub folders: Vec<PathBuf>,
    pub crosswalk: Option<PathBuf>,
}

/// The inputs of a survey in a folder, by their names.
pub fn read_survey(folder: &Path, also: &[&str]) -> Result<Inputs, OrderFailure> {
    let files = ["form.toml", "method.toml", "frame.csv", "responses.csv"];
    let margins = folder.join("margins.csv");
    read_inputs(
        files.map(|name| folder.join(name)),
        margins.exists().then_some(margins),
        also,
    )
}

/// On today's localities.
fn earlier(
    order: &EarlierSurveys,
    now: &Inputs,
) -> Result<(Vec<Previous>, Option<Input>), OrderFailure> {
    let read = |path: &Path| {
        fs::read(path).map_err(|problem| OrderFailure::Unreadable(vec![(path.to_owned(), problem)]))
    };
    let (mut ways, mut digest) = (Vec::new(), None);
    if let Some(path) = &order.crosswalk {
        let bytes = read(path)?;
        ways = crosswalk::read(&path.display().to_string(), &bytes)
            .map_err(|faults| OrderFailure::Inputs(vec![InputFault::Data(faults)]))?;
        digest = Some(Input {
            role: "crosswalk".to_owned(),
            sha256: Digest::of(&bytes),
            bytes: bytes.len() as u64,
        });
    }
    let mut found = Vec::new();
    for folder in &order.folders {
        let by_group = ways.iter().any(|way| way.group.is_some()).then_some(GROUP);
        let by_unit = now.method.same_psu.then_some(PSU);
        let also: Vec<&str> = by_group.into_iter().chain(by_unit).collect();
        let inputs = read_survey(folder, &also)?;
        let name = folder
            .file_name()
            .unwrap_or(folder.as_os_str())
            .to_string_lossy()
            .into_owned();
        found.push(Previous::new(name, inputs, now, &ways).map_err(OrderFailure::Change)?);
    }
    Ok((found, digest))
}

/// The figures with their change since earlier surveys.
pub fn compared(inputs: &Inputs, surveys: &EarlierSurveys) -> Result<Figures, OrderFailure> {
    let (earlier, crosswalk) = earlier(surveys, inputs)?;
    let mut figures = compute(inputs)?;
    change::add(&mut figures, inputs, &earlier)?;
    figures.inputs.extend(crosswalk);
    for previous in &earlier {
        figures
            .inputs
            .extend(previous.inputs.digests.iter().map(|input| Input {
                role: format!("previous {} {}", previous.name, input.role),
                ..input.clone()
            }));
    }
    Ok(figures)
}

/// Reads the files, computes, and writes the office's full figures. On failure nothing is left behind.
pub fn run(order: &ComputeOrder) -> Result<Summary, OrderFailure> {
    folder::free(&order.out)?;
    let files = [&order.form, &order.method, &order.frame, &order.responses];
    let inputs = read_inputs(files.map(Clone::clone), order.margins.clone(), &[])?;
    let earlier = EarlierSurveys {
        folders: order.previous.clone(),
        crosswalk: order.crosswalk.clone(),
    };
    let figures = compared(&inputs, &earlier)?;
    let unused_columns = inputs.unused_columns();
    folder::write(&order.out, &figures, &unused_columns)?;
    Ok(Summary {
        responses: inputs.responses.locality.len(),
        unused_columns,
        left_out: figures.quality.left_out(),
        bursts: figures.quality.open_bursts(),
        raking: figures.raking,
        margins_unused: order.margins.is_some() && inputs.known == Known::default(),
    })
}

struct Source {
    name: String,
    bytes: Vec<u8>,
}

impl Source {
    fn file(&self) -> File<'_> {
        File {
            name: &self.name,
            bytes: &self.bytes,
        }
    }
}
