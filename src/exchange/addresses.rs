//! Addresses to write to: a column of a CSV file, or one a line as people paste them. Names in it are passed over.

use std::collections::BTreeSet;

use crate::exchange::fault::{DataFaults, Expected, Faults};
use crate::exchange::table;
use crate::survey::addresses::{LARGEST, LeftOut, Why};
use crate::survey::email::EmailAddress;
use crate::survey::locality::Group;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Addresses {
    /// Each once, in the order of the file, with the code of its residential group.
    pub found: Vec<(EmailAddress, Option<String>)>,
    /// Those that came again.
    pub twice: Vec<LeftOut>,
}

/// Reads `email[,group]` with a header, or a line each. A group is named by its code or its name.
pub fn read(file: &str, bytes: &[u8], groups: &[Group]) -> Result<Addresses, DataFaults> {
    let mut faults = Faults::new(file);
    let mut collected = Collected::default();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if has_header(bytes) {
        if let Some(table) = table::open(bytes, &mut faults) {
            let email = table.required("email", &mut faults);
            let group = table.optional("group");
            if let Some(email) = email {
                table.each(&mut faults, |row, record, faults| {
                    let group = group.map(|at| table::text(record, at).into_owned());
                    let group = group.filter(|name| !name.is_empty());
                    let group = group.and_then(|name| {
                        let code = code_of(&name, groups);
                        if code.is_none() {
                            faults.add(row, "group", &name, Expected::Group);
                        }
                        code
                    });
                    collected.add(row, &table::text(record, email), group, faults);
                });
            }
        }
    } else {
        read_lines(bytes, &mut collected, &mut faults);
    }
    faults.or(collected.addresses)
}

/// Lines without a header begin with an address.
fn has_header(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n' || *byte == b'\r');
    lines
        .find(|line| !line.trim_ascii().is_empty())
        .is_some_and(|line| !line.contains(&b'@'))
}

fn read_lines(bytes: &[u8], collected: &mut Collected, faults: &mut Faults) {
    let text = String::from_utf8_lossy(bytes);
    let mut any = false;
    for (row, line) in (1..).zip(text.lines()) {
        let line = line.trim().trim_end_matches([',', ';']);
        if !line.is_empty() {
            any = true;
            collected.add(row, line, None, faults);
        }
    }
    if !any {
        faults.add(1, "", "", Expected::Content);
    }
}

fn code_of(name: &str, groups: &[Group]) -> Option<String> {
    let lower = name.to_lowercase();
    groups
        .iter()
        .find(|group| group.code == name || group.name.to_lowercase() == lower)
        .map(|group| group.code.clone())
}

#[derive(Default)]
struct Collected {
    addresses: Addresses,
    known: BTreeSet<EmailAddress>,
}

impl Collected {
    fn add(&mut self, row: u64, text: &str, group: Option<String>, faults: &mut Faults) {
        // As mail programs copy it: Name <address>.
        let typed = text
            .split_once('<')
            .and_then(|(_, rest)| rest.strip_suffix('>'))
            .unwrap_or(text);
        let Some(email) = EmailAddress::read(typed) else {
            faults.add(row, "email", text, Expected::Email);
            return;
        };
        if !self.known.insert(email.clone()) {
            let why = Why::Twice;
            self.addresses.twice.push(LeftOut { email, why });
            return;
        }
        if self.addresses.found.len() == LARGEST {
            faults.add(row, "", "", Expected::RowsAtMost(LARGEST as u64));
            return;
        }
        self.addresses.found.push((email, group));
    }
}
