//! A batch of answers into SQLite, row by row through cached statements.

use std::collections::HashMap;

use diesel::SqliteConnection;
use diesel::prelude::*;

use crate::store::columns::to_kind;
use crate::store::failure::StoreFailure;
use crate::store::ingest::{Outcome, Submission};
use crate::store::schema::{comment, draft, link, response, spent, wave};
use crate::survey::folding::fold;
use crate::survey::link::LinkKind;
use crate::survey::wave::WaveState;

pub fn write(
    connection: &mut SqliteConnection,
    batch: &[&Submission],
) -> Result<Vec<Outcome>, StoreFailure> {
    let mut open: HashMap<i32, bool> = HashMap::new();
    let mut outcomes = Vec::with_capacity(batch.len());
    for one in batch {
        let id = one.wave.0;
        let is_open = match open.get(&id) {
            Some(known) => *known,
            None => {
                let state: Option<String> = wave::table
                    .find(id)
                    .select(wave::state)
                    .first(connection)
                    .optional()?;
                let is_open = state.as_deref() == Some(WaveState::Open.as_str());
                open.insert(id, is_open);
                is_open
            }
        };
        outcomes.push(if is_open {
            write_one(connection, one)?
        } else {
            Outcome::Refused
        });
    }
    Ok(outcomes)
}

fn write_one(connection: &mut SqliteConnection, one: &Submission) -> Result<Outcome, StoreFailure> {
    let id = one.wave.0;
    let found: Option<(i16, i16, Option<String>, Option<i64>)> = link::table
        .find((id, &one.link.0[..]))
        .select((
            link::kind,
            link::locality,
            link::residential_group,
            link::expires_at,
        ))
        .first(connection)
        .optional()?;
    let Some((kind, locality, group, expires_at)) = found else {
        return Ok(Outcome::Refused);
    };
    if expires_at.is_some_and(|end| one.now >= end) {
        return Ok(Outcome::Refused);
    }
    let known = to_kind(kind)?;
    let token = match known {
        LinkKind::Single => &one.spent_single,
        LinkKind::Open => &one.spent_open,
    };
    let fresh = diesel::insert_into(spent::table)
        .values((spent::wave.eq(id), spent::token.eq(&token.0[..])))
        .on_conflict_do_nothing()
        .execute(connection)?;
    if fresh == 0 {
        return Ok(Outcome::Repeated(known));
    }
    let row = (
        response::wave.eq(id),
        response::id.eq(&one.id.0[..]),
        response::locality.eq(locality),
        response::residential_group.eq(group.as_deref().or(one.group.as_deref())),
        response::mode.eq(kind),
        response::complete.eq(one.complete),
        response::answers.eq(&one.answers),
    );
    diesel::insert_into(response::table)
        .values(row)
        .execute(connection)?;
    for (question, words) in &one.comments {
        let row = (
            comment::wave.eq(id),
            comment::id.eq(uuid::Uuid::new_v4().as_bytes().to_vec()),
            comment::locality.eq(locality),
            comment::question.eq(question),
            comment::words.eq(words),
            comment::folded.eq(fold(words)),
        );
        diesel::insert_into(comment::table)
            .values(row)
            .execute(connection)?;
    }
    if let Some(token) = &one.draft {
        diesel::delete(draft::table.find((id, &token.0[..]))).execute(connection)?;
    }
    Ok(Outcome::Stored(known))
}
