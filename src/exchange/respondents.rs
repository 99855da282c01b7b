//! The respondents of one piece of RESPONSES.csv, and how pieces are put together.
//!
//! Whatever is read of a respondent has a place in [`Layout`], a column in [`Part`], and a line in `take` and in `append`.

use crate::exchange::answer_cells::Cells;
use crate::exchange::fault::{Expected, Faults, WEIGHTS};
use crate::exchange::paradata;
use crate::exchange::places::{Pairs, Places};
use crate::exchange::responses::{Categories, ENTRY_BATCH, Responses};
use crate::exchange::table::{Table, raw, text};
use crate::survey::form::Form;

/// What is in which column.
pub struct Layout {
    locality: Option<usize>,
    stratum: Option<usize>,
    weight: Option<usize>,
    psu: Option<usize>,
    fields: Vec<Column>,
    /// Columns that are kept as categories.
    wanted: Vec<(String, Option<usize>)>,
    localities: Option<Places>,
    paradata: paradata::Columns,
}

struct Column {
    name: String,
    place: usize,
    /// In the form.
    field: usize,
    cells: Cells,
}

impl Layout {
    pub fn of(
        table: &Table<'_>,
        form: &Form,
        codes: Option<&[String]>,
        wanted: &[String],
        faults: &mut Faults,
    ) -> Self {
        let locality = table.required("locality", faults);
        let mut fields = Vec::new();
        for (at, field) in form.fields.iter().enumerate() {
            let Some(cells) = Cells::of(form, field) else {
                continue;
            };
            if let Some(place) = table.required(&field.code, faults) {
                fields.push(Column {
                    name: field.code.clone(),
                    place,
                    field: at,
                    cells,
                });
            }
        }
        let place = |column: &String| (column.clone(), table.required(column, faults));
        let is_question = |name: &str| fields.iter().any(|column| column.name == name);
        Self {
            paradata: paradata::Columns::of(table, is_question),
            locality,
            wanted: wanted.iter().map(place).collect(),
            stratum: table.optional("stratum"),
            weight: table.optional("weight"),
            psu: table.optional("psu"),
            fields,
            localities: codes.map(Places::known),
        }
    }

    /// Columns of the header that nothing looks at.
    pub fn ignored(&self, header: &[String]) -> Vec<String> {
        const KNOWN: [&str; 6] = ["locality", "stratum", "weight", "group", "psu", ENTRY_BATCH];
        let unknown = |name: &&String| {
            !name.is_empty()
                && !KNOWN.contains(&name.as_str())
                && !self.paradata.takes(name)
                && self.wanted.iter().all(|(wanted, _)| wanted != *name)
                && self.fields.iter().all(|column| &column.name != *name)
        };
        header.iter().filter(unknown).cloned().collect()
    }
}

/// Some respondents, column by column. Numbers count what first appears among them.
pub struct Part {
    locality: Vec<u32>,
    /// Per field; empty where cells are checked only.
    answers: Vec<Vec<u8>>,
    strata: Places,
    stratum: Vec<u32>,
    psu_names: Places,
    /// A stratum, or else a locality, and a name: units may be numbered anew in every stratum.
    units: Pairs,
    psu: Vec<u32>,
    categories: Vec<(Places, Vec<Option<u32>>)>,
    weight: Vec<f64>,
    paradata: paradata::Part,
}

impl Part {
    pub fn empty(layout: &Layout) -> Self {
        Self {
            locality: Vec::new(),
            answers: layout.fields.iter().map(|_| Vec::new()).collect(),
            strata: Places::default(),
            stratum: Vec::new(),
            psu_names: Places::default(),
            units: Pairs::default(),
            psu: Vec::new(),
            categories: layout.wanted.iter().map(|_| Default::default()).collect(),
            weight: Vec::new(),
            paradata: layout.paradata.empty(),
        }
    }

    /// The next respondent. After a fault columns may differ in length.
    pub fn take(
        &mut self,
        layout: &Layout,
        line: u64,
        record: &csv::ByteRecord,
        faults: &mut Faults,
    ) {
        if let (Some(place), Some(localities)) = (layout.locality, &layout.localities) {
            match localities.find(record, place) {
                Some(at) => self.locality.push(at),
                None => faults.add(line, "locality", &text(record, place), Expected::Locality),
            }
        }
        for (column, values) in layout.fields.iter().zip(&mut self.answers) {
            match column.cells.read(raw(record, column.place)) {
                Ok(value) => values.extend(value),
                Err(expected) => {
                    faults.add(line, &column.name, &text(record, column.place), expected);
                }
            }
        }
        let named = |names: &mut Places, place, column, faults: &mut Faults| {
            if raw(record, place).is_empty() {
                faults.add(line, column, "", Expected::Text);
            }
            names.take(record, place, line, column, faults)
        };
        if let Some(place) = layout.stratum {
            let stratum = named(&mut self.strata, place, "stratum", faults);
            self.stratum.push(stratum);
        }
        if let Some(place) = layout.psu {
            let name = named(&mut self.psu_names, place, "psu", faults);
            let stratum = self.stratum.last().or(self.locality.last());
            let unit = (stratum.copied().unwrap_or_default(), name);
            self.psu.push(self.units.number(unit));
        }
        for ((names, of_row), (column, place)) in self.categories.iter_mut().zip(&layout.wanted) {
            let Some(place) = *place else { continue };
            let is_given = !raw(record, place).is_empty();
            of_row.push(is_given.then(|| names.take(record, place, line, column, faults)));
        }
        self.paradata.take(&layout.paradata, line, record, faults);
        if let Some(place) = layout.weight {
            let found = std::str::from_utf8(raw(record, place))
                .ok()
                .and_then(|text| text.parse::<f64>().ok())
                .filter(|number| WEIGHTS.contains(number));
            match found {
                Some(number) => self.weight.push(number),
                None => {
                    let found = text(record, place);
                    faults.add(line, "weight", &found, Expected::Weight);
                }
            }
        }
    }

    /// The respondents that come after these in the file.
    pub fn append(&mut self, layout: &Layout, later: Self) {
        self.locality.extend(later.locality);
        for (values, more) in self.answers.iter_mut().zip(later.answers) {
            values.extend(more);
        }
        let strata = self.strata.append(&later.strata);
        self.stratum.extend(renumbered(&strata, later.stratum));
        let names = self.psu_names.append(&later.psu_names);
        let unit = |&(stratum, name): &(u32, u32)| {
            let stratum = match layout.stratum {
                Some(_) => strata[stratum as usize],
                None => stratum,
            };
            self.units.number((stratum, names[name as usize]))
        };
        let units: Vec<u32> = later.units.all.iter().map(unit).collect();
        self.psu.extend(renumbered(&units, later.psu));
        for ((names, of_row), (more, rows)) in self.categories.iter_mut().zip(later.categories) {
            let own = names.append(&more);
            of_row.extend(
                rows.into_iter()
                    .map(|row| row.map(|name| own[name as usize])),
            );
        }
        self.weight.extend(later.weight);
        self.paradata.append(later.paradata);
    }

    pub fn finish(self, layout: &Layout, header: &[String]) -> Responses {
        let scales = layout.fields.iter().zip(self.answers);
        let categories = self.categories.into_iter();
        Responses {
            locality: self.locality,
            scales: scales
                .filter(|(column, _)| matches!(column.cells, Cells::Scale(_)))
                .map(|(column, values)| (column.field, values))
                .collect(),
            stratum: layout.stratum.map(|_| (self.strata.names, self.stratum)),
            weight: layout.weight.map(|_| self.weight),
            categories: categories
                .map(|(places, of_row)| Categories {
                    names: places.names,
                    of_row,
                })
                .collect(),
            paradata: self.paradata.finish(&layout.paradata),
            psu: Some(self.psu).filter(|psu| self.units.all.len() < psu.len()),
            ignored: layout.ignored(header),
        }
    }
}

/// The numbers of a part as numbers of the whole.
fn renumbered(of_whole: &[u32], part: Vec<u32>) -> impl Iterator<Item = u32> {
    part.into_iter().map(|number| of_whole[number as usize])
}
