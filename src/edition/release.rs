//! What may be shown: applied once, here. What is withheld becomes empty, so that no file and no page can show it.

use std::collections::BTreeSet;

use crate::edition::figures::{
    Figure, FigureKind, Figures, Level, Style, WHOLE, Withheld, WithheldReason,
};

/// No count, estimate or percentage for fewer respondents than this (method §14 a).
const K: u64 = 10;

/// The figures as the public gets them.
pub fn release(mut figures: Figures) -> Figures {
    let unanimous: BTreeSet<(String, String)> = figures
        .distributions
        .iter()
        .filter(|one| {
            one.levels
                .is_some_and(|levels| levels.iter().any(|share| *share >= 100.0 - 1e-9))
        })
        .map(|one| (one.domain.clone(), one.item.clone()))
        .collect();
    let withheld = &mut figures.withheld;
    for figure in &mut figures.figures {
        let one_answer = figure.kind == FigureKind::Item
            && unanimous.contains(&(figure.domain.clone(), figure.code.clone()));
        if one_answer && figure.level != Level::C {
            withhold(figure, withheld);
        }
    }
    hide_from_subtraction(&mut figures.figures, withheld);
    for figure in figures
        .figures
        .iter_mut()
        .filter(|figure| figure.level == Level::C)
    {
        blank(figure);
    }
    let hidden = |domain: &str, kind: FigureKind, code: &str| {
        figures.figures.iter().any(|figure| {
            figure.level == Level::C
                && figure.domain == domain
                && figure.kind == kind
                && figure.code == code
        })
    };
    for row in &mut figures.ranking {
        if hidden(&row.locality, FigureKind::Index, "index") {
            row.level = Level::C;
            row.estimate = None;
            (row.rank, row.set_low, row.set_high) = (None, None, None);
            (row.marginal_low, row.marginal_high) = (None, None);
        }
    }
    for one in &mut figures.distributions {
        if hidden(&one.domain, FigureKind::Item, &one.item) {
            (one.n, one.levels) = (None, None);
        }
        if hidden(&one.domain, FigureKind::DontKnow, &one.item) {
            one.dont_know = None;
        }
    }
    for locality in &mut figures.localities {
        locality.responses = locality
            .responses
            .filter(|count| *count == 0 || *count >= K);
    }
    figures
}

fn withhold(figure: &mut Figure, withheld: &mut Vec<Withheld>) {
    figure.level = Level::C;
    withheld.push(Withheld {
        domain: figure.domain.clone(),
        kind: figure.kind,
        code: figure.code.clone(),
        style: figure.style,
        reason: WithheldReason::WouldReveal,
    });
}

fn blank(figure: &mut Figure) {
    figure.n = figure.n.filter(|n| *n == 0 || *n >= K);
    (figure.estimate, figure.se, figure.ci_low, figure.ci_high) = (None, None, None, None);
    (figure.df, figure.deff, figure.n_eff) = (None, None, None);
}

/// Under a published whole, one withheld locality could be got back by subtraction: at least two are withheld, together
/// with at least [`K`] respondents, or the next smallest joins them (method §14 e).
fn hide_from_subtraction(figures: &mut [Figure], withheld: &mut Vec<Withheld>) {
    let rows: BTreeSet<(FigureKind, String, Style)> = figures
        .iter()
        .map(|figure| (figure.kind, figure.code.clone(), figure.style))
        .collect();
    for (kind, code, style) in rows {
        let same =
            |figure: &Figure| figure.kind == kind && figure.code == code && figure.style == style;
        let whole_is_shown = figures
            .iter()
            .any(|figure| same(figure) && figure.domain == WHOLE && figure.level != Level::C);
        if !whole_is_shown {
            continue;
        }
        loop {
            let own = || {
                figures
                    .iter()
                    .filter(|figure| same(figure) && figure.domain != WHOLE)
            };
            let hidden: Vec<u64> = own()
                .filter(|figure| figure.level == Level::C)
                .map(|figure| figure.n.unwrap_or(0))
                .collect();
            let answered = hidden.iter().filter(|n| **n > 0).count();
            if answered == 0 || (answered >= 2 && hidden.iter().sum::<u64>() >= K) {
                break;
            }
            let shown = figures.iter_mut().filter(|figure| {
                same(figure) && figure.domain != WHOLE && figure.level != Level::C
            });
            match shown.min_by_key(|figure| (figure.n, figure.domain.clone())) {
                Some(next) => withhold(next, withheld),
                None => break,
            }
        }
    }
}
