//! Estimates from moments are those from answers, for any weights; and what moments are told gives nobody away.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod people;

use hailong_statistics::calibration::Calibration;
use hailong_statistics::clustering::{Clustering, LonelyPsu};
use hailong_statistics::design::{Design, DesignKind};
use hailong_statistics::estimate::{
    Counted, DomainEstimates, Estimate, Options, Survey, VarianceMethod,
};
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::published::{Domain, Moments, Recomputed, moments};
use hailong_statistics::raking::{Margin, rake};
use hailong_statistics::sample::Sample;
use hailong_statistics::score::Style;
use people::{Person, clustering, design, index, margins, people, sample};
use proptest::prelude::*;
use rayon::ThreadPoolBuilder;

/// Whoever has the answers: a survey in all its parts.
struct Kept {
    sample: Sample,
    design: Design,
    calibration: Option<Calibration>,
    clustering: Option<Clustering>,
    options: Options,
}

impl Kept {
    fn of(people: &[Person]) -> Self {
        Self {
            sample: sample(people),
            design: design(None),
            calibration: None,
            clustering: None,
            options: Options::default(),
        }
    }

    fn finite(people: &[Person]) -> Self {
        Self {
            design: design(Some(500.0)),
            ..Self::of(people)
        }
    }

    fn raked(people: &[Person]) -> Self {
        let mut kept = Self::finite(people);
        let margins = margins(people);
        kept.calibration = Some(Calibration::new(&kept.sample.weight, &margins).unwrap());
        kept.sample.weight = rake(&kept.sample.weight, &margins).unwrap().weight;
        kept
    }

    fn clustered(people: &[Person]) -> Self {
        Self {
            clustering: Some(clustering(people)),
            ..Self::of(people)
        }
    }

    fn clustered_and_raked(people: &[Person]) -> Self {
        Self {
            clustering: Some(clustering(people)),
            design: design(None),
            ..Self::raked(people)
        }
    }

    /// Every respondent a PSU.
    fn single(people: &[Person]) -> Self {
        let kept = Self::raked(people);
        let strata = vec![None; kept.sample.strata];
        let units = Clustering::of_elements(&kept.sample.stratum, &strata, LonelyPsu::Average);
        Self {
            clustering: Some(units.unwrap()),
            ..kept
        }
    }

    fn survey<'a>(&'a self, index: &'a IndexSpec) -> Survey<'a> {
        let mut survey = Survey::new(&self.sample, index, &self.design);
        survey.options = self.options;
        survey.calibration = self.calibration.as_ref();
        survey.clustering = self.clustering.as_ref();
        survey
    }

    fn moments(&self, index: &IndexSpec) -> Moments {
        let survey = self.survey(index);
        moments(&survey, &survey.estimates().unwrap()).unwrap()
    }
}

fn near(found: f64, wanted: f64, scale: f64) -> bool {
    (found - wanted).abs() <= 1e-9 * wanted.abs() + 1e-12 * scale
}

fn same(
    what: &str,
    found: &Recomputed,
    domain: &Domain,
    wanted: &Counted,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(found.n, Some(wanted.n), "{}", what);
    prop_assert_eq!(found.value.is_some(), wanted.estimate.is_some(), "{}", what);
    let Some(wanted) = wanted.estimate else {
        return Ok(());
    };
    let found: Estimate = found.estimate(&domain.size.unwrap()).unwrap();
    prop_assert!(
        near(found.value, wanted.value, 100.0),
        "{what} {found:?} {wanted:?}"
    );
    prop_assert!(
        near(found.variance, wanted.variance, 100.0),
        "{what} {found:?} {wanted:?}"
    );
    prop_assert_eq!(found.df, wanted.df, "{}", what);
    // What is divided by a variance of nothing but rounding is no number to compare.
    if wanted.variance > 1e-9 {
        prop_assert!(
            near(found.n_eff, wanted.n_eff, found.n_eff),
            "{what} {found:?} {wanted:?}"
        );
        let deff = found.deff.unwrap_or(0.0);
        prop_assert!(
            near(deff, wanted.deff.unwrap_or(0.0), 1.0),
            "{what} {found:?} {wanted:?}"
        );
    }
    Ok(())
}

fn compare(
    found: &Domain,
    wanted: &DomainEstimates,
    index: &IndexSpec,
    options: Options,
) -> Result<(), TestCaseError> {
    let own = found.recomputed(index, options);
    for style in Style::ALL {
        let (side, wanted_style) = (style as usize, wanted.style(style));
        for (at, (own, wanted)) in own.items[side].iter().zip(&wanted_style.items).enumerate() {
            same(&format!("item {at} {style:?}"), own, found, wanted)?;
        }
        if options.pooled_answers {
            let (a, b) = (
                own.index(style).value,
                wanted_style.index.estimate.map(|own| own.value),
            );
            prop_assert!(
                a.zip(b).is_none_or(|(a, b)| near(a, b, 100.0)),
                "{a:?} {b:?}"
            );
            continue;
        }
        for (at, (own, wanted)) in own.components[side]
            .iter()
            .zip(&wanted_style.components)
            .enumerate()
        {
            same(&format!("criterion {at} {style:?}"), own, found, wanted)?;
        }
        same("index", &own.index(style), found, &wanted_style.index)?;
        let bounds = own.dont_know_bounds[side].zip(wanted.dont_know_bounds(style));
        prop_assert_eq!(
            own.dont_know_bounds[side].is_some(),
            wanted.dont_know_bounds(style).is_some()
        );
        if let Some(((low, high), (from, to))) = bounds {
            prop_assert!(near(low, from, 100.0) && near(high, to, 100.0));
        }
    }
    for (own, wanted) in own.dont_know.iter().zip(&wanted.dont_know) {
        same("don't know", own, found, wanted)?;
    }
    Ok(())
}

/// Moments by one index, estimates by another.
fn agree(kept: &Kept, method: &IndexSpec, asked: &IndexSpec) -> Result<(), TestCaseError> {
    let found = kept.moments(method);
    let wanted = kept.survey(asked).estimates().unwrap();
    for (own, wanted) in found.localities.iter().zip(&wanted.localities) {
        compare(own, wanted, asked, kept.options)?;
    }
    compare(&found.whole, &wanted.whole, asked, kept.options)
}

/// Any weights of criteria and items on the same grouping.
fn weights() -> impl Strategy<Value = IndexSpec> {
    (0.0..1.0_f64, 0.0..1.0_f64, 0.0..1.0_f64).prop_map(|(criterion, first, second)| IndexSpec {
        components: vec![
            Component {
                weight: criterion,
                items: vec![(0, first), (1, 1.0 - first)],
            },
            Component {
                weight: 1.0 - criterion,
                items: vec![(2, second), (3, 1.0 - second)],
            },
        ],
    })
}

proptest! {
    #[test]
    fn moments_give_every_estimate_of_every_design_for_any_weights(people in people(), own in weights()) {
        let designs = [Kept::of, Kept::finite, Kept::raked, Kept::clustered, Kept::clustered_and_raked, Kept::single];
        for design in designs {
            let kept = design(&people);
            agree(&kept, &index(), &index())?;
            agree(&kept, &index(), &own)?;
        }
    }

    #[test]
    fn moments_give_every_estimate_with_the_other_options(people in people()) {
        for (pooled_answers, dk_in_denominator) in [(true, false), (false, true), (true, true)] {
            let options = Options { pooled_answers, dk_in_denominator };
            agree(&Kept { options, ..Kept::of(&people) }, &index(), &index())?;
        }
    }

    #[test]
    fn the_whole_is_the_sum_of_its_parts(people in people()) {
        let found = Kept::of(&people).moments(&index());
        for (item, whole) in found.whole.items.iter().enumerate() {
            let parts: f64 = found.localities.iter().map(|own| own.items[item].answers.unwrap()).sum();
            prop_assert!(near(parts, whole.answers.unwrap(), 1.0));
        }
    }
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    let people: Vec<Person> = (0..200_000_u32)
        .map(|at| Person {
            codes: [at % 6, (at / 7) % 6, (at / 11) % 6, (at / 3) % 6].map(|code| code as u8),
            locality: at % 3,
            stratum: 2 * (at % 3) + (at / 5) % 2,
            psu: at % 40,
            sex: at % 2,
            age: (at / 2) % 3,
            weight: 1.0 + f64::from(at % 13) / 7.0,
        })
        .collect();
    let kept = Kept {
        design: design(None),
        ..Kept::raked(&people)
    };
    let with = |threads: usize| {
        let pool = ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| kept.moments(&index()))
    };
    let (one, other) = (with(1), with(3));
    assert_eq!(one, other);
}

#[test]
fn covariances_beside_the_moments_are_those_of_the_chosen_variance() {
    let people: Vec<Person> = (0..90_u32)
        .map(|at| Person {
            codes: [1 + at % 5, 1 + (at / 2) % 5, 1 + (at / 3) % 5, (at / 5) % 6]
                .map(|code| code as u8),
            locality: at % 3,
            stratum: 0,
            psu: at % 9,
            sex: at % 2,
            age: at % 3,
            weight: 1.0,
        })
        .collect();
    let kept = Kept::clustered(&people);
    let method = index();
    let mut survey = kept.survey(&method);
    survey.variance = VarianceMethod::Jackknife;
    let wanted = survey.estimates().unwrap();
    let found = moments(&survey, &wanted).unwrap();
    assert!(wanted.covariance.is_some());
    assert_eq!(found.between, wanted.covariance);
    let own = wanted.localities[1].mean.index.estimate.unwrap();
    assert_eq!(
        found.localities[1].with_whole[0],
        Some(own.covariance_with_whole)
    );
    let known = found.localities[1]
        .recomputed(&method, survey.options)
        .index(Style::Mean);
    assert!(near(known.variance.unwrap(), own.linearised, 1.0));
}

#[test]
fn margins_that_say_nothing_take_nothing_off() {
    let people: Vec<Person> = (0..60_u32)
        .map(|at| Person {
            codes: [1 + at % 5, 1 + (at / 2) % 5, 3, 4].map(|code| code as u8),
            locality: at % 3,
            stratum: 2 * (at % 3),
            psu: 0,
            sex: 0,
            age: 0,
            weight: 2.0,
        })
        .collect();
    let plain = Kept::of(&people);
    let margin = vec![Margin {
        category: vec![0; 60],
        target: vec![120.0],
    }];
    let calibration = Calibration::new(&plain.sample.weight, &margin).unwrap();
    let raked = Kept {
        calibration: Some(calibration),
        ..Kept::of(&people)
    };
    let variance = |kept: &Kept| {
        let whole = kept.moments(&index()).whole;
        whole
            .recomputed(&index(), Options::default())
            .index(Style::Mean)
            .variance
            .unwrap()
    };
    assert!(near(variance(&plain), variance(&raked), 1.0));
}

#[test]
fn respondents_who_count_for_other_localities_have_no_moments() {
    let people: Vec<Person> = Vec::from([person_of(3), person_of(4)]);
    let kept = Kept::of(&people);
    let method = index();
    let mut survey = kept.survey(&method);
    let membership = hailong_statistics::membership::Membership {
        localities: 2,
        of_unit: vec![vec![(0, 0.5), (1, 0.5)], vec![(1, 1.0)], vec![(0, 1.0)]],
    };
    survey.membership = Some(&membership);
    let found = survey.estimates().unwrap();
    assert!(moments(&survey, &found).is_err());
}

fn person_of(code: u8) -> Person {
    Person {
        codes: [code; 4],
        locality: 0,
        stratum: 0,
        psu: 0,
        sex: 0,
        age: 0,
        weight: 1.0,
    }
}

#[test]
fn an_open_survey_is_never_finite() {
    let people: Vec<Person> = (0..30).map(|at| person_of(1 + at % 5)).collect();
    let mut kept = Kept::finite(&people);
    kept.design.kind = DesignKind::OptIn;
    assert!(!kept.moments(&index()).whole.size.unwrap().finite);
    assert!(
        Kept::finite(&people)
            .moments(&index())
            .whole
            .size
            .unwrap()
            .finite
    );
}
