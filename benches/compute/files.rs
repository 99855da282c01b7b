//! The four files of a survey of 13 localities: the yearly form with three more scale items, and seeded answers.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use hailong::survey::form::Form;
use hailong::survey::question::Kind;
use hailong::survey::reading;
use rand::{Rng as _, RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

const FORM: &str = include_str!("../../survey-forms/living-environment-v1.toml");
const METHOD: &str = include_str!("../../survey-forms/method-v1.toml");
const LOCALITIES: usize = 13;
const GROUPS: u32 = 30;

/// With `odours`, `litter` and `parks` in the criteria there are 12 scale items, 11 of them in the index.
pub fn form() -> String {
    let question = |code: &str| {
        format!(
            "[[section.question]]\ncode = \"{code}\"\nkind = \"scale\"\nscale = \"satisfaction\"\n\
             text = {{ vi = \"{code}\", en = \"{code}\" }}\n"
        )
    };
    let more = ["odours", "litter", "parks"].map(question).concat();
    let section = format!(
        "[[section]]\ncode = \"more\"\ntitle = {{ vi = \"Thêm\", en = \"More\" }}\n{more}\n"
    );
    FORM.replacen("[[criterion]]", &format!("{section}[[criterion]]"), 1)
        .replace("\"noise\"]", "\"noise\", \"odours\"]")
        .replace("\"wastewater\"]", "\"wastewater\", \"litter\"]")
        .replace("\"authority_care\"]", "\"authority_care\", \"parks\"]")
}

/// A cell as a resident might have filled it in.
fn cell(form: &Form, field: usize, random: &mut ChaCha8Rng) -> Option<String> {
    let field = form.fields.get(field)?;
    let kind = &form.question(field).kind;
    let options = kind.options();
    let one = |random: &mut ChaCha8Rng| options[random.random_range(0..options.len())].code.clone();
    match kind {
        Kind::Scale { .. } | Kind::Grid { .. } => {
            let codes = ["0", "1", "2", "3", "3", "4", "4", "4", "5", ""];
            Some(codes[random.random_range(0..codes.len())].to_owned())
        }
        Kind::Single { .. } | Kind::AgeBand { .. } | Kind::Sex { .. } => Some(one(random)),
        Kind::Multiple { .. } => {
            let (first, second) = (one(random), one(random));
            Some(if first == second {
                first
            } else {
                format!("{first};{second}")
            })
        }
        Kind::Number { min, max, .. } => Some(random.random_range(*min..=*max).to_string()),
        Kind::ShortText { .. } | Kind::LongText { .. } | Kind::Group => None,
    }
}

/// Writes `form.toml`, `method.toml`, `frame.csv` and `responses.csv`.
pub fn write(folder: &Path, rows: usize) {
    let text = form();
    let form = reading::read(&text).unwrap();
    let mut random = ChaCha8Rng::seed_from_u64(20_250_701);
    let closed: Vec<usize> = (0..form.fields.len())
        .filter(|field| cell(&form, *field, &mut random).is_some())
        .collect();
    let mut frame = "code,name,population\n".to_owned();
    for at in 0..LOCALITIES {
        writeln!(frame, "{},Phường {at},{}", 20_341 + 3 * at, rows + 1_000).unwrap();
    }
    let mut responses = "locality,group".to_owned();
    for field in &closed {
        write!(responses, ",{}", form.fields[*field].code).unwrap();
    }
    responses.push('\n');
    for _ in 0..rows {
        let locality = 20_341 + 3 * random.random_range(0..LOCALITIES);
        write!(
            responses,
            "{locality},Khối phố {}",
            random.next_u32() % GROUPS
        )
        .unwrap();
        for field in &closed {
            responses.push(',');
            responses.push_str(&cell(&form, *field, &mut random).unwrap());
        }
        responses.push('\n');
    }
    for (name, content) in [
        ("form.toml", text.as_str()),
        ("method.toml", METHOD),
        ("frame.csv", &frame),
        ("responses.csv", &responses),
    ] {
        fs::write(folder.join(name), content).unwrap();
    }
}
