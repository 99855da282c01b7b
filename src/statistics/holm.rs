//! Holm's procedure (method §11): valid under any dependence.
//!
//! ```
//! use hailong_statistics::holm::adjusted;
//! assert_eq!(adjusted(&[0.5, 0.01, 0.02]), [0.5, 0.03, 0.04]);
//! ```

/// Adjusted p-values in the order given: a test is rejected at the level α where its own is at most α. A p-value that is
/// not a number rejects nothing: it counts as 1.
pub fn adjusted(p: &[f64]) -> Vec<f64> {
    let p: Vec<f64> = p
        .iter()
        .map(|p| if p.is_nan() { 1.0 } else { *p })
        .collect();
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]).then(a.cmp(b)));
    let mut adjusted = vec![0.0; p.len()];
    let mut highest: f64 = 0.0;
    for (at, own) in order.iter().enumerate() {
        highest = highest.max(p[*own] * (p.len() - at) as f64).min(1.0);
        adjusted[*own] = highest;
    }
    adjusted
}

/// How many of `sorted` p-values, ascending, are rejected at the level `alpha` as the smallest of `all` tests: the first
/// p_(i) > α/(K − i + 1) and all after it are kept.
///
/// ```
/// assert_eq!(hailong_statistics::holm::rejected(&[0.01, 0.02, 0.04], 3, 0.05), 3);
/// assert_eq!(hailong_statistics::holm::rejected(&[0.01, 0.02, 0.04], 4, 0.05), 1);
/// ```
pub fn rejected(sorted: &[f64], all: usize, alpha: f64) -> usize {
    let is_kept = |(at, p): (usize, &f64)| *p * (all - at) as f64 > alpha;
    sorted
        .iter()
        .enumerate()
        .position(is_kept)
        .unwrap_or(sorted.len())
}
