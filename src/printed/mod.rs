//! WHAT IS PRINTED: a survey's data and the words for it, put together for the crate `hailong-print`, which sets them.

mod collectors;
mod paper_form;
mod poster;
mod questions;
mod slips;

pub use collectors::collectors;
pub use hailong_print::{Failure, Paper, Print};
pub use paper_form::paper_form;
pub use poster::poster;
pub use slips::slips;

use chrono::{Duration, NaiveDateTime};

use crate::clock::local;
use crate::survey::form::Form;
use crate::survey::link::Code;
use crate::survey::locality::{Group, Locality};
use crate::survey::wave::Wave;
use crate::wording::print::Shared;
use crate::wording::{Tongue, fill, print};

/// What every print of a place in a wave says.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    pub tongue: Tongue,
    pub wave: &'a Wave,
    pub form: &'a Form,
    pub locality: &'a Locality,
    /// When it is printed for one residential group.
    pub group: Option<&'a Group>,
    /// UTC; the end of the links where it comes before the wave's.
    pub expires_at: Option<NaiveDateTime>,
    /// As the settings name them; empty for the words that stand in for them.
    pub institutions: &'a [String],
    /// How residents reach the site.
    pub base_url: &'a str,
}

impl<'a> Occasion<'a> {
    fn words(&self) -> &'static print::Print {
        print::Print::of(self.tongue)
    }

    fn shared(&self) -> &'static Shared {
        &self.words().shared
    }

    fn language(&self) -> String {
        self.tongue.tag().to_owned()
    }

    fn institutions(&self) -> Vec<String> {
        if self.institutions.is_empty() {
            self.shared().institutions.map(ToOwned::to_owned).to_vec()
        } else {
            self.institutions.to_vec()
        }
    }

    fn place(&self) -> Vec<String> {
        let group = self.group.map(|group| group.name.clone());
        group
            .into_iter()
            .chain([self.locality.name.clone()])
            .collect()
    }

    /// A title in which `{place}` stands for the place.
    fn title(&self, template: &str) -> String {
        fill(template, &[("place", &self.place().join(", "))])
    }

    fn question(&self) -> &'a str {
        self.form.title.in_language(self.tongue.tag())
    }

    /// The last day in Viet Nam on which an answer is taken, dd/mm/yyyy.
    fn last_day(&self) -> String {
        let end = self.wave.closes_at;
        let end = self.expires_at.map_or(end, |earlier| earlier.min(end));
        let last = local(end - Duration::microseconds(1));
        last.format("%d/%m/%Y").to_string()
    }

    fn until(&self) -> String {
        fill(self.shared().until, &[("date", &self.last_day())])
    }

    fn simulated(&self) -> Option<String> {
        let words = self.shared().simulated;
        self.wave.simulated.then(|| words.to_owned())
    }

    fn link(&self, code: &Code) -> String {
        format!("{}/s/{}", self.base_url, code.as_str())
    }

    /// Where a code is typed, without what every browser adds by itself.
    fn address(&self) -> String {
        let (_, short) = self
            .base_url
            .split_once("://")
            .unwrap_or(("", self.base_url));
        format!("{short}/s")
    }
}
