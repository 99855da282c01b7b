//! An edition as the pages take it.

use chrono::NaiveDate;

use crate::edition::figures::{Figures, Style, WHOLE};
use crate::edition::pictures::in_unit;
use crate::wording::edition::Edition as Words;
use crate::wording::numbers::percent;
use crate::wording::{Tongue, fill};

/// A published edition: its figures and what the figures do not know about themselves.
#[derive(Clone, Debug)]
pub struct Release {
    /// In addresses, for example `tam-ky-2024-1`.
    pub id: String,
    /// The year in which the answers were collected.
    pub year: Option<i32>,
    pub published_on: NaiveDate,
    /// Names of the parties that have signed, in Vietnamese and English.
    pub signed_by: Vec<(String, String)>,
    /// SHA-256 of the manifest: what they have signed.
    pub digest: String,
    pub figures: Figures,
    /// Files to download: name and size in bytes.
    pub files: Vec<(String, u64)>,
}

/// The opening sentence, with the figure that is set in large type apart; empty when it is withheld.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub before: String,
    pub level: String,
    pub after: String,
}

impl Sentence {
    pub fn whole(&self) -> String {
        format!("{}{}{}", self.before, self.level, self.after)
    }
}

impl Release {
    pub fn title(&self, tongue: Tongue) -> &str {
        self.figures.title.in_language(tongue.tag())
    }

    pub fn sentence(&self, tongue: Tongue) -> Sentence {
        let words = Words::of(tongue);
        let style = self.figures.method.style;
        let year = self.year.map_or_else(String::new, |year| {
            fill(words.in_year, &[("year", &year.to_string())])
        });
        let Ok(shown) = self.figures.index(WHOLE) else {
            return Sentence {
                before: capitalised(&fill(words.sentence_withheld, &[("year", &year)])),
                level: String::new(),
                after: String::new(),
            };
        };
        let template = match style {
            Style::Mean => words.sentence_mean,
            Style::Satisfied => words.sentence_satisfied,
        };
        let unit = |value| in_unit(tongue, style, value);
        let (before, after) = template.split_once("{level}").unwrap_or((template, ""));
        let values = [
            ("year", year.as_str()),
            ("low", &unit(shown.low)),
            ("high", &unit(shown.high)),
        ];
        Sentence {
            before: capitalised(&fill(before, &values)),
            level: unit(shown.estimate),
            after: fill(after, &values),
        }
    }

    /// What "from … to …" means, said once.
    pub fn interval(&self, tongue: Tongue) -> String {
        let words = Words::of(tongue);
        let method = &self.figures.method;
        let confidence = percent(tongue, method.confidence * 100.0)
            .replace(",0%", "%")
            .replace(".0%", "%");
        let mut text = fill(words.interval, &[("confidence", &confidence)]);
        if method.design == "opt_in" {
            text.push(' ');
            text.push_str(words.interval_opt_in);
        }
        text
    }
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}
