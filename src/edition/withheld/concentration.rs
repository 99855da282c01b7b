//! Figures that a few respondents with large weights nearly make up alone (method §14 c).

use std::collections::HashMap;

use hailong_statistics::disclosure::dominance::{Heaviest, is_one_source};
use hailong_statistics::index::IndexSpec;
use hailong_statistics::sample::Sample;
use hailong_statistics::score::{MISSING, is_valid};

use crate::edition::figures::{Dominated, FigureKind, WHOLE};
use crate::edition::inputs::Inputs;
use crate::edition::prepared::Prepared;

/// In the order of kinds and codes; the whole first, then the localities of the frame.
pub fn dominated(
    asked: &Inputs,
    answered: &Inputs,
    sample: &Sample,
    index: &IndexSpec,
) -> Vec<Dominated> {
    let mut found = Vec::new();
    let mut add = |kind: FigureKind, code: &str, cells: Vec<Heaviest>| {
        let mut whole = Heaviest::default();
        cells.iter().for_each(|cell| whole.merge(cell));
        let codes = asked.frame.iter().map(|row| row.code.as_str());
        let domains = std::iter::once((WHOLE, &whole)).chain(codes.zip(&cells));
        found.extend(
            domains
                .filter(|(_, cell)| cell.is_dominated())
                .map(|(domain, _)| Dominated {
                    domain: domain.to_owned(),
                    kind,
                    code: code.to_owned(),
                }),
        );
    };
    let answers_one_of = |items: &[&[u8]], row: usize| items.iter().any(|own| is_valid(own[row]));
    let columns = |items: &[(usize, f64)]| -> Vec<&[u8]> {
        let own = items.iter().filter_map(|(item, _)| sample.items.get(*item));
        own.map(Vec::as_slice).collect()
    };
    let mut all = Vec::new();
    for (criterion, component) in asked.form.criteria.iter().zip(&index.components) {
        let items = columns(&component.items);
        let cells = heaviest(sample, |row| answers_one_of(&items, row));
        add(FigureKind::Component, &criterion.code, cells);
        all.extend(items);
    }
    let cells = heaviest(sample, |row| answers_one_of(&all, row));
    add(FigureKind::Index, "index", cells);
    for ((field, _), codes) in answered.responses.scales.iter().zip(&sample.items) {
        let code = &answered.form.fields[*field].code;
        let valid = heaviest(sample, |row| is_valid(codes[row]));
        add(FigureKind::Item, code, valid);
        let asked = heaviest(sample, |row| codes[row] != MISSING);
        add(FigureKind::DontKnow, code, asked);
    }
    found
}

/// Localities of which one interviewer brought more answers than the method allows; none where nobody says who asked.
pub fn one_source(asked: &Inputs, answered: &Inputs, prepared: &Prepared) -> Vec<String> {
    let Some(interviewers) = answered.responses.paradata.named("interviewer") else {
        return Vec::new();
    };
    let mut answers = vec![0_u64; asked.frame.len()];
    let mut brought: HashMap<(u32, u32), u64> = HashMap::new();
    for (row, interviewer) in interviewers.of_row.iter().enumerate() {
        for place in prepared.places(row) {
            answers[place as usize] += 1;
            if let Some(interviewer) = interviewer {
                *brought.entry((place, *interviewer)).or_default() += 1;
            }
        }
    }
    let mut busiest = vec![0_u64; asked.frame.len()];
    for ((place, _), count) in brought {
        let most = &mut busiest[place as usize];
        *most = count.max(*most);
    }
    let limit = asked.method.one_source;
    let counts = asked.frame.iter().zip(busiest).zip(answers);
    counts
        .filter(|((_, busiest), answers)| is_one_source(*busiest, *answers, limit))
        .map(|((row, _), _)| row.code.clone())
        .collect()
}

/// Per locality, over the respondents that count there.
fn heaviest(sample: &Sample, counts: impl Fn(usize) -> bool) -> Vec<Heaviest> {
    let mut cells = vec![Heaviest::default(); sample.localities];
    for (row, (place, weight)) in sample.locality.iter().zip(&sample.weight).enumerate() {
        if counts(row) {
            cells[*place as usize].add(*weight);
        }
    }
    cells
}
