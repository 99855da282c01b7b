//! Proposals to leave responses out, and the decisions about them.

use diesel::prelude::*;

use crate::store::columns::{from_micros, to_micros};
use crate::store::connection::AnyConnection;
use crate::store::failure::StoreFailure;
use crate::store::schema::exclusion;
use crate::survey::access::Role;
use crate::survey::exclusion::{Hand, Outcome, Proposal, Rule, Verdict};
use crate::survey::staff::AccountId;
use crate::survey::wave::WaveId;

#[derive(Queryable, Insertable)]
#[diesel(table_name = exclusion)]
struct Row {
    wave: i32,
    number: i32,
    rule: String,
    locality: String,
    start: String,
    verdict: String,
    reason: String,
    proposed_by: i64,
    proposed_role: String,
    proposed_at: i64,
    outcome: Option<String>,
    decided_by: Option<i64>,
    decided_role: Option<String>,
    decided_at: Option<i64>,
}

fn hand(who: i64, role: &str, at: i64) -> Result<Hand, StoreFailure> {
    Ok(Hand {
        who: AccountId(who),
        role: Role::parse(role).ok_or(StoreFailure::Unreadable("role"))?,
        at: from_micros(at)?,
    })
}

fn read(row: Row) -> Result<Proposal, StoreFailure> {
    let decided = match (
        row.outcome,
        row.decided_by,
        row.decided_role,
        row.decided_at,
    ) {
        (Some(outcome), Some(who), Some(role), Some(at)) => Some((
            hand(who, &role, at)?,
            Outcome::parse(&outcome).ok_or(StoreFailure::Unreadable("outcome"))?,
        )),
        _ => None,
    };
    Ok(Proposal {
        number: row.number,
        rule: match row.rule.as_str() {
            "two_flags" => Rule::TwoFlags,
            "burst" => Rule::Burst {
                locality: row.locality,
                start: row.start,
            },
            _ => return Err(StoreFailure::Unreadable("rule of exclusion")),
        },
        verdict: Verdict::parse(&row.verdict).ok_or(StoreFailure::Unreadable("verdict"))?,
        reason: row.reason,
        proposed: hand(row.proposed_by, &row.proposed_role, row.proposed_at)?,
        decided,
    })
}

/// All of a wave, oldest first.
pub fn of_wave(
    connection: &mut AnyConnection,
    wave: WaveId,
) -> Result<Vec<Proposal>, StoreFailure> {
    let rows: Vec<Row> = exclusion::table
        .filter(exclusion::wave.eq(wave.0))
        .order(exclusion::number)
        .load(connection)?;
    rows.into_iter().map(read).collect()
}

pub fn keep(
    connection: &mut AnyConnection,
    wave: WaveId,
    new: &Proposal,
) -> Result<(), StoreFailure> {
    let (locality, start) = match &new.rule {
        Rule::TwoFlags => (String::new(), String::new()),
        Rule::Burst { locality, start } => (locality.clone(), start.clone()),
    };
    diesel::insert_into(exclusion::table)
        .values(Row {
            wave: wave.0,
            number: new.number,
            rule: new.rule.as_str().to_owned(),
            locality,
            start,
            verdict: new.verdict.as_str().to_owned(),
            reason: new.reason.clone(),
            proposed_by: new.proposed.who.0,
            proposed_role: new.proposed.role.as_str().to_owned(),
            proposed_at: to_micros(new.proposed.at),
            outcome: None,
            decided_by: None,
            decided_role: None,
            decided_at: None,
        })
        .execute(connection)?;
    Ok(())
}

/// Whether the proposal was still undecided.
pub fn decide(
    connection: &mut AnyConnection,
    wave: WaveId,
    number: i32,
    by: &Hand,
    outcome: Outcome,
) -> Result<bool, StoreFailure> {
    let undecided = exclusion::table
        .find((wave.0, number))
        .filter(exclusion::outcome.is_null());
    let changed = diesel::update(undecided)
        .set((
            exclusion::outcome.eq(outcome.as_str()),
            exclusion::decided_by.eq(by.who.0),
            exclusion::decided_role.eq(by.role.as_str()),
            exclusion::decided_at.eq(to_micros(by.at)),
        ))
        .execute(connection)?;
    Ok(changed == 1)
}
