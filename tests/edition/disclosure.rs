//! What a release withholds beyond single cells and single lists: heavy weights, tables of two dimensions, and what an
//! earlier release of the same answers forbids.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use hailong::edition::change::{self, Previous};
use hailong::edition::compute::compute;
use hailong::edition::figures::{Figure, FigureKind, Figures, Level, Style, WHOLE, WithheldReason};
use hailong::edition::folder;
use hailong::edition::inputs::{File, Files, Inputs};
use hailong::edition::release::release;
use hailong::exchange::crosswalk;
use proptest::prelude::*;

use crate::edition::small::{HEADER, METHOD, Row, csv, figures, frame, of, read, varied};
use crate::survey::sample::FORM;

const ITEMS: [&str; 4] = ["a", "b", "c", "d"];

/// The sample form with four questions in the criterion `quiet`.
fn wide_form() -> String {
    let item = |code: &str| {
        format!("  {{ code = \"{code}\", text = {{ vi = \"{code}\", en = \"{code}\" }} }},\n")
    };
    let grid = FORM.find("  { code = \"noise_day\"").unwrap();
    let end = grid + FORM[grid..].find("]\n").unwrap();
    let items: String = ITEMS.iter().map(|code| item(code)).collect();
    let form = format!("{}{items}{}", &FORM[..grid], &FORM[end..]);
    form.replace(
        "\"noise_day\", \"noise_night\"",
        "\"a\", \"b\", \"c\", \"d\"",
    )
}

/// Locality, dust, and the four questions.
type Wide = (&'static str, String, [String; 4]);

fn wide_figures(localities: &[&str], rows: &[Wide]) -> Figures {
    let form = wide_form();
    let line = |(locality, dust, own): &Wide| format!("{locality},{dust},{},,,,\n", own.join(","));
    let responses = "locality,dust,a,b,c,d,burning,what,days,sex\n".to_owned()
        + &rows.iter().map(line).collect::<String>();
    let frame = frame(localities);
    let file = |name, text: &'_ str| File {
        name,
        bytes: Box::leak(text.to_owned().into_boxed_str()).as_bytes(),
    };
    let inputs = Inputs::read(&Files {
        form: file("form.toml", &form),
        method: file("method.toml", METHOD),
        frame: file("frame.csv", &frame),
        responses: file("responses.csv", &responses),
        margins: None,
    });
    compute(&inputs.unwrap_or_else(|faults| panic!("{faults:?}"))).unwrap()
}

/// `n` people who differ, except on the questions on which all say "satisfied".
fn agreed(locality: &'static str, n: usize, on: &[usize]) -> Vec<Wide> {
    let levels = ["2", "3", "4", "5"];
    (0..n)
        .map(|at| {
            let own = |item: usize| match on.contains(&item) {
                true => "4",
                false => levels[(at / (item + 1)) % 4],
            };
            let own = std::array::from_fn(|item| own(item).to_owned());
            (locality, levels[at % 4].to_owned(), own)
        })
        .collect()
}

type Place = (String, FigureKind, String, Style);

fn place(one: &Figure) -> Place {
    (one.domain.clone(), one.kind, one.code.clone(), one.style)
}

/// Figures that exist, by place.
fn existing(full: &Figures) -> BTreeSet<Place> {
    let exist = full.figures.iter().filter(|one| one.estimate.is_some());
    exist.map(place).collect()
}

/// The figures of a form with the criteria `quiet` and `air` that sum to a total, from the form alone: rows of a table
/// with the total last.
fn tables(full: &Figures) -> Vec<Vec<Vec<Place>>> {
    let mut tables = Vec::new();
    for style in Style::ALL {
        let mut columns: Vec<Vec<(FigureKind, String)>> = Vec::new();
        for criterion in &full.form.criteria {
            let items = criterion
                .items
                .iter()
                .map(|item| (FigureKind::Item, item.code.clone()));
            columns.push(
                items
                    .chain([(FigureKind::Component, criterion.code.clone())])
                    .collect(),
            );
        }
        let criteria = full.form.criteria.iter();
        let index = criteria.map(|one| (FigureKind::Component, one.code.clone()));
        columns.push(
            index
                .chain([(FigureKind::Index, "index".to_owned())])
                .collect(),
        );
        for columns in columns {
            let domains = full
                .localities
                .iter()
                .map(|one| one.code.as_str())
                .chain([WHOLE]);
            let row = |domain: &str| {
                let cell = |(kind, code): &(FigureKind, String)| {
                    (domain.to_owned(), *kind, code.clone(), style)
                };
                columns.iter().map(cell).collect()
            };
            tables.push(domains.map(row).collect());
        }
    }
    tables
}

/// Figures that somebody stands behind although they do not exist: no sum over localities can be formed with them.
fn broken(full: &Figures) -> BTreeSet<Place> {
    let broken = full
        .figures
        .iter()
        .filter(|one| one.estimate.is_none() && one.n > Some(0));
    broken.map(place).collect()
}

/// Whether the figures of a line sum to its last.
fn adds_up(full: &Figures, line: &[Place]) -> bool {
    let total = line.last().unwrap();
    existing(full).contains(total) && line.iter().all(|one| !broken(full).contains(one))
}

fn column(table: &[Vec<Place>], at: usize) -> Vec<Place> {
    table.iter().map(|row| row[at].clone()).collect()
}

/// Every row and column of every table that adds up, without what does not exist.
fn equations(full: &Figures) -> Vec<Vec<Place>> {
    let exist = existing(full);
    let mut all = Vec::new();
    for table in tables(full) {
        let columns = (0..table[0].len()).map(|at| column(&table, at));
        let lines = table.iter().cloned().chain(columns);
        all.extend(lines.filter(|line| adds_up(full, line)));
    }
    for line in &mut all {
        line.retain(|one| exist.contains(one));
    }
    all
}

/// Solves any equation with one unknown, until none is left; naively.
fn solved(equations: &[Vec<Place>], hidden: &BTreeSet<Place>) -> BTreeSet<Place> {
    let mut unknown = hidden.clone();
    loop {
        let found = equations.iter().find_map(|line| {
            let mut open = line.iter().filter(|one| unknown.contains(one));
            open.next().filter(|_| open.next().is_none())
        });
        match found {
            Some(one) => unknown.remove(one),
            None => return hidden.difference(&unknown).cloned().collect(),
        };
    }
}

/// Hidden cells of one table without which rows and columns fall into more pieces; lines that do not add up are one.
fn bridges(full: &Figures, table: &[Vec<Place>], hidden: &BTreeSet<Place>) -> Vec<Place> {
    let (rows, columns) = (table.len(), table[0].len());
    let vertex = |line: &[Place], own: usize| {
        if adds_up(full, line) {
            own
        } else {
            rows + columns
        }
    };
    let of_columns: Vec<usize> = (0..columns)
        .map(|at| vertex(&column(table, at), rows + at))
        .collect();
    let mut edges = Vec::new();
    for (at, row) in table.iter().enumerate() {
        let of_row = vertex(row, at);
        for (one, of_column) in row
            .iter()
            .zip(&of_columns)
            .filter(|(one, _)| hidden.contains(one))
        {
            edges.push((one, of_row, *of_column));
        }
    }
    let pieces = |without: Option<&Place>| {
        let mut colour: Vec<usize> = (0..=rows + columns).collect();
        for (_, a, b) in edges.iter().filter(|(one, _, _)| Some(*one) != without) {
            let (from, to) = (colour[*a], colour[*b]);
            colour
                .iter_mut()
                .filter(|one| **one == from)
                .for_each(|one| *one = to);
        }
        colour.into_iter().collect::<BTreeSet<_>>().len()
    };
    let all = pieces(None);
    let alone = edges.iter().filter(|(one, _, _)| pieces(Some(one)) > all);
    alone.map(|(one, _, _)| (*one).clone()).collect()
}

fn hidden_in(released: &Figures, exist: &BTreeSet<Place>) -> BTreeSet<Place> {
    let hidden = released.figures.iter().filter(|one| one.level == Level::C);
    hidden
        .map(place)
        .filter(|one| exist.contains(one))
        .collect()
}

#[test]
fn a_hidden_cell_between_two_rectangles_takes_another_rectangle_with_it() {
    let localities = ["1", "2", "3", "4", "5", "6"];
    let rows = [
        agreed("1", 120, &[0, 1]),
        agreed("2", 130, &[0, 1, 2]),
        agreed("3", 140, &[2, 3]),
        agreed("4", 150, &[2, 3]),
        agreed("5", 160, &[]),
        agreed("6", 170, &[]),
    ]
    .concat();
    let full = wide_figures(&localities, &rows);
    let exist = existing(&full);
    let agreed: BTreeSet<Place> = full
        .distributions
        .iter()
        .filter(|one| one.levels.unwrap().contains(&100.0))
        .map(|one| {
            (
                one.domain.clone(),
                FigureKind::Item,
                one.item.clone(),
                Style::Mean,
            )
        })
        .collect();
    assert_eq!(agreed.len(), 9);
    let quiet = &tables(&full)[0];
    let between = (
        "2".to_owned(),
        FigureKind::Item,
        "c".to_owned(),
        Style::Mean,
    );
    assert_eq!(bridges(&full, quiet, &agreed), [between]);
    let hidden = hidden_in(&release(full.clone()), &exist);
    assert!(agreed.is_subset(&hidden));
    assert_eq!(bridges(&full, quiet, &hidden), []);
    let in_quiet = quiet.iter().flatten().filter(|one| hidden.contains(one));
    assert!(in_quiet.count() <= 9 + 3);
}

fn people() -> impl Strategy<Value = Vec<Wide>> {
    let cell = || prop::sample::select(vec!["1", "2", "3", "4", "4", "5", "5", "9", ""]);
    let four = move || [cell(), cell(), cell(), cell()];
    let one = move |place: &'static str, same: bool| {
        let fixed = move |own: [&'static str; 4]| {
            let said = |at: usize| if same && at < 2 { "4" } else { own[at] };
            std::array::from_fn(|at| said(at).to_owned())
        };
        (cell(), four()).prop_map(move |(dust, own)| (place, dust.to_owned(), fixed(own)))
    };
    let many = move |place, same, most| prop::collection::vec(one(place, same), 0..most);
    let rows = (
        many("1", false, 25),
        many("2", false, 60),
        many("3", true, 120),
        many("4", false, 200),
        many("5", false, 200),
    );
    rows.prop_filter_map("somebody must answer", |(a, b, c, d, e)| {
        Some([a, b, c, d, e].concat()).filter(|rows| !rows.is_empty())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn adding_and_subtracting_what_is_released_recovers_nobody(rows in people()) {
        let full = wide_figures(&["1", "2", "3", "4", "5"], &rows);
        let released = release(full.clone());
        let exist = existing(&full);
        let hidden = hidden_in(&released, &exist);
        let reasons: BTreeMap<Place, WithheldReason> = released
            .withheld
            .iter()
            .map(|one| ((one.domain.clone(), one.kind, one.code.clone(), one.style), one.reason))
            .collect();
        let few: BTreeSet<Place> = full.figures.iter().filter(|one| one.n < Some(10)).map(place).collect();
        let protects = |one: &Place| {
            few.contains(one) || matches!(reasons[one], WithheldReason::WouldReveal | WithheldReason::Dominated)
        };
        for one in solved(&equations(&full), &hidden) {
            prop_assert!(!protects(&one), "{one:?} {:?}", reasons[&one]);
        }
        for table in tables(&full) {
            for one in bridges(&full, &table, &hidden) {
                prop_assert!(!protects(&one), "{one:?} {:?}", reasons[&one]);
            }
        }
    }
}

#[test]
fn a_locality_that_one_heavy_answer_decides_is_withheld_and_cannot_be_worked_out() {
    let rows: Vec<Row> = [varied("1", 200), varied("2", 150), varied("3", 300)].concat();
    let weighted = |heavy: f64| {
        let header = HEADER.replace("sex\n", "sex,weight\n");
        let mut responses = csv(&rows).replacen(HEADER, "", 1);
        let weight =
            |(at, line): (usize, &str)| format!("{line},{}\n", if at == 0 { heavy } else { 1.0 });
        responses = header
            + &responses
                .lines()
                .enumerate()
                .map(weight)
                .collect::<String>();
        let method = format!("{METHOD}[weighting]\nbase = \"column\"\n");
        let inputs = read(&method, &frame(&["1", "2", "3"]), &responses).unwrap();
        compute(&inputs).unwrap()
    };
    let index = |figures: &Figures, domain: &str| {
        of(figures, domain, FigureKind::Index, "index", Style::Mean).level
    };
    let (just, over) = (weighted(22.0), weighted(25.0));
    assert!(
        release(just).index("1").is_ok(),
        "22 of 221 is less than a tenth"
    );
    assert_ne!(index(&over, "1"), Level::C, "the office sees it");
    let released = release(over);
    assert_eq!(released.index("1"), Err(WithheldReason::Dominated));
    assert_eq!(released.index("2"), Err(WithheldReason::WouldReveal));
    assert!(released.index("3").is_ok() && released.index(WHOLE).is_ok());
    assert!(released.dominated.is_empty());
}

#[test]
fn suppressed_csv_has_every_withheld_figure_and_no_number() {
    let rows = [
        varied("a", 9),
        varied("b", 150),
        varied("c", 120),
        varied("e", 0),
    ]
    .concat();
    let full = figures(METHOD, &["a", "b", "c", "e"], &rows);
    let place = tempfile::tempdir().unwrap();
    let out = place.path().join("out");
    folder::write(&out, &full, &[]).unwrap();
    let text = fs::read_to_string(out.join("suppressed.csv")).unwrap();
    assert!(text.starts_with("domain,kind,code,style,reason,suppression,previous\n"));
    assert!(!text.contains(|letter: char| letter.is_ascii_digit()));
    let released = release(full);
    assert_eq!(text.lines().count(), 1 + released.withheld.len());
    let hidden = released.figures.iter().filter(|one| one.level == Level::C);
    assert_eq!(hidden.count(), released.withheld.len());
    for line in [
        "a,index,index,mean,too_few_answers,primary,",
        "c,index,index,mean,would_reveal,complementary,",
        "e,item,dust,satisfied,too_few_answers,primary,",
    ] {
        assert!(text.lines().any(|own| own == line), "{line}\n{text}");
    }
    let public = place.path().join("public");
    folder::write(&public, &released, &[]).unwrap();
    assert_eq!(
        fs::read_to_string(public.join("suppressed.csv")).unwrap(),
        text
    );
}

#[test]
fn what_a_program_answered_is_marked_in_suppressed_csv_too() {
    let method = format!("simulated = true\n{METHOD}");
    let full = figures(&method, &["a"], &varied("a", 9));
    let place = tempfile::tempdir().unwrap();
    folder::write(&place.path().join("out"), &full, &[]).unwrap();
    let text = fs::read_to_string(place.path().join("out/suppressed.csv")).unwrap();
    assert!(
        text.lines()
            .skip(1)
            .all(|line| line.ends_with("dữ liệu mô phỏng / simulated data"))
    );
}

/// Old localities with their answers, and the ward each is in today, a letter each; three wards with 200 answers.
fn compared(units: &[(&'static str, usize, &str)]) -> Figures {
    let rows: Vec<Row> = units
        .iter()
        .flat_map(|(code, n, _)| varied(code, *n))
        .collect();
    let people = |(code, n, _): &(&str, usize, &str)| format!("{code},{code},{}\n", 40 * n);
    let own = "code,name,population\n".to_owned() + &units.iter().map(people).collect::<String>();
    let before = read(METHOD, &own, &csv(&rows)).unwrap();
    let wards = ["p", "q", "r"];
    let rows: Vec<Row> = wards.iter().flat_map(|ward| varied(ward, 200)).collect();
    let now = read(METHOD, &frame(&wards), &csv(&rows)).unwrap();
    let line =
        |(code, _, ward): &(&str, usize, &str)| format!("{code},2020-01-01,{ward},2025-07-01,x\n");
    let changes = "from_code,from_valid_from,to_code,to_valid_from,act\n".to_owned()
        + &units.iter().map(line).collect::<String>();
    let changes = crosswalk::read("changes.csv", changes.as_bytes()).unwrap();
    let previous = Previous::new("2024".to_owned(), before, &now, &changes).unwrap();
    let mut figures = compute(&now).unwrap();
    change::add(&mut figures, &now, &[previous]).unwrap();
    figures
}

fn changed(figures: &Figures) -> Vec<&str> {
    let rows = figures.changes.iter();
    rows.filter(|row| row.kind == FigureKind::Index && row.style == Style::Mean)
        .map(|row| row.domain.as_str())
        .collect()
}

#[test]
fn a_ward_less_its_published_units_does_not_give_back_the_one_that_was_withheld() {
    let figures = compared(&[
        ("one", 120, "p"),
        ("two", 9, "p"),
        ("three", 150, "q"),
        ("four", 40, "q"),
        ("five", 200, "r"),
    ]);
    assert_eq!(changed(&figures), [WHOLE, "r"]);
    for ward in ["p", "q"] {
        let withheld = figures.changes_withheld.iter().find(|one| {
            one.withheld.domain == ward
                && one.withheld.kind == FigureKind::Index
                && one.withheld.style == Style::Mean
        });
        let withheld = withheld.unwrap();
        assert_eq!(withheld.previous, "2024");
        assert_eq!(withheld.withheld.reason, WithheldReason::EarlierRelease);
    }
    let place = tempfile::tempdir().unwrap();
    folder::write(&place.path().join("out"), &figures, &[]).unwrap();
    let text = fs::read_to_string(place.path().join("out/suppressed.csv")).unwrap();
    let line = "p,index,index,mean,earlier_release,complementary,2024";
    assert!(text.lines().any(|own| own == line), "{text}");
}

#[test]
fn units_that_were_withheld_together_protect_each_other_in_their_ward() {
    let figures = compared(&[
        ("one", 120, "p"),
        ("two", 9, "p"),
        ("three", 150, "q"),
        ("four", 40, "p"),
        ("five", 200, "r"),
    ]);
    assert_eq!(changed(&figures), [WHOLE, "p", "q", "r"]);
}

#[test]
fn a_withheld_ward_is_not_protected_by_one_that_everybody_knows() {
    let figures = compared(&[
        ("one", 120, "p"),
        ("two", 9, "p"),
        ("three", 150, "q"),
        ("four", 8, "q"),
        ("five", 9, "q"),
        ("six", 70, "r"),
    ]);
    assert_eq!(
        changed(&figures),
        [WHOLE, "r"],
        "r is the smallest, but its only unit was published"
    );
}

#[test]
fn a_locality_that_one_interviewer_asked_too_much_of_is_withheld() {
    let rows: Vec<Row> = [varied("a", 200), varied("b", 200), varied("c", 200)].concat();
    let responses = |of_a: usize| {
        let text = csv(&rows).replacen("sex\n", "sex,interviewer\n", 1);
        let mut lines = text.lines();
        let mut all = format!("{}\n", lines.next().unwrap());
        for (nth, line) in lines.enumerate() {
            // Ten people ask; in a the first asks more.
            let asks = if line.starts_with('a') && nth < of_a {
                0
            } else {
                nth % 10
            };
            all += &format!("{line},i{asks}\n");
        }
        all
    };
    let shown = |method: &str, of_a: usize| {
        let inputs = read(method, &frame(&["a", "b", "c"]), &responses(of_a)).unwrap();
        let released = release(compute(&inputs).unwrap());
        assert!(released.one_source.is_empty());
        let index = released
            .find("a", FigureKind::Index, "index", Style::Mean)
            .unwrap();
        let reasons = released
            .withheld
            .iter()
            .filter(|one| one.domain == "a")
            .map(|one| one.reason);
        (index.estimate.is_some(), reasons.collect::<Vec<_>>())
    };
    assert_eq!(shown(METHOD, 0), (true, vec![]));
    let (is_shown, reasons) = shown(METHOD, 60);
    assert!(
        !is_shown
            && reasons
                .iter()
                .all(|reason| *reason == WithheldReason::OneSource)
    );
    let lenient = format!("{METHOD}[thresholds]\none_source = 0.5\n");
    assert_eq!(shown(&lenient, 60), (true, vec![]));
}
