//! Pass 2: squares of the scores of criteria and index, which join several answers of one respondent.

use std::ops::Range;

use crate::engine::moments::{SLOTS, slot};
use crate::engine::places::Places;
use crate::engine::tables::{Linear, Order};
use crate::index::IndexSpec;
use crate::sample::Sample;
use crate::score::Style;
use crate::summation::{CHUNK, in_chunks};

/// Scores u/w of two domains: mean and satisfied of the one, mean and satisfied of the other.
type Lanes = [f64; 4];

/// Sums over the respondents of a spot, of one criterion or the index.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Σ w² t² = Σ u²
    pub square: Lanes,
    /// Σ w t² = Σ u²/w
    pub per_weight: Lanes,
    /// Σ u of the one × u of the other, per style.
    pub cross: [f64; 2],
}

impl Tally {
    #[inline]
    fn take(&mut self, weight: f64, scores: Lanes) {
        for ((square, per_weight), score) in
            self.square.iter_mut().zip(&mut self.per_weight).zip(scores)
        {
            let weighted = weight * score;
            *per_weight += weighted * score;
            *square += weighted * weighted;
        }
        let square = weight * weight;
        for (style, cross) in self.cross.iter_mut().enumerate() {
            *cross += square * scores[style] * scores[style + 2];
        }
    }

    fn add(&mut self, other: &Self) {
        let lanes = self
            .square
            .iter_mut()
            .chain(&mut self.per_weight)
            .chain(&mut self.cross);
        let parts = other
            .square
            .iter()
            .chain(&other.per_weight)
            .chain(&other.cross);
        for (sum, part) in lanes.zip(parts) {
            *sum += part;
        }
    }
}

/// Which items make up which group: the criteria, and the index as their weighted sum or as a group of its own.
pub(crate) struct Layout {
    items: Vec<usize>,
    groups: Vec<Range<usize>>,
    /// W_c of the groups whose weighted sum is the index.
    weights: Option<Vec<f64>>,
}

impl Layout {
    pub fn of(index: &IndexSpec, pooled: bool) -> Self {
        let mut items = Vec::new();
        let mut groups = Vec::new();
        let own = |component: &crate::index::Component| -> Vec<usize> {
            component.items.iter().map(|(item, _)| *item).collect()
        };
        let mut add = |group: Vec<usize>| {
            let start = items.len();
            items.extend(group);
            groups.push(start..items.len());
        };
        for component in &index.components {
            add(own(component));
        }
        if pooled {
            add(index.components.iter().flat_map(own).collect());
        }
        let weights = index.components.iter().map(|one| one.weight);
        Self {
            items,
            groups,
            weights: (!pooled).then(|| weights.collect()),
        }
    }

    fn composites(&self) -> usize {
        self.groups.len() + usize::from(self.weights.is_some())
    }

    /// Puts the scores of a domain, times its share of the unit, into two of the lanes of a unit's table.
    fn fill(
        &self,
        table: &mut [Lanes],
        linear: &[Option<Linear>],
        order: Order,
        share: f64,
        lane: usize,
    ) {
        for (side, style) in Style::ALL.into_iter().enumerate() {
            for (at, group) in self.groups.iter().enumerate() {
                let Some(composite) = &linear[order.component(style, at)] else {
                    continue;
                };
                for place in group.clone() {
                    let own = composite
                        .parts
                        .iter()
                        .find(|(item, _)| *item == self.items[place]);
                    let Some((_, scores)) = own else { continue };
                    let codes = &mut table[place * SLOTS..(place + 1) * SLOTS];
                    for (lanes, score) in codes.iter_mut().zip(scores) {
                        lanes[lane + side] = share * score;
                    }
                }
            }
        }
    }
}

/// The scores of up to two domains for the respondents of a unit, each with its share.
pub(crate) type Pair<'a> = [Option<(&'a [Option<Linear>], f64)>; 2];

/// `[spot][criterion, the index last]`. Units without a first domain are passed over.
pub(crate) fn squares(
    sample: &Sample,
    places: &Places,
    layout: &Layout,
    order: Order,
    pairs: &[Pair<'_>],
) -> Vec<Tally> {
    let size = layout.items.len() * SLOTS;
    let mut tables = vec![[0.0; 4]; pairs.len() * size];
    for (pair, table) in pairs.iter().zip(tables.chunks_exact_mut(size.max(1))) {
        for (side, domain) in pair.iter().enumerate() {
            if let Some((linear, share)) = domain {
                layout.fill(table, linear, order, *share, 2 * side);
            }
        }
    }
    let composites = layout.composites();
    let chunk = CHUNK * (1 + places.spots.len() / 1024);
    let columns: Vec<&[u8]> = layout
        .items
        .iter()
        .map(|item| &sample.items[*item][..])
        .collect();
    in_chunks(
        sample.len(),
        chunk,
        vec![Tally::default(); places.spots.len() * composites],
        |rows| {
            let mut tallies = vec![Tally::default(); places.spots.len() * composites];
            let columns: Vec<&[u8]> = columns.iter().map(|column| &column[rows.clone()]).collect();
            for (at, row) in rows.enumerate() {
                let unit = sample.locality[row] as usize;
                if pairs[unit][0].is_none() {
                    continue;
                }
                let spot = places.spot_of[places.at(row, &sample.stratum)] as usize;
                let own = &mut tallies[spot * composites..(spot + 1) * composites];
                let table = &tables[unit * size..(unit + 1) * size];
                score(layout, &columns, at, sample.weight[row], table, own);
            }
            tallies
        },
        |total, part| {
            for (total, part) in total.iter_mut().zip(part) {
                total.add(part);
            }
        },
    )
}

#[inline]
fn score(
    layout: &Layout,
    columns: &[&[u8]],
    at: usize,
    weight: f64,
    table: &[Lanes],
    tallies: &mut [Tally],
) {
    let mut whole = [0.0; 4];
    for (group, places) in layout.groups.iter().enumerate() {
        let mut sum = [0.0; 4];
        let columns = &columns[places.clone()];
        let tables = table[places.start * SLOTS..places.end * SLOTS].chunks_exact(SLOTS);
        for (column, codes) in columns.iter().zip(tables) {
            let scores = &codes[slot(column[at])];
            for (sum, score) in sum.iter_mut().zip(scores) {
                *sum += score;
            }
        }
        if let Some(weights) = &layout.weights {
            for (whole, sum) in whole.iter_mut().zip(&sum) {
                *whole += weights[group] * sum;
            }
        }
        tallies[group].take(weight, sum);
    }
    if layout.weights.is_some()
        && let Some(last) = tallies.last_mut()
    {
        last.take(weight, whole);
    }
}
