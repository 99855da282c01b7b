//! What an editor saw of a wave. It travels with the page, so that whoever comes second can be told what changed since.

use chrono::DateTime;
use serde::{Deserialize, Serialize};

use crate::store::waves::KeptWave;
use crate::store::{AnyConnection, StoreFailure, wave_edits};
use crate::survey::digest::Digest;
use crate::survey::wave_edit::Part;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub revision: i32,
    pub title_vi: String,
    pub title_en: String,
    /// Code and version.
    pub form: (String, u32),
    pub method: Digest,
    /// UTC µs.
    pub opens_at: i64,
    /// UTC µs.
    pub closes_at: i64,
    /// As in addresses: `20341@2025-07-01`.
    pub localities: Vec<String>,
    pub margins: Option<Digest>,
    pub plan: Option<Digest>,
}

/// What somebody else changed meanwhile, and how it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub parts: Vec<Part>,
    pub before: Seen,
    pub now: Seen,
}

impl Seen {
    pub fn of(connection: &mut AnyConnection, kept: &KeptWave) -> Result<Self, StoreFailure> {
        let digest = |text: Option<String>| text.map(|text| Digest::of(text.as_bytes()));
        let wave = &kept.wave;
        Ok(Self {
            revision: kept.revision,
            title_vi: wave.title_vi.clone(),
            title_en: wave.title_en.clone(),
            form: (wave.form_code.clone(), wave.form_version),
            method: Digest::of(wave.method.as_bytes()),
            opens_at: wave.opens_at.and_utc().timestamp_micros(),
            closes_at: wave.closes_at.and_utc().timestamp_micros(),
            localities: wave.localities.iter().map(ToString::to_string).collect(),
            margins: digest(wave_edits::margins(connection, wave.id)?),
            plan: digest(wave_edits::plan(connection, wave.id)?),
        })
    }

    /// For a hidden field.
    pub fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// What differs from what was seen earlier.
    pub fn changed_since(&self, before: &Self) -> Vec<Part> {
        let differs = |part: &Part| match part {
            Part::TitleVi => self.title_vi != before.title_vi,
            Part::TitleEn => self.title_en != before.title_en,
            Part::Form => self.form != before.form,
            Part::Method => self.method != before.method,
            Part::Localities => self.localities != before.localities,
            Part::OpensAt => self.opens_at != before.opens_at,
            Part::ClosesAt => self.closes_at != before.closes_at,
            Part::Margins => self.margins != before.margins,
            Part::Plan => self.plan != before.plan,
        };
        Part::ALL.into_iter().filter(differs).collect()
    }

    /// What became of these parts, for the audit log. Long ones are named by the beginning of their digest.
    pub(super) fn became(&self, now: &Self, parts: &[Part]) -> String {
        let short = |digest: &Option<Digest>| match digest {
            Some(digest) => digest.0.chars().take(12).collect(),
            None => String::from("-"),
        };
        let shown = |seen: &Self, part: Part| match part {
            Part::TitleVi => seen.title_vi.clone(),
            Part::TitleEn => seen.title_en.clone(),
            Part::Form => format!("{} v{}", seen.form.0, seen.form.1),
            Part::Method => short(&Some(seen.method.clone())),
            Part::Localities => seen.localities.join(" "),
            Part::OpensAt => day(seen.opens_at),
            Part::ClosesAt => day(seen.closes_at),
            Part::Margins => short(&seen.margins),
            Part::Plan => short(&seen.plan),
        };
        let line = |part: &Part| {
            let (before, after) = (shown(self, *part), shown(now, *part));
            format!("{}: {before} → {after}", part.as_str())
        };
        parts.iter().map(line).collect::<Vec<_>>().join("; ")
    }
}

/// UTC, to the second.
fn day(micros: i64) -> String {
    let time = DateTime::from_timestamp_micros(micros).unwrap_or_default();
    time.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
