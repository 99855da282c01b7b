//! The samples.

use std::collections::{BTreeMap, BTreeSet};

use hailong_statistics::clustering::{Clustering, LonelyPsu};
use hailong_statistics::estimate::Estimate;
use hailong_statistics::raking::Margin;
use hailong_statistics::ratio::{ratio, total};

use crate::known::oracle;

pub struct Schools {
    columns: BTreeMap<String, Vec<String>>,
    pub weight: Vec<f64>,
    pub clustering: Clustering,
}

impl Schools {
    /// `srs`, `strat` or `clus1`; `_nofpc` at the end leaves the finite population out.
    pub fn of(design: &str) -> Self {
        let (name, with_population) = match design.strip_suffix("_nofpc") {
            Some(name) => (name, false),
            None => (design, true),
        };
        let text = oracle(&format!("data/api{name}.csv"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let names: Vec<String> = reader
            .headers()
            .unwrap()
            .iter()
            .map(str::to_owned)
            .collect();
        let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for record in reader.records() {
            for (name, value) in names.iter().zip(record.unwrap().iter()) {
                columns
                    .entry(name.clone())
                    .or_default()
                    .push(value.to_owned());
            }
        }
        let mut schools = Self {
            columns,
            weight: Vec::new(),
            clustering: Clustering::new(&[], &[], &[], LonelyPsu::Adjust).unwrap(),
        };
        schools.weight = schools.numbers("pw");
        let stratum = if name == "strat" { "stype" } else { "" };
        let psu = if name == "clus1" { "dnum" } else { "" };
        schools.clustering = schools.clustered(stratum, psu, with_population, LonelyPsu::Adjust);
        schools
    }

    /// No name: one stratum, or every school a PSU.
    pub fn clustered(
        &self,
        stratum: &str,
        psu: &str,
        with_population: bool,
        lonely: LonelyPsu,
    ) -> Clustering {
        let rows = self.weight.len();
        let strata = if stratum.is_empty() {
            vec![0; rows]
        } else {
            self.levels(stratum).0
        };
        let psus = if psu.is_empty() {
            (0..rows as u32).collect()
        } else {
            self.levels(psu).0
        };
        let mut population = vec![None; *strata.iter().max().unwrap() as usize + 1];
        if with_population {
            for (stratum, size) in strata.iter().zip(self.numbers("fpc")) {
                population[*stratum as usize] = Some(size);
            }
        }
        Clustering::new(&strata, &psus, &population, lonely).unwrap()
    }

    /// NaN for an empty field.
    pub fn numbers(&self, column: &str) -> Vec<f64> {
        self.columns[column]
            .iter()
            .map(|text| text.parse().unwrap_or(f64::NAN))
            .collect()
    }

    /// Level of each row, and the levels in their order.
    pub fn levels(&self, column: &str) -> (Vec<u32>, Vec<String>) {
        let values = &self.columns[column];
        let levels: Vec<String> = values
            .iter()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .cloned()
            .collect();
        let level = |value: &String| levels.iter().position(|level| level == value).unwrap() as u32;
        (values.iter().map(level).collect(), levels)
    }

    /// 1 in the domain, 0 outside.
    pub fn domain(&self, column: &str, level: &str) -> Vec<f64> {
        self.columns[column]
            .iter()
            .map(|value| f64::from(u8::from(value == level)))
            .collect()
    }

    /// 0 outside the domain.
    pub fn within(&self, column: &str, domain: &[f64]) -> Vec<f64> {
        let inside = |(y, x): (f64, &f64)| if *x > 0.0 { y } else { 0.0 };
        self.numbers(column)
            .into_iter()
            .zip(domain)
            .map(inside)
            .collect()
    }

    pub fn mean_in(&self, weight: &[f64], column: &str, domain: &[f64]) -> (f64, Vec<f64>) {
        ratio(weight, &self.within(column, domain), domain)
    }

    pub fn mean(&self, column: &str) -> (f64, Vec<f64>) {
        self.mean_in(&self.weight, column, &vec![1.0; self.weight.len()])
    }

    /// Missing values count as 0, as `na.rm` leaves them out.
    pub fn total(&self, weight: &[f64], column: &str) -> (f64, Vec<f64>) {
        let y: Vec<f64> = self
            .numbers(column)
            .into_iter()
            .map(|y| if y.is_nan() { 0.0 } else { y })
            .collect();
        total(weight, &y)
    }

    pub fn covariance(&self, scores: &[Vec<f64>]) -> Vec<Vec<f64>> {
        self.clustering.covariance(scores).unwrap()
    }

    pub fn se(&self, scores: Vec<f64>) -> f64 {
        self.covariance(&[scores])[0][0].sqrt()
    }

    /// The population of 6,194 schools by kind and by whether the school met its target.
    pub fn margins(&self) -> Vec<Margin> {
        vec![
            Margin {
                category: self.levels("stype").0,
                target: vec![4_421.0, 755.0, 1_018.0],
            },
            Margin {
                category: self.levels("sch.wide").0,
                target: vec![1_072.0, 5_122.0],
            },
        ]
    }
}

/// A proportion as the intervals take it, with its standard error.
pub fn proportion(p: f64, se: f64, df: f64, n: u64) -> Estimate {
    let variance = 1e4 * se * se;
    Estimate {
        value: 100.0 * p,
        variance,
        linearised: variance,
        of_elements: variance,
        df,
        pooled: false,
        deff: None,
        n_eff: n as f64,
        covariance_with_whole: 0.0,
    }
}
