//! A wave from the desk: edited by several people, weighted by margins, planned, opened, extended.

use std::fs;

use chrono::Duration;
use hailong::edition::plan::{Sampling, Unit, Wish};
use hailong::edition::wave_fit::Misfit;
use hailong::flow::close::close;
use hailong::flow::collect::{Collector, Sent};
use hailong::flow::compute::compute;
use hailong::flow::folder::DataFolder;
use hailong::flow::prepare::{PrepareFailure, create_wave, keep_localities};
use hailong::flow::wave::edit::{Wanted, edit};
use hailong::flow::wave::margins::keep_margins;
use hailong::flow::wave::open::open;
use hailong::flow::wave::plan::{keep_plan, wish};
use hailong::flow::wave::ready::Readiness;
use hailong::flow::wave::seen::Seen;
use hailong::flow::wave::{Editor, WaveFailure};
use hailong::store::{Store, StoreFailure, wave_edits, waves};
use hailong::survey::link::LinkKind;
use hailong::survey::wave::WaveState;
use hailong::survey::wave_edit::{EditFault, Part};

use crate::harness::databases;
use crate::harness::wave::{self, WAVE, key, now};

const RAKED: &str = "code = \"raked\"\nversion = 1\nstyle = \"satisfied\"\n[design]\nkind = \"probability\"\n\
    [weighting]\nraking = [\"locality\", \"sex\"]\n";
const MARGINS: &str = "margin,category,target,neighbour\nsex,f,40000,m\nsex,m,20000,f\n";

fn draft(store: &Store) {
    keep_localities(store, &wave::localities(), &[], &[]).unwrap();
    create_wave(store, &wave::new_wave()).unwrap();
}

fn kept(store: &Store) -> waves::KeptWave {
    store
        .read_blocking(|connection| waves::find(connection, WAVE))
        .unwrap()
        .unwrap()
}

fn seen(store: &Store) -> Seen {
    let kept = kept(store);
    store
        .read_blocking(|connection| Seen::of(connection, &kept))
        .unwrap()
}

fn readiness(store: &Store) -> Readiness {
    let kept = kept(store);
    store
        .read_blocking(|connection| Readiness::of(connection, &kept, now()))
        .unwrap()
}

fn editor() -> Editor {
    Editor {
        account: None,
        now: now(),
    }
}

fn titled(title: &str) -> Wanted {
    Wanted {
        title_vi: Some(title.to_owned()),
        ..Wanted::default()
    }
}

const WISH: Wish = Wish {
    unit: Unit::Household,
    margin: 5.0,
    sampling: Sampling::Deff(1.5),
    response_rate: 0.6,
    confidence: 0.95,
};

#[test]
fn whoever_comes_second_is_told_what_changed_and_overwrites_nothing() {
    for database in databases::both() {
        let store = &database.store;
        draft(store);
        let both_saw = seen(store);
        let first = Wanted {
            title_vi: Some("  Đợt một ".to_owned()),
            closes_at: Some(now() + Duration::days(40)),
            localities: Some(vec![key("2")]),
            ..Wanted::default()
        };
        let parts = edit(store, WAVE, &both_saw, &first, &editor()).unwrap();
        assert_eq!(parts, [Part::TitleVi, Part::Localities, Part::ClosesAt]);
        let second = edit(store, WAVE, &both_saw, &titled("Đợt hai"), &editor());
        let Err(WaveFailure::Changed(changed)) = second else {
            panic!("{second:?}");
        };
        assert_eq!(changed.parts, parts);
        assert_eq!(
            (
                changed.before.title_vi.as_str(),
                changed.now.title_vi.as_str()
            ),
            ("Đợt thử", "Đợt một")
        );
        assert_eq!(changed.now.localities, ["2@2025-07-01"]);
        assert!(matches!(
            keep_margins(store, WAVE, &both_saw, MARGINS, &editor()),
            Err(WaveFailure::Changed(_))
        ));
        assert!(matches!(
            keep_plan(store, WAVE, &both_saw, &WISH, &editor()),
            Err(WaveFailure::Changed(_))
        ));
        edit(store, WAVE, &changed.now, &titled("Đợt hai"), &editor()).unwrap();
        assert_eq!(kept(store).wave.title_vi, "Đợt hai");
        assert_eq!(kept(store).wave.localities, [key("2")]);
        assert_eq!(kept(store).revision, 3);
    }
}

#[test]
fn of_many_at_once_one_wins() {
    for database in databases::both() {
        let store = &database.store;
        draft(store);
        let all_saw = seen(store);
        let won: usize = std::thread::scope(|scope| {
            let editors: Vec<_> = (0..6)
                .map(|number| {
                    let all_saw = all_saw.clone();
                    scope.spawn(move || {
                        let wanted = titled(&format!("Đợt {number}"));
                        edit(store, WAVE, &all_saw, &wanted, &editor()).is_ok()
                    })
                })
                .collect();
            editors
                .into_iter()
                .map(|editor| usize::from(editor.join().unwrap()))
                .sum()
        });
        assert_eq!(won, 1);
        assert_eq!(kept(store).revision, 2);
    }
}

#[test]
fn a_wave_whose_method_rakes_needs_margins_and_is_raked_from_the_database() {
    for database in databases::both() {
        let store = &database.store;
        let folder = DataFolder::open(database.folder.path()).unwrap();
        keep_localities(store, &wave::localities(), &[], &[]).unwrap();
        let mut new = wave::new_wave();
        new.method = RAKED.to_owned();
        create_wave(store, &new).unwrap();
        let refused = open(store, WAVE, &editor());
        let Err(WaveFailure::NotReady(lacks)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(lacks.misfits, [Misfit::NoMargin("sex".to_owned())]);
        assert_eq!(kept(store).wave.state, WaveState::Draft);
        let rows = keep_margins(store, WAVE, &seen(store), MARGINS, &editor()).unwrap();
        assert_eq!(rows.len(), 2);
        open(store, WAVE, &editor()).unwrap();
        let codes = wave::codes(store, LinkKind::Single, 0, 300);
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let collector = Collector::start(store.clone(), wave::clock()).unwrap();
            for (number, code) in codes.iter().enumerate() {
                let sent = wave::send(&collector, code, "k", number).await;
                assert!(matches!(sent, Sent::Taken { fresh: true, .. }));
            }
        });
        close(store, &folder, WAVE).unwrap();
        let sealed = fs::read_to_string(folder.sealed(WAVE).join("margins.csv")).unwrap();
        assert_eq!(sealed, MARGINS);
        compute(store, &folder, WAVE).unwrap();
        let inputs = fs::read_to_string(folder.computed(WAVE).join("inputs.json")).unwrap();
        assert!(inputs.contains("\"margins\""), "{inputs}");
    }
}

#[test]
fn margins_weight_the_answers() {
    let database = databases::sqlite();
    let store = &database.store;
    let folder = DataFolder::open(database.folder.path()).unwrap();
    keep_localities(store, &wave::localities(), &[], &[]).unwrap();
    let mut new = wave::new_wave();
    new.method = RAKED.replace("\"locality\", ", "");
    new.localities.truncate(1);
    create_wave(store, &new).unwrap();
    let margins = "margin,category,target\nsex,f,27000\nsex,m,3000\n";
    keep_margins(store, WAVE, &seen(store), margins, &editor()).unwrap();
    open(store, WAVE, &editor()).unwrap();
    let codes = wave::codes(store, LinkKind::Single, 0, 250);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let collector = Collector::start(store.clone(), wave::clock()).unwrap();
        for (number, code) in codes.iter().enumerate() {
            wave::send(&collector, code, "k", number).await;
        }
    });
    close(store, &folder, WAVE).unwrap();
    compute(store, &folder, WAVE).unwrap();
    let weights = fs::read_to_string(folder.computed(WAVE).join("weights.csv")).unwrap();
    let whole: Vec<&str> = weights.lines().nth(1).unwrap().split(',').collect();
    let (least, most): (f64, f64) = (whole[2].parse().unwrap(), whole[4].parse().unwrap());
    // 125 women stand for 27,000, 125 men for 3,000, up to the cap.
    assert!(most / least > 3.0, "{weights}");
}

#[test]
fn margins_with_faults_change_nothing() {
    for database in databases::both() {
        let store = &database.store;
        draft(store);
        let bad = "margin,category,target\nsex,f,many\n";
        let refused = keep_margins(store, WAVE, &seen(store), bad, &editor());
        let Err(WaveFailure::Margins(faults)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(faults.found[0].row, 2);
        assert_eq!((readiness(store).margins, kept(store).revision), (0, 1));
        keep_margins(store, WAVE, &seen(store), MARGINS, &editor()).unwrap();
        assert_eq!(readiness(store).margins, 2);
        keep_margins(store, WAVE, &seen(store), " \n", &editor()).unwrap();
        assert_eq!(readiness(store).margins, 0);
    }
}

#[test]
fn a_plan_says_how_many_each_locality_needs_and_follows_it_when_localities_change() {
    for database in databases::both() {
        let store = &database.store;
        draft(store);
        assert!(!readiness(store).has_plan());
        let rows = keep_plan(store, WAVE, &seen(store), &WISH, &editor()).unwrap();
        let n = rows[0].interviews as i64;
        // 384 one by one, half as many again for the design, less for 8,000 households.
        assert!((500..600).contains(&n), "{n}");
        assert_eq!(readiness(store).planned, [Some(n), Some(n)]);
        let only_second = Wanted {
            localities: Some(vec![key("2")]),
            ..Wanted::default()
        };
        edit(store, WAVE, &seen(store), &only_second, &editor()).unwrap();
        let kept = kept(store);
        let (planned, wished) = store
            .read_blocking(|connection| {
                Ok((
                    wave_edits::planned(connection, kept.wave.id)?,
                    wish(connection, &kept)?,
                ))
            })
            .unwrap();
        assert_eq!((planned, wished), (vec![Some(n)], Some(WISH)));
    }
}

#[test]
fn an_open_wave_takes_a_later_end_and_a_new_title_and_nothing_else() {
    for database in databases::both() {
        let store = &database.store;
        wave::open(store);
        let later = Wanted {
            closes_at: Some(now() + Duration::days(60)),
            title_en: Some("A longer test".to_owned()),
            ..Wanted::default()
        };
        edit(store, WAVE, &seen(store), &later, &editor()).unwrap();
        assert_eq!(kept(store).wave.closes_at, now() + Duration::days(60));
        let refused = |wanted: &Wanted| match edit(store, WAVE, &seen(store), wanted, &editor()) {
            Err(WaveFailure::Rules(faults)) => faults,
            other => panic!("{other:?}"),
        };
        let earlier = Wanted {
            closes_at: Some(now() + Duration::days(30)),
            ..Wanted::default()
        };
        assert_eq!(refused(&earlier), [EditFault::Shortened]);
        let method = Wanted {
            method: Some(RAKED.to_owned()),
            ..Wanted::default()
        };
        assert_eq!(refused(&method), [EditFault::Fixed(Part::Method)]);
        for refused in [
            keep_margins(store, WAVE, &seen(store), MARGINS, &editor()).map(|_| ()),
            keep_plan(store, WAVE, &seen(store), &WISH, &editor()).map(|_| ()),
        ] {
            assert!(matches!(refused, Err(WaveFailure::Rules(_))), "{refused:?}");
        }
        let folder = DataFolder::open(database.folder.path()).unwrap();
        close(store, &folder, WAVE).unwrap();
        let title = refused(&titled("Sau khi đóng"));
        assert_eq!(title, [EditFault::Fixed(Part::TitleVi)]);
    }
}

#[test]
fn files_with_faults_are_refused_line_by_line_and_change_nothing() {
    let database = databases::sqlite();
    let store = &database.store;
    draft(store);
    let wanted = |form: Option<&str>, method: Option<&str>| Wanted {
        form: form.map(str::to_owned),
        method: method.map(str::to_owned),
        ..Wanted::default()
    };
    let edited = |wanted: &Wanted| edit(store, WAVE, &seen(store), wanted, &editor());
    let form = edited(&wanted(Some("code = 1\n"), None));
    assert!(matches!(form, Err(WaveFailure::Form(_))), "{form:?}");
    let method = edited(&wanted(None, Some("style = \"best\"\n")));
    assert!(matches!(method, Err(WaveFailure::Method(_))), "{method:?}");
    let changed = wave::new_wave().form.replace("Bụi?", "Bụi đường?");
    let frozen = edited(&wanted(Some(&changed), None));
    assert!(
        matches!(
            frozen,
            Err(WaveFailure::Store(StoreFailure::FormChanged { .. }))
        ),
        "{frozen:?}"
    );
    assert_eq!(kept(store).revision, 1);
    let next = changed.replace("version = 1", "version = 2");
    assert_eq!(edited(&wanted(Some(&next), None)).unwrap(), [Part::Form]);
    assert_eq!(kept(store).wave.form_version, 2);
}

#[test]
fn localities_stay_in_their_places_once_links_are_out() {
    for database in databases::both() {
        let store = &database.store;
        draft(store);
        let to = |codes: &[&str]| Wanted {
            localities: Some(codes.iter().map(|code| key(code)).collect()),
            ..Wanted::default()
        };
        edit(store, WAVE, &seen(store), &to(&["2"]), &editor()).unwrap();
        wave::codes(store, LinkKind::Single, 0, 1);
        let moved = edit(store, WAVE, &seen(store), &to(&["1", "2"]), &editor());
        assert!(
            matches!(&moved, Err(WaveFailure::Rules(faults)) if *faults == [EditFault::HandedOut]),
            "{moved:?}"
        );
        edit(store, WAVE, &seen(store), &to(&["2", "1"]), &editor()).unwrap();
        assert_eq!(kept(store).wave.localities, [key("2"), key("1")]);
    }
}

#[test]
fn a_wave_that_is_over_or_unknown_is_not_opened() {
    let database = databases::sqlite();
    let store = &database.store;
    draft(store);
    let late = now() + Duration::days(21);
    assert!(matches!(
        open(store, WAVE, &Editor { now: late, ..editor() }),
        Err(WaveFailure::NotReady(lacks)) if lacks.is_over
    ));
    assert!(matches!(
        open(store, "other", &editor()),
        Err(WaveFailure::NoSuchWave)
    ));
    let mut new = wave::new_wave();
    new.code = "new".to_owned();
    assert!(matches!(
        create_wave(store, &new),
        Err(PrepareFailure::BadCode(_))
    ));
    new.code = "untitled".to_owned();
    new.title_en = " ".to_owned();
    assert!(matches!(
        create_wave(store, &new),
        Err(PrepareFailure::Rules(faults)) if faults == [EditFault::Title(Part::TitleEn)]
    ));
}
