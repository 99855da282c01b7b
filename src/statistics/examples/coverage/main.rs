//! How often intervals and rank sets hold the truth: `cargo run --release -p hailong-statistics --example coverage`, with
//! the number of runs as an argument (1,000 unless told).
//!
//! Cities of 13 and of 170 localities are made up once; samples are drawn from them over and over, each from its own stream
//! of the seed. What the columns mean and what the table shows is in `docs/coverage.md`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod city;
mod designs;

use std::time::Instant;

use city::{City, Random, index};
use designs::{Draw, Drawn};
use hailong_statistics::calibration::Calibration;
use hailong_statistics::estimate::{
    Estimate, Estimates, estimate, estimate_calibrated, estimate_clustered,
};
use hailong_statistics::interval;
use hailong_statistics::pooling::pool;
use hailong_statistics::raking::rake;
use hailong_statistics::ranks::{Contestant, RankSet, rank_sets};
use hailong_statistics::score::Style;
use rayon::prelude::*;

const SEED: u64 = 2026;

/// What is counted over all runs, in one style.
struct Tally {
    /// Per locality: intervals that hold the true index, and the sum of their half-widths.
    held: Vec<f64>,
    /// Per locality: sums of estimate − truth, of its square, and of the variance that was estimated.
    errors: Vec<[f64; 3]>,
    half_width: f64,
    intervals: f64,
    /// Runs in which all simultaneous sets hold the true ranks.
    simultaneous: f64,
    /// Marginal sets that hold the true rank.
    marginal: f64,
    width_simultaneous: f64,
    width_marginal: f64,
}

impl Tally {
    fn new(localities: usize) -> Self {
        Self {
            held: vec![0.0; localities],
            errors: vec![[0.0; 3]; localities],
            half_width: 0.0,
            intervals: 0.0,
            simultaneous: 0.0,
            marginal: 0.0,
            width_simultaneous: 0.0,
            width_marginal: 0.0,
        }
    }

    fn add(&mut self, other: &Self) {
        for (own, other) in self.held.iter_mut().zip(&other.held) {
            *own += other;
        }
        for (own, other) in self
            .errors
            .iter_mut()
            .flatten()
            .zip(other.errors.iter().flatten())
        {
            *own += other;
        }
        self.half_width += other.half_width;
        self.intervals += other.intervals;
        self.simultaneous += other.simultaneous;
        self.marginal += other.marginal;
        self.width_simultaneous += other.width_simultaneous;
        self.width_marginal += other.width_marginal;
    }

    fn of(found: &[Estimate], truth: &[f64]) -> Self {
        let mut tally = Self::new(found.len());
        tally.take(found, truth);
        tally
    }

    fn take(&mut self, found: &[Estimate], truth: &[f64]) {
        for (at, (own, truth)) in found.iter().zip(truth).enumerate() {
            let error = own.value - truth;
            self.errors[at] = [error, error * error, own.variance];
            if let Some(limits) = interval::of_mean(own, 0.95) {
                self.intervals += 1.0;
                self.half_width += limits.width() / 2.0;
                self.held[at] += holds((limits.low..=limits.high).contains(truth));
            }
        }
        let contestants: Vec<Contestant> = found
            .iter()
            .map(|one| Contestant {
                estimate: one.value,
                variance: one.variance,
                df: one.df,
            })
            .collect();
        let ranking = rank_sets(&contestants, 0.05);
        let above = |own: &f64| truth.iter().filter(|other| *other > own).count() as u32;
        let ranks: Vec<u32> = truth.iter().map(|own| 1 + above(own)).collect();
        let has = |(set, rank): (&RankSet, &u32)| (set.low..=set.high).contains(rank);
        let sum = |sets: &[RankSet]| -> f64 {
            let widths = sets.iter().map(|set| f64::from(set.high - set.low + 1));
            widths.sum()
        };
        let localities = truth.len() as f64;
        self.simultaneous += holds(ranking.simultaneous.iter().zip(&ranks).all(has));
        let own = ranking
            .marginal
            .iter()
            .zip(&ranks)
            .filter(|pair| has(*pair));
        self.marginal += own.count() as f64 / localities;
        self.width_simultaneous += sum(&ranking.simultaneous) / localities;
        self.width_marginal += sum(&ranking.marginal) / localities;
    }

    fn print(&self, name: &str, style: Style, runs: f64) {
        let share = |count: f64| format!("{:.1}", 100.0 * count / runs);
        let lowest = self.held.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = self.held.iter().copied().fold(0.0, f64::max);
        let average = self.held.iter().sum::<f64>() / self.held.len() as f64;
        let style = match style {
            Style::Mean => "mean",
            Style::Satisfied => "share",
        };
        println!(
            "| {name} | {} | {style} | {} | {} | {} | {:.2} | {} | {} | {:.1} | {:.1} |",
            self.held.len(),
            share(average),
            share(lowest),
            share(highest),
            self.half_width / self.intervals,
            share(self.simultaneous),
            share(self.marginal),
            self.width_simultaneous / runs,
            self.width_marginal / runs,
        );
    }
}

fn holds(it: bool) -> f64 {
    f64::from(u8::from(it))
}

fn estimated(drawn: Drawn) -> Estimates {
    let Drawn {
        mut sample,
        design,
        clustering,
        margins,
    } = drawn;
    let spec = index();
    if let Some(clustering) = clustering {
        return estimate_clustered(&sample, &spec, &design, &clustering).unwrap();
    }
    let Some(margins) = margins else {
        return estimate(&sample, &spec, &design).unwrap();
    };
    let calibration = Calibration::new(&sample.weight, &margins).unwrap();
    sample.weight = rake(&sample.weight, &margins).unwrap().weight;
    estimate_calibrated(&sample, &spec, &design, &calibration).unwrap()
}

/// Both styles of one sample.
fn run(city: &City, drawn: Drawn, is_pooled: bool) -> [Tally; 2] {
    let mut found = estimated(drawn);
    if is_pooled {
        pool(&mut found);
    }
    [0, 1].map(|at: usize| {
        let indices = found
            .localities
            .iter()
            .map(|one| one.style(Style::ALL[at]).index);
        let own: Vec<Estimate> = indices.map(|one| one.estimate.unwrap()).collect();
        Tally::of(&own, &city.truth[at])
    })
}

/// One way to draw and to estimate.
struct Plan<'a> {
    name: &'a str,
    city: &'a City,
    draw: Draw,
    is_pooled: bool,
}

fn simulate(plan: &Plan<'_>, runs: u64) -> [Tally; 2] {
    let began = Instant::now();
    let mut tallies = Style::ALL.map(|_| Tally::new(plan.city.localities.len()));
    let all: Vec<u64> = (1..=runs).collect();
    let own = |number: &u64| {
        let drawn = (plan.draw)(plan.city, &mut Random::new(SEED, *number));
        run(plan.city, drawn, plan.is_pooled)
    };
    for some in all.chunks(64) {
        let parts: Vec<[Tally; 2]> = some.par_iter().map(own).collect();
        for part in &parts {
            for (tally, part) in tallies.iter_mut().zip(part) {
                tally.add(part);
            }
        }
    }
    for (tally, style) in tallies.iter().zip(Style::ALL) {
        tally.print(plan.name, style, runs as f64);
    }
    eprintln!("{}: {:.1} s", plan.name, began.elapsed().as_secs_f64());
    tallies
}

/// By how many groups of the locality were sampled: intervals of the mean score that hold the truth, the bias as a share of the
/// true standard error, and the estimated standard error as a share of it.
fn by_number(name: &str, tally: &Tally, runs: f64) -> String {
    let of = |groups: usize| {
        let places: Vec<usize> = (0..tally.held.len())
            .filter(|at| designs::few(*at) == groups)
            .collect();
        let mean = |value: &dyn Fn(usize) -> f64| {
            places.iter().map(|at| value(*at)).sum::<f64>() / places.len() as f64
        };
        let [held, bias, estimated] = [
            mean(&|at| 100.0 * tally.held[at] / runs),
            mean(&|at| {
                let [error, square, _] = tally.errors[at].map(|sum| sum / runs);
                error.abs() / (square - error * error).sqrt()
            }),
            mean(&|at| {
                let [error, square, variance] = tally.errors[at].map(|sum| sum / runs);
                (variance / (square - error * error)).sqrt()
            }),
        ];
        format!(" {held:.1} · {bias:.2} · {estimated:.2} |")
    };
    let columns: String = (2..=8).map(of).collect();
    format!("| {name} | {} |{columns}", tally.held.len())
}

fn spread(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let squares = values.iter().map(|value| (value - mean) * (value - mean));
    (squares.sum::<f64>() / (values.len() as f64 - 1.0)).sqrt()
}

fn main() {
    let runs = std::env::args().nth(1);
    let runs: u64 = runs.map_or(1_000, |runs| runs.parse().unwrap());
    println!("{runs} runs, seed {SEED}\n");
    println!(
        "| design | localities | style | interval % | lowest | highest | half-width | all rank sets % | one rank set % | width, all | width, one |"
    );
    println!("|---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    let mut few_groups = Vec::new();
    for localities in [13, 170] {
        let small = City::new(SEED, localities, |_| vec![12; 250]);
        let village = City::new(SEED, localities, |_| vec![12; 25]);
        let unequal = City::new(SEED, localities, |random| {
            let size = |random: &mut Random| 40 + (500.0 * random.uniform().powi(2)) as usize;
            (0..16).map(|_| size(random)).collect()
        });
        for (name, city) in [
            ("small groups", &small),
            ("village", &village),
            ("unequal", &unequal),
        ] {
            let [mean, share] = city.truth.each_ref().map(|truth| spread(truth));
            eprintln!(
                "{localities} localities, {name}: sd of true indices {mean:.1} and {share:.1}"
            );
        }
        let few: Draw = designs::few_unequal_clusters;
        let designs: [(&str, &City, Draw, bool); 8] = [
            (
                "simple, N known",
                &small,
                designs::simple_with_population,
                false,
            ),
            (
                "simple, N not used",
                &small,
                designs::simple_without_population,
                false,
            ),
            (
                "stratified, unequal weights",
                &small,
                designs::stratified,
                false,
            ),
            ("raked", &small, designs::raked, false),
            (
                "census attempt, 70 % answer",
                &village,
                designs::census_attempt,
                false,
            ),
            (
                "25 small clusters",
                &small,
                designs::many_small_clusters,
                false,
            ),
            ("2–8 unequal clusters", &unequal, few, false),
            ("2–8 unequal clusters, pooled", &unequal, few, true),
        ];
        for (name, city, draw, is_pooled) in designs {
            let plan = Plan {
                name,
                city,
                draw,
                is_pooled,
            };
            let [mean, _] = simulate(&plan, runs);
            if std::ptr::eq(city, &unequal) {
                few_groups.push(by_number(name, &mean, runs as f64));
            }
        }
    }
    println!("\nBy groups sampled, mean score: interval % · bias / SE · estimated SE / SE\n");
    println!("| design | localities | 2 | 3 | 4 | 5 | 6 | 7 | 8 |");
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for line in few_groups {
        println!("{line}");
    }
}
