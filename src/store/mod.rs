//! THE ROWS: the only room that imports diesel.

pub mod account_codes;
pub mod accounts;
pub mod addresses;
pub mod audit;
pub mod batches;
pub mod cases;
mod columns;
pub mod comments;
pub mod connection;
pub mod drafts;
pub mod edition_drafts;
pub mod editions;
pub mod exclusions;
pub mod failure;
pub mod forms;
pub mod ingest;
mod ingest_postgresql;
mod ingest_sqlite;
pub mod links;
pub mod localities;
pub mod migrations;
pub mod outbox;
pub mod paper;
pub mod parties;
pub mod responses;
mod schema;
pub mod sessions;
pub mod sign_in_failures;
pub mod sums;
pub mod tallies;
pub mod wave_edits;
pub mod waves;

use std::sync::Arc;
use std::time::Duration;

pub use connection::{AnyConnection, DatabaseUrl};
use diesel::r2d2::Pool;
pub use failure::StoreFailure;

use crate::store::connection::Manager;

/// A database, opened: cheap to clone.
#[derive(Clone)]
pub struct Store {
    pool: Pool<Manager>,
    url: Arc<DatabaseUrl>,
}

impl Store {
    /// Opens the database and brings its tables up to this program's version. A database of a newer version is refused.
    pub fn open(url: &str) -> Result<Self, StoreFailure> {
        let store = Self::open_as_it_is(url)?;
        if migrations::run(&mut *store.connection()?)? {
            store.write_blocking(comments::fold_missing)?;
        }
        Ok(store)
    }

    fn open_as_it_is(url: &str) -> Result<Self, StoreFailure> {
        let url = Arc::new(DatabaseUrl::parse(url)?);
        // One attempt by hand: the pool would hide its error behind a timeout.
        url.connect()?;
        let pool = Pool::builder()
            .max_size(8)
            .min_idle(Some(1))
            .connection_timeout(Duration::from_secs(5))
            .build(Manager {
                url: Arc::clone(&url),
            })?;
        Ok(Self { pool, url })
    }

    pub fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    fn connection(&self) -> Result<diesel::r2d2::PooledConnection<Manager>, StoreFailure> {
        Ok(self.pool.get()?)
    }

    /// Reads, off the async threads.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreFailure> + Send + 'static,
    ) -> Result<T, StoreFailure> {
        let store = self.clone();
        tokio::task::spawn_blocking(move || store.read_blocking(work))
            .await
            .map_err(|_| StoreFailure::Cancelled)?
    }

    /// One transaction, off the async threads.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreFailure> + Send + 'static,
    ) -> Result<T, StoreFailure> {
        self.attempt(work).await
    }

    /// One transaction of a use case with refusals of its own: a refusal undoes everything, as a failure does.
    pub async fn attempt<T: Send + 'static, E: From<StoreFailure> + Send + 'static>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        let store = self.clone();
        tokio::task::spawn_blocking(move || store.attempt_blocking(work))
            .await
            .map_err(|_| StoreFailure::Cancelled)?
    }

    pub fn read_blocking<T>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreFailure>,
    ) -> Result<T, StoreFailure> {
        work(&mut *self.connection()?)
    }

    pub fn write_blocking<T>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, StoreFailure>,
    ) -> Result<T, StoreFailure> {
        self.attempt_blocking(work)
    }

    pub fn attempt_blocking<T, E: From<StoreFailure>>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        connection::in_transaction(&mut *self.connection()?, work)
    }

    /// Rewrites the files of the tables that closing emptied or shuffled, so that nothing of the old order is left.
    pub fn compact(&self) -> Result<(), StoreFailure> {
        connection::compact(&mut *self.connection()?)
    }

    /// After words were struck out of a comment: they are nowhere in the database any more.
    pub fn forget_old_words(&self) -> Result<(), StoreFailure> {
        connection::forget_old_words(&mut *self.connection()?)
    }
}
