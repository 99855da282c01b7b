//! The residential groups of one locality, as its committee keeps them: `group_name[,households]`.

use std::collections::HashSet;

use crate::exchange::fault::{DataFaults, Expected};
use crate::exchange::localities::rows;
use crate::exchange::write_csv;
use crate::survey::group::{BadGroup, GroupEntry, LONGEST_NAME, MOST_HOUSEHOLDS, name_key};
use crate::survey::locality::Group;

const NAME: &str = "group_name";
const HOUSEHOLDS: &str = "households";

pub fn read(file: &str, bytes: &[u8]) -> Result<Vec<GroupEntry>, DataFaults> {
    let mut known = HashSet::new();
    let entries = rows(file, bytes, &[NAME], |cells, faults| {
        let name = cells.required(NAME, faults);
        let written = cells.optional(HOUSEHOLDS, faults);
        let number = |text: &String| text.parse().unwrap_or(-1);
        let households = written.as_ref().map(number);
        let entry = GroupEntry::new(&name, households);
        match entry {
            Err(BadGroup::Households) => {
                let expected = Expected::NoOrWholeNumber {
                    min: 1,
                    max: MOST_HOUSEHOLDS,
                };
                faults.add(
                    cells.line,
                    HOUSEHOLDS,
                    &written.unwrap_or_default(),
                    expected,
                );
            }
            Err(BadGroup::LongName) => {
                faults.add(cells.line, NAME, &name, Expected::Letters(LONGEST_NAME));
            }
            // A cell without a name is a fault already.
            Err(BadGroup::NoName) => {}
            Ok(entry) => {
                if !known.insert(name_key(&entry.name)) {
                    faults.add(cells.line, NAME, &name, Expected::UniqueName);
                }
                return Some(entry);
            }
        }
        None
    })?;
    Ok(entries.into_iter().flatten().collect())
}

/// The list as it stands, to be completed in a spreadsheet and sent again.
pub fn write(groups: &[Group]) -> Vec<u8> {
    let rows = groups.iter().map(|group| {
        let households = group.households.map(|number| number.to_string());
        vec![group.name.clone(), households.unwrap_or_default()]
    });
    write_csv::write(&[NAME, HOUSEHOLDS], rows)
}
