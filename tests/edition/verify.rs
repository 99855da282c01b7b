//! An edition recomputed from what it publishes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hailong::edition::command::{EarlierSurveys, compared, read_survey};
use hailong::edition::figures::{Figures, Level, Style, WHOLE};
use hailong::edition::folder::{self, write_edition};
use hailong::edition::inputs::Inputs;
use hailong::edition::moments::{self, Moments, RowsOf};
use hailong::edition::release::release;
use hailong::edition::verify::{Finding, Problem, Report, Sealed, against_sealed, recompute};
use serde_json::Value;

use hailong::edition::imprint::{Asked, IMPRINT, Imprint};
use hailong::edition::signed::{close, sign};

use crate::edition::kansas_city::{clustered, margins, responses_by_known_sex};
use crate::edition::small::{METHOD, csv, frame, varied};
use crate::harness::kansas_city::{fixture, responses};
use crate::harness::parties::key;
use crate::survey::sample::FORM;

/// Inputs in `folder/sealed`, and their edition in `folder/edition`.
fn published(folder: &Path, files: &[(&str, &str)]) -> PathBuf {
    let sealed = folder.join("sealed");
    fs::create_dir_all(&sealed).unwrap();
    for (name, text) in files {
        fs::write(sealed.join(name), text).unwrap();
    }
    let inputs = read_survey(&sealed, &[]).unwrap_or_else(|refused| panic!("{refused:?}"));
    publish(&inputs, files, &folder.join("edition"))
}

fn publish(inputs: &Inputs, files: &[(&str, &str)], out: &Path) -> PathBuf {
    let figures = release(compared(inputs, &EarlierSurveys::default()).unwrap());
    let moments = moments::of(inputs, &figures).unwrap();
    let open: Vec<(&str, &[u8])> = files
        .iter()
        .filter(|(name, _)| *name != "responses.csv")
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    write_edition(out, &figures, &moments, &open).unwrap();
    out.to_owned()
}

fn text(name: &str) -> String {
    fs::read_to_string(fixture(name)).unwrap()
}

fn kansas_city(folder: &Path) -> PathBuf {
    let (form, method, frame) = (text("form.toml"), text("method.toml"), text("frame.csv"));
    published(
        folder,
        &[
            ("form.toml", &form),
            ("method.toml", &method),
            ("frame.csv", &frame),
            ("responses.csv", &responses()),
        ],
    )
}

fn small(folder: &Path, method: &str, rows: &str, localities: &[&str]) -> PathBuf {
    published(
        folder,
        &[
            ("form.toml", FORM),
            ("method.toml", method),
            ("frame.csv", &frame(localities)),
            ("responses.csv", rows),
        ],
    )
}

fn good(report: &Report) {
    let differences: Vec<_> = report.differences().take(20).collect();
    assert!(report.is_good(), "{:?} {differences:#?}", report.problems);
}

fn sealed(report: &Report, file: &str, number: &str) -> usize {
    report.sealed().get(&(file, number)).copied().unwrap_or(0)
}

fn kept(folder: &Path) -> Moments {
    serde_json::from_slice(&fs::read(folder.join("moments.json")).unwrap()).unwrap()
}

#[test]
fn the_edition_of_kansas_city_holds_and_so_do_its_moments_against_the_answers() {
    let folder = tempfile::tempdir().unwrap();
    let edition = kansas_city(folder.path());
    let mut report = recompute(&edition);
    good(&report);
    let moments = kept(&edition);
    // 41 items need 410 people, and three left one of them out in all the city.
    for domain in [WHOLE, "1", "6"] {
        let own = moments.domain(domain).unwrap();
        let rows = own.matrices.mean.as_ref().unwrap();
        assert_eq!((rows.of, rows.rows.len()), (RowsOf::Criteria, 4));
    }
    let holding = report.holding();
    assert!(holding["figures.csv"] > 4_000 && holding["ranking.csv"] > 150);
    // Whatever joins several items is recomputed everywhere.
    for (place, finding) in &report.checks {
        let is_joined = place.row.contains(" index ") || place.row.contains(" component ");
        if place.file == "figures.csv" && is_joined {
            assert_eq!(*finding, Finding::Holds, "{place:?}");
        }
    }
    let dataset = Sealed {
        dataset: folder.path().join("sealed"),
        ..Sealed::default()
    };
    against_sealed(&edition, &dataset, &mut report).unwrap();
    good(&report);
}

#[test]
fn raked_editions_hold_with_their_margins() {
    let raking = "raking = [\"locality\", \"sex\", \"age_band\"]\n";
    let (form, frame) = (text("form.toml"), text("frame.csv"));
    let method = text("method.toml") + raking;
    let folder = tempfile::tempdir().unwrap();
    let edition = published(
        folder.path(),
        &[
            ("form.toml", &form),
            ("method.toml", &method),
            ("frame.csv", &frame),
            ("margins.csv", &margins()),
            ("responses.csv", &responses_by_known_sex()),
        ],
    );
    let mut report = recompute(&edition);
    good(&report);
    assert!(report.files.contains(&"margins.csv".to_owned()));
    let dataset = Sealed {
        dataset: folder.path().join("sealed"),
        ..Sealed::default()
    };
    against_sealed(&edition, &dataset, &mut report).unwrap();
    good(&report);
}

#[test]
fn clusters_of_two_hold_without_replicates() {
    let method =
        text("method.toml").replace("finite_population = true", "finite_population = false");
    let (form, frame) = (text("form.toml"), text("frame.csv"));
    let folder = tempfile::tempdir().unwrap();
    let edition = published(
        folder.path(),
        &[
            ("form.toml", &form),
            ("method.toml", &method),
            ("frame.csv", &frame),
            ("responses.csv", &clustered(2)),
        ],
    );
    let report = recompute(&edition);
    good(&report);
    let index = report.checks.iter().filter(|(place, _)| {
        place.file == "figures.csv" && place.row.contains(" index ") && place.number == "se"
    });
    assert!(
        index
            .into_iter()
            .all(|(_, finding)| *finding == Finding::Holds)
    );
}

#[test]
fn strata_that_reach_over_localities_hold_with_their_covariances() {
    let rows = [varied("1", 150), varied("2", 190), varied("3", 240)].concat();
    let rows: Vec<String> = csv(&rows)
        .lines()
        .enumerate()
        .map(|(at, line)| match at {
            0 => format!("{line},stratum"),
            _ => format!("{line},{}", ["town", "country"][at % 2]),
        })
        .collect();
    let method = METHOD.replace(
        "kind = \"opt_in\"",
        "kind = \"opt_in\"\nstrata = \"column\"",
    );
    let folder = tempfile::tempdir().unwrap();
    let edition = small(
        folder.path(),
        &method,
        &(rows.join("\n") + "\n"),
        &["1", "2", "3"],
    );
    good(&recompute(&edition));
    assert!(kept(&edition).between.is_some());
}

/// Every number below a value, by its path.
fn numbers(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Number(_) => found.push(path.to_owned()),
        Value::Object(all) => all
            .iter()
            .for_each(|(name, own)| numbers(own, &format!("{path}/{name}"), found)),
        Value::Array(all) => {
            all.iter()
                .enumerate()
                .for_each(|(at, own)| numbers(own, &format!("{path}/{at}"), found));
        }
        _ => {}
    }
}

fn changed(edition: &Path, path: &str) -> Figures {
    let mut all: Value =
        serde_json::from_slice(&fs::read(edition.join("figures.json")).unwrap()).unwrap();
    let own = all.pointer_mut(path).unwrap();
    *own = match own.as_u64() {
        Some(whole) => Value::from(whole + 1),
        None => Value::from(own.as_f64().unwrap() * 1.000_1 + 1e-6),
    };
    serde_json::from_value(all).unwrap()
}

/// The edition's tables written anew for other figures, as a forger would.
fn forge(edition: &Path, figures: &Figures) {
    let tables = folder::tables(figures, &[]).unwrap();
    for (name, bytes) in tables.into_iter().chain(folder::drawn(figures)) {
        fs::write(edition.join(name), bytes).unwrap();
    }
}

#[test]
fn any_one_number_changed_in_every_table_alike_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let rows = csv(&[varied("1", 150), varied("2", 190), varied("3", 240)].concat());
    let edition = small(folder.path(), METHOD, &rows, &["1", "2", "3"]);
    good(&recompute(&edition));
    let true_figures = folder::read(&edition).unwrap();
    let all = serde_json::to_value(&true_figures).unwrap();
    let mut places = Vec::new();
    for table in ["figures", "ranking", "pairs"] {
        numbers(&all[table], &format!("/{table}"), &mut places);
    }
    assert!(places.len() > 500);
    for place in places
        .iter()
        .step_by(7)
        .chain(places.iter().filter(|own| own.ends_with("/se")))
    {
        forge(&edition, &changed(&edition, place));
        assert!(!recompute(&edition).is_good(), "{place}");
        forge(&edition, &true_figures);
    }
    good(&recompute(&edition));
}

#[test]
fn a_cell_changed_in_one_table_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let rows = csv(&[varied("1", 150), varied("2", 190), varied("3", 240)].concat());
    let edition = small(folder.path(), METHOD, &rows, &["1", "2", "3"]);
    for name in [
        "figures.csv",
        "ranking.csv",
        "pairs.csv",
        "weights.csv",
        "suppressed.csv",
        "quality.csv",
        "inputs.json",
    ] {
        let file = edition.join(name);
        let bytes = fs::read(&file).unwrap();
        let digits: Vec<usize> = (0..bytes.len())
            .filter(|at| bytes[*at].is_ascii_digit())
            .collect();
        for at in digits.iter().step_by(digits.len().div_ceil(4).max(1)) {
            let mut other = bytes.clone();
            other[*at] = b'0' + (other[*at] - b'0' + 1) % 10;
            fs::write(&file, other).unwrap();
            let report = recompute(&edition);
            assert!(
                report
                    .problems
                    .contains(&Problem::NotTheFigures(name.to_owned())),
                "{name} {at}"
            );
        }
        fs::write(&file, bytes).unwrap();
    }
    good(&recompute(&edition));
}

#[test]
fn another_form_method_frame_or_moment_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let rows = csv(&[varied("1", 150), varied("2", 190), varied("3", 240)].concat());
    let edition = small(folder.path(), METHOD, &rows, &["1", "2", "3"]);
    for (name, from, to) in [
        ("form.toml", "title", "title "),
        ("method.toml", "opt_in", "probability"),
        ("frame.csv", "5000", "5001"),
    ] {
        let file = edition.join(name);
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replacen(from, to, 1)).unwrap();
        let report = recompute(&edition);
        assert!(
            report
                .problems
                .contains(&Problem::OtherInput(name.to_owned())),
            "{name}"
        );
        fs::write(&file, text).unwrap();
    }
    let file = edition.join("moments.json");
    let text = fs::read_to_string(&file).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    let mut places = Vec::new();
    numbers(&all["domains"], "/domains", &mut places);
    // Where a locality is like the whole, how they hang together changes no published number.
    places.retain(|place| !place.contains("with_whole"));
    for place in places.iter().step_by(5) {
        let mut other = all.clone();
        let own = other.pointer_mut(place).unwrap();
        *own = match own.as_u64() {
            Some(whole) => Value::from(whole + 3),
            None => Value::from(own.as_f64().unwrap() * 1.01 + 1e-3),
        };
        fs::write(&file, other.to_string()).unwrap();
        assert!(!recompute(&edition).is_good(), "{place}");
    }
    fs::write(&file, "{}").unwrap();
    let unreadable = |problem: &Problem| matches!(problem, Problem::Unreadable { file, .. } if file == "moments.json");
    assert!(recompute(&edition).problems.iter().any(unreadable));
}

/// Every list below a value, by its path.
fn lists(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(all) => all
            .iter()
            .for_each(|(name, own)| lists(own, &format!("{path}/{name}"), found)),
        Value::Array(all) => {
            found.push(path.to_owned());
            all.iter()
                .enumerate()
                .for_each(|(at, own)| lists(own, &format!("{path}/{at}"), found));
        }
        _ => {}
    }
}

#[test]
fn moments_that_lack_a_list_are_no_reason_to_fall_over() {
    let folder = tempfile::tempdir().unwrap();
    let rows = csv(&[varied("1", 150), varied("2", 190)].concat());
    let edition = small(folder.path(), METHOD, &rows, &["1", "2"]);
    let file = edition.join("moments.json");
    let all: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let mut places = Vec::new();
    lists(&all, "", &mut places);
    assert!(places.len() > 40);
    for place in places {
        let mut other = all.clone();
        *other.pointer_mut(&place).unwrap() = Value::Array(Vec::new());
        fs::write(&file, other.to_string()).unwrap();
        // What is lacking may be only in the sealed dataset, or wrong: it is said, not crashed on.
        let _ = recompute(&edition);
    }
}

#[test]
fn a_withheld_locality_tells_nothing_of_its_own_and_the_whole_is_checked_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let rows = [
        varied("1", 150),
        varied("2", 190),
        varied("3", 24),
        varied("4", 27),
    ]
    .concat();
    let edition = small(folder.path(), METHOD, &csv(&rows), &["1", "2", "3", "4"]);
    let report = recompute(&edition);
    good(&report);
    let moments = kept(&edition);
    for code in ["3", "4"] {
        let own = moments.domain(code).unwrap();
        assert!(own.size.is_none() && own.matrices.mean.is_none() && own.with_whole.mean.is_none());
        assert!(
            own.sums
                .answers
                .iter()
                .chain(&own.sums.score)
                .all(Option::is_none)
        );
    }
    assert!(moments.withheld.answers.iter().all(Option::is_some));
    let of_whole = report
        .checks
        .iter()
        .filter(|(place, _)| place.row.starts_with("* index"));
    for (place, finding) in of_whole.filter(|(place, _)| place.file == "figures.csv") {
        assert_eq!(*finding, Finding::Holds, "{place:?}");
    }
}

#[test]
fn standard_errors_of_replicates_and_few_clusters_are_only_in_the_sealed_dataset() {
    let folder = tempfile::tempdir().unwrap();
    let method = METHOD.replace(
        "kind = \"opt_in\"\n",
        "kind = \"opt_in\"\nvariance = \"jackknife\"\npool_few_clusters = false\n",
    );
    let rows = csv(&[varied("1", 240), varied("2", 300)].concat());
    let clustered: Vec<String> = rows
        .lines()
        .enumerate()
        .map(|(at, line)| match at {
            0 => format!("{line},psu"),
            _ => format!("{line},u{}", (at / 5) % 20),
        })
        .collect();
    let edition = small(
        folder.path(),
        &method,
        &(clustered.join("\n") + "\n"),
        &["1", "2"],
    );
    let report = recompute(&edition);
    good(&report);
    let figures = folder::read(&edition).unwrap();
    let shown = figures
        .figures
        .iter()
        .filter(|one| one.level != Level::C)
        .count();
    assert_eq!(sealed(&report, "figures.csv", "se"), shown);
    // What the moments give stands beside them.
    assert_eq!(sealed(&report, "figures.csv", "se_linearised"), 0);
    let mut report = report;
    let dataset = Sealed {
        dataset: folder.path().join("sealed"),
        ..Sealed::default()
    };
    against_sealed(&edition, &dataset, &mut report).unwrap();
    good(&report);
}

#[test]
fn another_sealed_dataset_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let rows = [varied("1", 150), varied("2", 190)].concat();
    let edition = small(folder.path(), METHOD, &csv(&rows), &["1", "2"]);
    let mut other = rows.clone();
    other[0].1 = "5";
    fs::write(folder.path().join("sealed/responses.csv"), csv(&other)).unwrap();
    let mut report = recompute(&edition);
    good(&report);
    let dataset = Sealed {
        dataset: folder.path().join("sealed"),
        ..Sealed::default()
    };
    against_sealed(&edition, &dataset, &mut report).unwrap();
    assert!(
        report
            .problems
            .contains(&Problem::OtherSeal("responses".to_owned()))
    );
    assert!(report.differences().next().is_some());
}

#[test]
fn an_offices_full_figures_are_no_edition() {
    let folder = tempfile::tempdir().unwrap();
    let rows = csv(&[varied("1", 150), varied("2", 190)].concat());
    let edition = small(folder.path(), METHOD, &rows, &["1", "2"]);
    let inputs = read_survey(&folder.path().join("sealed"), &[]).unwrap();
    forge(
        &edition,
        &compared(&inputs, &EarlierSurveys::default()).unwrap(),
    );
    assert!(recompute(&edition).problems.contains(&Problem::NotReleased));
}

#[test]
fn the_same_inputs_give_the_same_moments() {
    let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let bytes = |folder: &Path| fs::read(kansas_city(folder).join("moments.json")).unwrap();
    assert!(bytes(a.path()) == bytes(b.path()));
}

#[test]
fn the_command_says_what_holds_and_ends_with_0_or_1() {
    let folder = tempfile::tempdir().unwrap();
    let rows = csv(&[varied("1", 150), varied("2", 190)].concat());
    let edition = small(folder.path(), METHOD, &rows, &["1", "2"]);
    let run = |language: &str, also: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hailong"));
        command
            .args(["--language", language, "verify"])
            .arg(&edition)
            .args(also);
        command.output().unwrap()
    };
    signed_by_both(&edition);
    let sealed = folder.path().join("sealed");
    let done = run("en", &["--sealed", sealed.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success(), "{done:?}");
    assert!(
        said.contains("figures.csv: ") && said.ends_with("recomputed holds.\n"),
        "{said}"
    );
    let figures = folder::read(&edition).unwrap();
    forge(&edition, &changed(&edition, "/pairs/0/difference"));
    signed_by_both(&edition);
    let refused = run("vi", &[]);
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        said.contains("pairs.csv, ") && said.contains("công bố"),
        "{said}"
    );
    forge(&edition, &figures);
    signed_by_both(&edition);
    assert!(run("vi", &[]).status.success());
}

/// Somebody else's weights of the criteria.
#[test]
fn own_weights_give_what_a_method_with_these_weights_gives() {
    let folder = tempfile::tempdir().unwrap();
    let edition = kansas_city(folder.path());
    let inputs = read_survey(&folder.path().join("sealed"), &[]).unwrap();
    let codes: Vec<String> = inputs
        .form
        .criteria
        .iter()
        .map(|own| own.code.clone())
        .collect();
    let shares = [0.4, 0.3, 0.2, 0.1];
    let lines = codes
        .iter()
        .zip(shares)
        .map(|(code, share)| format!("{code} = {share}\n"));
    let method = text("method.toml") + "\n[criteria]\n" + &lines.collect::<String>();
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    for name in ["form.toml", "frame.csv", "responses.csv"] {
        fs::copy(folder.path().join("sealed").join(name), other.join(name)).unwrap();
    }
    fs::write(other.join("method.toml"), method).unwrap();
    let wanted_inputs = read_survey(&other, &[]).unwrap();
    let wanted = compared(&wanted_inputs, &EarlierSurveys::default()).unwrap();
    let moments = kept(&edition);
    for style in Style::ALL {
        let found = moments.ranked(&inputs, &shares, style).unwrap();
        for own in &found {
            let row = wanted
                .ranking
                .iter()
                .find(|row| row.locality == own.locality && row.style == style);
            let row = row.unwrap();
            assert!((own.estimate - row.estimate.unwrap()).abs() < 1e-9);
            assert_eq!(
                (Some(own.set_low), Some(own.set_high)),
                (row.set_low, row.set_high)
            );
        }
        assert_eq!(found.len(), 6);
    }
}

/// Both sign whatever lies in the folder, right or wrong.
fn signed_by_both(edition: &Path) {
    let parties = ["office", "front"].map(|party| Asked {
        party: party.to_owned(),
        role: "publisher".to_owned(),
    });
    let imprint = Imprint::new("test", 1, parties.to_vec());
    fs::write(edition.join(IMPRINT), imprint.bytes().unwrap()).unwrap();
    close(edition).unwrap();
    for (party, number) in [("office", 1), ("front", 2)] {
        sign(edition, party, &key(number)).unwrap();
    }
}
