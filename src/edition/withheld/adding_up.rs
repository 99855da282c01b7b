//! Which figures follow from each other: lists under their total, and the two-way tables that those lists form.

use std::collections::{BTreeMap, HashMap};

use crate::edition::figures::{FigureKind, Figures, Style, WHOLE};

/// Figures, by place, of which all but one and the total give the last one.
pub struct List {
    pub total: usize,
    pub parts: Vec<usize>,
    pub across: Across,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Across {
    /// Localities under the whole: different people.
    Localities,
    /// Items under their criterion or criteria under the index, in one domain: the same people.
    Parts,
}

/// Localities (rows; the last is the whole) by the parts of a criterion or of the index (columns; the last is their
/// total): places of figures, row by row.
pub struct Grid {
    pub columns: usize,
    pub cells: Vec<Option<usize>>,
}

/// The localities under the whole, for every figure; the parts under their total, for every domain.
pub fn lists(all: &Figures) -> Vec<List> {
    let mut rows: BTreeMap<_, (Option<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, one) in all.figures.iter().enumerate() {
        let row = rows.entry(one.row()).or_default();
        if one.domain == WHOLE {
            row.0 = Some(at);
        } else {
            row.1.push(at);
        }
    }
    let mut lists: Vec<List> = rows
        .into_values()
        .filter_map(|(total, parts)| {
            Some(List {
                total: total?,
                parts,
                across: Across::Localities,
            })
        })
        .collect();
    for grid in grids(all) {
        for row in grid.cells.chunks(grid.columns) {
            if let Some((Some(total), parts)) = row.split_last() {
                lists.push(List {
                    total: *total,
                    parts: parts.iter().copied().flatten().collect(),
                    across: Across::Parts,
                });
            }
        }
    }
    lists
}

/// Per style, one table for every criterion and one for the index.
pub fn grids(all: &Figures) -> Vec<Grid> {
    let mut places = HashMap::new();
    for (at, one) in all.figures.iter().enumerate() {
        let key = (one.domain.as_str(), one.kind, one.code.as_str(), one.style);
        places.insert(key, at);
    }
    let localities = all.localities.iter().map(|one| one.code.as_str());
    let domains: Vec<&str> = localities.chain([WHOLE]).collect();
    let criteria = &all.form.criteria;
    let mut grids = Vec::new();
    for style in Style::ALL {
        let mut add = |columns: Vec<(FigureKind, &str)>| {
            let mut cells = Vec::with_capacity(domains.len() * columns.len());
            for domain in &domains {
                for (kind, code) in &columns {
                    cells.push(places.get(&(*domain, *kind, *code, style)).copied());
                }
            }
            grids.push(Grid {
                columns: columns.len(),
                cells,
            });
        };
        for criterion in criteria {
            let items = criterion.items.iter();
            let items = items.map(|item| (FigureKind::Item, item.code.as_str()));
            add(items
                .chain([(FigureKind::Component, criterion.code.as_str())])
                .collect());
        }
        let own = criteria.iter();
        let own = own.map(|one| (FigureKind::Component, one.code.as_str()));
        add(own.chain([(FigureKind::Index, "index")]).collect());
    }
    grids
}
