//! Letters that wait, in the rows of the transaction that caused them; who sends one, and when it is tried again.
//!
//! A worker claims a letter for [`LEASE`], sends it, and settles it. A worker that dies in between leaves a lease that
//! ends; then another takes the letter up, under the same id and so the same Message-ID.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::store::columns::{from_micros, to_bytes16, to_micros};
use crate::store::connection::{AnyConnection, each_backend};
use crate::store::failure::StoreFailure;
use crate::store::schema::letter;
use crate::survey::email::EmailAddress;
use crate::survey::letter::{AddressId, LetterId, LetterKind, LetterState, SurveyLetter, Trouble};
use crate::survey::wave::WaveId;

/// How long a claimed letter is left to its worker; sending one takes at most half of it.
pub const LEASE: Duration = Duration::minutes(5);

/// A letter without an end of its own is tried for so long.
pub const GOOD_FOR: Duration = Duration::days(5);

/// Rows of one statement: SQLite takes 32,766 parameters at most.
const BATCH: usize = 1_000;

/// Claims are tried so often when other workers are faster.
const RACES: usize = 20;

/// When to try again after so many failed attempts.
pub fn pause(attempts: i32) -> Duration {
    match attempts {
        ..=1 => Duration::minutes(1),
        2 => Duration::minutes(5),
        3 => Duration::minutes(30),
        4 => Duration::hours(2),
        _ => Duration::hours(6),
    }
}

/// A letter to be kept.
#[derive(Clone, Debug)]
pub struct Letter {
    pub kind: LetterKind,
    /// `vi` or `en`.
    pub language: &'static str,
    /// Of a letter of an account; a survey's is looked up when the letter is sent.
    pub recipient: Option<EmailAddress>,
    /// Of a letter of an account: the address that it brings.
    pub link: String,
    pub survey: Option<SurveyLetter>,
    pub written_at: NaiveDateTime,
    /// After this the letter is out of date and is not sent.
    pub good_until: NaiveDateTime,
}

impl Letter {
    /// An invitation to an account, or a new password: `link` is good until `good_until`, and so is the letter.
    pub fn of_account(
        kind: LetterKind,
        recipient: EmailAddress,
        language: &'static str,
        link: String,
        written_at: NaiveDateTime,
        good_until: NaiveDateTime,
    ) -> Self {
        Self {
            kind,
            language,
            recipient: Some(recipient),
            link,
            survey: None,
            written_at,
            good_until,
        }
    }
}

/// Writes a letter; it is sent only if the transaction around this call is committed.
///
/// ```ignore
/// outbox::keep(connection, &Letter::of_account(
///     LetterKind::PasswordReset, email, tongue.tag(), link, now, now + Duration::hours(1)))?;
/// ```
pub fn keep(connection: &mut AnyConnection, new: &Letter) -> Result<LetterId, StoreFailure> {
    let ids = keep_all(connection, std::slice::from_ref(new))?;
    ids.first().copied().ok_or(StoreFailure::Missing("letter"))
}

/// The same for many.
pub fn keep_all(
    connection: &mut AnyConnection,
    new: &[Letter],
) -> Result<Vec<LetterId>, StoreFailure> {
    let ids: Vec<LetterId> = new.iter().map(|_| LetterId(rand::random())).collect();
    for (letters, ids) in new.chunks(BATCH).zip(ids.chunks(BATCH)) {
        let rows: Vec<_> = letters
            .iter()
            .zip(ids)
            .map(|(new, id)| row(new, *id))
            .collect();
        each_backend!(connection, inner => diesel::insert_into(letter::table).values(rows).execute(inner))?;
    }
    Ok(ids)
}

#[derive(Insertable, Queryable)]
#[diesel(table_name = letter)]
struct Row {
    id: Vec<u8>,
    kind: i16,
    language: String,
    recipient: String,
    link: String,
    wave: Option<i32>,
    locality: Option<i16>,
    address: Option<Vec<u8>>,
    written_at: i64,
    good_until: i64,
    state: i16,
    attempts: i32,
    due_at: i64,
    claimed_by: Option<Vec<u8>>,
    claimed_until: i64,
    tried_at: i64,
    trouble: String,
}

fn row(new: &Letter, id: LetterId) -> Row {
    let recipient = new.recipient.as_ref().map(EmailAddress::as_str);
    Row {
        id: id.0.to_vec(),
        kind: from_letter_kind(new.kind),
        language: new.language.to_owned(),
        recipient: recipient.unwrap_or_default().to_owned(),
        link: new.link.clone(),
        wave: new.survey.map(|one| one.wave.0),
        locality: new.survey.map(|one| one.locality),
        address: new.survey.map(|one| one.address.0.to_vec()),
        written_at: to_micros(new.written_at),
        good_until: to_micros(new.good_until),
        state: from_state(LetterState::Waiting),
        attempts: 0,
        due_at: to_micros(new.written_at),
        claimed_by: None,
        claimed_until: 0,
        tried_at: 0,
        trouble: String::new(),
    }
}

/// A claimed letter.
#[derive(Clone, Debug)]
pub struct Due {
    pub id: LetterId,
    pub kind: LetterKind,
    pub language: String,
    /// `None` for a letter of a survey.
    pub recipient: Option<EmailAddress>,
    pub link: String,
    pub survey: Option<SurveyLetter>,
    pub good_until: NaiveDateTime,
    attempts: i32,
    claimed_by: Vec<u8>,
}

/// Who claims, and what may leave now.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    pub worker: [u8; 16],
    pub now: NaiveDateTime,
    /// Of all workers together.
    pub rate_per_minute: u32,
    /// Letters that keep quiet hours stay.
    pub quiet: bool,
}

/// The next letter, now this worker's until the lease ends; `None` when nothing may leave now.
pub fn claim(connection: &mut AnyConnection, turn: &Turn) -> Result<Option<Due>, StoreFailure> {
    let now = to_micros(turn.now);
    let last_minute: i64 = letter::table
        .filter(letter::tried_at.gt(now - 60_000_000))
        .count()
        .get_result(connection)?;
    if last_minute >= i64::from(turn.rate_per_minute) {
        return Ok(None);
    }
    let kinds: Vec<i16> = LetterKind::ALL
        .into_iter()
        .filter(|kind| !(turn.quiet && kind.keeps_quiet_hours()))
        .map(from_letter_kind)
        .collect();
    for _ in 0..RACES {
        let free = letter::state
            .eq(from_state(LetterState::Waiting))
            .and(letter::due_at.le(now))
            .and(letter::claimed_until.le(now))
            .and(letter::good_until.gt(now));
        let next: Option<Vec<u8>> = letter::table
            .filter(free)
            .filter(letter::kind.eq_any(&kinds))
            .order((letter::kind, letter::due_at, letter::id))
            .select(letter::id)
            .first(connection)
            .optional()?;
        let Some(id) = next else { return Ok(None) };
        let claimed = diesel::update(letter::table.find(&id).filter(free))
            .set((
                letter::claimed_by.eq(Some(turn.worker.to_vec())),
                letter::claimed_until.eq(to_micros(turn.now + LEASE)),
                letter::tried_at.eq(now),
            ))
            .execute(connection)?;
        if claimed == 1 {
            let row: Row = letter::table.find(&id).first(connection)?;
            return due(row, turn.worker).map(Some);
        }
    }
    Ok(None)
}

fn due(row: Row, worker: [u8; 16]) -> Result<Due, StoreFailure> {
    let survey = match (row.wave, row.locality, row.address) {
        (Some(wave), Some(locality), Some(address)) => Some(SurveyLetter {
            wave: WaveId(wave),
            locality,
            address: AddressId(to_bytes16(&address)?),
        }),
        _ => None,
    };
    Ok(Due {
        id: LetterId(to_bytes16(&row.id)?),
        kind: to_letter_kind(row.kind)?,
        language: row.language,
        recipient: EmailAddress::read(&row.recipient),
        link: row.link,
        survey,
        good_until: from_micros(row.good_until)?,
        attempts: row.attempts,
        claimed_by: worker.to_vec(),
    })
}

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    Refused(Trouble),
    /// To be tried again.
    Failed(Trouble),
    Dropped,
}

/// Notes the outcome; `false` when the lease had ended and somebody else has the letter.
pub fn settle(
    connection: &mut AnyConnection,
    due: &Due,
    now: NaiveDateTime,
    outcome: Outcome,
) -> Result<bool, StoreFailure> {
    let mine = letter::table.find(due.id.0.to_vec()).filter(
        letter::claimed_by
            .eq(Some(&due.claimed_by))
            .and(letter::state.eq(from_state(LetterState::Waiting))),
    );
    let (state, trouble) = match outcome {
        Outcome::Failed(trouble) => {
            let attempts = due.attempts + 1;
            let changed = diesel::update(mine)
                .set((
                    letter::attempts.eq(attempts),
                    letter::due_at.eq(to_micros(now + pause(attempts))),
                    letter::claimed_by.eq(None::<Vec<u8>>),
                    letter::claimed_until.eq(0),
                    letter::trouble.eq(trouble.to_string()),
                ))
                .execute(connection)?;
            return Ok(changed == 1);
        }
        Outcome::Sent => (LetterState::Sent, String::new()),
        Outcome::Dropped => (LetterState::Dropped, String::new()),
        Outcome::Refused(trouble) => (LetterState::Refused, trouble.to_string()),
    };
    let changed = diesel::update(mine)
        .set((
            letter::state.eq(from_state(state)),
            letter::trouble.eq(trouble),
            letter::recipient.eq(""),
            letter::link.eq(""),
        ))
        .execute(connection)?;
    Ok(changed == 1)
}

/// The mail server answers again: what waited only for that may leave at once.
pub fn hurry(connection: &mut AnyConnection, now: NaiveDateTime) -> Result<(), StoreFailure> {
    let outages: Vec<String> = Trouble::OUTAGES.iter().map(ToString::to_string).collect();
    let waited = letter::table
        .filter(letter::state.eq(from_state(LetterState::Waiting)))
        .filter(letter::trouble.eq_any(outages))
        .filter(letter::due_at.gt(to_micros(now)));
    diesel::update(waited)
        .set((letter::due_at.eq(to_micros(now)), letter::attempts.eq(0)))
        .execute(connection)?;
    Ok(())
}

/// Gives up what is out of date and forgets letters of accounts that were settled a month ago.
pub fn tidy(connection: &mut AnyConnection, now: NaiveDateTime) -> Result<(), StoreFailure> {
    let late = letter::table
        .filter(letter::state.eq(from_state(LetterState::Waiting)))
        .filter(letter::good_until.le(to_micros(now)))
        .filter(letter::claimed_until.le(to_micros(now)));
    diesel::update(late)
        .set((
            letter::state.eq(from_state(LetterState::GivenUp)),
            letter::recipient.eq(""),
            letter::link.eq(""),
        ))
        .execute(connection)?;
    let old = letter::table
        .filter(letter::wave.is_null())
        .filter(letter::state.ne(from_state(LetterState::Waiting)))
        .filter(letter::good_until.lt(to_micros(now - Duration::days(30))));
    diesel::delete(old).execute(connection)?;
    Ok(())
}

/// How the outbox stands, for the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Health {
    pub waiting: u64,
    /// When the oldest waiting letter was written.
    pub oldest: Option<NaiveDateTime>,
    /// When the last attempt of all failed, and why; `None` when it succeeded.
    pub trouble: Option<(NaiveDateTime, Trouble)>,
    pub given_up: u64,
}

pub fn health(connection: &mut AnyConnection) -> Result<Health, StoreFailure> {
    let count = |connection: &mut AnyConnection, state| -> Result<u64, StoreFailure> {
        let found = letter::table.filter(letter::state.eq(from_state(state)));
        Ok(found.count().get_result::<i64>(connection)?.unsigned_abs())
    };
    let oldest: Option<i64> = letter::table
        .filter(letter::state.eq(from_state(LetterState::Waiting)))
        .select(diesel::dsl::min(letter::written_at))
        .first(connection)?;
    // A letter that is being sent says nothing yet.
    let last: Option<(i64, String)> = letter::table
        .filter(letter::tried_at.gt(0))
        .filter(
            letter::claimed_by
                .is_null()
                .or(letter::state.ne(from_state(LetterState::Waiting))),
        )
        .order((letter::tried_at.desc(), letter::id))
        .select((letter::tried_at, letter::trouble))
        .first(connection)
        .optional()?;
    let trouble = match last {
        Some((at, trouble)) => Trouble::read(&trouble)
            .map(|trouble| from_micros(at).map(|at| (at, trouble)))
            .transpose()?,
        None => None,
    };
    Ok(Health {
        waiting: count(connection, LetterState::Waiting)?,
        oldest: oldest.map(from_micros).transpose()?,
        trouble,
        given_up: count(connection, LetterState::GivenUp)?,
    })
}

/// How many letters of each kind and state one locality of a wave has.
pub fn totals(
    connection: &mut AnyConnection,
    wave: WaveId,
    locality: i16,
) -> Result<Vec<(LetterKind, LetterState, u64)>, StoreFailure> {
    let rows: Vec<(i16, i16, i64)> = letter::table
        .filter(letter::wave.eq(wave.0))
        .filter(letter::locality.eq(locality))
        .group_by((letter::kind, letter::state))
        .select((letter::kind, letter::state, diesel::dsl::count_star()))
        .order((letter::kind, letter::state))
        .load(connection)?;
    rows.into_iter()
        .map(|(kind, state, count)| {
            Ok((
                to_letter_kind(kind)?,
                to_state(state)?,
                count.unsigned_abs(),
            ))
        })
        .collect()
}

/// Which address of which wave a letter was for.
pub fn addressee(
    connection: &mut AnyConnection,
    id: LetterId,
) -> Result<Option<(WaveId, AddressId)>, StoreFailure> {
    let row: Option<(Option<i32>, Option<Vec<u8>>)> = letter::table
        .find(id.0.to_vec())
        .select((letter::wave, letter::address))
        .first(connection)
        .optional()?;
    match row {
        Some((Some(wave), Some(address))) => {
            Ok(Some((WaveId(wave), AddressId(to_bytes16(&address)?))))
        }
        _ => Ok(None),
    }
}

/// Deletes the letters of a wave, of one locality or of all, sent or not.
pub fn delete(
    connection: &mut AnyConnection,
    wave: WaveId,
    locality: Option<i16>,
) -> Result<(), StoreFailure> {
    let of_wave = letter::table.filter(letter::wave.eq(wave.0));
    match locality {
        Some(locality) => {
            diesel::delete(of_wave.filter(letter::locality.eq(locality))).execute(connection)?
        }
        None => diesel::delete(of_wave).execute(connection)?,
    };
    Ok(())
}

fn from_letter_kind(kind: LetterKind) -> i16 {
    match kind {
        LetterKind::PasswordReset => 0,
        LetterKind::AccountInvitation => 1,
        LetterKind::Invitation => 2,
        LetterKind::Reminder => 3,
    }
}

fn to_letter_kind(column: i16) -> Result<LetterKind, StoreFailure> {
    LetterKind::ALL
        .into_iter()
        .find(|kind| from_letter_kind(*kind) == column)
        .ok_or(StoreFailure::Unreadable("kind of letter"))
}

fn from_state(state: LetterState) -> i16 {
    match state {
        LetterState::Waiting => 0,
        LetterState::Sent => 1,
        LetterState::Refused => 2,
        LetterState::GivenUp => 3,
        LetterState::Dropped => 4,
    }
}

fn to_state(column: i16) -> Result<LetterState, StoreFailure> {
    LetterState::ALL
        .into_iter()
        .find(|state| from_state(*state) == column)
        .ok_or(StoreFailure::Unreadable("state of a letter"))
}
