//! A batch of answers into PostgreSQL: one statement for all, and one more where there are comments.

use std::collections::HashMap;

use diesel::PgConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Binary, Bool, Integer, Nullable, SmallInt, Text};

use crate::store::columns::to_kind;
use crate::store::failure::StoreFailure;
use crate::store::ingest::{Outcome, Submission};

/// The wave's row is locked against closing: whoever comes second sees what the first has done.
const STATEMENT: &str = "\
WITH batch AS (
  SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    AS b(n, wave, link, spent_single, spent_open, id, chosen, complete, answers, draft, now)
), good AS (
  SELECT b.*, l.kind, l.locality, coalesce(l.residential_group, b.chosen) AS residential_group,
    CASE l.kind WHEN 1 THEN b.spent_single ELSE b.spent_open END AS spent
  FROM batch b JOIN link l ON l.wave = b.wave AND l.token = b.link JOIN wave w ON w.id = b.wave
  WHERE w.state = 'open' AND (l.expires_at IS NULL OR b.now < l.expires_at)
  FOR SHARE OF w
), ranked AS (
  SELECT g.*, row_number() OVER (PARTITION BY wave, spent ORDER BY n) AS turn FROM good g
), fresh AS (
  INSERT INTO spent (wave, token) SELECT wave, spent FROM ranked WHERE turn = 1
  ON CONFLICT DO NOTHING RETURNING wave, token
), stored AS (
  INSERT INTO response (wave, id, locality, residential_group, mode, complete, answers)
  SELECT r.wave, r.id, r.locality, r.residential_group, r.kind, r.complete, r.answers
  FROM ranked r JOIN fresh f ON f.wave = r.wave AND f.token = r.spent WHERE r.turn = 1
), ended AS (
  DELETE FROM draft d USING good g WHERE d.wave = g.wave AND d.token = g.draft
)
SELECT r.n, r.locality, r.kind, r.turn = 1 AND f.token IS NOT NULL AS fresh
FROM ranked r LEFT JOIN fresh f ON f.wave = r.wave AND f.token = r.spent";

const COMMENTS: &str = "\
INSERT INTO comment (wave, id, locality, question, words) SELECT * FROM unnest($1, $2, $3, $4, $5)";

#[derive(QueryableByName)]
struct Written {
    #[diesel(sql_type = Integer)]
    n: i32,
    #[diesel(sql_type = SmallInt)]
    locality: i16,
    #[diesel(sql_type = SmallInt)]
    kind: i16,
    #[diesel(sql_type = Bool)]
    fresh: bool,
}

pub fn write(
    connection: &mut PgConnection,
    batch: &[&Submission],
) -> Result<Vec<Outcome>, StoreFailure> {
    let column = |pick: fn(&Submission) -> &[u8]| -> Vec<&[u8]> {
        batch.iter().map(|one| pick(one)).collect()
    };
    let waves: Vec<i32> = batch.iter().map(|one| one.wave.0).collect();
    let written: Vec<Written> = sql_query(STATEMENT)
        .bind::<Array<Integer>, _>((0_i32..).take(batch.len()).collect::<Vec<_>>())
        .bind::<Array<Integer>, _>(&waves)
        .bind::<Array<Binary>, _>(column(|one| &one.link.0))
        .bind::<Array<Binary>, _>(column(|one| &one.spent_single.0))
        .bind::<Array<Binary>, _>(column(|one| &one.spent_open.0))
        .bind::<Array<Binary>, _>(column(|one| &one.id.0))
        .bind::<Array<Nullable<Text>>, _>(
            batch
                .iter()
                .map(|one| one.group.as_deref())
                .collect::<Vec<_>>(),
        )
        .bind::<Array<Bool>, _>(batch.iter().map(|one| one.complete).collect::<Vec<_>>())
        .bind::<Array<Binary>, _>(column(|one| &one.answers))
        .bind::<Array<Nullable<Binary>>, _>(
            batch
                .iter()
                .map(|one| one.draft.as_ref().map(|token| &token.0[..]))
                .collect::<Vec<_>>(),
        )
        .bind::<Array<BigInt>, _>(batch.iter().map(|one| one.now).collect::<Vec<_>>())
        .load(connection)?;
    let by_place: HashMap<i32, Written> = written.into_iter().map(|row| (row.n, row)).collect();
    write_comments(connection, batch, &by_place)?;
    let outcome = |n: i32| match by_place.get(&n) {
        Some(row) if row.fresh => Ok(Outcome::Stored(to_kind(row.kind)?)),
        Some(row) => Ok(Outcome::Repeated(to_kind(row.kind)?)),
        None => Ok(Outcome::Refused),
    };
    (0_i32..).take(batch.len()).map(outcome).collect()
}

fn write_comments(
    connection: &mut PgConnection,
    batch: &[&Submission],
    written: &HashMap<i32, Written>,
) -> Result<(), StoreFailure> {
    let stored = (0_i32..).zip(batch).filter_map(|(n, one)| {
        let row = written.get(&n).filter(|row| row.fresh)?;
        Some((one, row.locality))
    });
    let comments: Vec<(i32, i16, &str, &str)> = stored
        .flat_map(|(one, locality)| {
            one.comments.iter().map(move |(question, words)| {
                (one.wave.0, locality, question.as_str(), words.as_str())
            })
        })
        .collect();
    if comments.is_empty() {
        return Ok(());
    }
    sql_query(COMMENTS)
        .bind::<Array<Integer>, _>(comments.iter().map(|row| row.0).collect::<Vec<_>>())
        .bind::<Array<Binary>, _>(
            comments
                .iter()
                .map(|_| uuid::Uuid::new_v4().as_bytes().to_vec())
                .collect::<Vec<_>>(),
        )
        .bind::<Array<SmallInt>, _>(comments.iter().map(|row| row.1).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(comments.iter().map(|row| row.2).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(comments.iter().map(|row| row.3).collect::<Vec<_>>())
        .execute(connection)?;
    Ok(())
}
