//! A fresh database of each kind for every test.

use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection};
use hailong::store::Store;
use tempfile::TempDir;

use crate::harness::server;

pub struct Database {
    pub store: Store,
    pub url: String,
    /// Data folder; on SQLite the database file is in it.
    pub folder: TempDir,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

pub fn sqlite() -> Database {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("hailong.sqlite").display());
    Database {
        store: Store::open(&url).unwrap(),
        url,
        folder,
    }
}

pub fn postgresql() -> Database {
    let server = server::address();
    let name = format!(
        "hailong_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    );
    let mut admin = PgConnection::establish(&server).unwrap();
    admin
        .batch_execute(&format!("CREATE DATABASE {name}"))
        .unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    let url = format!("{base}/{name}");
    Database {
        store: Store::open(&url).unwrap(),
        url,
        folder: tempfile::tempdir().unwrap(),
    }
}

pub fn both() -> [Database; 2] {
    [sqlite(), postgresql()]
}

#[derive(diesel::QueryableByName)]
struct Said {
    #[diesel(sql_type = diesel::sql_types::Text)]
    said: String,
}

/// What `query` finds in its one column, called `said`, past all layers of the program.
pub fn texts(database: &Database, query: &str) -> Vec<String> {
    let query = diesel::sql_query(query);
    let rows: Vec<Said> = match database.url.strip_prefix("sqlite:") {
        Some(path) => query.load(&mut SqliteConnection::establish(path).unwrap()),
        None => query.load(&mut PgConnection::establish(&database.url).unwrap()),
    }
    .unwrap();
    rows.into_iter().map(|row| row.said).collect()
}

/// Statements of a test's own.
pub fn run(database: &Database, statements: &str) {
    match database.url.strip_prefix("sqlite:") {
        Some(path) => SqliteConnection::establish(path)
            .unwrap()
            .batch_execute(statements)
            .unwrap(),
        None => PgConnection::establish(&database.url)
            .unwrap()
            .batch_execute(statements)
            .unwrap(),
    }
}
