//! What somebody could work out from moments, and that what is released does not let them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod people;

use std::collections::BTreeMap;

use hailong_statistics::design::{Design, DesignKind};
use hailong_statistics::estimate::Survey;
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::published::{Matrix, Moments, Of, Released, Told, moments};
use hailong_statistics::sample::Sample;
use hailong_statistics::score::{Style, is_valid};
use people::{LOCALITIES, Person, people, sample};
use proptest::prelude::*;

const FEWEST: usize = 10;

/// Two criteria of two items each.
fn index() -> IndexSpec {
    let component = |a, b| Component {
        weight: 0.5,
        items: vec![(a, 0.5), (b, 0.5)],
    };
    IndexSpec {
        components: vec![component(0, 1), component(2, 3)],
    }
}

/// An open survey with one stratum per locality.
fn kept(sample: &Sample) -> Moments {
    let design = Design {
        kind: DesignKind::OptIn,
        stratum_population: Vec::new(),
    };
    let index = index();
    let survey = Survey::new(sample, &index, &design);
    moments(&survey, &survey.estimates().unwrap()).unwrap()
}

/// `sheets` of each locality, everybody with weight 1.
fn survey(localities: &[Vec<[u8; 4]>]) -> Sample {
    let all: Vec<[u8; 4]> = localities.concat();
    let locality: Vec<u32> = localities
        .iter()
        .zip(0_u32..)
        .flat_map(|(own, at)| vec![at; own.len()])
        .collect();
    Sample {
        items: (0..4)
            .map(|item| all.iter().map(|sheet| sheet[item]).collect())
            .collect(),
        localities: localities.len(),
        stratum: locality.clone(),
        strata: localities.len(),
        weight: vec![1.0; all.len()],
        locality,
    }
}

/// People who differ, on every item and between any two.
fn varied(n: usize, from: usize) -> Vec<[u8; 4]> {
    let code = |at: usize, step: usize| 1 + ((at * step + at / 5 + from) % 5) as u8;
    (0..n)
        .map(|at| [code(at, 1), code(at, 2), code(at, 3), code(at + at / 7, 4)])
        .collect()
}

fn everything(_: Of, _: Told) -> bool {
    true
}

fn released(all: &Moments) -> Released {
    all.release(&index(), Default::default(), everything)
}

fn score(code: u8) -> f64 {
    Style::Mean.score(code)
}

fn mean(all: &Moments, of: Option<usize>, item: usize) -> f64 {
    let domain = of.map_or(&all.whole, |at| &all.localities[at]);
    domain.items[item].score.unwrap() / domain.items[item].answers.unwrap()
}

#[test]
fn products_of_answers_would_tell_the_sheet_of_the_one_who_left_an_item_out() {
    let mut sheets = varied(100, 0);
    sheets[17] = [255, 5, 1, 4];
    // Σ v vᵀ has Σ s_r and Σ a_q s_r.
    let sum = |item: usize, among: fn(&&[u8; 4]) -> bool| -> f64 {
        sheets
            .iter()
            .filter(among)
            .map(|sheet| score(sheet[item]))
            .sum()
    };
    for (item, code) in [(1, 5), (2, 1), (3, 4)] {
        let left = sum(item, |_| true) - sum(item, |sheet| is_valid(sheet[0]));
        assert_eq!(left, score(code));
    }
}

#[test]
fn the_answers_of_the_one_who_disagrees_are_not_told() {
    let mut sheets = varied(100, 0);
    sheets.iter_mut().for_each(|sheet| sheet[0] = 4);
    sheets[40] = [1, 5, 2, 3];
    let all = kept(&survey(&[sheets, varied(100, 2)]));
    // With all of the matrix they are: everybody else is 0 in it.
    let own = &all.localities[0];
    let n = 100.0;
    for (item, code) in [(1, 5_u8), (2, 2), (3, 3)] {
        let covariance = own.matrices[0].as_ref().unwrap().covariance.at(0, item);
        let found = mean(&all, Some(0), item) + covariance * n * (n - 1.0) / (score(1) - score(4));
        assert!((found - score(code)).abs() < 1e-6, "{found}");
    }
    // What is released joins the item with another of its criterion, which everybody differs on.
    let told = released(&all);
    for matrix in told.localities[0].matrices.iter().flatten() {
        assert!(
            matrix.parts.iter().all(|part| part.len() == 2),
            "{matrix:?}"
        );
    }
    assert_eq!(
        told.localities[1].matrices[0].as_ref().unwrap().parts.len(),
        4
    );
}

#[test]
fn a_criterion_on_which_all_but_nine_come_to_the_same_sum_is_not_told() {
    let mut sheets = varied(100, 0);
    for (at, sheet) in sheets.iter_mut().enumerate() {
        // Neither item is alike among them, their sum is.
        let [a, b] = [[5, 3], [4, 4], [3, 5]][at % 3];
        (sheet[2], sheet[3]) = if at < 91 { (a, b) } else { (255, 1) };
    }
    let told = released(&kept(&survey(&[sheets, varied(100, 2)])));
    assert_eq!(told.localities[0].matrices[0], None);
    assert!(told.localities[1].matrices[0].is_some());
}

#[test]
fn the_whole_less_its_parts_does_not_tell_on_the_one_who_left_an_item_out() {
    let mut first = varied(80, 0);
    first
        .iter_mut()
        .for_each(|sheet| sheet[3] = sheet[3].min(3));
    first[30] = [5, 1, 4, 255];
    let second = varied(80, 2);
    let all = kept(&survey(&[first, second]));
    let n = 80.0;
    let (q, r) = (0, 3);
    // Sums of products about the locality's own means, and about those of the whole.
    let own = |at: usize| {
        let domain = &all.localities[at];
        let answers = |item: usize| domain.items[item].answers.unwrap();
        let matrix = domain.matrices[0].as_ref().unwrap();
        matrix.covariance.at(q, r) * answers(q) * answers(r) * (n - 1.0) / n
    };
    let answers = |item: usize| all.whole.items[item].answers.unwrap();
    let whole = all.whole.matrices[0].as_ref().unwrap().covariance.at(q, r);
    let whole = whole * answers(q) * answers(r) * (n - 1.0) / n;
    let apart = mean(&all, Some(0), r) - mean(&all, None, r);
    let found = mean(&all, Some(0), q) + (own(0) + own(1) - whole) / apart;
    assert!((found - score(5)).abs() < 1e-6, "{found}");
    let told = released(&all);
    assert!(told.localities.iter().all(|own| own.matrices[0].is_some()));
    assert_eq!(told.whole.matrices, [None, None]);
    // With nobody left out there is nothing to tell.
    let complete = released(&kept(&survey(&[varied(80, 0), varied(80, 2)])));
    assert!(complete.whole.matrices.iter().all(Option::is_some));
}

#[test]
fn few_people_have_no_matrix_that_their_answers_could_be_solved_from() {
    let told = |n: usize| {
        let all = kept(&survey(&[varied(n, 0), varied(200, 1)]));
        let rows = |own: &Option<Matrix>| own.as_ref().map(|own| own.parts.len());
        rows(&released(&all).localities[0].matrices[0])
    };
    assert_eq!(
        [told(12), told(19), told(20), told(39), told(40)],
        [None, None, Some(2), Some(2), Some(4)]
    );
}

#[test]
fn one_withheld_locality_takes_the_sums_and_the_matrix_of_the_whole_with_it() {
    let sheets = [varied(150, 0), varied(160, 1), varied(60, 2), varied(60, 3)];
    let all = kept(&survey(&sheets));
    let without = |hidden: &'static [usize]| {
        all.release(&index(), Default::default(), move |of, _| match of {
            Of::Locality(at) => !hidden.contains(&at),
            Of::Whole => true,
        })
    };
    let one = without(&[2]);
    assert!(one.whole.items.iter().all(|own| own.score.is_none()));
    assert_eq!(one.whole.matrices, [None, None]);
    assert!(one.withheld.iter().all(|own| own.score.is_none()));
    let two = without(&[2, 3]);
    assert!(two.whole.matrices[0].is_some());
    for (item, pool) in two.withheld.iter().enumerate() {
        let sum = [2, 3].map(|at: usize| all.localities[at].items[item].score.unwrap());
        assert_eq!(pool.score, Some(sum.iter().sum()));
    }
    for hidden in [2, 3] {
        let own = &two.localities[hidden];
        assert!(
            own.size.is_none() && own.matrices == [None, None] && own.with_whole == [None, None]
        );
        assert!(own.items.iter().all(|own| *own == Default::default()));
    }
}

#[test]
fn withheld_localities_that_one_person_dominates_stay_withheld_together() {
    let mut heavy = survey(&[varied(150, 0), varied(30, 1), varied(30, 2)]);
    heavy.weight[160] = 40.0;
    let all = kept(&heavy);
    let told = all.release(&index(), Default::default(), |of, _| {
        matches!(of, Of::Whole | Of::Locality(0))
    });
    assert!(told.withheld.iter().all(|own| own.score.is_none()));
    assert!(told.whole.items.iter().all(|own| own.score.is_none()));
    assert_eq!(told.whole.matrices, [None, None]);
}

#[test]
fn a_figure_that_is_withheld_is_told_by_no_sum_and_no_matrix() {
    let all = kept(&survey(&[varied(150, 0), varied(160, 1), varied(170, 2)]));
    let told = all.release(&index(), Default::default(), |of, told| {
        let hides = matches!(told, Told::Item(Style::Satisfied, 1) | Told::DontKnow(2));
        !(hides && matches!(of, Of::Locality(0 | 1)))
    });
    let own = &told.localities[0];
    assert!(own.items[1].satisfied.is_none() && own.items[1].score.is_some());
    assert!(own.items[2].dont_know.is_none() && own.dont_know[2].is_none());
    let rows = |style: usize| own.matrices[style].as_ref().unwrap().parts.len();
    assert_eq!((rows(0), rows(1)), (4, 2));
}

/// Everybody's value of a row: what it scores of them, 0 where they did not answer.
fn values(people: &[&Person], parts: &[(usize, f64)], style: Style, centre: &[f64]) -> Vec<i64> {
    let of = |person: &&Person| {
        let own = parts
            .iter()
            .map(|(item, weight)| match person.codes[*item] {
                code if is_valid(code) => weight * (style.score(code) - centre[*item]),
                _ => 0.0,
            });
        (own.sum::<f64>() * 1e6).round() as i64
    };
    people.iter().map(of).collect()
}

fn apart(values: &[i64]) -> usize {
    let mut counts = BTreeMap::new();
    values
        .iter()
        .for_each(|own| *counts.entry(*own).or_insert(0) += 1);
    values.len() - counts.into_values().max().unwrap_or(0)
}

proptest! {
    /// No row of a released matrix, and no sum or difference of two rows, is a matter of fewer than ten people.
    #[test]
    fn no_row_is_about_a_few(people in people(), same in 0..4_usize, agreed in 0..60_usize) {
        let mut people = people;
        // Surveys in which most agree on an item, or on two.
        for person in people.iter_mut().take(agreed) {
            person.codes[same] = 4;
            person.codes[(same + 1) % 4] = if same % 2 == 0 { 4 } else { person.codes[same] };
        }
        let sample = sample(&people);
        let design = Design { kind: DesignKind::OptIn, stratum_population: Vec::new() };
        let index = index();
        let survey = Survey::new(&sample, &index, &design);
        let all = moments(&survey, &survey.estimates().unwrap()).unwrap();
        let told = all.release(&index, Default::default(), everything);
        let locality = |at: u32| -> Vec<&Person> { people.iter().filter(|own| own.locality == at).collect() };
        let mut domains: Vec<_> = (0..LOCALITIES).map(|at| (locality(at), &told.localities[at as usize])).collect();
        domains.push((people.iter().collect(), &told.whole));
        for (own, domain) in domains {
            for style in Style::ALL {
                let Some(matrix) = &domain.matrices[style as usize] else { continue };
                prop_assert!(own.len() >= FEWEST * matrix.parts.len());
                let centre = [37.3, 38.9, 41.7, 43.1];
                // Those who left an item out differ from all who did not, wherever scores are centred.
                let rows: Vec<Vec<i64>> = matrix.parts.iter().map(|part| values(&own, part, style, &centre)).collect();
                for (at, row) in rows.iter().enumerate() {
                    prop_assert!(apart(row) >= FEWEST, "{row:?}");
                    for other in &rows[..at] {
                        let pairs = row.iter().zip(other);
                        let sums: Vec<i64> = pairs.clone().map(|(a, b)| a + b).collect();
                        let differences: Vec<i64> = pairs.map(|(a, b)| a - b).collect();
                        prop_assert!(apart(&sums).min(apart(&differences)) >= FEWEST);
                    }
                }
            }
        }
        // Whole less parts, at the rows of the whole's matrix and at coarser ones.
        for style in [0, 1] {
            let rows = |matrix: &Option<Matrix>| matrix.as_ref().map_or(0, |own| own.parts.len());
            for wanted in [2, 4].into_iter().filter(|wanted| *wanted <= rows(&told.whole.matrices[style])) {
                let pool = (0..LOCALITIES).filter(|at| rows(&told.localities[*at as usize].matrices[style]) < wanted);
                let pool: Vec<usize> = pool.map(|at| locality(at).len()).filter(|n| *n > 0).collect();
                let (some, people) = (pool.len(), pool.iter().sum::<usize>());
                prop_assert!(some == 0 || (some >= 2 && people >= wanted * FEWEST), "{some} {people}");
            }
        }
    }
}
