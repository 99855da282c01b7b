//! Change since earlier surveys, on today's localities: earlier answers are computed anew where people live today
//! (method §13), with the weights they had.

mod common_items;
pub mod crosswalk;
pub(super) mod earlier;
mod paired;

use std::borrow::Cow;
use std::collections::BTreeMap;

use hailong_statistics::change::{Change, change};
use hailong_statistics::holm;
use hailong_statistics::ranks::Contestant;

use crate::edition::change::common_items::{Asked, asked_of_both};
use crate::edition::change::crosswalk::{Moved, moved};
use crate::edition::change::earlier::{Atoms, Earlier};
use crate::edition::change::paired::Paired;
use crate::edition::compute::{ComputeFailure, computed, of_statistics};
use crate::edition::figures::{
    Basis, ChangeRow, Figure, FigureKind, Figures, Level, Shown, Style, WHOLE, Withheld,
    WithheldChange, WithheldReason,
};
use crate::edition::inputs::{Inputs, PSU};
use crate::edition::prepared::Prepared;
use crate::edition::release::{release, release_after};
use crate::exchange::crosswalk::Way;

/// An earlier survey, and where its respondents live today.
pub struct Previous {
    pub name: String,
    pub inputs: Inputs,
    pub moved: Moved,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ChangeFault {
    /// It cannot be told where the people of a locality live today.
    Lost {
        name: String,
        locality: String,
        lost: Lost,
    },
    /// None of today's items was asked then.
    NothingInCommon { name: String },
    /// The method says that both surveys have the same sampling units, but one of them names none.
    NoUnits { name: String },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Lost {
    /// In no locality of today's frame.
    Gone,
    /// In several, and the crosswalk gives no shares.
    Split,
    /// The shares sum to this.
    Shares(f64),
    /// The crosswalk does not know this group; `None`: responses without a group.
    Group(Option<String>),
}

impl Previous {
    /// Follows `crosswalk` from each of the earlier localities, or their groups, to those of today.
    pub fn new(
        name: String,
        inputs: Inputs,
        now: &Inputs,
        crosswalk: &[Way],
    ) -> Result<Self, Vec<ChangeFault>> {
        let moved = moved(&name, &inputs, &now.frame, crosswalk);
        let (moved, mut faults) = match moved {
            Ok(moved) => (Some(moved), Vec::new()),
            Err(faults) => (None, faults),
        };
        if matches!(asked_of_both(now, &inputs), Asked::None) {
            faults.push(ChangeFault::NothingInCommon { name: name.clone() });
        }
        if now.method.same_psu && (now.kept(PSU).is_none() || inputs.kept(PSU).is_none()) {
            faults.push(ChangeFault::NoUnits { name: name.clone() });
        }
        match moved {
            Some(moved) if faults.is_empty() => Ok(Self {
                name,
                inputs,
                moved,
            }),
            _ => Err(faults),
        }
    }
}

/// Adds one row per earlier survey, domain, style, and index or criterion that is good enough today and that the earlier
/// survey could have shown on these localities: what protected people then protects them now.
pub fn add(
    figures: &mut Figures,
    now: &Inputs,
    earlier: &[Previous],
) -> Result<(), ComputeFailure> {
    for previous in earlier {
        let rows = since(figures, now, previous)?;
        figures.changes.extend(rows.shown);
        figures.changes_withheld.extend(rows.withheld);
    }
    Ok(())
}

/// What today's survey may show of what is compared.
struct Today<'a>(Cow<'a, [Figure]>);

impl<'a> Today<'a> {
    /// Figures on the common items alone stand beside those on all: where a question is withheld, the difference would
    /// give it away, and so they are shown only where every question is.
    fn of(
        figures: &'a Figures,
        now: &Inputs,
        common: Option<&Inputs>,
    ) -> Result<Self, ComputeFailure> {
        let Some(common) = common else {
            return Ok(Self(Cow::Borrowed(&figures.figures)));
        };
        let anew = computed(common, common, &Prepared::of(now)?)?.figures;
        let mut shown = release(anew).figures;
        let all = release(figures.clone()).figures;
        shown.retain(|one| shows_every_item(&all, &one.domain));
        Ok(Self(Cow::Owned(shown)))
    }
}

struct Since {
    shown: Vec<ChangeRow>,
    withheld: Vec<WithheldChange>,
}

fn since(figures: &Figures, now: &Inputs, previous: &Previous) -> Result<Since, ComputeFailure> {
    let (answered, moved) = (&previous.inputs, &previous.moved);
    let prepared = Prepared::of(answered)?;
    let own = computed(answered, answered, &prepared)?.figures;
    let prepared = prepared.moved_to(moved, now.frame.len());
    let common = match asked_of_both(now, answered) {
        Asked::Some(common) => Some(common),
        Asked::All | Asked::None => None,
    };
    let asked = common.as_deref().unwrap_or(now);
    let anew = computed(asked, answered, &prepared)?.figures;
    let atoms = Atoms {
        old: moved.units.iter().map(|unit| unit.old).collect(),
        today: moved
            .units
            .iter()
            .map(|unit| {
                unit.today
                    .iter()
                    .map(|(place, _)| *place as usize)
                    .collect()
            })
            .collect(),
        answers: prepared.answers_per_unit(asked, answered)?,
    };
    let earlier = Earlier::of(own, &anew, &atoms);
    let mut before = release_after(anew, &earlier);
    let basis = bases(now, &prepared, moved);
    let mut withheld: Vec<WithheldChange> =
        withheld(&previous.name, std::mem::take(&mut before.withheld)).collect();
    let today = Today::of(figures, now, common.as_deref())?;
    let paired = match now.method.same_psu {
        true => Paired::of(asked, &Prepared::of(asked)?, answered, &prepared)?,
        false => None,
    };
    let mut shown = Vec::new();
    if common.is_some() {
        let all = before.figures.clone();
        before
            .figures
            .retain(|one| shows_every_item(&all, &one.domain));
    }
    for mut row in compare(
        &previous.name,
        &today,
        &before.figures,
        now.method.confidence,
    ) {
        if let Some(paired) = &paired {
            let domain = now.frame.iter().position(|own| own.code == row.domain);
            let criteria = &asked.form.criteria;
            let criterion = criteria.iter().position(|own| own.code == row.code);
            let style = of_statistics(row.style);
            let values = [row.now, row.before];
            let confidence = now.method.confidence;
            row.take(&paired.change(domain, style, criterion, values, confidence));
        }
        row.common = common.is_some();
        if let Some((basis, share)) = basis.get(&row.domain) {
            (row.basis, row.split_share) = (*basis, *share);
        }
        row.caution = row.split_share > SPLIT_CAUTION;
        if row.split_share > SPLIT_LIMIT {
            withheld.push(WithheldChange {
                previous: previous.name.clone(),
                withheld: Withheld {
                    domain: row.domain,
                    kind: row.kind,
                    code: row.code,
                    style: row.style,
                    reason: WithheldReason::TooMuchSplit,
                },
            });
        } else {
            shown.push(row);
        }
    }
    judge(&mut shown, 1.0 - now.method.confidence);
    Ok(Since { shown, withheld })
}

/// More than this share of the weight from localities that were split calls for caution …
const SPLIT_CAUTION: f64 = 0.1;
/// … and with more than this there is no earlier value.
const SPLIT_LIMIT: f64 = 0.3;

/// How an earlier figure of each locality came about, and the share of its weight that comes from split units.
fn bases(now: &Inputs, prepared: &Prepared, moved: &Moved) -> BTreeMap<String, (Basis, f64)> {
    let mut people = vec![[0.0; 2]; now.frame.len()];
    for (unit, weight) in prepared.sample.locality.iter().zip(&prepared.sample.weight) {
        for (place, share) in &moved.units[*unit as usize].today {
            let is_split = usize::from(*share < 1.0);
            people[*place as usize][is_split] += weight * share;
        }
    }
    let mut units = vec![Vec::new(); now.frame.len()];
    for unit in &moved.units {
        for (place, _) in &unit.today {
            units[*place as usize].push(unit.old);
        }
    }
    let own = now.frame.iter().zip(people).zip(units);
    own.map(|((row, [whole, split]), mut units)| {
        units.dedup();
        let places = |old: usize| moved.units.iter().filter(move |unit| unit.old == old);
        let is_alone = |old: &usize| {
            places(*old).all(|unit| unit.today.len() == 1)
                && places(*old)
                    .flat_map(|unit| &unit.today)
                    .all(|(place, _)| now.frame[*place as usize].code == row.code)
        };
        let basis = match &units[..] {
            _ if split > 0.0 => Basis::Estimated,
            [one] if is_alone(one) => Basis::Same,
            _ => Basis::Joined,
        };
        let share = if split > 0.0 {
            split / (whole + split)
        } else {
            0.0
        };
        (row.code.clone(), (basis, share))
    })
    .collect()
}

/// Of what is compared.
fn withheld(previous: &str, of_before: Vec<Withheld>) -> impl Iterator<Item = WithheldChange> {
    let compared = of_before
        .into_iter()
        .filter(|one| matches!(one.kind, FigureKind::Index | FigureKind::Component));
    compared.map(|withheld| WithheldChange {
        previous: previous.to_owned(),
        withheld,
    })
}

fn compare(
    name: &str,
    Today(now): &Today<'_>,
    before: &[Figure],
    confidence: f64,
) -> Vec<ChangeRow> {
    let mut rows = Vec::new();
    for own in now
        .iter()
        .filter(|own| matches!(own.kind, FigureKind::Index | FigureKind::Component))
    {
        let same = |other: &&Figure| {
            other.domain == own.domain
                && other.kind == own.kind
                && other.code == own.code
                && other.style == own.style
        };
        let shown = |figure: &Figure| -> Option<Contestant> {
            let se = figure.se.filter(|_| figure.level != Level::C)?;
            Some(Contestant {
                estimate: figure.estimate?,
                variance: se * se,
                df: figure.df?,
            })
        };
        let Some((a, b)) = shown(own).zip(before.iter().find(same).and_then(shown)) else {
            continue;
        };
        let mut row = ChangeRow {
            previous: name.to_owned(),
            domain: own.domain.clone(),
            kind: own.kind,
            code: own.code.clone(),
            style: own.style,
            before: b.estimate,
            now: a.estimate,
            change: 0.0,
            se: 0.0,
            df: 0.0,
            ci_low: 0.0,
            ci_high: 0.0,
            p: 1.0,
            p_holm: 1.0,
            shown: Shown::NoChangeShown,
            detectable: 0.0,
            basis: Basis::Same,
            split_share: 0.0,
            caution: false,
            common: false,
        };
        row.take(&change(&a, &b, confidence));
        rows.push(row);
    }
    rows
}

impl ChangeRow {
    fn take(&mut self, found: &Change) {
        self.change = found.difference;
        self.se = found.se;
        self.df = found.df;
        (self.ci_low, self.ci_high) = (found.low, found.high);
        (self.p, self.p_holm) = (found.p, found.p);
        self.detectable = found.detectable;
    }
}

fn shows_every_item(released: &[Figure], domain: &str) -> bool {
    let mut items = released
        .iter()
        .filter(|one| one.kind == FigureKind::Item && one.domain == domain);
    items.all(|one| one.level != Level::C)
}

/// Holm over the localities of one figure, of one earlier survey; all together stands by itself.
pub fn judge(rows: &mut [ChangeRow], alpha: f64) {
    let mut families: BTreeMap<(bool, FigureKind, String, Style), Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        families
            .entry((row.domain == WHOLE, row.kind, row.code.clone(), row.style))
            .or_default()
            .push(at);
    }
    for members in families.values() {
        let p: Vec<f64> = members.iter().map(|at| rows[*at].p).collect();
        for (at, adjusted) in members.iter().zip(holm::adjusted(&p)) {
            let row = &mut rows[*at];
            row.p_holm = adjusted;
            row.shown = match (adjusted <= alpha, row.change > 0.0) {
                (true, true) => Shown::Rose,
                (true, false) => Shown::Fell,
                (false, _) => Shown::NoChangeShown,
            };
        }
    }
}
