//! What the office and the Front do with comments: each act on all of them or on none.

use chrono::{NaiveDate, NaiveDateTime};

use crate::clock::local;
use crate::store::comments::{self, KeptComment};
use crate::store::waves::KeptWave;
use crate::store::{AnyConnection, StoreFailure, cases, forms};
use crate::survey::case::{CaseId, CaseState};
use crate::survey::comment::{CommentAct, CommentId, CommentRefusal, strike, tokens};
use crate::survey::digest::Digest;
use crate::survey::form::Form;
use crate::survey::reading;
use crate::survey::wave::WaveId;

/// Who does something, and when.
#[derive(Clone, Debug)]
pub struct By {
    pub name: String,
    /// UTC.
    pub now: NaiveDateTime,
}

impl By {
    pub fn today(&self) -> NaiveDate {
        local(self.now).date()
    }
}

/// What is done to some comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    See,
    /// Adds topics to those that a comment has.
    AddTopics(Vec<String>),
    /// Replaces topics and place by these.
    Tag {
        topics: Vec<String>,
        place: Option<String>,
    },
    Place(Option<String>),
    /// Merges them into a case, with what it has already.
    Join(CaseId),
    Leave,
    SetAside(String),
    TakeBack,
}

/// Why nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotChanged {
    /// Some of the comments are not of this wave.
    Unknown,
    /// No such case in this wave, or it is closed.
    NoCase,
    Refused(Vec<(CommentId, CommentRefusal)>),
}

/// Does it to all of `ids`, and says to how many.
pub fn change(
    connection: &mut AnyConnection,
    wave: &KeptWave,
    ids: &[CommentId],
    change: &Change,
) -> Result<Result<usize, NotChanged>, StoreFailure> {
    let wave = wave.wave.id;
    if let Change::Join(id) = change {
        let case = cases::find(connection, *id)?;
        if !case.is_some_and(|case| case.wave == wave && case.state != CaseState::Closed) {
            return Ok(Err(NotChanged::NoCase));
        }
    }
    let changed = match changed(connection, wave, ids, change)? {
        Ok(changed) => changed,
        Err(refused) => return Ok(Err(refused)),
    };
    for one in &changed {
        comments::keep(connection, wave, one)?;
    }
    Ok(Ok(changed.len()))
}

/// The comments as they would be after a change; nothing is written.
pub(super) fn changed(
    connection: &mut AnyConnection,
    wave: WaveId,
    ids: &[CommentId],
    change: &Change,
) -> Result<Result<Vec<KeptComment>, NotChanged>, StoreFailure> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let found = comments::some(connection, wave, &ids)?;
    if found.len() < ids.len() {
        return Ok(Err(NotChanged::Unknown));
    }
    let mut refused = Vec::new();
    let mut changed = Vec::new();
    for one in found {
        let id = one.id;
        match apply(one, change) {
            Ok(new) => changed.push(new),
            Err(refusal) => refused.push((id, refusal)),
        }
    }
    Ok(if refused.is_empty() {
        Ok(changed)
    } else {
        Err(NotChanged::Refused(refused))
    })
}

/// A comment after a change, by the rules.
fn apply(mut one: KeptComment, change: &Change) -> Result<KeptComment, CommentRefusal> {
    match change {
        Change::AddTopics(topics) => {
            one.topics.extend(topics.iter().cloned());
            one.topics.sort();
            one.topics.dedup();
        }
        Change::Tag { topics, place } => {
            one.topics.clone_from(topics);
            one.place.clone_from(place);
        }
        Change::Place(place) => one.place.clone_from(place),
        _ => {}
    }
    let act = match change {
        Change::See => CommentAct::See,
        Change::AddTopics(_) | Change::Tag { .. } | Change::Place(_) => CommentAct::Tag,
        Change::Join(_) => CommentAct::Join,
        Change::Leave => CommentAct::Leave,
        Change::SetAside(_) => CommentAct::SetAside,
        Change::TakeBack => CommentAct::TakeBack,
    };
    one.state = one.state.after(act, one.is_tagged())?;
    match change {
        Change::Join(id) => one.case = Some(*id),
        Change::Leave => one.case = None,
        Change::SetAside(reason) => one.reason = Some(reason.clone()),
        Change::TakeBack => one.reason = None,
        _ => {}
    }
    Ok(one)
}

/// What a page shows so that positions are struck in the words that were read, not in others.
pub fn fingerprint(words: &str) -> String {
    Digest::of(words.as_bytes()).0.chars().take(16).collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotStruck {
    Unknown,
    /// Somebody struck something out since the words were read.
    Changed,
    Nothing,
}

/// Strikes out words of a comment, by their places among its words, for good; says how many characters are gone. After
/// the transaction [`crate::store::Store::forget_old_words`] is due.
pub fn strike_out(
    connection: &mut AnyConnection,
    wave: &KeptWave,
    id: CommentId,
    seen: &str,
    places: &[usize],
) -> Result<Result<usize, NotStruck>, StoreFailure> {
    let Some(found) = comments::find(connection, wave.wave.id, id)? else {
        return Ok(Err(NotStruck::Unknown));
    };
    if fingerprint(&found.words) != seen {
        return Ok(Err(NotStruck::Changed));
    }
    let known = tokens(&found.words);
    let ranges: Option<Vec<_>> = places
        .iter()
        .map(|place| known.get(*place).cloned())
        .collect();
    let Some(struck) = ranges.and_then(|ranges| strike(&found.words, &ranges)) else {
        return Ok(Err(NotStruck::Nothing));
    };
    comments::replace_words(connection, wave.wave.id, id, &struck.words)?;
    Ok(Ok(struck.characters))
}

/// The form of a wave, for its questions and topics.
pub fn form(connection: &mut AnyConnection, wave: &KeptWave) -> Result<Form, StoreFailure> {
    let source = forms::source(connection, &wave.wave.form_code, wave.wave.form_version)?
        .ok_or(StoreFailure::Missing("form"))?;
    reading::read(&source).map_err(|_| StoreFailure::Unreadable("form"))
}
