//! The regularised incomplete beta function, to about 1e-13 also where `statrs` loses digits (large shapes) or turns in
//! circles (small ones).
//!
//! The prefactor x^a y^b / B(a, b) is taken apart as C. Loader does for the binomial distribution (2000, "Fast and
//! accurate computation of binomial probabilities"), which leaves no difference of large logarithms; the rest is the
//! continued fraction of DLMF 8.17.22 by Lentz's method.

use std::f64::consts::PI;

/// I_x(a, b), and its derivative by the logit of x, which is x^a y^b / B(a, b). For a, b > 0 and x, y > 0 with x + y = 1,
/// given apart so that neither loses digits near 1.
pub(crate) fn incomplete_beta(a: f64, b: f64, x: f64, y: f64) -> (f64, f64) {
    let n = a + b;
    let exponent = stirling_error(n)
        - stirling_error(a)
        - stirling_error(b)
        - deviance(a, n * x)
        - deviance(b, n * y);
    let density = (a / n * b / (2.0 * PI)).sqrt() * exponent.exp();
    let share = if x <= (a + 1.0) / (n + 2.0) {
        density * fraction(a, b, x) / a
    } else {
        1.0 - density * fraction(b, a, y) / b
    };
    (share, density)
}

/// ln Γ(n + 1) − (n + ½) ln n + n − ½ ln 2π: what Stirling's formula leaves out.
fn stirling_error(n: f64) -> f64 {
    if n < 16.0 {
        return libm::lgamma(n + 1.0) - (n + 0.5) * n.ln() + n - 0.5 * (2.0 * PI).ln();
    }
    let square = n * n;
    let tail = 1.0 / 1_260.0 - (1.0 / 1_680.0 - (1.0 / 1_188.0) / square) / square;
    (1.0 / 12.0 - (1.0 / 360.0 - tail / square) / square) / n
}

/// m ln(m/μ) + μ − m, by its series in (m − μ)/(m + μ) where the two are close.
fn deviance(m: f64, mean: f64) -> f64 {
    let v = (m - mean) / (m + mean);
    if v.abs() >= 0.1 {
        return m * (m / mean).ln() + mean - m;
    }
    let (mut sum, mut term) = ((m - mean) * v, 2.0 * m * v);
    for odd in (3..1_000).step_by(2) {
        term *= v * v;
        let next = sum + term / f64::from(odd);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const SMALLEST: f64 = 1e-300;
    const TERMS: u32 = 100_000;
    let away_from_zero = |value: f64| {
        if value.abs() < SMALLEST {
            SMALLEST
        } else {
            value
        }
    };
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let (mut c, mut product) = (1.0, d);
    for m in 1..TERMS {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut step = 1.0;
        for numerator in [even, odd] {
            d = 1.0 / away_from_zero(1.0 + numerator * d);
            c = away_from_zero(1.0 + numerator / c);
            step = c * d;
            product *= step;
        }
        if (step - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    product
}
