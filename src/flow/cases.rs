//! The life of a case: made of comments, handed over, answered, closed, and the reply that the public reads.

use chrono::NaiveDate;

use crate::flow::comments::{By, Change, NotChanged, change, changed};
use crate::store::cases::{self, KeptCase, Reply, Step};
use crate::store::comments::{self, KeptComment};
use crate::store::waves::KeptWave;
use crate::store::{AnyConnection, StoreFailure, responses};
use crate::survey::case::{
    CaseAct, CaseId, CaseRefusal, CaseState, may_name_locality, shown_count,
};
use crate::survey::comment::CommentId;

/// The step that every case begins with.
const OPENED: &str = "open";

/// Makes one case of some comments. What they have in common becomes the case's.
pub fn open(
    connection: &mut AnyConnection,
    by: &By,
    wave: &KeptWave,
    title: &str,
    ids: &[CommentId],
) -> Result<Result<CaseId, NotChanged>, StoreFailure> {
    let found = comments::some(connection, wave.wave.id, ids)?;
    let Some(first) = found.first() else {
        return Ok(Err(NotChanged::Unknown));
    };
    let shared = |same: &dyn Fn(&KeptComment) -> bool| found.iter().all(same);
    let new = KeptCase {
        id: CaseId(0),
        wave: wave.wave.id,
        title: title.to_owned(),
        state: CaseState::Open,
        topic: first
            .topics
            .first()
            .filter(|topic| shared(&|one| one.topics.contains(topic)))
            .cloned(),
        locality: shared(&|one| one.locality == first.locality).then_some(first.locality),
        place: first
            .place
            .clone()
            .filter(|_| shared(&|one| one.place == first.place)),
        unit: None,
        due_on: None,
        answer: None,
        revision: 0,
    };
    // Refusals come before anything is written.
    if let Err(refused) = changed(connection, wave.wave.id, ids, &Change::Join(new.id))? {
        return Ok(Err(refused));
    }
    let id = cases::create(connection, &new)?;
    if let Err(refused) = change(connection, wave, ids, &Change::Join(id))? {
        return Ok(Err(refused));
    }
    step(connection, by, id, OPENED, None)?;
    Ok(Ok(id))
}

fn step(
    connection: &mut AnyConnection,
    by: &By,
    of: CaseId,
    act: &str,
    note: Option<&str>,
) -> Result<(), StoreFailure> {
    let step = Step {
        on_day: by.today().to_string(),
        by_name: by.name.clone(),
        act: act.to_owned(),
        note: note.map(str::to_owned),
    };
    cases::add_step(connection, of, &step)
}

/// What is done to a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    HandOver {
        unit: String,
        due: NaiveDate,
    },
    Answer(String),
    /// Without an answer it needs a note that says why.
    Close(Option<String>),
    Reopen(String),
    Publish(Publication),
}

/// What staff write for the public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    pub said_vi: String,
    pub said_en: Option<String>,
    pub done_vi: String,
    pub done_en: Option<String>,
    pub name_locality: bool,
    pub quote: Option<CommentId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotMoved {
    Unknown,
    /// Somebody else changed the case since it was read.
    Changed,
    Refused(CaseRefusal),
    /// A case without an answer is closed with a note.
    NoteMissing,
    /// The quoted comment is not one of the case.
    NoQuote,
}

pub fn act(
    connection: &mut AnyConnection,
    by: &By,
    id: CaseId,
    revision: i32,
    wanted: &Move,
) -> Result<Result<(), NotMoved>, StoreFailure> {
    let Some(mut case) = cases::find(connection, id)? else {
        return Ok(Err(NotMoved::Unknown));
    };
    if case.revision != revision {
        return Ok(Err(NotMoved::Changed));
    }
    let (act, note) = match wanted {
        Move::HandOver { unit, .. } => (CaseAct::HandOver, Some(unit.as_str())),
        Move::Answer(_) => (CaseAct::Answer, None),
        Move::Close(note) => (CaseAct::Close, note.as_deref()),
        Move::Reopen(note) => (CaseAct::Reopen, Some(note.as_str())),
        Move::Publish(_) => (CaseAct::Publish, None),
    };
    match case.state.after(act, case.unit.is_some()) {
        Ok(state) => case.state = state,
        Err(refusal) => return Ok(Err(NotMoved::Refused(refusal))),
    }
    match wanted {
        Move::HandOver { unit, due } => {
            case.unit = Some(unit.clone());
            case.due_on = Some(*due);
        }
        Move::Answer(text) => case.answer = Some(text.clone()),
        Move::Close(None) if case.answer.is_none() => return Ok(Err(NotMoved::NoteMissing)),
        Move::Close(_) | Move::Reopen(_) => {}
        Move::Publish(publication) => match reply(connection, by, &case, publication)? {
            Some(reply) => cases::publish(connection, &reply)?,
            None => return Ok(Err(NotMoved::NoQuote)),
        },
    }
    if !cases::save(connection, &case)? {
        return Err(StoreFailure::Missing("case as it was read"));
    }
    step(connection, by, id, act.as_str(), note)?;
    Ok(Ok(()))
}

/// What the public would read: for the preview, and for the publication. `None` when the quoted comment is not one of
/// the case.
pub fn reply(
    connection: &mut AnyConnection,
    by: &By,
    case: &KeptCase,
    wanted: &Publication,
) -> Result<Option<Reply>, StoreFailure> {
    let own = comments::of_case(connection, case.wave, case.id)?;
    if wanted
        .quote
        .is_some_and(|id| own.iter().all(|one| one.id != id))
    {
        return Ok(None);
    }
    let named = match case.locality.filter(|_| wanted.name_locality) {
        Some(locality) => {
            let answered = responses::count_in(connection, case.wave, locality)?;
            may_name_locality(wanted.quote.is_some(), answered).then_some(locality)
        }
        None => None,
    };
    let comments = i64::try_from(own.len()).unwrap_or_default();
    Ok(Some(Reply {
        case: case.id,
        published_on: by.today(),
        said_vi: wanted.said_vi.clone(),
        said_en: wanted.said_en.clone(),
        done_vi: wanted.done_vi.clone(),
        done_en: wanted.done_en.clone(),
        locality: named,
        place: case.place.clone().filter(|_| named.is_some()),
        comments: shown_count(comments).and_then(|shown| i32::try_from(shown).ok()),
        quote: wanted.quote,
    }))
}

/// What a case is about, as staff correct it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub title: String,
    pub topic: Option<String>,
    pub locality: Option<i16>,
    pub place: Option<String>,
}

pub fn correct(
    connection: &mut AnyConnection,
    id: CaseId,
    revision: i32,
    heading: &Heading,
) -> Result<Result<(), NotMoved>, StoreFailure> {
    let Some(case) = cases::find(connection, id)? else {
        return Ok(Err(NotMoved::Unknown));
    };
    let corrected = KeptCase {
        title: heading.title.clone(),
        topic: heading.topic.clone(),
        locality: heading.locality,
        place: heading.place.clone(),
        revision,
        ..case
    };
    let saved = cases::save(connection, &corrected)?;
    Ok(if saved {
        Ok(())
    } else {
        Err(NotMoved::Changed)
    })
}

/// Takes a published reply off the public page.
pub fn withdraw(connection: &mut AnyConnection, by: &By, id: CaseId) -> Result<bool, StoreFailure> {
    let was_published = cases::withdraw(connection, id)?;
    if was_published {
        step(connection, by, id, "withdraw", None)?;
    }
    Ok(was_published)
}
