//! The inputs of an edition, read from their bytes; all faults of all files at once.

use crate::edition::figures::Input;
use crate::edition::method::{BaseWeight, Method, MethodFault, Strata};
use crate::edition::reading_method;
use crate::exchange::fault::{DataFaults, Expected, Faults};
use crate::exchange::frame::{self, FrameRow};
use crate::exchange::margins::{self, MarginRow};
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
    pub margins: Option<File<'a>>,
}

pub struct Inputs {
    pub form: Form,
    pub method: Method,
    pub frame: Vec<FrameRow>,
    pub responses: Responses,
    /// The margins that the method rakes to, in its order; those of localities are the frame's.
    pub margins: Vec<KnownMargin>,
    pub digests: Vec<Input>,
}

/// People per category of one column of the responses.
#[derive(Clone, Debug, PartialEq)]
pub enum KnownMargin {
    Localities,
    /// Place among the kept columns; category and target.
    Column(usize, Vec<(String, f64)>),
}

/// The margin that stands for the localities of the frame.
pub const LOCALITY: &str = "locality";

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
    /// Respondents are clustered in sampling units, and the method wants raked weights or a finite population.
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
        let form = good(read_form(&files.form), &mut faults);
        let method = good(read_method(&files.method, form.as_ref()), &mut faults);
        let frame = frame::read(files.frame.name, files.frame.bytes);
        let frame = good(frame.map_err(data), &mut faults);
        let rows = files.margins.as_ref().and_then(|file| {
            good(
                margins::read(file.name, file.bytes).map_err(data),
                &mut faults,
            )
        });
        let wanted: Vec<String> = method
            .iter()
            .flat_map(|method: &Method| &method.raking)
            .filter(|margin| *margin != LOCALITY)
            .cloned()
            .collect();
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
        let responses = responses.and_then(|read| good(read.map_err(data), &mut faults));
        if let (Some(method), Some(frame), Some(responses)) = (&method, &frame, &responses) {
            faults.extend(unfit(files, method, frame, responses));
        }
        let mut margins = Vec::new();
        if let (Some(method), Some(responses), true) = (&method, &responses, faults.is_empty()) {
            match fitting_margins(method, &rows.unwrap_or_default(), responses, files) {
                Ok(found) => margins = found,
                Err(found) => faults.extend(found),
            }
        }
        match (form, method, frame, responses) {
            (Some(form), Some(method), Some(frame), Some(responses)) if faults.is_empty() => {
                Ok(Self {
                    form,
                    method,
                    frame,
                    responses,
                    margins,
                    digests,
                })
            }
            _ => Err(faults),
        }
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

/// What is wrong with files that are good one by one.
fn unfit(
    files: &Files<'_>,
    method: &Method,
    frame: &[FrameRow],
    responses: &Responses,
) -> Vec<InputFault> {
    let file = || files.responses.name.to_owned();
    let mut faults = Vec::new();
    if responses.psu.is_some() && (method.finite_population || !method.raking.is_empty()) {
        faults.push(InputFault::Clustered { file: file() });
    }
    let wanted = [
        (
            "weight",
            method.base == BaseWeight::Column && responses.weight.is_none(),
        ),
        (
            "stratum",
            method.strata == Strata::Column && responses.stratum.is_none(),
        ),
    ];
    for (column, is_missing) in wanted {
        if is_missing {
            faults.push(InputFault::ColumnWanted {
                file: file(),
                column,
            });
        }
    }
    if method.finite_population {
        let crowded = crowded(files.frame.name, frame, responses);
        faults.extend(crowded.map(InputFault::Data));
    }
    faults
}

/// The targets of every margin of the method; every category that has respondents has one above 0, and the other way
/// round.
fn fitting_margins(
    method: &Method,
    rows: &[MarginRow],
    responses: &Responses,
    files: &Files<'_>,
) -> Result<Vec<KnownMargin>, Vec<InputFault>> {
    let mut faults = Vec::new();
    let mut margins = Vec::new();
    let mut columns = responses.categories.iter().enumerate();
    for name in &method.raking {
        if name == LOCALITY {
            margins.push(KnownMargin::Localities);
            continue;
        }
        let Some((place, column)) = columns.next() else {
            continue;
        };
        let own = rows.iter().filter(|row| &row.margin == name);
        let targets: Vec<(String, f64)> =
            own.map(|row| (row.category.clone(), row.target)).collect();
        if targets.is_empty() {
            let margin = name.clone();
            faults.push(InputFault::MarginWanted { margin });
            continue;
        }
        let has_target = |category: &&String| {
            targets
                .iter()
                .any(|(own, target)| own == *category && *target > 0.0)
        };
        let mut unfit = |category: &String, answered: bool| {
            let file = if answered {
                files.responses.name
            } else {
                files.margins.as_ref().map_or("", |file| file.name)
            };
            faults.push(InputFault::MarginUnfit {
                file: file.to_owned(),
                margin: name.clone(),
                category: category.clone(),
                answered,
            });
        };
        column
            .names
            .iter()
            .filter(|category| !has_target(category))
            .for_each(|category| unfit(category, true));
        let nobody = targets
            .iter()
            .filter(|(category, target)| *target > 0.0 && !column.names.contains(category));
        nobody.for_each(|(category, _)| unfit(category, false));
        margins.push(KnownMargin::Column(place, targets));
    }
    if faults.is_empty() {
        Ok(margins)
    } else {
        Err(faults)
    }
}

/// Localities from which more people answered than live there.
fn crowded(file: &str, frame: &[FrameRow], responses: &Responses) -> Option<DataFaults> {
    let mut answered = vec![0_i64; frame.len()];
    for place in &responses.locality {
        if let Some(count) = answered.get_mut(*place as usize) {
            *count += 1;
        }
    }
    let mut faults = Faults::new(file);
    for (row, answered) in frame.iter().zip(answered) {
        if answered > row.population {
            let found = row.population.to_string();
            faults.add(
                row.line,
                "population",
                &found,
                Expected::Respondents(answered),
            );
        }
    }
    faults.or(()).err()
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

fn read_method(file: &File<'_>, form: Option<&Form>) -> Result<Method, Vec<InputFault>> {
    reading_method::read(text(file)?, form).map_err(|found| {
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
