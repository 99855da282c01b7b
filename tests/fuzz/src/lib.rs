//! A small survey, one file of which is replaced by what the fuzzer makes up: reading never panics, and what reads well
//! gives figures that are numbers.

#[path = "../../survey/sample.rs"]
pub mod sample;

use std::sync::LazyLock;

use hailong::edition::change::{self, Previous};
use hailong::edition::compute::compute;
use hailong::edition::figures::Figures;
use hailong::edition::inputs::{File, Files, Inputs};
use hailong::edition::release::release;
use hailong::exchange::responses::read_in_pieces;
use hailong::survey::form::Form;
use hailong::exchange::crosswalk::Way;

pub const FRAME: &str =
    "code,name,population,valid_from\n20341,Một,900,2025-07-01\n20344,Hai,700,2025-07-01\n";
pub const MARGINS: &str = "margin,category,target\nsex,f,850\nsex,m,750\n";
pub const PLAIN: &str = "code = \"plain\"\nversion = 1\nstyle = \"mean\"\n[design]\nkind = \"probability\"\nfinite_population = true\n";
pub const COLUMNS: &str = "code = \"columns\"\nversion = 1\nstyle = \"satisfied\"\n[design]\nkind = \"census_attempt\"\n\
    strata = \"column\"\n[weighting]\nbase = \"column\"\n";
pub const RAKED: &str = "code = \"raked\"\nversion = 1\nstyle = \"satisfied\"\n[design]\nkind = \"opt_in\"\n[weighting]\n\
    raking = [\"locality\", \"sex\"]\n";

pub const RAKED_TO_SEX: &str = "code = \"raked\"\nversion = 1\nstyle = \"satisfied\"\n[design]\nkind = \"opt_in\"\n\
    [weighting]\nraking = [\"sex\"]\n";

/// 48 respondents with every column.
pub fn responses() -> String {
    let mut text =
        "locality,dust,noise_day,noise_night,burning,what,days,sex,stratum,weight\n".to_owned();
    for row in 0..48 {
        let locality = ["20341", "20344"][row % 2];
        let level = |step: usize| ["1", "2", "3", "4", "5", "9", ""][row * step % 7];
        let sex = ["f", "m"][row / 2 % 2];
        text += &format!(
            "{locality},{},{},{},no,,,{sex},{},{}.5\n",
            level(1),
            level(3),
            level(5),
            row % 4,
            1 + row % 3
        );
    }
    text
}

/// The files of the survey as bytes; each target replaces one.
pub struct Survey<'a> {
    pub method: &'a [u8],
    pub frame: &'a [u8],
    pub responses: &'a [u8],
    pub margins: &'a [u8],
}

impl Survey<'_> {
    pub fn inputs(&self) -> Option<Inputs> {
        let file = |bytes| File {
            name: "file",
            bytes,
        };
        Inputs::read(&Files {
            form: File {
                name: "form",
                bytes: sample::FORM.as_bytes(),
            },
            method: file(self.method),
            frame: file(self.frame),
            responses: file(self.responses),
            margins: Some(file(self.margins)),
        })
        .ok()
    }

    pub fn check(&self) {
        if let Some(figures) = self.inputs().and_then(|inputs| compute(&inputs).ok()) {
            numbers_only(&figures);
            numbers_only(&release(figures));
        }
    }
}

/// Every size of piece gives the same. Whether the responses are good.
pub fn same_in_pieces(bytes: &[u8]) -> bool {
    static FORM: LazyLock<Form> = LazyLock::new(sample::form);
    let codes = ["20341".to_owned(), "20344".to_owned()];
    let read = |size| {
        read_in_pieces(
            "file",
            bytes,
            &FORM,
            Some(&codes),
            &["sex".to_owned()],
            size,
        )
    };
    let whole = read(usize::MAX);
    for size in [1, 40, 200] {
        assert_eq!(read(size), whole);
    }
    whole.is_ok()
}

/// Compares the survey with itself, an earlier one, over made-up changes.
pub fn check_changes(survey: &Survey<'_>, changes: &[Way]) {
    let (Some(now), Some(then)) = (survey.inputs(), survey.inputs()) else {
        return;
    };
    let Ok(previous) = Previous::new("then".to_owned(), then, &now, changes) else {
        return;
    };
    if let Ok(mut figures) = compute(&now)
        && change::add(&mut figures, &now, &[previous]).is_ok()
    {
        numbers_only(&figures);
    }
}

/// Every number, wherever it stands: words of the debug text outside its quoted strings.
fn numbers_only(figures: &Figures) {
    let text = format!("{figures:?}")
        .replace("\\\\", "")
        .replace("\\\"", "");
    let outside = text.split('"').step_by(2);
    for word in outside.flat_map(|part| part.split(|c: char| !c.is_alphanumeric())) {
        assert!(word != "NaN" && word != "inf", "not a number in {text}");
    }
}
