//! What may be shown: applied once, here. What is withheld becomes empty, so that no file and no page can show it.

use std::collections::HashSet;

use crate::edition::change::earlier::Earlier;
use crate::edition::figures::{FigureKind, Figures, Level, WHOLE};
use crate::edition::quality;
use crate::edition::standing::Standing;
use crate::edition::ways;
use crate::edition::withheld::suppression::{Suppression, is_small};

/// The figures as the public gets them. Releasing twice changes nothing more.
pub fn release(figures: Figures) -> Figures {
    release_after(figures, &Earlier::default())
}

/// As [`release`], where the same answers have been published before.
pub(super) fn release_after(mut figures: Figures, earlier: &Earlier) -> Figures {
    if figures.released {
        return figures;
    }
    figures.released = true;
    let mut suppression = Suppression::of(&mut figures);
    suppression.few();
    suppression.unanimous();
    suppression.dominated();
    suppression.one_source();
    suppression.earlier(earlier);
    suppression.subtraction();
    suppression.counts();
    let uncounted: HashSet<String> = figures
        .figures
        .iter()
        .filter(|figure| figure.kind == FigureKind::Index && figure.n.is_none())
        .map(|figure| figure.domain.clone())
        .collect();
    for locality in &mut figures.localities {
        let is_lost = uncounted.contains(locality.code.as_str());
        locality.responses = locality
            .responses
            .filter(|count| !is_lost && !is_small(*count));
    }
    let hidden: HashSet<(String, FigureKind, String)> = figures
        .figures
        .iter()
        .filter(|figure| figure.level == Level::C)
        .map(|figure| (figure.domain.clone(), figure.kind, figure.code.clone()))
        .collect();
    let is_hidden = |domain: &str, kind: FigureKind, code: &str| {
        hidden.contains(&(domain.to_owned(), kind, code.to_owned()))
    };
    figures
        .weights
        .retain(|row| !uncounted.contains(&row.domain) && !is_small(row.n));
    quality::release::release(&mut figures.quality, &uncounted, |domain| {
        is_hidden(domain, FigureKind::Index, "index")
    });
    ways::release(&mut figures.ways, &uncounted);
    for figure in &mut figures.figures {
        if figure.level == Level::C {
            (figure.estimate, figure.se, figure.ci_low, figure.ci_high) = (None, None, None, None);
            (figure.df, figure.deff, figure.n_eff) = (None, None, None);
            (figure.se_linearised, figure.pooled) = (None, false);
        }
    }
    for row in &mut figures.ranking {
        if is_hidden(&row.locality, FigureKind::Index, "index") {
            row.level = Level::C;
            row.estimate = None;
            (row.rank, row.set_low, row.set_high) = (None, None, None);
            (row.marginal_low, row.marginal_high) = (None, None);
            row.standing = Standing::default();
        }
        if is_hidden(WHOLE, FigureKind::Index, "index") {
            (row.standing.against_whole, row.standing.p_whole) = (None, None);
        }
    }
    if let Some(found) = &mut figures.sensitivity {
        found
            .localities
            .retain(|row| !is_hidden(&row.locality, FigureKind::Index, "index"));
    }
    figures.selection = figures.selection.filter(|_| !uncounted.contains(WHOLE));
    figures.pairs.retain(|pair| {
        [&pair.higher, &pair.lower]
            .into_iter()
            .all(|code| !is_hidden(code, FigureKind::Index, "index"))
    });
    figures
        .changes
        .retain(|one| !is_hidden(&one.domain, one.kind, &one.code));
    for one in &mut figures.distributions {
        if is_hidden(&one.domain, FigureKind::Item, &one.item) {
            (one.n, one.levels) = (None, None);
        }
        if is_hidden(&one.domain, FigureKind::DontKnow, &one.item) {
            one.dont_know = None;
        }
    }
    for one in &mut figures.bounds {
        if is_hidden(&one.domain, FigureKind::Index, "index") {
            (one.low, one.high) = (None, None);
        }
    }
    figures
}
