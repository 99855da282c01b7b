//! The estimators against functions whose indices are known, the runs against a second implementation driven by the
//! uniforms of the known answers, and what each factor does to a small table.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use hailong_statistics::design::{Design, DesignKind};
use hailong_statistics::estimate::{Estimates, estimate};
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::sample::Sample;
use hailong_statistics::score::{DONT_KNOW, Style};
use hailong_statistics::sensitivity::{
    Effect, Factor, Sensitivity, SensitivityError, Table, Treatments, Uniforms, analyse, columns,
    effect, person_means, variance,
};
use rand_chacha::ChaCha8Rng;
use rand_core::SeedableRng;

fn uniforms(seed: u64, runs: usize, columns: usize) -> Uniforms {
    Uniforms::draw(&mut ChaCha8Rng::seed_from_u64(seed), runs, columns)
}

/// The indices of `function`, one factor per column.
fn indices(function: impl Fn(&[f64]) -> f64, wide: usize) -> Vec<Effect> {
    let drawn = uniforms(7, 1 << 16, wide);
    let of = |rows: &[Vec<f64>]| rows.iter().map(|row| function(row)).collect::<Vec<f64>>();
    let (a, b) = (of(drawn.a()), of(drawn.b()));
    let spread = variance(&a, &b);
    (0..wide)
        .map(|column| {
            let own = column..column + 1;
            let row = |row| function(&drawn.mixed(row, std::slice::from_ref(&own)));
            let mixed = (0..drawn.runs()).map(row);
            effect(&a, &b, &mixed.collect::<Vec<f64>>(), spread).unwrap()
        })
        .collect()
}

fn near(found: f64, wanted: f64, within: f64) {
    assert!((found - wanted).abs() <= within, "{found} / {wanted}");
}

#[test]
fn the_estimators_find_the_indices_of_ishigami() {
    let angle = |u: f64| (2.0 * u - 1.0) * std::f64::consts::PI;
    let ishigami = |u: &[f64]| {
        let (x, y, z) = (angle(u[0]), angle(u[1]), angle(u[2]));
        x.sin() + 7.0 * y.sin().powi(2) + 0.1 * z.powi(4) * x.sin()
    };
    let found = indices(ishigami, 3);
    for (own, (first, total)) in
        found
            .iter()
            .zip([(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)])
    {
        near(own.first_order, first, 0.02);
        near(own.total, total, 0.02);
    }
}

#[test]
fn what_adds_up_has_no_interactions() {
    let found = indices(|u| u[0] + 2.0 * u[1] + 10.0, 2);
    for (own, share) in found.iter().zip([0.2, 0.8]) {
        // The mean of 11.5 is not taken out of y_B, which is what makes S the noisier of the two.
        near(own.first_order, share, 0.1);
        near(own.total, share, 0.02);
    }
}

fn oracle_uniforms() -> Vec<Vec<f64>> {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/oracles/data/sensitivity_papi2016_AB.csv"
    );
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_path(file)
        .unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// 23 localities and six components that hang together as real ones do.
fn scores() -> Vec<Vec<f64>> {
    let noise = |at: usize| ((at * 7919 + 104_729) % 1009) as f64 / 1009.0;
    (0..23)
        .map(|place| {
            let level = 40.0 + 25.0 * noise(place);
            (0..6)
                .map(|at| level + 30.0 * noise(100 + place * 6 + at) - 10.0 * at as f64 / 6.0)
                .collect()
        })
        .collect()
}

/// The same runs in another way: products instead of logarithms, counting instead of sorting.
fn again(scores: &[Vec<f64>], weights: &[f64], u: &[f64]) -> Vec<usize> {
    let part = (u[7] * 7.0).floor() as usize;
    let mut raised: Vec<f64> = (0..6)
        .map(|at| weights[at] * (0.75 + u[at] / 2.0))
        .collect();
    if part > 0 {
        raised[part - 1] = 0.0;
    }
    let total: f64 = raised.iter().sum();
    let index: Vec<f64> = scores
        .iter()
        .map(|row| {
            let pairs = row.iter().zip(&raised);
            if u[6] < 0.5 {
                pairs.map(|(score, weight)| score * weight).sum::<f64>() / total
            } else {
                pairs
                    .map(|(score, weight)| (1.0 + 0.99 * score).powf(weight / total))
                    .product()
            }
        })
        .collect();
    index
        .iter()
        .map(|own| 1 + index.iter().filter(|other| *other > own).count())
        .collect()
}

#[test]
fn a_second_implementation_gives_the_same_numbers() {
    let (scores, weights) = (scores(), [0.3, 0.1, 0.15, 0.15, 0.1, 0.2]);
    let rows = oracle_uniforms();
    assert_eq!((rows.len(), rows[0].len()), (1024, 16));
    let (a, b): (Vec<_>, Vec<_>) = rows.iter().map(|row| row.split_at(8)).unzip();
    let published = again(&scores, &weights, &[0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.0, 0.0]);
    let moved = |ranks: &[usize]| {
        let steps = ranks
            .iter()
            .zip(&published)
            .map(|(own, was)| own.abs_diff(*was));
        steps.sum::<usize>() as f64 / 23.0
    };
    let run = |u: &[f64]| again(&scores, &weights, u);
    let (ranks_a, ranks_b): (Vec<_>, Vec<_>) =
        a.iter().zip(&b).map(|(a, b)| (run(a), run(b))).unzip();
    let all: Vec<&Vec<usize>> = ranks_a.iter().chain(&ranks_b).collect();
    let shifts: Vec<f64> = all.iter().map(|ranks| moved(ranks)).collect();
    let mean = shifts.iter().sum::<f64>() / 2048.0;
    let spread = shifts.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / 2047.0;

    let factors = [Factor::Weights, Factor::Aggregation, Factor::DropOne];
    let table = Table::plain(weights.to_vec(), scores.clone());
    let found = analyse(&table, &factors, &Uniforms::beside(rows.clone()).unwrap()).unwrap();
    near(found.mean_shift, mean, 1e-9 * mean);
    near(found.variance, spread, 1e-9 * spread);
    for ((_, own), columns) in found.effects.iter().zip([0..6, 6..7, 7..8]) {
        let (mut first, mut total) = (0.0, 0.0);
        for row in 0..1024 {
            let mut mixed = a[row].to_vec();
            mixed[columns.clone()].copy_from_slice(&b[row][columns.clone()]);
            let y = moved(&run(&mixed));
            first += shifts[1024 + row] * (y - shifts[row]) / 1024.0;
            total += (shifts[row] - y).powi(2) / 2048.0;
        }
        let own = own.unwrap();
        near(own.first_order, first / spread, 1e-9);
        near(own.total, total / spread, 1e-9);
    }
    for (place, own) in found.ranks.iter().enumerate() {
        assert_eq!(own.reference as usize, published[place]);
        let mut ranks: Vec<usize> = all.iter().map(|ranks| ranks[place]).collect();
        ranks.sort_unstable();
        // 0.05, 0.5 and 0.95 of 2,047 steps.
        let between = |below: usize, part: f64| {
            ranks[below] as f64 * (1.0 - part) + ranks[below + 1] as f64 * part
        };
        near(own.p05, between(102, 0.35), 1e-9);
        near(own.p50, between(1023, 0.5), 1e-9);
        near(own.p95, between(1944, 0.65), 1e-9);
    }
}

/// Where each locality stands when `rows` are both A and B: the same in all runs.
fn standing(table: &Table, factor: Factor, row: &[f64]) -> Vec<f64> {
    let both = [row, row].concat();
    let uniforms = Uniforms::beside(vec![both.clone(), both]).unwrap();
    let found = analyse(table, &[factor], &uniforms).unwrap();
    found.ranks.iter().map(|own| own.p50).collect()
}

#[test]
fn each_uniform_chooses_what_it_should() {
    // Arithmetic means 50, 48.4 and 40; geometric on 1–100 about 27, 48.4 and 39.9.
    let table = Table::plain(
        vec![0.5, 0.5],
        vec![vec![95.0, 5.0], vec![48.0, 48.8], vec![42.0, 38.0]],
    );
    assert_eq!(
        standing(&table, Factor::Aggregation, &[0.49]),
        [1.0, 2.0, 3.0]
    );
    assert_eq!(
        standing(&table, Factor::Aggregation, &[0.51]),
        [3.0, 1.0, 2.0]
    );
    // Thirds: nothing, the first and the second component.
    assert_eq!(standing(&table, Factor::DropOne, &[0.33]), [1.0, 2.0, 3.0]);
    assert_eq!(standing(&table, Factor::DropOne, &[0.34]), [3.0, 1.0, 2.0]);
    assert_eq!(standing(&table, Factor::DropOne, &[0.67]), [1.0, 2.0, 3.0]);
    // Weights 0.75 and 1.25, that is 0.375 and 0.625: 38.75, 48.5 and 39.5.
    assert_eq!(
        standing(&table, Factor::Weights, &[1e-9, 1.0 - 1e-9]),
        [3.0, 1.0, 2.0]
    );
}

#[test]
fn styles_dont_knows_and_noise_take_their_own_scores() {
    let turned = |first: f64| -> Vec<Vec<f64>> { vec![vec![first], vec![50.0], vec![40.0]] };
    let treatments = |left_out, as_middle, person_mean| Treatments {
        left_out: turned(left_out),
        as_middle: turned(as_middle),
        person_mean: turned(person_mean),
    };
    let table = Table {
        weights: vec![1.0],
        headline: treatments(60.0, 45.0, 30.0),
        other: treatments(30.0, 60.0, 60.0),
        se: vec![10.0, 0.0, 0.0],
    };
    for (u, first) in [(0.32, 1.0), (0.34, 2.0), (0.66, 2.0), (0.67, 3.0)] {
        assert_eq!(standing(&table, Factor::DontKnow, &[u])[0], first, "{u}");
    }
    assert_eq!(standing(&table, Factor::Style, &[0.49])[0], 1.0);
    assert_eq!(standing(&table, Factor::Style, &[0.5])[0], 3.0);
    // Φ⁻¹ of 0.16 is −0.99, of 0.15 −1.04, of 0.02 −2.05.
    for (u, first) in [(0.16, 1.0), (0.15, 2.0), (0.02, 3.0)] {
        assert_eq!(
            standing(&table, Factor::Sampling, &[u, 0.001, 0.999])[0],
            first,
            "{u}"
        );
    }
    assert_eq!(
        standing(&table, Factor::DropOne, &[0.9])[0],
        1.0,
        "a single component stays"
    );
}

#[test]
fn where_nothing_can_move_nothing_is_explained() {
    let table = Table::plain(vec![1.0], vec![vec![60.0], vec![50.0]]);
    let wide = columns(&Factor::ALL, 1, 2).last().unwrap().end;
    let found = analyse(&table, &Factor::ALL, &uniforms(1, 64, wide)).unwrap();
    assert_eq!((found.mean_shift, found.variance), (0.0, 0.0));
    assert!(found.effects.iter().all(|(_, own)| own.is_none()));
    assert_eq!(found.sampling_share(), None);
}

fn analysed(se: f64) -> Sensitivity {
    let mut table = Table::plain(vec![1.0 / 6.0; 6], scores());
    table.se = vec![se; 23];
    let wide = columns(&Factor::ALL, 6, 23).last().unwrap().end;
    analyse(&table, &Factor::ALL, &uniforms(3, 512, wide)).unwrap()
}

#[test]
fn more_noise_means_a_greater_share_of_it_and_wider_ranks() {
    let shares = [0.1, 2.0, 30.0].map(|se| analysed(se).sampling_share().unwrap());
    assert!(
        shares[0] < 0.2 && shares[0] < shares[1] && shares[1] < shares[2],
        "{shares:?}"
    );
    let wide = |se: f64| -> f64 { analysed(se).ranks.iter().map(|own| own.p95 - own.p05).sum() };
    assert!(wide(0.1) < wide(5.0));
}

#[test]
fn one_thread_and_two_give_the_same_bits() {
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| analysed(2.0))
    };
    assert_eq!(on(1), on(2));
}

#[test]
fn what_does_not_fit_is_refused() {
    let table = Table::plain(vec![0.5, 0.5], vec![vec![60.0, 1.0], vec![50.0, 2.0]]);
    let factors = [Factor::Weights];
    let drawn = uniforms(1, 8, 2);
    assert!(analyse(&table, &factors, &drawn).is_ok());
    let refused =
        |table: &Table, uniforms: &Uniforms| analyse(table, &factors, uniforms).unwrap_err();
    assert_eq!(
        refused(&table, &uniforms(1, 8, 3)),
        SensitivityError::Columns {
            row: 0,
            found: 3,
            wanted: 2
        }
    );
    assert_eq!(
        refused(&table, &uniforms(1, 1, 2)),
        SensitivityError::TooFew
    );
    let alone = Table::plain(vec![0.5, 0.5], vec![vec![60.0, 1.0]]);
    assert_eq!(refused(&alone, &drawn), SensitivityError::TooFew);
    let uneven = Table::plain(vec![0.5, 0.5], vec![vec![60.0, f64::NAN], vec![50.0, 2.0]]);
    assert_eq!(refused(&uneven, &drawn), SensitivityError::Table);
    let zero = Table::plain(vec![0.0, 0.5], vec![vec![60.0, 1.0], vec![50.0, 2.0]]);
    assert_eq!(refused(&zero, &drawn), SensitivityError::Table);
    for (value, column) in [(0.0, 1), (1.0, 1), (f64::NAN, 1)] {
        let found = Uniforms::beside(vec![vec![0.5, value]]).unwrap_err();
        assert!(
            matches!(found, SensitivityError::Uniform { row: 0, column: c, .. } if c == column)
        );
    }
    assert!(Uniforms::beside(vec![vec![0.5, 0.5], vec![0.5]]).is_err());
}

/// Two localities of four persons, three items in two components, item 0 with "don't know"s.
fn small(codes: [[u8; 8]; 3]) -> (Sample, IndexSpec) {
    let sample = Sample {
        items: codes.map(|own| own.to_vec()).to_vec(),
        locality: vec![0, 0, 0, 0, 1, 1, 1, 1],
        localities: 2,
        stratum: vec![0, 0, 0, 0, 1, 1, 1, 1],
        strata: 2,
        weight: vec![1.0, 2.0, 1.0, 1.0, 3.0, 1.0, 1.0, 2.0],
    };
    let component = |items: &[(usize, f64)]| Component {
        weight: 0.5,
        items: items.to_vec(),
    };
    let components = vec![component(&[(0, 0.75), (1, 0.25)]), component(&[(2, 1.0)])];
    (sample, IndexSpec { components })
}

const D: u8 = DONT_KNOW;
const CODES: [[u8; 8]; 3] = [
    [5, D, 4, 2, D, 3, 1, 4],
    [1, 4, D, 5, 3, 4, 5, 1],
    [4, 4, 2, 1, 5, 5, 3, 2],
];

fn estimated(sample: &Sample, index: &IndexSpec) -> Estimates {
    let design = Design {
        kind: DesignKind::OptIn,
        stratum_population: vec![None, None],
    };
    estimate(sample, index, &design).unwrap()
}

#[test]
fn a_dont_know_as_the_middle_is_an_answer_of_three() {
    let (sample, index) = small(CODES);
    let own = estimated(&sample, &index);
    let table = Table::of(&[0, 1], Style::Mean, &sample, &index, &own)
        .unwrap()
        .unwrap();
    let (replaced, _) = small(CODES.map(|item| item.map(|code| if code == D { 3 } else { code })));
    let replaced = estimated(&replaced, &index);
    for place in 0..2 {
        for at in 0..2 {
            let wanted = replaced.localities[place].mean.components[at]
                .estimate
                .unwrap()
                .value;
            near(table.headline.as_middle[place][at], wanted, 1e-9);
            let left_out = own.localities[place].mean.components[at]
                .estimate
                .unwrap()
                .value;
            near(table.headline.left_out[place][at], left_out, 1e-9);
        }
        let index = own.localities[place].mean.index.estimate.unwrap();
        near(table.se[place], index.variance.sqrt(), 1e-12);
    }
}

#[test]
fn a_mean_per_person_counts_every_person_once() {
    let (sample, index) = small(CODES);
    let found = person_means(&sample, &index).unwrap();
    // Persons of the first locality: (0.75·100 + 0.25·0), 75 alone, 75 alone, (0.75·25 + 0.25·100).
    let wanted = (75.0 + 2.0 * 75.0 + 75.0 + 43.75) / 5.0;
    near(found.mean[0][0].unwrap(), wanted, 1e-12);
    // And satisfied: 75, 100, 100 and 25.
    near(
        found.satisfied[0][0].unwrap(),
        (75.0 + 200.0 + 100.0 + 25.0) / 5.0,
        1e-12,
    );
    let (silent, index) = small([[D; 8], [255; 8], CODES[2]]);
    assert_eq!(person_means(&silent, &index).unwrap().mean[1][0], None);
}

#[test]
fn the_other_style_is_brought_to_the_mean_and_spread_of_the_headline() {
    let (sample, index) = small(CODES);
    let own = estimated(&sample, &index);
    let table = Table::of(&[0, 1], Style::Mean, &sample, &index, &own)
        .unwrap()
        .unwrap();
    for at in 0..2 {
        let spread = |scores: &[Vec<f64>]| (scores[0][at] - scores[1][at]).abs();
        near(
            spread(&table.other.left_out),
            spread(&table.headline.left_out),
            1e-9,
        );
        let value = |style: Style| {
            own.whole.style(style).components[at]
                .estimate
                .unwrap()
                .value
        };
        let satisfied = own.localities[0].satisfied.components[at]
            .estimate
            .unwrap()
            .value;
        let is_above = satisfied > value(Style::Satisfied);
        assert_eq!(table.other.left_out[0][at] > value(Style::Mean), is_above);
    }
}

#[test]
fn the_share_of_noise_hangs_little_on_the_seed() {
    let mut table = Table::plain(vec![1.0 / 6.0; 6], scores());
    table.se = vec![2.0; 23];
    let wide = columns(&Factor::ALL, 6, 23).last().unwrap().end;
    let shares: Vec<f64> = (0..10)
        .map(|seed| {
            let found = analyse(&table, &Factor::ALL, &uniforms(seed, 1024, wide)).unwrap();
            found.sampling_share().unwrap()
        })
        .collect();
    let mean = shares.iter().sum::<f64>() / 10.0;
    assert!(
        shares.iter().all(|share| (share - mean).abs() < 0.05),
        "{shares:?}"
    );
}
