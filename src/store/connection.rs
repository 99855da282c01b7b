//! One connection type for both databases.

use std::path::PathBuf;
use std::sync::Arc;

use diesel::connection::{
    AnsiTransactionManager, Connection, SimpleConnection, TransactionManager,
};
use diesel::r2d2::{ManageConnection, R2D2Connection};
use diesel::{ConnectionError, PgConnection, SqliteConnection};

use crate::store::failure::StoreFailure;

#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    Postgresql(PgConnection),
    Sqlite(SqliteConnection),
}

/// Runs the same statement on whichever database this is; needed where diesel's common enum has no support.
macro_rules! each_backend {
    ($connection:expr, $inner:ident => $work:expr) => {
        match $connection {
            $crate::store::connection::AnyConnection::Postgresql($inner) => $work,
            $crate::store::connection::AnyConnection::Sqlite($inner) => $work,
        }
    };
}
pub(crate) use each_backend;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseUrl {
    Sqlite(PathBuf),
    Postgresql(String),
}

impl DatabaseUrl {
    pub fn parse(url: &str) -> Result<Self, StoreFailure> {
        match url.strip_prefix("sqlite:") {
            Some(path) if !path.is_empty() => Ok(Self::Sqlite(PathBuf::from(path))),
            None if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Ok(Self::Postgresql(url.to_owned()))
            }
            _ => Err(StoreFailure::Address(url.to_owned())),
        }
    }

    pub fn connect(&self) -> Result<AnyConnection, ConnectionError> {
        match self {
            Self::Sqlite(path) => {
                let mut connection = SqliteConnection::establish(&path.to_string_lossy())?;
                // FULL: an acknowledged answer is on the disk. secure_delete: what is deleted is overwritten.
                connection
                    .batch_execute(
                        "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                         PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;",
                    )
                    .map_err(ConnectionError::CouldntSetupConfiguration)?;
                Ok(AnyConnection::Sqlite(connection))
            }
            Self::Postgresql(url) => Ok(AnyConnection::Postgresql(PgConnection::establish(url)?)),
        }
    }

    /// A connection of a writer of answers. On SQLite every answer lands on another page: more pages are kept, and they go
    /// from the log into the file 32 MB at a time, so that a page that changes often is copied once.
    pub fn connect_writer(&self) -> Result<AnyConnection, ConnectionError> {
        let mut connection = self.connect()?;
        if let AnyConnection::Sqlite(inner) = &mut connection {
            inner
                .batch_execute("PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8000;")
                .map_err(ConnectionError::CouldntSetupConfiguration)?;
        }
        Ok(connection)
    }
}

pub struct Manager {
    pub url: Arc<DatabaseUrl>,
}

impl ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<AnyConnection, Self::Error> {
        self.url
            .connect()
            .map_err(diesel::r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, connection: &mut AnyConnection) -> Result<(), Self::Error> {
        connection.ping().map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, connection: &mut AnyConnection) -> bool {
        connection.is_broken()
    }
}

/// The only place where a transaction begins. On SQLite it takes the write lock at once: a read that later wants to
/// write could not wait for it.
pub fn in_transaction<T, E: From<StoreFailure>>(
    connection: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E> {
    let begun = match connection {
        AnyConnection::Sqlite(inner) => {
            AnsiTransactionManager::begin_transaction_sql(inner, "BEGIN IMMEDIATE")
        }
        AnyConnection::Postgresql(inner) => {
            AnsiTransactionManager::begin_transaction_sql(inner, "BEGIN")
        }
    };
    begun.map_err(StoreFailure::from)?;
    type Manager = <AnyConnection as Connection>::TransactionManager;
    match work(connection) {
        Ok(value) => {
            Manager::commit_transaction(connection).map_err(StoreFailure::from)?;
            Ok(value)
        }
        Err(failure) => {
            // The first failure is the one to report.
            let _ = Manager::rollback_transaction(connection);
            Err(failure)
        }
    }
}

pub fn compact(connection: &mut AnyConnection) -> Result<(), StoreFailure> {
    match connection {
        AnyConnection::Sqlite(inner) => {
            inner.batch_execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);")?
        }
        AnyConnection::Postgresql(inner) => {
            for table in [
                "response",
                "comment",
                "spent",
                "draft",
                "link",
                "paper_sheet",
                "paper_response",
                "tally",
                "day_tally",
                "link_tally",
                "address",
                "letter",
            ] {
                inner.batch_execute(&format!("VACUUM FULL {table}"))?;
            }
        }
    }
    Ok(())
}

/// Takes struck-out words out of the write-ahead log (SQLite) and out of dead rows (PostgreSQL).
pub fn forget_old_words(connection: &mut AnyConnection) -> Result<(), StoreFailure> {
    match connection {
        AnyConnection::Sqlite(inner) => inner.batch_execute("PRAGMA wal_checkpoint(TRUNCATE);")?,
        AnyConnection::Postgresql(inner) => inner.batch_execute("VACUUM FULL comment")?,
    }
    Ok(())
}
