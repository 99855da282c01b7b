//! Who is left out before figures are made, what is said about it, and what of that is released.

use hailong::edition::compute::compute;
use hailong::edition::figures::{FigureKind, Figures, Style, WHOLE};
use hailong::edition::folder;
use hailong::edition::inputs::Inputs;
use hailong::edition::quality::table::{quality_csv, rates_csv, review_csv};
use hailong::edition::quality::{QualityRow, ReviewKind};
use hailong::edition::release::release;
use hailong::wording::{Tongue, data_faults};
use proptest::prelude::*;

use crate::edition::small::{METHOD, Row, csv, frame, of, read, varied};

/// Straight lines of two items make a flag, since one is reversed.
const SHORT_GRIDS: &str = "[screening]\nstraight_line_items = 2\n";

/// The answers with further columns, each cell by row.
fn with(rows: &[Row], columns: &[&str], cell: impl Fn(&str, usize) -> String) -> String {
    let mut text = String::new();
    for (at, line) in csv(rows).lines().enumerate() {
        text.push_str(line);
        for column in columns {
            text.push(',');
            text.push_str(&match at {
                0 => (*column).to_owned(),
                at => cell(column, at - 1),
            });
        }
        text.push('\n');
    }
    text
}

fn inputs(screening: &str, localities: &[&str], responses: &str) -> Inputs {
    let method = format!("{METHOD}{screening}");
    read(&method, &frame(localities), responses).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn figures(screening: &str, localities: &[&str], responses: &str) -> Figures {
    compute(&inputs(screening, localities, responses)).unwrap()
}

fn faults(method: &str, responses: &str) -> Vec<String> {
    let Err(found) = read(method, &frame(&["1", "2"]), responses) else {
        panic!("there are faults");
    };
    data_faults::inputs(&found, Tongue::En)
}

fn quality<'a>(figures: &'a Figures, domain: &str) -> &'a QualityRow {
    let mut rows = figures.quality.rows.iter();
    rows.find(|row| row.domain == domain).unwrap()
}

/// Received, excluded, used, flagged.
fn counts(figures: &Figures, domain: &str) -> [Option<u64>; 4] {
    let row = quality(figures, domain);
    [row.received, row.excluded, row.used, row.flagged]
}

fn same_figures(a: &Figures, b: &Figures) {
    assert_eq!(a.figures, b.figures);
    assert_eq!(a.ranking, b.ranking);
    assert_eq!(a.weights, b.weights);
}

fn two() -> Vec<Row> {
    [varied("1", 60), varied("2", 50)].concat()
}

#[test]
fn without_further_columns_everybody_is_used() {
    let found = figures("", &["1", "2"], &csv(&two()));
    assert_eq!(
        counts(&found, WHOLE),
        [Some(110), Some(0), Some(110), Some(0)]
    );
    let row = quality(&found, "1");
    assert_eq!(row.index_mean, row.index_mean_received);
    assert!(row.index_mean.is_some() && row.pace.is_none() && row.variability > Some(0.5));
    assert!(found.quality.rates.is_empty() && found.quality.review.is_empty());
}

#[test]
fn whoever_lines_up_answers_in_a_hurry_is_left_out_as_if_never_there() {
    let mut rows = two();
    rows.extend([("1", "5", "5", "5"); 8]);
    let seconds = |_: &str, at: usize| if at < 112 { "300" } else { "2" }.to_owned();
    let text = with(&rows, &["seconds"], seconds);
    let found = figures(SHORT_GRIDS, &["1", "2"], &text);
    same_figures(
        &found,
        &figures(
            SHORT_GRIDS,
            &["1", "2"],
            &with(&rows[..112], &["seconds"], seconds),
        ),
    );
    let row = quality(&found, "1");
    assert_eq!((row.by_reason.two_flags, row.excluded), (Some(6), Some(6)));
    assert!(row.by_flag.straight_lining >= Some(8) && row.by_flag.speeding == Some(6));
    assert!(row.index_mean_received > row.index_mean);
    let all = figures(
        &format!("{SHORT_GRIDS}exclude = false\n"),
        &["1", "2"],
        &text,
    );
    for style in Style::ALL {
        let everybody = of(&all, "1", FigureKind::Index, "index", style).estimate;
        let (used, received) = match style {
            Style::Mean => (row.index_mean, row.index_mean_received),
            Style::Satisfied => (row.index_satisfied, row.index_satisfied_received),
        };
        assert_eq!(received, everybody);
        assert_eq!(
            used,
            of(&found, "1", FigureKind::Index, "index", style).estimate
        );
    }
    assert_eq!(quality(&all, "1").excluded, Some(0));
}

#[test]
fn being_fast_or_content_alone_leaves_nobody_out() {
    let mut rows = two();
    rows.extend([("1", "5", "5", "1"); 30]);
    let text = with(&rows, &["seconds"], |_, at| {
        if at < 110 { "300" } else { "1" }.to_owned()
    });
    let found = figures("", &["1", "2"], &text);
    assert_eq!(counts(&found, "1"), [Some(90), Some(0), Some(90), Some(30)]);
    assert!(quality(&found, "1").caution && !quality(&found, "2").caution);
}

#[test]
fn times_are_compared_within_mode_and_language() {
    let text = |columns: &[&str]| {
        with(&two(), columns, |column, at| match (column, at % 10) {
            ("seconds", 0) => "60".to_owned(),
            ("seconds", _) => "400".to_owned(),
            (_, 0) => "phone".to_owned(),
            _ => "web".to_owned(),
        })
    };
    let flagged = |columns: &[&str]| {
        let found = figures("", &["1", "2"], &text(columns));
        quality(&found, WHOLE).by_flag.speeding.unwrap()
    };
    assert_eq!(flagged(&["seconds"]), 11);
    assert_eq!(flagged(&["seconds", "mode"]), 0);
    assert_eq!(flagged(&["seconds", "language"]), 0);
}

#[test]
fn of_several_responses_of_one_person_one_is_used_even_without_exclusion() {
    let mut rows = two();
    rows.extend([("2", "1", "", ""), ("2", "1", "1", "")]);
    let text = with(&rows, &["person"], |_, at| match at {
        110.. => "p5".to_owned(),
        at => format!("p{at}"),
    });
    for screening in ["", "[screening]\nexclude = false\n"] {
        let found = figures(screening, &["1", "2"], &text);
        assert_eq!(quality(&found, "2").by_reason.same_person, Some(2));
        same_figures(&found, &figures("", &["1", "2"], &csv(&two())));
    }
}

#[test]
fn answers_that_cannot_go_together_are_left_out() {
    let mut rows = two();
    rows.push(("1", "1", "1", "1"));
    let text = with(&rows, &["pregnant", "age"], |column, at| {
        let odd = at == 110;
        match (column, at % 2) {
            ("pregnant", _) if odd => "yes".to_owned(),
            ("pregnant", own) => ["yes", "no"][own].to_owned(),
            _ if odd => "90".to_owned(),
            (_, own) => ["30", "90"][own].to_owned(),
        }
    });
    let rule = "[screening]\nimpossible = [{ pregnant = \"yes\", age = \"90\" }]\n";
    let found = figures(rule, &["1", "2"], &text);
    assert_eq!(quality(&found, "1").by_reason.impossible, Some(1));
    same_figures(&found, &figures("", &["1", "2"], &csv(&two())));
    let method = format!("{METHOD}{rule}");
    assert_eq!(
        faults(&method, &csv(&two())),
        [
            "responses.csv:1:age: found nothing: expected a column of this name in the header",
            "responses.csv:1:pregnant: found nothing: expected a column of this name in the header"
        ]
    );
}

/// 25 people of ward 1 within ten minutes, everybody else over the days.
fn crowd() -> String {
    let mut rows = two();
    rows.extend([("1", "5", "4", "1"); 25]);
    with(
        &rows,
        &["time", "device", "interviewer"],
        |column, at| match (column, at) {
            ("time", 110..) => format!("2026-05-03T14:2{}", at % 10),
            ("time", at) => format!("2026-05-{:02}T09:{:02}:30", 1 + at % 20, at % 60),
            ("device", at) => format!("d{}", at % 5 / 4),
            (_, at) => format!("i{}", at % 3),
        },
    )
}

#[test]
fn a_burst_waits_for_people_and_goes_once_they_confirm_it() {
    let found = figures("", &["1", "2"], &crowd());
    assert_eq!(counts(&found, "1"), [Some(85), Some(0), Some(85), Some(25)]);
    let burst = found
        .quality
        .review
        .iter()
        .find(|one| one.kind == ReviewKind::Burst)
        .unwrap();
    assert_eq!(
        (burst.domain.as_str(), burst.code.as_str(), burst.n),
        ("1", "2026-05-03T14:20", 25)
    );
    assert_eq!((burst.confirmed, burst.expected), (Some(false), Some(1.0)));
    assert_eq!(burst.commonest_device, Some(80.0));
    assert!(burst.difference > Some(20.0) && burst.difference_z > Some(3.0));
    assert_eq!(found.quality.open_bursts(), 1);
    let confirm =
        "[screening]\nconfirmed_bursts = [{ locality = \"1\", start = \"2026-05-03T14:20\" }]\n";
    let decided = figures(confirm, &["1", "2"], &crowd());
    assert_eq!(quality(&decided, "1").by_reason.confirmed_burst, Some(25));
    same_figures(&decided, &figures("", &["1", "2"], &csv(&two())));
    assert_eq!(decided.quality.open_bursts(), 0);
    let interviewers = found.quality.review.iter();
    let interviewers = interviewers.filter(|one| one.kind == ReviewKind::Interviewer);
    let known: Vec<(&str, u64)> = interviewers.map(|one| (one.code.as_str(), one.n)).collect();
    assert_eq!(known, [("i0", 45), ("i1", 45), ("i2", 45)]);
    let table = String::from_utf8(review_csv(&found)).unwrap();
    assert!(
        table.contains("\nburst,1,2026-05-03T14:20,25,,1,"),
        "{table}"
    );
}

#[test]
fn nobody_is_left_out_by_naming_ten_minutes_in_which_nothing_happened() {
    let confirm = |place: &str, start: &str| {
        format!(
            "{METHOD}[screening]\nconfirmed_bursts = [\n  {{ locality = \"{place}\", start = \"{start}\" }},\n]\n"
        )
    };
    let said = "method.toml:8: the rule finds no burst in 2 at 2026-05-03T14:20: take it out of confirmed_bursts, or write it as in review.csv";
    assert_eq!(faults(&confirm("2", "2026-05-03T14:20"), &crowd()), [said]);
    assert_eq!(
        faults(&confirm("2", "2026-05-03T14:20"), &csv(&two())),
        [said]
    );
    let odd = faults(&confirm("1", "2026-05-03T14:25"), &crowd());
    assert!(
        odd[0].starts_with("method.toml:8: start is not the beginning of ten minutes"),
        "{odd:?}"
    );
}

#[test]
fn cells_that_are_no_time_or_no_seconds_are_pointed_to() {
    let text = with(&two(), &["seconds", "time"], |column, at| {
        match (column, at) {
            ("seconds", 0) => "-4".to_owned(),
            ("time", 1) => "2026-05-03T14:20Z".to_owned(),
            ("seconds", 2) | ("time", 2) => String::new(),
            ("seconds", _) => "200.5".to_owned(),
            _ => "2026-05-03 14:20:10".to_owned(),
        }
    });
    assert_eq!(
        faults(METHOD, &text),
        [
            "responses.csv:2:seconds: found “-4”: expected a number of 0 or more",
            "responses.csv:3:time: found “2026-05-03T14:20Z”: expected a local time without a zone such as 2026-05-03T14:20, or nothing"
        ]
    );
}

#[test]
fn columns_that_say_nothing_by_themselves_are_still_listed_as_unused() {
    let text = |columns: &[&str]| with(&two(), columns, |_, _| "60".to_owned());
    let unused = |columns: &[&str]| inputs("", &["1", "2"], &text(columns)).unused_columns();
    assert_eq!(unused(&["mode", "device", "remark"]), ["device", "remark"]);
    assert_eq!(unused(&["mode", "seconds", "person"]), Vec::<String>::new());
}

#[test]
fn each_fault_of_the_screening_stands_on_its_line() {
    for (key, said) in [
        ("exclude = 1", "the key “exclude” has the wrong type"),
        ("speed = 3", "unknown key “speed”"),
        (
            "median_share = 40",
            "median_share is out of range: write a number from 0 to 1",
        ),
        (
            "burst_count = 1",
            "burst_count is too small: write 2 or more",
        ),
        (
            "seconds_per_item = -1",
            "seconds_per_item is too small: write 0 or more",
        ),
        ("impossible = [{ sex = 3 }]", "impossible is malformed"),
        ("impossible = [{}]", "impossible is malformed"),
        (
            "confirmed_bursts = [{ locality = \"1\" }]",
            "the key “start” is missing",
        ),
    ] {
        let method = format!("{METHOD}[screening]\n{key}\n");
        let found = faults(&method, &csv(&two()));
        assert!(
            found[0].starts_with(&format!("method.toml:7: {said}")),
            "{key}: {found:?}"
        );
    }
}

#[test]
fn a_drawn_sample_has_response_rates_and_an_open_survey_participation() {
    let drawn = METHOD.replace("opt_in", "probability")
        + "[dispositions]\ncomplete = 80\npartial = 20\nrefused = 60\nnot_reached = 40\n";
    let rates = |method: &str| {
        let inputs = read(method, &frame(&["1", "2"]), &csv(&two()));
        compute(&inputs.unwrap_or_else(|faults| panic!("{faults:?}"))).unwrap()
    };
    let found = rates(&drawn);
    let value = |figures: &Figures, measure: &str| {
        let mut rates = figures.quality.rates.iter();
        rates.find(|rate| rate.measure == measure).unwrap().value
    };
    assert_eq!(
        (value(&found, "rr1"), value(&found, "rr2")),
        (Some(40.0), Some(50.0))
    );
    assert_eq!(value(&found, "coop4"), Some(62.5));
    assert_eq!(found.quality.rates.len(), 17);
    let open = rates(&format!("{METHOD}[dispositions]\nstarts = 440\n"));
    let table = String::from_utf8(rates_csv(&open)).unwrap();
    assert_eq!(
        table,
        "measure,value\nstarts,440\ncompletes,110\ncompletion,25\nper_1000,11\n"
    );
    let wrong = |method: String| faults(&method, &csv(&two()))[0].clone();
    assert_eq!(
        wrong(format!("{METHOD}[dispositions]\nstarts = 109\n")),
        "method.toml:7: starts is below the 110 responses that came in: write how many people began to answer"
    );
    assert!(
        wrong(format!("{METHOD}[dispositions]\ncomplete = 5\n")).contains("“starts” is missing")
    );
    let nobody = METHOD.replace("opt_in", "probability") + "[dispositions]\ncomplete = 0\n";
    let table = String::from_utf8(rates_csv(&rates(&nobody))).unwrap();
    assert!(
        table.contains("\nrr1,\n") && !table.contains("NaN"),
        "{table}"
    );
}

#[test]
fn quality_csv_has_a_row_per_domain_in_full() {
    let found = figures("", &["1", "2"], &csv(&two()));
    let table = String::from_utf8(quality_csv(&found)).unwrap();
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].starts_with("domain,received,impossible,"));
    assert!(lines[1].starts_with("*,110,0,0,0,0,0,110,0,0,0,0,0,0,false,"));
    assert!(lines[3].starts_with("2,50,"));
    assert_eq!(lines.len(), 4);
}

#[test]
fn the_folder_has_what_people_must_look_at_and_a_published_one_has_not() {
    let place = tempfile::tempdir().unwrap();
    let found = figures("[dispositions]\nstarts = 400\n", &["1", "2"], &crowd());
    let written = |name: &str, figures: &Figures| {
        let out = place.path().join(name);
        folder::write(&out, figures, &[]).unwrap();
        ["quality.csv", "rates.csv", "review.csv"].map(|file| out.join(file).exists())
    };
    assert_eq!(written("full", &found), [true, true, true]);
    assert_eq!(written("published", &release(found)), [true, true, false]);
    let plain = figures("", &["1", "2"], &csv(&two()));
    assert_eq!(written("plain", &plain), [true, false, false]);
}

// Released

/// So many of each locality are second responses of others, who are of the same mind.
fn doubled(people: &[(&'static str, usize, usize)]) -> (Vec<Row>, String) {
    let mut rows = Vec::new();
    let mut person = Vec::new();
    for (place, n, again) in people {
        let own = varied(place, *n);
        for (at, row) in own.iter().chain(&own[..*again]).enumerate() {
            rows.push(*row);
            person.push(format!("{place}-{}", at % n));
        }
    }
    let text = with(&rows, &["person", "seconds"], |column, at| match column {
        "person" => person[at].clone(),
        _ => "200".to_owned(),
    });
    (rows, text)
}

#[test]
fn a_released_edition_shows_no_small_count_of_those_left_out() {
    let (_, text) = doubled(&[("1", 120, 3), ("2", 150, 20), ("3", 90, 40), ("4", 80, 0)]);
    let full = figures("", &["1", "2", "3", "4"], &text);
    assert_eq!(counts(&full, "1"), [Some(123), Some(3), Some(120), Some(3)]);
    let found = release(full);
    // Ward 2 goes with ward 1, or the whole would give ward 1 back.
    assert_eq!(counts(&found, "1"), [None, None, Some(120), None]);
    assert_eq!(counts(&found, "2"), [None, None, Some(150), None]);
    assert_eq!(
        counts(&found, "3"),
        [Some(130), Some(40), Some(90), Some(40)]
    );
    assert_eq!(counts(&found, "4"), [Some(80), Some(0), Some(80), Some(0)]);
    assert_eq!(
        counts(&found, WHOLE),
        [Some(503), Some(63), Some(440), Some(63)]
    );
    assert_eq!(quality(&found, WHOLE).by_reason.same_person, Some(63));
    assert_eq!(quality(&found, "3").by_reason.same_person, None);
    assert_eq!(quality(&found, "1").index_mean_received, None);
    assert!(quality(&found, "3").index_mean_received.is_some());
    assert!(found.quality.review.is_empty() && quality(&found, "3").pace.is_none());
}

#[test]
fn few_left_out_in_all_are_not_counted_at_all() {
    let (_, text) = doubled(&[("1", 120, 3), ("2", 150, 0)]);
    let found = release(figures("", &["1", "2"], &text));
    assert_eq!(counts(&found, WHOLE), [None, None, Some(270), None]);
    let whole = quality(&found, WHOLE);
    assert_eq!(
        (whole.index_mean_received, whole.by_reason.same_person),
        (None, None)
    );
    assert!(whole.index_mean.is_some());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_released_gives_those_left_out_away(again in prop::collection::vec(0..30_usize, 4)) {
        let places = ["1", "2", "3", "4"];
        let people: Vec<_> = places.iter().zip(&again).map(|(place, again)| (*place, 40, *again)).collect();
        let full = figures("", &places, &doubled(&people).1);
        let found = release(full.clone());
        let of = |figures: &Figures, place: &str| quality(figures, place).excluded;
        let mut hidden: Vec<u64> = Vec::new();
        for place in places {
            let (before, after) = (of(&full, place).unwrap(), of(&found, place));
            prop_assert!(after.is_none_or(|n| n == 0 || n >= 10));
            let row = quality(&found, place);
            prop_assert_eq!(row.index_mean_received.is_some(), after.is_some() && row.index_mean.is_some());
            prop_assert_eq!(row.received.is_some(), after.is_some());
            if after.is_none() && before > 0 {
                hidden.push(before);
            }
        }
        if of(&found, WHOLE).is_some() && !hidden.is_empty() {
            prop_assert!(hidden.len() >= 2 && hidden.iter().sum::<u64>() >= 10);
        }
        prop_assert_eq!(release(found.clone()), found);
    }

    #[test]
    fn the_order_of_responses_changes_no_quality(seed in any::<u64>()) {
        let (rows, text) = doubled(&[("1", 30, 12), ("2", 20, 15)]);
        let mut lines: Vec<&str> = text.lines().collect();
        let header = lines.remove(0);
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|at| (*at as u64 + 1).wrapping_mul(seed | 1).rotate_left(21));
        let turned: Vec<&str> = order.iter().map(|at| lines[*at]).collect();
        let turned = format!("{header}\n{}\n", turned.join("\n"));
        let (a, b) = (figures("", &["1", "2"], &text), figures("", &["1", "2"], &turned));
        for (a, b) in a.quality.rows.iter().zip(&b.quality.rows) {
            prop_assert_eq!([a.received, a.excluded, a.used, a.flagged], [b.received, b.excluded, b.used, b.flagged]);
            prop_assert!((a.index_mean.unwrap() - b.index_mean.unwrap()).abs() < 1e-9);
        }
    }
}

// Raking

#[test]
fn a_category_that_loses_everybody_is_said_before_raking() {
    let rows = two();
    let text = with(&rows, &["house", "person"], |column, at| {
        match (column, at) {
            ("house", 0) => "tent".to_owned(),
            ("house", at) => ["old", "new"][at % 2].to_owned(),
            (_, 0 | 4) => "p4".to_owned(),
            (_, at) => format!("p{at}"),
        }
    });
    let blank = text.replacen("1,2,2,2,", "1,2,,2,", 1);
    let method = format!("{METHOD}[weighting]\nraking = [\"house\"]\n");
    let margins = "margin,category,target\nhouse,old,4000\nhouse,new,5000\nhouse,tent,1000\n";
    let Err(found) = crate::edition::small::read_with_margins(
        &method,
        &frame(&["1", "2"]),
        &blank,
        Some(margins),
    ) else {
        panic!("nobody in a tent is left");
    };
    let said = data_faults::inputs(&found, Tongue::En);
    assert_eq!(
        said,
        [
            "margins.csv: category “tent” of “house” has a target but no respondent: join it with a neighbour in both files"
        ]
    );
}
