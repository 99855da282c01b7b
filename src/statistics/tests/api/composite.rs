//! A weighted sum of two item means that different schools answered (method §3).

use hailong_statistics::ratio::ratio;

use crate::known::{Answers, Known};
use crate::sample::Schools;

#[test]
fn a_component_uses_every_answer_to_each_of_its_items() {
    let answers = Answers::of("survey_api_composite_available_case");
    let known = answers.root();
    known
        .at("note")
        .set_aside("what was computed, in words: the two items and their weights below");
    let schools = Schools::of("strat");
    compare(&schools, &vec![1.0; schools.weight.len()], &known);
    for (level, known) in known.at("by_sch.wide").each() {
        compare(&schools, &schools.domain("sch.wide", &level), &known);
    }
    answers.all_compared();
}

fn compare(schools: &Schools, domain: &[f64], known: &Known) {
    let (mut estimate, mut scores) = (0.0, vec![0.0; domain.len()]);
    for (column, weight) in [("target", 0.3), ("avg.ed", 0.7)] {
        let y = schools.numbers(column);
        let answered: Vec<f64> = y
            .iter()
            .zip(domain)
            .map(|(y, x)| if y.is_nan() { 0.0 } else { *x })
            .collect();
        let y: Vec<f64> = y
            .iter()
            .map(|y| if y.is_nan() { 0.0 } else { *y })
            .collect();
        let inside: Vec<f64> = y.iter().zip(&answered).map(|(y, x)| y * x).collect();
        let (mean, own) = ratio(&schools.weight, &inside, &answered);
        estimate += weight * mean;
        for (sum, u) in scores.iter_mut().zip(own) {
            *sum += weight * u;
        }
    }
    known.at("est").close(estimate);
    known.at("se").close(schools.se(scores));
}
