//! What is withheld, and why: a locality as a whole, or single figures of it.

use crate::edition::figures::{FigureKind, Figures, WHOLE, Withheld, WithheldReason};
use crate::web::public::sorting::Sort;
use crate::web::public::tables::Tables;
use crate::wording::charts::Charts;
use crate::wording::edition::Edition as Words;
use crate::wording::fill;

pub struct WithheldLine {
    pub locality: String,
    pub what: String,
    pub reason: &'static str,
    /// How many responses there are; empty where that is not told.
    pub n: String,
}

/// In alphabetical order: where the index is withheld, one line; elsewhere one line per reason, naming the criteria
/// and questions. Only the headline style is listed; the files have both.
pub fn withheld(tables: &Tables) -> Vec<WithheldLine> {
    let (figures, words) = (tables.figures, Words::of(tables.tongue));
    let whole = (words.all_localities, WHOLE, String::new());
    let localities = Sort::Name.apply(figures);
    let each = localities.iter().map(|locality| {
        let n = tables.responses(locality).map(|n| {
            let text = Charts::of(tables.tongue).count_short;
            fill(text, &[("n", &n)])
        });
        let n = n.unwrap_or_default();
        (locality.name.as_str(), locality.code.as_str(), n)
    });
    let mut lines = Vec::new();
    for (name, domain, n) in std::iter::once(whole).chain(each) {
        let line = |what: String, reason| WithheldLine {
            locality: name.to_owned(),
            what,
            reason: Charts::of(tables.tongue).withheld(reason),
            n: n.clone(),
        };
        if let Err(reason) = figures.index(domain)
            && everything(figures, domain)
        {
            lines.push(line(words.withheld_all.to_owned(), reason));
            continue;
        }
        for reason in WithheldReason::ALL {
            let names = named(tables, domain, reason);
            if !names.is_empty() {
                lines.push(line(names.join("; "), reason));
            }
        }
    }
    lines
}

/// Nothing of this domain is shown.
fn everything(figures: &Figures, domain: &str) -> bool {
    !figures
        .figures
        .iter()
        .any(|figure| figure.domain == domain && figure.shown().is_some())
}

fn named(tables: &Tables, domain: &str, reason: WithheldReason) -> Vec<String> {
    let figures = tables.figures;
    figures
        .withheld
        .iter()
        .filter(|one| {
            one.domain == domain && one.reason == reason && one.style == figures.method.style
        })
        .filter_map(|one| name(tables, one))
        .collect()
}

fn name(tables: &Tables, one: &Withheld) -> Option<String> {
    let tag = tables.tongue.tag();
    match one.kind {
        FigureKind::Index => Some(Words::of(tables.tongue).withheld_index.to_owned()),
        FigureKind::Component => {
            let mut criteria = tables.figures.form.criteria.iter();
            let criterion = criteria.find(|criterion| criterion.code == one.code)?;
            Some(criterion.name.in_language(tag).to_owned())
        }
        FigureKind::Item => {
            let item = tables.figures.items().find(|item| item.code == one.code)?;
            Some(item.text.in_language(tag).to_owned())
        }
        FigureKind::DontKnow => None,
    }
}
