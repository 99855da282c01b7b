//! What is known of the population: the rows of MARGINS.csv, fitted to the method and the responses (method §4, §5, §6).

use std::collections::HashMap;

use crate::edition::inputs::InputFault;
use crate::edition::method::{BaseWeight, Method, Strata};
use crate::exchange::frame::FrameRow;
use crate::exchange::margins::MarginRow;
use crate::exchange::responses::Responses;

/// The margin that stands for the localities of the frame.
pub const LOCALITY: &str = "locality";
/// A margin within localities is named so, as are its categories: `locality*sex`, `20341*female`.
pub(super) const WITHIN: &str = "locality*";
/// Margins that are not raked to: people per stratum, and sampling units per stratum.
pub(super) const STRATUM: &str = "stratum";
const PSU: &str = "psu";

/// What the files say about the population.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// What the weights are raked to, in the method's order.
    pub margins: Vec<KnownMargin>,
    /// Categories that nobody answered for, and what took them in.
    pub collapsed: Vec<Collapsed>,
    /// Non-response class of each respondent, and Σ d of all eligible per class.
    pub eligible: Option<(Vec<u32>, Vec<f64>)>,
    /// N_h, people per stratum.
    pub strata: Option<Vec<f64>>,
    /// Sampling units per stratum.
    pub psus: Option<Vec<f64>>,
}

/// A margin: category of each respondent (`None` = not known) and people per category.
#[derive(Clone, Debug, PartialEq)]
pub enum KnownMargin {
    /// The frame's population.
    Localities,
    Column(Vec<Option<u32>>, Vec<f64>),
    /// Each category belongs to one locality of the frame.
    Within {
        of_row: Vec<Option<u32>>,
        target: Vec<f64>,
        locality: Vec<u32>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collapsed {
    pub margin: String,
    pub category: String,
    pub neighbour: String,
}

/// Columns of the responses that the margins of a method need.
pub fn columns(method: &Method) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    let raked = method.raking.iter().filter(|name| *name != LOCALITY);
    let raked = raked.map(|name| name.strip_prefix(WITHIN).unwrap_or(name));
    for column in raked.chain(method.nonresponse.as_deref()) {
        if !columns.iter().any(|own| own == column) {
            columns.push(column.to_owned());
        }
    }
    columns
}

/// Every target fits respondents, and the other way round; all that does not comes back at once.
pub fn fit(
    method: &Method,
    rows: &[MarginRow],
    frame: &[FrameRow],
    responses: &Responses,
    names: Names<'_>,
) -> Result<Known, Vec<InputFault>> {
    let mut fitting = Fitting {
        method,
        rows,
        frame,
        responses,
        names,
        columns: columns(method),
        faults: Vec::new(),
        known: Known::default(),
    };
    fitting.all();
    if fitting.faults.is_empty() {
        Ok(fitting.known)
    } else {
        Err(fitting.faults)
    }
}

/// How the files are called in messages.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    pub responses: &'a str,
    pub margins: Option<&'a str>,
}

struct Fitting<'a> {
    method: &'a Method,
    rows: &'a [MarginRow],
    frame: &'a [FrameRow],
    responses: &'a Responses,
    names: Names<'a>,
    columns: Vec<String>,
    faults: Vec<InputFault>,
    known: Known,
}

impl Fitting<'_> {
    fn all(&mut self) {
        for name in &self.method.raking {
            let margin = match name.strip_prefix(WITHIN) {
                _ if name == LOCALITY => Some(KnownMargin::Localities),
                Some(column) => self.within(name, column),
                None => self.column(name),
            };
            self.known.margins.extend(margin);
        }
        if let Some(class) = &self.method.nonresponse {
            self.known.eligible = self.eligible(class);
        }
        let is_stratified = self.method.strata == Strata::Column;
        let is_clustered = self.responses.psu.is_some();
        let finite = self.method.finite_population;
        let base = self.method.base == BaseWeight::Stratum;
        if base || (finite && is_stratified && !is_clustered) {
            self.known.strata = self.per_stratum(STRATUM);
        }
        if finite && is_clustered {
            self.known.psus = self.per_stratum(PSU);
        }
    }

    fn rows_of(&mut self, margin: &str) -> Option<Vec<&MarginRow>> {
        let own: Vec<&MarginRow> = self
            .rows
            .iter()
            .filter(|row| row.margin == margin)
            .collect();
        if own.is_empty() {
            let margin = margin.to_owned();
            self.faults.push(InputFault::MarginWanted { margin });
            return None;
        }
        Some(own)
    }

    fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|own| own == column)
    }

    fn unfit(&mut self, margin: &str, category: &str, answered: bool) {
        let file = if answered {
            self.names.responses
        } else {
            self.names.margins.unwrap_or("")
        };
        self.faults.push(InputFault::MarginUnfit {
            file: file.to_owned(),
            margin: margin.to_owned(),
            category: category.to_owned(),
            answered,
        });
    }

    fn column(&mut self, margin: &str) -> Option<KnownMargin> {
        let categories = self.responses.categories.get(self.place(margin)?)?;
        let answered: Vec<String> = categories.names.clone();
        let (number, target) = self.targets(margin, &answered)?;
        let of_row = categories.of_row.iter();
        let of_row = of_row.map(|row| row.and_then(|name| number.get(name as usize).copied()));
        Some(KnownMargin::Column(of_row.collect(), target))
    }

    /// Localities with enough respondents have the categories of the column apart; the others are one category each.
    fn within(&mut self, margin: &str, column: &str) -> Option<KnownMargin> {
        let categories = self.responses.categories.get(self.place(column)?)?;
        let mut sizes = vec![0_u64; self.frame.len()];
        for place in &self.responses.locality {
            sizes[*place as usize] += 1;
        }
        let is_large = |place: u32| sizes[place as usize] >= self.method.within_from;
        let code = |place: u32| &self.frame[place as usize].code;
        let (mut names, mut known): (Vec<String>, HashMap<(u32, u32), u32>) = Default::default();
        let mut of_row = Vec::with_capacity(self.responses.locality.len());
        for (place, own) in self.responses.locality.iter().zip(&categories.of_row) {
            let own = if is_large(*place) {
                *own
            } else {
                Some(u32::MAX)
            };
            of_row.push(own.map(|own| {
                *known.entry((*place, own)).or_insert_with(|| {
                    let category = categories.names.get(own as usize);
                    names.push(category.map_or_else(
                        || code(*place).clone(),
                        |category| format!("{}*{category}", code(*place)),
                    ));
                    names.len() as u32 - 1
                })
            }));
        }
        let large: Vec<bool> = (0..self.frame.len() as u32).map(is_large).collect();
        let frame = self.frame;
        let place_of = move |category: &str| {
            let locality = category.split_once('*').map_or(category, |(code, _)| code);
            frame.iter().position(|row| row.code == locality)
        };
        let (number, target) = self.targets_within(margin, &names, &large, &place_of)?;
        let mut locality = vec![0; target.len()];
        for (name, number) in names.iter().zip(&number) {
            locality[*number as usize] = place_of(name).unwrap_or_default() as u32;
        }
        Some(KnownMargin::Within {
            of_row: of_row
                .into_iter()
                .map(|row| row.map(|at| number[at as usize]))
                .collect(),
            target,
            locality,
        })
    }

    fn targets_within(
        &mut self,
        margin: &str,
        answered: &[String],
        large: &[bool],
        place_of: &dyn Fn(&str) -> Option<usize>,
    ) -> Option<(Vec<u32>, Vec<f64>)> {
        let own: Vec<MarginRow> = self.rows_of(margin)?.into_iter().cloned().collect();
        let asked = own
            .iter()
            .filter(|row| place_of(&row.category).is_some_and(|at| large[at]));
        let small = self.frame.iter().zip(large).filter(|(_, large)| !**large);
        let small = small
            .filter(|(row, _)| answered.contains(&row.code))
            .map(|(row, _)| MarginRow {
                margin: margin.to_owned(),
                category: row.code.clone(),
                target: row.population as f64,
                neighbour: None,
            });
        let rows: Vec<MarginRow> = asked.cloned().chain(small).collect();
        Some(self.fitted(margin, &rows, answered))
    }

    fn targets(&mut self, margin: &str, answered: &[String]) -> Option<(Vec<u32>, Vec<f64>)> {
        let rows: Vec<MarginRow> = self.rows_of(margin)?.into_iter().cloned().collect();
        Some(self.fitted(margin, &rows, answered))
    }

    /// Number of each answered category, and the targets; a target without respondents goes to its neighbour.
    fn fitted(
        &mut self,
        margin: &str,
        rows: &[MarginRow],
        answered: &[String],
    ) -> (Vec<u32>, Vec<f64>) {
        let mut target: Vec<f64> = rows.iter().map(|row| row.target).collect();
        let place = |category: &str| rows.iter().position(|row| row.category == category);
        for (at, row) in rows.iter().enumerate() {
            if target[at] <= 0.0 || answered.contains(&row.category) {
                continue;
            }
            let neighbour = row
                .neighbour
                .as_deref()
                .filter(|own| answered.iter().any(|one| one == own));
            match neighbour.and_then(place) {
                Some(other) => {
                    target[other] += target[at];
                    target[at] = 0.0;
                    self.known.collapsed.push(Collapsed {
                        margin: margin.to_owned(),
                        category: row.category.clone(),
                        neighbour: rows[other].category.clone(),
                    });
                }
                None => self.unfit(margin, &row.category, false),
            }
        }
        let mut number = Vec::new();
        for category in answered {
            let own = place(category).filter(|at| target[*at] > 0.0);
            if own.is_none() {
                self.unfit(margin, category, true);
            }
            number.push(own.unwrap_or_default() as u32);
        }
        (number, target)
    }

    fn eligible(&mut self, class: &str) -> Option<(Vec<u32>, Vec<f64>)> {
        let categories = self.responses.categories.get(self.place(class)?)?;
        let answered = categories.names.clone();
        if categories.of_row.iter().any(Option::is_none) {
            self.faults.push(InputFault::ClassWanted {
                file: self.names.responses.to_owned(),
                column: class.to_owned(),
            });
            return None;
        }
        let (number, target) = self.targets(class, &answered)?;
        let of_row = categories.of_row.iter().flatten();
        Some((of_row.map(|name| number[*name as usize]).collect(), target))
    }

    /// The target of every stratum that has respondents, in the order of the strata.
    fn per_stratum(&mut self, margin: &str) -> Option<Vec<f64>> {
        let names: Vec<String> = match (&self.responses.stratum, self.method.strata) {
            (Some((names, _)), Strata::Column) => names.clone(),
            _ => self.frame.iter().map(|row| row.code.clone()).collect(),
        };
        let own: Vec<MarginRow> = self.rows_of(margin)?.into_iter().cloned().collect();
        let mut people = Vec::new();
        for name in &names {
            let found = own
                .iter()
                .find(|row| &row.category == name)
                .map(|row| row.target);
            if found.is_none() && self.method.strata == Strata::Column {
                self.unfit(margin, name, true);
            }
            people.push(found.unwrap_or_default());
        }
        Some(people)
    }
}
