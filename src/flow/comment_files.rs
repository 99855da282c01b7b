//! Comments of a wave as a spreadsheet, and what was written into it back: all rows or none.

use std::collections::BTreeMap;

use crate::exchange::comments::{self as files, CommentIn, CommentOut};
use crate::exchange::fault::{DataFaults, Expected, Faults};
use crate::flow::cases as case_acts;
use crate::flow::comments::{self as acts, By, Change, NotChanged};
use crate::store::comments::{self, KeptComment, Wanted};
use crate::store::waves::KeptWave;
use crate::store::{AnyConnection, StoreFailure, cases, localities};
use crate::survey::case::{CaseId, CaseState};
use crate::survey::comment::{CommentAct, CommentId, topic_codes};

pub fn export(
    connection: &mut AnyConnection,
    wave: &KeptWave,
    wanted: &Wanted,
) -> Result<Vec<u8>, StoreFailure> {
    let everywhere = localities::all(connection)?;
    let found = comments::every(connection, wave.wave.id, wanted)?;
    let row = |one: KeptComment| {
        let key = usize::try_from(one.locality)
            .ok()
            .and_then(|at| wave.wave.localities.get(at));
        let known = everywhere
            .iter()
            .find(|locality| Some(&locality.key) == key);
        CommentOut {
            id: one.id,
            locality: key.map(|key| key.code.clone()).unwrap_or_default(),
            valid_from: key
                .map(|key| key.valid_from.to_string())
                .unwrap_or_default(),
            locality_name: known
                .map(|locality| locality.name.clone())
                .unwrap_or_default(),
            question: one.question,
            state: one.state,
            topics: one.topics,
            place: one.place.unwrap_or_default(),
            case: one.case.map(|id| id.0),
            reason: one.reason.unwrap_or_default(),
            words: one.words,
        }
    };
    Ok(files::write(found.into_iter().map(row)))
}

/// Takes topics, places and cases from a file; says how many comments it changed.
pub fn import(
    connection: &mut AnyConnection,
    by: &By,
    wave: &KeptWave,
    file: &str,
    bytes: &[u8],
) -> Result<Result<usize, DataFaults>, StoreFailure> {
    let form = acts::form(connection, wave)?;
    let rows = match files::read(file, bytes, &topic_codes(&form)) {
        Ok(rows) => rows,
        Err(faults) => return Ok(Err(faults)),
    };
    let ids: Vec<CommentId> = rows.iter().map(|row| row.id).collect();
    let known: BTreeMap<CommentId, KeptComment> = comments::some(connection, wave.wave.id, &ids)?
        .into_iter()
        .map(|one| (one.id, one))
        .collect();
    let open: Vec<CaseId> = cases::all(connection)?
        .into_iter()
        .filter(|case| case.wave == wave.wave.id && case.state != CaseState::Closed)
        .map(|case| case.id)
        .collect();
    let mut faults = Faults::new(file);
    let mut wanted = Vec::new();
    for row in &rows {
        match known.get(&row.id) {
            Some(one) => wanted.extend(difference(row, one, &open, &mut faults)),
            None => faults.add(row.line, "id", &row.id.as_text(), Expected::Comment),
        }
    }
    if let Err(faults) = faults.or(()) {
        return Ok(Err(faults));
    }
    let changed = wanted.len();
    let mut fresh: BTreeMap<&str, Vec<CommentId>> = BTreeMap::new();
    for one in &wanted {
        if let Some((topics, place)) = &one.tags {
            let tag = Change::Tag {
                topics: topics.clone(),
                place: place.clone(),
            };
            settled(acts::change(connection, wave, &[one.id], &tag)?)?;
        }
        match (one.case, one.new_case) {
            (Some(case), _) => {
                settled(acts::change(
                    connection,
                    wave,
                    &[one.id],
                    &Change::Join(case),
                )?)?;
            }
            (None, Some(title)) => fresh.entry(title).or_default().push(one.id),
            (None, None) => {}
        }
    }
    for (title, ids) in fresh {
        settled(case_acts::open(connection, by, wave, title, &ids)?)?;
    }
    Ok(Ok(changed))
}

/// What a row changes.
struct Difference<'a> {
    id: CommentId,
    tags: Option<(Vec<String>, Option<String>)>,
    case: Option<CaseId>,
    new_case: Option<&'a str>,
}

fn difference<'a>(
    row: &'a CommentIn,
    one: &KeptComment,
    open: &[CaseId],
    faults: &mut Faults,
) -> Option<Difference<'a>> {
    let topics = row.topics.clone().unwrap_or_else(|| one.topics.clone());
    let place = row.place.clone().unwrap_or_else(|| one.place.clone());
    let is_new = topics != one.topics || place != one.place;
    let tags = is_new.then_some((topics, place));
    let case = row.case.map(CaseId).filter(|case| one.case != Some(*case));
    let new_case = row.new_case.as_deref();
    let mut check = |act, column, found: &str| {
        if let Err(refusal) = one.state.after(act, true) {
            faults.add(row.line, column, found, Expected::Handled(refusal));
        }
    };
    if let Some((topics, place)) = &tags {
        let column = if *topics == one.topics {
            "place"
        } else {
            "topics"
        };
        let found = if column == "place" {
            place.clone().unwrap_or_default()
        } else {
            topics.join(";")
        };
        check(CommentAct::Tag, column, &found);
    }
    if let Some(title) = new_case {
        check(CommentAct::Join, "new_case", title);
    }
    if let Some(id) = case {
        check(CommentAct::Join, "case", &id.0.to_string());
        if !open.contains(&id) {
            faults.add(row.line, "case", &id.0.to_string(), Expected::Case);
        }
    }
    let nothing = tags.is_none() && case.is_none() && new_case.is_none();
    (!nothing).then_some(Difference {
        id: one.id,
        tags,
        case,
        new_case,
    })
}

/// Every row was checked before; what is refused all the same takes the whole transaction back.
fn settled<T>(done: Result<T, NotChanged>) -> Result<T, StoreFailure> {
    done.map_err(|_| StoreFailure::Missing("comment as it was checked"))
}
