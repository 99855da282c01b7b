//! What distribution functions keep beyond the points that are known from R.

use hailong_statistics::distribution::{
    beta_quantile, chi_squared_sf, normal_quantile, normal_sf, poisson_sf, t_quantile, t_sf,
};
use proptest::prelude::*;

/// Degrees of freedom from 1 to 1e9, evenly on the logarithm.
fn df() -> impl Strategy<Value = f64> {
    (0.0..9.0_f64).prop_map(|exponent| 10_f64.powf(exponent))
}

/// A tail from 1e-30 to ½.
fn tail() -> impl Strategy<Value = f64> {
    (-30.0..-0.302_f64).prop_map(|exponent| 10_f64.powf(exponent))
}

fn near(own: f64, wanted: f64, share: f64) -> bool {
    (own - wanted).abs() <= share * wanted.abs()
}

/// Numbers that a careless caller may pass.
const EXTREMES: [f64; 19] = [
    f64::NEG_INFINITY,
    -1e300,
    -1.0,
    -0.0,
    0.0,
    5e-324,
    1e-300,
    1e-3,
    0.5,
    1.0 - 1e-16,
    1.0,
    2.0,
    200.0,
    1e7,
    1e15,
    1e300,
    f64::MAX,
    f64::INFINITY,
    f64::NAN,
];

proptest! {
    #[test]
    fn a_quantile_of_t_leaves_its_tail(tail in tail(), df in df()) {
        let t = -t_quantile(tail, df);
        prop_assert!(near(t_sf(t, df), tail, 1e-9), "{} of {df}: {t}", tail);
    }

    #[test]
    fn t_and_the_normal_are_symmetric(p in 0.001..0.999_f64, t in -50.0..50.0_f64, df in df()) {
        prop_assert!((t_quantile(p, df) + t_quantile(1.0 - p, df)).abs() < 1e-11);
        prop_assert!((normal_quantile(p) + normal_quantile(1.0 - p)).abs() < 1e-11);
        prop_assert!((t_sf(t, df) + t_sf(-t, df) - 1.0).abs() < 1e-12);
        prop_assert!((normal_sf(t) + normal_sf(-t) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn more_degrees_of_freedom_have_thinner_tails(tail in tail(), df in 1.0..1e8_f64, more in 1.01..10.0_f64) {
        let (few, many) = (-t_quantile(tail, df), -t_quantile(tail, df * more));
        prop_assert!(few >= many * (1.0 - 1e-9));
        prop_assert!(many >= -normal_quantile(tail) * (1.0 - 1e-9));
        prop_assert!(t_sf(few, df) >= t_sf(few, df * more) * (1.0 - 1e-9));
    }

    #[test]
    fn quantiles_grow_with_their_probability(tail in tail(), part in 0.01..0.99_f64, df in df(), a in 0.5..1e6_f64, b in 0.5..1e6_f64) {
        prop_assert!(t_quantile(tail * part, df) < t_quantile(tail, df));
        prop_assert!(normal_quantile(tail * part) < normal_quantile(tail));
        prop_assert!(beta_quantile(tail * part, a, b) <= beta_quantile(tail, a, b));
    }

    #[test]
    fn the_normal_quantile_leaves_its_tail(tail in tail()) {
        prop_assert!(near(normal_sf(-normal_quantile(tail)), tail, 1e-9));
    }

    #[test]
    fn the_beta_quantile_is_that_of_the_other_side(p in 1e-6..0.999_f64, a in 0.5..1e6_f64, b in 0.5..1e6_f64) {
        prop_assert!((beta_quantile(p, a, b) - 1.0 + beta_quantile(1.0 - p, b, a)).abs() < 1e-11);
    }

    /// P(Bin(n, x) ≥ k) = I_x(k, n − k + 1).
    #[test]
    fn a_beta_quantile_is_the_share_with_that_binomial_tail((n, k) in (1_u32..60).prop_flat_map(|n| (Just(n), 1..=n)), p in 0.001..0.999_f64) {
        let x = beta_quantile(p, f64::from(k), f64::from(n - k + 1));
        let (mut term, mut sum) = ((1.0 - x).powi(n as i32), 0.0);
        for at in 0..=n {
            if at >= k {
                sum += term;
            }
            term *= f64::from(n - at) / f64::from(at + 1) * x / (1.0 - x);
        }
        prop_assert!(near(sum, p, 1e-9), "{sum} against {p}");
    }

    /// P(T_df ≥ t) = I_{df/(df + t²)}(df/2, ½)/2.
    #[test]
    fn t_and_beta_quantiles_belong_together(tail in 1e-10..0.49_f64, df in 1.0..1e5_f64) {
        let t = t_quantile(1.0 - tail, df);
        // 1 − x, which keeps its digits where x is near 1.
        let other = beta_quantile(1.0 - 2.0 * tail, 0.5, df / 2.0);
        prop_assert!(near(t * t, df * other / (1.0 - other), 1e-7), "{t}");
    }

    /// P(Poisson(μ) < k) = P(χ²_{2k} ≥ 2μ).
    #[test]
    fn poisson_and_chi_squared_belong_together(k in 1_u64..500, mean in 0.01..500.0_f64) {
        let both = poisson_sf(k, mean) + chi_squared_sf(2.0 * mean, 2.0 * k as f64);
        prop_assert!((both - 1.0).abs() < 1e-11);
        prop_assert!(poisson_sf(k, mean) >= poisson_sf(k + 1, mean));
    }
}

#[test]
fn t_with_one_and_two_degrees_of_freedom_has_its_closed_form() {
    for p in [1e-9, 0.01, 0.3, 0.5, 0.75, 0.975, 0.999_999] {
        let cauchy = -1.0 / (std::f64::consts::PI * p).tan();
        let two = (2.0 * p - 1.0) / (2.0 * p * (1.0 - p)).sqrt();
        assert!((t_quantile(p, 1.0) - cauchy).abs() <= 1e-9 * cauchy.abs().max(1e-3));
        assert!((t_quantile(p, 2.0) - two).abs() <= 1e-9 * two.abs());
    }
}

#[test]
fn nothing_panics_and_what_does_not_exist_is_nan() {
    let probability = |p: f64| (0.0..=1.0).contains(&p);
    for a in EXTREMES {
        assert_eq!(normal_quantile(a).is_nan(), !probability(a), "{a}");
        assert_eq!(normal_sf(a).is_nan(), a.is_nan());
        for b in EXTREMES {
            assert_eq!(
                t_quantile(a, b).is_nan(),
                !probability(a) || b.is_nan() || b <= 0.0,
                "t_quantile({a}, {b}) = {}",
                t_quantile(a, b)
            );
            assert_eq!(
                probability(t_sf(a, b)),
                !a.is_nan() && b > 0.0,
                "t_sf({a}, {b}) = {}",
                t_sf(a, b)
            );
            let exists = !a.is_nan() && b > 0.0 && b.is_finite();
            assert_eq!(probability(chi_squared_sf(a, b)), exists, "{a}, {b}");
            for p in EXTREMES {
                let exists = probability(p) && [a, b].iter().all(|s| *s > 0.0 && s.is_finite());
                let own = beta_quantile(p, a, b);
                assert_eq!(
                    probability(own),
                    exists,
                    "beta_quantile({p}, {a}, {b}) = {own}"
                );
            }
        }
        for k in [0, 1, 10, u64::MAX] {
            let exists = a >= 0.0 && a.is_finite();
            assert_eq!(probability(poisson_sf(k, a)), exists, "{k}, {a}");
        }
    }
}

#[test]
fn the_ends_of_a_range_are_its_quantiles_of_0_and_1() {
    for df in [1e-3, 1.0, 14.0, 1e7, f64::INFINITY] {
        assert_eq!(t_quantile(0.0, df), f64::NEG_INFINITY);
        assert_eq!(t_quantile(1.0, df), f64::INFINITY);
        assert_eq!(t_quantile(0.5, df), 0.0);
        assert_eq!(t_sf(f64::INFINITY, df), 0.0);
        assert_eq!(t_sf(f64::NEG_INFINITY, df), 1.0);
    }
    assert_eq!(t_quantile(0.975, 1e300), normal_quantile(0.975));
    assert_eq!(beta_quantile(0.0, 2.0, 3.0), 0.0);
    assert_eq!(beta_quantile(1.0, 2.0, 3.0), 1.0);
}
