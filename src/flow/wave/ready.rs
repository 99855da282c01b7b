//! What a wave has, and what it still lacks before it may be opened.

use chrono::NaiveDateTime;

use crate::edition::method::Method;
use crate::edition::wave_fit::{Misfit, misfits, sample, wanted};
use crate::flow::wave::edit::form_of;
use crate::flow::wave::margins;
use crate::flow::wave::plan::places;
use crate::store::waves::KeptWave;
use crate::store::{AnyConnection, StoreFailure, wave_edits};
use crate::survey::form::Form;
use crate::survey::locality::Locality;

#[derive(Clone, Debug, PartialEq)]
pub struct Readiness {
    pub form: Form,
    pub method: Method,
    pub places: Vec<Locality>,
    /// The margins that the method asks for.
    pub wanted: Vec<String>,
    /// Rows of the file of margins.
    pub margins: usize,
    pub misfits: Vec<Misfit>,
    /// Interviews planned, in the wave's order.
    pub planned: Vec<Option<i64>>,
    /// Its last day has passed.
    pub is_over: bool,
}

impl Readiness {
    pub fn of(
        connection: &mut AnyConnection,
        kept: &KeptWave,
        now: NaiveDateTime,
    ) -> Result<Self, StoreFailure> {
        let wave = &kept.wave;
        let form = form_of(connection, wave)?;
        let method =
            Method::read(&wave.method, &form).map_err(|_| StoreFailure::Unreadable("method"))?;
        let places = places(connection, wave)?;
        let rows = margins::rows(connection, wave.id)?;
        let by_reference: Vec<&Locality> = places.iter().collect();
        let misfits = misfits(&form, &method, &by_reference, &rows);
        Ok(Self {
            wanted: wanted(&method).into_iter().map(str::to_owned).collect(),
            margins: rows.len(),
            planned: wave_edits::planned(connection, wave.id)?,
            is_over: wave.closes_at <= now,
            form,
            method,
            places,
            misfits,
        })
    }

    pub fn blocking(&self) -> impl Iterator<Item = &Misfit> {
        self.misfits.iter().filter(|one| one.blocks())
    }

    pub fn may_open(&self) -> bool {
        !self.is_over && self.blocking().next().is_none()
    }

    pub fn has_plan(&self) -> bool {
        self.planned.iter().all(Option::is_some)
    }

    /// A file of margins to be filled in; empty where none is needed.
    pub fn sample_of_margins(&self) -> String {
        if self.wanted.is_empty() {
            return String::new();
        }
        let places: Vec<&Locality> = self.places.iter().collect();
        let csv = sample(&self.form, &self.method, &places);
        String::from_utf8_lossy(&csv).into_owned()
    }

    /// A margin as people call it, with the code that files have: `Giới tính (sex)`.
    pub fn margin_name(&self, margin: &str, language: &str) -> String {
        let column = margin.rsplit('*').next().unwrap_or(margin);
        let field = self.form.field_index(column);
        match field.and_then(|at| self.form.fields.get(at)) {
            None => margin.to_owned(),
            Some(field) => {
                let text = self.form.field_text(field).in_language(language);
                format!("{} ({margin})", text.trim_end_matches(['?', ':']))
            }
        }
    }

    /// The margins that the method asks for, as people call them.
    pub fn wanted_names(&self, language: &str) -> String {
        let names = self.wanted.iter();
        let names = names.map(|margin| self.margin_name(margin, language));
        names.collect::<Vec<_>>().join(", ")
    }
}
