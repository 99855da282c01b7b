//! Change since earlier surveys, on today's localities: earlier answers are computed anew where people live today
//! (method §13). Whole old localities join, so that the back-series is exact; a locality that was split is refused.

use std::collections::BTreeMap;

use hailong_statistics::change::change;
use hailong_statistics::holm;
use hailong_statistics::ranks::Contestant;

use crate::edition::compute::{ComputeFailure, computed};
use crate::edition::earlier::Earlier;
use crate::edition::figures::{
    ChangeRow, Figure, FigureKind, Figures, Level, Shown, Style, WHOLE, Withheld, WithheldChange,
};
use crate::edition::inputs::Inputs;
use crate::edition::release::release_after;
use crate::edition::weighting::Prepared;
use crate::exchange::frame::FrameRow;
use crate::survey::locality::LocalityChange;

/// An earlier survey, with the place in today's frame of every row of its own.
pub struct Previous {
    pub name: String,
    pub inputs: Inputs,
    pub today: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeFault {
    /// Went into several localities: its answers cannot be told apart.
    Split { name: String, locality: String },
    /// Is in no locality of today's frame.
    Gone { name: String, locality: String },
    /// A criterion has an item that the earlier form does not ask.
    NotAsked { name: String, item: String },
}

impl Previous {
    /// Follows `crosswalk` from each of the earlier localities to one of today's.
    pub fn new(
        name: String,
        inputs: Inputs,
        now: &Inputs,
        crosswalk: &[LocalityChange],
    ) -> Result<Self, Vec<ChangeFault>> {
        let mut faults = Vec::new();
        let mut today = Vec::new();
        for row in &inputs.frame {
            match place_today(row, &now.frame, crosswalk) {
                Ok(Some(place)) => today.push(place),
                Ok(None) => faults.push(ChangeFault::Gone {
                    name: name.clone(),
                    locality: row.code.clone(),
                }),
                Err(()) => faults.push(ChangeFault::Split {
                    name: name.clone(),
                    locality: row.code.clone(),
                }),
            }
        }
        let scales = &inputs.responses.scales;
        let asked = |code: &str| {
            scales
                .iter()
                .any(|(field, _)| inputs.form.fields[*field].code == code)
        };
        for item in now
            .form
            .criteria
            .iter()
            .flat_map(|criterion| &criterion.items)
        {
            let code = &now.form.fields[item.field].code;
            if !asked(code) {
                faults.push(ChangeFault::NotAsked {
                    name: name.clone(),
                    item: code.clone(),
                });
            }
        }
        if faults.is_empty() {
            Ok(Self {
                name,
                inputs,
                today,
            })
        } else {
            Err(faults)
        }
    }
}

/// `Err` where the way divides.
fn place_today(
    row: &FrameRow,
    frame: &[FrameRow],
    crosswalk: &[LocalityChange],
) -> Result<Option<usize>, ()> {
    let mut code = row.code.clone();
    let known = crosswalk
        .iter()
        .filter(|change| change.from.code == code)
        .map(|change| change.from.valid_from);
    let mut valid_from = row
        .valid_from
        .clone()
        .or_else(|| known.min().map(|day| day.to_string()));
    // A change goes forward in time, so that no way is longer than there are changes.
    for _ in 0..=crosswalk.len() {
        let is_here = |one: &FrameRow| {
            one.code == code
                && (one.valid_from.is_none()
                    || valid_from.is_none()
                    || one.valid_from == valid_from)
        };
        let mut ways = crosswalk.iter().filter(|change| {
            change.from.code == code
                && valid_from
                    .as_ref()
                    .is_none_or(|day| *day == change.from.valid_from.to_string())
        });
        match (ways.next(), ways.next()) {
            (None, _) => return Ok(frame.iter().position(is_here)),
            (Some(_), Some(_)) => return Err(()),
            (Some(way), None) => {
                let exactly = |one: &FrameRow| {
                    one.code == code && one.valid_from.is_some() && one.valid_from == valid_from
                };
                if let Some(place) = frame.iter().position(exactly) {
                    return Ok(Some(place));
                }
                code = way.to.code.clone();
                valid_from = Some(way.to.valid_from.to_string());
            }
        }
    }
    Ok(None)
}

/// Adds one row per earlier survey, domain, style, and index or criterion that is good enough today and that the earlier
/// survey could have shown on these localities: what protected people then protects them now.
pub fn add(
    figures: &mut Figures,
    now: &Inputs,
    earlier: &[Previous],
) -> Result<(), ComputeFailure> {
    for previous in earlier {
        let mut prepared = Prepared::of(&previous.inputs)?;
        let own = computed(&previous.inputs, &previous.inputs, &prepared)?;
        for place in &mut prepared.sample.locality {
            *place = previous.today[*place as usize] as u32;
        }
        prepared.sample.localities = now.frame.len();
        let anew = computed(now, &previous.inputs, &prepared)?;
        let earlier = Earlier::of(own, &anew, &previous.today);
        let before = release_after(anew, &earlier);
        let rows = compare(
            &previous.name,
            &figures.figures,
            &before.figures,
            now.method.confidence,
        );
        figures.changes.extend(rows);
        figures
            .changes_withheld
            .extend(withheld(&previous.name, before.withheld));
    }
    Ok(())
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

fn compare(name: &str, now: &[Figure], before: &[Figure], confidence: f64) -> Vec<ChangeRow> {
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
        let found = change(&a, &b, confidence);
        rows.push(ChangeRow {
            previous: name.to_owned(),
            domain: own.domain.clone(),
            kind: own.kind,
            code: own.code.clone(),
            style: own.style,
            before: b.estimate,
            now: a.estimate,
            change: found.difference,
            se: found.se,
            df: found.df,
            ci_low: found.low,
            ci_high: found.high,
            p: found.p,
            p_holm: found.p,
            shown: Shown::NoChangeShown,
            detectable: found.detectable,
        });
    }
    judge(&mut rows, 1.0 - confidence);
    rows
}

/// Holm over the localities of one figure; all together stands by itself.
fn judge(rows: &mut [ChangeRow], alpha: f64) {
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
