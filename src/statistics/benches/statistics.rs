//! How fast figures are made: `cargo bench -p hailong-statistics --bench statistics`.
//!
//! 12 items in 4 criteria, both styles, standard errors, index and rank sets, in memory, on one thread and on two; beside
//! it in the same run the time to read the same bytes once. `-- --large` adds ten million respondents; `-- --with-r` gives
//! the same million to R's `survey` (package r-cran-survey), which must be installed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::hint::black_box;
use std::time::Instant;

use hailong_statistics::calibration::Calibration;
use hailong_statistics::clustering::{Clustering, LonelyPsu};
use hailong_statistics::design::{Design, DesignKind};
use hailong_statistics::estimate::{Survey, VarianceMethod, estimate};
use hailong_statistics::index::{Component, IndexSpec};
use hailong_statistics::raking::{Margin, rake};
use hailong_statistics::ranks::{Contestant, rank_sets};
use hailong_statistics::sample::Sample;

const ITEMS: usize = 12;

/// A multiplicative congruential generator is random enough to keep branches from being guessed.
fn sample(n: usize, localities: usize) -> Sample {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = move |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let locality: Vec<u32> = (0..n).map(|_| next(localities as u64) as u32).collect();
    let items = (0..ITEMS)
        .map(|_| {
            (0..n)
                .map(|_| [0, 1, 2, 3, 3, 4, 4, 4, 5, 255][next(10) as usize])
                .collect()
        })
        .collect();
    let weight = (0..n).map(|_| 1.0 + next(100) as f64 / 50.0).collect();
    Sample {
        items,
        stratum: locality.clone(),
        locality,
        localities,
        strata: localities,
        weight,
    }
}

fn index() -> IndexSpec {
    let component = |at: usize| Component {
        weight: 0.25,
        items: (0..3).map(|own| (3 * at + own, 1.0 / 3.0)).collect(),
    };
    IndexSpec {
        components: (0..4).map(component).collect(),
    }
}

fn figures(sample: &Sample, index: &IndexSpec, design: &Design) {
    let found = estimate(sample, index, design).unwrap();
    let contestants: Vec<Contestant> = found
        .localities
        .iter()
        .filter_map(|one| one.satisfied.index.estimate)
        .map(|one| Contestant {
            estimate: one.value,
            variance: one.variance,
            df: one.df,
        })
        .collect();
    black_box(rank_sets(&contestants, 0.05));
}

/// Every byte of the sample once.
fn read(sample: &Sample) {
    let codes: u64 = sample
        .items
        .iter()
        .flatten()
        .map(|code| u64::from(*code))
        .sum();
    let places: u64 = sample
        .locality
        .iter()
        .chain(&sample.stratum)
        .map(|place| u64::from(*place))
        .sum();
    let weight: f64 = sample.weight.iter().sum();
    black_box((codes, places, weight));
}

/// Median seconds.
fn time(times: usize, mut work: impl FnMut()) -> f64 {
    let mut seconds: Vec<f64> = (0..times)
        .map(|_| {
            let began = Instant::now();
            work();
            began.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

/// Resident at most, as the system counts it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    line.map_or("unknown".to_owned(), |line| line[6..].trim().to_owned())
}

/// 40,000 respondents of 170 localities in 2,000 clusters, raked to localities, sexes and six ages.
fn jackknife() -> f64 {
    let (mut sample, index) = (sample(40_000, 170), index());
    let rows = 0..sample.len();
    let psu: Vec<u32> = rows.clone().map(|row| row as u32 / 20).collect();
    for row in rows.clone() {
        // Clusters lie inside localities.
        sample.locality[row] = psu[row] % 170;
    }
    sample.stratum = sample.locality.clone();
    let margin = |category: Vec<u32>, size: usize| Margin {
        category,
        target: vec![1e6 / size as f64; size],
    };
    let margins = [
        margin(sample.locality.clone(), 170),
        margin(rows.clone().map(|row| row as u32 % 2).collect(), 2),
        margin(rows.map(|row| row as u32 / 2 % 6).collect(), 6),
    ];
    let calibration = Calibration::new(&sample.weight, &margins).unwrap();
    sample.weight = rake(&sample.weight, &margins).unwrap().weight;
    let clusters = Clustering::new(&sample.stratum, &psu, &[None; 170], LonelyPsu::Adjust).unwrap();
    let design = Design {
        kind: DesignKind::Probability,
        stratum_population: vec![None; 170],
    };
    let mut survey = Survey::new(&sample, &index, &design);
    survey.calibration = Some(&calibration);
    survey.clustering = Some(&clusters);
    survey.variance = VarianceMethod::Jackknife;
    time(3, || {
        black_box(survey.estimates().unwrap());
    })
}

/// Means with standard errors of the items by locality, as R's manual has them, without the time of reading the file.
const R: &str = r#"
library(survey)
d <- read.csv(commandArgs(TRUE)[1], na.strings = "NA")
began <- proc.time()[3]
design <- svydesign(ids = ~1, strata = ~locality, weights = ~weight, data = d)
for (item in grep("^q", names(d), value = TRUE))
  svyby(as.formula(paste0("~", item)), ~locality, design, svymean, na.rm = TRUE)
cat(proc.time()[3] - began)
"#;

/// Seconds that R takes for one style of the items, or why it could not be asked.
fn seconds_of_r(sample: &Sample) -> Result<f64, String> {
    let file = std::env::temp_dir().join(format!("hailong-bench-{}.csv", std::process::id()));
    let mut text = "locality,weight".to_owned();
    (0..ITEMS).for_each(|item| text += &format!(",q{item}"));
    for row in 0..sample.len() {
        text += &format!("\n{},{}", sample.locality[row], sample.weight[row]);
        for item in &sample.items {
            match item[row] {
                code @ 1..=5 => text += &format!(",{}", 25 * (code - 1)),
                _ => text += ",NA",
            }
        }
    }
    std::fs::write(&file, text).map_err(|problem| problem.to_string())?;
    let asked = std::process::Command::new("Rscript")
        .args(["-e", R])
        .arg(&file)
        .output();
    let _ = std::fs::remove_file(&file);
    let found = asked.map_err(|problem| format!("Rscript: {problem}"))?;
    let said = String::from_utf8_lossy(&found.stdout).into_owned();
    said.trim()
        .parse()
        .map_err(|_| String::from_utf8_lossy(&found.stderr).into_owned())
}

fn main() {
    let mut sizes = vec![10_000, 1_000_000];
    if std::env::args().any(|word| word == "--large") {
        sizes.push(10_000_000);
    }
    let pools = [1, 2].map(|threads| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap()
    });
    println!(
        "{:>10} {:>10} {:>10} {:>10} {:>10} {:>12}",
        "people", "localities", "read once", "1 thread", "2 threads", "1 / read"
    );
    for n in sizes {
        for localities in [13, 170] {
            let (sample, index) = (sample(n, localities), index());
            let design = Design {
                kind: DesignKind::OptIn,
                stratum_population: vec![None; localities],
            };
            let times = if n > 1_000_000 { 3 } else { 5 };
            let floor = time(times, || read(&sample));
            let [one, two] = [0, 1].map(|at: usize| {
                pools[at].install(|| time(times, || figures(&sample, &index, &design)))
            });
            if n == 1_000_000 && std::env::args().any(|word| word == "--with-r") {
                match seconds_of_r(&sample) {
                    Ok(seconds) => println!(
                        "R, items of one style alone: {seconds:.1}s, {:.0} × 1 thread",
                        seconds / one
                    ),
                    Err(why) => println!("R could not be asked: {why}"),
                }
            }
            println!(
                "{n:>10} {localities:>10} {floor:>9.4}s {one:>9.4}s {two:>9.4}s {:>12.1}",
                one / floor
            );
        }
    }
    let contestants: Vec<Contestant> = (0..170)
        .map(|at| Contestant {
            estimate: 50.0 + f64::from(at) / 10.0,
            variance: 2.0,
            df: 100.0,
        })
        .collect();
    println!(
        "most memory so far: {} (data: 28 bytes a respondent)",
        peak()
    );
    for threads in [0, 1] {
        println!(
            "jackknife, 2,000 clusters and 2,040 raking cells, {} thread(s): {:.4}s",
            threads + 1,
            pools[threads].install(jackknife)
        );
    }
    println!(
        "rank sets of 170 localities: {:.4}s",
        time(5, || {
            black_box(rank_sets(&contestants, 0.05));
        })
    );
}
