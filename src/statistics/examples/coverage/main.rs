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
use hailong_statistics::raking::rake;
use hailong_statistics::ranks::{Contestant, RankSet, rank_sets};
use hailong_statistics::score::Style;
use rayon::prelude::*;

const SEED: u64 = 2026;

/// What is counted over all runs, in one style.
struct Tally {
    /// Per locality: intervals that hold the true index, and the sum of their half-widths.
    held: Vec<f64>,
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
            half_width: 0.0,
            intervals: 0.0,
            simultaneous: 0.0,
            marginal: 0.0,
            width_simultaneous: 0.0,
            width_marginal: 0.0,
        }
    }

    fn take(&mut self, found: &[Estimate], truth: &[f64]) {
        for (at, (own, truth)) in found.iter().zip(truth).enumerate() {
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
    let calibration = Calibration::new(&sample.weight, &margins);
    sample.weight = rake(&sample.weight, &margins).unwrap().weight;
    estimate_calibrated(&sample, &spec, &design, &calibration).unwrap()
}

fn simulate(name: &str, city: &City, draw: Draw, runs: u64) {
    let began = Instant::now();
    let styles = |found: &Estimates| {
        let of = |style: Style| {
            let indices = found.localities.iter().map(|one| one.style(style).index);
            indices.map(|one| one.estimate.unwrap()).collect::<Vec<_>>()
        };
        Style::ALL.map(of)
    };
    let mut tallies = Style::ALL.map(|_| Tally::new(city.localities.len()));
    let all: Vec<u64> = (1..=runs).collect();
    for some in all.chunks(64) {
        let found: Vec<[Vec<Estimate>; 2]> = some
            .par_iter()
            .map(|run| styles(&estimated(draw(city, &mut Random::new(SEED, *run)))))
            .collect();
        for found in &found {
            for ((tally, found), truth) in tallies.iter_mut().zip(found).zip(&city.truth) {
                tally.take(found, truth);
            }
        }
    }
    for (tally, style) in tallies.iter().zip(Style::ALL) {
        tally.print(name, style, runs as f64);
    }
    eprintln!("{name}: {:.1} s", began.elapsed().as_secs_f64());
}

fn main() {
    let runs = std::env::args().nth(1);
    let runs: u64 = runs.map_or(1_000, |runs| runs.parse().unwrap());
    println!("{runs} runs, seed {SEED}\n");
    println!(
        "| design | localities | style | interval % | lowest | highest | half-width | all rank sets % | one rank set % | width, all | width, one |"
    );
    println!("|---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for localities in [13, 170] {
        let small = City::new(SEED, localities, |_| vec![12; 250]);
        let village = City::new(SEED, localities, |_| vec![12; 25]);
        let unequal = City::new(SEED, localities, |random| {
            let size = |random: &mut Random| 40 + (500.0 * random.uniform().powi(2)) as usize;
            (0..16).map(|_| size(random)).collect()
        });
        let designs: [(&str, &City, Draw); 7] = [
            ("simple, N known", &small, designs::simple_with_population),
            (
                "simple, N not used",
                &small,
                designs::simple_without_population,
            ),
            ("stratified, unequal weights", &small, designs::stratified),
            ("raked", &small, designs::raked),
            (
                "census attempt, 70 % answer",
                &village,
                designs::census_attempt,
            ),
            ("25 small clusters", &small, designs::many_small_clusters),
            (
                "2–8 unequal clusters",
                &unequal,
                designs::few_unequal_clusters,
            ),
        ];
        for (name, city, draw) in designs {
            simulate(name, city, draw, runs);
        }
    }
}
