//! Totals, ratios and means of any variable, with the scores that [`crate::clustering`] turns into variances (method §6).
//!
//! ```
//! use hailong_statistics::ratio::ratio;
//! let (value, scores) = ratio(&[2.0, 2.0], &[1.0, 3.0], &[1.0, 1.0]);
//! assert_eq!((value, scores), (2.0, vec![-0.5, 0.5]));
//! ```

/// R = Σ w y / Σ w x and its scores u_i = w_i (y_i − R x_i) / Σ w x. A mean over a domain has x = 1 inside it and 0
/// outside, and y = 0 outside. NaN where Σ w x = 0.
pub fn ratio(weight: &[f64], y: &[f64], x: &[f64]) -> (f64, Vec<f64>) {
    let (top, bottom) = (dot(weight, y), dot(weight, x));
    let value = top / bottom;
    let scores = weight
        .iter()
        .zip(y)
        .zip(x)
        .map(|((w, y), x)| w * (y - value * x) / bottom)
        .collect();
    (value, scores)
}

/// Σ w y and its scores u_i = w_i y_i.
pub fn total(weight: &[f64], y: &[f64]) -> (f64, Vec<f64>) {
    (
        dot(weight, y),
        weight.iter().zip(y).map(|(w, y)| w * y).collect(),
    )
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
