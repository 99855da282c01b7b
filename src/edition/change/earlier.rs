//! What an earlier release of the same answers forbids today (method §14 f).
//!
//! The answers of an earlier survey were published on its own localities; today they are published again, on today's.
//! Taking one from the other must give nothing that the earlier release withheld.

use std::collections::{HashMap, HashSet};

use hailong_statistics::disclosure::differencing::{Domain, to_hide, uncovered};
use hailong_statistics::disclosure::small_cells::FEWEST;

use crate::edition::figures::{Figure, FigureKind, Figures, Level, Style};
use crate::edition::release::release;

/// Domain, kind, code, style.
type Key = (String, FigureKind, String, Style);

/// Of the figures of today's localities, those that may not be shown, and those that the earlier release told already,
/// so that hiding them protects nobody.
#[derive(Default)]
pub struct Earlier {
    pub gives_away: HashSet<Key>,
    pub told: HashSet<Key>,
}

fn places(figures: &Figures) -> HashMap<String, usize> {
    let localities = figures.localities.iter().enumerate();
    localities.map(|(at, one)| (one.code.clone(), at)).collect()
}

pub fn key(figure: &Figure) -> Key {
    (
        figure.domain.clone(),
        figure.kind,
        figure.code.clone(),
        figure.style,
    )
}

/// Respondents behind each figure, per atom or unit.
pub type Answers = HashMap<(FigureKind, String, Style), Vec<u64>>;

/// The smallest parts of an earlier survey's respondents that both releases are made of.
pub struct Atoms {
    /// Place of each among the earlier localities.
    pub old: Vec<usize>,
    /// Places among today's localities that it counts for.
    pub today: Vec<Vec<usize>>,
    /// Respondents of each atom per kind, code and style of a figure.
    pub answers: Answers,
}

impl Earlier {
    /// `own` are the earlier survey's figures on its own localities, `anew` those of the same answers on today's.
    pub fn of(own: Figures, anew: &Figures, atoms: &Atoms) -> Self {
        let (units, wards) = (places(&own), places(anew));
        let (answers, today) = (&atoms.answers, &atoms.today);
        let all: Domain = (0..today.len()).collect();
        let mut published: HashMap<_, Vec<Domain>> = HashMap::new();
        let released = release(own);
        for one in released.figures.iter().filter(|one| one.level != Level::C) {
            let row = (one.kind, one.code.clone(), one.style);
            let domain = units.get(&one.domain).map(|unit| {
                let own = atoms.old.iter().enumerate().filter(|(_, old)| *old == unit);
                own.map(|(atom, _)| atom).collect()
            });
            let domain = domain.unwrap_or_else(|| all.clone());
            published.entry(row).or_default().push(domain);
        }
        let mut earlier = Self::default();
        for one in &anew.figures {
            let row = (one.kind, one.code.clone(), one.style);
            let Some(answers) = answers.get(&row) else {
                continue;
            };
            let domain: Domain = match wards.get(&one.domain) {
                Some(ward) => all
                    .iter()
                    .copied()
                    .filter(|unit| today[*unit].contains(ward))
                    .collect(),
                None => all.clone(),
            };
            let before = published.get(&row).map_or(&[][..], Vec::as_slice);
            let is_told = uncovered(before, &domain)
                .iter()
                .all(|unit| answers[*unit] == 0);
            if is_told {
                earlier.told.insert(key(one));
            } else if !to_hide(answers, before, &[domain], FEWEST).is_empty() {
                earlier.gives_away.insert(key(one));
            }
        }
        earlier
    }
}
