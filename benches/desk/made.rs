//! The database of the bench: made once, kept in `target/`, used again.

use std::path::Path;

use chrono::NaiveDate;
use hailong::clock::Clock;
use hailong::flow::close::close;
use hailong::flow::folder::DataFolder;
use hailong::flow::prepare::{NewWave, create_wave, keep_localities, open_wave};
use hailong::store::ingest::{Ingest, Submission};
use hailong::store::{Store, links, wave_edits, waves};
use hailong::survey::link::{Link, LinkKind, Token};
use hailong::survey::locality::{Group, Locality, LocalityKey};
use hailong::survey::reading;
use hailong::survey::response::{ResponseId, encode};
use hailong::survey::wave::WaveId;
use tokio::task::JoinSet;

const FORM: &str = include_str!("../../survey-forms/living-environment-v1.toml");
const METHOD: &str = include_str!("../../survey-forms/method-v1.toml");

pub const LOCALITIES: usize = 94;
/// In each locality.
pub const GROUPS: usize = 2_000;
pub const RESPONSES: usize = 1_000_000;
/// Of the wave that is closed already: its page does not depend on how many.
const BEFORE: usize = 20_000;
pub const LIVE: &str = "live";
pub const CLOSED: &str = "closed";
/// More would not fit into the writer's queue.
const UNDER_WAY: usize = 2_000;

pub fn key(at: usize) -> LocalityKey {
    LocalityKey {
        code: format!("{:05}", 20_000 + at),
        valid_from: NaiveDate::from_ymd_opt(2025, 7, 1).unwrap(),
    }
}

fn places() -> (Vec<Locality>, Vec<Group>) {
    let (mut localities, mut groups) = (Vec::new(), Vec::new());
    for at in 0..LOCALITIES {
        localities.push(Locality {
            key: key(at),
            valid_to: None,
            kind: "ward".to_owned(),
            name: format!("Phường Hòa Thuận {at}"),
            parent_code: None,
            population: Some(40_000),
            households: Some(12_000),
            reference_date: None,
        });
        groups.extend((0..GROUPS).map(|number| Group {
            locality: key(at),
            code: format!("kp{number}"),
            name: format!("Khối phố {number}"),
            households: Some(6),
        }));
    }
    (localities, groups)
}

/// The token of a group's poster.
fn token(wave: WaveId, number: usize) -> Token {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&wave.0.to_le_bytes());
    bytes[8..].copy_from_slice(&(number as u64).to_le_bytes());
    Token(bytes)
}

fn new_wave(store: &Store, code: &str) -> WaveId {
    let now = Clock::System.now();
    let new = NewWave {
        code: code.to_owned(),
        title_vi: "Đo tốc độ bàn làm việc".to_owned(),
        title_en: "Bench of the desk".to_owned(),
        form: FORM.to_owned(),
        method: METHOD.to_owned(),
        localities: (0..LOCALITIES).map(key).collect(),
        opens_at: now - chrono::Duration::days(20),
        closes_at: now + chrono::Duration::days(3_650),
        simulated: false,
    };
    create_wave(store, &new).unwrap();
    open_wave(store, code).unwrap();
    let find = |connection: &mut _| waves::find(connection, code);
    let kept = store.read_blocking(find).unwrap().unwrap();
    let id = kept.wave.id;
    let posters: Vec<Link> = (0..LOCALITIES * GROUPS)
        .map(|number| Link {
            wave: id,
            token: token(id, number),
            kind: LinkKind::Open,
            locality: (number / GROUPS) as i16,
            group: Some(format!("kp{}", number % GROUPS)),
            expires_at: None,
        })
        .collect();
    let planned = vec![Some(12_000); LOCALITIES];
    store
        .write_blocking(|connection| {
            wave_edits::keep_plan(connection, &kept, "{}", &planned)?;
            links::keep(connection, &posters)
        })
        .unwrap();
    id
}

/// Through the writer of answers, as they come in; some devices send many.
fn fill(store: &Store, wave: WaveId, count: usize) {
    let form = reading::read(FORM).unwrap();
    let answers = encode(&form, &vec![None; form.fields.len()]);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let ingest = Ingest::start(store).unwrap();
        let mut under_way = JoinSet::new();
        for number in 0..count {
            // 188,000 posters in a scattered order.
            let poster = number * 7_919 % (LOCALITIES * GROUPS);
            let days = chrono::Duration::days((number % 20) as i64);
            let now = Clock::System.now() - days;
            let submission = Submission {
                wave,
                link: token(wave, poster),
                spent_single: Token(rand::random()),
                spent_open: Token(rand::random()),
                id: ResponseId(rand::random()),
                group: None,
                complete: number % 10 != 0,
                answers: answers.clone(),
                comments: Vec::new(),
                draft: None,
                device: Some(rand::random()),
                now: now.and_utc().timestamp_micros(),
            };
            let ingest = ingest.clone();
            under_way.spawn(async move { ingest.submit(submission).await.unwrap() });
            while under_way.len() >= UNDER_WAY {
                under_way.join_next().await.unwrap().unwrap();
            }
            if number % 100_000 == 99_999 {
                println!("{} answers", number + 1);
            }
        }
        while under_way.join_next().await.is_some() {}
        // What is still summed is added.
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    });
}

/// The store and the data folder, complete.
pub fn ready(path: &Path) -> (Store, DataFolder) {
    let done = path.join("done");
    if !done.exists() {
        let _ = std::fs::remove_dir_all(path);
    }
    let folder = DataFolder::open(path).unwrap();
    let store = Store::open(&format!("sqlite:{}", folder.database().display())).unwrap();
    if !done.exists() {
        println!("making {LOCALITIES} × {GROUPS} groups and {RESPONSES} answers, once");
        let (localities, groups) = places();
        keep_localities(&store, &localities, &[], &groups).unwrap();
        let before = new_wave(&store, CLOSED);
        fill(&store, before, BEFORE);
        close(&store, &folder, CLOSED).unwrap();
        let live = new_wave(&store, LIVE);
        fill(&store, live, RESPONSES);
        std::fs::write(done, b"").unwrap();
    }
    (store, folder)
}
