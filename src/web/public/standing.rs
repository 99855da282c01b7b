//! Where an index stands on a fixed scale and among the others, in words.

use crate::edition::figures::{Figures, WHOLE};
use crate::edition::standing::{Selection, Standing};
use crate::wording::numbers::{count, plain};
use crate::wording::standing::Standing as Words;
use crate::wording::{Tongue, fill, fill_with};

/// The absolute band of the index of all localities; empty where it is withheld.
pub fn band(figures: &Figures, tongue: Tongue) -> String {
    let (words, scale) = (Words::of(tongue), figures.method.scale);
    let Ok(shown) = figures.index(WHOLE) else {
        return String::new();
    };
    let (low, high) = scale.bands(shown.low, shown.high);
    let text = if low == high { words.band } else { words.bands };
    let bound = |value| plain(tongue, value, 1);
    let values = [
        ("band", words.band_name(low)),
        ("low", words.band_name(low)),
        ("high", words.band_name(high)),
        ("good", &bound(scale.good)),
        ("fair", &bound(scale.fair)),
        ("average", &bound(scale.average)),
    ];
    fill(text, &values)
}

/// What volunteers are worth; empty for other designs, and where it would not be less than their number.
pub fn selection(figures: &Figures, tongue: Tongue) -> String {
    let less = |own: &Selection| own.n_eff < own.n as f64;
    let Some(own) = figures.selection.filter(less) else {
        return String::new();
    };
    let values = [
        ("rho", plain(tongue, own.correlation, 4)),
        ("n", count(tongue, own.n)),
        ("worth", count(tongue, own.n_eff.round() as u64)),
    ];
    fill_with(Words::of(tongue).selection, &values)
}

/// “nhóm 1” or “nhóm 1–2”; empty without groups.
pub fn group(standing: &Standing, tongue: Tongue) -> String {
    let words = Words::of(tongue);
    let (Some(low), Some(high)) = (standing.group_low, standing.group_high) else {
        return String::new();
    };
    let text = if low == high {
        words.group
    } else {
        words.groups
    };
    fill_with(
        text,
        &[("low", low.to_string()), ("high", high.to_string())],
    )
}
