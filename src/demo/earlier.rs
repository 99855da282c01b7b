//! The survey of the year before the finished wave, simulated too: files only, as an office brings them along.

use std::fs;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::demo::{DemoFailure, FINISHED, FORM, SEED, at, new_wave, simulated, wanted};
use crate::exchange::responses::{self, SealedRow};
use crate::flow::close::{FORM as FORM_FILE, FRAME, METHOD, RESPONSES, frame_csv};
use crate::flow::folder::{DataFolder, write_whole};
use crate::flow::prepare::PrepareFailure;
use crate::store::StoreFailure;
use crate::survey::answering::{Part, check};
use crate::survey::locality::Locality;
use crate::survey::reading;
use crate::survey::response::Mode;

const YEAR: i32 = 2023;

/// Laid beside the wave before it is computed.
pub fn lay(folder: &DataFolder, localities: &[&Locality]) -> Result<(), DemoFailure> {
    let form = reading::read(FORM).map_err(PrepareFailure::Form)?;
    let (opens, closes) = (at(YEAR, 10, 1), at(YEAR, 11, 1));
    let wave = new_wave("", YEAR, localities, opens, closes, true);
    let mut rows = Vec::new();
    for locality in localities {
        let code = &locality.key.code;
        let mood = simulated::mood(SEED, code).a_year_earlier(SEED, code);
        let mut random = ChaCha8Rng::seed_from_u64(simulated::number(SEED + 1, code));
        for _ in 0..wanted(locality) {
            let typed = simulated::respondent(&form, &mood, &mut random);
            rows.push(SealedRow {
                locality: code.clone(),
                group: None,
                mode: Mode::Simulated,
                typist: None,
                batch: None,
                answers: check(&form, Part::All, &typed, &[]).answers,
            });
        }
    }
    let out = folder.earlier(FINISHED).join(YEAR.to_string());
    let files = [
        (FORM_FILE, FORM.as_bytes()),
        (METHOD, wave.method.as_bytes()),
        (FRAME, &frame_csv(localities)),
        (RESPONSES, &responses::write(&form, &rows)),
    ];
    fs::create_dir_all(&out).map_err(StoreFailure::from)?;
    for (name, bytes) in files {
        write_whole(&out.join(name), bytes).map_err(StoreFailure::from)?;
    }
    Ok(())
}
