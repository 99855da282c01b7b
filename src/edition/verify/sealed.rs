//! An edition against the sealed dataset: moments and figures anew.

use std::path::PathBuf;

use serde_json::Value;

use crate::edition::command::{EarlierSurveys, OrderFailure, compared, read_survey};
use crate::edition::moments;
use crate::edition::release::release;
use crate::edition::verify::report::{Finding, Problem, Report, near};
use crate::edition::verify::{figures, unreadable};

/// Where the answers lie.
#[derive(Clone, Debug, Default)]
pub struct Sealed {
    /// With `form.toml`, `method.toml`, `frame.csv`, `responses.csv`, and `margins.csv` where the method rakes.
    pub dataset: PathBuf,
    pub earlier: EarlierSurveys,
}

/// Adds to the report what the sealed dataset says about the edition in `folder`.
pub fn against_sealed(
    folder: &std::path::Path,
    sealed: &Sealed,
    report: &mut Report,
) -> Result<(), OrderFailure> {
    let inputs = read_survey(&sealed.dataset, &[])?;
    // What cannot be read has been said when the edition was looked at by itself.
    let Some(published) = figures(folder, &mut Report::default()) else {
        return Ok(());
    };
    for own in &inputs.digests {
        let named = published.inputs.iter().find(|one| one.role == own.role);
        if named.is_none_or(|named| named.sha256 != own.sha256) {
            report.problems.push(Problem::OtherSeal(own.role.clone()));
        }
    }
    let anew = release(compared(&inputs, &sealed.earlier)?);
    let moments = moments::of(&inputs, &anew)?;
    let mut json = |name: &str, anew: serde_json::Result<Value>| {
        let bytes = std::fs::read(folder.join(name)).ok();
        let published = bytes.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
        match anew {
            Ok(anew) => Some((published?, anew)),
            Err(problem) => {
                unreadable(report, name, &problem.to_string());
                None
            }
        }
    };
    let both = [
        (
            "figures.json",
            json("figures.json", serde_json::to_value(&anew)),
        ),
        (
            moments::MOMENTS,
            json(moments::MOMENTS, serde_json::to_value(&moments)),
        ),
    ];
    for (name, both) in both {
        let Some((published, anew)) = both else {
            continue;
        };
        walk(report, name, "", &published, &anew);
    }
    Ok(())
}

/// Program and note say nothing about answers; inputs have been compared.
const APART: [&str; 3] = ["program", "note", "inputs"];

/// Compares part by part; numbers are near, all else is equal.
fn walk(report: &mut Report, file: &'static str, path: &str, published: &Value, anew: &Value) {
    match (published, anew) {
        (Value::Object(a), Value::Object(b)) => {
            let mut names: Vec<&String> = a.keys().chain(b.keys()).collect();
            names.sort_unstable();
            names.dedup();
            for name in names {
                if path.is_empty() && APART.contains(&name.as_str()) {
                    continue;
                }
                let at = format!("{path}/{name}");
                let of = |own: &serde_json::Map<String, Value>| {
                    own.get(name).cloned().unwrap_or(Value::Null)
                };
                walk(report, file, &at, &of(a), &of(b));
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (at, (a, b)) in a.iter().zip(b).enumerate() {
                walk(report, file, &format!("{path}/{at}"), a, b);
            }
        }
        (a, b) => {
            let numbers = a.as_f64().zip(b.as_f64());
            let same = numbers.map_or(a == b, |(a, b)| near(a, b));
            let found = match same {
                true => Finding::Holds,
                false => Finding::Differs {
                    published: a.to_string(),
                    recomputed: b.to_string(),
                },
            };
            report.add(file, path, "sealed", found);
        }
    }
}
