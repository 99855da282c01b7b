//! Published numbers beside those that were recomputed.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::edition::compute::Told;
use crate::edition::figures::{
    Figure, FigureKind, Figures, Level, PairRow, RankingRow, Style, WHOLE, WithheldReason,
};
use crate::edition::standing::{AgainstWhole, BandName, Standing};
use crate::edition::verify::rebuilt::{Key, key};
use crate::edition::verify::report::{Finding, Report, exact, number, probability};

pub const FIGURES: &str = "figures.csv";
pub const RANKING: &str = "ranking.csv";
pub const PAIRS: &str = "pairs.csv";
pub const DETAILS: &str = "figures.json";

/// Rows that were computed together with localities that were withheld afterwards.
pub struct Hidden(HashSet<(FigureKind, String, Style)>);

impl Hidden {
    pub fn of(figures: &Figures) -> Self {
        let later = |reason: WithheldReason| match reason {
            WithheldReason::TooFewAnswers
            | WithheldReason::TooUncertain
            | WithheldReason::PartMissing
            | WithheldReason::TooMuchSplit => false,
            WithheldReason::WouldReveal
            | WithheldReason::Dominated
            | WithheldReason::OneSource
            | WithheldReason::EarlierRelease => true,
        };
        let rows = figures.withheld.iter();
        let rows = rows.filter(|one| one.domain != WHOLE && later(one.reason));
        Self(
            rows.map(|one| (one.kind, one.code.clone(), one.style))
                .collect(),
        )
    }

    /// Whether somebody who is not shown took part in comparing this figure's localities.
    pub fn concern(&self, kind: FigureKind, code: &str, style: Style) -> bool {
        self.0.contains(&(kind, code.to_owned(), style))
    }

    fn concern_ranking(&self, style: Style) -> bool {
        self.concern(FigureKind::Index, "index", style)
    }
}

fn label(domain: &str, kind: FigureKind, code: &str, style: Style) -> String {
    let code = if kind == FigureKind::Index { "" } else { code };
    let parts = [domain, kind.as_str(), code, style.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|own| !own.is_empty()).collect();
    parts.join(" ")
}

pub fn row(one: &Figure) -> String {
    label(&one.domain, one.kind, &one.code, one.style)
}

pub fn figures(
    report: &mut Report,
    published: &Figures,
    told: &Told,
    taken: &HashSet<(Key, &'static str)>,
) {
    let recomputed: HashMap<Key, &Figure> =
        told.figures.iter().map(|one| (key(one), one)).collect();
    let mut places: HashSet<Key> = HashSet::new();
    for one in &published.figures {
        let (key, row) = (key(one), row(one));
        places.insert(key.clone());
        let Some(own) = recomputed.get(&key) else {
            report.add(FIGURES, &row, "row", exact(Some("+"), None));
            continue;
        };
        let mut add = |name: &'static str, found: Finding| {
            let is_taken = taken.contains(&(key.clone(), name));
            // A number that was taken from the figures says nothing where it agrees with itself.
            let found = match found {
                Finding::Holds if is_taken => Finding::Sealed,
                found => found,
            };
            report.add(FIGURES, &row, name, found);
        };
        if one.n.is_some() || one.level != Level::C {
            add("n", exact(one.n, own.n));
        }
        add("estimate", number(one.estimate, own.estimate));
        add("se", number(one.se, own.se));
        add("ci_low", number(one.ci_low, own.ci_low));
        add("ci_high", number(one.ci_high, own.ci_high));
        add("df", number(one.df, own.df));
        add("deff", number(one.deff, own.deff));
        add("n_eff", number(one.n_eff, own.n_eff));
        add(
            "se_linearised",
            number(one.se_linearised, own.se_linearised),
        );
        add("pooled", exact(Some(one.pooled), Some(own.pooled)));
        add(
            "level",
            exact(Some(one.level.as_str()), Some(own.level.as_str())),
        );
    }
    for own in told
        .figures
        .iter()
        .filter(|own| !places.contains(&key(own)))
    {
        report.add(FIGURES, &row(own), "row", exact(None, Some("+")));
    }
}

pub fn ranking(report: &mut Report, published: &Figures, told: &Told, hidden: &Hidden) {
    let place = |one: &RankingRow| (one.locality.clone(), one.style);
    let recomputed: HashMap<_, &RankingRow> =
        told.ranking.iter().map(|one| (place(one), one)).collect();
    if published.ranking.len() != told.ranking.len() {
        let (a, b) = (published.ranking.len(), told.ranking.len());
        report.add(RANKING, "*", "rows", exact(Some(a), Some(b)));
    }
    for one in &published.ranking {
        let row = format!("{} {}", one.locality, one.style.as_str());
        let Some(own) = recomputed.get(&place(one)) else {
            report.add(RANKING, &row, "row", exact(Some("+"), None));
            continue;
        };
        let concerned = hidden.concern_ranking(one.style) && one.level != Level::C;
        let among_all = |found: Finding| if concerned { Finding::Sealed } else { found };
        let mut add = |name: &'static str, found: Finding| report.add(RANKING, &row, name, found);
        add("estimate", number(one.estimate, own.estimate));
        add(
            "level",
            exact(Some(one.level.as_str()), Some(own.level.as_str())),
        );
        add("rank", among_all(exact(one.rank, own.rank)));
        add("set_low", among_all(exact(one.set_low, own.set_low)));
        add("set_high", among_all(exact(one.set_high, own.set_high)));
        add(
            "marginal_low",
            among_all(exact(one.marginal_low, own.marginal_low)),
        );
        add(
            "marginal_high",
            among_all(exact(one.marginal_high, own.marginal_high)),
        );
        let (a, b): (&Standing, &Standing) = (&one.standing, &own.standing);
        add("points", number(a.points, b.points));
        add("points_low", number(a.points_low, b.points_low));
        add("points_high", number(a.points_high, b.points_high));
        let band = |own: Option<BandName>| own.map(BandName::as_str);
        add("band_low", exact(band(a.band_low), band(b.band_low)));
        add("band_high", exact(band(a.band_high), band(b.band_high)));
        add("group_low", among_all(exact(a.group_low, b.group_low)));
        add("group_high", among_all(exact(a.group_high, b.group_high)));
        let against = |own: Option<AgainstWhole>| own.map(AgainstWhole::as_str);
        add(
            "against_whole",
            among_all(exact(against(a.against_whole), against(b.against_whole))),
        );
        add("p_whole", among_all(probability(a.p_whole, b.p_whole)));
    }
}

pub fn pairs(report: &mut Report, published: &Figures, told: &Told, hidden: &Hidden) {
    let place = |one: &PairRow| (one.style, one.higher.clone(), one.lower.clone());
    let mut recomputed: BTreeMap<_, &PairRow> =
        told.pairs.iter().map(|one| (place(one), one)).collect();
    for one in &published.pairs {
        let row = format!("{} > {} {}", one.higher, one.lower, one.style.as_str());
        let Some(own) = recomputed.remove(&place(one)) else {
            report.add(PAIRS, &row, "row", exact(Some("+"), None));
            continue;
        };
        let mut add = |name: &'static str, found: Finding| report.add(PAIRS, &row, name, found);
        add(
            "difference",
            number(Some(one.difference), Some(own.difference)),
        );
        add("se", number(Some(one.se), Some(own.se)));
        add("p", probability(Some(one.p), Some(own.p)));
        add(
            "shown",
            match hidden.concern_ranking(one.style) {
                true => Finding::Sealed,
                false => exact(Some(one.shown), Some(own.shown)),
            },
        );
    }
    for one in recomputed.into_values() {
        let row = format!("{} > {} {}", one.higher, one.lower, one.style.as_str());
        report.add(PAIRS, &row, "row", exact(None, Some("+")));
    }
}

/// What stands in `figures.json` alone.
pub fn details(report: &mut Report, published: &Figures, told: &Told) {
    for one in &published.bounds {
        let row = label(&one.domain, FigureKind::Index, "", one.style);
        let mut same = told.bounds.iter();
        let own = same.find(|own| {
            own.domain == one.domain && own.style == one.style && own.about == one.about
        });
        for (name, published, own) in [
            ("bound_low", one.low, own.and_then(|own| own.low)),
            ("bound_high", one.high, own.and_then(|own| own.high)),
        ] {
            let found = match (published, own) {
                (None, _) => continue,
                (Some(_), None) => Finding::Sealed,
                both => number(both.0, both.1),
            };
            report.add(DETAILS, &row, name, found);
        }
    }
    let selection = |own: &crate::edition::standing::Selection| own.n_eff;
    let (a, b) = (published.selection.as_ref(), told.selection.as_ref());
    if a.is_some() {
        let found = number(a.map(selection), b.map(selection));
        report.add(DETAILS, "*", "selection", found);
    }
    distributions(report, published);
}

/// Shares of the levels are not told by the moments, but what they sum to is.
fn distributions(report: &mut Report, published: &Figures) {
    for one in &published.distributions {
        let find = |kind: FigureKind, style: Style| {
            let found = published.find(&one.domain, kind, &one.item, style);
            found.filter(|own| own.level != Level::C)
        };
        let row = format!("{} {}", one.domain, one.item);
        let [mean, satisfied] = Style::ALL.map(|style| find(FigureKind::Item, style));
        if let Some(levels) = one.levels {
            report.add(DETAILS, &row, "levels", Finding::Sealed);
            let all: f64 = levels.iter().sum();
            report.add(DETAILS, &row, "levels_sum", number(Some(all), Some(100.0)));
            let score = levels.iter().zip([0.0, 0.25, 0.5, 0.75, 1.0]);
            let score = score.map(|(share, level)| share * level).sum::<f64>();
            let ours = mean.and_then(|own| own.estimate);
            if ours.is_some() {
                report.add(DETAILS, &row, "levels_mean", number(Some(score), ours));
            }
            // With "don't know" in the denominator fewer are satisfied.
            let alike = satisfied.filter(|own| mean.is_some_and(|mean| mean.n == own.n));
            if let Some(ours) = alike.and_then(|own| own.estimate) {
                let good = number(Some(levels[3] + levels[4]), Some(ours));
                report.add(DETAILS, &row, "levels_satisfied", good);
            }
        }
        if one.n.is_some() && mean.is_some() {
            report.add(DETAILS, &row, "n", exact(one.n, mean.and_then(|own| own.n)));
        }
        if one.dont_know.is_some() {
            let rate = find(FigureKind::DontKnow, published.method.style);
            let rate = rate.and_then(|own| own.estimate);
            report.add(DETAILS, &row, "dont_know", number(one.dont_know, rate));
        }
    }
}
