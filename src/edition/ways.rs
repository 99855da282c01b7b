//! How the responses came in, and how many staff typed in from paper: `ways.csv`.

use std::collections::{BTreeMap, HashSet};

use hailong_statistics::disclosure::two_way::{Cell, Table};
use serde::{Deserialize, Serialize};

use crate::edition::figures::{Figures, WHOLE};
use crate::edition::inputs::Inputs;
use crate::edition::tables::{cell, marked};
use crate::edition::withheld::suppression::is_small;
use crate::survey::response::Mode;

/// Used responses of a domain that came in one way. `None` in a released edition where that would say something of fewer
/// than ten people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WayRow {
    pub domain: String,
    /// As the responses call it.
    pub mode: String,
    pub n: Option<u64>,
    /// Per cent of the responses whose way is known.
    pub share: Option<f64>,
}

impl WayRow {
    /// Typed in by staff, from paper.
    pub fn is_typed(&self) -> bool {
        self.mode == Mode::Entry.as_str()
    }
}

/// All together first, then the localities of the frame, every mode in each; empty where the responses do not say.
pub fn of(inputs: &Inputs) -> Vec<WayRow> {
    let Some(modes) = inputs.responses.paradata.named("mode") else {
        return Vec::new();
    };
    let whole = inputs.frame.len();
    let mut counts: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for (place, mode) in inputs.responses.locality.iter().zip(&modes.of_row) {
        let Some(name) = mode.and_then(|mode| modes.names.get(mode as usize)) else {
            continue;
        };
        let counts = counts.entry(name).or_insert_with(|| vec![0; whole + 1]);
        for at in [*place as usize, whole] {
            counts[at] += 1;
        }
    }
    let localities = inputs.frame.iter().map(|row| row.code.as_str()).zip(0..);
    let domains = std::iter::once((WHOLE, whole)).chain(localities);
    let rows = domains.flat_map(|(domain, at)| {
        let all: u64 = counts.values().map(|counts| counts[at]).sum();
        counts.iter().map(move |(mode, counts)| WayRow {
            domain: domain.to_owned(),
            mode: (*mode).to_owned(),
            n: Some(counts[at]),
            share: (all > 0).then(|| 100.0 * counts[at] as f64 / all as f64),
        })
    });
    rows.collect()
}

/// Hides every small count and what would give it back: the rows add up to the responses of a domain, which is no secret
/// unless it is `uncounted`, and the columns to all together.
pub fn release(rows: &mut Vec<WayRow>, uncounted: &HashSet<String>) {
    let modes: HashSet<&str> = rows.iter().map(|row| row.mode.as_str()).collect();
    let columns = modes.len();
    if columns == 0 {
        return;
    }
    let cells = rows.iter().map(|row| match row.n {
        Some(0) => Cell::Empty,
        Some(n) if !is_small(n) && !uncounted.contains(&row.domain) => Cell::Shown(n),
        _ => Cell::Secret,
    });
    let mut table = Table::new(columns, cells.collect());
    for (adds_up, domain) in table.row_adds_up.iter_mut().zip(rows.chunks(columns)) {
        *adds_up = domain
            .first()
            .is_some_and(|row| !uncounted.contains(&row.domain));
    }
    let more = table.complement();
    if !more.exposed.is_empty() {
        rows.clear();
        return;
    }
    let is_secret = |at: usize| table.cells.get(at) == Some(&Cell::Secret);
    for (at, row) in rows.iter_mut().enumerate() {
        if is_secret(at) || more.added.contains(&at) || uncounted.contains(&row.domain) {
            (row.n, row.share) = (None, None);
        }
    }
}

impl Figures {
    /// Per cent of a domain's responses that staff typed in; none where that is unknown or withheld.
    pub fn typed_share(&self, domain: &str) -> Option<f64> {
        let mut rows = self.ways.iter().filter(|row| row.domain == domain);
        let typed = rows.find(|row| row.is_typed());
        match typed {
            Some(row) => row.share,
            None => (!self.ways.is_empty()).then_some(0.0),
        }
    }
}

pub fn ways_csv(figures: &Figures) -> Vec<u8> {
    let rows = figures.ways.iter().map(|row| {
        vec![
            row.domain.clone(),
            row.mode.clone(),
            cell(row.n),
            cell(row.share),
        ]
    });
    marked(&["domain", "mode", "n", "share"], rows, figures.simulated)
}
