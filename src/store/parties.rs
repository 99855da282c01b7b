//! Parties and their public keys.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::store::columns::{from_micros, to_date, to_micros};
use crate::store::connection::AnyConnection;
use crate::store::failure::StoreFailure;
use crate::store::schema::{party, party_key};
use crate::survey::party::Party;

#[derive(Queryable)]
struct Row {
    code: String,
    valid_from: String,
    valid_to: Option<String>,
    name_vi: String,
    name_en: String,
    signatory: String,
    signatory_title: String,
    document: String,
}

/// A public key of a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyKey {
    pub party: String,
    pub public: [u8; 32],
    pub valid_from: NaiveDateTime,
    /// When it was revoked, and why.
    pub revoked: Option<(NaiveDateTime, String)>,
}

impl PartyKey {
    pub fn is_valid_at(&self, now: NaiveDateTime) -> bool {
        self.valid_from <= now && self.revoked.as_ref().is_none_or(|(at, _)| now < *at)
    }
}

/// Keeps a party for a period; the same period again is replaced.
pub fn keep(connection: &mut AnyConnection, new: &Party) -> Result<(), StoreFailure> {
    let period = party::table.find((&new.code, new.valid_from.to_string()));
    diesel::delete(period).execute(connection)?;
    diesel::insert_into(party::table)
        .values((
            party::code.eq(&new.code),
            party::valid_from.eq(new.valid_from.to_string()),
            party::valid_to.eq(new.valid_to.map(|day| day.to_string())),
            party::name_vi.eq(&new.name_vi),
            party::name_en.eq(&new.name_en),
            party::signatory.eq(&new.signatory),
            party::signatory_title.eq(&new.signatory_title),
            party::document.eq(&new.document),
        ))
        .execute(connection)?;
    Ok(())
}

/// Every period of every party.
pub fn all(connection: &mut AnyConnection) -> Result<Vec<Party>, StoreFailure> {
    let rows: Vec<Row> = party::table
        .order((party::code, party::valid_from))
        .load(connection)?;
    rows.into_iter()
        .map(|row| {
            Ok(Party {
                valid_from: to_date(&row.valid_from)?,
                valid_to: row.valid_to.as_deref().map(to_date).transpose()?,
                code: row.code,
                name_vi: row.name_vi,
                name_en: row.name_en,
                signatory: row.signatory,
                signatory_title: row.signatory_title,
                document: row.document,
            })
        })
        .collect()
}

/// Keeps a public key; `false` when it is known already, for whichever party.
pub fn keep_key(
    connection: &mut AnyConnection,
    code: &str,
    public: &[u8; 32],
    now: NaiveDateTime,
) -> Result<bool, StoreFailure> {
    let known: i64 = party_key::table
        .find(public.to_vec())
        .count()
        .get_result(connection)?;
    if known > 0 {
        return Ok(false);
    }
    diesel::insert_into(party_key::table)
        .values((
            party_key::public.eq(public.to_vec()),
            party_key::party.eq(code),
            party_key::valid_from.eq(to_micros(now)),
        ))
        .execute(connection)?;
    Ok(true)
}

/// From now on the key signs nothing; what it signed before stays as it is. `false` when there is no such valid key.
pub fn revoke_key(
    connection: &mut AnyConnection,
    public: &[u8; 32],
    reason: &str,
    now: NaiveDateTime,
) -> Result<bool, StoreFailure> {
    let valid = party_key::table.filter(
        party_key::public
            .eq(public.to_vec())
            .and(party_key::revoked_at.is_null()),
    );
    let revoked = diesel::update(valid)
        .set((
            party_key::revoked_at.eq(to_micros(now)),
            party_key::reason.eq(reason),
        ))
        .execute(connection)?;
    Ok(revoked == 1)
}

/// Every key, the revoked ones too.
pub fn keys(connection: &mut AnyConnection) -> Result<Vec<PartyKey>, StoreFailure> {
    type KeyRow = (Vec<u8>, String, i64, Option<i64>, Option<String>);
    let rows: Vec<KeyRow> = party_key::table
        .order((party_key::party, party_key::valid_from, party_key::public))
        .load(connection)?;
    rows.into_iter()
        .map(|(public, party, valid_from, revoked_at, reason)| {
            let revoked = revoked_at.map(from_micros).transpose()?;
            Ok(PartyKey {
                public: public
                    .try_into()
                    .map_err(|_| StoreFailure::Unreadable("public key"))?,
                party,
                valid_from: from_micros(valid_from)?,
                revoked: revoked.map(|at| (at, reason.unwrap_or_default())),
            })
        })
        .collect()
}
