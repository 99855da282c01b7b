//! From received to used: shown when something was left out or doubted, or when it is known who was approached.

use crate::edition::figures::{Figures, Style, WHOLE};
use crate::edition::pictures::in_unit;
use crate::edition::quality::{Quality, QualityRow};
use crate::wording::numbers::{count, decimal, percent, plain};
use crate::wording::quality::Quality as Words;
use crate::wording::{Tongue, fill};

pub struct QualityText {
    pub words: &'static Words,
    pub finding: String,
    /// What else there is to say, a sentence each.
    pub sentences: Vec<String>,
    /// Step and count; empty when nobody was left out.
    pub steps: Vec<(&'static str, String)>,
}

impl QualityText {
    pub fn new(figures: &Figures, tongue: Tongue) -> Option<Self> {
        let quality = &figures.quality;
        let whole = quality.rows.iter().find(|row| row.domain == WHOLE)?;
        let is_clean = whole.excluded == Some(0) && whole.flagged == Some(0);
        if (is_clean && quality.rates.is_empty()) || whole.used.is_none() {
            return None;
        }
        let words = Words::of(tongue);
        let sentences = [
            index(figures, whole, tongue),
            flagged(whole, tongue),
            caution(figures, tongue),
            approached(quality, tongue),
        ];
        Some(Self {
            words,
            finding: finding(whole, tongue),
            sentences: sentences.into_iter().flatten().collect(),
            steps: steps(whole, tongue),
        })
    }
}

fn finding(whole: &QualityRow, tongue: Tongue) -> String {
    let words = Words::of(tongue);
    let number = |n: Option<u64>| n.map_or_else(String::new, |n| count(tongue, n));
    let template = match whole.excluded {
        Some(0) => words.none_out,
        Some(_) => words.some_out,
        None => words.few_out,
    };
    let (received, excluded) = (number(whole.received), number(whole.excluded));
    let values = [
        ("received", received.as_str()),
        ("excluded", &excluded),
        ("used", &number(whole.used)),
    ];
    fill(template, &values)
}

fn index(figures: &Figures, whole: &QualityRow, tongue: Tongue) -> Option<String> {
    let style = figures.method.style;
    let (used, received) = match style {
        Style::Mean => (whole.index_mean, whole.index_mean_received),
        Style::Satisfied => (whole.index_satisfied, whole.index_satisfied_received),
    };
    whole.excluded.filter(|excluded| *excluded > 0)?;
    let unit = |value| in_unit(tongue, style, value);
    let values = [("used", &*unit(used?)), ("received", &*unit(received?))];
    Some(fill(Words::of(tongue).index, &values))
}

fn flagged(whole: &QualityRow, tongue: Tongue) -> Option<String> {
    let flagged = whole.flagged.filter(|flagged| *flagged > 0)?;
    let share = percent(tongue, whole.flagged_share?);
    let values = [("flagged", &*count(tongue, flagged)), ("share", &*share)];
    Some(fill(Words::of(tongue).flagged, &values))
}

fn caution(figures: &Figures, tongue: Tongue) -> Option<String> {
    let quality = &figures.quality;
    let marked = |code: &str| {
        let mut rows = quality.rows.iter();
        rows.any(|row| row.domain == code && row.caution)
    };
    let localities = figures.localities.iter();
    let places: Vec<&str> = localities
        .filter(|locality| marked(&locality.code))
        .map(|locality| locality.name.as_str())
        .collect();
    let share = format!("{}%", plain(tongue, quality.rules.caution_share, 1));
    let values = [("share", &*share), ("places", &*places.join(", "))];
    (!places.is_empty()).then(|| fill(Words::of(tongue).caution, &values))
}

fn approached(quality: &Quality, tongue: Tongue) -> Option<String> {
    let words = Words::of(tongue);
    let value = |measure: &str| {
        let mut rates = quality.rates.iter();
        rates.find(|rate| rate.measure == measure)?.value
    };
    if let Some(rate) = value("rr2") {
        let rate = percent(tongue, rate);
        return Some(fill(words.response_rate, &[("rate", &rate)]));
    }
    let whole = |measure| value(measure).map(|number| count(tongue, number as u64));
    let values = [
        ("starts", &*whole("starts")?),
        ("completes", &*whole("completes")?),
        ("completion", &*percent(tongue, value("completion")?)),
        ("per_1000", &*decimal(tongue, value("per_1000")?)),
    ];
    Some(fill(words.participation, &values))
}

fn steps(whole: &QualityRow, tongue: Tongue) -> Vec<(&'static str, String)> {
    let words = Words::of(tongue);
    let reasons = &whole.by_reason;
    let reasons = [
        (words.impossible, reasons.impossible),
        (words.same_person, reasons.same_person),
        (words.two_flags, reasons.two_flags),
        (words.confirmed_burst, reasons.confirmed_burst),
    ];
    let excluded = match reasons.iter().all(|(_, n)| n.is_none()) {
        true => vec![(words.excluded, whole.excluded)],
        false => reasons.to_vec(),
    };
    if whole.excluded.is_none_or(|excluded| excluded == 0) {
        return Vec::new();
    }
    let rows = [(words.received, whole.received)].into_iter();
    rows.chain(excluded.into_iter().filter(|(_, n)| *n != Some(0)))
        .chain([(words.used, whole.used)])
        .filter_map(|(step, n)| Some((step, count(tongue, n?))))
        .collect()
}
