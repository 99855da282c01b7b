//! Pass 1: how much weight every code of every item has in every place.

use crate::engine::places::Places;
use crate::index::IndexSpec;
use crate::sample::Sample;
use crate::score::is_valid;
use crate::summation::{CHUNK, in_chunks};

/// A code takes one of eight slots: 0–5 as they are, missing (255) the last.
pub(crate) const SLOTS: usize = 8;

/// What is summed per place, item and code.
pub(crate) type Sums = [f64; 4];
/// Σ w
pub(crate) const WEIGHT: usize = 0;
/// Σ w²
pub(crate) const SQUARE: usize = 1;
/// Σ d, the base weight; w where weights are not calibrated.
pub(crate) const BASE: usize = 2;
/// How many.
pub(crate) const COUNT: usize = 3;

#[inline]
pub(crate) fn slot(code: u8) -> usize {
    usize::from(code & 7)
}

#[inline]
pub(crate) fn add(sums: &mut Sums, other: &Sums) {
    for (sum, part) in sums.iter_mut().zip(other) {
        *sum += part;
    }
}

/// `[place][item][code]`, and the same over all respondents of a place.
#[derive(Clone, Debug)]
pub(crate) struct Moments {
    items: usize,
    codes: Vec<Sums>,
    pub place: Vec<Sums>,
    /// `[unit][criterion]`, the index last: respondents with a valid answer to any of its items.
    pub answered: Vec<Vec<u64>>,
}

impl Moments {
    pub fn of(sample: &Sample, index: &IndexSpec, places: &Places, base: Option<&[f64]>) -> Self {
        let items = sample.items.len();
        let empty = || Self {
            items,
            codes: vec![[0.0; 4]; places.all.len() * items * SLOTS],
            place: vec![[0.0; 4]; places.all.len()],
            answered: vec![vec![0; index.components.len() + 1]; sample.localities],
        };
        // A part is as large as the places ask for; with many of them it looks at more rows.
        let chunk = CHUNK * (1 + places.all.len() / 1024);
        in_chunks(
            sample.len(),
            chunk,
            empty(),
            |rows| {
                let mut sums = empty();
                sums.count(sample, places, base.unwrap_or(&sample.weight), rows.clone());
                sums.count_answered(sample, index, rows);
                sums
            },
            Self::add,
        )
    }

    fn add(&mut self, other: &Self) {
        let pairs = self.codes.iter_mut().zip(&other.codes);
        for (sums, part) in pairs.chain(self.place.iter_mut().zip(&other.place)) {
            add(sums, part);
        }
        for (own, other) in self.answered.iter_mut().zip(&other.answered) {
            for (count, part) in own.iter_mut().zip(other) {
                *count += part;
            }
        }
    }

    fn count(
        &mut self,
        sample: &Sample,
        places: &Places,
        base: &[f64],
        rows: std::ops::Range<usize>,
    ) {
        let columns: Vec<&[u8]> = sample
            .items
            .iter()
            .map(|item| &item[rows.clone()])
            .collect();
        let own = self.items * SLOTS;
        for (at, row) in rows.enumerate() {
            let place = places.at(row, &sample.stratum);
            let weight = sample.weight[row];
            let entry = [weight, weight * weight, base[row], 1.0];
            add(&mut self.place[place], &entry);
            let codes = &mut self.codes[place * own..(place + 1) * own];
            for (column, item) in columns.iter().zip(codes.chunks_exact_mut(SLOTS)) {
                add(&mut item[slot(column[at])], &entry);
            }
        }
    }

    /// Blocks of rows are looked at column by column, which the compiler turns into few wide operations.
    fn count_answered(&mut self, sample: &Sample, index: &IndexSpec, rows: std::ops::Range<usize>) {
        const BLOCK: usize = 1024;
        let components = index.components.len();
        let mut any = vec![[0_u8; BLOCK]; components + 1];
        for start in rows.clone().step_by(BLOCK) {
            let end = (start + BLOCK).min(rows.end);
            for own in &mut any {
                own.fill(0);
            }
            for (at, component) in index.components.iter().enumerate() {
                for (item, _) in &component.items {
                    let column = &sample.items[*item][start..end];
                    for (any, code) in any[at].iter_mut().zip(column) {
                        *any |= u8::from(is_valid(*code));
                    }
                }
                let (own, all) = any.split_at_mut(components);
                for (all, own) in all[0].iter_mut().zip(&own[at]) {
                    *all |= own;
                }
            }
            for row in start..end {
                let counts = &mut self.answered[sample.locality[row] as usize];
                for (count, any) in counts.iter_mut().zip(&any) {
                    *count += u64::from(any[row - start]);
                }
            }
        }
    }

    /// Summed over the places that have the same number, below `count`.
    pub fn merged(&self, of_place: &[usize], count: usize) -> Self {
        let own = self.items * SLOTS;
        let mut merged = Self {
            items: self.items,
            codes: vec![[0.0; 4]; count * own],
            place: vec![[0.0; 4]; count],
            answered: self.answered.clone(),
        };
        for (place, number) in of_place.iter().enumerate() {
            add(&mut merged.place[*number], &self.place[place]);
            let codes = &self.codes[place * own..(place + 1) * own];
            let all = &mut merged.codes[number * own..(number + 1) * own];
            for (sums, part) in all.iter_mut().zip(codes) {
                add(sums, part);
            }
        }
        merged
    }

    pub fn item(&self, place: usize, item: usize) -> &[Sums] {
        let start = (place * self.items + item) * SLOTS;
        &self.codes[start..start + SLOTS]
    }
}
