//! A batch of answers into SQLite, row by row through cached statements.

use std::collections::HashMap;

use diesel::SqliteConnection;
use diesel::prelude::*;

use crate::store::columns::to_kind;
use crate::store::failure::StoreFailure;
use crate::store::ingest::{Submission, Written};
use crate::store::schema::{comment, draft, link, response, spent, wave_taking};
use crate::store::sums::Landed;
use crate::survey::folding::fold;
use crate::survey::link::LinkKind;
use crate::survey::wave::WaveState;

pub fn write(
    connection: &mut SqliteConnection,
    batch: &[&Submission],
) -> Result<Vec<Written>, StoreFailure> {
    // Of waves that are open: how often they were counted anew.
    let mut open: HashMap<i32, Option<i32>> = HashMap::new();
    let mut outcomes = Vec::with_capacity(batch.len());
    for one in batch {
        let id = one.wave.0;
        let recounts = match open.get(&id) {
            Some(known) => *known,
            None => {
                let found = wave_taking::table
                    .find(id)
                    .filter(wave_taking::state.eq(WaveState::Open.as_str()))
                    .select(wave_taking::recounts)
                    .first(connection)
                    .optional()?;
                open.insert(id, found);
                found
            }
        };
        outcomes.push(match recounts {
            Some(recounts) => write_one(connection, one, recounts)?,
            None => Written::Refused,
        });
    }
    Ok(outcomes)
}

fn write_one(
    connection: &mut SqliteConnection,
    one: &Submission,
    recounts: i32,
) -> Result<Written, StoreFailure> {
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
        return Ok(Written::Refused);
    };
    if expires_at.is_some_and(|end| one.now >= end) {
        return Ok(Written::Refused);
    }
    let known = to_kind(kind)?;
    let group = group.or_else(|| one.group.clone());
    let token = match known {
        LinkKind::Single => &one.spent_single,
        LinkKind::Open => &one.spent_open,
    };
    let fresh = diesel::insert_into(spent::table)
        .values((spent::wave.eq(id), spent::token.eq(&token.0[..])))
        .on_conflict_do_nothing()
        .execute(connection)?;
    if fresh == 0 {
        return Ok(Written::Repeated(known));
    }
    let row = (
        response::wave.eq(id),
        response::id.eq(&one.id.0[..]),
        response::locality.eq(locality),
        response::residential_group.eq(group.as_deref()),
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
    Ok(Written::Stored(Landed {
        kind: known,
        locality,
        group,
        recounts,
    }))
}
