//! A batch of answers into PostgreSQL: one statement, which is its own transaction.

use std::collections::HashMap;

use diesel::PgConnection;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{Array, BigInt, Binary, Bool, Integer, Nullable, SmallInt, Text};

use crate::store::columns::to_kind;
use crate::store::failure::StoreFailure;
use crate::store::ingest::{Submission, Written};
use crate::store::sums::Landed;
use crate::survey::folding::fold;

/// Tokens are spent in their own order, so that two batches never wait for each other in a circle.
/// `IS TRUE` keeps the planner, which takes a batch for a few rows, from comparing every row with every other.
/// The wave's row is locked against closing: whoever comes second sees what the first has done.
const STATEMENT: [&str; 3] = [
    "\
WITH batch AS (
  SELECT * FROM unnest(",
    ")
    AS b(n, wave, link, spent_single, spent_open, id, chosen, complete, answers, draft, now)
), said AS (
  SELECT * FROM unnest(",
    ") AS s(n, id, question, words, folded)
), good AS (
  SELECT b.*, l.kind, l.locality, coalesce(l.residential_group, b.chosen) AS residential_group,
    CASE l.kind WHEN 1 THEN b.spent_single ELSE b.spent_open END AS spent, w.recounts
  FROM batch b JOIN link l ON l.wave = b.wave AND l.token = b.link JOIN wave w ON w.id = b.wave
  WHERE w.state = 'open' AND (l.expires_at IS NULL OR b.now < l.expires_at)
  FOR SHARE OF w
), ranked AS (
  SELECT g.*, row_number() OVER (PARTITION BY wave, spent ORDER BY n) AS turn FROM good g
), fresh AS (
  INSERT INTO spent (wave, token) SELECT wave, spent FROM ranked WHERE turn = 1 ORDER BY wave, spent
  ON CONFLICT DO NOTHING RETURNING wave, token
), stored AS (
  INSERT INTO response (wave, id, locality, residential_group, mode, complete, answers)
  SELECT r.wave, r.id, r.locality, r.residential_group, r.kind, r.complete, r.answers
  FROM ranked r WHERE r.turn = 1 AND ((r.wave, r.spent) IN (SELECT wave, token FROM fresh)) IS TRUE
), commented AS (
  INSERT INTO comment (wave, id, locality, question, words, folded)
  SELECT r.wave, s.id, r.locality, s.question, s.words, s.folded
  FROM said s JOIN ranked r ON r.n = s.n
  WHERE r.turn = 1 AND ((r.wave, r.spent) IN (SELECT wave, token FROM fresh)) IS TRUE
), ended AS (
  DELETE FROM draft d USING good g WHERE d.wave = g.wave AND d.token = g.draft
)
SELECT r.n, r.kind, r.turn = 1 AND (r.wave, r.spent) IN (SELECT wave, token FROM fresh) AS fresh,
  r.locality, r.residential_group, r.recounts FROM ranked r",
];

/// One batch, column by column. Its text never changes, so that the server plans it once per connection.
struct Batch<'a> {
    number: Vec<i32>,
    wave: Vec<i32>,
    link: Vec<&'a [u8]>,
    spent_single: Vec<&'a [u8]>,
    spent_open: Vec<&'a [u8]>,
    id: Vec<&'a [u8]>,
    chosen: Vec<Option<&'a str>>,
    complete: Vec<bool>,
    answers: Vec<&'a [u8]>,
    draft: Vec<Option<&'a [u8]>>,
    now: Vec<i64>,
    comment_of: Vec<i32>,
    comment_id: Vec<[u8; 16]>,
    question: Vec<&'a str>,
    words: Vec<&'a str>,
    folded: Vec<String>,
}

impl<'a> Batch<'a> {
    fn of(batch: &[&'a Submission]) -> Self {
        let numbered = (0_i32..).zip(batch);
        let comments: Vec<(i32, &str, &str)> = numbered
            .flat_map(|(n, one)| {
                one.comments
                    .iter()
                    .map(move |(code, words)| (n, code.as_str(), words.as_str()))
            })
            .collect();
        let bytes = |pick: fn(&Submission) -> &[u8]| batch.iter().map(|one| pick(one)).collect();
        Self {
            number: (0_i32..).take(batch.len()).collect(),
            wave: batch.iter().map(|one| one.wave.0).collect(),
            link: bytes(|one| &one.link.0),
            spent_single: bytes(|one| &one.spent_single.0),
            spent_open: bytes(|one| &one.spent_open.0),
            id: bytes(|one| &one.id.0),
            chosen: batch.iter().map(|one| one.group.as_deref()).collect(),
            complete: batch.iter().map(|one| one.complete).collect(),
            answers: bytes(|one| &one.answers),
            draft: batch
                .iter()
                .map(|one| one.draft.as_ref().map(|token| &token.0[..]))
                .collect(),
            now: batch.iter().map(|one| one.now).collect(),
            comment_of: comments.iter().map(|row| row.0).collect(),
            comment_id: comments
                .iter()
                .map(|_| *uuid::Uuid::new_v4().as_bytes())
                .collect(),
            question: comments.iter().map(|row| row.1).collect(),
            words: comments.iter().map(|row| row.2).collect(),
            folded: comments.iter().map(|row| fold(row.2)).collect(),
        }
    }
}

impl QueryFragment<Pg> for Batch<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let [before, between, after] = STATEMENT;
        out.push_sql(before);
        out.push_bind_param::<Array<Integer>, _>(&self.number)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Integer>, _>(&self.wave)?;
        for column in [&self.link, &self.spent_single, &self.spent_open, &self.id] {
            out.push_sql(", ");
            out.push_bind_param::<Array<Binary>, _>(column)?;
        }
        out.push_sql(", ");
        out.push_bind_param::<Array<Nullable<Text>>, _>(&self.chosen)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Bool>, _>(&self.complete)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Binary>, _>(&self.answers)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Nullable<Binary>>, _>(&self.draft)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<BigInt>, _>(&self.now)?;
        out.push_sql(between);
        out.push_bind_param::<Array<Integer>, _>(&self.comment_of)?;
        out.push_sql(", ");
        out.push_bind_param::<Array<Binary>, _>(&self.comment_id)?;
        for column in [&self.question, &self.words] {
            out.push_sql(", ");
            out.push_bind_param::<Array<Text>, _>(column)?;
        }
        out.push_sql(", ");
        out.push_bind_param::<Array<Text>, _>(&self.folded)?;
        out.push_sql(after);
        Ok(())
    }
}

impl QueryId for Batch<'_> {
    type QueryId = Batch<'static>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl Query for Batch<'_> {
    type SqlType = (Integer, SmallInt, Bool, SmallInt, Nullable<Text>, Integer);
}

impl RunQueryDsl<PgConnection> for Batch<'_> {}

type Row = (i32, i16, bool, i16, Option<String>, i32);

pub fn write(
    connection: &mut PgConnection,
    batch: &[&Submission],
) -> Result<Vec<Written>, StoreFailure> {
    let rows: Vec<Row> = Batch::of(batch).load(connection)?;
    let mut by_number = HashMap::new();
    for (n, kind, is_fresh, locality, group, recounts) in rows {
        let kind = to_kind(kind)?;
        let written = if is_fresh {
            Written::Stored(Landed {
                kind,
                locality,
                group,
                recounts,
            })
        } else {
            Written::Repeated(kind)
        };
        by_number.insert(n, written);
    }
    let written = |n: i32| by_number.remove(&n).unwrap_or(Written::Refused);
    Ok((0_i32..).take(batch.len()).map(written).collect())
}
