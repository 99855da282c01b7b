//! The four inputs of an edition, read from their bytes; all faults of all files at once.

use crate::edition::figures::Input;
use crate::edition::method::{Method, MethodFault};
use crate::exchange::fault::DataFault;
use crate::exchange::frame::{self, FrameRow};
use crate::exchange::margins;
use crate::exchange::responses::{self, Responses};
use crate::survey::digest::Digest;
use crate::survey::form::Form;
use crate::survey::form_fault::FormFault;
use crate::survey::reading;

/// A file's name, for messages only, and its bytes.
pub struct File<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
}

pub struct Files<'a> {
    pub form: File<'a>,
    pub method: File<'a>,
    pub frame: File<'a>,
    pub responses: File<'a>,
    /// Read and checked; no method uses margins yet.
    pub margins: Option<File<'a>>,
}

pub struct Inputs {
    pub form: Form,
    pub method: Method,
    pub frame: Vec<FrameRow>,
    pub responses: Responses,
    pub digests: Vec<Input>,
}

#[derive(Debug, PartialEq)]
pub enum InputFault {
    Form {
        file: String,
        fault: FormFault,
    },
    Method {
        file: String,
        fault: MethodFault,
    },
    Data(DataFault),
    NotText {
        file: String,
    },
    /// The form has no criteria, so there is nothing to compute.
    NoIndex {
        file: String,
    },
    /// Respondents are clustered in sampling units; standard errors for such designs are not computed.
    Clustered {
        file: String,
    },
    /// The method asks for this column.
    ColumnWanted {
        file: String,
        column: &'static str,
    },
}

impl Inputs {
    pub fn read(files: &Files<'_>) -> Result<Self, Vec<InputFault>> {
        let mut faults = Vec::new();
        let form = read_form(&files.form)
            .map_err(|found| faults.extend(found))
            .ok();
        let method = form.as_ref().and_then(|form| {
            read_method(&files.method, form)
                .map_err(|found| faults.extend(found))
                .ok()
        });
        let frame = frame::read(files.frame.name, files.frame.bytes)
            .map_err(|found| faults.extend(found.into_iter().map(InputFault::Data)))
            .ok();
        let responses = match (&form, &frame) {
            (Some(form), Some(frame)) => {
                let codes: Vec<String> = frame.iter().map(|row| row.code.clone()).collect();
                responses::read(files.responses.name, files.responses.bytes, form, &codes)
                    .map_err(|found| faults.extend(found.into_iter().map(InputFault::Data)))
                    .ok()
            }
            _ => None,
        };
        if let Some(file) = &files.margins
            && let Err(found) = margins::read(file.name, file.bytes)
        {
            faults.extend(found.into_iter().map(InputFault::Data));
        }
        if let (Some(method), Some(responses)) = (&method, &responses) {
            if responses.is_clustered {
                faults.push(InputFault::Clustered {
                    file: files.responses.name.to_owned(),
                });
            }
            faults.extend(wanted_columns(files.responses.name, method, responses));
        }
        match (form, method, frame, responses) {
            (Some(form), Some(method), Some(frame), Some(responses)) if faults.is_empty() => {
                Ok(Self {
                    form,
                    method,
                    frame,
                    responses,
                    digests: digests(files),
                })
            }
            _ => Err(faults),
        }
    }
}

fn text<'a>(file: &'a File<'_>) -> Result<&'a str, Vec<InputFault>> {
    std::str::from_utf8(file.bytes).map_err(|_| {
        vec![InputFault::NotText {
            file: file.name.to_owned(),
        }]
    })
}

fn read_form(file: &File<'_>) -> Result<Form, Vec<InputFault>> {
    let name = || file.name.to_owned();
    let form = reading::read(text(file)?).map_err(|found| {
        found
            .into_iter()
            .map(|fault| InputFault::Form {
                file: name(),
                fault,
            })
            .collect::<Vec<_>>()
    })?;
    if form.criteria.is_empty() {
        Err(vec![InputFault::NoIndex { file: name() }])
    } else {
        Ok(form)
    }
}

fn read_method(file: &File<'_>, form: &Form) -> Result<Method, Vec<InputFault>> {
    Method::read(text(file)?, form).map_err(|found| {
        found
            .into_iter()
            .map(|fault| InputFault::Method {
                file: file.name.to_owned(),
                fault,
            })
            .collect()
    })
}

fn wanted_columns(file: &str, method: &Method, responses: &Responses) -> Vec<InputFault> {
    use crate::edition::method::{BaseWeight, Strata};
    let wanted = [
        (
            "weight",
            method.weighting.base == BaseWeight::Column && responses.weight.is_none(),
        ),
        (
            "stratum",
            method.design.strata == Strata::Column && responses.stratum.is_none(),
        ),
    ];
    let missing = wanted.into_iter().filter(|(_, is_missing)| *is_missing);
    missing
        .map(|(column, _)| InputFault::ColumnWanted {
            file: file.to_owned(),
            column,
        })
        .collect()
}

fn digests(files: &Files<'_>) -> Vec<Input> {
    let required = [
        ("form", &files.form),
        ("method", &files.method),
        ("frame", &files.frame),
        ("responses", &files.responses),
    ];
    let all = required
        .into_iter()
        .chain(files.margins.iter().map(|file| ("margins", file)));
    all.map(|(role, file)| Input {
        role: role.to_owned(),
        sha256: Digest::of(file.bytes),
        bytes: file.bytes.len() as u64,
    })
    .collect()
}
