//! What can go wrong with the database.

use thiserror::Error;

use crate::survey::wave::IllegalMove;

#[derive(Debug, Error)]
pub enum StoreFailure {
    #[error("the database address {0:?} is neither sqlite:FILE nor postgres://…")]
    Address(String),
    #[error("the database cannot be opened: {0}")]
    Connect(#[from] diesel::ConnectionError),
    #[error("no connection was free: {0}")]
    Pool(#[from] diesel::r2d2::PoolError),
    #[error("the database was made by a newer version of hailong (migration {0})")]
    Newer(String),
    #[error("the tables cannot be brought up to date: {0}")]
    Migration(String),
    /// A form that is kept already, under the same version, with other content.
    #[error("form {code} version {version} is frozen and its file has changed")]
    FormChanged { code: String, version: u32 },
    #[error(transparent)]
    IllegalMove(#[from] IllegalMove),
    /// Somebody else changed the wave since it was looked at.
    #[error("somebody else changed the wave meanwhile")]
    ChangedMeanwhile,
    #[error("a row that should be there is missing: {0}")]
    Missing(&'static str),
    #[error("a row has a value that this program does not know: {0}")]
    Unreadable(&'static str),
    #[error("{0}")]
    File(#[from] std::io::Error),
    #[error("the work was cancelled")]
    Cancelled,
    #[error("{0}")]
    Database(#[from] diesel::result::Error),
}
