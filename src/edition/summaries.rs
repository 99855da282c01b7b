//! What the figures are about: form, method, localities, and how answers spread over the levels.

use hailong_statistics::estimate::Estimates;
use hailong_statistics::publication::{self, Thresholds};

use crate::edition::figures::{
    CriterionSummary, Distribution, FormSummary, FramedLocality, ItemSummary, MethodSummary, WHOLE,
};
use crate::edition::inputs::Inputs;
use crate::survey::form::Form;

pub fn distributions(
    asked: &Inputs,
    answered: &Inputs,
    estimates: &Estimates,
) -> Vec<Distribution> {
    let whole = std::iter::once((WHOLE, &estimates.whole));
    let localities = asked
        .frame
        .iter()
        .map(|row| row.code.as_str())
        .zip(&estimates.localities);
    whole
        .chain(localities)
        .flat_map(|(domain, own)| {
            answered
                .responses
                .scales
                .iter()
                .enumerate()
                .map(move |(at, (field, _))| Distribution {
                    domain: domain.to_owned(),
                    item: answered.form.fields[*field].code.clone(),
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

pub fn localities(inputs: &Inputs, estimates: &Estimates) -> Vec<FramedLocality> {
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

pub fn form_summary(inputs: &Inputs) -> FormSummary {
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

pub fn method_summary(inputs: &Inputs, thresholds: &Thresholds) -> MethodSummary {
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
        scale: method.scale,
        thresholds: serde_json::json!({
            "never_below": thresholds.never_below,
            "a": row(thresholds.a),
            "b": row(thresholds.b),
        }),
    }
}
