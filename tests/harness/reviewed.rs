//! A closed wave whose sealed answers hold what screening doubts: 30 with two signs of carelessness, 60 in ten minutes.

use std::fs;

use hailong::flow::close::close;
use hailong::flow::folder::DataFolder;
use hailong::flow::prepare::{create_wave, keep_localities, open_wave};
use hailong::survey::digest::Digest;
use hailong::survey::exclusion::Rule;

use crate::harness::databases::{self, Database};
use crate::harness::wave;

pub const TWO_FLAGS: usize = 30;
pub const IN_BURST: usize = 60;
pub const ALL: usize = 460;
pub const START: &str = "2026-02-10T10:00";

pub fn burst() -> Rule {
    Rule::Burst {
        locality: "1".to_owned(),
        start: START.to_owned(),
    }
}

/// As another program would seal it: hailong itself keeps no time.
fn responses() -> String {
    let mut text =
        "locality,dust,noise_day,noise_night,burning,what,days,sex,seconds,time\n".to_owned();
    for at in 0..ALL {
        let is_careless = at < TWO_FLAGS;
        let (day, night) = (1 + at % 5, 1 + (at + 1 + at / 5 % 3) % 5);
        let night = if is_careless { day } else { night };
        let seconds = if is_careless { 1 } else { 60 };
        let (locality, time) = if at >= ALL - IN_BURST {
            (1, format!("2026-02-10T10:0{}", at % 10))
        } else {
            let (date, hour, minute) = (11 + at % 17, 8 + at % 11, at % 6 * 10);
            (
                1 + at % 2,
                format!("2026-02-{date:02}T{hour:02}:{minute:02}"),
            )
        };
        let (dust, sex) = (1 + at % 4, if at % 3 == 0 { "f" } else { "m" });
        text += &format!("{locality},{dust},{day},{night},no,,,{sex},{seconds},{time}\n");
    }
    text
}

pub fn closed(database: &Database) -> DataFolder {
    let mut new = wave::new_wave();
    new.method += "\n[screening]\nstraight_line_items = 2\n";
    keep_localities(&database.store, &wave::localities(), &[], &[]).unwrap();
    create_wave(&database.store, &new).unwrap();
    open_wave(&database.store, wave::WAVE).unwrap();
    let folder = DataFolder::open(database.folder.path()).unwrap();
    close(&database.store, &folder, wave::WAVE).unwrap();
    let text = responses();
    fs::write(folder.sealed(wave::WAVE).join("responses.csv"), &text).unwrap();
    let digest = Digest::of(text.as_bytes());
    databases::run(
        database,
        &format!("UPDATE wave SET sealed_digest = '{digest}'"),
    );
    folder
}
