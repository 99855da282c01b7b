//! Between which limits the index lies whatever those think who did not say (method §2, §6).

use hailong_statistics::estimate::{DomainEstimates, Estimates};

use crate::edition::compute::of_statistics;
use crate::edition::figures::{Bounds, Style, Unsaid, WHOLE};
use crate::edition::inputs::Inputs;
use crate::edition::method::DesignName;

type Limits = Option<(f64, f64)>;

/// For every domain and style: the whole first, then the localities of the frame.
pub fn all(inputs: &Inputs, estimates: &Estimates) -> Vec<Bounds> {
    let codes = inputs.frame.iter().map(|row| row.code.as_str());
    let domains: Vec<(&str, &DomainEstimates)> = std::iter::once((WHOLE, &estimates.whole))
        .chain(codes.zip(&estimates.localities))
        .collect();
    let mut bounds = Vec::new();
    let mut add = |about: Unsaid, style: Style, limits: Vec<Limits>| {
        for ((domain, _), limits) in domains.iter().zip(limits) {
            bounds.push(Bounds {
                domain: (*domain).to_owned(),
                style,
                about,
                low: limits.map(|(low, _)| low),
                high: limits.map(|(_, high)| high),
            });
        }
    };
    for style in Style::ALL {
        let limits = domains
            .iter()
            .map(|(_, own)| own.dont_know_bounds(of_statistics(style)));
        add(Unsaid::DontKnow, style, limits.collect());
    }
    if inputs.method.design == DesignName::CensusAttempt {
        for style in Style::ALL {
            add(
                Unsaid::NonResponse,
                style,
                non_response(inputs, estimates, style),
            );
        }
    }
    bounds
}

/// With response rate r: from r I to r I + (1 − r) 100 in a locality; for the whole their mean over the population,
/// where a locality without an index may be anywhere.
fn non_response(inputs: &Inputs, estimates: &Estimates, style: Style) -> Vec<Limits> {
    let own: Vec<Limits> = inputs
        .frame
        .iter()
        .zip(&estimates.localities)
        .map(|(row, own)| {
            let index = own.style(of_statistics(style)).index;
            let rate = (index.n as f64 / row.population as f64).min(1.0);
            let low = rate * index.estimate?.value;
            Some((low, low + (1.0 - rate) * 100.0))
        })
        .collect();
    let (mut low, mut high, mut people) = (0.0, 0.0, 0.0);
    for (row, limits) in inputs.frame.iter().zip(&own) {
        let (from, to) = limits.unwrap_or((0.0, 100.0));
        low += row.population as f64 * from;
        high += row.population as f64 * to;
        people += row.population as f64;
    }
    let whole = (people > 0.0).then(|| (low / people, high / people));
    std::iter::once(whole).chain(own).collect()
}
