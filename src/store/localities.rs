//! Localities, their changes and their residential groups.

use diesel::prelude::*;

use crate::store::columns::{to_date, to_key};
use crate::store::connection::{AnyConnection, each_backend};
use crate::store::failure::StoreFailure;
use crate::store::schema::{locality, locality_change, residential_group};
use crate::survey::locality::{Group, Locality, LocalityChange, LocalityKey};

#[derive(Queryable, Insertable)]
#[diesel(table_name = locality)]
struct Row {
    code: String,
    valid_from: String,
    valid_to: Option<String>,
    kind: String,
    name: String,
    parent_code: Option<String>,
    population: Option<i64>,
    households: Option<i64>,
    reference_date: Option<String>,
}

/// Keeps localities and changes; those that are there already are replaced by what the file says now.
pub fn keep(
    connection: &mut AnyConnection,
    localities: &[Locality],
    changes: &[LocalityChange],
) -> Result<(), StoreFailure> {
    for new in localities {
        let row = Row {
            code: new.key.code.clone(),
            valid_from: new.key.valid_from.to_string(),
            valid_to: new.valid_to.map(|date| date.to_string()),
            kind: new.kind.clone(),
            name: new.name.clone(),
            parent_code: new.parent_code.clone(),
            population: new.population,
            households: new.households,
            reference_date: new.reference_date.map(|date| date.to_string()),
        };
        let known = locality::table.find((&row.code, &row.valid_from));
        let changed = diesel::update(known)
            .set((
                locality::valid_to.eq(&row.valid_to),
                locality::kind.eq(&row.kind),
                locality::name.eq(&row.name),
                locality::parent_code.eq(&row.parent_code),
                locality::population.eq(row.population),
                locality::households.eq(row.households),
                locality::reference_date.eq(&row.reference_date),
            ))
            .execute(connection)?;
        if changed == 0 {
            diesel::insert_into(locality::table)
                .values(row)
                .execute(connection)?;
        }
    }
    for change in changes {
        let row = (
            locality_change::from_code.eq(&change.from.code),
            locality_change::from_valid_from.eq(change.from.valid_from.to_string()),
            locality_change::to_code.eq(&change.to.code),
            locality_change::to_valid_from.eq(change.to.valid_from.to_string()),
            locality_change::act.eq(&change.act),
        );
        each_backend!(connection, inner => diesel::insert_into(locality_change::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(inner))?;
    }
    Ok(())
}

pub fn keep_groups(connection: &mut AnyConnection, groups: &[Group]) -> Result<(), StoreFailure> {
    for group in groups {
        let row = (
            residential_group::locality_code.eq(&group.locality.code),
            residential_group::valid_from.eq(group.locality.valid_from.to_string()),
            residential_group::code.eq(&group.code),
            residential_group::name.eq(&group.name),
            residential_group::households.eq(group.households),
        );
        each_backend!(connection, inner => diesel::insert_into(residential_group::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(inner))?;
    }
    Ok(())
}

/// Until this transaction ends nobody else changes the groups of the locality: two lists that were read at one time would
/// give one code twice.
pub fn hold(connection: &mut AnyConnection, of: &LocalityKey) -> Result<(), StoreFailure> {
    diesel::update(locality::table.find((&of.code, of.valid_from.to_string())))
        .set(locality::name.eq(locality::name))
        .execute(connection)?;
    Ok(())
}

/// Name and households of a known group; `false` when it is not known.
pub fn change_group(connection: &mut AnyConnection, group: &Group) -> Result<bool, StoreFailure> {
    let known = residential_group::table.find((
        &group.locality.code,
        group.locality.valid_from.to_string(),
        &group.code,
    ));
    let changed = diesel::update(known)
        .set((
            residential_group::name.eq(&group.name),
            residential_group::households.eq(group.households),
        ))
        .execute(connection)?;
    Ok(changed == 1)
}

/// All localities in the order of code and first day.
pub fn all(connection: &mut AnyConnection) -> Result<Vec<Locality>, StoreFailure> {
    let rows: Vec<Row> = locality::table
        .order((locality::code, locality::valid_from))
        .load(connection)?;
    rows.into_iter()
        .map(|row| {
            Ok(Locality {
                key: to_key(row.code, &row.valid_from)?,
                valid_to: row.valid_to.as_deref().map(to_date).transpose()?,
                kind: row.kind,
                name: row.name,
                parent_code: row.parent_code,
                population: row.population,
                households: row.households,
                reference_date: row.reference_date.as_deref().map(to_date).transpose()?,
            })
        })
        .collect()
}

/// The residential groups of a locality, by code.
pub fn groups(
    connection: &mut AnyConnection,
    of: &LocalityKey,
) -> Result<Vec<Group>, StoreFailure> {
    let rows: Vec<(String, String, Option<i64>)> = residential_group::table
        .filter(residential_group::locality_code.eq(&of.code))
        .filter(residential_group::valid_from.eq(of.valid_from.to_string()))
        .order(residential_group::code)
        .select((
            residential_group::code,
            residential_group::name,
            residential_group::households,
        ))
        .load(connection)?;
    let group = |(code, name, households)| Group {
        locality: of.clone(),
        code,
        name,
        households,
    };
    Ok(rows.into_iter().map(group).collect())
}
