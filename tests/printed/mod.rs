mod collectors;
mod names;
pub mod pages;
mod paper_form;
mod posters;
mod slips;

use chrono::{Duration, NaiveDate, NaiveDateTime};
use hailong::printed::Occasion;
use hailong::survey::form::Form;
use hailong::survey::link::Code;
use hailong::survey::locality::{Group, Locality, LocalityKey};
use hailong::survey::reading;
use hailong::survey::wave::{Wave, WaveId, WaveState};
use hailong::wording::Tongue;

pub const FORM: &str = include_str!("../../survey-forms/living-environment-v1.toml");

/// All that prints are made of; its parts can be changed before [`Given::occasion`].
pub struct Given {
    pub form: Form,
    pub wave: Wave,
    pub locality: Locality,
    pub groups: Vec<Group>,
    pub institutions: Vec<String>,
}

/// The midnight with which a day ends in Viet Nam, in UTC.
fn end_of(year: i32, month: u32, day: u32) -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
    day.and_hms_opt(17, 0, 0).unwrap()
}

pub fn given() -> Given {
    let form = reading::read(FORM).unwrap();
    let key = LocalityKey {
        code: "20341".to_owned(),
        valid_from: NaiveDate::from_ymd_opt(2025, 7, 1).unwrap(),
    };
    Given {
        wave: Wave {
            id: WaveId(7),
            code: "tam-ky-2026".to_owned(),
            title_vi: "Khảo sát 2026".to_owned(),
            title_en: "Survey 2026".to_owned(),
            state: WaveState::Open,
            form_code: form.code.clone(),
            form_version: form.version,
            method: String::new(),
            opens_at: end_of(2026, 10, 31),
            closes_at: end_of(2026, 12, 31),
            simulated: false,
            localities: vec![key.clone()],
        },
        form,
        locality: Locality {
            key: key.clone(),
            valid_to: None,
            kind: "ward".to_owned(),
            name: "Phường Hoà Thuận".to_owned(),
            parent_code: None,
            population: None,
            households: None,
            reference_date: None,
        },
        groups: (1..=12)
            .map(|number| Group {
                locality: key.clone(),
                code: format!("kp{number}"),
                name: format!("Khối phố {number}"),
                households: None,
            })
            .collect(),
        institutions: vec![
            "Sở Nông nghiệp và Môi trường thành phố Đà Nẵng".to_owned(),
            "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Đà Nẵng".to_owned(),
        ],
    }
}

impl Given {
    /// Of the third group.
    pub fn occasion(&self, tongue: Tongue) -> Occasion<'_> {
        Occasion {
            tongue,
            wave: &self.wave,
            form: &self.form,
            locality: &self.locality,
            group: self.groups.get(2),
            expires_at: None,
            institutions: &self.institutions,
            base_url: "https://khaosat.example.vn",
        }
    }

    pub fn codes(&self, count: usize) -> Vec<Code> {
        (0..count)
            .map(|number| {
                Code::new(
                    self.wave.id,
                    std::array::from_fn(|at| (number * 31 + at * 7 + number / 23) as u8),
                )
            })
            .collect()
    }
}

pub fn address(code: &Code) -> String {
    format!("https://khaosat.example.vn/s/{}", code.as_str())
}

/// A day before the end of the wave.
pub fn earlier(given: &Given) -> NaiveDateTime {
    given.wave.closes_at - Duration::days(1)
}
