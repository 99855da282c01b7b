//! Which figures must stay hidden (method §14 a, b, e).

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::edition::figures::{
    Figure, FigureKind, Figures, Level, Style, WHOLE, Withheld, WithheldReason,
};

/// No count, estimate or percentage for fewer respondents than this.
pub const FEWEST: u64 = 10;

/// Whether a count may not be shown. That nobody answered may be said.
pub fn is_small(n: u64) -> bool {
    (1..FEWEST).contains(&n)
}

/// Figures that follow from each other: all but one and the total give the last one.
struct List {
    total: usize,
    parts: Vec<usize>,
    across: Across,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Across {
    /// Localities under the whole: different people.
    Localities,
    /// Items under their criterion or criteria under the index, in one domain: the same people.
    Parts,
}

pub struct Suppression<'a> {
    figures: &'a mut Vec<Figure>,
    withheld: &'a mut Vec<Withheld>,
    lists: Vec<List>,
    /// Per figure: hidden to protect people, not only because it is uncertain.
    secret: Vec<bool>,
    /// Per figure: neither it nor a small count exists, so that nothing can be given away.
    is_void: Vec<bool>,
    /// Domain and item where everybody gave the same answer.
    unanimous: HashSet<(String, String)>,
}

impl<'a> Suppression<'a> {
    pub fn of(all: &'a mut Figures) -> Self {
        let lists = lists(all);
        let same = |levels: [f64; 5]| levels.iter().any(|share| *share >= 100.0 - 1e-9);
        let unanimous = all
            .distributions
            .iter()
            .filter(|one| one.levels.is_some_and(same))
            .map(|one| (one.domain.clone(), one.item.clone()))
            .collect();
        let missing: HashSet<_> = all
            .withheld
            .iter()
            .filter(|one| one.reason == WithheldReason::PartMissing)
            .map(|one| (&one.domain[..], one.kind, &one.code[..], one.style))
            .collect();
        let is_void = |one: &Figure| {
            one.n.is_none_or(|n| !is_small(n))
                && (one.n == Some(0)
                    || missing.contains(&(&one.domain[..], one.kind, &one.code[..], one.style)))
        };
        let is_void = all.figures.iter().map(is_void).collect();
        Self {
            secret: vec![false; all.figures.len()],
            figures: &mut all.figures,
            withheld: &mut all.withheld,
            lists,
            is_void,
            unanimous,
        }
    }

    fn hide(&mut self, at: usize, reason: WithheldReason) {
        let Some(figure) = self.figures.get_mut(at) else {
            return;
        };
        self.secret[at] = true;
        if figure.level == Level::C {
            return;
        }
        figure.level = Level::C;
        self.withheld.push(Withheld {
            domain: figure.domain.clone(),
            kind: figure.kind,
            code: figure.code.clone(),
            style: figure.style,
            reason,
        });
    }

    /// Fewer than ten respondents, whatever the method's thresholds.
    pub fn few(&mut self) {
        for at in 0..self.figures.len() {
            if self.figures[at].n.is_some_and(is_small) {
                self.hide(at, WithheldReason::TooFewAnswers);
            }
        }
    }

    /// Everybody in a cell gave the same answer, or nobody or everybody is satisfied: the figure would say what each of
    /// them thinks.
    pub fn unanimous(&mut self) {
        for at in 0..self.figures.len() {
            let figure = &self.figures[at];
            let is_extreme = figure
                .estimate
                .is_some_and(|value| !(1e-9..=100.0 - 1e-9).contains(&value));
            let one_answer = match figure.kind {
                FigureKind::Item => self
                    .unanimous
                    .contains(&(figure.domain.clone(), figure.code.clone())),
                FigureKind::Index | FigureKind::Component | FigureKind::DontKnow => false,
            };
            if one_answer || (is_extreme && figure.kind != FigureKind::DontKnow) {
                self.hide(at, WithheldReason::WouldReveal);
            }
        }
    }

    /// Hides more until no list gives a hidden figure back.
    pub fn subtraction(&mut self) {
        loop {
            let before = self.withheld.len();
            for list in 0..self.lists.len() {
                while let Some(at) = self.next_of(list) {
                    self.hide(at, WithheldReason::WouldReveal);
                }
            }
            if self.withheld.len() == before {
                return;
            }
        }
    }

    /// What else must be hidden in this list: the next smallest, or the total when nothing else is left.
    fn next_of(&self, list: usize) -> Option<usize> {
        let List {
            total,
            parts,
            across,
        } = self.lists.get(list)?;
        if self.figures[*total].level == Level::C {
            return None;
        }
        let exists = parts.iter().copied().filter(|at| !self.is_void[*at]);
        let (hidden, shown): (Vec<usize>, Vec<usize>) =
            exists.partition(|at| self.figures[*at].level == Level::C);
        let is_safe = match across {
            Across::Localities => {
                let people = |at: &usize| self.figures[*at].n.unwrap_or(0);
                hidden.is_empty()
                    || (hidden.len() >= 2 && hidden.iter().map(people).sum::<u64>() >= FEWEST)
            }
            Across::Parts => hidden.len() >= 2 || hidden.iter().all(|at| !self.secret[*at]),
        };
        if is_safe {
            return None;
        }
        let next = shown
            .into_iter()
            .min_by_key(|at| (self.figures[*at].n, *at));
        next.or(Some(*total))
    }

    /// Small counts go, and with a single one (or with fewer than ten people together) the next smallest that is
    /// withheld anyway, so that the count of the whole does not give it back.
    pub fn counts(&mut self) {
        for list in self
            .lists
            .iter()
            .filter(|list| list.across == Across::Localities)
        {
            let figures = &mut *self.figures;
            let mut withheld: Vec<(u64, usize)> = list
                .parts
                .iter()
                .filter(|at| figures[**at].level == Level::C)
                .filter_map(|at| figures[*at].n.filter(|n| *n > 0).map(|n| (n, *at)))
                .collect();
            withheld.sort_unstable();
            let small = withheld.iter().filter(|(n, _)| is_small(*n)).count();
            let mut people = 0;
            for (nth, (n, at)) in withheld.into_iter().enumerate() {
                if nth >= small && (small == 0 || (nth >= 2 && people >= FEWEST)) {
                    break;
                }
                people += n;
                figures[at].n = None;
            }
            let whole = &mut figures[list.total];
            if whole.level == Level::C && (small > 0 || whole.n.is_some_and(is_small)) {
                whole.n = None;
            }
        }
    }
}

fn lists(all: &Figures) -> Vec<List> {
    let mut rows: BTreeMap<_, (Option<usize>, Vec<usize>)> = BTreeMap::new();
    let mut places = HashMap::new();
    for (at, one) in all.figures.iter().enumerate() {
        let row = rows.entry(one.row()).or_default();
        if one.domain == WHOLE {
            row.0 = Some(at);
        } else {
            row.1.push(at);
        }
        places.insert(
            (one.domain.as_str(), one.kind, one.code.as_str(), one.style),
            at,
        );
    }
    let mut lists: Vec<List> = rows
        .into_values()
        .filter_map(|(total, parts)| {
            Some(List {
                total: total?,
                parts,
                across: Across::Localities,
            })
        })
        .collect();
    let domains: HashSet<(&str, Style)> = all
        .figures
        .iter()
        .map(|one| (one.domain.as_str(), one.style))
        .collect();
    let mut domains: Vec<_> = domains.into_iter().collect();
    domains.sort_unstable();
    for (domain, style) in domains {
        let place = |kind, code| places.get(&(domain, kind, code, style)).copied();
        let criteria = &all.form.criteria;
        let mut add = |total: Option<usize>, parts: Vec<usize>| {
            lists.extend(total.map(|total| List {
                total,
                parts,
                across: Across::Parts,
            }));
        };
        for criterion in criteria {
            let items = criterion.items.iter();
            let parts = items.filter_map(|item| place(FigureKind::Item, item.code.as_str()));
            add(
                place(FigureKind::Component, &criterion.code),
                parts.collect(),
            );
        }
        let parts = criteria
            .iter()
            .filter_map(|one| place(FigureKind::Component, one.code.as_str()));
        add(place(FigureKind::Index, "index"), parts.collect());
    }
    lists
}
