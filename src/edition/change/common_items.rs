//! Two surveys that did not ask the same: compared on what both asked (method §3).

use crate::edition::inputs::Inputs;
use crate::survey::form::{Criterion, CriterionItem, Form};

/// The form with only the items that `is_asked` knows by their code, weights rescaled over what is left of each criterion
/// and of the index, the method's weights of criteria included. `None` where nothing is left.
fn common_form(now: &Inputs, is_asked: impl Fn(&str) -> bool) -> Option<Form> {
    let weights = now.method.criteria_weights(&now.form);
    let mut criteria = Vec::new();
    for (criterion, weight) in now.form.criteria.iter().zip(weights) {
        let code = |item: &&CriterionItem| is_asked(&now.form.fields[item.field].code);
        let kept: Vec<&CriterionItem> = criterion.items.iter().filter(code).collect();
        let sum: f64 = kept.iter().map(|item| item.weight).sum();
        if sum > 0.0 {
            let scaled = |item: &CriterionItem| CriterionItem {
                weight: item.weight / sum,
                ..item.clone()
            };
            criteria.push(Criterion {
                weight,
                items: kept.into_iter().map(scaled).collect(),
                ..criterion.clone()
            });
        }
    }
    let sum: f64 = criteria.iter().map(|criterion| criterion.weight).sum();
    for criterion in &mut criteria {
        criterion.weight /= sum;
    }
    (!criteria.is_empty()).then(|| Form {
        criteria,
        ..now.form.clone()
    })
}

/// Today's survey as it is compared with an earlier one.
pub enum Asked {
    /// The earlier survey has every item.
    All,
    /// Today's survey with the items of both alone.
    Some(Box<Inputs>),
    /// No item in common.
    None,
}

pub fn asked_of_both(now: &Inputs, earlier: &Inputs) -> Asked {
    let scales = &earlier.responses.scales;
    let is_asked = |code: &str| {
        scales
            .iter()
            .any(|(field, _)| earlier.form.fields[*field].code == code)
    };
    let mut items = now
        .form
        .criteria
        .iter()
        .flat_map(|criterion| &criterion.items);
    if items.all(|item| is_asked(&now.form.fields[item.field].code)) {
        return Asked::All;
    }
    match common_form(now, is_asked) {
        Some(form) => Asked::Some(Box::new(now.with_form(form))),
        None => Asked::None,
    }
}
