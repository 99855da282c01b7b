//! Responses and comments: written by `ingest`, read and sealed here.

use std::collections::HashMap;

use diesel::prelude::*;
use rand::seq::SliceRandom;

use crate::store::columns::{from_mode, to_bytes16, to_mode};
use crate::store::connection::{AnyConnection, each_backend};
use crate::store::failure::StoreFailure;
use crate::store::schema::{comment, draft, paper_response, response, spent};
use crate::survey::folding::fold;
use crate::survey::paper_batch::Typist;
use crate::survey::response::{Mode, ResponseId};
use crate::survey::wave::WaveId;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptResponse {
    pub id: ResponseId,
    /// Place in the wave's localities.
    pub locality: i16,
    pub group: Option<String>,
    pub mode: Mode,
    pub complete: bool,
    /// Closed answers, see `survey::response::encode`.
    pub answers: Vec<u8>,
    /// Of answers from paper only.
    pub typed: Option<TypedIn>,
}

/// Where answers from paper come from: the batch, and who keyed them first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedIn {
    pub batch: i32,
    pub typist: Typist,
}

#[derive(Queryable, Insertable, Clone)]
#[diesel(table_name = response)]
struct Row {
    wave: i32,
    id: Vec<u8>,
    locality: i16,
    residential_group: Option<String>,
    mode: i16,
    complete: bool,
    answers: Vec<u8>,
}

#[derive(Queryable, Insertable, Clone)]
#[diesel(table_name = comment)]
struct CommentRow {
    wave: i32,
    id: Vec<u8>,
    locality: i16,
    question: String,
    words: String,
    folded: String,
    state: String,
    place: Option<String>,
    place_folded: Option<String>,
    reason: Option<String>,
    case_id: Option<i32>,
}

#[derive(Queryable, Insertable, Clone)]
#[diesel(table_name = paper_response)]
struct TypedRow {
    wave: i32,
    id: Vec<u8>,
    batch: i32,
    typist: String,
}

/// Keeps one response with its comments, question and words. What many send at once goes through `ingest`.
pub fn keep(
    connection: &mut AnyConnection,
    wave: WaveId,
    new: &KeptResponse,
    comments: &[(String, String)],
) -> Result<(), StoreFailure> {
    let row = Row {
        wave: wave.0,
        id: new.id.0.to_vec(),
        locality: new.locality,
        residential_group: new.group.clone(),
        mode: from_mode(new.mode),
        complete: new.complete,
        answers: new.answers.clone(),
    };
    diesel::insert_into(response::table)
        .values(row)
        .execute(connection)?;
    if let Some(typed) = &new.typed {
        let row = TypedRow {
            wave: wave.0,
            id: new.id.0.to_vec(),
            batch: typed.batch,
            typist: typed.typist.0.clone(),
        };
        diesel::insert_into(paper_response::table)
            .values(row)
            .execute(connection)?;
    }
    for (question, words) in comments {
        let row = (
            comment::wave.eq(wave.0),
            comment::id.eq(uuid::Uuid::new_v4().as_bytes().to_vec()),
            comment::locality.eq(new.locality),
            comment::question.eq(question),
            comment::words.eq(words),
            comment::folded.eq(fold(words)),
        );
        diesel::insert_into(comment::table)
            .values(row)
            .execute(connection)?;
    }
    Ok(())
}

/// All responses of a wave in the order of their random ids.
pub fn of_wave(
    connection: &mut AnyConnection,
    wave: WaveId,
) -> Result<Vec<KeptResponse>, StoreFailure> {
    let mut typed: HashMap<Vec<u8>, TypedIn> = typed_rows(connection, wave)?
        .into_iter()
        .map(|row| {
            let typist = Typist(row.typist);
            let batch = row.batch;
            (row.id, TypedIn { batch, typist })
        })
        .collect();
    rows(connection, wave)?
        .into_iter()
        .map(|row| {
            Ok(KeptResponse {
                id: ResponseId(to_bytes16(&row.id)?),
                typed: typed.remove(&row.id),
                locality: row.locality,
                group: row.residential_group,
                mode: to_mode(row.mode)?,
                complete: row.complete,
                answers: row.answers,
            })
        })
        .collect()
}

fn rows(connection: &mut AnyConnection, wave: WaveId) -> Result<Vec<Row>, StoreFailure> {
    Ok(response::table
        .filter(response::wave.eq(wave.0))
        .order(response::id)
        .load(connection)?)
}

fn typed_rows(connection: &mut AnyConnection, wave: WaveId) -> Result<Vec<TypedRow>, StoreFailure> {
    Ok(paper_response::table
        .filter(paper_response::wave.eq(wave.0))
        .load(connection)?)
}

pub fn count(connection: &mut AnyConnection, wave: WaveId) -> Result<i64, StoreFailure> {
    Ok(response::table
        .filter(response::wave.eq(wave.0))
        .count()
        .get_result(connection)?)
}

/// Responses of one locality of a wave.
pub fn count_in(
    connection: &mut AnyConnection,
    wave: WaveId,
    locality: i16,
) -> Result<i64, StoreFailure> {
    Ok(response::table
        .filter(response::wave.eq(wave.0))
        .filter(response::locality.eq(locality))
        .count()
        .get_result(connection)?)
}

/// Question and words of every comment of a wave, by locality; their order says nothing.
pub fn comments(
    connection: &mut AnyConnection,
    wave: WaveId,
) -> Result<Vec<(i16, String, String)>, StoreFailure> {
    let columns = (comment::locality, comment::question, comment::words);
    let of_wave = comment::table
        .filter(comment::wave.eq(wave.0))
        .order(comment::id)
        .select(columns);
    Ok(of_wave.load(connection)?)
}

const BATCH: usize = 1_000;

/// Forgets everything that ties a wave's rows to how they came: responses and comments are written again in random
/// order, spent codes and drafts are deleted. Together with destroying the wave's key and [`crate::store::Store::compact`]
/// nothing is left that could join a code to an answer.
pub fn seal(connection: &mut AnyConnection, wave: WaveId) -> Result<(), StoreFailure> {
    let mut random = rand::rng();
    let mut responses = rows(connection, wave)?;
    responses.shuffle(&mut random);
    let mut comments: Vec<CommentRow> = comment::table
        .filter(comment::wave.eq(wave.0))
        .load(connection)?;
    comments.shuffle(&mut random);
    let mut typed = typed_rows(connection, wave)?;
    typed.shuffle(&mut random);
    diesel::delete(paper_response::table.filter(paper_response::wave.eq(wave.0)))
        .execute(connection)?;
    diesel::delete(response::table.filter(response::wave.eq(wave.0))).execute(connection)?;
    diesel::delete(comment::table.filter(comment::wave.eq(wave.0))).execute(connection)?;
    diesel::delete(spent::table.filter(spent::wave.eq(wave.0))).execute(connection)?;
    diesel::delete(draft::table.filter(draft::wave.eq(wave.0))).execute(connection)?;
    for part in responses.chunks(BATCH) {
        let part = part.to_vec();
        each_backend!(connection, inner => diesel::insert_into(response::table).values(part).execute(inner))?;
    }
    for part in typed.chunks(BATCH) {
        let part = part.to_vec();
        each_backend!(connection, inner => diesel::insert_into(paper_response::table).values(part).execute(inner))?;
    }
    for part in comments.chunks(BATCH) {
        let part = part.to_vec();
        each_backend!(connection, inner => diesel::insert_into(comment::table).values(part).execute(inner))?;
    }
    Ok(())
}
