//! Earlier surveys that asked other questions, or asked in the same places.

use std::fmt::Write as _;

use hailong::edition::change::{self, ChangeFault, Previous};
use hailong::edition::compute::compute;
use hailong::edition::figures::{ChangeRow, FigureKind, Figures, Style};
use hailong::edition::inputs::{File, Files, Inputs};
use hailong::wording::{Tongue, data_faults};

use crate::edition::small::{METHOD, Row, csv, frame, varied};
use crate::survey::sample::FORM;

fn inputs(form: &str, method: &str, responses: &str) -> Inputs {
    let file = |name, bytes| File { name, bytes };
    let frame = frame(&["1", "2"]);
    Inputs::read_with(
        &Files {
            form: file("form.toml", form.as_bytes()),
            method: file("method.toml", method.as_bytes()),
            frame: file("frame.csv", frame.as_bytes()),
            responses: file("responses.csv", responses.as_bytes()),
            margins: None,
        },
        &["psu"],
    )
    .unwrap_or_else(|faults| panic!("{:?}", data_faults::inputs(&faults, Tongue::En)))
}

fn since(now: &Inputs, earlier: Inputs) -> Figures {
    let previous = Previous::new("2024".to_owned(), earlier, now, &[]).unwrap();
    let mut figures = compute(now).unwrap();
    change::add(&mut figures, now, &[previous]).unwrap();
    figures
}

fn row<'a>(figures: &'a Figures, domain: &str, kind: FigureKind, code: &str) -> &'a ChangeRow {
    let of = |row: &&ChangeRow| {
        row.domain == domain && row.kind == kind && row.code == code && row.style == Style::Mean
    };
    figures
        .changes
        .iter()
        .find(of)
        .unwrap_or_else(|| panic!("{domain} {code}"))
}

/// The sample form without the question of dust, whose criterion goes with it.
fn without_dust() -> String {
    let mut text = String::new();
    for part in FORM.split_inclusive("\n\n") {
        if !part.contains("\"dust\"") {
            text += part;
        }
    }
    text.replace("weight = 0.25\nitems", "weight = 1.0\nitems")
}

fn answers(n: usize) -> String {
    let rows: Vec<Row> = [varied("1", n), varied("2", n + 20)].concat();
    csv(&rows)
}

#[test]
fn surveys_with_other_questions_are_compared_on_those_of_both() {
    let now = inputs(FORM, METHOD, &answers(200));
    let form = without_dust();
    assert_ne!(form.len(), FORM.len());
    let drop_column = |text: &str| -> String {
        let cells = |line: &str| {
            let mut cells: Vec<&str> = line.split(',').collect();
            cells.remove(1);
            cells.join(",") + "\n"
        };
        text.lines().map(cells).collect()
    };
    let earlier = inputs(&form, METHOD, &drop_column(&answers(180)));
    let found = since(&now, earlier);
    let noise = now
        .form
        .criteria
        .iter()
        .find(|own| own.code != "air")
        .unwrap();
    let code = noise.code.clone();
    for domain in ["1", "2", "*"] {
        let index = row(&found, domain, FigureKind::Index, "index");
        let criterion = row(&found, domain, FigureKind::Component, &code);
        assert!(index.common && criterion.common);
        // One criterion is left, and with it the whole weight.
        assert!((index.now - criterion.now).abs() < 1e-12);
        assert!((index.before - criterion.before).abs() < 1e-12);
        let published = found
            .find(domain, FigureKind::Index, "index", Style::Mean)
            .unwrap();
        assert!((index.now - published.estimate.unwrap()).abs() > 0.1);
    }
    let same = since(&now, inputs(FORM, METHOD, &answers(180)));
    assert!(same.changes.iter().all(|row| !row.common));
}

/// Forty sampling units of eight people in each locality; units differ, and every unit moves by nearly the same.
fn clustered(moved: usize) -> String {
    let mut text = csv(&[]).trim_end().to_owned() + ",psu\n";
    for locality in ["1", "2"] {
        for at in 0..320_usize {
            let unit = at / 8;
            let level = |step: usize| 1 + (unit / 14 + (at * step) % 2 + moved).min(4);
            writeln!(
                text,
                "{locality},{},{},{},,,,,u{unit}",
                level(1),
                level(3),
                6 - level(5)
            )
            .unwrap();
        }
    }
    text
}

#[test]
fn surveys_of_the_same_units_know_their_change_better() {
    let alone = inputs(FORM, METHOD, &clustered(1));
    let apart = since(&alone, inputs(FORM, METHOD, &clustered(0)));
    let method = format!("{METHOD}[change]\nsame_psu = true\n");
    let now = inputs(FORM, &method, &clustered(1));
    let paired = since(&now, inputs(FORM, METHOD, &clustered(0)));
    for domain in ["1", "2", "*"] {
        let [apart, paired] =
            [&apart, &paired].map(|own| row(own, domain, FigureKind::Index, "index"));
        assert!((apart.change - paired.change).abs() < 1e-12);
        assert!(
            paired.se < 0.2 * apart.se,
            "{domain}: {} {}",
            paired.se,
            apart.se
        );
    }
    // Units − strata.
    assert_eq!(row(&paired, "1", FigureKind::Index, "index").df, 78.0);
}

#[test]
fn what_same_units_need_is_asked_for() {
    let method = format!("{METHOD}[change]\nsame_psu = true\n");
    let now = inputs(FORM, &method, &clustered(1));
    let earlier = inputs(FORM, METHOD, &answers(180));
    let faults = Previous::new("2024".to_owned(), earlier, &now, &[])
        .err()
        .unwrap();
    assert_eq!(
        faults,
        [ChangeFault::NoUnits {
            name: "2024".to_owned()
        }]
    );
    let said = data_faults::change(&faults[0], Tongue::En);
    assert!(
        said.starts_with("2024: the method file has same_psu = true"),
        "{said}"
    );
}
