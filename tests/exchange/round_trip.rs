//! What is written is read back, and a spreadsheet runs none of it.

use hailong::exchange::responses::SealedRow;
use hailong::exchange::{frame, responses, write_csv};
use hailong::survey::answering::{Answer, Answers};
use hailong::survey::response::{DONT_KNOW, MISSING, Mode};
use proptest::prelude::*;

use crate::survey::sample::form;

fn answers(levels: [u8; 3], chosen: Option<u8>, several: Vec<u8>, days: Option<i32>) -> Answers {
    let level = |value: u8| match value {
        MISSING => None,
        DONT_KNOW => Some(Answer::DontKnow),
        level => Some(Answer::Level(level)),
    };
    let form = form();
    let mut answers: Answers = vec![None; form.fields.len()];
    let mut set = |code: &str, answer| answers[form.field_index(code).unwrap()] = answer;
    set("dust", level(levels[0]));
    set("noise_day", level(levels[1]));
    set("noise_night", level(levels[2]));
    set("burning", chosen.map(Answer::One));
    set(
        "what",
        Some(several).filter(|s| !s.is_empty()).map(Answer::Many),
    );
    set("days", days.map(Answer::Number));
    set("where", Some(Answer::Text("secret".to_owned())));
    answers
}

fn value() -> impl Strategy<Value = u8> {
    prop::sample::select(vec![1_u8, 2, 3, 4, 5, DONT_KNOW, MISSING])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]
    #[test]
    fn a_sealed_dataset_is_read_back(
        rows in prop::collection::vec(
            (
                0_u8..2,
                [value(), value(), value()],
                prop::option::of(0_u8..2),
                prop::sample::subsequence(vec![0_u8, 1, 2], 0..3),
                prop::option::of(0..31),
            ),
            1..20,
        )
    ) {
        let codes = ["=1+1".to_owned(), "20,344".to_owned()];
        let sealed: Vec<_> = rows
            .iter()
            .map(|(place, levels, chosen, several, days)| {
                let answers = answers(*levels, *chosen, several.clone(), *days);
                SealedRow {
                    locality: codes[usize::from(*place)].clone(),
                    group: Some("-kp \"1\"".to_owned()),
                    mode: if chosen.is_some() { Mode::Entry } else { Mode::Open },
                    typist: chosen.map(|_| "=7".to_owned()),
                    batch: chosen.map(i32::from),
                    answers,
                }
            })
            .collect();
        let bytes = responses::write(&form(), &sealed);
        prop_assert!(!String::from_utf8_lossy(&bytes).contains("secret"));
        let found = responses::read("r.csv", &bytes, &form(), Some(&codes), &[]).unwrap();
        let places: Vec<u32> = rows.iter().map(|row| u32::from(row.0)).collect();
        prop_assert_eq!(found.locality, places);
        for (at, (_, column)) in found.scales.iter().enumerate() {
            let written: Vec<u8> = rows.iter().map(|row| row.1[at]).collect();
            prop_assert_eq!(column, &written);
        }
        let told = |column: &str| {
            let Some(found) = found.paradata.named(column) else {
                return vec![None; rows.len()];
            };
            let name = |at: &Option<u32>| at.map(|at| found.names[at as usize].clone());
            found.of_row.iter().map(name).collect::<Vec<_>>()
        };
        let typed = sealed.iter().map(|row| row.typist.clone());
        prop_assert_eq!(told("interviewer"), typed.collect::<Vec<_>>());
        let modes = sealed.iter().map(|row| Some(row.mode.as_str().to_owned()));
        prop_assert_eq!(told("mode"), modes.collect::<Vec<_>>());
        prop_assert!(found.ignored.is_empty());
    }

    #[test]
    fn a_written_text_is_read_back_and_never_begins_like_a_formula(
        name in "[=+@a-z\\-,\"\n'\t][ -~\t]{0,12}[a-z]"
    ) {
        let bytes = write_csv::write(
            &["code", "name", "population"],
            [vec!["1".to_owned(), name.clone(), "10".to_owned()]].into_iter(),
        );
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let cell = reader.records().next().unwrap().unwrap()[1].to_owned();
        prop_assert!(!cell.starts_with(['=', '+', '-', '@']), "{}", cell);
        let rows = frame::read("f.csv", &bytes).unwrap();
        prop_assert_eq!(&rows[0].name, name.trim());
    }
}

#[test]
fn numbers_stay_numbers() {
    let row = ["-1.5", "+2", "1e-9", "-0", "-", "=2", "-x"].map(String::from);
    let bytes = write_csv::write(&["a"; 7], [row.to_vec()].into_iter());
    let line = String::from_utf8(bytes).unwrap();
    assert_eq!(line.lines().nth(1).unwrap(), "-1.5,+2,1e-9,-0,'-,'=2,'-x");
}
