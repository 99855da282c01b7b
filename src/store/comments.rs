//! What the office and the Front do with comments; they are written by `ingest`. No order here tells when words came.

use std::collections::BTreeMap;

use diesel::dsl::{count_star, exists, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use crate::store::columns::to_bytes16;
use crate::store::connection::{AnyConnection, MultiBackend, each_backend};
use crate::store::failure::StoreFailure;
use crate::store::schema::{comment, comment_topic};
use crate::survey::case::CaseId;
use crate::survey::comment::{CommentId, CommentState};
use crate::survey::folding::fold;
use crate::survey::wave::WaveId;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptComment {
    pub id: CommentId,
    /// Place in the wave's localities.
    pub locality: i16,
    /// Code of the question that it answers.
    pub question: String,
    pub words: String,
    pub state: CommentState,
    /// Ascending.
    pub topics: Vec<String>,
    pub place: Option<String>,
    /// Why it was set aside.
    pub reason: Option<String>,
    pub case: Option<CaseId>,
}

impl KeptComment {
    pub fn is_tagged(&self) -> bool {
        self.place.is_some() || !self.topics.is_empty()
    }
}

/// Which comments of a wave are wanted; everything that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Folded words; each is somewhere in the comment.
    pub words: Vec<String>,
    pub locality: Option<i16>,
    pub question: Option<String>,
    pub topic: Option<String>,
    pub state: Option<CommentState>,
    /// Folded.
    pub place: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Ids are random.
    #[default]
    Id,
    Locality,
}

type Row = (
    Vec<u8>,
    i16,
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<i32>,
);
const COLUMNS: (
    comment::id,
    comment::locality,
    comment::question,
    comment::words,
    comment::state,
    comment::place,
    comment::reason,
    comment::case_id,
) = (
    comment::id,
    comment::locality,
    comment::question,
    comment::words,
    comment::state,
    comment::place,
    comment::reason,
    comment::case_id,
);

macro_rules! narrowed {
    ($query:expr, $wave:expr, $wanted:expr) => {{
        let mut query = $query.filter(comment::wave.eq($wave.0));
        if let Some(locality) = $wanted.locality {
            query = query.filter(comment::locality.eq(locality));
        }
        if let Some(question) = &$wanted.question {
            query = query.filter(comment::question.eq(question.clone()));
        }
        if let Some(state) = $wanted.state {
            query = query.filter(comment::state.eq(state.as_str()));
        }
        if let Some(place) = &$wanted.place {
            query = query.filter(comment::place_folded.eq(place.clone()));
        }
        if let Some(topic) = &$wanted.topic {
            let tagged = comment_topic::table
                .filter(comment_topic::wave.eq(comment::wave))
                .filter(comment_topic::comment.eq(comment::id))
                .filter(comment_topic::topic.eq(topic.clone()));
            query = query.filter(exists(tagged));
        }
        for word in &$wanted.words {
            let found = sql::<Bool>("comment.folded LIKE ")
                .bind::<Text, _>(anywhere(word))
                .sql(r" ESCAPE '\'");
            query = query.filter(found);
        }
        query
    }};
}

/// The pattern of a word that stands anywhere in a text.
fn anywhere(word: &str) -> String {
    let plain = word
        .replace('\\', r"\\")
        .replace('%', r"\%")
        .replace('_', r"\_");
    format!("%{plain}%")
}

/// So many comments are listed at most; whoever wants others asks more narrowly.
pub const MOST: usize = 2_000;

/// Which comments were found, in the wanted order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The first [`MOST`].
    pub ids: Vec<CommentId>,
    pub more: bool,
}

pub fn search(
    connection: &mut AnyConnection,
    wave: WaveId,
    wanted: &Wanted,
    order: Order,
) -> Result<Found, StoreFailure> {
    let query = comment::table
        .select((comment::locality, comment::id))
        .into_boxed::<MultiBackend>();
    let query = narrowed!(query, wave, wanted).limit(MOST as i64 + 1);
    // An order would keep SQLite from the index that a search for words reads; the few that are found are put in
    // order afterwards.
    let query = match order {
        _ if !wanted.words.is_empty() => query,
        Order::Id => query.order(comment::id.asc()),
        Order::Locality => query.order((comment::locality.asc(), comment::id.asc())),
    };
    let mut rows: Vec<(i16, Vec<u8>)> = query.load(connection)?;
    match order {
        Order::Id => rows.sort_by(|a, b| a.1.cmp(&b.1)),
        Order::Locality => rows.sort(),
    }
    let more = rows.len() > MOST;
    let first = rows.into_iter().take(MOST);
    let ids: Result<Vec<_>, _> = first
        .map(|(_, id)| to_bytes16(&id).map(CommentId))
        .collect();
    Ok(Found { ids: ids?, more })
}

/// All comments that are wanted, by id.
pub fn every(
    connection: &mut AnyConnection,
    wave: WaveId,
    wanted: &Wanted,
) -> Result<Vec<KeptComment>, StoreFailure> {
    let query = comment::table.into_boxed::<MultiBackend>();
    let rows: Vec<Row> = narrowed!(query, wave, wanted)
        .order(comment::id.asc())
        .select(COLUMNS)
        .load(connection)?;
    with_topics(connection, wave, rows)
}

/// How many comments are in each state.
pub fn by_state(
    connection: &mut AnyConnection,
    wave: WaveId,
) -> Result<Vec<(CommentState, i64)>, StoreFailure> {
    let rows: Vec<(String, i64)> = comment::table
        .filter(comment::wave.eq(wave.0))
        .group_by(comment::state)
        .select((comment::state, count_star()))
        .load(connection)?;
    rows.into_iter()
        .map(|(state, count)| Ok((to_state(&state)?, count)))
        .collect()
}

pub fn find(
    connection: &mut AnyConnection,
    wave: WaveId,
    id: CommentId,
) -> Result<Option<KeptComment>, StoreFailure> {
    Ok(some(connection, wave, &[id])?.pop())
}

/// Those of the ids that are comments of this wave, in the order of the ids.
pub fn some(
    connection: &mut AnyConnection,
    wave: WaveId,
    ids: &[CommentId],
) -> Result<Vec<KeptComment>, StoreFailure> {
    let mut found: Vec<Row> = Vec::new();
    for part in ids.chunks(BATCH) {
        let ids: Vec<Vec<u8>> = part.iter().map(|id| id.0.to_vec()).collect();
        let rows: Vec<Row> = comment::table
            .filter(comment::wave.eq(wave.0))
            .filter(comment::id.eq_any(ids))
            .select(COLUMNS)
            .load(connection)?;
        found.extend(rows);
    }
    let place: BTreeMap<&[u8], usize> = ids
        .iter()
        .enumerate()
        .map(|(at, id)| (&id.0[..], at))
        .collect();
    found.sort_by_key(|row| place.get(row.0.as_slice()).copied());
    with_topics(connection, wave, found)
}

/// The comments of a case, by id.
pub fn of_case(
    connection: &mut AnyConnection,
    wave: WaveId,
    case: CaseId,
) -> Result<Vec<KeptComment>, StoreFailure> {
    let rows: Vec<Row> = comment::table
        .filter(comment::case_id.eq(case.0))
        .filter(comment::wave.eq(wave.0))
        .order(comment::id)
        .select(COLUMNS)
        .load(connection)?;
    with_topics(connection, wave, rows)
}

/// How many comments each case has.
pub fn by_case(connection: &mut AnyConnection) -> Result<BTreeMap<CaseId, i64>, StoreFailure> {
    let rows: Vec<(Option<i32>, i64)> = comment::table
        .filter(comment::case_id.is_not_null())
        .group_by(comment::case_id)
        .select((comment::case_id, count_star()))
        .load(connection)?;
    let known = rows
        .into_iter()
        .filter_map(|(case, count)| Some((CaseId(case?), count)));
    Ok(known.collect())
}

const BATCH: usize = 500;

fn with_topics(
    connection: &mut AnyConnection,
    wave: WaveId,
    rows: Vec<Row>,
) -> Result<Vec<KeptComment>, StoreFailure> {
    let mut topics: BTreeMap<Vec<u8>, Vec<String>> = BTreeMap::new();
    for part in rows.chunks(BATCH) {
        let ids: Vec<Vec<u8>> = part.iter().map(|row| row.0.clone()).collect();
        let own: Vec<(Vec<u8>, String)> = comment_topic::table
            .filter(comment_topic::wave.eq(wave.0))
            .filter(comment_topic::comment.eq_any(ids))
            .order(comment_topic::topic)
            .select((comment_topic::comment, comment_topic::topic))
            .load(connection)?;
        for (id, topic) in own {
            topics.entry(id).or_default().push(topic);
        }
    }
    let kept = |row: Row| {
        let (id, locality, question, words, state, place, reason, case) = row;
        Ok(KeptComment {
            topics: topics.remove(&id).unwrap_or_default(),
            id: CommentId(to_bytes16(&id)?),
            locality,
            question,
            words,
            state: to_state(&state)?,
            place,
            reason,
            case: case.map(CaseId),
        })
    };
    rows.into_iter().map(kept).collect()
}

fn to_state(column: &str) -> Result<CommentState, StoreFailure> {
    CommentState::parse(column).ok_or(StoreFailure::Unreadable("state of a comment"))
}

/// Writes what was decided about a comment; its words stay as they are.
pub fn keep(
    connection: &mut AnyConnection,
    wave: WaveId,
    new: &KeptComment,
) -> Result<(), StoreFailure> {
    let decided = (
        comment::state.eq(new.state.as_str()),
        comment::place.eq(&new.place),
        comment::place_folded.eq(new.place.as_deref().map(fold)),
        comment::reason.eq(&new.reason),
        comment::case_id.eq(new.case.map(|case| case.0)),
    );
    diesel::update(comment::table.find((wave.0, new.id.0.to_vec())))
        .set(decided)
        .execute(connection)?;
    let own = comment_topic::table
        .filter(comment_topic::wave.eq(wave.0))
        .filter(comment_topic::comment.eq(new.id.0.to_vec()));
    diesel::delete(own).execute(connection)?;
    let topics: Vec<_> = new
        .topics
        .iter()
        .map(|topic| {
            (
                comment_topic::wave.eq(wave.0),
                comment_topic::comment.eq(new.id.0.to_vec()),
                comment_topic::topic.eq(topic.clone()),
            )
        })
        .collect();
    if !topics.is_empty() {
        each_backend!(connection, inner => diesel::insert_into(comment_topic::table).values(topics).execute(inner))?;
    }
    Ok(())
}

/// Comments that somebody has now looked at.
pub fn mark_read(
    connection: &mut AnyConnection,
    wave: WaveId,
    ids: &[CommentId],
) -> Result<(), StoreFailure> {
    for part in ids.chunks(BATCH) {
        let ids: Vec<Vec<u8>> = part.iter().map(|id| id.0.to_vec()).collect();
        let fresh = comment::table
            .filter(comment::wave.eq(wave.0))
            .filter(comment::state.eq(CommentState::New.as_str()))
            .filter(comment::id.eq_any(ids));
        diesel::update(fresh)
            .set(comment::state.eq(CommentState::Read.as_str()))
            .execute(connection)?;
    }
    Ok(())
}

/// Replaces the words; the old ones are overwritten. [`crate::store::Store::forget_old_words`] then takes them out of
/// what the database keeps beside its tables.
pub fn replace_words(
    connection: &mut AnyConnection,
    wave: WaveId,
    id: CommentId,
    words: &str,
) -> Result<(), StoreFailure> {
    diesel::update(comment::table.find((wave.0, id.0.to_vec())))
        .set((comment::words.eq(words), comment::folded.eq(fold(words))))
        .execute(connection)?;
    Ok(())
}

/// Comments that name one place of one locality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HotSpot {
    pub locality: i16,
    pub place: String,
    /// To look its comments up.
    pub folded: String,
    pub comments: i64,
}

/// So many places are listed.
const HOTTEST: usize = 200;

/// Places by how many comments name them; spellings that fold alike are one place.
pub fn hot_spots(
    connection: &mut AnyConnection,
    wave: WaveId,
) -> Result<Vec<HotSpot>, StoreFailure> {
    let rows: Vec<(i16, Option<String>, Option<String>, i64)> = comment::table
        .filter(comment::wave.eq(wave.0))
        .filter(comment::place_folded.is_not_null())
        .group_by((comment::locality, comment::place_folded, comment::place))
        .select((
            comment::locality,
            comment::place_folded,
            comment::place,
            count_star(),
        ))
        .load(connection)?;
    let mut spots: BTreeMap<(i16, String), Vec<(String, i64)>> = BTreeMap::new();
    for (locality, folded, place, comments) in rows {
        if let (Some(folded), Some(place)) = (folded, place) {
            spots
                .entry((locality, folded))
                .or_default()
                .push((place, comments));
        }
    }
    let mut found: Vec<HotSpot> = spots
        .into_iter()
        .filter_map(|((locality, folded), spellings)| {
            let comments = spellings.iter().map(|(_, count)| count).sum();
            let (place, _) = spellings.into_iter().max_by_key(|(_, count)| *count)?;
            Some(HotSpot {
                locality,
                place,
                folded,
                comments,
            })
        })
        .collect();
    found.sort_by_key(|spot| (-spot.comments, spot.locality));
    found.truncate(HOTTEST);
    Ok(found)
}

/// Comments written before the search had a column of its own.
pub fn fold_missing(connection: &mut AnyConnection) -> Result<(), StoreFailure> {
    let rows: Vec<(i32, Vec<u8>, String)> = comment::table
        .filter(comment::folded.eq(""))
        .filter(comment::words.ne(""))
        .select((comment::wave, comment::id, comment::words))
        .load(connection)?;
    for (wave, id, words) in rows {
        diesel::update(comment::table.find((wave, id)))
            .set(comment::folded.eq(fold(&words)))
            .execute(connection)?;
    }
    Ok(())
}
