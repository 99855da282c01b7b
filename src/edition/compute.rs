//! From inputs to figures, by the method.

use hailong_statistics::calibration::Calibration;
use hailong_statistics::clustering::{Clustering, LonelyPsu};
use hailong_statistics::design::Design;
pub use hailong_statistics::error::Error as ComputeFailure;
use hailong_statistics::estimate::{
    Counted, DomainEstimates, Estimates, estimate, estimate_calibrated, estimate_clustered,
};
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::interval;
use hailong_statistics::publication::{self, Judged, Measure, Thresholds};
use hailong_statistics::raking::{Margin, with_unknown};
use hailong_statistics::ranks::{Contestant, Ranking, rank_sets};
use hailong_statistics::sample::Sample;
use hailong_statistics::score::{self, is_valid};
use hailong_statistics::weights::{kish, rake_trimmed};

use crate::edition::bounds;
use crate::edition::figures::{
    CriterionSummary, Distribution, Figure, FigureKind, Figures, FormSummary, FramedLocality,
    ItemSummary, Level, MethodSummary, PairRow, RankingRow, Style, WHOLE, WeightRow, Withheld,
    WithheldReason,
};
use crate::edition::inputs::{Inputs, KnownMargin};
use crate::edition::method::{BaseWeight, Strata};
use crate::survey::form::Form;

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

/// Weighted answers, and what their variances need to know.
pub struct Prepared {
    pub sample: Sample,
    calibration: Option<Calibration>,
    clustering: Option<Clustering>,
}

impl Prepared {
    pub fn of(inputs: &Inputs) -> Result<Self, ComputeFailure> {
        let mut sample = sample_of(inputs);
        let margins = margins_of(inputs, &sample);
        let (mut calibration, mut clustering) = (None, None);
        if let Some(psu) = &inputs.responses.psu {
            let population = vec![None; sample.strata];
            clustering = Some(Clustering::new(
                &sample.stratum,
                psu,
                &population,
                LonelyPsu::Adjust,
            )?);
        } else if !margins.is_empty() {
            sample.check()?;
            calibration = Some(Calibration::new(&sample.weight, &margins));
            let cap = inputs.method.cap;
            let trimmed = rake_trimmed(
                &sample.weight,
                &margins,
                &sample.locality,
                sample.localities,
                cap,
            )?;
            sample.weight = trimmed.raked.weight;
        }
        Ok(Self {
            sample,
            calibration,
            clustering,
        })
    }

    fn estimates(&self, index: &IndexSpec, design: &Design) -> Result<Estimates, ComputeFailure> {
        match (&self.clustering, &self.calibration) {
            (Some(clustering), _) => estimate_clustered(&self.sample, index, design, clustering),
            (None, Some(calibration)) => {
                estimate_calibrated(&self.sample, index, design, calibration)
            }
            (None, None) => estimate(&self.sample, index, design),
        }
    }
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

/// The answers with reversed items flipped, and weights and strata as the method wants them.
fn sample_of(inputs: &Inputs) -> Sample {
    let responses = &inputs.responses;
    let items = responses
        .scales
        .iter()
        .map(|(field, codes)| {
            let reversed = inputs
                .form
                .fields
                .get(*field)
                .is_some_and(|field| inputs.form.is_reversed(field));
            let flip = |code: &u8| {
                if reversed && is_valid(*code) {
                    6 - code
                } else {
                    *code
                }
            };
            codes.iter().map(flip).collect()
        })
        .collect();
    let mut sizes = vec![0_u32; inputs.frame.len()];
    for place in &responses.locality {
        sizes[*place as usize] += 1;
    }
    let by_population = |place: &u32| {
        inputs.frame[*place as usize].population as f64 / f64::from(sizes[*place as usize])
    };
    let weight = match (inputs.method.base, &responses.weight) {
        (BaseWeight::Column, Some(weight)) => weight.clone(),
        _ => responses.locality.iter().map(by_population).collect(),
    };
    let (stratum, strata) = match (inputs.method.strata, &responses.stratum) {
        (Strata::Column, Some((names, stratum))) => (stratum.clone(), names.len()),
        _ => (responses.locality.clone(), inputs.frame.len()),
    };
    Sample {
        items,
        locality: responses.locality.clone(),
        localities: inputs.frame.len(),
        stratum,
        strata,
        weight,
    }
}

/// The margins of the method: localities where nobody answered are left out of theirs, and unknown categories are one of
/// their own.
fn margins_of(inputs: &Inputs, sample: &Sample) -> Vec<Margin> {
    let margin = |known: &KnownMargin| match known {
        KnownMargin::Localities => {
            let answered = |place: usize| sample.locality.iter().any(|own| *own as usize == place);
            let population = inputs
                .frame
                .iter()
                .map(|row| row.population as f64)
                .enumerate();
            Margin {
                category: sample.locality.clone(),
                target: population
                    .map(|(place, people)| if answered(place) { people } else { 0.0 })
                    .collect(),
            }
        }
        KnownMargin::Column(place, targets) => {
            let column = &inputs.responses.categories[*place];
            let own: Vec<u32> = column
                .names
                .iter()
                .map(|name| {
                    targets
                        .iter()
                        .position(|(category, _)| category == name)
                        .unwrap_or_default() as u32
                })
                .collect();
            let category: Vec<Option<u32>> = column
                .of_row
                .iter()
                .map(|row| row.map(|name| own[name as usize]))
                .collect();
            let target: Vec<f64> = targets.iter().map(|(_, target)| *target).collect();
            with_unknown(&sample.weight, &category, &target)
        }
    };
    inputs.margins.iter().map(margin).collect()
}

fn weights(inputs: &Inputs, sample: &Sample) -> Vec<WeightRow> {
    let row = |domain: &str, weights: &[f64]| {
        let spread = kish(weights);
        (!weights.is_empty()).then(|| WeightRow {
            domain: domain.to_owned(),
            n: weights.len() as u64,
            min: spread.min,
            median: spread.median,
            max: spread.max,
            deff: spread.deff,
            n_eff: spread.n_eff,
        })
    };
    let mut own = vec![Vec::new(); inputs.frame.len()];
    for (weight, place) in sample.weight.iter().zip(&sample.locality) {
        own[*place as usize].push(*weight);
    }
    let localities = inputs.frame.iter().zip(&own);
    std::iter::once(row(WHOLE, &sample.weight))
        .chain(localities.map(|(locality, weights)| row(&locality.code, weights)))
        .flatten()
        .collect()
}

/// The criteria of `asked`, on the columns of `answered`.
fn index_of(asked: &Inputs, answered: &Inputs) -> IndexSpec {
    let place = |field: usize| {
        let code = &asked.form.fields[field].code;
        let scales = &answered.responses.scales;
        scales
            .iter()
            .position(|(own, _)| answered.form.fields[*own].code == *code)
            .unwrap_or(usize::MAX)
    };
    let weights = asked.method.criteria_weights(&asked.form);
    let components = asked
        .form
        .criteria
        .iter()
        .zip(weights)
        .map(|(criterion, weight)| Component {
            weight,
            items: criterion
                .items
                .iter()
                .map(|item| (place(item.field), item.weight))
                .collect(),
        });
    IndexSpec {
        components: components.collect(),
    }
}

fn design_of(inputs: &Inputs) -> Design {
    let finite = inputs.method.finite_population;
    let population = inputs
        .frame
        .iter()
        .map(|row| finite.then_some(row.population as f64));
    Design {
        kind: inputs.method.design_kind(),
        stratum_population: population.collect(),
    }
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

/// Only localities whose index is at level A or B take part.
fn ranking(
    inputs: &Inputs,
    estimates: &Estimates,
    figures: &[Figure],
    style: Style,
) -> (Vec<RankingRow>, Vec<PairRow>) {
    let level_of = |code: &str| {
        let own = |figure: &&Figure| {
            figure.domain == code && figure.kind == FigureKind::Index && figure.style == style
        };
        figures
            .iter()
            .find(own)
            .map_or(Level::C, |figure| figure.level)
    };
    let indices = estimates
        .localities
        .iter()
        .map(|own| own.style(of_statistics(style)).index.estimate);
    let rows: Vec<_> = inputs
        .frame
        .iter()
        .zip(indices)
        .map(|(row, found)| (row, found, level_of(&row.code)))
        .collect();
    let contestants: Vec<Contestant> = rows
        .iter()
        .filter(|(_, _, level)| *level != Level::C)
        .filter_map(|(_, found, _)| *found)
        .map(|found| Contestant {
            estimate: found.value,
            variance: found.variance,
            df: found.df,
        })
        .collect();
    let sets = rank_sets(&contestants, 1.0 - inputs.method.confidence);
    let codes: Vec<&str> = rows
        .iter()
        .filter(|(_, found, level)| *level != Level::C && found.is_some())
        .map(|(row, _, _)| row.code.as_str())
        .collect();
    let pairs = pairs(&codes, &contestants, &sets, style);
    let mut places = 0..contestants.len();
    let ranked = rows
        .into_iter()
        .map(|(row, found, level)| {
            let place = if level == Level::C {
                None
            } else {
                places.next()
            };
            let simultaneous = place.and_then(|at| sets.simultaneous.get(at));
            let marginal = place.and_then(|at| sets.marginal.get(at));
            RankingRow {
                locality: row.code.clone(),
                style,
                estimate: found.map(|found| found.value),
                rank: place.and_then(|at| sets.rank.get(at).copied()),
                set_low: simultaneous.map(|set| set.low),
                set_high: simultaneous.map(|set| set.high),
                marginal_low: marginal.map(|set| set.low),
                marginal_high: marginal.map(|set| set.high),
                level,
            }
        })
        .collect();
    (ranked, pairs)
}

/// Every two localities of the ranking once, the higher first.
fn pairs(codes: &[&str], contestants: &[Contestant], sets: &Ranking, style: Style) -> Vec<PairRow> {
    let mut rows = Vec::new();
    for j in 0..codes.len() {
        for k in 0..j {
            let (high, low) = if contestants[j].estimate > contestants[k].estimate {
                (j, k)
            } else {
                (k, j)
            };
            rows.push(PairRow {
                style,
                higher: codes[high].to_owned(),
                lower: codes[low].to_owned(),
                difference: contestants[high].estimate - contestants[low].estimate,
                se: (contestants[high].variance + contestants[low].variance).sqrt(),
                p: sets.p[high][low],
                shown: sets.higher[high][low],
            });
        }
    }
    rows
}

fn distributions(inputs: &Inputs, estimates: &Estimates) -> Vec<Distribution> {
    let whole = std::iter::once((WHOLE, &estimates.whole));
    let localities = inputs
        .frame
        .iter()
        .map(|row| row.code.as_str())
        .zip(&estimates.localities);
    whole
        .chain(localities)
        .flat_map(|(domain, own)| {
            inputs
                .responses
                .scales
                .iter()
                .enumerate()
                .map(move |(at, (field, _))| Distribution {
                    domain: domain.to_owned(),
                    item: inputs.form.fields[*field].code.clone(),
                    n: own.mean.items.get(at).map(|counted| counted.n),
                    levels: own.levels.get(at).copied().flatten(),
                    dont_know: own
                        .dont_know
                        .get(at)
                        .and_then(|counted| counted.estimate)
                        .map(|found| found.value),
                })
        })
        .collect()
}

fn localities(inputs: &Inputs, estimates: &Estimates) -> Vec<FramedLocality> {
    inputs
        .frame
        .iter()
        .zip(&estimates.localities)
        .map(|(row, own)| FramedLocality {
            code: row.code.clone(),
            valid_from: row.valid_from.clone(),
            kind: row.kind.clone(),
            name: row.name.clone(),
            population: row.population,
            households: row.households,
            responses: Some(own.respondents),
        })
        .collect()
}

fn item_summary(form: &Form, field: usize, weight: f64) -> Option<ItemSummary> {
    let field = form.fields.get(field)?;
    let scale = form.scale_of(field)?;
    Some(ItemSummary {
        code: field.code.clone(),
        text: form.field_text(field).clone(),
        weight,
        levels: scale
            .levels
            .iter()
            .map(|level| level.text.clone())
            .collect(),
        dont_know: scale.dont_know.as_ref().map(|level| level.text.clone()),
    })
}

fn form_summary(inputs: &Inputs) -> FormSummary {
    let form = &inputs.form;
    let weights = inputs.method.criteria_weights(form);
    FormSummary {
        code: form.code.clone(),
        version: form.version,
        title: form.title.clone(),
        languages: form
            .languages
            .iter()
            .map(|language| language.0.clone())
            .collect(),
        criteria: form
            .criteria
            .iter()
            .zip(weights)
            .map(|(criterion, weight)| CriterionSummary {
                code: criterion.code.clone(),
                name: criterion.name.clone(),
                weight,
                items: criterion
                    .items
                    .iter()
                    .filter_map(|item| item_summary(form, item.field, item.weight))
                    .collect(),
            })
            .collect(),
    }
}

fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(ToOwned::to_owned))
        .unwrap_or_default()
}

fn method_summary(inputs: &Inputs, thresholds: &Thresholds) -> MethodSummary {
    let row = |asked: publication::Threshold| {
        serde_json::json!({
            "n": asked.n,
            "n_eff": asked.n_eff,
            "df": asked.df,
            "half_width": asked.half_width,
            "width": asked.width,
            "cv": asked.cv,
            "cv_width": asked.cv_width,
        })
    };
    let method = &inputs.method;
    MethodSummary {
        code: method.code.clone(),
        version: method.version,
        style: method.style,
        design: word(method.design),
        weighting: word(method.base),
        raking: method.raking.clone(),
        confidence: method.confidence,
        seed: method.seed,
        thresholds: serde_json::json!({
            "never_below": thresholds.never_below,
            "a": row(thresholds.a),
            "b": row(thresholds.b),
        }),
    }
}
