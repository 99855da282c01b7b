//! kill -9 under load: what was acknowledged is there, and nothing twice.

use std::collections::BTreeSet;
use std::fs;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use hailong::store::responses;
use hailong::survey::answering::Answer;
use hailong::survey::link::LinkKind;
use hailong::survey::reading;
use hailong::survey::response::decode;
use hailong::survey::wave::WaveId;
use rand::{RngExt, SeedableRng};
use ureq::RequestBuilder;

use crate::harness::databases::{self, Database};
use crate::harness::{site, wave};

/// One number, so that every response can be told from every other.
const FORM: &str = r#"code = "serial"
version = 1
languages = ["en"]
title = { en = "Serial" }
introduction = { en = "A number." }

[[section]]
code = "one"
title = { en = "One" }

[[section.question]]
code = "serial"
kind = "number"
min = 0
max = 1000000
required = true
text = { en = "Which?" }
"#;

const KILLS: usize = 20;
const CLIENTS: usize = 8;
const CODES: usize = 6_000;

/// Gives up after a second: the port of a server that was killed may be another's.
pub fn patient<Any>(request: RequestBuilder<Any>) -> RequestBuilder<Any> {
    request
        .config()
        .timeout_global(Some(Duration::from_secs(1)))
        .build()
}

/// A server whose pages are there; its port is there before.
pub fn serve(database: &Database, port: u16) -> Child {
    let config = database.folder.path().join("hailong.toml");
    let text = format!(
        "database = {:?}\ndata = {:?}\nlisten = \"127.0.0.1:{port}\"\nbase_url = \"http://127.0.0.1:{port}\"\n",
        database.url,
        database.folder.path().to_str().unwrap()
    );
    fs::write(&config, text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_hailong"));
    command
        .arg("serve")
        .arg("--config")
        .arg(&config)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let child = command.spawn().unwrap();
    let home = format!("http://127.0.0.1:{port}/");
    let gives_up = Instant::now() + Duration::from_secs(20);
    while patient(site::visitor().get(&home)).call().is_err() && Instant::now() < gives_up {
        thread::sleep(Duration::from_millis(5));
    }
    child
}

/// Sends serial numbers until told to stop; a number counts as acknowledged when its thank-you page came.
fn client(
    base: &str,
    codes: &[String],
    next: &AtomicUsize,
    acknowledged: &Mutex<BTreeSet<usize>>,
    end: Instant,
) {
    while Instant::now() < end {
        let serial = next.fetch_add(1, Ordering::Relaxed);
        let Some(code) = codes.get(serial) else {
            return;
        };
        // Until it is answered or time is up: the same code again, as a phone on a bad line would.
        while Instant::now() < end {
            let fields = [
                ("consent", "yes"),
                ("key", "kill"),
                ("serial", &serial.to_string()),
            ];
            let sent = site::visitor()
                .post(format!("{base}/s/{code}/submit"))
                .send_form(fields);
            match sent {
                Ok(response) if response.status() == 200 => {
                    acknowledged.lock().unwrap().insert(serial);
                    break;
                }
                _ => thread::sleep(Duration::from_millis(5)),
            }
        }
    }
}

#[test]
fn every_acknowledged_response_survives_twenty_kills_and_none_is_there_twice() {
    for database in databases::both() {
        wave::open_for_long(&database.store, FORM);
        let codes: Vec<String> = wave::codes(&database.store, LinkKind::Single, 0, CODES)
            .iter()
            .map(|code| code.as_str().to_owned())
            .collect();
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let base = format!("http://127.0.0.1:{port}");
        let (next, acknowledged) = (AtomicUsize::new(0), Mutex::new(BTreeSet::new()));
        let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(9);
        for _ in 0..KILLS {
            let mut child = serve(&database, port);
            let life = Duration::from_millis(150 + random.random_range(0..200_u64));
            let end = Instant::now() + life + Duration::from_millis(50);
            thread::scope(|scope| {
                for _ in 0..CLIENTS {
                    scope.spawn(|| client(&base, &codes, &next, &acknowledged, end));
                }
                thread::sleep(life);
                child.kill().unwrap();
                child.wait().unwrap();
            });
        }
        let form = reading::read(FORM).unwrap();
        let kept = database
            .store
            .read_blocking(|connection| responses::of_wave(connection, WaveId(1)))
            .unwrap();
        let serials: Vec<usize> = kept
            .iter()
            .map(|row| match decode(&form, &row.answers).unwrap()[0] {
                Some(Answer::Number(serial)) => usize::try_from(serial).unwrap(),
                ref other => panic!("{other:?}"),
            })
            .collect();
        let different: BTreeSet<usize> = serials.iter().copied().collect();
        assert_eq!(
            different.len(),
            serials.len(),
            "{}: one twice",
            database.url
        );
        let acknowledged = acknowledged.into_inner().unwrap();
        assert!(
            acknowledged.len() > 200,
            "{}: only {} under load",
            database.url,
            acknowledged.len()
        );
        let lost: Vec<&usize> = acknowledged.difference(&different).collect();
        assert!(lost.is_empty(), "{}: lost {lost:?}", database.url);
    }
}
