//! Made-up answers to the sample form, computed in memory.

use hailong::edition::compute::compute;
use hailong::edition::figures::{Figure, FigureKind, Figures, Style};
use hailong::edition::inputs::{File, Files, InputFault, Inputs};

use crate::survey::sample::FORM;

pub const METHOD: &str =
    "code = \"m\"\nversion = 1\nstyle = \"mean\"\n[design]\nkind = \"opt_in\"\n";
pub const HEADER: &str = "locality,dust,noise_day,noise_night,burning,what,days,sex\n";

/// A row of the responses: locality, dust, noise by day, noise by night (reversed).
pub type Row = (&'static str, &'static str, &'static str, &'static str);

pub fn csv(rows: &[Row]) -> String {
    let line =
        |(locality, dust, day, night): &Row| format!("{locality},{dust},{day},{night},,,,\n");
    HEADER.to_owned() + &rows.iter().map(line).collect::<String>()
}

/// `n` people of one locality who differ: levels 2, 3, 4 and 5 in turn.
pub fn varied(locality: &'static str, n: usize) -> Vec<Row> {
    let levels = ["2", "3", "4", "5"];
    (0..n)
        .map(|at| {
            (
                locality,
                levels[at % 4],
                levels[(at / 2) % 4],
                levels[(at / 3) % 4],
            )
        })
        .collect()
}

pub fn frame(localities: &[&str]) -> String {
    let line = |code: &&str| format!("{code},Ward {code},5000\n");
    "code,name,population\n".to_owned() + &localities.iter().map(line).collect::<String>()
}

pub fn read(method: &str, frame: &str, responses: &str) -> Result<Inputs, Vec<InputFault>> {
    read_with_margins(method, frame, responses, None)
}

pub fn read_with_margins(
    method: &str,
    frame: &str,
    responses: &str,
    margins: Option<&str>,
) -> Result<Inputs, Vec<InputFault>> {
    fn file<'a>(name: &'a str, text: &'a str) -> File<'a> {
        File {
            name,
            bytes: text.as_bytes(),
        }
    }
    Inputs::read(&Files {
        form: file("form.toml", FORM),
        method: file("method.toml", method),
        frame: file("frame.csv", frame),
        responses: file("responses.csv", responses),
        margins: margins.map(|text| file("margins.csv", text)),
    })
}

pub fn figures(method: &str, localities: &[&str], rows: &[Row]) -> Figures {
    let inputs = read(method, &frame(localities), &csv(rows));
    compute(&inputs.unwrap_or_else(|faults| panic!("{faults:?}"))).unwrap()
}

pub fn of<'a>(
    figures: &'a Figures,
    domain: &str,
    kind: FigureKind,
    code: &str,
    style: Style,
) -> &'a Figure {
    figures.find(domain, kind, code, style).unwrap()
}
