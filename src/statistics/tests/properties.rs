//! What holds for any survey.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod people;

use hailong_statistics::calibration::Calibration;
use hailong_statistics::estimate::{
    Estimates, Survey, VarianceMethod, estimate, estimate_calibrated, estimate_clustered,
};
use hailong_statistics::interval::{self, Interval};
use hailong_statistics::raking::{Margin, rake};
use hailong_statistics::ranks::{Contestant, Ranking, rank_sets};
use hailong_statistics::sample::Sample;
use hailong_statistics::score::Style;
use people::{
    LOCALITIES, Person, all_of, all_same, clustering, design, domains, index, margins, people,
    same_figures, sample, shuffled,
};
use proptest::prelude::*;
use rayon::ThreadPoolBuilder;

fn plain(people: &[Person], population: Option<f64>) -> Estimates {
    estimate(&sample(people), &index(), &design(population)).unwrap()
}

fn raked(people: &[Person], margins: &[Margin]) -> Estimates {
    let base = sample(people);
    let calibration = Calibration::new(&base.weight, margins).unwrap();
    let weight = rake(&base.weight, margins).unwrap().weight;
    let sample = Sample { weight, ..base };
    estimate_calibrated(&sample, &index(), &design(None), &calibration).unwrap()
}

fn clustered(people: &[Person]) -> Estimates {
    let clusters = clustering(people);
    estimate_clustered(&sample(people), &index(), &design(None), &clusters).unwrap()
}

fn jackknifed(people: &[Person], margins: &[Margin]) -> Estimates {
    let base = sample(people);
    let (calibration, clusters) = (
        Calibration::new(&base.weight, margins).unwrap(),
        clustering(people),
    );
    let weight = rake(&base.weight, margins).unwrap().weight;
    let sample = Sample { weight, ..base };
    let (index, design) = (index(), design(None));
    let mut survey = Survey::new(&sample, &index, &design);
    survey.calibration = Some(&calibration);
    survey.clustering = Some(&clusters);
    survey.variance = VarianceMethod::Jackknife;
    survey.estimates().unwrap()
}

/// Everybody twice, each with half the weight, and in a PSU of their own.
fn twice(people: &[Person]) -> Vec<Person> {
    let both = people.iter().flat_map(|person| {
        let half = Person {
            weight: person.weight / 2.0,
            ..person.clone()
        };
        [half.clone(), half]
    });
    both.collect()
}

proptest! {
    #[test]
    fn the_order_of_rows_changes_no_figure((people, others) in shuffled()) {
        all_same(&plain(&people, None), &plain(&others, None), 1e-12)?;
        all_same(&plain(&people, Some(500.0)), &plain(&others, Some(500.0)), 1e-12)?;
        all_same(&clustered(&people), &clustered(&others), 1e-12)?;
    }

    #[test]
    fn the_order_of_rows_changes_no_raked_figure((people, others) in shuffled()) {
        let (one, other) = (raked(&people, &margins(&people)), raked(&others, &margins(&others)));
        all_same(&one, &other, 1e-10)?;
    }

    /// Raking stops within 1e-10 of the margins, from whichever it begins.
    #[test]
    fn the_order_of_margins_changes_no_figure(people in people()) {
        let mut margins = margins(&people);
        let one = raked(&people, &margins);
        margins.reverse();
        all_same(&one, &raked(&people, &margins), 1e-8)?;
    }

    /// The same rows in the same chunks: a locality's figures are the same bits under any number.
    #[test]
    fn the_order_of_localities_changes_no_bit_of_a_locality(people in people()) {
        let renumbered: Vec<Person> = people.iter().map(|person| Person {
            locality: LOCALITIES - 1 - person.locality,
            stratum: 2 * LOCALITIES - 1 - person.stratum,
            ..person.clone()
        }).collect();
        let (one, other) = (plain(&people, None), plain(&renumbered, None));
        for (a, b) in one.localities.iter().zip(other.localities.iter().rev()) {
            for (a, b) in all_of(a).iter().zip(&all_of(b)) {
                let bits = |counted: &hailong_statistics::estimate::Counted| {
                    counted.estimate.map(|one| [one.value, one.df].map(f64::to_bits))
                };
                prop_assert_eq!(bits(a), bits(b));
            }
            same_figures(a, b, 1e-12).map_err(TestCaseError::fail)?;
        }
        same_figures(&one.whole, &other.whole, 1e-12).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn doubling_every_row_with_half_the_weight_changes_no_estimate(people in people()) {
        for (one, other) in [
            (plain(&people, None), plain(&twice(&people), None)),
            (raked(&people, &margins(&people)), raked(&twice(&people), &margins(&twice(&people)))),
        ] {
            for (a, b) in domains(&one).zip(domains(&other)) {
                for (a, b) in all_of(a).iter().zip(&all_of(b)) {
                    prop_assert_eq!(2 * a.n, b.n);
                    let values = a.estimate.zip(b.estimate).map(|(a, b)| (a.value, b.value));
                    prop_assert!(values.is_none_or(|(a, b)| (a - b).abs() <= 1e-9 * a.max(1.0)));
                    prop_assert_eq!(a.estimate.is_some(), b.estimate.is_some());
                }
            }
        }
    }

    /// The two halves of a person share their PSU, so that nothing is known twice.
    #[test]
    fn doubling_every_row_within_its_cluster_changes_no_error(people in people()) {
        let (one, other) = (clustered(&people), clustered(&twice(&people)));
        for (a, b) in domains(&one).zip(domains(&other)) {
            for (a, b) in all_of(a).iter().zip(&all_of(b)) {
                if let Some((a, b)) = a.estimate.zip(b.estimate) {
                    prop_assert!((a.variance - b.variance).abs() <= 1e-12 * a.variance.max(1.0));
                    prop_assert_eq!(a.df, b.df);
                }
            }
        }
    }

    /// Without a finite population only the proportions of the weights matter.
    #[test]
    fn the_scale_of_the_weights_changes_no_figure(people in people(), exponent in -90.0..90.0_f64) {
        let scale = 10_f64.powf(exponent);
        let scaled: Vec<Person> = people.iter().map(|person| Person {
            weight: person.weight * scale,
            ..person.clone()
        }).collect();
        all_same(&plain(&people, None), &plain(&scaled, None), 1e-12)?;
        all_same(&clustered(&people), &clustered(&scaled), 1e-12)?;
    }

    #[test]
    fn a_locality_does_not_depend_on_the_others(people in people(), noise in 0_u8..5) {
        let others: Vec<Person> = people.iter().map(|person| {
            let mut other = person.clone();
            if person.locality > 0 {
                other.codes = other.codes.map(|code| (code.wrapping_add(noise)) % 6);
                other.weight *= 3.0;
            }
            other
        }).collect();
        for (one, other) in [
            (plain(&people, Some(500.0)), plain(&others, Some(500.0))),
            (clustered(&people), clustered(&others)),
        ] {
            let of = |estimates: &Estimates| {
                let mut own = all_of(&estimates.localities[0]);
                for one in own.iter_mut().filter_map(|one| one.estimate.as_mut()) {
                    one.covariance_with_whole = 0.0;
                }
                own
            };
            prop_assert_eq!(of(&one), of(&other));
        }
    }

    #[test]
    fn an_index_lies_within_what_those_who_do_not_know_could_make_of_it(people in people()) {
        let found = raked(&people, &margins(&people));
        for domain in domains(&found) {
            for style in Style::ALL {
                let index = domain.style(style).index.estimate.map(|one| one.value);
                if let Some((value, (low, high))) = index.zip(domain.dont_know_bounds(style)) {
                    prop_assert!(low <= value + 1e-9 && value <= high + 1e-9, "{low} {value} {high}");
                }
            }
        }
    }

    #[test]
    fn nothing_is_not_a_number(people in people()) {
        let margins = margins(&people);
        for estimates in [plain(&people, None), plain(&people, Some(90.0)), raked(&people, &margins), clustered(&people)] {
            for one in domains(&estimates).flat_map(all_of).filter_map(|one| one.estimate) {
                let numbers = [one.variance, one.linearised, one.of_elements, one.df, one.n_eff, one.covariance_with_whole];
                prop_assert!(numbers.iter().all(|number| number.is_finite()), "{one:?}");
                prop_assert!((0.0..=100.0).contains(&one.value) && one.variance >= 0.0 && one.n_eff >= 0.0);
                prop_assert!(one.deff.is_none_or(|deff| deff.is_finite() && deff >= 0.0));
            }
        }
    }
}

fn contestants(p: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Contestant>> {
    let one = (0.0..100.0_f64, 0.01..50.0_f64, 1.0..500.0_f64);
    let contestant = one.prop_map(|(estimate, variance, df)| Contestant {
        estimate,
        variance,
        df,
    });
    prop::collection::vec(contestant, p)
}

fn noisier(contestants: &[Contestant], factor: impl Fn(usize) -> f64) -> Vec<Contestant> {
    let each = contestants.iter().enumerate();
    each.map(|(at, one)| Contestant {
        variance: one.variance * factor(at),
        ..*one
    })
    .collect()
}

/// Whether every set of the one lies in that of the other.
fn within(inner: &Ranking, outer: &Ranking) -> bool {
    let pairs = inner.simultaneous.iter().zip(&outer.simultaneous);
    pairs
        .chain(inner.marginal.iter().zip(&outer.marginal))
        .all(|(inner, outer)| outer.low <= inner.low && inner.high <= outer.high)
}

proptest! {
    #[test]
    fn a_rank_set_contains_the_rank(contestants in contestants(1..15)) {
        let found = rank_sets(&contestants, 0.05);
        for (at, rank) in found.rank.iter().enumerate() {
            let (all, own) = (found.simultaneous[at], found.marginal[at]);
            prop_assert!((own.low..=own.high).contains(rank) && (all.low..=all.high).contains(rank));
            prop_assert!(1 <= all.low && all.high as usize <= contestants.len());
        }
    }

    #[test]
    fn the_order_of_localities_changes_no_rank_set(contestants in contestants(2..12)) {
        let one = rank_sets(&contestants, 0.05);
        let mut other = rank_sets(&contestants.iter().rev().copied().collect::<Vec<_>>(), 0.05);
        other.simultaneous.reverse();
        other.marginal.reverse();
        prop_assert_eq!(&one.simultaneous, &other.simultaneous);
        prop_assert_eq!(&one.marginal, &other.marginal);
    }

    /// Of all at once, whatever the degrees of freedom; of one alone, where they do not matter: Welch's may grow with it.
    #[test]
    fn more_noise_widens_rank_sets(contestants in contestants(2..12), factor in 1.0..4.0_f64, one in 0_usize..12) {
        let found = rank_sets(&contestants, 0.05);
        prop_assert!(within(&found, &rank_sets(&noisier(&contestants, |_| factor), 0.05)));
        let normal: Vec<Contestant> = contestants.iter().map(|one| Contestant { df: f64::INFINITY, ..*one }).collect();
        let noisy = noisier(&normal, |at| if at == one { factor } else { 1.0 });
        prop_assert!(within(&rank_sets(&normal, 0.05), &rank_sets(&noisy, 0.05)));
    }

    #[test]
    fn a_smaller_level_widens_rank_sets(contestants in contestants(2..12)) {
        prop_assert!(within(&rank_sets(&contestants, 0.05), &rank_sets(&contestants, 0.01)));
    }

    #[test]
    fn more_noise_widens_intervals(people in people(), factor in 1.0..4.0_f64) {
        let found = plain(&people, None);
        for counted in domains(&found).flat_map(all_of) {
            let Some(one) = counted.estimate else { continue };
            let mut noisy = one;
            noisy.variance *= factor;
            let ways = [
                |one, n, level| interval::of_proportion(one, n, level),
                |one, _, level| interval::of_percentage(one, level),
            ];
            for way in ways {
                let width = |interval: Option<Interval>| interval.map_or(0.0, Interval::width);
                let (narrow, wide) = (way(&one, counted.n, 0.95), way(&noisy, counted.n, 0.95));
                prop_assert!(width(narrow) <= width(wide) * (1.0 + 1e-9) + 1e-9, "{narrow:?} {wide:?}");
                prop_assert!(width(way(&one, counted.n, 0.9)) <= width(narrow) * (1.0 + 1e-9) + 1e-9, "{counted:?} {:?} {narrow:?}", way(&one, counted.n, 0.9));
            }
        }
    }
}

/// Rows in more than three chunks.
fn many() -> Vec<Person> {
    let mut state = 7_u64;
    let mut next = move |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) % below
    };
    (0..200_003)
        .map(|_| {
            let locality = next(u64::from(LOCALITIES)) as u32;
            Person {
                codes: std::array::from_fn(|_| [0, 1, 2, 3, 4, 4, 5, 255][next(8) as usize]),
                locality,
                stratum: 2 * locality + next(2) as u32,
                psu: next(50) as u32,
                sex: next(2) as u32,
                age: next(3) as u32,
                weight: 1.0 + next(1_000) as f64 / 333.0,
            }
        })
        .collect()
}

#[test]
fn the_order_of_many_rows_changes_no_figure() {
    let people = many();
    let back: Vec<Person> = people.iter().rev().cloned().collect();
    let same = all_same(&plain(&people, Some(1e6)), &plain(&back, Some(1e6)), 1e-12);
    assert!(same.is_ok(), "{same:?}");
}

#[test]
fn figures_are_the_same_bits_on_any_number_of_threads() {
    let people = many();
    let margins = margins(&people);
    let figures = || {
        let all = [
            plain(&people, Some(1e6)),
            raked(&people, &margins),
            clustered(&people),
            jackknifed(&people, &margins),
        ];
        // What Debug prints tells two different numbers apart.
        format!("{all:?}")
    };
    let on = |threads: usize| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build();
        pool.unwrap().install(figures)
    };
    let one = on(1);
    assert!(one == on(2));
    assert!(one == on(5));
}
