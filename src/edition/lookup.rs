//! Finding one figure among all, as far as it may be shown.

use hailong_statistics::disclosure::rounding;
use hailong_statistics::disclosure::small_cells::{FEWEST, is_small};
use hailong_statistics::weights::DEFF_WARNING;

use hailong_statistics::groups::possibly_among_best;
use hailong_statistics::ranks::RankSet;

use crate::edition::figures::{
    Distribution, Figure, FigureKind, Figures, FramedLocality, ItemSummary, Level, RankingRow,
    Style, WHOLE, WeightRow, WithheldReason,
};
use crate::edition::standing::Standing;

/// How many answered, as pages and pictures say it of a locality or a question: rounded to 5, and nothing of fewer than
/// ten (method §14 a, g). Files, and the number of all responses, which anybody may count in the sealed dataset, stay
/// exact.
pub fn about(n: u64) -> Option<u64> {
    (!is_small(n, FEWEST)).then(|| rounding::count(n))
}

/// An estimate that may be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shown {
    pub estimate: f64,
    pub low: f64,
    pub high: f64,
    pub n: u64,
    /// Level B: with a mark of caution.
    pub caution: bool,
}

/// A rank set that may be shown, with what it says about the other localities of the ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub low: u32,
    pub high: u32,
    pub rank: u32,
    /// Localities that are surely higher, surely lower, and neither.
    pub higher: u32,
    pub lower: u32,
    pub undecided: u32,
    pub caution: bool,
}

impl Figures {
    pub fn find(
        &self,
        domain: &str,
        kind: FigureKind,
        code: &str,
        style: Style,
    ) -> Option<&Figure> {
        self.figures.iter().find(|figure| {
            figure.kind == kind
                && figure.style == style
                && figure.domain == domain
                && figure.code == code
        })
    }

    pub fn shown(
        &self,
        domain: &str,
        kind: FigureKind,
        code: &str,
        style: Style,
    ) -> Result<Shown, WithheldReason> {
        self.find(domain, kind, code, style)
            .and_then(Figure::shown)
            .ok_or_else(|| self.reason(domain, kind, code, style))
    }

    /// The index of a domain in the headline style.
    pub fn index(&self, domain: &str) -> Result<Shown, WithheldReason> {
        self.shown(domain, FigureKind::Index, "index", self.method.style)
    }

    fn reason(&self, domain: &str, kind: FigureKind, code: &str, style: Style) -> WithheldReason {
        self.withheld
            .iter()
            .find(|one| {
                one.domain == domain && one.kind == kind && one.code == code && one.style == style
            })
            .map_or(WithheldReason::TooFewAnswers, |one| one.reason)
    }

    /// How many localities take part in the ranking, those whose place is withheld afterwards included.
    pub fn ranked(&self) -> u32 {
        let sets = self.sets();
        let lowest = sets.iter().map(|(_, _, high)| *high).max().unwrap_or(0);
        lowest.max(sets.len() as u32)
    }

    /// Rank and set of every locality whose place is shown.
    fn sets(&self) -> Vec<(u32, u32, u32)> {
        let rows = self.ranking.iter();
        rows.filter(|row| row.style == self.method.style)
            .filter_map(RankingRow::set)
            .collect()
    }

    pub fn place(&self, locality: &str) -> Option<Place> {
        let row = self
            .ranking
            .iter()
            .find(|row| row.locality == locality && row.style == self.method.style)?;
        let (rank, low, high) = row.set()?;
        let ranked = self.ranked();
        let (higher, lower) = (low.saturating_sub(1), ranked.saturating_sub(high));
        Some(Place {
            low,
            high,
            rank,
            higher,
            lower,
            undecided: ranked.saturating_sub(1 + higher + lower),
            caution: row.level == Level::B,
        })
    }

    /// What goes with the place of a locality, in the headline style.
    pub fn standing(&self, locality: &str) -> Option<&Standing> {
        let mut rows = self.ranking.iter();
        rows.find(|row| {
            row.locality == locality && row.style == self.method.style && row.level != Level::C
        })
        .map(|row| &row.standing)
    }

    /// Localities that the answers cannot rule out from among the best `tau`; none unless twice as many are ranked, and
    /// each with its place.
    pub fn possibly_best(&self, tau: u32) -> Vec<&FramedLocality> {
        let ranked = self.ranked();
        if ranked < 2 * tau || (self.sets().len() as u32) < ranked {
            return Vec::new();
        }
        let is_possible = |locality: &&FramedLocality| {
            self.place(&locality.code).is_some_and(|place| {
                let (low, high) = (place.low, place.high);
                possibly_among_best(RankSet { low, high }, tau)
            })
        };
        self.localities.iter().filter(is_possible).collect()
    }

    /// Pairs of ranked localities, and how many of them can be told apart: a set begins one rank lower for every
    /// locality that is surely higher, so that the sets carry the number of decided pairs. `None` when nothing was
    /// compared, or when a place was withheld and with it a part of that number.
    pub fn pairs(&self) -> Option<(u32, u32)> {
        let (sets, ranked) = (self.sets(), self.ranked());
        if ranked < 2 || (sets.len() as u32) < ranked {
            return None;
        }
        let told = sets.iter().map(|(_, low, _)| low.saturating_sub(1)).sum();
        Some((ranked * (ranked - 1) / 2, told))
    }

    /// Answers to an item where they may be shown: where neither style's figure is withheld.
    pub fn answers(&self, domain: &str, item: &str) -> Result<&Distribution, WithheldReason> {
        for style in Style::ALL {
            self.shown(domain, FigureKind::Item, item, style)?;
        }
        self.distributions
            .iter()
            .find(|one| one.domain == domain && one.item == item && one.levels.is_some())
            .ok_or(WithheldReason::TooFewAnswers)
    }

    /// Items in the form's order, criterion by criterion.
    pub fn items(&self) -> impl Iterator<Item = &ItemSummary> {
        let criteria = self.form.criteria.iter();
        criteria.flat_map(|criterion| &criterion.items)
    }

    pub fn locality(&self, code: &str) -> Option<&FramedLocality> {
        let mut localities = self.localities.iter();
        localities.find(|locality| locality.code == code)
    }

    /// Domains whose weights alone have a design effect that asks for a warning (method §4).
    pub fn unequal_weights(&self) -> Vec<&WeightRow> {
        let rows = self.weights.iter();
        rows.filter(|row| row.deff > DEFF_WARNING).collect()
    }

    /// Responses behind the whole index.
    pub fn respondents(&self) -> Option<u64> {
        self.find(WHOLE, FigureKind::Index, "index", self.method.style)
            .and_then(|figure| figure.n)
    }
}

impl Figure {
    /// Level C is never shown, even in an office's full figures.
    pub fn shown(&self) -> Option<Shown> {
        if self.level == Level::C {
            return None;
        }
        let finite = |value: Option<f64>| value.filter(|value| value.is_finite());
        Some(Shown {
            estimate: finite(self.estimate)?,
            low: finite(self.ci_low)?,
            high: finite(self.ci_high)?,
            n: self.n?,
            caution: self.level == Level::B,
        })
    }
}

impl RankingRow {
    /// Rank of the estimate and both ends of the set, unless it is withheld.
    fn set(&self) -> Option<(u32, u32, u32)> {
        if self.level == Level::C {
            return None;
        }
        Some((self.rank?, self.set_low?, self.set_high?))
    }
}
