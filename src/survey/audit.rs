//! The audit log's chain: each row holds the digest of the row before it.

use chrono::NaiveDateTime;
use sha2::{Digest, Sha256};

use crate::survey::staff::AccountId;

/// Something that somebody did at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// UTC.
    pub at: NaiveDateTime,
    /// `None`: somebody who is not signed in, or the program itself.
    pub actor: Option<AccountId>,
    /// A word of [`crate::wording::audit`], such as `wave-opened`.
    pub action: &'static str,
    /// What it was done to, for example `tam-ky-2026/20341@2025-07-01`.
    pub subject: String,
    /// What changed; never personal data, never an answer.
    pub detail: String,
}

/// A row of the log, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// 1, 2, 3 …
    pub number: i64,
    /// UTC µs.
    pub at: i64,
    pub actor: Option<i64>,
    pub action: String,
    pub subject: String,
    pub detail: String,
    /// Digest of this row and, through the one before it, of all that came before.
    pub digest: [u8; 32],
}

/// What the first row is chained to.
pub const BEGINNING: [u8; 32] = [0; 32];

impl Entry {
    /// SHA-256 over the previous digest and every field, each with its length in front.
    pub fn chained(&self, previous: &[u8; 32]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(previous);
        let actor = self
            .actor
            .map_or_else(Vec::new, |id| id.to_le_bytes().to_vec());
        let fields: [&[u8]; 6] = [
            &self.number.to_le_bytes(),
            &self.at.to_le_bytes(),
            &actor,
            self.action.as_bytes(),
            self.subject.as_bytes(),
            self.detail.as_bytes(),
        ];
        for field in fields {
            hash.update((field.len() as u64).to_le_bytes());
            hash.update(field);
        }
        hash.finalize().into()
    }
}

/// Where a chain breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// The row with this number is not there, or stands elsewhere.
    Missing(i64),
    /// This row, or one before it, is not as it was written.
    Changed(i64),
}

/// Follows the chain, row by row.
#[derive(Clone, Debug)]
pub struct Walk {
    next: i64,
    head: [u8; 32],
}

impl Default for Walk {
    fn default() -> Self {
        Self {
            next: 1,
            head: BEGINNING,
        }
    }
}

impl Walk {
    pub fn step(&mut self, entry: &Entry) -> Result<(), Break> {
        if entry.number != self.next {
            return Err(Break::Missing(self.next));
        }
        if entry.chained(&self.head) != entry.digest {
            return Err(Break::Changed(entry.number));
        }
        self.next += 1;
        self.head = entry.digest;
        Ok(())
    }

    pub fn rows(&self) -> i64 {
        self.next - 1
    }

    pub fn head(&self) -> &[u8; 32] {
        &self.head
    }
}
