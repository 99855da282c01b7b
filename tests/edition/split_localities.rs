//! Earlier localities that were divided between several of today's.

use hailong::edition::change::{self, ChangeFault, Lost, Previous};
use hailong::edition::compute::compute;
use hailong::edition::figures::{Basis, ChangeRow, FigureKind, Figures, Style, WithheldReason};
use hailong::edition::inputs::{File, Files, GROUP, Inputs};
use hailong::exchange::crosswalk;
use hailong::exchange::crosswalk::Way;
use hailong::wording::{Tongue, data_faults};

use crate::edition::small::{METHOD, Row, csv, frame, read, varied};
use crate::survey::sample::FORM;

const HEADER: &str = "from_code,from_valid_from,to_code,to_valid_from,group,share\n";

fn ways(rows: &[(&str, &str, &str, &str)]) -> Vec<Way> {
    let line = |(from, to, group, share): &(&str, &str, &str, &str)| {
        format!("{from},2006-01-01,{to},2025-07-01,{group},{share}\n")
    };
    let text = HEADER.to_owned() + &rows.iter().map(line).collect::<String>();
    crosswalk::read("ways.csv", text.as_bytes()).unwrap()
}

/// 120 answers in A (groups g1, g2, g3 in turn), 150 in B.
fn before() -> String {
    let rows: Vec<Row> = [varied("A", 120), varied("B", 150)].concat();
    let text = csv(&rows).replacen("sex\n", "sex,group\n", 1);
    let line = |(at, line): (usize, &str)| match at {
        0 => format!("{line}\n"),
        _ => format!("{line},g{}\n", 1 + at % 3),
    };
    text.lines().enumerate().map(line).collect()
}

fn earlier(responses: &str) -> Inputs {
    let frame = "code,name,population,valid_from\nA,A,6000,2006-01-01\nB,B,9000,2006-01-01\n";
    let file = |name, text: &str| File {
        name,
        bytes: Box::leak(text.to_owned().into_boxed_str()).as_bytes(),
    };
    let files = Files {
        form: file("form.toml", FORM),
        method: file("method.toml", METHOD),
        frame: file("frame.csv", frame),
        responses: file("responses.csv", responses),
        margins: None,
    };
    Inputs::read_with(&files, &[GROUP]).ok().unwrap()
}

fn now() -> Inputs {
    let rows: Vec<Row> = [varied("P", 200), varied("Q", 200)].concat();
    read(METHOD, &frame(&["P", "Q"]), &csv(&rows)).ok().unwrap()
}

fn compared(responses: &str, ways: &[Way]) -> Figures {
    let now = now();
    let previous = Previous::new("2024".to_owned(), earlier(responses), &now, ways).unwrap();
    let mut figures = compute(&now).unwrap();
    change::add(&mut figures, &now, &[previous]).unwrap();
    figures
}

fn index<'a>(figures: &'a Figures, domain: &str) -> &'a ChangeRow {
    let of = |row: &&ChangeRow| {
        row.domain == domain && row.kind == FigureKind::Index && row.style == Style::Mean
    };
    figures.changes.iter().find(of).unwrap()
}

#[test]
fn groups_that_the_responses_name_are_followed_exactly() {
    let by_group = ways(&[
        ("A", "P", "g1", ""),
        ("A", "P", "g2", ""),
        ("A", "Q", "g3", ""),
        ("B", "Q", "", ""),
    ]);
    let found = compared(&before(), &by_group);
    // The same people as a survey of today's localities, with the weights and strata that they had.
    let earlier = before();
    let today = earlier.lines().enumerate().map(|(at, line)| {
        let ward = match line.chars().next() {
            _ if at == 0 => return line.replacen("group", "stratum,weight", 1) + "\n",
            Some('A') if !line.ends_with("g3") => "P",
            _ => "Q",
        };
        let (answers, _) = line.rsplit_once(',').unwrap();
        let weight = if line.starts_with('A') { 50 } else { 60 };
        format!("{ward}{},{},{weight}\n", &answers[1..], &line[..1])
    });
    let method = format!("{METHOD}strata = \"column\"\n[weighting]\nbase = \"column\"\n");
    let wanted = read(&method, &frame(&["P", "Q"]), &today.collect::<String>())
        .ok()
        .unwrap();
    let wanted = compute(&wanted).unwrap();
    for domain in ["P", "Q", "*"] {
        let found = index(&found, domain);
        let wanted = wanted
            .find(domain, FigureKind::Index, "index", Style::Mean)
            .unwrap();
        assert!(
            (found.before - wanted.estimate.unwrap()).abs() < 1e-12,
            "{domain}"
        );
        assert_eq!((found.split_share, found.caution), (0.0, false));
    }
    assert_eq!(index(&found, "P").basis, Basis::Joined);
}

#[test]
fn shares_make_an_estimated_back_series_with_the_part_that_is_estimated() {
    let by_share = ways(&[
        ("A", "P", "", "0.8"),
        ("A", "Q", "", "0.2"),
        ("B", "Q", "", ""),
    ]);
    let found = compared(&before(), &by_share);
    let q = index(&found, "Q");
    assert_eq!(q.basis, Basis::Estimated);
    assert!((q.split_share - 1200.0 / 10_200.0).abs() < 1e-12);
    assert!(q.caution);
    // Y of B and of A, by their shares of the weight.
    let alone = compute(&earlier(&before())).unwrap();
    let of = |domain: &str| {
        alone
            .find(domain, FigureKind::Index, "index", Style::Mean)
            .unwrap()
            .estimate
            .unwrap()
    };
    let one_item_each = (of("A") * 1200.0 + of("B") * 9000.0) / 10_200.0;
    assert!(
        (q.before - one_item_each).abs() < 1e-9,
        "{} {one_item_each}",
        q.before
    );
    // P is all of A's people: more than 30 % of its weight is from a locality that was split.
    assert!(!found.changes.iter().any(|row| row.domain == "P"));
    let of_p = found
        .changes_withheld
        .iter()
        .filter(|one| one.withheld.domain == "P");
    assert!(of_p.clone().count() > 0);
    assert!(
        of_p.map(|one| one.withheld.reason)
            .all(|reason| reason == WithheldReason::TooMuchSplit)
    );
    assert_eq!(index(&found, "*").basis, Basis::Same);
}

#[test]
fn what_the_crosswalk_does_not_say_is_asked_for() {
    let lost = |responses: &str, rows: &[(&str, &str, &str, &str)]| {
        let found = Previous::new("2024".to_owned(), earlier(responses), &now(), &ways(rows));
        let faults = found.err().unwrap();
        let ChangeFault::Lost { lost, .. } = &faults[0] else {
            panic!("{faults:?}")
        };
        (lost.clone(), data_faults::change(&faults[0], Tongue::En))
    };
    let b = ("B", "Q", "", "");
    let (shares, said) = lost(
        &before(),
        &[("A", "P", "", "0.5"), ("A", "Q", "", "0.4"), b],
    );
    assert_eq!(shares, Lost::Shares(0.9));
    assert!(said.contains("sum to 0.9: they must sum to 1"), "{said}");
    let (group, said) = lost(&before(), &[("A", "P", "g1", ""), ("A", "Q", "g2", ""), b]);
    assert_eq!(group, Lost::Group(Some("g3".to_owned())));
    assert!(
        said.contains("residential group “g3” of locality “A”"),
        "{said}"
    );
    let unnamed = before().replacen(",g2\n", ",\n", 1);
    let all = [
        ("A", "P", "g1", ""),
        ("A", "Q", "g2", ""),
        ("A", "Q", "g3", ""),
        b,
    ];
    assert_eq!(lost(&unnamed, &all).0, Lost::Group(None));
    let text = format!("{HEADER}A,2006-01-01,P,2025-07-01,,1.5\n");
    let faults = crosswalk::read("ways.csv", text.as_bytes()).unwrap_err();
    assert!(data_faults::data(&faults, Tongue::En)[0].starts_with("ways.csv:2:share: found “1.5”"));
}
