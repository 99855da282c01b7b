//! Cases, their steps and the replies that the public reads.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::store::columns::{to_bytes16, to_date};
use crate::store::connection::AnyConnection;
use crate::store::failure::StoreFailure;
use crate::store::schema::{case, case_step, comment, reply};
use crate::survey::case::{CaseId, CaseState};
use crate::survey::comment::CommentId;
use crate::survey::wave::WaveId;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCase {
    pub id: CaseId,
    pub wave: WaveId,
    pub title: String,
    pub state: CaseState,
    pub topic: Option<String>,
    /// Place in the wave's localities; none when it concerns several.
    pub locality: Option<i16>,
    pub place: Option<String>,
    /// Who must answer.
    pub unit: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub answer: Option<String>,
    /// Counts changes, so that nobody writes over what another has written meanwhile.
    pub revision: i32,
}

#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = case, treat_none_as_null = true)]
struct Row {
    id: i32,
    wave: i32,
    title: String,
    state: String,
    topic: Option<String>,
    locality: Option<i16>,
    place: Option<String>,
    unit: Option<String>,
    due_on: Option<String>,
    answer: Option<String>,
    revision: i32,
}

impl Row {
    fn of(one: &KeptCase) -> Self {
        Self {
            id: one.id.0,
            wave: one.wave.0,
            title: one.title.clone(),
            state: one.state.as_str().to_owned(),
            topic: one.topic.clone(),
            locality: one.locality,
            place: one.place.clone(),
            unit: one.unit.clone(),
            due_on: one.due_on.map(|day| day.to_string()),
            answer: one.answer.clone(),
            revision: one.revision,
        }
    }

    fn kept(self) -> Result<KeptCase, StoreFailure> {
        Ok(KeptCase {
            id: CaseId(self.id),
            wave: WaveId(self.wave),
            title: self.title,
            state: CaseState::parse(&self.state)
                .ok_or(StoreFailure::Unreadable("state of a case"))?,
            topic: self.topic,
            locality: self.locality,
            place: self.place,
            unit: self.unit,
            due_on: self.due_on.as_deref().map(to_date).transpose()?,
            answer: self.answer,
            revision: self.revision,
        })
    }
}

/// Keeps a new case under the next free number; `new.id` is not looked at.
pub fn create(connection: &mut AnyConnection, new: &KeptCase) -> Result<CaseId, StoreFailure> {
    let last: Option<i32> = case::table
        .select(diesel::dsl::max(case::id))
        .first(connection)?;
    let id = CaseId(last.unwrap_or(0) + 1);
    let row = Row {
        id: id.0,
        ..Row::of(new)
    };
    diesel::insert_into(case::table)
        .values(row)
        .execute(connection)?;
    Ok(id)
}

pub fn find(connection: &mut AnyConnection, id: CaseId) -> Result<Option<KeptCase>, StoreFailure> {
    let row: Option<Row> = case::table.find(id.0).first(connection).optional()?;
    row.map(Row::kept).transpose()
}

/// All cases by number.
pub fn all(connection: &mut AnyConnection) -> Result<Vec<KeptCase>, StoreFailure> {
    let rows: Vec<Row> = case::table.order(case::id).load(connection)?;
    rows.into_iter().map(Row::kept).collect()
}

/// Writes a changed case under its next revision. `false` when somebody else has changed it since it was read.
pub fn save(connection: &mut AnyConnection, changed: &KeptCase) -> Result<bool, StoreFailure> {
    let unchanged = case::table.filter(
        case::id
            .eq(changed.id.0)
            .and(case::revision.eq(changed.revision)),
    );
    let row = Row {
        revision: changed.revision + 1,
        ..Row::of(changed)
    };
    Ok(diesel::update(unchanged).set(row).execute(connection)? == 1)
}

/// One act on a case, as its page lists them.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Step {
    pub on_day: String,
    /// As the person was called then.
    pub by_name: String,
    pub act: String,
    pub note: Option<String>,
}

pub fn add_step(
    connection: &mut AnyConnection,
    of: CaseId,
    step: &Step,
) -> Result<(), StoreFailure> {
    let last: Option<i32> = case_step::table
        .filter(case_step::case_id.eq(of.0))
        .select(diesel::dsl::max(case_step::number))
        .first(connection)?;
    let row = (
        case_step::case_id.eq(of.0),
        case_step::number.eq(last.unwrap_or(0) + 1),
        case_step::on_day.eq(&step.on_day),
        case_step::by_name.eq(&step.by_name),
        case_step::act.eq(&step.act),
        case_step::note.eq(&step.note),
    );
    diesel::insert_into(case_step::table)
        .values(row)
        .execute(connection)?;
    Ok(())
}

/// Oldest first.
pub fn steps(connection: &mut AnyConnection, of: CaseId) -> Result<Vec<Step>, StoreFailure> {
    Ok(case_step::table
        .filter(case_step::case_id.eq(of.0))
        .order(case_step::number)
        .select((
            case_step::on_day,
            case_step::by_name,
            case_step::act,
            case_step::note,
        ))
        .load(connection)?)
}

/// What the public reads of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub case: CaseId,
    pub published_on: NaiveDate,
    /// What residents said, in the words of staff.
    pub said_vi: String,
    pub said_en: Option<String>,
    /// What was done.
    pub done_vi: String,
    pub done_en: Option<String>,
    /// `None` when it must not be named.
    pub locality: Option<i16>,
    pub place: Option<String>,
    /// How many comments said it, when that may be shown.
    pub comments: Option<i32>,
    /// A comment of the case whose words stand beside the summary.
    pub quote: Option<CommentId>,
}

type ReplyRow = (
    i32,
    String,
    String,
    Option<String>,
    String,
    Option<String>,
    Option<i16>,
    Option<String>,
    Option<i32>,
    Option<Vec<u8>>,
);

fn to_reply(row: ReplyRow) -> Result<Reply, StoreFailure> {
    let (id, published_on, said_vi, said_en, done_vi, done_en, locality, place, comments, quote) =
        row;
    Ok(Reply {
        case: CaseId(id),
        published_on: to_date(&published_on)?,
        said_vi,
        said_en,
        done_vi,
        done_en,
        locality,
        place,
        comments,
        quote: quote.as_deref().map(to_bytes16).transpose()?.map(CommentId),
    })
}

/// Publishes a reply, or puts it in the place of the one that was published.
pub fn publish(connection: &mut AnyConnection, new: &Reply) -> Result<(), StoreFailure> {
    withdraw(connection, new.case)?;
    let row = (
        reply::case_id.eq(new.case.0),
        reply::published_on.eq(new.published_on.to_string()),
        reply::said_vi.eq(&new.said_vi),
        reply::said_en.eq(&new.said_en),
        reply::done_vi.eq(&new.done_vi),
        reply::done_en.eq(&new.done_en),
        reply::locality.eq(new.locality),
        reply::place.eq(&new.place),
        reply::comments.eq(new.comments),
        reply::quote.eq(new.quote.map(|id| id.0.to_vec())),
    );
    diesel::insert_into(reply::table)
        .values(row)
        .execute(connection)?;
    Ok(())
}

/// Whether there was a reply to withdraw.
pub fn withdraw(connection: &mut AnyConnection, of: CaseId) -> Result<bool, StoreFailure> {
    Ok(diesel::delete(reply::table.find(of.0)).execute(connection)? > 0)
}

pub fn reply(connection: &mut AnyConnection, of: CaseId) -> Result<Option<Reply>, StoreFailure> {
    let row: Option<ReplyRow> = reply::table.find(of.0).first(connection).optional()?;
    row.map(to_reply).transpose()
}

/// A published reply with what its page needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    pub reply: Reply,
    pub wave: WaveId,
    pub topic: Option<String>,
    pub unit: Option<String>,
    /// The quoted words as they are now: what is struck out later is struck out here too.
    pub quoted: Option<String>,
}

/// A reply, its case's wave, topic and unit, and the quoted words.
type PublishedRow = (
    ReplyRow,
    i32,
    Option<String>,
    Option<String>,
    Option<String>,
);

/// Newest first.
pub fn published(connection: &mut AnyConnection) -> Result<Vec<Published>, StoreFailure> {
    let rows: Vec<PublishedRow> = reply::table
        .inner_join(case::table.on(case::id.eq(reply::case_id)))
        .left_join(
            comment::table.on(comment::wave
                .eq(case::wave)
                .and(comment::id.nullable().eq(reply::quote))
                .and(comment::case_id.eq(case::id.nullable()))),
        )
        .order((reply::published_on.desc(), reply::case_id.desc()))
        .select((
            reply::all_columns,
            case::wave,
            case::topic,
            case::unit,
            comment::words.nullable(),
        ))
        .load(connection)?;
    rows.into_iter()
        .map(|(row, wave, topic, unit, quoted)| {
            Ok(Published {
                reply: to_reply(row)?,
                wave: WaveId(wave),
                topic,
                unit,
                quoted,
            })
        })
        .collect()
}
