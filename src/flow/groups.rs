//! The residential groups of a locality, kept by its own committee. A code never changes and is never given twice:
//! answers carry it.

use std::collections::HashMap;

use thiserror::Error;

use crate::store::{AnyConnection, Store, StoreFailure, audit, localities};
use crate::survey::audit::Act;
use crate::survey::group::{GroupEntry, name_key, new_code};
use crate::survey::locality::{Group, LocalityKey};

#[derive(Debug, Error)]
pub enum GroupFailure {
    /// The name is another group's.
    #[error("there is a group {0:?} already")]
    Taken(String),
    #[error(transparent)]
    Store(#[from] StoreFailure),
}

/// How many groups a list added and changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    pub added: usize,
    pub changed: usize,
}

pub fn add(
    connection: &mut AnyConnection,
    locality: &LocalityKey,
    entry: &GroupEntry,
) -> Result<Group, GroupFailure> {
    let known = held(connection, locality)?;
    refuse_taken(&known, entry, None)?;
    let new = with_code(locality, entry, &known);
    localities::keep_groups(connection, std::slice::from_ref(&new))?;
    Ok(new)
}

/// Another name or number of households; `false` when there is no such group.
pub fn change(
    connection: &mut AnyConnection,
    locality: &LocalityKey,
    code: &str,
    entry: &GroupEntry,
) -> Result<bool, GroupFailure> {
    let known = held(connection, locality)?;
    refuse_taken(&known, entry, Some(code))?;
    let changed = Group {
        locality: locality.clone(),
        code: code.to_owned(),
        name: entry.name.clone(),
        households: entry.households,
    };
    Ok(localities::change_group(connection, &changed)?)
}

/// A list of groups: those that are known by name get their households from it, the others are added; none is lost.
pub fn import(
    connection: &mut AnyConnection,
    locality: &LocalityKey,
    entries: &[GroupEntry],
) -> Result<Imported, GroupFailure> {
    let mut known = held(connection, locality)?;
    let mut at: HashMap<String, usize> = HashMap::new();
    for (place, group) in known.iter().enumerate() {
        at.insert(name_key(&group.name), place);
    }
    let mut done = Imported::default();
    let mut new = Vec::new();
    for entry in entries {
        let Some(place) = at.get(&name_key(&entry.name)) else {
            let group = with_code(locality, entry, &known);
            at.insert(name_key(&entry.name), known.len());
            known.push(group.clone());
            new.push(group);
            continue;
        };
        let Some(group) = known.get_mut(*place) else {
            continue;
        };
        if entry.households.is_some() && entry.households != group.households {
            group.households = entry.households;
            localities::change_group(connection, group)?;
            done.changed += 1;
        }
    }
    localities::keep_groups(connection, &new)?;
    done.added = new.len();
    Ok(done)
}

fn held(
    connection: &mut AnyConnection,
    locality: &LocalityKey,
) -> Result<Vec<Group>, StoreFailure> {
    localities::hold(connection, locality)?;
    localities::groups(connection, locality)
}

fn refuse_taken(
    known: &[Group],
    entry: &GroupEntry,
    own: Option<&str>,
) -> Result<(), GroupFailure> {
    let key = name_key(&entry.name);
    let other = known
        .iter()
        .find(|group| Some(group.code.as_str()) != own && name_key(&group.name) == key);
    match other {
        Some(group) => Err(GroupFailure::Taken(group.name.clone())),
        None => Ok(()),
    }
}

fn with_code(locality: &LocalityKey, entry: &GroupEntry, known: &[Group]) -> Group {
    let is_taken = |code: &str| known.iter().any(|group| group.code == code);
    Group {
        locality: locality.clone(),
        code: new_code(&entry.name, is_taken),
        name: entry.name.clone(),
        households: entry.households,
    }
}

/// What somebody at the desk does to the list.
#[derive(Clone, Debug)]
pub enum Edit {
    Add(GroupEntry),
    Change(String, GroupEntry),
    Import(Vec<GroupEntry>),
}

/// One change of the list with its line in the audit log; how many groups it added and changed.
pub fn edit(
    store: &Store,
    locality: &LocalityKey,
    edit: &Edit,
    act: &Act,
) -> Result<Imported, GroupFailure> {
    store.attempt_blocking(|connection| {
        audit::append(connection, act)?;
        Ok(match edit {
            Edit::Add(entry) => {
                add(connection, locality, entry)?;
                Imported {
                    added: 1,
                    changed: 0,
                }
            }
            Edit::Change(code, entry) => Imported {
                added: 0,
                changed: usize::from(change(connection, locality, code, entry)?),
            },
            Edit::Import(entries) => import(connection, locality, entries)?,
        })
    })
}
