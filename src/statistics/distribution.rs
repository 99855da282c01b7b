//! Distribution functions, guarded where `statrs` was measured to be wrong (method, "Distributions").
//!
//! Every argument has a defined value and none panics: NaN where the distribution does not exist (a parameter that is not
//! above 0, a probability outside [0, 1], NaN), the end of the range for p = 0 and p = 1. Checked against R 4.2 to 1e-9.
//!
//! ```
//! use hailong_statistics::distribution::{normal_quantile, t_quantile};
//! assert!((t_quantile(0.975, 14.0) - 2.144_786_688).abs() < 1e-9);
//! assert!(t_quantile(0.975, 1e12) - normal_quantile(0.975) < 1e-9);
//! assert!(t_quantile(1.5, 14.0).is_nan());
//! ```

use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::gamma::{gamma_lr, gamma_ur};

use crate::incomplete_beta::incomplete_beta;

/// P(Z ≥ z).
pub fn normal_sf(z: f64) -> f64 {
    0.5 * libm::erfc(z / std::f64::consts::SQRT_2)
}

/// The p-quantile of the normal distribution.
pub fn normal_quantile(p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    Normal::standard().inverse_cdf(p)
}

/// From here on the normal distribution with corrections in 1/df is exact to 1e-11.
const NEARLY_NORMAL: f64 = 1e6;

/// P(T_df ≥ t); df = ∞ gives the normal. From df = 1e6 by Wallace's normal transform.
pub fn t_sf(t: f64, df: f64) -> f64 {
    if t.is_nan() || df.is_nan() || df <= 0.0 {
        f64::NAN
    } else if df == f64::INFINITY {
        normal_sf(t)
    } else if df >= NEARLY_NORMAL {
        let z = (df * (t * t / df).ln_1p()).sqrt() * (1.0 - 2.0 / (8.0 * df + 3.0));
        normal_sf(z.copysign(t))
    } else if t < 0.0 {
        1.0 - t_tail(-t, df).0
    } else {
        t_tail(t, df).0
    }
}

/// P(T_df ≥ t) for t ≥ 0, and t times the density.
fn t_tail(t: f64, df: f64) -> (f64, f64) {
    // t²/df
    let square = (t / df.sqrt()) * (t / df.sqrt());
    if square == 0.0 {
        return (0.5, 0.0);
    }
    if square == f64::INFINITY {
        return (0.0, 0.0);
    }
    let (x, y) = (1.0 / (1.0 + square), square / (1.0 + square));
    let (both_tails, density) = incomplete_beta((df / 2.0).max(f64::MIN_POSITIVE), 0.5, x, y);
    (both_tails / 2.0, density)
}

/// The p-quantile of T_df; −∞ and ∞ for p = 0 and 1.
///
/// By the Cornish–Fisher expansion in 1/df; below df = 1e6 this is where Newton's iteration for [`t_sf`] begins, on
/// logarithms. (`statrs` is 6.8 % wrong at df = 1e7.)
///
/// ```
/// use hailong_statistics::distribution::t_quantile;
/// assert!((t_quantile(0.975, 978.0) - 1.962_392_573).abs() < 1e-9);
/// ```
pub fn t_quantile(p: f64, df: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    let tail = p.min(1.0 - p);
    let size = match tail {
        0.0 => f64::INFINITY,
        0.5 => 0.0,
        _ => upper_t_quantile(tail, df),
    };
    if p < 0.5 { -size } else { size }
}

/// t > 0 with P(T_df ≥ t) = `tail` in (0, ½).
fn upper_t_quantile(tail: f64, df: f64) -> f64 {
    let z = -normal_quantile(tail);
    let z2 = z * z;
    let g1 = z * (z2 + 1.0) / 4.0;
    let g2 = z * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0;
    let g3 = z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0;
    let g4 = z * ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) / 92_160.0;
    let v = 1.0 / df;
    let expanded = z + v * (g1 + v * (g2 + v * (g3 + v * g4)));
    if df >= NEARLY_NORMAL {
        return expanded;
    }
    let begin = if df >= 1.0 { expanded.max(z) } else { z };
    root(begin.ln(), |logarithm| {
        let (own, density) = t_tail(logarithm.exp(), df);
        (tail.ln() - own.ln(), density / own)
    })
    .exp()
}

/// Above this a + b a beta distribution is taken as its mean.
const POINT: f64 = 1e15;

/// The p-quantile of Beta(a, b), by Newton's iteration on logarithms. `NaN` unless a, b > 0 are finite.
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    let exists = |shape: f64| shape > 0.0 && shape.is_finite();
    if !(0.0..=1.0).contains(&p) || !exists(a) || !exists(b) {
        return f64::NAN;
    }
    if p == 0.0 || p == 1.0 {
        return p;
    }
    if a.max(b) > POINT {
        return 1.0 / (1.0 + b / a);
    }
    // The smaller tail is the one that is computed.
    let (tail, from, to) = if p <= 0.5 { (p, a, b) } else { (1.0 - p, b, a) };
    let logit = root((from / to).ln(), |logit| {
        let (x, y) = (logistic(logit), logistic(-logit));
        let (own, density) = incomplete_beta(from, to, x, y);
        (own.ln() - tail.ln(), density / own)
    });
    logistic(if p <= 0.5 { logit } else { -logit })
}

fn logistic(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

/// Where an increasing concave function, given with its slope, is 0: Newton's steps, and halving where one would leave what
/// is known to hold the root. The ends are those of the exponents of `f64`.
fn root(begin: f64, function: impl Fn(f64) -> (f64, f64)) -> f64 {
    let (mut low, mut high) = (-745.0, 709.0);
    let mut at = begin.clamp(low, high);
    for _ in 0..200 {
        let (value, slope) = function(at);
        if value > 0.0 {
            high = at;
        } else {
            low = at;
        }
        let newton = at - value / slope;
        // The error after a step is about its square.
        if (newton - at).abs() <= 1e-8 {
            return newton;
        }
        at = if newton > low && newton < high {
            newton
        } else {
            f64::midpoint(low, high)
        };
    }
    at
}

/// Above this shape a gamma distribution is taken as normal: its series would go on for too long.
const NEARLY_NORMAL_SHAPE: f64 = 1e12;

/// P(X ≥ x) of the chi-squared distribution with `df` degrees of freedom.
pub fn chi_squared_sf(x: f64, df: f64) -> f64 {
    let (shape, x) = ((df / 2.0).max(f64::MIN_POSITIVE), x / 2.0);
    if !(df > 0.0 && df.is_finite()) || x.is_nan() {
        f64::NAN
    } else if x <= 0.0 {
        1.0
    } else if x == f64::INFINITY {
        0.0
    } else if shape > NEARLY_NORMAL_SHAPE {
        normal_sf((x - shape) / shape.sqrt())
    } else {
        gamma_ur(shape, x).clamp(0.0, 1.0)
    }
}

/// P(X ≥ k) for X ~ Poisson(λ), the regularised incomplete gamma function P(k, λ); from λ = 1e6 by Wilson and Hilferty's
/// normal transform. `NaN` unless λ ≥ 0 is finite.
///
/// ```
/// use hailong_statistics::distribution::poisson_sf;
/// assert!((poisson_sf(1, 0.3) - 0.259_181_779_318_282).abs() < 1e-12);
/// ```
pub fn poisson_sf(k: u64, lambda: f64) -> f64 {
    let shape = k as f64;
    if !(lambda >= 0.0 && lambda.is_finite()) {
        f64::NAN
    } else if k == 0 {
        1.0
    } else if lambda == 0.0 {
        0.0
    } else if lambda >= 1e6 {
        let spread = 1.0 / (9.0 * shape);
        normal_sf((1.0 - spread - (lambda / shape).cbrt()) / spread.sqrt())
    } else {
        gamma_lr(shape, lambda)
    }
}

/// P(X ≥ k) for X ~ Binomial(n, p), the regularised incomplete beta function I_p(k, n − k + 1). `NaN` unless p is in [0, 1].
pub fn binomial_sf(k: u64, n: u64, p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        f64::NAN
    } else if k == 0 {
        1.0
    } else if k > n || p == 0.0 {
        0.0
    } else if p == 1.0 {
        1.0
    } else {
        incomplete_beta(k as f64, (n - k) as f64 + 1.0, p, 1.0 - p).0
    }
}
