//! kill -9 under load, and at once a start: the counts are those of the answers.

use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use hailong::flow::collect::Collector;
use hailong::store::{responses, tallies};
use hailong::survey::link::LinkKind;
use hailong::survey::wave::WaveId;

use crate::flow::kill::{patient, serve};
use crate::harness::{databases, site, wave};
use crate::survey::sample::FORM;

const KILLS: usize = 4;
const CLIENTS: usize = 4;

#[test]
fn after_each_kill_the_next_start_finds_every_answer_in_the_counts() {
    for database in databases::both() {
        wave::open_for_long(&database.store, FORM);
        let slips = wave::codes(&database.store, LinkKind::Single, 1, 4_000);
        let next = AtomicUsize::new(0);
        for _ in 0..KILLS {
            // Anew each time: while nobody listens the port may become another's.
            let port = TcpListener::bind("127.0.0.1:0")
                .unwrap()
                .local_addr()
                .unwrap()
                .port();
            let mut child = serve(&database, port);
            let end = Instant::now() + Duration::from_millis(700);
            thread::scope(|scope| {
                for _ in 0..CLIENTS {
                    scope.spawn(|| {
                        while Instant::now() < end {
                            let code = &slips[next.fetch_add(1, Ordering::Relaxed)];
                            let address =
                                format!("http://127.0.0.1:{port}/s/{}/submit", code.as_str());
                            let fields = [
                                ("consent", "yes"),
                                ("key", "kill"),
                                ("dust", "4"),
                                ("burning", "no"),
                                ("sex", "f"),
                            ];
                            let sent = patient(site::visitor().post(address)).send_form(fields);
                            if sent.is_err() {
                                thread::sleep(Duration::from_millis(5));
                            }
                        }
                    });
                }
                thread::sleep(Duration::from_millis(700));
                child.kill().unwrap();
                child.wait().unwrap();
            });
            let counts = |connection: &mut _| {
                let wave = WaveId(1);
                let kept = responses::count(connection, wave)?;
                let mut counted = Vec::new();
                for received in [
                    tallies::by_locality(connection, wave)?
                        .into_values()
                        .collect::<Vec<_>>(),
                    tallies::by_group(connection, wave, 1)?
                        .into_values()
                        .collect(),
                    tallies::by_day(connection, wave, None)?
                        .into_values()
                        .collect(),
                ] {
                    counted.push(received.iter().map(|one| one.all().responses).sum::<i64>());
                }
                Ok((kept, counted))
            };
            let (kept, counted) = database.store.read_blocking(counts).unwrap();
            assert!(counted.iter().all(|n| *n <= kept), "{counted:?} of {kept}");
            Collector::start(database.store.clone(), wave::clock()).unwrap();
            let (kept, counted) = database.store.read_blocking(counts).unwrap();
            assert!(kept > 0);
            assert_eq!(counted, [kept; 3], "{}", database.url);
        }
    }
}
