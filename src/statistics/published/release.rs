//! What of the moments may be told; the rule is that of [`super`].

use crate::disclosure::dominance::Heaviest;
use crate::disclosure::small_cells::is_small;
use crate::engine::scoring::Options;
use crate::index::IndexSpec;
use crate::published::matrix::{Matrix, Part};
use crate::published::{Domain, FEWEST, Moments, Totals};
use crate::score::Style;

/// A figure, as the publication rules know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// How many respondents there are.
    Size,
    Index(Style),
    Component(Style, usize),
    Item(Style, usize),
    DontKnow(usize),
}

/// A locality, or all together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Locality(usize),
    Whole,
}

/// What is told in place of answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Released {
    pub localities: Vec<Domain>,
    pub whole: Domain,
    /// Sums of the localities that do not tell their own, item by item; `None` also where it is nobody's.
    pub withheld: Vec<Totals>,
    pub between: Option<[Vec<Vec<f64>>; 2]>,
}

/// Finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Grain {
    Items,
    Criteria,
    Nothing,
}

/// What a matrix may be of.
const TOLD: [Grain; 2] = [Grain::Items, Grain::Criteria];

/// The sums of one item that are told or withheld together.
const SUMS: [fn(&mut Totals) -> &mut Option<f64>; 4] = [
    |own| &mut own.answers,
    |own| &mut own.score,
    |own| &mut own.satisfied,
    |own| &mut own.dont_know,
];

impl Moments {
    /// `is_shown` says which figures are published; `index` has the weights of the method.
    pub fn release(
        &self,
        index: &IndexSpec,
        options: Options,
        is_shown: impl Fn(Of, Told) -> bool,
    ) -> Released {
        let releasing = Releasing {
            all: self,
            index,
            options,
            is_shown: &is_shown,
        };
        releasing.released()
    }
}

struct Releasing<'a> {
    all: &'a Moments,
    index: &'a IndexSpec,
    options: Options,
    is_shown: &'a dyn Fn(Of, Told) -> bool,
}

impl Releasing<'_> {
    fn released(&self) -> Released {
        let places: Vec<usize> = (0..self.all.localities.len()).collect();
        let mut localities: Vec<Domain> = places
            .iter()
            .map(|at| self.told(Of::Locality(*at), &self.all.localities[*at]))
            .collect();
        let mut whole = self.told(Of::Whole, &self.all.whole);
        let withheld = self.withheld(&localities, &mut whole);
        for style in Style::ALL {
            let side = style as usize;
            let grains: Vec<Grain> = places
                .iter()
                .map(|at| self.grain(Of::Locality(*at), &[*at], style))
                .collect();
            for (at, grain) in grains.iter().enumerate() {
                localities[at].matrices[side] =
                    self.matrix(Of::Locality(at), &self.all.localities[at], style, *grain);
            }
            let grain = self.grain_of_whole(&grains, &places, style);
            whole.matrices[side] = self.matrix(Of::Whole, &self.all.whole, style, grain);
        }
        let is_ranked =
            |at: usize, style: Style| (self.is_shown)(Of::Locality(at), Told::Index(style));
        let between = self.all.between.as_ref().map(|both| {
            Style::ALL.map(|style| {
                let row = |(j, row): (usize, &Vec<f64>)| {
                    let shown = |k: usize| is_ranked(j, style) && is_ranked(k, style);
                    let cells = row.iter().enumerate();
                    cells
                        .map(|(k, own)| if shown(k) { *own } else { 0.0 })
                        .collect()
                };
                both[style as usize].iter().enumerate().map(row).collect()
            })
        });
        Released {
            localities,
            whole,
            withheld,
            between,
        }
    }

    /// All but the matrices.
    fn told(&self, of: Of, own: &Domain) -> Domain {
        let shown = |told: Told| (self.is_shown)(of, told);
        let item = |(at, own): (usize, &Totals)| {
            let [mean, satisfied] = Style::ALL.map(|style| shown(Told::Item(style, at)));
            let dont_know = shown(Told::DontKnow(at));
            let answers = mean || satisfied || dont_know;
            let asked = dont_know || (self.options.dk_in_denominator && satisfied);
            Totals {
                n: own.n.filter(|_| mean || satisfied),
                asked: own.asked.filter(|_| asked),
                answers: own.answers.filter(|_| answers),
                score: own.score.filter(|_| mean),
                satisfied: own.satisfied.filter(|_| satisfied),
                dont_know: own.dont_know.filter(|_| asked),
            }
        };
        let answered = |(at, own): (usize, &Option<u64>)| {
            let is_index = at + 1 == self.all.whole.answered.len();
            let told = |style: &Style| {
                shown(match is_index {
                    true => Told::Index(*style),
                    false => Told::Component(*style, at),
                })
            };
            own.filter(|_| Style::ALL.iter().any(told))
        };
        let rates = own.dont_know.iter().enumerate();
        let both = |style: Style| {
            let index = Told::Index(style);
            shown(index) && (self.is_shown)(Of::Whole, index)
        };
        Domain {
            size: own.size.filter(|_| shown(Told::Size)),
            items: own.items.iter().enumerate().map(item).collect(),
            answered: own.answered.iter().enumerate().map(answered).collect(),
            matrices: [None, None],
            dont_know: rates
                .map(|(at, own)| own.filter(|_| shown(Told::DontKnow(at))))
                .collect(),
            // The whole's own is its variance.
            with_whole: Style::ALL.map(|style| {
                own.with_whole[style as usize].filter(|_| of != Of::Whole && both(style))
            }),
        }
    }

    /// Takes the sums of the whole away where less the localities' they would tell too much.
    fn withheld(&self, localities: &[Domain], whole: &mut Domain) -> Vec<Totals> {
        let mut pool = vec![Totals::default(); whole.items.len()];
        for (item, pool) in pool.iter_mut().enumerate() {
            for sum in SUMS {
                let hides = |at: &usize| {
                    let mut own = localities[*at].items[item];
                    sum(&mut own).is_none()
                };
                let hidden: Vec<usize> = (0..localities.len()).filter(hides).collect();
                let full = |at: &usize| {
                    let mut own = self.all.localities[*at].items[item];
                    *sum(&mut own)
                };
                let answers = |at: &usize| self.all.counts.valid(&[*at], item) > 0;
                let asked = |at: &usize| self.all.localities[*at].items[item].asked > Some(0);
                let people: Vec<usize> = hidden
                    .iter()
                    .copied()
                    .filter(|at| answers(at) || asked(at))
                    .collect();
                if people.is_empty() {
                    continue;
                }
                if self.is_crowd(&people, &[item]) {
                    *sum(pool) = hidden.iter().map(full).sum();
                } else {
                    *sum(&mut whole.items[item]) = None;
                }
            }
        }
        pool
    }

    /// Two localities or more with enough answers to each of the items, none of them heavy.
    fn is_crowd(&self, localities: &[usize], items: &[usize]) -> bool {
        let counts = &self.all.counts;
        let is_light = |item: &usize| {
            let mut all = Heaviest::default();
            for at in localities {
                all.merge(&counts.heaviest[at * counts.items + item]);
            }
            counts.valid(localities, *item) >= FEWEST && !all.is_dominated()
        };
        localities.len() >= 2 && items.iter().all(is_light)
    }

    fn grain(&self, of: Of, localities: &[usize], style: Style) -> Grain {
        TOLD.into_iter()
            .find(|grain| self.shows(of, *grain, style) && self.is_safe(localities, *grain, style))
            .unwrap_or(Grain::Nothing)
    }

    /// A finer matrix of the whole gives its coarser one, so that whole less parts must tell enough at each.
    fn grain_of_whole(&self, grains: &[Grain], places: &[usize], style: Style) -> Grain {
        let leaves_enough = |grain: &Grain| {
            let coarser = |at: &usize| grains[*at] > *grain && self.all.counts.respondents[*at] > 0;
            let pool: Vec<usize> = places.iter().copied().filter(coarser).collect();
            let rows = self.rows(*grain);
            let items: Vec<usize> = rows.iter().flatten().copied().collect();
            let is_enough = self.is_crowd(&pool, &items) && self.is_safe(&pool, *grain, style);
            pool.is_empty() || is_enough
        };
        let fits = |grain: &Grain| {
            let rows = self.rows(*grain);
            let and_coarser = TOLD.iter().filter(|other| *other >= grain);
            self.shows(Of::Whole, *grain, style)
                && self.is_safe(places, *grain, style)
                && and_coarser.into_iter().all(leaves_enough)
                && rows.iter().all(|row| self.is_left_by_nobody_or_many(row))
        };
        TOLD.into_iter().find(fits).unwrap_or(Grain::Nothing)
    }

    /// The whole's scores are centred elsewhere than the localities', so that the difference of their matrices is a sum over
    /// those who left an item out.
    fn is_left_by_nobody_or_many(&self, items: &[usize]) -> bool {
        let counts = &self.all.counts;
        let all: u64 = counts.respondents.iter().sum();
        let places: Vec<usize> = (0..self.all.localities.len()).collect();
        let left = items.iter().map(|item| all - counts.valid(&places, *item));
        !is_small(left.max().unwrap_or(0), FEWEST)
    }

    /// Every figure whose variance a matrix would tell is published.
    fn shows(&self, of: Of, grain: Grain, style: Style) -> bool {
        let shown = |told: Told| (self.is_shown)(of, told);
        let components = 0..self.index.components.len();
        let items = self.rows(Grain::Items).into_iter().flatten();
        shown(Told::Size)
            && shown(Told::Index(style))
            && match grain {
                Grain::Items => {
                    let mut items = items;
                    items.all(|item| shown(Told::Item(style, item)))
                }
                Grain::Criteria => {
                    let mut components = components;
                    !self.options.pooled_answers
                        && components.all(|at| shown(Told::Component(style, at)))
                }
                Grain::Nothing => false,
            }
    }

    /// The items of each row.
    fn rows(&self, grain: Grain) -> Vec<Vec<usize>> {
        let components = self.index.components.iter();
        let of =
            |own: &[(usize, f64)]| -> Vec<usize> { own.iter().map(|(item, _)| *item).collect() };
        let rows: Vec<Vec<usize>> = components.map(|own| of(&own.items)).collect();
        match grain {
            Grain::Items => {
                let mut items: Vec<usize> = rows.into_iter().flatten().collect();
                items.sort_unstable();
                items.dedup();
                items.into_iter().map(|item| vec![item]).collect()
            }
            Grain::Criteria => rows,
            Grain::Nothing => Vec::new(),
        }
    }

    fn is_safe(&self, localities: &[usize], grain: Grain, style: Style) -> bool {
        let rows = self.rows(grain);
        match grain {
            Grain::Items => self.are_items_safe(localities, &rows, style),
            Grain::Criteria => {
                self.are_people_enough(localities, rows.len())
                    && self.all.values.fewest_apart(localities, style) >= FEWEST
            }
            Grain::Nothing => false,
        }
    }

    /// So many rows hold less than the answers of the people in these localities.
    fn are_people_enough(&self, localities: &[usize], rows: usize) -> bool {
        let counts = &self.all.counts;
        let wanted = FEWEST * rows as u64;
        let respondents: u64 = localities.iter().map(|at| counts.respondents[*at]).sum();
        let has_units = counts.units.as_ref().is_none_or(|units| {
            let own = localities.iter().map(|at| units[*at]);
            let smallest = own.clone().filter(|(units, _)| *units > 0);
            own.map(|(units, _)| units).sum::<u64>() >= wanted
                || smallest.map(|(_, smallest)| smallest).min() >= Some(FEWEST)
        });
        has_units && respondents >= wanted
    }

    /// For rows of one item each.
    fn are_items_safe(&self, localities: &[usize], rows: &[Vec<usize>], style: Style) -> bool {
        let counts = &self.all.counts;
        let items: Vec<usize> = rows.iter().flatten().copied().collect();
        let differs =
            |item: &usize| counts.apart_from_one_answer(localities, *item, style) >= FEWEST;
        let are_apart =
            |a: usize, b: usize| counts.apart_from_one_line(localities, (a, b), style) >= FEWEST;
        self.are_people_enough(localities, rows.len())
            && items.iter().all(differs)
            && items
                .iter()
                .enumerate()
                .all(|(at, a)| items[..at].iter().all(|b| are_apart(*a, *b)))
    }

    fn matrix(&self, of: Of, own: &Domain, style: Style, grain: Grain) -> Option<Matrix> {
        let full = own.matrices[style as usize].as_ref()?;
        match grain {
            Grain::Items => {
                let rows = self.rows(Grain::Items);
                let part =
                    |row: &Vec<usize>| -> Part { row.iter().map(|item| (*item, 1.0)).collect() };
                let mut parts: Vec<Part> = rows.iter().map(part).collect();
                parts.extend(self.others(of, &rows, style));
                full.of_parts(parts)
            }
            Grain::Criteria => full.of_parts(own.criteria(self.index, style, self.options)?),
            Grain::Nothing => None,
        }
    }

    /// Items outside the index that the rule allows beside those of the index, one after another.
    fn others(&self, of: Of, rows: &[Vec<usize>], style: Style) -> Vec<Part> {
        let Of::Locality(locality) = of else {
            return Vec::new();
        };
        let mut rows = rows.to_vec();
        let first = rows.len();
        for item in 0..self.all.counts.items {
            let is_shown = (self.is_shown)(of, Told::Item(style, item));
            if is_shown && !rows.iter().flatten().any(|own| *own == item) {
                rows.push(vec![item]);
                if !self.are_items_safe(&[locality], &rows, style) {
                    rows.pop();
                }
            }
        }
        rows[first..]
            .iter()
            .map(|row| vec![(row[0], 1.0)])
            .collect()
    }
}
