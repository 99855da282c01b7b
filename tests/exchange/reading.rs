//! What is read from good files.

use hailong::exchange::{frame, margins, responses};
use hailong::survey::response::{DONT_KNOW, MISSING};

use crate::exchange::{GOOD, HEADER, codes};
use crate::survey::sample::form;

fn read(text: &str) -> responses::Responses {
    responses::read("r.csv", text.as_bytes(), &form(), Some(&codes()), &[]).unwrap()
}

#[test]
fn scale_answers_become_levels_dont_know_and_missing() {
    let found = read(&format!("{HEADER}\n{GOOD}\n20344,1,5,9,no,,,\n"));
    assert_eq!(found.locality, [0, 1]);
    let values: Vec<&[u8]> = found.scales.iter().map(|(_, values)| &values[..]).collect();
    assert_eq!(
        values,
        [[4, 1], [DONT_KNOW, 5], [MISSING, DONT_KNOW]],
        "as shown: the reversed item is not flipped here"
    );
    let form = form();
    let names: Vec<&str> = found
        .scales
        .iter()
        .map(|(field, _)| form.fields[*field].code.as_str())
        .collect();
    assert_eq!(names, ["dust", "noise_day", "noise_night"]);
}

#[test]
fn columns_may_stand_in_any_order_and_unknown_ones_are_listed() {
    let text = "id,sex,days,what,burning,noise_night,noise_day,dust,locality,remark,\n\
                7,f,12,straw;leaves,yes,,9,4,20341,hello,\n";
    let found = read(text);
    assert_eq!(found.ignored, ["id", "remark"]);
    assert_eq!(found.scales, read(&format!("{HEADER}\n{GOOD}\n")).scales);
}

#[test]
fn blanks_around_cells_and_quotes_change_nothing() {
    let spaced = format!(
        "{}\n{}\n",
        HEADER.replace(',', " , "),
        " 20341 ,\" 4 \",9, ,yes,straw; leaves,12,f"
    );
    assert_eq!(read(&spaced), read(&format!("{HEADER}\n{GOOD}\n")));
}

#[test]
fn strata_and_weights_are_kept_for_each_respondent() {
    let found = read(&format!(
        "{HEADER},stratum,weight\n{GOOD},trung tâm,1.5\n{GOOD},ven sông,2\n{GOOD},trung tâm,1e2\n"
    ));
    let (names, places) = found.stratum.unwrap();
    assert_eq!(names, ["trung tâm", "ven sông"]);
    assert_eq!(places, [0, 1, 0]);
    assert_eq!(found.weight.unwrap(), [1.5, 2.0, 100.0]);
}

#[test]
fn people_are_clustered_when_two_share_a_sampling_unit_of_one_stratum() {
    let clustered = |units: [&str; 3]| {
        let rows: Vec<String> = units.iter().map(|unit| format!("{GOOD},{unit}")).collect();
        read(&format!("{HEADER},stratum,psu\n{}\n", rows.join("\n")))
            .psu
            .is_some()
    };
    assert!(clustered(["a,1", "b,1", "a,1"]));
    assert!(!clustered(["a,1", "b,1", "a,2"]));
}

#[test]
fn without_a_frame_everything_else_is_still_judged() {
    let text = format!("{HEADER}\nanywhere,4,9,,yes,,,\nanywhere,8,9,,yes,,,\n");
    let faults = responses::read("r.csv", text.as_bytes(), &form(), None, &[]).unwrap_err();
    let columns: Vec<&str> = faults.found.iter().map(|one| &one.column[..]).collect();
    assert_eq!(columns, ["dust"]);
}

#[test]
fn names_are_composed_unicode_however_they_were_typed() {
    let decomposed = "code,name,population\n20344,Phu\u{31b}o\u{31b}\u{300}ng Ho\u{300}a Hu\u{31b}o\u{31b}ng,8822\n";
    let rows = frame::read("f.csv", decomposed.as_bytes()).unwrap();
    assert_eq!(rows[0].name, "Phường Hòa Hương");
}

#[test]
fn margins_keep_their_order_and_may_be_zero() {
    let text = "margin,category,target\nsex,f,63000\nsex,m,59374.5\nage,1,0\n";
    let rows = margins::read("m.csv", text.as_bytes()).unwrap();
    let found: Vec<(&str, &str, f64)> = rows
        .iter()
        .map(|row| (&row.margin[..], &row.category[..], row.target))
        .collect();
    assert_eq!(
        found,
        [
            ("sex", "f", 63000.0),
            ("sex", "m", 59374.5),
            ("age", "1", 0.0)
        ]
    );
}
