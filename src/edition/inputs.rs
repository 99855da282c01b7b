//! The inputs of an edition, read from their bytes; all faults of all files at once.

use std::collections::BTreeMap;

use crate::edition::figures::Input;
use crate::edition::input_fit::{crowded_strata, too_few_starts, unfit};
use crate::edition::margins::{self, Known, Names};
use crate::edition::method::{self, BaseWeight, Method, MethodFault, Strata};
use crate::edition::screening::{Screened, ScreeningFault, screen};
use crate::exchange::fault::DataFaults;
use crate::exchange::frame::{self, FrameRow};
use crate::exchange::margins as margin_rows;
use crate::exchange::responses::{self, Categories, Responses};
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
    pub margins: Option<File<'a>>,
}

pub struct Inputs {
    pub form: Form,
    pub method: Method,
    pub frame: Vec<FrameRow>,
    /// Those that figures rest on: whoever screening leaves out is gone.
    pub responses: Responses,
    pub known: Known,
    pub screened: Screened,
    /// The same for everybody who answered, where somebody is left out.
    known_of_received: Option<Known>,
    /// Columns that are the last categories, in their order.
    also: Vec<String>,
    pub digests: Vec<Input>,
}

#[derive(Debug, PartialEq)]
pub enum InputFault {
    /// The method rakes to a margin that no row of the margins' file has; no file at all counts as empty.
    MarginWanted {
        margin: String,
    },
    /// Respondents have a category without a target, or a category with a target has no respondents.
    MarginUnfit {
        file: String,
        margin: String,
        category: String,
        answered: bool,
    },
    Form {
        file: String,
        fault: FormFault,
    },
    Method {
        file: String,
        fault: MethodFault,
    },
    Data(DataFaults),
    NotText {
        file: String,
    },
    /// The form has no criteria, so there is nothing to compute.
    NoIndex {
        file: String,
    },
    /// Respondents of no class, in the column that makes up for non-response.
    ClassWanted {
        file: String,
        column: String,
    },
    /// More respondents, or sampling units, in a stratum than there are.
    Crowded {
        file: String,
        stratum: String,
        answered: usize,
        known: f64,
    },
    /// Responses cannot be screened by this method.
    Screening {
        file: String,
        fault: ScreeningFault,
    },
    /// Fewer people began than responses came in.
    TooFewStarts {
        file: String,
        line: usize,
        received: u64,
    },
    /// The method asks for this column.
    ColumnWanted {
        file: String,
        column: &'static str,
    },
}

/// The column of the sampling unit.
pub const PSU: &str = "psu";
/// The column of the residential group.
pub const GROUP: &str = "group";

impl Inputs {
    pub fn read(files: &Files<'_>) -> Result<Self, Vec<InputFault>> {
        Self::read_with(files, &[])
    }

    /// Keeps `also` columns of the responses, where they are there, as the last categories.
    pub fn read_with(files: &Files<'_>, also: &[&str]) -> Result<Self, Vec<InputFault>> {
        let mut faults = Vec::new();
        let form = good(read_form(&files.form), &mut faults);
        let method = good(read_method(&files.method, form.as_ref()), &mut faults);
        let frame = frame::read(files.frame.name, files.frame.bytes);
        let frame = good(frame.map_err(data), &mut faults);
        let rows = files.margins.as_ref().and_then(|file| {
            good(
                margin_rows::read(file.name, file.bytes).map_err(data),
                &mut faults,
            )
        });
        let columns = |method: &Method| {
            let mut columns = margins::columns(method);
            columns.extend(method.screening.columns().cloned());
            columns
        };
        let mut wanted = method.as_ref().map(columns).unwrap_or_default();
        let header = responses::columns(files.responses.bytes);
        let mut also: Vec<String> = also.iter().map(|column| (*column).to_owned()).collect();
        also.extend(
            method
                .iter()
                .filter(|own| own.same_psu)
                .map(|_| PSU.to_owned()),
        );
        also.retain(|column| header.contains(column));
        also.dedup();
        wanted.extend(also.iter().cloned());
        let codes: Option<Vec<String>> = frame
            .as_ref()
            .map(|rows| rows.iter().map(|row| row.code.clone()).collect());
        let (responses, digests) = rayon::join(
            || {
                let file = &files.responses;
                let form = form.as_ref()?;
                let codes = codes.as_deref();
                Some(responses::read(file.name, file.bytes, form, codes, &wanted))
            },
            || digests(files),
        );
        let mut responses = responses.and_then(|read| good(read.map_err(data), &mut faults));
        let mut screened = Screened::default();
        if let (Some(form), Some(method), Some(frame)) = (&form, &method, &frame)
            && let Some(received) = responses.take()
        {
            let found = screen(form, method, frame, received);
            let unscreened = found.map_err(|found| screening_faults(files, found));
            if let Some((kept, found)) = good(unscreened, &mut faults) {
                (responses, screened) = (Some(kept), found);
                faults.extend(too_few_starts(files, method, &screened));
            }
        }
        if let (Some(method), Some(frame), Some(responses)) = (&method, &frame, &responses) {
            faults.extend(unfit(files, method, frame, responses));
        }
        let (mut known, mut known_of_received) = (Known::default(), None);
        if let (Some(method), Some(frame), Some(responses), true) =
            (&method, &frame, &responses, faults.is_empty())
        {
            let names = Names {
                responses: files.responses.name,
                margins: files.margins.as_ref().map(|file| file.name),
            };
            let rows = rows.unwrap_or_default();
            let fit = |responses| margins::fit(method, &rows, frame, responses, names);
            // What does not fit everybody who answered is a fault of the files, whoever is left out.
            let all = screened.received.as_ref().map(fit).transpose();
            known_of_received = good(all, &mut faults).flatten();
            if faults.is_empty()
                && let Some(found) = good(fit(responses), &mut faults)
            {
                faults.extend(crowded_strata(&found, method, frame, responses, files));
                known = found;
            }
        }
        match (form, method, frame, responses) {
            (Some(form), Some(method), Some(frame), Some(responses)) if faults.is_empty() => {
                Ok(Self {
                    form,
                    method,
                    frame,
                    responses,
                    known,
                    screened,
                    known_of_received,
                    also,
                    digests,
                })
            }
            _ => Err(faults),
        }
    }

    /// Form, method and frame alone, for answers to these scale fields that are not there.
    pub fn without_answers(
        form: Form,
        method: Method,
        frame: Vec<FrameRow>,
        scales: &[usize],
    ) -> Self {
        let scales = scales.iter().map(|field| (*field, Vec::new())).collect();
        Self {
            form,
            method,
            frame,
            responses: Responses {
                scales,
                ..Responses::default()
            },
            known: Known::default(),
            screened: Screened::default(),
            known_of_received: None,
            also: Vec::new(),
            digests: Vec::new(),
        }
    }

    /// The same with everybody who answered, where somebody is left out.
    pub fn as_received(&self) -> Option<Self> {
        Some(Self {
            form: self.form.clone(),
            method: Method {
                // Only estimates are wanted, and more may have answered than live there.
                finite_population: false,
                ..self.method.clone()
            },
            frame: self.frame.clone(),
            responses: self.screened.received.clone()?,
            screened: Screened::default(),
            known: self.known_of_received.clone()?,
            known_of_received: None,
            also: self.also.clone(),
            digests: Vec::new(),
        })
    }

    /// The same answers to another form that has the fields of this one.
    pub fn with_form(&self, form: Form) -> Self {
        Self {
            method: Method {
                // The form has the weights that are meant.
                criteria: BTreeMap::new(),
                ..self.method.clone()
            },
            form,
            frame: self.frame.clone(),
            responses: self.responses.clone(),
            screened: Screened::default(),
            known: self.known.clone(),
            known_of_received: None,
            also: self.also.clone(),
            digests: Vec::new(),
        }
    }

    /// A column that was to be kept, where it is there.
    pub fn kept(&self, column: &str) -> Option<&Categories> {
        let place = self.also.iter().position(|own| own == column)?;
        let categories = &self.responses.categories;
        categories.get(categories.len() - self.also.len() + place)
    }

    /// Columns of the responses that no figure depends on, because the form does not know them or the method does not
    /// ask for them.
    pub fn unused_columns(&self) -> Vec<String> {
        let responses = &self.responses;
        let stratum = responses.stratum.is_some() && self.method.strata != Strata::Column;
        let weight = responses.weight.is_some() && self.method.base != BaseWeight::Column;
        let known = [("stratum", stratum), ("weight", weight)];
        let unasked = known.into_iter().filter(|(_, is_unused)| *is_unused);
        let mut columns = responses.ignored.clone();
        columns.extend(unasked.map(|(column, _)| column.to_owned()));
        columns
    }
}

fn good<T>(read: Result<T, Vec<InputFault>>, faults: &mut Vec<InputFault>) -> Option<T> {
    read.map_err(|found| faults.extend(found)).ok()
}

fn data(faults: DataFaults) -> Vec<InputFault> {
    vec![InputFault::Data(faults)]
}

fn screening_faults(files: &Files<'_>, faults: Vec<ScreeningFault>) -> Vec<InputFault> {
    let fault = |fault| InputFault::Screening {
        file: files.method.name.to_owned(),
        fault,
    };
    faults.into_iter().map(fault).collect()
}

/// A byte order mark is passed over.
fn text<'a>(file: &'a File<'_>) -> Result<&'a str, Vec<InputFault>> {
    let text = std::str::from_utf8(file.bytes).map_err(|_| {
        vec![InputFault::NotText {
            file: file.name.to_owned(),
        }]
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

pub(super) fn read_form(file: &File<'_>) -> Result<Form, Vec<InputFault>> {
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

pub(super) fn read_method(file: &File<'_>, form: Option<&Form>) -> Result<Method, Vec<InputFault>> {
    method::reading::read(text(file)?, form).map_err(|found| {
        let name = |fault| InputFault::Method {
            file: file.name.to_owned(),
            fault,
        };
        found.into_iter().map(name).collect()
    })
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
