//! Whether a wave that nobody has answered yet can be computed: its form, method, localities and margins held against
//! each other. After closing it would be too late to mend them.

use std::collections::BTreeSet;

use crate::edition::margins::{self, LOCALITY, STRATUM, WITHIN};
use crate::edition::method::{BaseWeight, Method, Strata};
use crate::exchange::margins::MarginRow;
use crate::exchange::{responses, write_csv};
use crate::survey::form::Form;
use crate::survey::locality::Locality;
use crate::survey::question::Kind;

/// The sentences are in `wording/wave_fit.rs`.
#[derive(Clone, Debug, PartialEq)]
pub enum Misfit {
    /// The form has no criteria.
    NoIndex,
    /// Of this locality, by name.
    NoPopulation(String),
    /// The method asks for a column that a sealed dataset does not have.
    NoColumn(String),
    /// The method asks for a margin that is not in the file.
    NoMargin(String),
    /// An answer of the form without a target.
    NoTarget { margin: String, category: String },
    /// A target for what nobody can answer.
    UnknownCategory { margin: String, category: String },
    /// A neighbour that is no category of the margin.
    UnknownNeighbour { margin: String, category: String },
    /// The people of a margin are not those of the localities, by more than [`TOLERANCE`].
    OtherTotal {
        margin: String,
        total: f64,
        people: f64,
    },
    /// If nobody of one of these answers, there is nothing to join it with.
    NoNeighbour {
        margin: String,
        categories: Vec<String>,
    },
    /// A margin that the method does not ask for.
    Unused(String),
}

/// Of the people of all localities together.
pub const TOLERANCE: f64 = 0.02;

impl Misfit {
    /// Whether another file of margins could mend it.
    pub fn is_about_margins(&self) -> bool {
        !matches!(
            self,
            Self::NoIndex | Self::NoPopulation(_) | Self::NoColumn(_)
        )
    }

    /// Whether figures could not, or perhaps not, be computed with it.
    pub fn blocks(&self) -> bool {
        !matches!(
            self,
            Self::OtherTotal { .. } | Self::NoNeighbour { .. } | Self::Unused(_)
        )
    }
}

/// The margins that a wave's method needs, in its order.
pub fn wanted(method: &Method) -> Vec<&str> {
    let raked = method.raking.iter().filter(|name| *name != LOCALITY);
    let stratum = Some(STRATUM).filter(|_| method.base == BaseWeight::Stratum);
    raked
        .chain(method.nonresponse.as_ref())
        .map(String::as_str)
        .chain(stratum)
        .collect()
}

pub fn misfits(
    form: &Form,
    method: &Method,
    places: &[&Locality],
    rows: &[MarginRow],
) -> Vec<Misfit> {
    let mut found = Vec::new();
    if form.criteria.is_empty() {
        found.push(Misfit::NoIndex);
    }
    let unknown = places
        .iter()
        .filter(|one| one.population.is_none_or(|people| people < 1));
    found.extend(unknown.map(|one| Misfit::NoPopulation(one.name.clone())));
    found.extend(columns(form, method).map(Misfit::NoColumn));
    let wanted = wanted(method);
    for margin in &wanted {
        let own: Vec<&MarginRow> = rows.iter().filter(|row| row.margin == *margin).collect();
        if own.is_empty() {
            found.push(Misfit::NoMargin((*margin).to_owned()));
        } else {
            found.extend(of_margin(form, method, places, margin, &own));
        }
    }
    let given: BTreeSet<&str> = rows.iter().map(|row| row.margin.as_str()).collect();
    let unused = given.into_iter().filter(|name| !wanted.contains(name));
    found.extend(unused.map(|name| Misfit::Unused(name.to_owned())));
    found
}

/// Columns that the method asks for and a sealed dataset of this form has not.
fn columns(form: &Form, method: &Method) -> impl Iterator<Item = String> {
    let sealed = responses::columns(&responses::write(form, &[]));
    let mut asked = margins::columns(method);
    asked.extend(method.screening.columns().cloned());
    let stratum = (method.strata == Strata::Column).then_some("stratum");
    let weight = (method.base == BaseWeight::Column).then_some("weight");
    asked.extend(stratum.into_iter().chain(weight).map(str::to_owned));
    asked.into_iter().filter(move |name| !sealed.contains(name))
}

fn of_margin(
    form: &Form,
    method: &Method,
    places: &[&Locality],
    margin: &str,
    rows: &[&MarginRow],
) -> Vec<Misfit> {
    let name = || margin.to_owned();
    let mut found = Vec::new();
    let has = |category: &str| rows.iter().any(|row| row.category == category);
    let known = categories(form, places, margin);
    let is_within = margin.starts_with(WITHIN);
    for row in rows {
        let category = row.category.clone();
        let is_known = known.as_ref().is_none_or(|all| all.contains(&category));
        let joined = row.neighbour.as_deref();
        if !is_known && row.target > 0.0 && joined.is_none() {
            found.push(Misfit::UnknownCategory {
                margin: name(),
                category,
            });
        } else if let Some(other) = joined.filter(|other| !has(other)) {
            found.push(Misfit::UnknownNeighbour {
                margin: name(),
                category: other.to_owned(),
            });
        }
    }
    // Within localities only the large ones need targets, and which these are is not known yet.
    let needed = known.iter().flatten().filter(|_| !is_within);
    for category in needed {
        let target = rows
            .iter()
            .find(|row| row.category == *category)
            .map_or(0.0, |row| row.target);
        if target <= 0.0 {
            found.push(Misfit::NoTarget {
                margin: name(),
                category: category.clone(),
            });
        }
    }
    let people: f64 = places.iter().filter_map(|one| one.population).sum::<i64>() as f64;
    let total: f64 = rows.iter().map(|row| row.target).sum();
    let is_class = method.nonresponse.as_deref() == Some(margin);
    if !is_class && (total - people).abs() > TOLERANCE * people {
        found.push(Misfit::OtherTotal {
            margin: name(),
            total,
            people,
        });
    }
    let alone = rows
        .iter()
        .filter(|row| row.target > 0.0 && row.neighbour.is_none());
    let categories: Vec<String> = alone.map(|row| row.category.clone()).collect();
    if !categories.is_empty() && margin != STRATUM && !is_within {
        found.push(Misfit::NoNeighbour {
            margin: name(),
            categories,
        });
    }
    found
}

/// What can stand in the column of a margin; `None` where that is not known before the answers are.
fn categories(form: &Form, places: &[&Locality], margin: &str) -> Option<Vec<String>> {
    let codes = || places.iter().map(|one| one.key.code.clone());
    if margin == STRATUM {
        return Some(codes().collect());
    }
    if let Some(column) = margin.strip_prefix(WITHIN) {
        let own = options(form, column)?;
        let pairs = codes().flat_map(|code| {
            let pair = |option: &String| format!("{code}*{option}");
            own.iter().map(pair).collect::<Vec<_>>()
        });
        return Some(pairs.collect());
    }
    options(form, margin)
}

fn options(form: &Form, column: &str) -> Option<Vec<String>> {
    let field = form.fields.get(form.field_index(column)?)?;
    let kind = &form.question(field).kind;
    if matches!(kind, Kind::Multiple { .. }) || kind.options().is_empty() {
        return None;
    }
    let options = kind.options().iter();
    Some(options.map(|option| option.code.clone()).collect())
}

/// A file of margins with every row that this method and form need, and targets to be filled in.
pub fn sample(form: &Form, method: &Method, places: &[&Locality]) -> Vec<u8> {
    let rows = wanted(method).into_iter().flat_map(|margin| {
        let known = categories(form, places, margin).unwrap_or_default();
        let row = move |category| vec![margin.to_owned(), category, String::new(), String::new()];
        known.into_iter().map(row).collect::<Vec<_>>()
    });
    write_csv::write(&["margin", "category", "target", "neighbour"], rows)
}
