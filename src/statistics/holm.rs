//! Holm's procedure (method §11): valid under any dependence.
//!
//! ```
//! use hailong_statistics::holm::adjusted;
//! assert_eq!(adjusted(&[0.5, 0.01, 0.02]), [0.5, 0.03, 0.04]);
//! ```

/// Adjusted p-values in the order given: a test is rejected at the level α where its own is at most α.
pub fn adjusted(p: &[f64]) -> Vec<f64> {
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
