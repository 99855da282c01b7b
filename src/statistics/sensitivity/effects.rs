//! Sobol' indices from the runs of A, B and A_B^g.

/// How much of a result's variance one factor explains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// S: by itself. Slightly negative values are noise of the estimator.
    pub first_order: f64,
    /// S_T: by itself and together with the others.
    pub total: f64,
}

/// Sample variance of all results of A and B together; 0 for fewer than two.
pub fn variance(a: &[f64], b: &[f64]) -> f64 {
    let n = (a.len() + b.len()) as f64;
    let both = || a.iter().chain(b);
    let mean = both().sum::<f64>() / n.max(1.0);
    both().map(|y| (y - mean) * (y - mean)).sum::<f64>() / (n - 1.0).max(1.0)
}

/// S = mean(y_B (y_{A_B^g} − y_A))/V and S_T = mean((y_A − y_{A_B^g})²)/(2V) (Saltelli et al. 2010); `None` where
/// nothing varies.
///
/// ```
/// use hailong_statistics::sensitivity::effect;
/// // Results that hang on this factor alone: y_{A_B^g} is y_B.
/// let (a, b) = ([1.0, -1.0, 1.0, -1.0], [1.0, 1.0, -1.0, -1.0]);
/// let found = effect(&a, &b, &b, 1.0).unwrap();
/// assert_eq!((found.first_order, found.total), (1.0, 1.0));
/// ```
pub fn effect(a: &[f64], b: &[f64], mixed: &[f64], variance: f64) -> Option<Effect> {
    if variance <= 0.0 {
        return None;
    }
    let runs = a.len() as f64;
    let (mut first, mut total) = (0.0, 0.0);
    for ((a, b), mixed) in a.iter().zip(b).zip(mixed) {
        first += b * (mixed - a);
        total += (a - mixed) * (a - mixed);
    }
    Some(Effect {
        first_order: first / runs / variance,
        total: total / runs / (2.0 * variance),
    })
}
