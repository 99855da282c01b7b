//! A wave is held against its margins before anybody answers.

use hailong::edition::method::Method;
use hailong::edition::wave_fit::{Misfit, misfits};
use hailong::exchange::margins;
use hailong::survey::locality::Locality;
use hailong::wording::{Tongue, wave_fit};

use crate::harness::wave;
use crate::survey::sample::form;

fn found(keys: &str, csv: &str) -> Vec<Misfit> {
    let method = format!(
        "code = \"m\"\nversion = 1\nstyle = \"mean\"\n[design]\nkind = \"probability\"\n{keys}"
    );
    let method = Method::read(&method, &form()).unwrap();
    let rows = if csv.is_empty() {
        Vec::new()
    } else {
        let text = format!("margin,category,target,neighbour\n{csv}");
        margins::read("margins.csv", text.as_bytes()).unwrap()
    };
    let localities = wave::localities();
    let places: Vec<&Locality> = localities.iter().collect();
    misfits(&form(), &method, &places, &rows)
}

const SEX: &str = "[weighting]\nraking = [\"sex\"]\n";

#[test]
fn a_wave_that_fits_has_nothing_to_say() {
    assert_eq!(found("", ""), []);
    assert_eq!(found(SEX, "sex,f,31000,m\nsex,m,29000,f\n"), []);
    let within = "[weighting]\nraking = [\"locality*sex\"]\n";
    let pairs = "locality*sex,1*f,16000,\nlocality*sex,1*m,14000,\nlocality*sex,2*f,16000,\nlocality*sex,2*m,14000,\n";
    assert_eq!(found(within, pairs), []);
}

#[test]
fn what_would_stop_the_computation_blocks() {
    let blocking = [
        (SEX, ""),
        (SEX, "sex,f,31000,x\nsex,m,29000,f\n"),
        (SEX, "sex,f,60000,\n"),
        (SEX, "sex,f,31000,m\nsex,m,29000,f\nsex,x,100,\n"),
        (
            "[weighting]\nraking = [\"income\"]\n",
            "income,low,60000,\n",
        ),
        ("[weighting]\nbase = \"column\"\n", ""),
        ("strata = \"column\"\n", ""),
        ("[weighting]\nbase = \"stratum\"\n", "stratum,1,30000,\n"),
    ];
    for (keys, csv) in blocking {
        let misfits = found(keys, csv);
        assert!(
            misfits.iter().any(Misfit::blocks),
            "{keys}{csv}: {misfits:?}"
        );
    }
}

#[test]
fn thousands_with_points_are_seen_by_the_total() {
    let misfits = found(SEX, "sex,f,31.000,m\nsex,m,29.000,f\n");
    let expected = Misfit::OtherTotal {
        margin: "sex".to_owned(),
        total: 60.0,
        people: 60_000.0,
    };
    assert_eq!(misfits, [expected]);
    assert!(!misfits[0].blocks());
    let said = wave_fit::sentence(&misfits[0], Tongue::Vi);
    assert!(
        said.contains("60 người") && said.contains("60.000 người"),
        "{said}"
    );
}

#[test]
fn unused_margins_and_lonely_categories_are_mentioned() {
    let misfits = found(SEX, "sex,f,31000,\nsex,m,29000,f\nage,old,5,\n");
    assert_eq!(
        misfits,
        [
            Misfit::NoNeighbour {
                margin: "sex".to_owned(),
                categories: vec!["f".to_owned()]
            },
            Misfit::Unused("age".to_owned())
        ]
    );
    for misfit in &misfits {
        for tongue in Tongue::ALL {
            assert!(!wave_fit::sentence(misfit, tongue).contains(['{', '}']));
        }
    }
}
