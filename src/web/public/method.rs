//! How the figures were made, in plain words.

use crate::edition::figures::{Figures, Style};
use crate::wording::method::Method as Words;
use crate::wording::numbers::plain;
use crate::wording::{Tongue, fill};

pub struct MethodText {
    pub words: &'static Words,
    /// Heading and paragraph each.
    pub parts: Vec<(&'static str, String)>,
    pub version: String,
}

impl MethodText {
    pub fn new(figures: &Figures, tongue: Tongue) -> Self {
        let words = Words::of(tongue);
        let parts = vec![
            (words.scoring_title, scoring(figures, words)),
            (words.index_title, index(figures, tongue, words)),
            (words.weighting_title, weighting(figures, words)),
            (words.design_title, design(figures, words).to_owned()),
            (words.ranks_title, ranks(figures, tongue, words)),
            (words.publication_title, publication(figures, tongue, words)),
        ];
        let (method, form) = (&figures.method, &figures.form);
        let version = fill(
            words.version,
            &[
                ("code", &method.code),
                ("version", &method.version.to_string()),
                ("form", &form.code),
                ("form_version", &form.version.to_string()),
            ],
        );
        Self {
            words,
            parts: parts
                .into_iter()
                .filter(|part| !part.1.is_empty())
                .collect(),
            version,
        }
    }
}

fn scoring(figures: &Figures, words: &Words) -> String {
    let text = match figures.method.style {
        Style::Mean => words.scoring_mean,
        Style::Satisfied => words.scoring_satisfied,
    };
    format!("{text} {}", words.dont_know)
}

fn index(figures: &Figures, tongue: Tongue, words: &Words) -> String {
    let parts: Vec<String> = figures
        .form
        .criteria
        .iter()
        .map(|criterion| {
            let name = criterion.name.in_language(tongue.tag());
            let weight = plain(tongue, criterion.weight * 100.0, 1);
            fill(words.index_part, &[("name", name), ("weight", &weight)])
        })
        .collect();
    fill(words.index, &[("parts", &parts.join("; "))])
}

fn weighting(figures: &Figures, words: &Words) -> String {
    let base = match figures.method.weighting.as_str() {
        "population" => words.by_population,
        "column" => words.by_column,
        _ => "",
    };
    if figures.method.raking.is_empty() {
        return base.to_owned();
    }
    let margins = figures.method.raking.join(", ");
    format!("{base} {}", fill(words.raked, &[("margins", &margins)]))
}

fn design(figures: &Figures, words: &Words) -> &'static str {
    match figures.method.design.as_str() {
        "probability" => words.design_probability,
        "census_attempt" => words.design_census,
        "opt_in" => words.design_opt_in,
        _ => "",
    }
}

fn ranks(figures: &Figures, tongue: Tongue, words: &Words) -> String {
    let alpha = plain(tongue, (1.0 - figures.method.confidence) * 100.0, 1);
    fill(words.ranks, &[("alpha", &alpha)])
}

fn publication(figures: &Figures, tongue: Tongue, words: &Words) -> String {
    let thresholds = &figures.method.thresholds;
    let number = |path: &str| {
        let value = thresholds.pointer(path)?.as_f64()?;
        Some(plain(tongue, value, 1))
    };
    let (Some(n_a), Some(n_b)) = (number("/a/n"), number("/b/n")) else {
        return String::new();
    };
    let mut text = fill(words.publication, &[("n_a", &n_a), ("n_b", &n_b)]);
    if let Some(n) = number("/never_below") {
        text.push(' ');
        text.push_str(&fill(words.publication_never, &[("n", &n)]));
    }
    text
}
