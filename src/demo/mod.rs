//! A demonstration that is complete at once: the real localities of Tam Kỳ, one published wave with simulated answers,
//! one wave that takes answers now. Every step is taken only when it has not been taken before.

mod earlier;
mod paper;
mod parties;
mod simulated;

mod staff;
mod voices;

use chrono::{Duration, NaiveDate, NaiveDateTime};
use indicatif::{ProgressBar, ProgressStyle};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use thiserror::Error;
use tokio::task::JoinSet;

use crate::clock::Clock;
use crate::exchange::localities as csv;
use crate::flow::collect::{Collector, Sending, Sent};
use crate::flow::compute::WaveComputeFailure;
use crate::flow::edition_draft::PublicationFailure;
use crate::flow::folder::DataFolder;
use crate::flow::handout::HandoutFailure;
use crate::flow::invite::{Invitation, new_links};
use crate::flow::prepare::{self, NewWave, PrepareFailure};
use crate::flow::staff::accounts::AccountFailure;
use crate::flow::{close, compute};
use crate::store::waves::KeptWave;
use crate::store::{Store, StoreFailure, responses, waves};
use crate::survey::answering::{Part, check};
use crate::survey::link::{Code, LinkKind};
use crate::survey::locality::{Group, Locality};
use crate::survey::packaged::{FORM, METHOD};
use crate::survey::reading;
use crate::survey::wave::WaveState;

const LOCALITIES: &str = include_str!("localities.csv");
const CHANGES: &str = include_str!("locality_changes.csv");

const FINISHED: &str = "tam-ky-2024";
const LIVE: &str = "tam-ky-2026";
const SEED: u64 = 20_240_524;

#[derive(Debug, Error)]
pub enum DemoFailure {
    #[error(transparent)]
    Prepare(#[from] PrepareFailure),
    #[error(transparent)]
    Compute(#[from] WaveComputeFailure),
    #[error(transparent)]
    Handout(#[from] HandoutFailure),
    #[error(transparent)]
    Publication(#[from] PublicationFailure),
    #[error(transparent)]
    Account(#[from] AccountFailure),
    #[error(transparent)]
    Store(#[from] StoreFailure),
}

pub use staff::DemoAccount;

/// Fresh ways into the live wave, and to the desk.
pub struct Links {
    pub open: Code,
    pub single: Code,
    pub accounts: Vec<DemoAccount>,
}

/// Makes what is missing; `label` stands beside the progress bar.
pub fn prepare(
    store: &Store,
    folder: &DataFolder,
    clock: Clock,
    label: &'static str,
) -> Result<Links, DemoFailure> {
    let localities = csv::read("localities.csv", LOCALITIES.as_bytes()).unwrap_or_default();
    let changes = csv::read_changes("locality_changes.csv", CHANGES.as_bytes()).unwrap_or_default();
    let valid = |parent: &'static str, day: NaiveDate| {
        localities.iter().filter(move |one| {
            one.parent_code.as_deref() == Some(parent)
                && one.key.valid_from <= day
                && one.valid_to.is_none_or(|last| last >= day)
        })
    };
    let before: Vec<&Locality> = valid("502", day(2024, 10, 1)).collect();
    let now: Vec<&Locality> = valid("48", day(2026, 1, 1)).collect();
    prepare::keep_localities(store, &localities, &changes, &example_groups(&now))?;
    finish(store, folder, &before, label)?;
    if let Some(finished) = find(store, FINISHED)? {
        voices::show(store, &finished, clock.now())?;
    }
    if find(store, LIVE)?.is_none() {
        let wave = new_wave(
            LIVE,
            2026,
            &now,
            clock.now() - Duration::days(1),
            clock.now() + Duration::days(60),
            false,
        );
        prepare::create_wave(store, &wave)?;
    }
    if find(store, LIVE)?.is_some_and(|kept| kept.wave.state == WaveState::Draft) {
        prepare::open_wave(store, LIVE)?;
    }
    Ok(Links {
        open: fresh(store, clock, LinkKind::Open)?,
        single: fresh(store, clock, LinkKind::Single)?,
        accounts: match now.first() {
            Some(own) => staff::prepare(store, &own.key, clock.now())?,
            None => Vec::new(),
        },
    })
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn at(year: i32, month: u32, of_month: u32) -> NaiveDateTime {
    day(year, month, of_month).and_time(chrono::NaiveTime::MIN)
}

fn find(store: &Store, code: &str) -> Result<Option<KeptWave>, StoreFailure> {
    store.read_blocking(|connection| waves::find(connection, code))
}

fn fresh(store: &Store, clock: Clock, kind: LinkKind) -> Result<Code, DemoFailure> {
    let wanted = Invitation {
        kind,
        locality: 0,
        group: None,
        expires_at: None,
        count: 1,
    };
    let code = new_links(store, clock, LIVE, &wanted)?.pop();
    Ok(code.ok_or(StoreFailure::Missing("link"))?)
}

/// Names of residential groups, for show: the real lists are the committees'.
fn example_groups(localities: &[&Locality]) -> Vec<Group> {
    let named = |locality: &Locality, number: i32| Group {
        locality: locality.key.clone(),
        code: format!("kp{number}"),
        name: format!("Khối phố {number}"),
        households: locality.population.map(|people| people / 4 / 5),
    };
    localities
        .iter()
        .flat_map(|locality| (1..=5).map(|number| named(locality, number)))
        .collect()
}

fn new_wave(
    code: &str,
    year: i32,
    localities: &[&Locality],
    opens_at: NaiveDateTime,
    closes_at: NaiveDateTime,
    simulated: bool,
) -> NewWave {
    let method = if simulated {
        let (keys, tables) = METHOD.split_once("[design]").unwrap_or((METHOD, ""));
        let title = format!(
            "title = {{ vi = \"Mức hài lòng với môi trường sống, Tam Kỳ {year}\", en = \"Satisfaction with the living environment, Tam Kỳ {year}\" }}"
        );
        format!("{keys}simulated = true\n{title}\n\n[design]{tables}")
    } else {
        METHOD.to_owned()
    };
    NewWave {
        code: code.to_owned(),
        title_vi: format!("Khảo sát môi trường sống {year}"),
        title_en: format!("Living environment survey {year}"),
        form: FORM.to_owned(),
        method,
        localities: localities.iter().map(|one| one.key.clone()).collect(),
        opens_at,
        closes_at,
        simulated,
    }
}

/// The finished wave: created, filled, closed, computed, published – from wherever it stands.
fn finish(
    store: &Store,
    folder: &DataFolder,
    localities: &[&Locality],
    label: &'static str,
) -> Result<(), DemoFailure> {
    loop {
        let state = find(store, FINISHED)?.map(|kept| (kept.wave.state, kept));
        match state {
            None => {
                let wave = new_wave(
                    FINISHED,
                    2024,
                    localities,
                    at(2024, 10, 1),
                    at(2024, 11, 1),
                    true,
                );
                prepare::create_wave(store, &wave)?;
            }
            Some((WaveState::Draft, _)) => prepare::open_wave(store, FINISHED)?,
            Some((WaveState::Open, kept)) => {
                fill(store, &kept, localities, label)?;
                close::close(store, folder, FINISHED)?;
            }
            Some((WaveState::Closed, _)) => {
                earlier::lay(folder, localities)?;
                compute::compute(store, folder, FINISHED)?;
            }
            Some((WaveState::Computed, _)) => {
                parties::publish(store, folder, FINISHED, at(2024, 12, 16))?;
            }
            Some((WaveState::Published, _)) => return Ok(()),
        }
    }
}

/// Answers of a locality. Two get too few, so that withholding can be seen.
fn wanted(locality: &Locality) -> usize {
    match locality.key.code.as_str() {
        "20338" => 9,
        "20359" => 26,
        _ => {
            let households = locality.households.unwrap_or(2_000) as f64;
            (0.8 * households / (1.0 + households * 0.0025)) as usize
        }
    }
}

/// Answers through the same road as everybody's.
fn fill(
    store: &Store,
    kept: &KeptWave,
    localities: &[&Locality],
    label: &'static str,
) -> Result<(), DemoFailure> {
    let form = reading::read(FORM).map_err(PrepareFailure::Form)?;
    let have = store.read_blocking(|connection| responses::of_wave(connection, kept.wave.id))?;
    let total: usize = localities.iter().map(|one| wanted(one)).sum();
    let bar = ProgressBar::new(total as u64).with_message(label);
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
        bar.set_style(style);
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(StoreFailure::from)?;
    for (place, locality) in (0_i16..).zip(localities) {
        let before = have.iter().filter(|one| one.locality == place).count();
        bar.inc(before as u64);
        let missing = wanted(locality).saturating_sub(before);
        let invitation = Invitation {
            kind: LinkKind::Single,
            locality: place,
            group: None,
            expires_at: None,
            count: missing,
        };
        let codes = new_links(store, Clock::Fixed(at(2024, 10, 1)), FINISHED, &invitation)?;
        let seed = SEED ^ u64::from(place.unsigned_abs()) << 32 ^ before as u64;
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mood = simulated::mood(SEED, &locality.key.code);
        let mut sheets = Vec::new();
        runtime.block_on(async {
            let collector = Collector::start(store.clone(), Clock::Fixed(at(2024, 10, 15)))?;
            let mut sending = JoinSet::new();
            for (number, code) in (1..).zip(codes) {
                let typed = simulated::respondent(&form, &mood, &mut random);
                let answers = check(&form, Part::All, &typed, &[]).answers;
                if number % paper::SHARE == 0 {
                    sheets.push(answers);
                    continue;
                }
                let collector = collector.clone();
                sending.spawn(async move {
                    let one = Sending {
                        code: &code,
                        idempotency_key: "",
                        answers: &answers,
                        draft_secret: None,
                        device_mark: None,
                    };
                    collector.submit(&one).await
                });
                if sending.len() >= 64 {
                    arrived(sending.join_next().await)?;
                    bar.inc(1);
                }
            }
            while !sending.is_empty() {
                arrived(sending.join_next().await)?;
                bar.inc(1);
            }
            Ok::<(), StoreFailure>(())
        })?;
        if !sheets.is_empty() {
            paper::keep(store, &kept.wave, place, &form, &sheets)?;
            bar.inc(sheets.len() as u64);
        }
    }
    bar.finish_and_clear();
    Ok(())
}

type Arrival = Option<Result<Result<Sent, StoreFailure>, tokio::task::JoinError>>;

fn arrived(sent: Arrival) -> Result<(), StoreFailure> {
    match sent {
        Some(Ok(Ok(Sent::Taken { .. }))) | None => Ok(()),
        Some(Ok(Ok(_))) => Err(StoreFailure::Missing("simulated answer")),
        Some(Ok(Err(problem))) => Err(problem),
        Some(Err(_)) => Err(StoreFailure::Cancelled),
    }
}
