//! How fast answers are taken: `cargo bench --bench ingest`.
//!
//! 64 connections on loopback post the same url-encoded yearly form to (1) an endpoint that parses it and stores nothing,
//! (2) the real submit route on SQLite, (3) the real submit route on PostgreSQL (`HAILONG_TEST_POSTGRES`, the address of
//! a database whose user may create databases; left out when it is not set). Each submission has its own single-use
//! code, all rules are on, and an answer is on the disk before it is acknowledged. Ratios are to (1) of the same run.

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

const FORM: &str = include_str!("../survey-forms/living-environment-v1.toml");
const METHOD: &str = include_str!("../survey-forms/method-v1.toml");
const CONNECTIONS: usize = 64;
const WARM_UP: Duration = Duration::from_millis(500);
const MEASURED: Duration = Duration::from_secs(4);
const CODES: usize = 160_000;

const ANSWERS: &str = "consent=yes&key=0123456789abcdef&air_quality=4&noise=3&surface_water=2&domestic_water=5&\
    wastewater=3&days_without_water=2&waste_collection=4&sorting=sometimes&plastic_bags=weekly&sorting_hurdles=how&\
    sorting_hurdles=bins&green_space=4&authority_care=3&overall=4&drought=some&self_managed=active&hot_spot=no&\
    sex=female&age=45-59";

struct Measured {
    per_second: f64,
    p50: Duration,
    p99: Duration,
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
    new_links(store, "bench", &wanted).unwrap()
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
fn load(base: &str, codes: Option<Arc<Vec<Code>>>) -> Measured {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let next = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let latencies: Vec<Duration> = runtime.block_on(async {
        let tasks: Vec<_> = (0..CONNECTIONS)
            .map(|_| {
                let (base, codes, next) = (base.to_owned(), codes.clone(), Arc::clone(&next));
                tokio::spawn(async move {
                    let mut stream = TcpStream::connect(&base).await.unwrap();
                    stream.set_nodelay(true).unwrap();
                    let (mut buffer, mut latencies) = (Vec::new(), Vec::new());
                    while began.elapsed() < WARM_UP + MEASURED {
                        let sent = match &codes {
                            None => request("/parse"),
                            Some(codes) => match codes.get(next.fetch_add(1, Ordering::Relaxed)) {
                                Some(code) => request(&format!("/s/{}/submit", code.as_str())),
                                None => panic!("more codes are needed"),
                            },
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
    });
    summary(latencies)
}

fn summary(mut latencies: Vec<Duration>) -> Measured {
    latencies.sort_unstable();
    Measured {
        per_second: latencies.len() as f64 / MEASURED.as_secs_f64(),
        p50: latencies[latencies.len() / 2],
        p99: latencies[latencies.len() * 99 / 100],
    }
}

/// The writer alone: 64 submissions always waiting, no web.
fn writer_only(store: &Store, codes: &[Code]) -> f64 {
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
    let (next, codes) = (Arc::new(AtomicUsize::new(0)), Arc::new(codes.to_vec()));
    let began = Instant::now();
    let time = Duration::from_secs(2);
    let sent: usize = runtime.block_on(async {
        let collector = Collector::start(store.clone(), Clock::System).unwrap();
        let tasks: Vec<_> = (0..CONNECTIONS)
            .map(|_| {
                let (collector, answers) = (collector.clone(), Arc::clone(&answers));
                let (next, codes) = (Arc::clone(&next), Arc::clone(&codes));
                tokio::spawn(async move {
                    let mut sent = 0;
                    while began.elapsed() < time {
                        let Some(code) = codes.get(next.fetch_add(1, Ordering::Relaxed)) else {
                            break;
                        };
                        let sending = Sending {
                            code,
                            idempotency_key: "",
                            answers: &answers,
                            draft_secret: None,
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
        total
    });
    sent as f64 / began.elapsed().as_secs_f64()
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

fn report(name: &str, measured: &Measured, parse_only: f64, writer: Option<f64>) {
    let ceiling = writer.map(|writer| 2.0 / (2.0 / parse_only + 1.0 / writer));
    println!(
        "{name:<12} {:>8.0}/s  ratio {:.2}  p50 {:>6.1} ms  p99 {:>6.1} ms  resident {:>5.0} MB{}",
        measured.per_second,
        measured.per_second / parse_only,
        measured.p50.as_secs_f64() * 1e3,
        measured.p99.as_secs_f64() * 1e3,
        resident_megabytes(),
        ceiling
            .map(|ceiling| format!("  of the ceiling {:.2}", measured.per_second / ceiling))
            .unwrap_or_default(),
    );
}

fn measure(name: &str, url: &str, parse_only: f64) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(url).unwrap();
    let codes = wave(&store);
    let (first, rest) = codes.split_at(CODES / 4);
    let writer = writer_only(&store, first);
    let codes = Arc::new(rest.to_vec());
    let site = Site {
        collector: Collector::start(store.clone(), Clock::System).unwrap(),
        folder: DataFolder::open(folder.path()).unwrap(),
        clock: Clock::System,
        store,
    };
    let measured = load(&serve(Some(site)), Some(codes));
    println!("{:<12} {writer:>8.0}/s", format!("{name}, alone"));
    report(name, &measured, parse_only, Some(writer));
}

fn main() {
    let parse_only = load(&serve(None), None);
    report("parse only", &parse_only, parse_only.per_second, None);
    let folder = tempfile::tempdir().unwrap();
    let sqlite = format!("sqlite:{}", folder.path().join("bench.sqlite").display());
    measure("SQLite", &sqlite, parse_only.per_second);
    let Ok(server) = std::env::var("HAILONG_TEST_POSTGRES") else {
        println!("PostgreSQL is left out: HAILONG_TEST_POSTGRES is not set");
        return;
    };
    let name = format!("hailong_bench_{}", std::process::id());
    PgConnection::establish(&server)
        .unwrap()
        .batch_execute(&format!("CREATE DATABASE {name}"))
        .unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    measure(
        "PostgreSQL",
        &format!("{base}/{name}"),
        parse_only.per_second,
    );
}
