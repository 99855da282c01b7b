//! From inputs to figures, by the method.

pub use hailong_statistics::error::Error as ComputeFailure;
use hailong_statistics::estimate::{Counted, DomainEstimates, Estimates};
use hailong_statistics::interval;
use hailong_statistics::publication::{self, Judged, Measure, Thresholds};
use hailong_statistics::score;

use crate::edition::bounds;
use crate::edition::figures::{
    Bounds, Figure, FigureKind, Figures, Level, PairRow, RankingRow, Style, WHOLE, Withheld,
    WithheldReason,
};
use crate::edition::inputs::Inputs;
use crate::edition::prepared::Prepared;
use crate::edition::quality::{self, Quality};
use crate::edition::ranking::ranking;
use crate::edition::sensitivity::sensitivity;
use crate::edition::standing::{self, Selection, selection};
use crate::edition::summaries::{distributions, form_summary, localities, method_summary};
use crate::edition::ways;
use crate::edition::weighting::{index_of, weights};
use crate::edition::withheld::concentration::{dominated, one_source};

/// Computes every figure. Levels say what may be shown; nothing is left out here.
pub fn compute(inputs: &Inputs) -> Result<Figures, ComputeFailure> {
    let prepared = Prepared::of(inputs)?;
    let Computed {
        mut figures,
        estimates,
    } = computed(inputs, inputs, &prepared)?;
    let index = index_of(inputs, inputs);
    let ranked = &figures.ranking;
    figures.sensitivity = sensitivity(inputs, &prepared.sample, &index, &estimates, ranked)?;
    figures.quality = quality::of(inputs, &figures)?;
    Ok(figures)
}

pub struct Computed {
    pub figures: Figures,
    pub estimates: Estimates,
}

/// The index, criteria and localities that `asked` has, from the answers of `answered`, which `prepared` has put into
/// those localities.
pub fn computed(
    asked: &Inputs,
    answered: &Inputs,
    prepared: &Prepared,
) -> Result<Computed, ComputeFailure> {
    let index = index_of(asked, answered);
    let (estimates, variance) = prepared.estimates(&index, answered)?;
    let by_locality = prepared.by_locality();
    let told = told(asked, answered, &estimates);
    let figures = Figures {
        program: format!("hailong {}", env!("CARGO_PKG_VERSION")),
        title: asked
            .method
            .title
            .clone()
            .unwrap_or_else(|| asked.form.title.clone()),
        simulated: answered.method.simulated,
        released: false,
        form: form_summary(asked),
        method: method_summary(asked, &asked.method.thresholds),
        inputs: answered.digests.clone(),
        localities: localities(asked, &estimates),
        distributions: distributions(asked, answered, &estimates),
        bounds: told.bounds,
        sensitivity: None,
        selection: told.selection,
        ranking: told.ranking,
        pairs: told.pairs,
        raking: prepared.raking.clone(),
        variance: Some(variance),
        weights: weights(asked, &by_locality),
        changes: Vec::new(),
        changes_withheld: Vec::new(),
        dominated: dominated(asked, answered, &by_locality, &index),
        one_source: one_source(asked, answered, prepared),
        quality: Quality::default(),
        ways: ways::of(answered),
        figures: told.figures,
        withheld: told.withheld,
    };
    Ok(Computed { figures, estimates })
}

/// What follows from estimates alone.
pub struct Told {
    pub figures: Vec<Figure>,
    pub withheld: Vec<Withheld>,
    pub ranking: Vec<RankingRow>,
    pub pairs: Vec<PairRow>,
    pub bounds: Vec<Bounds>,
    pub selection: Option<Selection>,
}

pub fn told(asked: &Inputs, answered: &Inputs, estimates: &Estimates) -> Told {
    let mut report = Report {
        asked,
        answered,
        thresholds: asked.method.thresholds,
        figures: Vec::new(),
        withheld: Vec::new(),
    };
    report.domain(WHOLE, &estimates.whole);
    for (row, own) in asked.frame.iter().zip(&estimates.localities) {
        report.domain(&row.code, own);
    }
    let (mut ranked, mut pairs) = (Vec::new(), Vec::new());
    for style in Style::ALL {
        let (mut rows, compared) = ranking(asked, estimates, &report.figures, style);
        standing::add(&mut rows, asked, estimates, &report.figures, style);
        ranked.extend(rows);
        pairs.extend(compared);
    }
    Told {
        bounds: bounds::all(asked, estimates),
        selection: selection(asked, &report.figures),
        ranking: ranked,
        pairs,
        figures: report.figures,
        withheld: report.withheld,
    }
}

struct Report<'a> {
    asked: &'a Inputs,
    answered: &'a Inputs,
    thresholds: Thresholds,
    figures: Vec<Figure>,
    withheld: Vec<Withheld>,
}

impl Report<'_> {
    fn domain(&mut self, domain: &str, own: &DomainEstimates) {
        for (kind, code, style, counted) in rows(self.asked, self.answered, own) {
            self.figure(domain, kind, &code, style, &counted);
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
        let confidence = self.asked.method.confidence;
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
            se_linearised: estimate
                .filter(|found| !found.pooled && found.linearised != found.variance)
                .map(|found| found.linearised.sqrt()),
            pooled: estimate.is_some_and(|found| found.pooled),
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

/// Everything that is estimated in a domain, in the order of `figures.csv`.
pub fn rows(
    asked: &Inputs,
    answered: &Inputs,
    own: &DomainEstimates,
) -> Vec<(FigureKind, String, Style, Counted)> {
    let scales = answered.responses.scales.iter();
    let codes: Vec<String> = scales
        .map(|(field, _)| answered.form.fields[*field].code.clone())
        .collect();
    let mut rows = Vec::new();
    for style in Style::ALL {
        let found = own.style(of_statistics(style));
        rows.push((FigureKind::Index, "index".to_owned(), style, found.index));
        for (criterion, counted) in asked.form.criteria.iter().zip(&found.components) {
            rows.push((
                FigureKind::Component,
                criterion.code.clone(),
                style,
                *counted,
            ));
        }
        for (code, counted) in codes.iter().zip(&found.items) {
            rows.push((FigureKind::Item, code.clone(), style, *counted));
        }
    }
    for (code, counted) in codes.iter().zip(&own.dont_know) {
        rows.push((
            FigureKind::DontKnow,
            code.clone(),
            asked.method.style,
            *counted,
        ));
    }
    rows
}
