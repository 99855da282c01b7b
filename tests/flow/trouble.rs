//! A database that does not take answers for a while.

use std::sync::Arc;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};
use hailong::flow::collect::{Collector, Sending, Sent};
use hailong::store::responses;
use hailong::survey::answering::Answers;
use hailong::survey::link::{Code, LinkKind};
use hailong::survey::wave::WaveId;
use tokio::task::JoinSet;

use crate::harness::databases::{self, Database};
use crate::harness::{site, wave};
use crate::survey::sample::form;

/// More than the queue and the batch under way can hold.
const MANY: usize = 4_600;

/// Keeps every other connection from writing, until it is dropped.
enum Lock {
    Sqlite(SqliteConnection),
    Postgresql(PgConnection),
}

impl Lock {
    fn on(database: &Database) -> Self {
        match database.url.strip_prefix("sqlite:") {
            Some(path) => {
                let mut connection = SqliteConnection::establish(path).unwrap();
                connection.batch_execute("BEGIN IMMEDIATE").unwrap();
                Self::Sqlite(connection)
            }
            None => {
                let mut connection = PgConnection::establish(&database.url).unwrap();
                let lock = "BEGIN; LOCK TABLE spent IN ACCESS EXCLUSIVE MODE";
                connection.batch_execute(lock).unwrap();
                Self::Postgresql(connection)
            }
        }
    }

    fn release(self) {
        match self {
            Self::Sqlite(mut connection) => connection.batch_execute("ROLLBACK").unwrap(),
            Self::Postgresql(mut connection) => connection.batch_execute("ROLLBACK").unwrap(),
        }
    }
}

async fn send(collector: &Collector, code: &Code, answers: &Answers, number: usize) -> Sent {
    let sending = Sending {
        code,
        idempotency_key: &format!("key-{number}"),
        answers,
        draft_secret: None,
        device_mark: None,
    };
    collector.submit(&sending).await.unwrap()
}

fn stored(database: &Database) -> i64 {
    let count = |connection: &mut _| responses::count(connection, WaveId(1));
    database.store.read_blocking(count).unwrap()
}

#[test]
fn more_than_the_queue_holds_is_asked_to_come_back_and_nothing_is_lost() {
    for database in databases::both() {
        wave::open(&database.store);
        let code = wave::codes(&database.store, LinkKind::Open, 0, 1).remove(0);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let busy = runtime.block_on(async {
            let collector = Collector::start(database.store.clone(), wave::clock()).unwrap();
            let lock = Lock::on(&database);
            let answers = Arc::new(wave::answers(&form(), 1));
            let mut attempts = JoinSet::new();
            for number in 0..MANY {
                let (collector, code, answers) =
                    (collector.clone(), code.clone(), Arc::clone(&answers));
                attempts.spawn(
                    async move { (number, send(&collector, &code, &answers, number).await) },
                );
            }
            let (mut busy, mut sent) = (Vec::new(), attempts.join_next().await.unwrap().unwrap());
            assert_eq!(sent.1, Sent::Busy, "nothing can be written yet");
            tokio::time::sleep(Duration::from_millis(200)).await;
            lock.release();
            loop {
                match sent {
                    (_, Sent::Taken { fresh, .. }) => assert!(fresh),
                    (number, Sent::Busy) => busy.push(number),
                    other => panic!("{other:?}"),
                }
                match attempts.join_next().await {
                    Some(next) => sent = next.unwrap(),
                    None => break,
                }
            }
            for &number in &busy {
                let again = send(&collector, &code, &answers, number).await;
                assert!(
                    matches!(again, Sent::Taken { fresh: true, .. }),
                    "{again:?}"
                );
            }
            busy.len()
        });
        assert!(busy > 0);
        assert_eq!(stored(&database), MANY as i64, "{}", database.url);
    }
}

#[test]
fn a_writer_whose_connection_was_cut_goes_on_with_another() {
    let database = databases::postgresql();
    wave::open(&database.store);
    let codes = wave::codes(&database.store, LinkKind::Single, 0, 4);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let collector = Collector::start(database.store.clone(), wave::clock()).unwrap();
        for (number, code) in codes.iter().enumerate() {
            let mut other = PgConnection::establish(&database.url).unwrap();
            let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                       WHERE datname = current_database() AND pid <> pg_backend_pid()";
            other.batch_execute(cut).unwrap();
            let sent = wave::send(&collector, code, "key", number).await;
            assert!(matches!(sent, Sent::Taken { fresh: true, .. }), "{sent:?}");
        }
    });
    assert_eq!(stored(&database), 4);
}

#[test]
fn while_nothing_can_be_written_the_page_says_when_to_come_back_and_keeps_the_answers() {
    let database = databases::sqlite();
    wave::open(&database.store);
    let code = wave::codes(&database.store, LinkKind::Single, 0, 1).remove(0);
    // A writer that cannot write at all: the table it needs is gone.
    let path = database.url.strip_prefix("sqlite:").unwrap();
    let mut other = SqliteConnection::establish(path).unwrap();
    other
        .batch_execute("ALTER TABLE response RENAME TO gone")
        .unwrap();
    let address = format!("{}/s/{}/submit", site::start(&database), code.as_str());
    let fields = [
        ("consent", "yes"),
        ("key", "k1"),
        ("dust", "4"),
        ("burning", "no"),
        ("sex", "f"),
    ];
    let response = site::visitor().post(&address).send_form(fields).unwrap();
    assert_eq!(response.headers().get("retry-after").unwrap(), "5");
    let busy = site::seen(Ok(response));
    assert_eq!(busy.status, 503, "{}", busy.body);
    assert!(
        busy.body.contains("name=\"dust\" value=\"4\""),
        "{}",
        busy.body
    );
    other
        .batch_execute("ALTER TABLE gone RENAME TO response")
        .unwrap();
    let sent = site::post(&address, &fields);
    assert_eq!(sent.status, 200, "{}", sent.body);
    assert_eq!(stored(&database), 1);
}
