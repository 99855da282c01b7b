//! How much wider than under simple random sampling an estimate spreads (method §8).
//!
//! ```
//! use hailong_statistics::design_effect::{population_variance, ratio_to_simple};
//! let square = population_variance(&[2.0; 4], &[1.0, 2.0, 3.0, 4.0], |_| true);
//! assert!((square - 5.0 / 3.0).abs() < 1e-12);
//! // 4 of a population of 8: the mean has V₀ = 5/3 / 4 · (1 − 4/8).
//! assert!((ratio_to_simple(5.0 / 12.0, square, 4.0, Some(8.0)) - 2.0).abs() < 1e-12);
//! ```

/// S² = n/(n − 1) Σ w (y − ȳ)² / Σ w over the n respondents for whom `is_in` holds, in squared units of y: the variance of
/// y among the people that they stand for, as R's `svyvar`. NaN for fewer than two of them.
pub fn population_variance(weight: &[f64], y: &[f64], is_in: impl Fn(usize) -> bool) -> f64 {
    let inside = || {
        let pairs = weight.iter().zip(y).enumerate();
        pairs.filter(|(row, _)| is_in(*row)).map(|(_, pair)| pair)
    };
    let n = inside().count() as f64;
    let sum: f64 = inside().map(|(w, _)| w).sum();
    let mean = inside().map(|(w, y)| w * y).sum::<f64>() / sum;
    let squares: f64 = inside().map(|(w, y)| w * (y - mean) * (y - mean)).sum();
    if n < 2.0 {
        return f64::NAN;
    }
    n / (n - 1.0) * squares / sum
}

/// deff = V / V₀ of a mean with variance `variance`: V₀ = S²/n · (1 − n/N), or S²/n where N is `None` ("with
/// replacement"). A total is Σ w times a mean: pass its variance divided by (Σ w)². NaN where V₀ is 0.
pub fn ratio_to_simple(variance: f64, square: f64, n: f64, population: Option<f64>) -> f64 {
    let kept = population.map_or(1.0, |population| 1.0 - n / population);
    let simple = square / n * kept;
    if simple > 0.0 {
        variance / simple
    } else {
        f64::NAN
    }
}
