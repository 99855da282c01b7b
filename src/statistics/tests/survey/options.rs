//! Departures from the headline method.

use hailong_statistics::clustering::{Clustering, LonelyPsu};
use hailong_statistics::estimate::{Estimates, Options, Survey};
use hailong_statistics::ratio::ratio;
use hailong_statistics::score::Style;

use crate::by_hand::{City, city, close, crosswalk, shares};

fn with(city: &City, options: Options) -> Estimates {
    let membership = crosswalk();
    let mut survey = Survey::new(&city.sample, &city.index, &city.design);
    survey.options = options;
    survey.membership = Some(&membership);
    survey.estimates().unwrap()
}

#[test]
fn pooled_answers_are_one_ratio_over_all_answers() {
    let city = city(21);
    let found = with(
        &city,
        Options {
            pooled_answers: true,
            ..Options::default()
        },
    );
    let elements = Clustering::of_elements(
        &city.sample.stratum,
        &city.design.stratum_population,
        LonelyPsu::Adjust,
    )
    .unwrap();
    for (at, own) in found.localities.iter().enumerate() {
        let z = shares(&city, &crosswalk(), Some(at as u32));
        for style in Style::ALL {
            let pooled = |items: &[usize]| {
                let (mut y, mut x) = (vec![0.0; z.len()], vec![0.0; z.len()]);
                for item in items {
                    for (row, code) in city.sample.items[*item].iter().enumerate() {
                        if (1..=5).contains(code) {
                            y[row] += z[row] * style.score(*code);
                            x[row] += z[row];
                        }
                    }
                }
                let (value, scores) = ratio(&city.sample.weight, &y, &x);
                (value, elements.covariance(&[scores]).unwrap()[0][0])
            };
            let own = own.style(style);
            let cases = [
                (own.index, &[0, 1, 2, 3, 4][..]),
                (own.components[0], &[0, 1, 2]),
                (own.components[1], &[3, 4]),
            ];
            for (found, items) in cases {
                let (value, variance) = pooled(items);
                close(found.estimate.unwrap().value, value, "pooled value");
                close(
                    found.estimate.unwrap().variance,
                    variance,
                    "pooled variance",
                );
            }
        }
    }
}

#[test]
fn dont_know_in_the_denominator_is_an_answer_that_is_not_satisfied() {
    let mut city = city(22);
    let found = with(
        &city,
        Options {
            dk_in_denominator: true,
            ..Options::default()
        },
    );
    let plain = with(&city, Options::default());
    assert_eq!(found.whole.mean, plain.whole.mean);
    assert!(
        found.whole.satisfied.index.estimate.unwrap().value
            < plain.whole.satisfied.index.estimate.unwrap().value
    );
    for codes in &mut city.sample.items {
        for code in codes.iter_mut().filter(|code| **code == 0) {
            *code = 1;
        }
    }
    let wanted = with(&city, Options::default());
    for (found, wanted) in found.localities.iter().zip(&wanted.localities) {
        let pairs = found.satisfied.items.iter().zip(&wanted.satisfied.items);
        for (found, wanted) in pairs.chain([(&found.satisfied.index, &wanted.satisfied.index)]) {
            assert_eq!(found.n, wanted.n);
            let [found, wanted] = [found, wanted].map(|own| own.estimate.unwrap());
            close(found.value, wanted.value, "value");
            close(found.variance, wanted.variance, "variance");
        }
    }
}

#[test]
fn equal_answers_have_no_variance_at_all() {
    let mut city = city(23);
    for codes in &mut city.sample.items {
        codes.fill(4);
    }
    let found = with(&city, Options::default());
    for style in [&found.localities[0].mean, &found.localities[1].satisfied] {
        let index = style.index.estimate.unwrap();
        assert_eq!(index.variance, 0.0);
        assert!(index.value == 75.0 || index.value == 100.0);
        assert_eq!(index.n_eff, style.index.n as f64);
    }
}
