//! Whether files that are good one by one fit together.

use std::collections::HashSet;

use crate::edition::inputs::{Files, InputFault};
use crate::edition::margins::Known;
use crate::edition::method::{BaseWeight, Method, Strata};
use crate::edition::screening::Screened;
use crate::edition::screening_rules::Approached;
use crate::exchange::fault::{DataFaults, Expected, Faults};
use crate::exchange::frame::FrameRow;
use crate::exchange::responses::Responses;

pub fn too_few_starts(
    files: &Files<'_>,
    method: &Method,
    screened: &Screened,
) -> Option<InputFault> {
    let received = screened.flows.last().map_or(0, |all| all.received);
    match method.approached {
        Some(Approached::Open { starts, line }) if starts < received => {
            Some(InputFault::TooFewStarts {
                file: files.method.name.to_owned(),
                line,
                received,
            })
        }
        _ => None,
    }
}

/// What is wrong with files that are good one by one.
pub fn unfit(
    files: &Files<'_>,
    method: &Method,
    frame: &[FrameRow],
    responses: &Responses,
) -> Vec<InputFault> {
    let file = || files.responses.name.to_owned();
    let mut faults = Vec::new();
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
    let by_locality = method.strata == Strata::Locality && responses.psu.is_none();
    if method.finite_population && by_locality {
        let crowded = crowded(files.frame.name, frame, responses);
        faults.extend(crowded.map(InputFault::Data));
    }
    faults
}

/// Strata with more respondents, or more sampling units, than the margins say there are.
pub fn crowded_strata(
    known: &Known,
    method: &Method,
    frame: &[FrameRow],
    responses: &Responses,
    files: &Files<'_>,
) -> Vec<InputFault> {
    let (names, of_row): (Vec<&str>, &[u32]) = match (&responses.stratum, method.strata) {
        (Some((names, rows)), Strata::Column) => (names.iter().map(String::as_str).collect(), rows),
        _ => (
            frame.iter().map(|row| row.code.as_str()).collect(),
            &responses.locality,
        ),
    };
    let mut people = vec![0_usize; names.len()];
    let mut units = vec![HashSet::new(); names.len()];
    for (row, stratum) in of_row.iter().enumerate() {
        people[*stratum as usize] += 1;
        units[*stratum as usize].extend(responses.psu.as_ref().map(|psu| psu[row]));
    }
    let of_units = units.iter().map(HashSet::len).collect();
    let counts = [(&known.strata, people), (&known.psus, of_units)];
    let mut faults = Vec::new();
    for (known, found) in counts {
        for ((known, answered), stratum) in known.iter().flatten().zip(found).zip(&names) {
            if answered as f64 > *known {
                faults.push(InputFault::Crowded {
                    file: files.responses.name.to_owned(),
                    stratum: (*stratum).to_owned(),
                    answered,
                    known: *known,
                });
            }
        }
    }
    faults
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
