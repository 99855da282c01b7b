//! Files that are good one by one and do not fit together, and faults in several files at once.

use hailong::wording::{Tongue, data_faults};

use crate::edition::small::{METHOD, csv, frame, read, varied};

fn refused(method: &str, frame: &str, responses: &str) -> Vec<String> {
    let faults = read(method, frame, responses).err().unwrap();
    data_faults::inputs(&faults, Tongue::En)
}

#[test]
fn faults_of_all_files_come_in_one_go() {
    let broken_frame = "code,name,population\n1,One,none\n";
    let broken = csv(&[("1", "7", "4", "4")]);
    let found = refused(&METHOD.replace("mean", "median"), broken_frame, &broken);
    let places: Vec<&str> = found
        .iter()
        .map(|line| line.split(": ").next().unwrap())
        .collect();
    assert_eq!(
        places,
        [
            "method.toml:3",
            "frame.csv:2:population",
            "responses.csv:2:dust"
        ]
    );
}

#[test]
fn a_column_that_the_method_asks_for_must_be_there() {
    let rows = csv(&varied("1", 40));
    let method = format!("{METHOD}strata = \"column\"\n[weighting]\nbase = \"column\"\n");
    let found = refused(&method, &frame(&["1"]), &rows);
    assert!(found[0].starts_with("responses.csv:1:weight: found no such column: expected one"));
    assert!(found[1].starts_with("responses.csv:1:stratum: "));
}

#[test]
fn more_answers_than_people_are_refused_where_the_population_counts() {
    let rows = csv(&varied("1", 40));
    let few = "code,name,population\n1,One,39\n";
    let method = METHOD.replace("opt_in\"", "probability\"\nfinite_population = true");
    assert_eq!(
        refused(&method, few, &rows),
        [
            "frame.csv:2:population: found “39”: expected at least 40, because so many responses came in"
        ]
    );
    assert!(read(METHOD, few, &rows).is_ok());
}

#[test]
fn columns_that_no_figure_depends_on_are_listed() {
    let rows = csv(&varied("1", 2))
        .replace("sex\n", "sex,weight,stratum,remark\n")
        .replace(",,,,\n", ",,,,,2,a,hello\n");
    let inputs = read(METHOD, &frame(&["1"]), &rows).ok().unwrap();
    assert_eq!(inputs.unused_columns(), ["remark", "stratum", "weight"]);
}

#[test]
fn a_byte_order_mark_in_front_of_a_method_is_passed_over() {
    let method = format!("\u{feff}{METHOD}");
    assert!(read(&method, &frame(&["1"]), &csv(&varied("1", 40))).is_ok());
}
