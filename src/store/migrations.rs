//! Bringing tables up to this program's version.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::store::connection::AnyConnection;
use crate::store::failure::StoreFailure;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRESQL: EmbeddedMigrations = embed_migrations!("migrations/postgresql");

/// Runs what is missing, and says whether anything was; refuses a database that knows migrations this program does not.
pub fn run(connection: &mut AnyConnection) -> Result<bool, StoreFailure> {
    match connection {
        AnyConnection::Sqlite(inner) => run_on(inner, SQLITE),
        AnyConnection::Postgresql(inner) => run_on(inner, POSTGRESQL),
    }
}

fn run_on<DB, C>(connection: &mut C, source: EmbeddedMigrations) -> Result<bool, StoreFailure>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
    EmbeddedMigrations: diesel::migration::MigrationSource<DB>,
{
    use diesel::migration::MigrationSource;
    let failed = |problem: Box<dyn std::error::Error + Send + Sync>| {
        StoreFailure::Migration(problem.to_string())
    };
    let known: Vec<String> = source
        .migrations()
        .map_err(failed)?
        .iter()
        .map(|one| one.name().version().to_string())
        .collect();
    let applied = connection.applied_migrations().map_err(failed)?;
    if let Some(newer) = applied
        .iter()
        .map(ToString::to_string)
        .find(|version| !known.contains(version))
    {
        return Err(StoreFailure::Newer(newer));
    }
    let run = connection.run_pending_migrations(source).map_err(failed)?;
    Ok(!run.is_empty())
}
