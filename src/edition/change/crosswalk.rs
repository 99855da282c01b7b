//! Where the people of earlier localities live today (method §13).
//!
//! Whole localities and residential groups that joined another are exact. Where a locality was split and a response says
//! only the locality, its respondent counts for each of today's localities with the share of the people who went there.

use std::collections::BTreeMap;

use crate::edition::change::{ChangeFault, Lost};
use crate::edition::inputs::{GROUP, Inputs};
use crate::exchange::crosswalk::Way;
use crate::exchange::frame::FrameRow;
use crate::survey::locality::LocalityKey;

/// Shares may sum to 1 within this.
const SLACK: f64 = 1e-6;

/// Respondents of an earlier survey who moved together, and where to.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Row of the earlier frame.
    pub old: usize,
    /// Rows of today's frame, with shares that sum to 1.
    pub today: Vec<(u32, f64)>,
}

/// The units of an earlier survey, and the unit of each of its respondents.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    pub units: Vec<Unit>,
    pub of_row: Vec<u32>,
}

/// Follows the crosswalk for every respondent, by the residential group where the responses name it and the crosswalk
/// divides by it.
pub fn moved(
    name: &str,
    earlier: &Inputs,
    frame: &[FrameRow],
    crosswalk: &[Way],
) -> Result<Moved, Vec<ChangeFault>> {
    let groups = earlier.kept(GROUP);
    let mut faults = Vec::new();
    let mut numbers: BTreeMap<(u32, Option<u32>), u32> = BTreeMap::new();
    let mut units = Vec::new();
    let mut of_row = Vec::with_capacity(earlier.responses.locality.len());
    let has_groups: Vec<bool> = earlier
        .frame
        .iter()
        .map(|row| Walk { frame, crosswalk }.has_groups(row))
        .collect();
    let mut number = |old: u32, group: Option<u32>, faults: &mut Vec<ChangeFault>| {
        *numbers.entry((old, group)).or_insert_with(|| {
            let row = &earlier.frame[old as usize];
            let written = group
                .zip(groups)
                .map(|(at, groups)| groups.names[at as usize].as_str());
            let today = Walk { frame, crosswalk }
                .from(row, written)
                .unwrap_or_else(|lost| {
                    let (name, locality) = (name.to_owned(), row.code.clone());
                    faults.push(ChangeFault::Lost {
                        name,
                        locality,
                        lost,
                    });
                    vec![(0, 1.0)]
                });
            units.push(Unit {
                old: old as usize,
                today,
            });
            units.len() as u32 - 1
        })
    };
    for (row, old) in earlier.responses.locality.iter().enumerate() {
        let group = groups
            .filter(|_| has_groups[*old as usize])
            .and_then(|groups| groups.of_row[row]);
        of_row.push(number(*old, group, &mut faults));
    }
    // A locality that nobody answered for must be somewhere today, too.
    for old in 0..earlier.frame.len() as u32 {
        if !earlier.responses.locality.contains(&old) {
            number(old, None, &mut faults);
        }
    }
    faults.dedup();
    if faults.is_empty() {
        Ok(Moved { units, of_row })
    } else {
        Err(faults)
    }
}

struct Walk<'a> {
    frame: &'a [FrameRow],
    crosswalk: &'a [Way],
}

/// A locality on the way, with its first day where it is known.
#[derive(Clone)]
struct Place {
    code: String,
    valid_from: Option<String>,
}

impl Place {
    fn is(&self, key: &LocalityKey) -> bool {
        let day = key.valid_from.to_string();
        self.code == key.code && self.valid_from.as_ref().is_none_or(|own| *own == day)
    }

    fn is_row(&self, row: &FrameRow) -> bool {
        let known = row.valid_from.as_ref().zip(self.valid_from.as_ref());
        row.code == self.code && known.is_none_or(|(row, own)| row == own)
    }
}

impl Walk<'_> {
    /// Without a first day, a locality of the earlier frame is the oldest of its code.
    fn start(&self, row: &FrameRow) -> Place {
        let known = self
            .crosswalk
            .iter()
            .filter(|way| way.from.code == row.code);
        let oldest = known.map(|way| way.from.valid_from).min();
        Place {
            code: row.code.clone(),
            valid_from: row
                .valid_from
                .clone()
                .or_else(|| oldest.map(|day| day.to_string())),
        }
    }

    fn has_groups(&self, row: &FrameRow) -> bool {
        let start = self.start(row);
        self.crosswalk
            .iter()
            .any(|way| start.is(&way.from) && way.group.is_some())
    }

    fn from(&self, row: &FrameRow, group: Option<&str>) -> Result<Vec<(u32, f64)>, Lost> {
        let mut found: BTreeMap<u32, f64> = BTreeMap::new();
        let mut open = vec![(self.start(row), group, 1.0, 0)];
        while let Some((place, group, share, steps)) = open.pop() {
            let ways: Vec<&Way> = self
                .crosswalk
                .iter()
                .filter(|way| place.is(&way.from))
                .collect();
            let exactly = |row: &FrameRow| {
                row.code == place.code
                    && row.valid_from.is_some()
                    && row.valid_from == place.valid_from
            };
            let here = if ways.is_empty() {
                Some(
                    self.frame
                        .iter()
                        .position(|row| place.is_row(row))
                        .ok_or(Lost::Gone)?,
                )
            } else {
                self.frame.iter().position(exactly)
            };
            if let Some(here) = here {
                *found.entry(here as u32).or_default() += share;
                continue;
            }
            // A change goes forward in time, so that no way is longer than there are changes.
            if steps > self.crosswalk.len() {
                return Err(Lost::Gone);
            }
            for (way, own) in chosen(&ways, group)? {
                let next = Place {
                    code: way.to.code.clone(),
                    valid_from: Some(way.to.valid_from.to_string()),
                };
                open.push((next, None, share * own, steps + 1));
            }
        }
        Ok(found.into_iter().collect())
    }
}

/// The ways of a group, or of those that no row names, with shares that sum to 1.
fn chosen<'a>(ways: &[&'a Way], group: Option<&str>) -> Result<Vec<(&'a Way, f64)>, Lost> {
    let of = |wanted: Option<&str>| -> Vec<&'a Way> {
        ways.iter()
            .copied()
            .filter(|way| way.group.as_deref() == wanted)
            .collect()
    };
    let own = group
        .map(|group| of(Some(group)))
        .filter(|own| !own.is_empty());
    let own = own.unwrap_or_else(|| of(None));
    if own.is_empty() {
        return Err(Lost::Group(group.map(ToOwned::to_owned)));
    }
    if own.len() > 1 && own.iter().any(|way| way.share.is_none()) {
        return Err(Lost::Split);
    }
    let shares: Vec<f64> = own.iter().map(|way| way.share.unwrap_or(1.0)).collect();
    let sum: f64 = shares.iter().sum();
    if (sum - 1.0).abs() > SLACK {
        return Err(Lost::Shares(sum));
    }
    Ok(own
        .into_iter()
        .zip(shares.into_iter().map(|share| share / sum))
        .collect())
}
