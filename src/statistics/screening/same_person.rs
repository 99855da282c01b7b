//! Flag 4a: one person, invitation or device token, several responses. Hard: all but one are left out.

use crate::error::Error;
use crate::score::MISSING;
use crate::screening::columns::check_even;
use crate::screening::fingerprint::fingerprints;

/// Rows to leave out: of each person the most complete response is kept ("don't know" is an answer), among those the
/// latest. `time` is in any unit; responses without one count as the earliest. What is still level is decided by a hash
/// of the answers, which favours no direction and does not depend on the order of the file.
pub fn same_person(
    person: &[Option<u32>],
    columns: &[&[u8]],
    time: Option<&[Option<i64>]>,
) -> Result<Vec<usize>, Error> {
    check_even(columns, person.len())?;
    if time.is_some_and(|time| time.len() != person.len()) {
        return Err(Error::UnevenColumns("time"));
    }
    let mut known: Vec<(u32, usize)> = person
        .iter()
        .enumerate()
        .filter_map(|(row, person)| Some(((*person)?, row)))
        .collect();
    known.sort_unstable();
    let standing = |row: usize| {
        let answered = columns.iter().filter(|column| column[row] != MISSING);
        let time = time.and_then(|time| time[row]);
        (answered.count(), time, fingerprints(columns, row..row + 1))
    };
    let mut dropped = Vec::new();
    for own in known
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|own| own.len() > 1)
    {
        let kept = own.iter().map(|one| one.1).max_by_key(|row| standing(*row));
        dropped.extend(own.iter().map(|one| one.1).filter(|row| Some(*row) != kept));
    }
    dropped.sort_unstable();
    Ok(dropped)
}
