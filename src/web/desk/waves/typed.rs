//! What an editor of a wave typed, kept as typed.

use chrono::{NaiveDate, NaiveDateTime};

use crate::clock::{end_of, last_day_before, local, start_of};
use crate::exchange::upload::{UploadFault, read_text};
use crate::flow::wave::edit::Wanted;
use crate::flow::wave::seen::{Changed, Seen};
use crate::survey::digest::Digest;
use crate::survey::wave::Wave;
use crate::survey::wave_edit::Part;
use crate::web::desk::posted::Posted;

#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub code: String,
    pub title_vi: String,
    pub title_en: String,
    pub first_day: String,
    pub last_day: String,
    /// `code:version` of a known form.
    pub form: String,
    /// A form file that was sent or mended; empty for a known form.
    pub form_text: String,
    pub method: String,
    /// `20341@2025-07-01`.
    pub localities: Vec<String>,
    /// Parents of which every locality is wanted.
    pub whole: Vec<String>,
}

pub fn form_value(code: &str, version: u32) -> String {
    format!("{code}:{version}")
}

pub fn day_of(utc: NaiveDateTime) -> String {
    local(utc).date().to_string()
}

pub fn last_day_of(utc: NaiveDateTime) -> String {
    last_day_before(utc).to_string()
}

/// A day as typed; `None` where it is none.
pub fn day(text: &str) -> Option<NaiveDate> {
    text.trim().parse().ok()
}

impl Typed {
    pub fn of(wave: &Wave) -> Self {
        Self {
            code: wave.code.clone(),
            title_vi: wave.title_vi.clone(),
            title_en: wave.title_en.clone(),
            first_day: day_of(wave.opens_at),
            last_day: last_day_of(wave.closes_at),
            form: form_value(&wave.form_code, wave.form_version),
            form_text: String::new(),
            method: wave.method.clone(),
            localities: wave.localities.iter().map(ToString::to_string).collect(),
            whole: Vec::new(),
        }
    }

    /// A file that was sent takes the place of the text beside it.
    pub fn posted(posted: &Posted) -> (Self, Vec<(&'static str, UploadFault)>) {
        let text = |field: &str| posted.text(field).to_owned();
        let all = |field: &str| posted.all(field).into_iter().map(str::to_owned).collect();
        let mut typed = Self {
            code: text("code").trim().to_owned(),
            title_vi: text("title_vi"),
            title_en: text("title_en"),
            first_day: text("first_day"),
            last_day: text("last_day"),
            form: text("form"),
            form_text: lines(&text("form_text")),
            method: lines(&text("method")),
            localities: all("locality"),
            whole: all("whole"),
        };
        let mut faults = Vec::new();
        for (field, box_of) in [
            ("form_file", &mut typed.form_text),
            ("method_file", &mut typed.method),
        ] {
            match posted
                .file(field)
                .map(|sent| read_text(&sent.name, &sent.bytes))
            {
                Some(Ok(text)) => *box_of = text,
                Some(Err(fault)) => faults.push((field, fault)),
                None => {}
            }
        }
        (typed, faults)
    }

    /// What the flow is asked for; days that are none are left as they are, and are faults of their own.
    pub fn wanted(&self, before: &Seen, known_forms: &[(String, String)]) -> Wanted {
        let form = if !self.form_text.trim().is_empty() {
            Some(self.form_text.clone())
        } else if self.form == form_value(&before.form.0, before.form.1) {
            None
        } else {
            let known = known_forms.iter().find(|(value, _)| *value == self.form);
            known.map(|(_, source)| source.clone())
        };
        let unless_same = |text: &str, old: &Digest| {
            let same = Digest::of(text.as_bytes()) == *old;
            (!same).then(|| text.to_owned())
        };
        Wanted {
            title_vi: Some(self.title_vi.clone()),
            title_en: Some(self.title_en.clone()),
            form,
            method: unless_same(&self.method, &before.method),
            localities: (self.localities != before.localities).then(|| self.keys()),
            opens_at: day(&self.first_day).map(start_of),
            closes_at: day(&self.last_day).map(end_of),
        }
    }

    pub fn keys(&self) -> Vec<crate::survey::locality::LocalityKey> {
        let keys = self.localities.iter();
        keys.filter_map(|text| text.parse().ok()).collect()
    }

    /// After somebody else saved: parts that this editor left alone become what they are now. Returns those that both
    /// changed.
    pub fn merged(&mut self, changed: &Changed, current: &Wave) -> Vec<Part> {
        let (before, now) = (&changed.before, Self::of(current));
        let mut both = Vec::new();
        for part in &changed.parts {
            let untouched = match part {
                Part::TitleVi => self.title_vi.trim() == before.title_vi,
                Part::TitleEn => self.title_en.trim() == before.title_en,
                Part::Form => {
                    self.form == form_value(&before.form.0, before.form.1)
                        && self.form_text.trim().is_empty()
                }
                Part::Method => Digest::of(self.method.as_bytes()) == before.method,
                Part::Localities => self.localities == before.localities,
                Part::OpensAt => {
                    instant(before.opens_at).map(day_of).as_ref() == Some(&self.first_day)
                }
                Part::ClosesAt => {
                    instant(before.closes_at).map(last_day_of).as_ref() == Some(&self.last_day)
                }
                Part::Margins | Part::Plan => true,
            };
            if !untouched {
                both.push(*part);
                continue;
            }
            match part {
                Part::TitleVi => self.title_vi.clone_from(&now.title_vi),
                Part::TitleEn => self.title_en.clone_from(&now.title_en),
                Part::Form => self.form.clone_from(&now.form),
                Part::Method => self.method.clone_from(&now.method),
                Part::Localities => self.localities.clone_from(&now.localities),
                Part::OpensAt => self.first_day.clone_from(&now.first_day),
                Part::ClosesAt => self.last_day.clone_from(&now.last_day),
                Part::Margins | Part::Plan => {}
            }
        }
        both
    }
}

/// Of microseconds, as [`Seen`] carries them.
pub fn instant(micros: i64) -> Option<NaiveDateTime> {
    chrono::DateTime::from_timestamp_micros(micros).map(|time| time.naive_utc())
}

/// Browsers send CRLF.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}
