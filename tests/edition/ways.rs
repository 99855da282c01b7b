//! How the responses came in, and what of that is released.

use hailong::edition::compute::compute;
use hailong::edition::figures::{Figures, WHOLE};
use hailong::edition::release::release;
use hailong::edition::ways::{WayRow, ways_csv};
use proptest::prelude::*;

use crate::edition::small::{METHOD, Row, csv, frame, read, varied};

/// Per locality so many responses of each mode.
fn text(people: &[(&'static str, [usize; 3])]) -> String {
    let mut modes = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for (place, counts) in people {
        rows.extend(varied(place, counts.iter().sum()));
        for (mode, count) in ["single", "entry", "open"].iter().zip(counts) {
            modes.extend(std::iter::repeat_n(*mode, *count));
        }
    }
    let all = csv(&rows);
    let mut lines = all.lines();
    let mut text = format!("{},mode\n", lines.next().unwrap());
    for (line, mode) in lines.zip(modes) {
        text.push_str(&format!("{line},{mode}\n"));
    }
    text
}

fn figures(localities: &[&str], responses: &str) -> Figures {
    let inputs = read(METHOD, &frame(localities), responses);
    compute(&inputs.unwrap_or_else(|faults| panic!("{faults:?}"))).unwrap()
}

fn row<'a>(figures: &'a Figures, domain: &str, mode: &str) -> &'a WayRow {
    let mut rows = figures.ways.iter();
    rows.find(|row| row.domain == domain && row.mode == mode)
        .unwrap()
}

#[test]
fn every_domain_says_how_its_responses_came_in() {
    let found = figures(
        &["1", "2"],
        &text(&[("1", [30, 10, 0]), ("2", [40, 0, 20])]),
    );
    let csv = String::from_utf8(ways_csv(&found)).unwrap();
    assert_eq!(
        csv,
        "domain,mode,n,share\n*,entry,10,10\n*,open,20,20\n*,single,70,70\n1,entry,10,25\n1,open,0,0\n1,single,30,75\n\
         2,entry,0,0\n2,open,20,33.333333333333336\n2,single,40,66.66666666666667\n"
    );
    assert_eq!(found.typed_share(WHOLE), Some(10.0));
    assert_eq!(found.typed_share("1"), Some(25.0));
}

#[test]
fn responses_that_do_not_say_are_of_no_way() {
    let rows = [varied("1", 60), varied("2", 50)].concat();
    let found = figures(&["1", "2"], &csv(&rows));
    assert!(found.ways.is_empty());
    assert_eq!(found.typed_share(WHOLE), None);
}

#[test]
fn a_few_typed_in_are_hidden_with_what_would_give_them_back() {
    let people = [("1", [60, 4, 30]), ("2", [60, 40, 12]), ("3", [90, 30, 50])];
    let found = release(figures(&["1", "2", "3"], &text(&people)));
    for (domain, mode, n) in [
        (WHOLE, "entry", Some(74)),
        ("1", "entry", None),
        ("1", "open", None),
        ("1", "single", Some(60)),
        ("2", "entry", None),
        ("2", "open", None),
        ("2", "single", Some(60)),
        ("3", "entry", Some(30)),
    ] {
        assert_eq!(row(&found, domain, mode).n, n, "{domain} {mode}");
    }
    assert_eq!(found.typed_share("1"), None);
}

#[test]
fn a_locality_that_does_not_say_how_many_answered_does_not_say_how_either() {
    let people = [("1", [5, 0, 0]), ("2", [60, 40, 12]), ("3", [90, 30, 50])];
    let found = release(figures(&["1", "2", "3"], &text(&people)));
    assert!(
        found
            .ways
            .iter()
            .filter(|row| row.domain == "1")
            .all(|row| row.n.is_none())
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_small_number_can_be_subtracted(
        counts in prop::collection::vec([0..25_usize, 0..25_usize, 0..25_usize], 3)
    ) {
        let places = ["1", "2", "3"];
        let people: Vec<_> = places.iter().zip(&counts).map(|(place, own)| (*place, *own)).collect();
        prop_assume!(counts.iter().all(|own| own.iter().sum::<usize>() >= 20));
        let found = release(figures(&places, &text(&people)));
        prop_assert_eq!(&release(found.clone()), &found);
        let modes = found.ways.iter().filter(|row| row.domain == WHOLE).count();
        let lines = found.ways.chunks(modes.max(1));
        for line in lines.clone() {
            for one in line {
                prop_assert!(one.n.is_none_or(|n| n == 0 || n >= 10));
                prop_assert_eq!(one.n.is_some(), one.share.is_some());
            }
            let hidden = line.iter().filter(|one| one.n.is_none()).count();
            prop_assert!(hidden != 1, "{:?}", line);
        }
        for mode in 0..modes {
            let hidden = lines.clone().filter(|line| line[mode].n.is_none()).count();
            prop_assert!(hidden != 1);
        }
    }
}
