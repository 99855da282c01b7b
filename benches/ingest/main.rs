//! How fast answers are taken: `cargo bench --bench ingest`.
//!
//! 64 connections on loopback post the same url-encoded yearly form to (1) an endpoint that parses it and stores nothing,
//! (2) the real submit route on SQLite, (3) the real submit route on PostgreSQL (`HAILONG_TEST_POSTGRES`, the address of
//! a database whose user may create databases; left out when it is not set). Each submission has its own single-use
//! code of a wave of 90,000, in a database that is new in every round; all rules are on, and an answer is on the disk
//! before it is acknowledged. The three take turns, round by round, because a shared machine drifts; a ratio is the median of the rounds' own ratios to (1).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use actix_web::{App, HttpResponse, HttpServer, web};
use chrono::NaiveDate;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use hailong::clock::Clock;
use hailong::flow::collect::{Collector, Sending};
use hailong::flow::folder::DataFolder;
use hailong::flow::invite::{Invitation, new_links};
use hailong::flow::prepare::{NewWave, create_wave, keep_localities, open_wave};
use hailong::store::Store;
use hailong::survey::answering::{Part, Typed, check};
use hailong::survey::link::{Code, LinkKind};
use hailong::survey::locality::{Locality, LocalityKey};
use hailong::survey::reading;
use hailong::web::server;
use hailong::web::site::Site;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const FORM: &str = include_str!("../../survey-forms/living-environment-v1.toml");
const METHOD: &str = include_str!("../../survey-forms/method-v1.toml");
const CONNECTIONS: usize = 64;
const ROUNDS: usize = 7;
const WARM_UP: Duration = Duration::from_millis(200);
const MEASURED: Duration = Duration::from_millis(1_000);
const CODES: usize = 90_000;

const ANSWERS: &str = "consent=yes&key=0123456789abcdef&air_quality=4&noise=3&surface_water=2&domestic_water=5&\
    wastewater=3&days_without_water=2&waste_collection=4&sorting=sometimes&plastic_bags=weekly&sorting_hurdles=how&\
    sorting_hurdles=bins&green_space=4&authority_care=3&overall=4&drought=some&self_managed=active&hot_spot=no&\
    sex=female&age=45-59";

/// One way of taking answers, and what was seen of it in each round.
struct Contestant {
    name: &'static str,
    /// Address of a new database for each round; `None` only parses.
    database: Option<Box<dyn FnMut() -> String>>,
    per_second: Vec<f64>,
    alone: Vec<f64>,
    latencies: Vec<Duration>,
}

/// Codes are used once: each round goes on where the last one ended.
#[derive(Clone)]
struct Codes {
    all: Arc<Vec<Code>>,
    next: Arc<AtomicUsize>,
}

impl Codes {
    fn take(&self) -> &Code {
        self.all
            .get(self.next.fetch_add(1, Ordering::Relaxed))
            .expect("more codes are needed")
    }
}

fn wave(store: &Store) -> Vec<Code> {
    let key = LocalityKey {
        code: "1".to_owned(),
        valid_from: NaiveDate::from_ymd_opt(2025, 7, 1).unwrap(),
    };
    let locality = Locality {
        key: key.clone(),
        valid_to: None,
        kind: "ward".to_owned(),
        name: "Phường Một".to_owned(),
        parent_code: None,
        population: Some(40_000),
        households: Some(10_000),
        reference_date: None,
    };
    keep_localities(store, &[locality], &[], &[]).unwrap();
    let now = Clock::System.now();
    let new = NewWave {
        code: "bench".to_owned(),
        title_vi: "Đo".to_owned(),
        title_en: "Bench".to_owned(),
        form: FORM.to_owned(),
        method: METHOD.to_owned(),
        localities: vec![key],
        opens_at: now - chrono::Duration::days(1),
        closes_at: now + chrono::Duration::days(1),
        simulated: false,
    };
    create_wave(store, &new).unwrap();
    open_wave(store, "bench").unwrap();
    let wanted = Invitation {
        kind: LinkKind::Single,
        locality: 0,
        group: None,
        expires_at: None,
        count: CODES,
    };
    new_links(store, Clock::System, "bench", &wanted).unwrap()
}

/// Serves in a thread with two workers, as on a small machine.
fn serve(site: Option<Site>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async move {
            match site {
                Some(site) => server::serve(listener, site, 2).await.unwrap(),
                None => HttpServer::new(|| App::new().route("/parse", web::post().to(parse_only)))
                    .workers(2)
                    .listen(listener)
                    .unwrap()
                    .run()
                    .await
                    .unwrap(),
            }
        });
    });
    base
}

async fn parse_only(pairs: web::Form<Vec<(String, String)>>) -> HttpResponse {
    let typed = Typed::new(pairs.into_inner());
    HttpResponse::Ok().body(typed.values("key").next().unwrap_or_default().to_owned())
}

fn request(path: &str) -> Vec<u8> {
    let head = "HTTP/1.1\r\nhost: bench\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length:";
    format!("POST {path} {head} {}\r\n\r\n{ANSWERS}", ANSWERS.len()).into_bytes()
}

/// Sends one request and reads the whole answer; panics unless it is 200.
async fn exchange(stream: &mut TcpStream, buffer: &mut Vec<u8>, request: &[u8]) {
    stream.write_all(request).await.unwrap();
    buffer.clear();
    loop {
        let mut part = [0_u8; 8192];
        let read = stream.read(&mut part).await.unwrap();
        assert!(read > 0, "the server hung up");
        buffer.extend_from_slice(&part[..read]);
        let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") else {
            continue;
        };
        let head = std::str::from_utf8(&buffer[..end])
            .unwrap()
            .to_ascii_lowercase();
        assert!(head.starts_with("http/1.1 200"), "{head}");
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .unwrap();
        if buffer.len() >= end + 4 + length.parse::<usize>().unwrap() {
            return;
        }
    }
}

/// Each connection sends one request after another, each with the next code.
fn load(base: &str, codes: Option<&Codes>) -> Vec<Duration> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let began = Instant::now();
    runtime.block_on(async {
        let tasks: Vec<_> = (0..CONNECTIONS)
            .map(|_| {
                let (base, codes) = (base.to_owned(), codes.cloned());
                tokio::spawn(async move {
                    let mut stream = TcpStream::connect(&base).await.unwrap();
                    stream.set_nodelay(true).unwrap();
                    let (mut buffer, mut latencies) = (Vec::new(), Vec::new());
                    while began.elapsed() < WARM_UP + MEASURED {
                        let sent = match &codes {
                            None => request("/parse"),
                            Some(codes) => request(&format!("/s/{}/submit", codes.take().as_str())),
                        };
                        let start = Instant::now();
                        exchange(&mut stream, &mut buffer, &sent).await;
                        if began.elapsed() > WARM_UP {
                            latencies.push(start.elapsed());
                        }
                    }
                    latencies
                })
            })
            .collect();
        let mut all = Vec::new();
        for task in tasks {
            all.extend(task.await.unwrap());
        }
        all
    })
}

/// The writer alone: 64 submissions always waiting, no web. Submissions per second.
fn writer_only(store: &Store, codes: &Codes) -> f64 {
    let form = reading::read(FORM).unwrap();
    let pairs = ANSWERS.split('&').filter_map(|pair| pair.split_once('='));
    let typed = Typed::new(
        pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
    );
    let answers = Arc::new(check(&form, Part::All, &typed, &[]).answers);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let collector = Collector::start(store.clone(), Clock::System).unwrap();
        let began = Instant::now();
        let tasks: Vec<_> = (0..CONNECTIONS)
            .map(|_| {
                let (collector, answers, codes) =
                    (collector.clone(), Arc::clone(&answers), codes.clone());
                tokio::spawn(async move {
                    let mut sent = 0;
                    while began.elapsed() < MEASURED / 2 {
                        let sending = Sending {
                            code: codes.take(),
                            idempotency_key: "",
                            answers: &answers,
                            draft_secret: None,
                            device_mark: None,
                        };
                        collector.submit(&sending).await.unwrap();
                        sent += 1;
                    }
                    sent
                })
            })
            .collect();
        let mut total = 0;
        for task in tasks {
            total += task.await.unwrap();
        }
        f64::from(total) / began.elapsed().as_secs_f64()
    })
}

fn resident_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .unwrap_or("0 kB");
    line.trim()
        .trim_end_matches(" kB")
        .trim()
        .parse::<f64>()
        .unwrap_or_default()
        / 1024.0
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

impl Contestant {
    fn new(name: &'static str, database: Option<Box<dyn FnMut() -> String>>) -> Self {
        Self {
            name,
            database,
            per_second: Vec::new(),
            alone: Vec::new(),
            latencies: Vec::new(),
        }
    }

    fn round(&mut self, folder: &std::path::Path) {
        let latencies = match &mut self.database {
            None => load(&serve(None), None),
            Some(new) => {
                let store = Store::open(&new()).unwrap();
                let codes = Codes {
                    all: Arc::new(wave(&store)),
                    next: Arc::default(),
                };
                self.alone.push(writer_only(&store, &codes));
                let site = Site {
                    collector: Collector::start(store.clone(), Clock::System).unwrap(),
                    folder: DataFolder::open(folder).unwrap(),
                    clock: Clock::System,
                    store,
                    base_url: "http://127.0.0.1".to_owned(),
                    institutions: Vec::new(),
                    demonstration: false,
                };
                load(&serve(Some(site)), Some(&codes))
            }
        };
        self.per_second
            .push(latencies.len() as f64 / MEASURED.as_secs_f64());
        self.latencies.extend(latencies);
    }

    fn report(&mut self, parse_only: &[f64]) {
        self.latencies.sort_unstable();
        let percentile =
            |share: usize| self.latencies[self.latencies.len() * share / 100].as_secs_f64() * 1e3;
        let ratios = self
            .per_second
            .iter()
            .zip(parse_only)
            .map(|(own, floor)| own / floor)
            .collect();
        print!(
            "{:<12} {:>8.0}/s  ratio {:.2}  p50 {:>5.1} ms  p99 {:>5.1} ms",
            self.name,
            median(self.per_second.clone()),
            median(ratios),
            percentile(50),
            percentile(99),
        );
        if !self.alone.is_empty() {
            let ceilings = self
                .alone
                .iter()
                .zip(parse_only)
                .map(|(writer, floor)| 2.0 / (2.0 / floor + 1.0 / writer));
            let reached = self
                .per_second
                .iter()
                .zip(ceilings)
                .map(|(own, ceiling)| own / ceiling)
                .collect();
            print!(
                "  writer alone {:>7.0}/s  of the ceiling {:.2}",
                median(self.alone.clone()),
                median(reached)
            );
        }
        println!();
    }
}

/// A new file for each round.
fn sqlite(folder: &std::path::Path) -> Box<dyn FnMut() -> String> {
    let (folder, mut round) = (folder.to_owned(), 0);
    Box::new(move || {
        round += 1;
        format!(
            "sqlite:{}",
            folder.join(format!("round-{round}.sqlite")).display()
        )
    })
}

/// A new database on the same server for each round.
fn postgresql(server: String) -> Box<dyn FnMut() -> String> {
    let mut round = 0;
    Box::new(move || {
        round += 1;
        let name = format!("hailong_bench_{}_{round}", std::process::id());
        PgConnection::establish(&server)
            .unwrap()
            .batch_execute(&format!("CREATE DATABASE {name}"))
            .unwrap();
        let (base, _) = server.rsplit_once('/').unwrap();
        format!("{base}/{name}")
    })
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let mut contestants = vec![
        Contestant::new("parse only", None),
        Contestant::new("SQLite", Some(sqlite(folder.path()))),
    ];
    match std::env::var("HAILONG_TEST_POSTGRES") {
        Ok(server) => contestants.push(Contestant::new("PostgreSQL", Some(postgresql(server)))),
        Err(_) => println!("PostgreSQL is left out: HAILONG_TEST_POSTGRES is not set"),
    }
    let mut resident = 0.0;
    for round in 0..ROUNDS {
        contestants
            .iter_mut()
            .for_each(|one| one.round(folder.path()));
        // Later rounds add the servers of earlier ones, which this process never stops.
        if round == 0 {
            resident = resident_megabytes();
        }
    }
    let parse_only = contestants[0].per_second.clone();
    contestants
        .iter_mut()
        .for_each(|one| one.report(&parse_only));
    println!("resident after a round, all servers, load and codes included: {resident:.0} MB");
}
