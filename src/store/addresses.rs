//! Addresses that letters of a wave go to: no names, deleted when the wave closes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::store::columns::{from_micros, to_bytes16, to_micros};
use crate::store::connection::{AnyConnection, each_backend};
use crate::store::failure::StoreFailure;
use crate::store::schema::{address, address_list, no_letters};
use crate::survey::addresses::{Address, AddressList, AddressState, Basis, LeftOut, Why};
use crate::survey::batch::BatchId;
use crate::survey::email::EmailAddress;
use crate::survey::letter::AddressId;
use crate::survey::wave::WaveId;

/// Rows of one statement: SQLite takes 32,766 parameters at most.
const BATCH: usize = 1_000;

/// The `wave` of an address that wants no letters of any wave.
const ANY_WAVE: i32 = 0;

#[derive(Queryable, Insertable)]
#[diesel(table_name = address)]
struct Row {
    wave: i32,
    id: Vec<u8>,
    locality: i16,
    list: Vec<u8>,
    residential_group: Option<String>,
    email: String,
    state: i16,
    soft_bounces: i16,
    batch: Option<String>,
    number: i32,
    letters: i16,
    last_letter_at: i64,
}

impl Row {
    fn read(self) -> Result<Address, StoreFailure> {
        let number = u32::try_from(self.number).ok();
        Ok(Address {
            wave: WaveId(self.wave),
            id: AddressId(to_bytes16(&self.id)?),
            locality: self.locality,
            group: self.residential_group,
            email: EmailAddress::read(&self.email)
                .ok_or(StoreFailure::Unreadable("e-mail address"))?,
            state: to_state(self.state)?,
            code: self
                .batch
                .and_then(|batch| Some((BatchId::read(&batch)?, number?))),
            letters: self.letters.unsigned_abs(),
            last_letter_at: from_micros(self.last_letter_at)?,
        })
    }
}

/// Adds what may be written to and is not there yet; says what was left out and why. `wanted` has each address once.
pub fn keep(
    connection: &mut AnyConnection,
    list: &AddressList,
    wanted: &[(EmailAddress, Option<String>)],
) -> Result<Vec<LeftOut>, StoreFailure> {
    let emails: Vec<&str> = wanted.iter().map(|(email, _)| email.as_str()).collect();
    let mut known: BTreeMap<String, i16> = BTreeMap::new();
    for part in emails.chunks(BATCH) {
        let rows: Vec<(String, i16)> = address::table
            .filter(address::wave.eq(list.wave.0))
            .filter(address::email.eq_any(part))
            .select((address::email, address::locality))
            .load(connection)?;
        known.extend(rows);
    }
    let digests: Vec<String> = wanted.iter().map(|(email, _)| email.digest().0).collect();
    let mut unwanted: BTreeSet<String> = BTreeSet::new();
    for part in digests.chunks(BATCH) {
        let rows: Vec<String> = no_letters::table
            .filter(no_letters::wave.eq_any([ANY_WAVE, list.wave.0]))
            .filter(no_letters::digest.eq_any(part))
            .select(no_letters::digest)
            .load(connection)?;
        unwanted.extend(rows);
    }
    let (mut left_out, mut rows) = (Vec::new(), Vec::new());
    for ((email, group), digest) in wanted.iter().zip(&digests) {
        let why = match known.get(email.as_str()) {
            Some(place) if *place == list.locality => Some(Why::ThereAlready),
            Some(_) => Some(Why::NotToBeWritten),
            None => unwanted.contains(digest).then_some(Why::NotToBeWritten),
        };
        match why {
            Some(why) => left_out.push(LeftOut {
                email: email.clone(),
                why,
            }),
            None => rows.push(new_row(list, email, group.clone())),
        }
    }
    let added = i32::try_from(rows.len()).unwrap_or(i32::MAX);
    insert_list(connection, list, added)?;
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(BATCH));
        each_backend!(connection, inner => diesel::insert_into(address::table)
            .values(rows)
            .execute(inner))?;
        rows = rest;
    }
    Ok(left_out)
}

fn new_row(list: &AddressList, email: &EmailAddress, group: Option<String>) -> Row {
    Row {
        wave: list.wave.0,
        id: rand::random::<[u8; 16]>().to_vec(),
        locality: list.locality,
        list: list.id.to_vec(),
        residential_group: group,
        email: email.as_str().to_owned(),
        state: from_state(AddressState::Good),
        soft_bounces: 0,
        batch: None,
        number: 0,
        letters: 0,
        last_letter_at: 0,
    }
}

fn insert_list(
    connection: &mut AnyConnection,
    list: &AddressList,
    added: i32,
) -> Result<(), StoreFailure> {
    let row = (
        address_list::wave.eq(list.wave.0),
        address_list::id.eq(list.id.to_vec()),
        address_list::locality.eq(list.locality),
        address_list::basis.eq(from_basis(list.basis)),
        address_list::note.eq(&list.note),
        address_list::added.eq(added),
        address_list::added_at.eq(to_micros(list.added_at)),
    );
    diesel::insert_into(address_list::table)
        .values(row)
        .execute(connection)?;
    Ok(())
}

/// The lists of one place, oldest first, and how many addresses each brought.
pub fn lists(
    connection: &mut AnyConnection,
    wave: WaveId,
    locality: i16,
) -> Result<Vec<(AddressList, u64)>, StoreFailure> {
    let rows: Vec<(Vec<u8>, i16, String, i32, i64)> = address_list::table
        .filter(address_list::wave.eq(wave.0))
        .filter(address_list::locality.eq(locality))
        .order((address_list::added_at, address_list::id))
        .select((
            address_list::id,
            address_list::basis,
            address_list::note,
            address_list::added,
            address_list::added_at,
        ))
        .load(connection)?;
    rows.into_iter()
        .map(|(id, basis, note, added, added_at)| {
            let list = AddressList {
                wave,
                locality,
                id: to_bytes16(&id)?,
                basis: to_basis(basis)?,
                note,
                added_at: from_micros(added_at)?,
            };
            Ok((list, u64::from(added.unsigned_abs())))
        })
        .collect()
}

/// The addresses of one place in the order of their ids, which says nothing about them.
pub fn of_locality(
    connection: &mut AnyConnection,
    wave: WaveId,
    locality: i16,
) -> Result<Vec<Address>, StoreFailure> {
    let rows: Vec<Row> = address::table
        .filter(address::wave.eq(wave.0))
        .filter(address::locality.eq(locality))
        .order(address::id)
        .load(connection)?;
    rows.into_iter().map(Row::read).collect()
}

pub fn find(
    connection: &mut AnyConnection,
    wave: WaveId,
    id: AddressId,
) -> Result<Option<Address>, StoreFailure> {
    let row: Option<Row> = address::table
        .find((wave.0, id.0.to_vec()))
        .first(connection)
        .optional()?;
    row.map(Row::read).transpose()
}

/// The same address in every wave that has it.
pub fn with_email(
    connection: &mut AnyConnection,
    email: &EmailAddress,
) -> Result<Vec<(WaveId, AddressId)>, StoreFailure> {
    let rows: Vec<(i32, Vec<u8>)> = address::table
        .filter(address::email.eq(email.as_str()))
        .order((address::wave, address::id))
        .select((address::wave, address::id))
        .load(connection)?;
    rows.into_iter()
        .map(|(wave, id)| Ok((WaveId(wave), AddressId(to_bytes16(&id)?))))
        .collect()
}

/// Gives an address its code.
pub fn set_code(
    connection: &mut AnyConnection,
    of: &Address,
    batch: &BatchId,
    number: u32,
) -> Result<(), StoreFailure> {
    let number = i32::try_from(number).map_err(|_| StoreFailure::Unreadable("number"))?;
    diesel::update(address::table.find((of.wave.0, of.id.0.to_vec())))
        .set((
            address::batch.eq(Some(batch.as_str())),
            address::number.eq(number),
        ))
        .execute(connection)?;
    Ok(())
}

/// Counts a letter to each of these addresses of one wave.
pub fn count_letters(
    connection: &mut AnyConnection,
    wave: WaveId,
    ids: &[AddressId],
    now: NaiveDateTime,
) -> Result<(), StoreFailure> {
    let ids: Vec<Vec<u8>> = ids.iter().map(|id| id.0.to_vec()).collect();
    for part in ids.chunks(BATCH) {
        let these = address::table
            .filter(address::wave.eq(wave.0))
            .filter(address::id.eq_any(part));
        diesel::update(these)
            .set((
                address::letters.eq(address::letters + 1),
                address::last_letter_at.eq(to_micros(now)),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// A bounce. A hard one ends the letters of this wave to the address; soft ones are counted. `false`: not known.
pub fn bounce(
    connection: &mut AnyConnection,
    wave: WaveId,
    id: AddressId,
    hard: bool,
) -> Result<bool, StoreFailure> {
    let Some(known) = find(connection, wave, id)? else {
        return Ok(false);
    };
    let this = address::table.find((wave.0, id.0.to_vec()));
    if !hard {
        diesel::update(this)
            .set(address::soft_bounces.eq(address::soft_bounces + 1))
            .execute(connection)?;
    } else if known.state == AddressState::Good {
        diesel::update(this)
            .set(address::state.eq(from_state(AddressState::Bounced)))
            .execute(connection)?;
        remember(connection, wave.0, &[known.email.digest().0])?;
    }
    Ok(true)
}

/// No letters of any wave to the person at this address any more. Unknown ids change nothing.
pub fn unsubscribe(connection: &mut AnyConnection, id: AddressId) -> Result<(), StoreFailure> {
    let email: Option<String> = address::table
        .filter(address::id.eq(id.0.to_vec()))
        .select(address::email)
        .first(connection)
        .optional()?;
    let Some(email) = email.as_deref().and_then(EmailAddress::read) else {
        return Ok(());
    };
    diesel::update(address::table.filter(address::email.eq(email.as_str())))
        .set(address::state.eq(from_state(AddressState::Unsubscribed)))
        .execute(connection)?;
    remember(connection, ANY_WAVE, &[email.digest().0])
}

fn remember(
    connection: &mut AnyConnection,
    wave: i32,
    digests: &[String],
) -> Result<(), StoreFailure> {
    for part in digests.chunks(BATCH) {
        let rows: Vec<_> = part
            .iter()
            .map(|digest| (no_letters::digest.eq(digest), no_letters::wave.eq(wave)))
            .collect();
        each_backend!(connection, inner => diesel::insert_into(no_letters::table)
            .values(rows)
            .on_conflict_do_nothing()
            .execute(inner))?;
    }
    Ok(())
}

/// Deletes the addresses of one place. That they were written to is remembered until the wave closes, as digests: nobody
/// gets a second code by being listed again.
pub fn delete_of_locality(
    connection: &mut AnyConnection,
    wave: WaveId,
    locality: i16,
) -> Result<(), StoreFailure> {
    let written_to: Vec<String> = of_locality(connection, wave, locality)?
        .iter()
        .filter(|one| one.letters > 0)
        .map(|one| one.email.digest().0)
        .collect();
    remember(connection, wave.0, &written_to)?;
    diesel::delete(
        address::table
            .filter(address::wave.eq(wave.0))
            .filter(address::locality.eq(locality)),
    )
    .execute(connection)?;
    diesel::delete(
        address_list::table
            .filter(address_list::wave.eq(wave.0))
            .filter(address_list::locality.eq(locality)),
    )
    .execute(connection)?;
    Ok(())
}

/// Deletes everything about the addresses of a wave; who wants no letters at all stays known as a digest.
pub fn delete_of_wave(connection: &mut AnyConnection, wave: WaveId) -> Result<(), StoreFailure> {
    diesel::delete(address::table.filter(address::wave.eq(wave.0))).execute(connection)?;
    diesel::delete(address_list::table.filter(address_list::wave.eq(wave.0)))
        .execute(connection)?;
    diesel::delete(no_letters::table.filter(no_letters::wave.eq(wave.0))).execute(connection)?;
    Ok(())
}

fn from_state(state: AddressState) -> i16 {
    match state {
        AddressState::Good => 0,
        AddressState::Bounced => 1,
        AddressState::Unsubscribed => 2,
    }
}

fn to_state(column: i16) -> Result<AddressState, StoreFailure> {
    [
        AddressState::Good,
        AddressState::Bounced,
        AddressState::Unsubscribed,
    ]
    .into_iter()
    .find(|state| from_state(*state) == column)
    .ok_or(StoreFailure::Unreadable("state of an address"))
}

fn from_basis(basis: Basis) -> i16 {
    match basis {
        Basis::Asked => 0,
        Basis::GivenForSurveys => 1,
        Basis::GivenForContact => 2,
        Basis::Other => 3,
    }
}

fn to_basis(column: i16) -> Result<Basis, StoreFailure> {
    Basis::ALL
        .into_iter()
        .find(|basis| from_basis(*basis) == column)
        .ok_or(StoreFailure::Unreadable("basis of consent"))
}
