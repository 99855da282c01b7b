//! Who answered what, unweighted: what the rule of [`super::release`] looks at. Never published.

use crate::clustering::Clustering;
use crate::disclosure::dominance::Heaviest;
use crate::engine::moments::SLOTS;
use crate::published::matrix::{half, place};
use crate::sample::Sample;
use crate::score::{Style, is_valid};

/// Answers to two items at once: `[code of the later item][code of the earlier]`.
pub(super) type Joint = [u32; SLOTS * SLOTS];

/// Per locality.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    pub(super) items: usize,
    pub(super) respondents: Vec<u64>,
    /// `[locality][lower half of item × item]`
    pub(super) joint: Vec<Joint>,
    /// `[locality][item]`: weights of valid answers.
    pub(super) heaviest: Vec<Heaviest>,
    /// Sampling units, and respondents of the smallest; `None` where respondents are units.
    pub(super) units: Option<Vec<(u64, u64)>>,
}

impl Counts {
    pub(super) fn empty(sample: &Sample) -> Self {
        let items = sample.items.len();
        Self {
            items,
            respondents: vec![0; sample.localities],
            joint: vec![[0; SLOTS * SLOTS]; sample.localities * half(items)],
            heaviest: vec![Heaviest::default(); sample.localities * items],
            units: None,
        }
    }

    #[inline]
    pub(super) fn take(&mut self, locality: usize, weight: f64, slots: &[usize], codes: &[u8]) {
        self.respondents[locality] += 1;
        let own = half(self.items);
        let mut joint = self.joint[locality * own..(locality + 1) * own].iter_mut();
        for (at, a) in slots.iter().enumerate() {
            for (b, joint) in slots[..=at].iter().zip(joint.by_ref()) {
                joint[a * SLOTS + b] += 1;
            }
        }
        let heaviest = &mut self.heaviest[locality * self.items..(locality + 1) * self.items];
        for (heaviest, code) in heaviest.iter_mut().zip(codes) {
            if is_valid(*code) {
                heaviest.add(weight);
            }
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (own, part) in self.respondents.iter_mut().zip(&other.respondents) {
            *own += part;
        }
        for (own, part) in self.joint.iter_mut().zip(&other.joint) {
            for (own, part) in own.iter_mut().zip(part) {
                *own += part;
            }
        }
        for (own, part) in self.heaviest.iter_mut().zip(&other.heaviest) {
            own.merge(part);
        }
    }

    pub(super) fn count_units(&mut self, sample: &Sample, clustering: &Clustering) {
        let mut sizes = vec![std::collections::BTreeMap::new(); sample.localities];
        for (locality, psu) in sample.locality.iter().zip(&clustering.psu) {
            *sizes[*locality as usize].entry(*psu).or_insert(0_u64) += 1;
        }
        let of = |sizes: &std::collections::BTreeMap<u32, u64>| {
            let smallest = sizes.values().copied().min().unwrap_or(0);
            (sizes.len() as u64, smallest)
        };
        self.units = Some(sizes.iter().map(of).collect());
    }

    /// Answers to two items in some localities together, the scores of the first in rows; `None` = no valid answer.
    fn joint(&self, localities: &[usize], a: usize, b: usize) -> Joint {
        let mut sum = [0; SLOTS * SLOTS];
        for locality in localities {
            let own = &self.joint[locality * half(self.items) + place(a, b)];
            for (at, count) in own.iter().enumerate() {
                let (later, earlier) = (at / SLOTS, at % SLOTS);
                let (row, column) = if a >= b {
                    (later, earlier)
                } else {
                    (earlier, later)
                };
                sum[row * SLOTS + column] += count;
            }
        }
        sum
    }

    /// Respondents with a valid answer.
    pub(super) fn valid(&self, localities: &[usize], item: usize) -> u64 {
        let joint = self.joint(localities, item, item);
        (1..=5)
            .map(|code| u64::from(joint[code * SLOTS + code]))
            .sum()
    }

    /// Respondents who are not among those that `relation` makes the largest group: of all with a valid answer to either
    /// item, those that have no or another value.
    fn apart(
        &self,
        localities: &[usize],
        items: (usize, usize),
        style: Style,
        relation: impl Fn(i32, i32) -> i32,
    ) -> u64 {
        let joint = self.joint(localities, items.0, items.1);
        let level = |slot: usize| -> Option<i32> {
            let code = u8::try_from(slot).ok().filter(|code| is_valid(*code))?;
            // In quarters of 100 points.
            Some((style.score(code) / 25.0) as i32)
        };
        let (mut all, mut groups) = (0_u64, std::collections::BTreeMap::new());
        for (at, count) in joint.iter().enumerate() {
            // Those who left one of the two out can be the many, too.
            let group = match (level(at / SLOTS), level(at % SLOTS)) {
                (None, None) => continue,
                (Some(a), Some(b)) => (true, true, relation(a, b)),
                (Some(a), None) => (true, false, a),
                (None, Some(b)) => (false, true, b),
            };
            all += u64::from(*count);
            *groups.entry(group).or_insert(0_u64) += u64::from(*count);
        }
        all - groups.into_values().max().unwrap_or(0)
    }

    /// How many did not give the commonest answer.
    pub(super) fn apart_from_one_answer(
        &self,
        localities: &[usize],
        item: usize,
        style: Style,
    ) -> u64 {
        self.apart(localities, (item, item), style, |a, _| a)
    }

    /// How many do not have the commonest difference, or the commonest sum, of two items; the fewer of both.
    pub(super) fn apart_from_one_line(
        &self,
        localities: &[usize],
        items: (usize, usize),
        style: Style,
    ) -> u64 {
        let difference = self.apart(localities, items, style, |a, b| a - b);
        difference.min(self.apart(localities, items, style, |a, b| a + b))
    }
}
