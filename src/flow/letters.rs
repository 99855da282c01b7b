//! Letters of a wave: lists of addresses, invitations, reminders. A letter brings a code of a batch; the code is derived
//! in the moment of sending and stored nowhere.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use thiserror::Error;

use crate::exchange::addresses::Addresses;
use crate::flow::handout::{self, HandoutFailure, Wanted};
use crate::flow::secrets;
use crate::store::outbox::{Letter, totals};
use crate::store::waves::KeptWave;
use crate::store::{
    AnyConnection, StoreFailure, addresses, batches, links, localities, outbox, waves,
};
use crate::survey::addresses::{Address, AddressList, AddressState, Basis, LeftOut, Unanswered};
use crate::survey::batch::{LARGEST, Purpose};
use crate::survey::letter::{AddressId, Found, LetterKind, LetterState, SurveyLetter, Ticket};
use crate::survey::link::{Code, Token};
use crate::survey::wave::{Intake, WaveId, WaveState};

#[derive(Debug, Error)]
pub enum LetterFailure {
    /// Letters leave only while answers are taken.
    #[error("the wave takes no answers now")]
    NotOpen,
    /// Addresses are kept only until a wave is closed.
    #[error("the wave was closed")]
    Closed,
    #[error("there is nobody to write to")]
    Nobody,
    #[error(transparent)]
    Handout(#[from] HandoutFailure),
    #[error(transparent)]
    Store(#[from] StoreFailure),
}

/// One place of one wave.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub kept: &'a KeptWave,
    /// In the wave's localities.
    pub locality: i16,
}

impl Place<'_> {
    fn wave(self) -> WaveId {
        self.kept.wave.id
    }
}

/// Adds a list, inside the caller's transaction; says what was left out, what came twice included.
pub fn add_list(
    connection: &mut AnyConnection,
    place: Place<'_>,
    read: Addresses,
    basis: Basis,
    note: &str,
    now: NaiveDateTime,
) -> Result<Vec<LeftOut>, LetterFailure> {
    if !matches!(place.kept.wave.state, WaveState::Draft | WaveState::Open) {
        return Err(LetterFailure::Closed);
    }
    let list = AddressList {
        wave: place.wave(),
        locality: place.locality,
        id: rand::random(),
        basis,
        note: note.to_owned(),
        added_at: now,
    };
    let mut left_out = addresses::keep(connection, &list, &read.found)?;
    left_out.extend(read.twice);
    Ok(left_out)
}

/// Writes an invitation to everybody who has none; how many.
pub fn invite(
    connection: &mut AnyConnection,
    place: Place<'_>,
    language: &'static str,
    by: Option<i64>,
    now: NaiveDateTime,
) -> Result<usize, LetterFailure> {
    let all = open_list(connection, place, now)?;
    let mut by_group: BTreeMap<Option<String>, Vec<Address>> = BTreeMap::new();
    for one in all.into_iter().filter(Address::awaits_invitation) {
        by_group.entry(one.group.clone()).or_default().push(one);
    }
    let mut ids = Vec::new();
    for (group, waiting) in by_group {
        for part in waiting.chunks(LARGEST as usize) {
            let wanted = Wanted {
                purpose: Purpose::Letters,
                locality: place.locality,
                group: group.clone(),
                size: u32::try_from(part.len()).unwrap_or(LARGEST),
                expires_at: None,
                by,
            };
            let batch = handout::make(connection, place.kept, &wanted, now)?;
            for (number, one) in (0..).zip(part) {
                addresses::set_code(connection, one, &batch.id, number)?;
                ids.push(one.id);
            }
        }
    }
    write(
        connection,
        place,
        LetterKind::Invitation,
        &ids,
        language,
        now,
    )
}

/// Writes a reminder to everybody who was invited a while ago. It is sent only to those whose code is unspent in the
/// moment of sending: neither a row nor a count tells who that is.
pub fn remind(
    connection: &mut AnyConnection,
    place: Place<'_>,
    language: &'static str,
    now: NaiveDateTime,
) -> Result<usize, LetterFailure> {
    let all = open_list(connection, place, now)?;
    let due = all.iter().filter(|one| one.may_be_reminded(now));
    let ids: Vec<AddressId> = due.map(|one| one.id).collect();
    write(connection, place, LetterKind::Reminder, &ids, language, now)
}

fn open_list(
    connection: &mut AnyConnection,
    place: Place<'_>,
    now: NaiveDateTime,
) -> Result<Vec<Address>, LetterFailure> {
    if place.kept.wave.intake(now) != Intake::Open {
        return Err(LetterFailure::NotOpen);
    }
    Ok(addresses::of_locality(
        connection,
        place.wave(),
        place.locality,
    )?)
}

fn write(
    connection: &mut AnyConnection,
    place: Place<'_>,
    kind: LetterKind,
    ids: &[AddressId],
    language: &'static str,
    now: NaiveDateTime,
) -> Result<usize, LetterFailure> {
    if ids.is_empty() {
        return Err(LetterFailure::Nobody);
    }
    let letter = |address: &AddressId| Letter {
        kind,
        language,
        recipient: None,
        link: String::new(),
        survey: Some(SurveyLetter {
            wave: place.wave(),
            locality: place.locality,
            address: *address,
        }),
        written_at: now,
        good_until: place.kept.wave.closes_at,
    };
    let letters: Vec<Letter> = ids.iter().map(letter).collect();
    outbox::keep_all(connection, &letters)?;
    addresses::count_letters(connection, place.wave(), ids, now)?;
    Ok(ids.len())
}

/// The codes of these addresses, and the tokens that are there once they are spent.
fn codes(
    connection: &mut AnyConnection,
    kept: &KeptWave,
    of: &[&Address],
) -> Result<Vec<(Code, Token)>, StoreFailure> {
    let key = kept
        .code_key
        .as_deref()
        .ok_or(StoreFailure::Missing("key of the wave"))?;
    let mut known = BTreeMap::new();
    let mut found = Vec::with_capacity(of.len());
    for one in of {
        let Some((id, number)) = &one.code else {
            continue;
        };
        if !known.contains_key(id) {
            let batch = batches::find(connection, one.wave, one.locality, id)?;
            known.insert(id.clone(), batch.filter(|batch| batch.revoked_at.is_none()));
        }
        // A revoked batch has no codes.
        if let Some(Some(batch)) = known.get(id) {
            let code = secrets::batch_code(key, one.wave, &batch.salt, *number);
            let spent = secrets::spent_single(key, &code);
            found.push((code, spent));
        }
    }
    Ok(found)
}

fn count_unspent(
    connection: &mut AnyConnection,
    kept: &KeptWave,
    of: &[&Address],
) -> Result<usize, StoreFailure> {
    let codes = codes(connection, kept, of)?;
    let tokens: Vec<Token> = codes.iter().map(|(_, token)| *token).collect();
    let spent = links::spent_among(connection, kept.wave.id, &tokens)?;
    Ok(tokens.len() - spent.len())
}

/// What a letter says in the moment of sending.
pub fn ticket(
    connection: &mut AnyConnection,
    letter: &SurveyLetter,
    kind: LetterKind,
    now: NaiveDateTime,
) -> Result<Found, StoreFailure> {
    let found = addresses::find(connection, letter.wave, letter.address)?;
    let Some(address) = found.filter(|one| one.state == AddressState::Good) else {
        return Ok(Found::NoLongerWanted);
    };
    let mut all = waves::all(connection)?.into_iter();
    let kept = all.find(|kept| kept.wave.id == letter.wave);
    let Some(kept) = kept.filter(|kept| kept.wave.intake(now) == Intake::Open) else {
        return Ok(Found::NoLongerWanted);
    };
    let Some((code, spent)) = codes(connection, &kept, &[&address])?.pop() else {
        return Ok(Found::NoLongerWanted);
    };
    if kind == LetterKind::Reminder && links::is_spent(connection, letter.wave, spent)? {
        return Ok(Found::NothingToSay);
    }
    let key = usize::try_from(address.locality)
        .ok()
        .and_then(|at| kept.wave.localities.get(at))
        .ok_or(StoreFailure::Missing("locality"))?;
    let mut localities = localities::all(connection)?.into_iter();
    let locality = localities
        .find(|one| &one.key == key)
        .ok_or(StoreFailure::Missing("locality"))?;
    Ok(Found::Ticket(Box::new(Ticket {
        recipient: address.email,
        address: address.id,
        code,
        title_vi: kept.wave.title_vi,
        title_en: kept.wave.title_en,
        locality: locality.name,
        closes_at: kept.wave.closes_at,
    })))
}

/// How the letters of one place stand: totals only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub addresses: u64,
    pub awaiting_invitation: u64,
    pub bounced: u64,
    pub unsubscribed: u64,
    /// Those who may be reminded now, if anybody may.
    pub unanswered: Option<Unanswered>,
    /// When the next reminder may be written, if one is still to come.
    pub next_reminder: Option<NaiveDateTime>,
    pub letters: Vec<(LetterKind, LetterState, u64)>,
    pub lists: Vec<(AddressList, u64)>,
}

pub fn standing(
    connection: &mut AnyConnection,
    place: Place<'_>,
    now: NaiveDateTime,
) -> Result<Standing, StoreFailure> {
    let (wave, locality) = (place.wave(), place.locality);
    let all = addresses::of_locality(connection, wave, locality)?;
    let count =
        |wanted: &dyn Fn(&Address) -> bool| all.iter().filter(|one| wanted(one)).count() as u64;
    let due: Vec<&Address> = all.iter().filter(|one| one.may_be_reminded(now)).collect();
    let unanswered = if due.is_empty() || place.kept.code_key.is_none() {
        None
    } else {
        let left = count_unspent(connection, place.kept, &due)? as u64;
        Some(Unanswered::of(due.len() as u64, left))
    };
    Ok(Standing {
        addresses: all.len() as u64,
        awaiting_invitation: count(&Address::awaits_invitation),
        bounced: count(&|one| one.state == AddressState::Bounced),
        unsubscribed: count(&|one| one.state == AddressState::Unsubscribed),
        unanswered,
        next_reminder: all.iter().filter_map(Address::next_reminder).min(),
        letters: totals(connection, wave, locality)?,
        lists: addresses::lists(connection, wave, locality)?,
    })
}

/// Deletes the addresses of one place and every letter to them, sent or not.
pub fn delete_list(connection: &mut AnyConnection, place: Place<'_>) -> Result<(), StoreFailure> {
    addresses::delete_of_locality(connection, place.wave(), place.locality)?;
    outbox::delete(connection, place.wave(), Some(place.locality))
}

/// What closing does with addresses and letters, in its own transaction.
pub fn end(connection: &mut AnyConnection, wave: WaveId) -> Result<(), StoreFailure> {
    addresses::delete_of_wave(connection, wave)?;
    outbox::delete(connection, wave, None)
}
