//! What localities and topics of a wave are called.

use crate::flow::comments::form;
use crate::store::waves::KeptWave;
use crate::store::{AnyConnection, StoreFailure, localities};
use crate::survey::comment::topic_codes;
use crate::survey::form::Form;
use crate::wording::{Tongue, topics};

pub struct Names {
    pub form: Form,
    /// In the wave's order.
    localities: Vec<String>,
}

/// One choice of a list.
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

impl Names {
    pub fn of(connection: &mut AnyConnection, wave: &KeptWave) -> Result<Self, StoreFailure> {
        let everywhere = localities::all(connection)?;
        let name = |key| {
            let known = everywhere.iter().find(|one| &one.key == key);
            known.map(|one| one.name.clone()).unwrap_or_default()
        };
        Ok(Self {
            form: form(connection, wave)?,
            localities: wave.wave.localities.iter().map(name).collect(),
        })
    }

    pub fn locality(&self, place: i16) -> &str {
        let found = usize::try_from(place)
            .ok()
            .and_then(|at| self.localities.get(at));
        found.map_or("", String::as_str)
    }

    pub fn topic(&self, tongue: Tongue, code: &str) -> String {
        topics::name(tongue, code, Some(&self.form))
    }

    pub fn topics(&self, tongue: Tongue, codes: &[String]) -> String {
        let named: Vec<String> = codes.iter().map(|code| self.topic(tongue, code)).collect();
        named.join(", ")
    }

    /// Localities by name; the value is the place in the wave.
    pub fn locality_choices(&self, chosen: &str) -> Vec<Choice> {
        let mut all: Vec<Choice> = self
            .localities
            .iter()
            .enumerate()
            .map(|(place, name)| Choice {
                chosen: place.to_string() == chosen,
                value: place.to_string(),
                label: name.clone(),
            })
            .collect();
        all.sort_by_cached_key(|one| crate::wording::collation::key(&one.label));
        all
    }
}

pub fn topic_choices(tongue: Tongue, form: &Form, chosen: impl Fn(&str) -> bool) -> Vec<Choice> {
    topic_codes(form)
        .into_iter()
        .map(|code| Choice {
            chosen: chosen(&code),
            label: topics::name(tongue, &code, Some(form)),
            value: code,
        })
        .collect()
}
