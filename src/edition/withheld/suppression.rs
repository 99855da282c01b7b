//! Which figures must stay hidden (method §14 a–f): the rules are those of `hailong_statistics::disclosure`.

use std::collections::HashSet;

use hailong_statistics::disclosure::lists::{self, Next, Part, State};
use hailong_statistics::disclosure::small_cells::{self, FEWEST};
use hailong_statistics::disclosure::subtraction::recovered;
use hailong_statistics::disclosure::two_way::{Cell, Table};
use hailong_statistics::disclosure::unanimity::{is_extreme, is_unanimous};

use crate::edition::change::earlier::{Earlier, key};
use crate::edition::figures::{
    Dominated, Figure, FigureKind, Figures, Level, Withheld, WithheldReason,
};
use crate::edition::withheld::adding_up::{self, Across, Grid, List};

/// Whether a count may not be shown. That nobody answered may be said.
pub fn is_small(n: u64) -> bool {
    small_cells::is_small(n, FEWEST)
}

pub struct Suppression<'a> {
    figures: &'a mut Vec<Figure>,
    withheld: &'a mut Vec<Withheld>,
    lists: Vec<List>,
    grids: Vec<Grid>,
    /// Per figure: hidden to protect people, not only because it is uncertain.
    secret: Vec<bool>,
    /// Per figure: neither it nor a small count exists, so that nothing can be given away.
    is_void: Vec<bool>,
    /// Per figure: an earlier release told it.
    told: Vec<bool>,
    /// Domain and item where everybody gave the same answer.
    unanimous: HashSet<(String, String)>,
    dominated: Vec<Dominated>,
    one_source: Vec<String>,
}

impl<'a> Suppression<'a> {
    pub fn of(all: &'a mut Figures) -> Self {
        let unanimous = all
            .distributions
            .iter()
            .filter(|one| one.levels.is_some_and(|shares| is_unanimous(&shares)))
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
            lists: adding_up::lists(all),
            grids: adding_up::grids(all),
            secret: vec![false; all.figures.len()],
            told: vec![false; all.figures.len()],
            dominated: std::mem::take(&mut all.dominated),
            one_source: std::mem::take(&mut all.one_source),
            figures: &mut all.figures,
            withheld: &mut all.withheld,
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
            let is_extreme = figure.estimate.is_some_and(is_extreme);
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

    /// A few respondents carry most of the weight.
    pub fn dominated(&mut self) {
        let dominated: HashSet<_> = std::mem::take(&mut self.dominated)
            .into_iter()
            .map(|one| (one.domain, one.kind, one.code))
            .collect();
        for at in 0..self.figures.len() {
            let one = &self.figures[at];
            if dominated.contains(&(one.domain.clone(), one.kind, one.code.clone())) {
                self.hide(at, WithheldReason::Dominated);
            }
        }
    }

    /// One interviewer brought too many of a locality's answers.
    pub fn one_source(&mut self) {
        for at in 0..self.figures.len() {
            if self.one_source.contains(&self.figures[at].domain) {
                self.hide(at, WithheldReason::OneSource);
            }
        }
    }

    /// What an earlier release of the same answers forbids; what it told needs no protection and gives none.
    pub fn earlier(&mut self, earlier: &Earlier) {
        for at in 0..self.figures.len() {
            let key = key(&self.figures[at]);
            self.told[at] = earlier.told.contains(&key);
            if earlier.gives_away.contains(&key) {
                self.hide(at, WithheldReason::EarlierRelease);
            }
        }
    }

    /// Hides more until no hidden figure that protects people can be worked out.
    pub fn subtraction(&mut self) {
        loop {
            let before = (self.withheld.len(), self.secrets());
            for list in 0..self.lists.len() {
                while let Some(at) = self.next_of(list) {
                    self.hide(at, WithheldReason::WouldReveal);
                }
            }
            self.tables();
            self.equations();
            if (self.withheld.len(), self.secrets()) == before {
                return;
            }
        }
    }

    fn secrets(&self) -> usize {
        self.secret.iter().filter(|secret| **secret).count()
    }

    fn is_hidden(&self, at: usize) -> bool {
        self.figures[at].level == Level::C && !self.told[at]
    }

    /// The parts that exist, with their places.
    fn parts(&self, list: &List) -> (Vec<usize>, Vec<Part>) {
        let exist = list.parts.iter().copied().filter(|at| !self.is_void[*at]);
        let part = |at: usize| Part {
            n: self.figures[at].n.unwrap_or(0),
            state: match (self.told[at], self.is_hidden(at)) {
                (true, _) => State::Known,
                (false, true) => State::Hidden,
                (false, false) => State::Shown,
            },
        };
        exist.map(|at| (at, part(at))).unzip()
    }

    /// What else must be hidden in this list: the next smallest, or the total when nothing else is left.
    fn next_of(&self, list: usize) -> Option<usize> {
        let list = self.lists.get(list)?;
        if self.figures[list.total].level == Level::C {
            return None;
        }
        let (places, parts) = self.parts(list);
        let protects = |at: &usize| self.is_hidden(*at) && self.secret[*at];
        let next = match list.across {
            Across::Localities => lists::next(&parts, FEWEST),
            Across::Parts if places.iter().any(protects) => lists::next(&parts, 0),
            Across::Parts => Next::Nothing,
        };
        match next {
            Next::Nothing => None,
            Next::Part(at) => places.get(at).copied(),
            Next::Total => Some(list.total),
        }
    }

    /// Closes cycles in the two-way tables.
    fn tables(&mut self) {
        for at in 0..self.grids.len() {
            let grid = &self.grids[at];
            for place in self.table(grid).complement().added {
                if let Some(figure) = self.grids[at].cells.get(place).copied().flatten() {
                    self.hide(figure, WithheldReason::WouldReveal);
                }
            }
        }
    }

    /// Totals are cells too, so that a line adds up where its total exists.
    fn table(&self, grid: &Grid) -> Table {
        let exists = |cell: &Option<usize>| cell.is_some_and(|at| !self.is_void[at]);
        let cell = |cell: &Option<usize>| match cell {
            Some(at) if exists(cell) && !self.told[*at] => match self.figures[*at].level {
                Level::C if self.secret[*at] => Cell::Secret,
                Level::C => Cell::Hidden,
                Level::A | Level::B => Cell::Shown(self.figures[*at].n.unwrap_or(0)),
            },
            _ => Cell::Empty,
        };
        let rows = grid.cells.chunks(grid.columns);
        Table {
            row_adds_up: rows
                .clone()
                .map(|row| row.last().is_some_and(exists))
                .collect(),
            column_adds_up: rows.last().unwrap_or_default().iter().map(exists).collect(),
            ..Table::new(grid.columns, grid.cells.iter().map(cell).collect())
        }
    }

    /// Tables share their totals, so that one may help with another: what the equations of all of them still give away
    /// takes another figure of its equation with it.
    fn equations(&mut self) {
        let exists = |at: &usize| !self.is_void[*at];
        let lists: Vec<&List> = self
            .lists
            .iter()
            .filter(|list| exists(&list.total))
            .collect();
        let equations: Vec<Vec<usize>> = lists
            .iter()
            .map(|list| {
                list.parts
                    .iter()
                    .chain([&list.total])
                    .copied()
                    .filter(exists)
                    .collect()
            })
            .collect();
        let known: Vec<bool> = (0..self.figures.len())
            .map(|at| !self.is_hidden(at))
            .collect();
        let (mut hide, mut protect): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for (figure, equation) in recovered(&known, &equations) {
            if !self.secret[figure] {
                continue;
            }
            let (places, parts) = self.parts(lists[equation]);
            let total = lists[equation].total;
            match lists::smallest_shown(&parts) {
                Next::Part(at) => hide.extend(places.get(at)),
                _ if known[total] && !self.told[total] => hide.push(total),
                // All of it was worked out before: that is where to help.
                _ => protect.extend(equations[equation].iter().filter(|at| !known[**at])),
            }
        }
        for at in protect {
            self.secret[at] = true;
        }
        for at in hide {
            self.hide(at, WithheldReason::WouldReveal);
        }
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
