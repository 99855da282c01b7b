//! Flag 5: far more responses within ten minutes than at that hour on the other days. People decide what it was: a
//! meeting where everybody answered, or a hand that filled in many.

use std::collections::BTreeMap;

use crate::error::Error;

const SECONDS: i64 = 600;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BurstRule {
    /// z must be above this.
    pub z: f64,
    /// Bins with fewer responses are never flagged.
    pub count: u64,
}

impl Default for BurstRule {
    fn default() -> Self {
        Self { z: 6.0, count: 20 }
    }
}

/// Columns per respondent.
#[derive(Clone, Copy, Debug)]
pub struct Arrivals<'a> {
    pub locality: &'a [u32],
    /// Start in seconds of the local clock, from any midnight; `None` where it is unknown.
    pub start: &'a [Option<i64>],
    /// Device model or network prefix, where known.
    pub origin: Option<&'a [Option<u32>]>,
    /// The person's own mean score, 0–100.
    pub score: &'a [Option<f64>],
}

#[derive(Clone, Debug, PartialEq)]
pub struct Burst {
    pub locality: u32,
    /// Start of its ten minutes, in the seconds of [`Arrivals::start`].
    pub start: i64,
    pub rows: Vec<usize>,
    /// λ = max(1, median of the bins in the same hour on the other field days).
    pub expected: f64,
    /// 2 (√(b + 3/8) − √(λ + 3/8)): Anscombe, standard normal under Poisson(λ).
    pub z: f64,
    /// Share of the commonest origin among those that have one, 0–1.
    pub commonest_origin: Option<f64>,
    /// Mean score less that of the others in the locality whose start is known, in points, and its z.
    pub difference: Option<(f64, f64)>,
}

/// Bins of ten minutes per locality with z above and count at least the rule's, in the order of localities and time.
/// Field days are those on which any response of the survey was started.
pub fn bursts(arrivals: &Arrivals<'_>, rule: &BurstRule) -> Result<Vec<Burst>, Error> {
    let n = arrivals.locality.len();
    let columns = [arrivals.start.len(), arrivals.score.len()];
    let origins = arrivals.origin.map(<[_]>::len);
    if columns.into_iter().chain(origins).any(|len| len != n) {
        return Err(Error::UnevenColumns("start, score or origin"));
    }
    let mut known: Vec<(u32, i64, usize)> = arrivals
        .locality
        .iter()
        .zip(arrivals.start)
        .enumerate()
        .filter_map(|(row, (locality, start))| {
            Some((*locality, (*start)?.div_euclid(SECONDS), row))
        })
        .collect();
    known.sort_unstable();
    let mut days: Vec<i64> = known.iter().map(|one| day_of(one.1)).collect();
    days.sort_unstable();
    days.dedup();
    let mut found = Vec::new();
    for locality in known.chunk_by(|a, b| a.0 == b.0) {
        let bins: BTreeMap<i64, &[(u32, i64, usize)]> = locality
            .chunk_by(|a, b| a.1 == b.1)
            .filter_map(|bin| Some((bin.first()?.1, bin)))
            .collect();
        for (at, bin) in &bins {
            if (bin.len() as u64) < rule.count {
                continue;
            }
            let expected = expected(*at, &bins, days.len());
            let z = 2.0 * ((bin.len() as f64 + 0.375).sqrt() - (expected + 0.375).sqrt());
            if z <= rule.z {
                continue;
            }
            let rows: Vec<usize> = bin.iter().map(|one| one.2).collect();
            let place = bin.first().map_or(0, |one| one.0);
            found.push(Burst {
                locality: place,
                start: at * SECONDS,
                expected,
                z,
                commonest_origin: arrivals.origin.and_then(|origin| commonest(origin, &rows)),
                difference: difference(arrivals.score, locality, &rows),
                rows,
            });
        }
    }
    Ok(found)
}

fn day_of(bin: i64) -> i64 {
    (bin * SECONDS).div_euclid(DAY)
}

fn hour_of(bin: i64) -> i64 {
    (bin * SECONDS).rem_euclid(DAY) / HOUR
}

/// Most bins have nothing in them: they are counted, not listed.
fn expected<T>(at: i64, bins: &BTreeMap<i64, &[T]>, days: usize) -> f64 {
    let is_other = |bin: &i64| day_of(*bin) != day_of(at) && hour_of(*bin) == hour_of(at);
    let mut counts: Vec<usize> = bins
        .iter()
        .filter(|(bin, _)| is_other(bin))
        .map(|(_, rows)| rows.len())
        .collect();
    counts.sort_unstable();
    let all = days.saturating_sub(1) * (HOUR / SECONDS) as usize;
    let empty = all.saturating_sub(counts.len());
    let nth = |at: usize| match at.checked_sub(empty) {
        Some(place) => counts.get(place).map_or(0.0, |count| *count as f64),
        None => 0.0,
    };
    let median = (nth(all / 2) + nth(all.saturating_sub(1) / 2)) / 2.0;
    median.max(1.0)
}

fn commonest(origin: &[Option<u32>], rows: &[usize]) -> Option<f64> {
    let mut known: Vec<u32> = rows.iter().filter_map(|row| origin[*row]).collect();
    known.sort_unstable();
    let most = known.chunk_by(|a, b| a == b).map(<[u32]>::len).max()?;
    Some(most as f64 / known.len() as f64)
}

/// The burst against the rest of its locality, whose rows `everybody` are.
fn difference(
    score: &[Option<f64>],
    everybody: &[(u32, i64, usize)],
    rows: &[usize],
) -> Option<(f64, f64)> {
    let is_rest = |row: &usize| rows.binary_search(row).is_err();
    let rest = everybody.iter().map(|one| one.2).filter(is_rest);
    let burst = moments(rows.iter().filter_map(|row| score[*row]))?;
    let rest = moments(rest.filter_map(|row| score[row]))?;
    let difference = burst.0 - rest.0;
    let se = (burst.1 + rest.1).sqrt();
    (se > 0.0).then(|| (difference, difference / se))
}

/// Mean, and variance of the mean.
fn moments(values: impl Iterator<Item = f64> + Clone) -> Option<(f64, f64)> {
    let n = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / n;
    let squares: f64 = values.map(|value| (value - mean).powi(2)).sum();
    (n >= 2.0).then(|| (mean, squares / (n - 1.0) / n))
}
