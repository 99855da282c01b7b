//! E-mail addresses as people give them: the plain kind that every mail server takes.

use std::fmt;

use crate::survey::digest::Digest;

/// ASCII, one `@`, a domain with a dot; no quotes, comments, blanks or control characters, so that nothing in it can
/// begin another header or another command.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;
const LONGEST_LABEL: usize = 63;

impl EmailAddress {
    /// In small letters: no mail server in use tells `A@b.vn` from `a@b.vn`.
    pub fn read(typed: &str) -> Option<Self> {
        let address = typed.trim().to_ascii_lowercase();
        let (local, domain) = address.split_once('@')?;
        let fits = address.len() <= LONGEST && is_local(local) && is_domain(domain);
        fits.then_some(Self(address))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept of an address that wants no letters.
    pub fn digest(&self) -> Digest {
        Digest::of(format!("hailong no letters\n{}", self.0).as_bytes())
    }
}

/// Logs show no address.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("EmailAddress(…)")
    }
}

fn is_local(local: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    let dotted = |part: &str| !part.is_empty() && part.bytes().all(letter);
    local.len() <= LONGEST_LOCAL && local.split('.').all(dotted)
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=LONGEST_LABEL).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(label)
        && last.bytes().any(|byte| byte.is_ascii_alphabetic())
}
