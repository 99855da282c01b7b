//! Writes every print of the yearly form, to be looked at: `cargo run --example prints -- FOLDER`.

use std::error::Error;
use std::path::Path;

use chrono::NaiveDate;
use hailong::printed::{Occasion, Paper, Print, collectors, paper_form, poster, slips};
use hailong::survey::link::Code;
use hailong::survey::locality::{Group, Locality, LocalityKey};
use hailong::survey::reading;
use hailong::survey::wave::{Wave, WaveId, WaveState};
use hailong::wording::Tongue;

const FORM: &str = include_str!("../survey-forms/living-environment-v1.toml");

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("prints FOLDER")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let form = reading::read(FORM).map_err(|faults| format!("{faults:?}"))?;
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let key = LocalityKey {
        code: "20341".to_owned(),
        valid_from: day(2025, 7, 1),
    };
    let wave = Wave {
        id: WaveId(1),
        code: "tam-ky-2026".to_owned(),
        title_vi: "Khảo sát 2026".to_owned(),
        title_en: "Survey 2026".to_owned(),
        state: WaveState::Open,
        form_code: form.code.clone(),
        form_version: form.version,
        method: String::new(),
        opens_at: day(2026, 11, 1).and_hms_opt(17, 0, 0).unwrap_or_default(),
        closes_at: day(2026, 12, 31).and_hms_opt(17, 0, 0).unwrap_or_default(),
        simulated: false,
        localities: vec![key.clone()],
    };
    let locality = Locality {
        key: key.clone(),
        valid_to: None,
        kind: "ward".to_owned(),
        name: "Phường Tam Kỳ".to_owned(),
        parent_code: None,
        population: None,
        households: None,
        reference_date: None,
    };
    let group = |number: usize| Group {
        locality: key.clone(),
        code: format!("kp{number}"),
        name: format!("Khối phố {number}"),
        households: None,
    };
    let groups: Vec<Group> = (1..=12).map(group).collect();
    let code = |number: u8| {
        Code::new(
            wave.id,
            std::array::from_fn(|at| number.wrapping_mul(7).wrapping_add(at as u8 * 5)),
        )
    };
    let codes: Vec<Code> = (0..20).map(code).collect();
    let institutions = [
        "Sở Nông nghiệp và Môi trường thành phố Đà Nẵng".to_owned(),
        "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Đà Nẵng".to_owned(),
    ];
    for tongue in Tongue::ALL {
        let of = Occasion {
            tongue,
            wave: &wave,
            form: &form,
            locality: &locality,
            group: groups.get(2),
            expires_at: None,
            institutions: &institutions,
            base_url: "https://khaosat.example.vn",
        };
        let whole = Occasion { group: None, ..of };
        let prints: [(&str, Print); 7] = [
            ("poster-a4", poster(&of, Paper::A4, &codes[0])),
            ("poster-a3", poster(&of, Paper::A3, &codes[0])),
            ("slips-a4", slips(&of, Paper::A4, &codes)),
            ("slips-a3", slips(&of, Paper::A3, &codes)),
            ("paper-of-group", paper_form(&of, &[])),
            ("paper-of-locality", paper_form(&whole, &groups)),
            ("collectors", collectors(&of, 70)),
        ];
        for (name, print) in prints {
            let path = folder.join(format!("{name}-{}.pdf", tongue.tag()));
            std::fs::write(path, print.pdf()?)?;
        }
    }
    Ok(())
}
