//! From inputs to figures, by the method.

pub use hailong_statistics::error::Error as ComputeFailure;
use hailong_statistics::estimate::{Counted, DomainEstimates};
use hailong_statistics::interval;
use hailong_statistics::publication::{self, Judged, Measure, Thresholds};
use hailong_statistics::score;

use crate::edition::bounds;
use crate::edition::figures::{
    Figure, FigureKind, Figures, Level, Style, WHOLE, Withheld, WithheldReason,
};
use crate::edition::inputs::Inputs;
use crate::edition::ranking::ranking;
use crate::edition::summaries::{distributions, form_summary, localities, method_summary};
use crate::edition::weighting::{Prepared, design_of, index_of, weights};

/// Computes every figure. Levels say what may be shown; nothing is left out here.
pub fn compute(inputs: &Inputs) -> Result<Figures, ComputeFailure> {
    let index = index_of(inputs, inputs);
    let prepared = Prepared::of(inputs)?;
    let estimates = prepared.estimates(&index, &design_of(inputs))?;
    let sample = &prepared.sample;
    let mut report = Report {
        inputs,
        thresholds: inputs.method.thresholds,
        figures: Vec::new(),
        withheld: Vec::new(),
    };
    report.domain(WHOLE, &estimates.whole);
    for (row, own) in inputs.frame.iter().zip(&estimates.localities) {
        report.domain(&row.code, own);
    }
    let (mut ranked, mut pairs) = (Vec::new(), Vec::new());
    for style in Style::ALL {
        let (rows, compared) = ranking(inputs, &estimates, &report.figures, style);
        ranked.extend(rows);
        pairs.extend(compared);
    }
    Ok(Figures {
        program: format!("hailong {}", env!("CARGO_PKG_VERSION")),
        title: inputs
            .method
            .title
            .clone()
            .unwrap_or_else(|| inputs.form.title.clone()),
        simulated: inputs.method.simulated,
        released: false,
        form: form_summary(inputs),
        method: method_summary(inputs, &report.thresholds),
        inputs: inputs.digests.clone(),
        localities: localities(inputs, &estimates),
        distributions: distributions(inputs, &estimates),
        bounds: bounds::all(inputs, &index, &estimates),
        ranking: ranked,
        pairs,
        weights: weights(inputs, sample),
        changes: Vec::new(),
        figures: report.figures,
        withheld: report.withheld,
    })
}

/// The index and criteria of `now` from earlier answers, which `prepared` has put into the localities of `now`.
pub fn figures_of(
    earlier: &Inputs,
    now: &Inputs,
    prepared: &Prepared,
) -> Result<Vec<Figure>, ComputeFailure> {
    let estimates = prepared.estimates(&index_of(now, earlier), &design_of(earlier))?;
    let mut report = Report {
        inputs: earlier,
        thresholds: now.method.thresholds,
        figures: Vec::new(),
        withheld: Vec::new(),
    };
    report.domain(WHOLE, &estimates.whole);
    for (row, own) in now.frame.iter().zip(&estimates.localities) {
        report.domain(&row.code, own);
    }
    Ok(report.figures)
}

struct Report<'a> {
    inputs: &'a Inputs,
    thresholds: Thresholds,
    figures: Vec<Figure>,
    withheld: Vec<Withheld>,
}

impl Report<'_> {
    fn domain(&mut self, domain: &str, own: &DomainEstimates) {
        let form = &self.inputs.form;
        let codes: Vec<String> = self
            .inputs
            .responses
            .scales
            .iter()
            .map(|(field, _)| form.fields[*field].code.clone())
            .collect();
        for style in Style::ALL {
            let found = own.style(of_statistics(style));
            self.figure(domain, FigureKind::Index, "index", style, &found.index);
            for (criterion, counted) in form.criteria.iter().zip(&found.components) {
                self.figure(
                    domain,
                    FigureKind::Component,
                    &criterion.code,
                    style,
                    counted,
                );
            }
            for (code, counted) in codes.iter().zip(&found.items) {
                self.figure(domain, FigureKind::Item, code, style, counted);
            }
        }
        for (code, counted) in codes.iter().zip(&own.dont_know) {
            self.figure(
                domain,
                FigureKind::DontKnow,
                code,
                self.inputs.method.style,
                counted,
            );
        }
    }

    fn figure(
        &mut self,
        domain: &str,
        kind: FigureKind,
        code: &str,
        style: Style,
        counted: &Counted,
    ) {
        let confidence = self.inputs.method.confidence;
        let measure = match (kind, style) {
            (FigureKind::DontKnow, _) | (FigureKind::Item, Style::Satisfied) => {
                Measure::SinglePercentage
            }
            (_, Style::Mean) => Measure::MeanScore,
            (_, Style::Satisfied) => Measure::Percentage,
        };
        let estimate = counted.estimate.as_ref();
        let interval = estimate.and_then(|found| match measure {
            Measure::SinglePercentage => interval::of_proportion(found, counted.n, confidence),
            Measure::MeanScore | Measure::Percentage => interval::of_mean(found, confidence),
        });
        let judged = estimate.map(|found| Judged {
            measure,
            n: counted.n,
            n_eff: found.n_eff,
            df: found.df,
            value: found.value,
            se: found.variance.sqrt(),
            interval,
        });
        let level = judged
            .as_ref()
            .map_or(Level::C, |judged| of_publication(judged, &self.thresholds));
        if level == Level::C {
            let reason = match &judged {
                None if counted.n > 0 => WithheldReason::PartMissing,
                Some(judged) if publication::has_enough_respondents(judged, &self.thresholds) => {
                    WithheldReason::TooUncertain
                }
                _ => WithheldReason::TooFewAnswers,
            };
            let (domain, code) = (domain.to_owned(), code.to_owned());
            self.withheld.push(Withheld {
                domain,
                kind,
                code,
                style,
                reason,
            });
        }
        self.figures.push(Figure {
            domain: domain.to_owned(),
            kind,
            code: code.to_owned(),
            style,
            n: Some(counted.n),
            estimate: estimate.map(|found| found.value),
            se: estimate.map(|found| found.variance.sqrt()),
            ci_low: interval.map(|limits| limits.low),
            ci_high: interval.map(|limits| limits.high),
            df: estimate.map(|found| found.df),
            deff: estimate.and_then(|found| found.deff),
            n_eff: estimate.map(|found| found.n_eff),
            level,
        });
    }
}

pub fn of_statistics(style: Style) -> score::Style {
    match style {
        Style::Mean => score::Style::Mean,
        Style::Satisfied => score::Style::Satisfied,
    }
}

fn of_publication(judged: &Judged, thresholds: &Thresholds) -> Level {
    match publication::level(judged, thresholds) {
        publication::Level::A => Level::A,
        publication::Level::B => Level::B,
        publication::Level::C => Level::C,
    }
}
