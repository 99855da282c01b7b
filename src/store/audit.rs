//! The audit log: rows are only added, each chained to the one before.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::store::columns::to_micros;
use crate::store::connection::AnyConnection;
use crate::store::failure::StoreFailure;
use crate::store::schema::audit;
use crate::survey::audit::{Act, BEGINNING, Break, Entry, Walk};

type Row = (i64, i64, Option<i64>, String, String, String, Vec<u8>);

/// Rows read at a time when the whole chain is followed.
const STRETCH: i64 = 10_000;

fn read(row: Row) -> Result<Entry, StoreFailure> {
    let (number, at, actor, action, subject, detail, digest) = row;
    let digest = digest
        .try_into()
        .map_err(|_| StoreFailure::Unreadable("digest of the audit log"))?;
    Ok(Entry {
        number,
        at,
        actor,
        action,
        subject,
        detail,
        digest,
    })
}

/// Adds an act, inside the transaction of what was done.
pub fn append(connection: &mut AnyConnection, act: &Act) -> Result<(), StoreFailure> {
    // Two transactions must not follow the same row. SQLite has one writer at a time by itself.
    if let AnyConnection::Postgresql(inner) = connection {
        inner.batch_execute("LOCK TABLE audit IN EXCLUSIVE MODE")?;
    }
    let last: Option<(i64, Vec<u8>)> = audit::table
        .order(audit::number.desc())
        .select((audit::number, audit::digest))
        .first(connection)
        .optional()?;
    let (number, previous) = match last {
        None => (0, BEGINNING),
        Some((number, digest)) => {
            let digest = digest
                .try_into()
                .map_err(|_| StoreFailure::Unreadable("digest of the audit log"))?;
            (number, digest)
        }
    };
    let mut entry = Entry {
        number: number + 1,
        at: to_micros(act.at),
        actor: act.actor.map(|id| id.0),
        action: act.action.to_owned(),
        subject: act.subject.clone(),
        detail: act.detail.clone(),
        digest: BEGINNING,
    };
    entry.digest = entry.chained(&previous);
    diesel::insert_into(audit::table)
        .values((
            audit::number.eq(entry.number),
            audit::at.eq(entry.at),
            audit::actor.eq(entry.actor),
            audit::action.eq(entry.action),
            audit::subject.eq(entry.subject),
            audit::detail.eq(entry.detail),
            audit::digest.eq(entry.digest.to_vec()),
        ))
        .execute(connection)?;
    Ok(())
}

/// Up to `most` rows with numbers up to `last`, newest first.
pub fn back_from(
    connection: &mut AnyConnection,
    last: i64,
    most: i64,
) -> Result<Vec<Entry>, StoreFailure> {
    let rows: Vec<Row> = audit::table
        .filter(audit::number.le(last))
        .order(audit::number.desc())
        .limit(most)
        .load(connection)?;
    rows.into_iter().map(read).collect()
}

/// Hands every row to `each`, oldest first, a stretch at a time.
pub fn each(
    connection: &mut AnyConnection,
    mut each: impl FnMut(&Entry),
) -> Result<(), StoreFailure> {
    let mut after = i64::MIN;
    loop {
        let rows: Vec<Row> = audit::table
            .filter(audit::number.gt(after))
            .order(audit::number)
            .limit(STRETCH)
            .load(connection)?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in rows {
            let entry = read(row)?;
            after = entry.number;
            each(&entry);
        }
    }
}

/// Follows the whole chain; the inner result is where it breaks.
pub fn verify(connection: &mut AnyConnection) -> Result<Result<Walk, Break>, StoreFailure> {
    let (mut walk, mut broken) = (Walk::default(), None);
    each(connection, |entry| {
        if broken.is_none() {
            broken = walk.step(entry).err();
        }
    })?;
    Ok(broken.map_or(Ok(walk), Err))
}
