//! An edition against itself: every published figure once more, from the moments, the form, the method and the frame.
//!
//! Files have full precision, so that numbers are compared within 1e-9 of them (probabilities within 1e-6 of themselves).
//! What cannot follow from what is published is said to be checkable from the sealed dataset only: standard errors of
//! replicates or of a pooled design effect, or where the rules of disclosure leave no matrix; and whatever was compared among
//! localities of which one was withheld afterwards.

mod changes;
mod compare;
mod files;
mod rebuilt;
mod report;
mod sealed;

use std::path::Path;

pub use report::{Finding, Place, Problem, Report};
pub use sealed::{Sealed, against_sealed};

use crate::edition::compute::told;
use crate::edition::figures::Figures;
use crate::edition::folder;
use crate::edition::inputs::{self, File, Inputs};
use crate::edition::moments::{MOMENTS, Moments};
use crate::edition::summaries::{form_summary, method_summary};
use crate::edition::verify::compare::{DETAILS, Hidden};
use crate::edition::verify::files::{INPUTS, input};
use crate::edition::verify::report::{exact, number};
use crate::exchange::frame;

/// Recomputes the edition in a folder.
pub fn recompute(folder: &Path) -> Report {
    let mut report = Report::default();
    let Some(figures) = figures(folder, &mut report) else {
        return report;
    };
    if !figures.released {
        report.problems.push(Problem::NotReleased);
    }
    files::tables(folder, &figures, &mut report);
    let moments = moments(folder, &mut report);
    let Some((inputs, moments)) = basis(folder, &figures, moments, &mut report) else {
        return report;
    };
    check(&mut report, &inputs, &moments, &figures);
    files::pictures(folder, &figures, &mut report);
    report
}

fn unreadable(report: &mut Report, file: &str, problem: &str) {
    let (file, problem) = (file.to_owned(), problem.to_owned());
    report.problems.push(Problem::Unreadable { file, problem });
}

fn figures(folder: &Path, report: &mut Report) -> Option<Figures> {
    let bytes = files::read(folder, folder::FIGURES, report)?;
    let read = serde_json::from_slice(&bytes);
    read.map_err(|problem| unreadable(report, folder::FIGURES, &problem.to_string()))
        .ok()
}

fn moments(folder: &Path, report: &mut Report) -> Option<Moments> {
    let bytes = files::read(folder, MOMENTS, report)?;
    let read = serde_json::from_slice(&bytes);
    read.map_err(|problem| unreadable(report, MOMENTS, &problem.to_string()))
        .ok()
}

/// Form, method and frame of the folder, and moments that fit them.
fn basis(
    folder: &Path,
    figures: &Figures,
    moments: Option<Moments>,
    report: &mut Report,
) -> Option<(Inputs, Moments)> {
    let [form, method, frame, _] = INPUTS.map(|(name, role)| {
        let bytes = input(folder, name, role, figures, report);
        bytes.map(|bytes| (name, bytes))
    });
    let ((form_name, form), (method_name, method), (frame_name, frame)) = (form?, method?, frame?);
    let moments = moments?;
    let file = |name, bytes| File { name, bytes };
    let form = inputs::read_form(&file(form_name, &form));
    let form = form.map_err(|_| unreadable(report, form_name, "")).ok()?;
    let method = inputs::read_method(&file(method_name, &method), Some(&form));
    let method = method
        .map_err(|_| unreadable(report, method_name, ""))
        .ok()?;
    let frame = frame::read(frame_name, &frame);
    let frame = frame.map_err(|_| unreadable(report, frame_name, "")).ok()?;
    let field = |code: &String| form.fields.iter().position(|own| own.code == *code);
    let scales: Option<Vec<usize>> = moments.items.iter().map(field).collect();
    let criteria: Vec<&str> = form.criteria.iter().map(|own| own.code.as_str()).collect();
    match scales {
        Some(scales) if moments.criteria == criteria => Some((
            Inputs::without_answers(form, method, frame, &scales),
            moments,
        )),
        _ => {
            report
                .problems
                .push(Problem::NotTheFigures(MOMENTS.to_owned()));
            None
        }
    }
}

fn check(report: &mut Report, inputs: &Inputs, moments: &Moments, figures: &Figures) {
    let rebuilt = rebuilt::rebuilt(inputs, moments, figures);
    let told = told(inputs, inputs, &rebuilt.estimates);
    let hidden = Hidden::of(figures);
    compare::figures(report, figures, &told, &rebuilt.taken);
    compare::ranking(report, figures, &told, &hidden);
    compare::pairs(report, figures, &told, &hidden);
    changes::changes(report, figures, &told, &hidden);
    compare::details(report, figures, &told);
    sums(report, moments);
    words(report, inputs, figures);
    sealed_tables(report, figures);
    for (row, own) in inputs.frame.iter().zip(&rebuilt.estimates.localities) {
        let published = figures.locality(&row.code).and_then(|own| own.responses);
        if published.is_some() && own.respondents > 0 {
            report.add(
                DETAILS,
                &row.code,
                "responses",
                exact(published, Some(own.respondents)),
            );
        }
    }
}

/// The whole is its localities and those that are withheld.
fn sums(report: &mut Report, moments: &Moments) {
    let Some((whole, localities)) = moments.domains.split_first() else {
        return;
    };
    let sizes: Option<Vec<_>> = localities.iter().map(|own| own.size).collect();
    if let Some((all, parts)) = whole.size.zip(sizes) {
        let respondents = parts.iter().map(|own| own.respondents).sum();
        let weight = parts.iter().map(|own| own.weight).sum();
        let found = exact(Some(all.respondents), Some(respondents));
        report.add(MOMENTS, "*", "respondents", found);
        report.add(
            MOMENTS,
            "*",
            "weight",
            number(Some(all.weight), Some(weight)),
        );
    }
    for (at, item) in moments.items.iter().enumerate() {
        let (own, rest) = (whole.sums.item(at), moments.withheld.item(at));
        let parts: Vec<_> = localities.iter().map(|one| one.sums.item(at)).collect();
        type Sum = fn(&hailong_statistics::published::Totals) -> Option<f64>;
        let columns: [(&'static str, Sum); 4] = [
            ("answers", |own| own.answers),
            ("score", |own| own.score),
            ("satisfied", |own| own.satisfied),
            ("dont_know", |own| own.dont_know),
        ];
        for (name, of) in columns {
            if let Some(all) = of(&own) {
                let sum: f64 = parts.iter().filter_map(of).sum::<f64>() + of(&rest).unwrap_or(0.0);
                report.add(MOMENTS, item, name, number(Some(all), Some(sum)));
            }
        }
    }
}

/// What the figures say about form, method and frame.
fn words(report: &mut Report, inputs: &Inputs, figures: &Figures) {
    let mut is_said = |what: &str, same: bool| {
        let found = exact(Some(true), Some(same));
        report.add(DETAILS, what, "words", found);
    };
    is_said("form", figures.form == form_summary(inputs));
    let method = method_summary(inputs, &inputs.method.thresholds);
    is_said("method", figures.method == method);
    let title = inputs.method.title.as_ref().unwrap_or(&inputs.form.title);
    is_said(
        "title",
        figures.title == *title && figures.simulated == inputs.method.simulated,
    );
    let frame = inputs.frame.iter().map(|row| {
        (
            &row.code,
            &row.name,
            row.population,
            &row.valid_from,
            &row.kind,
            row.households,
        )
    });
    let own = figures.localities.iter().map(|own| {
        (
            &own.code,
            &own.name,
            own.population,
            &own.valid_from,
            &own.kind,
            own.households,
        )
    });
    is_said("frame", frame.eq(own));
}

/// Tables about single answers, or other choices of method.
fn sealed_tables(report: &mut Report, figures: &Figures) {
    for one in &figures.weights {
        report.add("weights.csv", &one.domain, "weights", Finding::Sealed);
    }
    for one in &figures.quality.rows {
        report.add("quality.csv", &one.domain, "quality", Finding::Sealed);
    }
    for one in figures.quality.rates.iter() {
        report.add("rates.csv", &format!("{one:?}"), "rates", Finding::Sealed);
    }
    if figures.sensitivity.is_some() {
        report.add("sensitivity.csv", "*", "sensitivity", Finding::Sealed);
    }
}
